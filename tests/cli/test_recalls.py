"""`exhibit recall` and `exhibit drill`: one document, and nothing changed by a drill."""
from __future__ import annotations


def test_recall_lists_what_is_open_and_what_may_not_stand(demo, typed):
    said = typed("recall", "demo", "--json")
    assert said.code == 0
    (found,) = said.document["lists"]
    assert found["testimony"] == "T10" and found["cause"] == "WITHDRAWN" and all(task["due_at"] and task["label"] for task in found["tasks"])
    assert said.document["take_down"] == []
    words = typed("recall").out
    assert "Nothing has to be taken down." in words and "T10  WITHDRAWN" in words and "OVERDUE" in words


def test_a_drill_on_the_command_line_changes_nothing(demo, typed):
    before = typed("recall", "--json").document
    said = typed("drill", "demo", "--json")
    assert said.code == 0 and said.document["changed"] == "nothing" and len(said.document["stories"]) == 15
    assert all(story["open_after"] == 0 for story in said.document["stories"])
    assert "Nothing was changed." in typed("drill", "demo", "--story", "t01").out
    assert typed("recall", "--json").document == before
    assert typed("drill", "demo", "--story", "T99").code == 1
