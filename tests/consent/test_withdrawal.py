"""The tables of uses and of what a stop asks for, and the properties that must hold for any stop."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.consent.forecast import REVERSIBILITY, Agreed, kinds_opened_by, months_later, preview
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import UseKind
from exhibit.consent.uses import (
    KINDS,
    OF_PAGES,
    OF_THINGS,
    PLACED_BY_HAND,
    SHOWING,
    STATUSES,
    is_thing,
    may_move,
    reconcile,
    still_out,
)
from exhibit.consent.withdrawal import (
    ACTIONS,
    AFTER_AT_ONCE,
    ASKED_BACK,
    OUTCOMES,
    UseFacts,
    actions_for,
    limits,
    needs,
    tasks_for,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
GRANTS = ("G1", "G2", "G3")


def reachable(kind: str) -> list[str]:
    """States a use of this kind can get into, from its plan or its beginning."""
    found, todo = set(), {"planned", KINDS[kind].begins}
    while todo:
        state = todo.pop()
        found.add(state)
        todo |= {target for target in STATUSES if may_move(kind, state, target)} - found
    return sorted(found)


def a_use(kind: str):
    return st.builds(UseFacts, uid=st.uuids().map(str), kind=st.just(kind), status=st.sampled_from(reachable(kind)),
                     grants=st.frozensets(st.sampled_from(GRANTS), min_size=1), holder=st.sampled_from(("", "Museum")))


uses = st.sampled_from(sorted(KINDS)).flatmap(a_use)
stopped_grants = st.frozensets(st.sampled_from(GRANTS), min_size=1)


def test_every_kind_status_action_and_outcome_has_its_row():
    assert set(KINDS) == {kind.value for kind in UseKind}
    assert set(OF_THINGS) == set(STATUSES) and {t for targets in OF_THINGS.values() for t in targets} <= set(STATUSES)
    assert {t for targets in OF_PAGES.values() for t in targets} | set(OF_PAGES) <= set(STATUSES)
    assert {outcome for action in ACTIONS.values() for outcome in action.outcomes} == set(OUTCOMES)
    assert {outcome.status for outcome in OUTCOMES.values()} - {""} <= set(STATUSES)
    assert {kind.begins for kind in KINDS.values()} | set(PLACED_BY_HAND) | set(SHOWING) | set(AFTER_AT_ONCE.values()) | set(ASKED_BACK) <= set(STATUSES)
    assert set(AFTER_AT_ONCE) == {code for code, action in ACTIONS.items() if action.at_once} - {"APPROVALS"}
    assert set(REVERSIBILITY) == {row.reversibility for row in PERMISSIONS.values()}


@pytest.mark.parametrize(("kind", "status", "actions"), [
    ("QR_TARGET", "live", ("GO_DARK",)),
    ("SEARCH_INDEX", "live", ("GO_DARK", "DELIST")),
    ("STATIC_BUILD", "live", ("REBUILD",)),
    ("CUTOUT_COPY", "planned", ("CANCEL_PRINT",)),
    ("CUTOUT_COPY", "on_display", ("TAKE_DOWN", "RECALL")),
    ("CUTOUT_COPY", "in_store", ("RECALL",)),
    ("CUTOUT_COPY", "lent", ("TAKE_DOWN", "RECALL")),
    ("CUTOUT_COPY", "missing", ("RECALL",)),
    ("CUTOUT_COPY", "destroyed", ()),
    ("BROCHURE", "in_store", ("STOP_STOCK",)),
    ("PRESS_PACK", "live", ("TELL_RECIPIENT",)),
    ("SOCIAL_POST", "live", ("DELETE_POST",)),
    ("QR_TARGET", "removed", ()),
])
def test_what_a_stop_asks_for(kind, status, actions):
    assert actions_for(kind, status) == actions


@pytest.mark.parametrize(("action", "hours"), [("GO_DARK", 0), ("DELIST", 24), ("REBUILD", 24), ("TAKE_DOWN", 24), ("RECALL", 14 * 24), ("STOP_STOCK", 72),
                                               ("DELETE_POST", 24), ("WORKING_FILES", 7 * 24), ("DRAFTS", 30 * 24), ("BACKUPS", 90 * 24), ("PRINT_FILES", 24)])
def test_due_times_are_those_of_the_model(action, hours):
    assert ACTIONS[action].due == timedelta(hours=hours)


@given(st.lists(uses, max_size=8), stopped_grants)
def test_a_partial_stop_touches_only_what_relied_on_what_ended(found, stopped):
    tasks = tasks_for(found, stopped, False, NOW)
    untouched = {use.uid for use in found if not use.grants & stopped}
    assert not untouched & {task.use for task in tasks}
    assert {task.action for task in tasks if not task.use} <= {"PRINT_FILES"}


@given(st.lists(uses, max_size=8), stopped_grants)
def test_when_everything_is_stopped_each_use_still_out_there_has_a_task(found, stopped):
    tasks = tasks_for(found, stopped, True, NOW)
    assert {use.uid for use in found if still_out(use.kind, use.status)} <= {task.use for task in tasks}
    assert {"APPROVALS", "WORKING_FILES", "DRAFTS", "BACKUPS"} <= {task.action for task in tasks}


@given(st.lists(uses, max_size=8), stopped_grants, st.booleans())
def test_nothing_is_due_before_the_stop_and_only_what_is_held_outside_tells_somebody(found, stopped, everything):
    for task in tasks_for(found, stopped, everything, NOW):
        assert task.due_at >= NOW and (not task.told or ACTIONS[task.action].tell)
        assert task.at_once == (task.due_at == NOW)


@given(st.lists(uses, max_size=8, unique_by=lambda use: use.uid), stopped_grants, st.booleans())
def test_what_an_open_list_asks_for_is_not_asked_for_twice(found, stopped, everything):
    first = tasks_for(found, stopped, everything, NOW)
    assert tasks_for(found, stopped, everything, NOW, frozenset((task.use, task.action) for task in first)) == ()


@given(uses)
def test_each_outcome_of_a_task_is_a_move_the_use_can_make(use):
    """Whatever the list asks for, its outcomes leave the use in a state of the table, and a thing's end is reachable."""
    for action in actions_for(use.kind, use.status):
        for outcome in ACTIONS[action].outcomes:
            after = OUTCOMES[outcome].status
            assert not after or after == use.status or may_move(use.kind, use.status, after), (use.kind, use.status, action, outcome)


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(STATUSES)), st.sampled_from(sorted(STATUSES)))
def test_nothing_leaves_its_end(kind, current, wanted):
    if current in ("destroyed", "cannot_recall"):
        assert not may_move(kind, current, wanted)
    if not is_thing(kind) and current == "removed":
        assert not may_move(kind, current, wanted), "a page that opens again is a new use"


def test_destroying_needs_a_proof_and_not_finding_needs_words():
    assert needs("DESTROYED") == (("CERTIFICATE", "PHOTO"), False)
    assert needs("REMOVED") == (("PHOTO", "SIGNED_LIST"), False)
    assert needs("MISSING") == ((), True)
    assert not OUTCOMES["MISSING"].good and not OUTCOMES["CANNOT_RECALL"].good and OUTCOMES["DESTROYED"].good


@given(st.lists(st.sampled_from([state for state in STATUSES if state not in ("planned", "approved", "live")]), max_size=20))
def test_printed_adds_up(statuses):
    count = reconcile(statuses)
    assert count.printed == len(statuses) == sum(n for _, n in count.by_status) == count.accounted + count.open


def test_a_board_nobody_has_placed_is_not_accounted_for():
    count = reconcile(["printed", "on_display", "destroyed", "missing", "destroyed"])
    assert (count.printed, count.accounted, count.open) == (5, 3, 2)
    assert count.by_status == (("printed", 1), ("on_display", 1), ("destroyed", 2), ("missing", 1))


def test_the_preview_tells_what_would_happen_before_anything_is_printed():
    row, page, press = preview([Agreed("G1", "PRT_CUTOUT"), Agreed("G2", "WEB_STORY", valid_until=NOW + timedelta(days=30)), Agreed("G3", "PRESS_FULL")], [], 3, NOW)
    assert ("CUTOUT_COPY", ("TAKE_DOWN", "RECALL")) in row.expected and row.reversibility == "R1" and not row.ended_before
    assert ("QR_TARGET", ("GO_DARK",)) in page.expected and page.ended_before
    assert press.limits == ("What was printed or broadcast by others cannot be called back.",)


def test_the_preview_tells_of_each_board_that_is_out_then():
    board = UseFacts("u1", "CUTOUT_COPY", "on_display", frozenset({"G1"}), "Museum", "Hall 2")
    other = UseFacts("u2", "QR_TARGET", "live", frozenset({"G2"}))
    (row,) = preview([Agreed("G1", "PRT_CUTOUT")], [board, other], 3, NOW)
    (use, tasks), = row.uses
    assert use is board and [(task.action, task.told) for task in tasks] == [("TAKE_DOWN", "Museum"), ("RECALL", "Museum")]
    assert tasks[0].due_at == months_later(NOW, 3) + timedelta(days=1)
    assert "CUTOUT_COPY" not in dict(row.expected)


@pytest.mark.parametrize(("start", "months", "end"), [("2027-01-31", 1, "2027-02-28"), ("2027-11-30", 3, "2028-02-29"), ("2027-05-15", 12, "2028-05-15")])
def test_months_end_with_the_month(start, months, end):
    assert months_later(datetime.fromisoformat(start), months) == datetime.fromisoformat(end)


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_every_permission_has_a_forecast(permission):
    (row,) = preview([Agreed("G1", permission)], [], 3, NOW)
    assert row.reversibility in REVERSIBILITY and set(kinds_opened_by(permission)) <= set(KINDS)
    assert limits([action for _, actions in row.expected for action in actions]) == row.limits
