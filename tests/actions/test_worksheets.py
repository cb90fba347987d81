"""From a source to an anonymised text: each decision saved at once, none overwritten, each undone by whom it belongs to, marks carried along."""
from __future__ import annotations

import pytest

from exhibit.actions import caseworker_notes, pseudonym_keys, second_eyes, sheets, sources
from exhibit.actions import worksheets as actions
from exhibit.actions.accounts import add_user
from exhibit.actions.margin_answering import answer_note
from exhibit.actions.margin_notes import notes_for
from exhibit.actions.testimonies import create_testimony, save_text
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import transaction
from exhibit.store import worksheets as found_by
from exhibit.store.holds import PENDING
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.plan import Named
from tests.support.desk import PASSWORD
from tests.support.scenes import CASEWORKER, CURATOR, FACTS, NOW, VERIFIER

SOURCE = ("My name is Oksana Bondar. Mrs Peeters kept my passport in rue Haute 4, 1000 Brussels.\n\n"
          "Every evening I wrote my hours down. Today I teach others to read a contract. Oksana Bondar is on +32 470 12 34 56.")
OTHER = "second.curator@demo.example"


@pytest.fixture
def row(app):
    add_user(OTHER, ["curator"], PASSWORD)
    return actions.begin(create_testimony(FACTS, CASEWORKER, NOW), "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)


def sheet(row, by=CURATOR):
    return sheets.sheet(row.id, by, NOW)


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = SOURCE.index(words, start + 1)
    return start, start + len(words)


def say(row, words, action="CHANGE", replacement="", reason="", element="", kind="NAME", based_on=99, by=CURATOR, nth=0):
    return actions.decide(row.id, *at(words, nth), kind, action, replacement, reason, element, based_on, by, NOW)


def alone(row) -> list[str]:
    return [place.proposal.find.text for place in sheet(row).places if place.proposal and place.severity is Severity.ALONE and place.state == "open"]


def test_the_result_follows_the_decisions_and_the_source_stays_as_it_is(row):
    say(row, "Every evening", replacement="Each day")
    say(row, "my passport", "KEEP", reason="everybody has one")
    say(row, " in rue Haute 4, 1000 Brussels")
    assert "kept my passport.\n\nEach day I wrote" in sheet(row).outcome.text
    assert sheet(row).source == SOURCE


def test_of_two_decisions_about_the_same_words_the_later_holds_and_undo_goes_back_step_by_step(row):
    say(row, "Today", replacement="Now")
    say(row, "Today I teach others", replacement="Today I teach")
    assert "Today I teach to read" in sheet(row).outcome.text
    actions.undo(row.id, CURATOR, NOW)
    assert "Now I teach others" in sheet(row).outcome.text
    actions.undo(row.id, CURATOR, NOW)
    assert "Today I teach others" in sheet(row).outcome.text
    with pytest.raises(Refused, match="nothing of yours to undo"):
        actions.undo(row.id, CURATOR, NOW)


def test_nobody_undoes_what_somebody_else_decided(row):
    say(row, "Today", replacement="Now")
    with pytest.raises(Refused, match="nothing of yours"):
        actions.undo(row.id, OTHER, NOW)
    assert "Now I teach" in sheet(row).outcome.text


def test_two_people_meet_only_where_they_decide_about_the_same_words(row):
    say(row, "Today", replacement="Now", based_on=0)
    say(row, "Every evening", replacement="Each day", based_on=0, by=OTHER)
    with pytest.raises(actions.Overlapping, match=f"{CURATOR} decided about some of these words") as met:
        say(row, "Today I teach", replacement="I teach", based_on=0, by=OTHER)
    assert met.value.theirs.replacement == "Now" and "Today" not in met.value.sentence
    assert "Each day" in sheet(row).outcome.text and "Now I teach" in sheet(row).outcome.text, "nothing was overwritten"
    say(row, "Today I teach", replacement="I teach", based_on=2, by=OTHER)
    assert "I teach others to read" in sheet(row).outcome.text


def test_tags_about_different_facts_do_not_meet_and_one_takes_another_away(row):
    say(row, "Today", "TAG", element="PRESENT_LIFE", kind="EDIT", based_on=0)
    say(row, "Today", "TAG", element="YEAR", kind="EDIT", based_on=0, by=OTHER)
    assert {span.element for span in sheet(row).tags} == {"PRESENT_LIFE", "YEAR"}
    with pytest.raises(Conflict):
        say(row, "Today I", "TAG", element="", kind="EDIT", based_on=0, by=OTHER)
    say(row, "Today I", "TAG", element="", kind="EDIT", based_on=2, by=OTHER)
    assert sheet(row).tags == ()


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"action": "KEEP", "reason": " "}, "Say in a few words why"),
    ({"action": "BURN"}, "Accept the proposal"),
    ({"kind": "SHOE_SIZE"}, "no kind of find"),
    ({"action": "TAG", "element": "SHOE_SIZE"}, "no such fact"),
    ({"replacement": "a\0b"}, "control characters"),
    ({"replacement": "x" * 2001}, "longer than 2000"),
])
def test_what_cannot_be_is_refused_and_nothing_is_saved(row, changes, sentence):
    with pytest.raises(WrongUse, match=sentence):
        say(row, "Today", **changes)
    assert found_by.worksheet(row.id).decisions == [] and found_by.worksheet(row.id).revision == 0


def test_words_outside_the_source_are_refused(row):
    for start, end in ((-1, 4), (5, 5), (0, len(SOURCE) + 1)):
        with pytest.raises(WrongUse, match="not in the source"):
            actions.decide(row.id, start, end, "EDIT", "CHANGE", "x", "", "", 0, CURATOR, NOW)


def test_every_place_of_some_words_is_changed_at_once_and_undone_at_once(row):
    assert actions.decide_words(row.id, "my", "the", 0, CURATOR, NOW) == 2
    text = sheet(row).outcome.text
    assert "kept the passport" in text and "wrote the hours" in text
    actions.undo(row.id, CURATOR, NOW)
    assert "kept my passport" in sheet(row).outcome.text
    with pytest.raises(WrongUse, match="do not stand in the source"):
        actions.decide_words(row.id, "my pass", "x", 0, CURATOR, NOW)


def test_no_text_is_made_while_something_that_identifies_alone_is_open(row):
    left = alone(row)
    assert {"+32 470 12 34 56"} <= set(left) and len(left) >= 4
    with pytest.raises(Refused, match=rf"^{len(left)} details identify the person"):
        actions.finish(row.id, None, CURATOR, NOW)
    assert row.testimony.newest("STORY", "en") is None
    assert actions.accept_rest(row.id, CURATOR, NOW) >= len(left)
    assert alone(row) == []
    actions.undo(row.id, CURATOR, NOW)
    assert alone(row) == left, "accepting the rest is one step"


def test_the_text_that_is_made_carries_the_facts_on_its_words_and_may_be_worked_on_again(row):
    say(row, "Today I teach others to read a contract", "TAG", element="PRESENT_LIFE", kind="EDIT")
    say(row, "contract", replacement="paper")
    say(row, "rue Haute 4, 1000 Brussels", replacement="a street in the city", element="REGION", kind="ADDRESS")
    version = actions.finish(row.id, None, CURATOR, NOW, rest=True)
    told = {element: version.body[start:end] for start, end, element in version.spans}
    assert told["PRESENT_LIFE"] == "Today I teach others to read a paper" and told["REGION"] == "a street in the city"
    assert "Oksana" not in version.body and "+32" not in version.body and version.written_by == CURATOR
    with pytest.raises(Refused, match="Open it again first"):
        say(row, "Today", replacement="Now")
    actions.reopen(row.id, CURATOR, NOW)
    say(row, "Today", replacement="Now")
    second = actions.finish(row.id, version.id, CURATOR, NOW)
    assert second.id != version.id and "Now I teach others to read a paper" in second.body and found_by.made_into(second).id == row.id


def test_what_is_decided_while_the_text_is_made_is_told_and_the_source_stays_open(row, monkeypatch):
    """Between the outcome and the end a text is saved and its facts are marked: there somebody else decides."""
    marked = actions.mark_text

    def decided_meanwhile(*arguments):
        say(row, "Today", replacement="Now", by=OTHER)
        return marked(*arguments)

    say(row, "Every evening", "TAG", element="PRESENT_LIFE", kind="EDIT")
    monkeypatch.setattr(actions, "mark_text", decided_meanwhile)
    with pytest.raises(Conflict, match="saved without that decision"):
        actions.finish(row.id, None, CURATOR, NOW, rest=True)
    monkeypatch.undo()
    first = row.testimony.newest("STORY", "en")
    assert row.closed_at is None and "Today" in first.body
    assert "Now" in actions.finish(row.id, first.id, CURATOR, NOW).body and row.closed_at


def test_a_newer_text_by_somebody_else_is_not_covered(row):
    save_text(row.testimony, "en", "STORY", "Written by hand meanwhile.", None, OTHER, NOW)
    with pytest.raises(Conflict, match=f"{OTHER} saved this text"):
        actions.finish(row.id, None, CURATOR, NOW, rest=True)
    assert row.testimony.newest("STORY", "en").body == "Written by hand meanwhile."


def test_who_may_do_what(row):
    assert sheets.sheet(row.id, VERIFIER, NOW).source == SOURCE
    for refused in ("officer@demo.example", "administrator@demo.example", "nobody@demo.example"):
        with pytest.raises(Refused, match="read by a curator"):
            sheets.sheet(row.id, refused, NOW)
    for refused in (VERIFIER, "officer@demo.example"):
        with pytest.raises(Refused, match="worked on by a curator or a caseworker"):
            say(row, "Today", replacement="Now", by=refused)


def test_a_name_has_one_pseudonym_in_all_texts_of_the_person(row):
    other = actions.begin(row.testimony, "QUOTE", "en", "Oksana Bondar spoke.", "PASTED", CURATOR, NOW)
    pseudonym_keys.remember(row.testimony, [Named("NAME", "Oksana Bondar", "Mila", "woman"), Named("NAME", "Oksana Bondar", "Late", "")], CURATOR, NOW)
    [key] = [name for name in found_by.names(row.testimony) if name.original == "Oksana Bondar"]
    assert sheet(other).proposals[0].replacement == "Mila"
    [place] = [p for p in sheet(other).places]
    actions.decide(other.id, place.start, place.end, "NAME", "ACCEPT", place.words, "", "", 0, CURATOR, NOW)
    say(row, "Mrs Peeters", replacement="the woman Mila worked for")
    assert pseudonym_keys.change(key.id, "Vesna", "woman", CURATOR, NOW) == 2
    assert sheet(other).outcome.text == "Vesna spoke." and "the woman Vesna worked for" in sheet(row).outcome.text
    for real in ("Peeters", "Bondar", "oksana"):
        with pytest.raises(Refused, match="real name"):
            pseudonym_keys.change(key.id, real, "woman", CURATOR, NOW)
    assert pseudonym_keys.change(key.id, row.testimony.pseudonym, "woman", CURATOR, NOW) == 2, "the person's own pseudonym"


def test_a_question_to_the_caseworker_quotes_nobody_and_is_answered_by_one(row):
    with pytest.raises(Refused, match="seems to be a name"):
        caseworker_notes.ask(row.testimony, row.id, "Is Mrs Peeters her aunt?", CURATOR, NOW)
    note = caseworker_notes.ask(row.testimony, row.id, "Is the town known for something?", CURATOR, NOW)
    with pytest.raises(Refused):
        caseworker_notes.answer(note.id, "No.", CURATOR, NOW)
    caseworker_notes.answer(note.id, "Yes, for its market: leave it out.", CASEWORKER, NOW)
    assert [(n.answer, n.settled_by) for n in found_by.notes(row.testimony)] == [("Yes, for its market: leave it out.", CASEWORKER)]


def test_an_exact_age_kept_with_a_reason_has_its_first_answer_in_the_margin(app):
    """No reason is asked for twice; a verifier still says whether it may stay."""
    source = "I was 17 years old when I came. Today I teach others to read a contract."
    row = actions.begin(create_testimony(FACTS, CASEWORKER, NOW), "STORY", "en", source, "PASTED", CURATOR, NOW)
    [age] = [place for place in sheet(row).places if place.kind == "AGE"]
    actions.decide(row.id, age.start, age.end, "AGE", "KEEP", "", "She wants it said: so many are of that age.", "", 0, CURATOR, NOW)
    version = actions.finish(row.id, None, CURATOR, NOW, rest=True)
    [margin] = [margin for margin in notes_for(version) if margin.note.rule == "E05"]
    assert [(answer.by, answer.answer) for answer in margin.answers] == [(CURATOR, "She wants it said: so many are of that age.")] and margin.stops
    answer_note(version.id, "E05", margin.note.sha256, "Many are of that age, it leads to nobody.", VERIFIER, NOW)
    assert not [margin for margin in notes_for(version) if margin.stops]
    actions.reopen(row.id, CURATOR, NOW)
    actions.finish(row.id, version.id, CURATOR, NOW)
    assert [len(margin.answers) for margin in notes_for(version) if margin.note.rule == "E05"] == [2], "making the text again answers nothing twice"
    sources.delete_now(row.id, CURATOR, NOW)
    [margin] = [margin for margin in notes_for(version) if margin.note.rule == "E05"]
    assert [answer.answer for answer in margin.answers] == [found_by.REASON_GONE, "Many are of that age, it leads to nobody."], "the reason goes with the source"


def test_whoever_reads_a_text_alone_cannot_ask_the_source_whether_a_word_stands_there(row):
    """The page was closed, but a decision about typed words and another pseudonym answered the question."""
    add_user("both@demo.example", ["curator", "verifier"], PASSWORD)
    sheet(row)
    version = actions.finish(row.id, None, CURATOR, NOW, rest=True)
    actions.reopen(row.id, CURATOR, NOW)
    second_eyes.begin(version.id, "both@demo.example", NOW)
    [name] = [one for one in found_by.names(row.testimony) if "Oksana" in one.original]
    for ask in (lambda: actions.decide_words(row.id, "Bondar", "", 99, "both@demo.example", NOW), lambda: pseudonym_keys.change(name.id, "Peeters", "", "both@demo.example", NOW)):
        with pytest.raises(Refused, match="without its source"):
            ask()


def test_while_a_story_is_on_hold_no_pseudonym_asks_its_source(row):
    sheet(row)
    [name] = [one for one in found_by.names(row.testimony) if "Oksana" in one.original]
    with transaction():
        row.testimony.hold = PENDING
    with pytest.raises(Refused, match="stays closed"):
        pseudonym_keys.change(name.id, "Peeters", "", CURATOR, NOW)
