"""A second pair of eyes: steps that cannot be left out or turned round, who may look, what blocks, and two people's word."""
from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from exhibit.actions import (
    approvals,
    left_finds,
    lookers,
    pseudonym_keys,
    second_eyes,
    sources,
)
from exhibit.actions.accounts import add_user
from exhibit.actions.meant_words import meant_in
from exhibit.actions.testimonies import approve_text, save_attributes, save_text
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused, WrongUse
from exhibit.store import anonymity_reviews, db, queries, transaction, worksheets
from exhibit.store.tables import ConsentEvent, PseudonymKey, SpanDecision, Worksheet
from exhibit.story.word_diff import Side
from tests.support.boards import the_person
from tests.support.rooms import opened
from tests.support.scenes import CASEWORKER, CURATOR, NOW, VERIFIER, a_testimony
from tests.support.second_eyes import TRIED, compared, looked_at

SOURCE = "My name is Miriam Tesfaye. I asked for my passport every week. The firm was called Blue Harbour."
KEPT = "Mrs Harbour was the name of a boat."  # a title before a word: a find of severity one, and no name here
SECOND = "second@demo.example"


@pytest.fixture
def rosa(databases, tmp_path):
    with opened(databases, tmp_path, "person"):
        yield the_person()


def rewrite(testimony, body: str, kind: str = "QUOTE"):
    return save_text(testimony, "en", kind, body, testimony.newest(kind, "en").id, CURATOR, NOW)


def sheet_of(version, source: str = SOURCE, by: str = CURATOR) -> Worksheet:
    row = Worksheet(testimony=version.testimony, kind=version.kind, language=version.language, source=source, source_sha256="0" * 64, source_from="PASTED", opened_at=NOW, opened_by=by,
                    delete_after=NOW + timedelta(days=30), version_id=version.id)
    db.session.add(row)
    db.session.commit()
    return row


def decide(row: Worksheet, words: str, action: str = "KEEP", reason: str | None = "the name of a boat", by: str = CURATOR) -> SpanDecision:
    start = row.source.index(words)
    made = SpanDecision(worksheet=row, start=start, end=start + len(words), kind="NAME", action=action, reason=reason, revision=1, at=NOW, by=by)
    db.session.add(made)
    db.session.commit()
    return made


def test_three_steps_in_their_order_end_in_the_tick(rosa):
    version = rewrite(rosa, "I asked for my passport each week.")
    review = second_eyes.begin(version.id, VERIFIER, NOW)
    assert second_eyes.begin(version.id, VERIFIER, NOW).id == review.id, "going on is no second look"
    for early in (lambda: second_eyes.open_comparison(review.id, VERIFIER, NOW), lambda: second_eyes.comparison(anonymity_reviews.review(review.id), NOW),
                  lambda: second_eyes.pass_text(review.id, (), VERIFIER, NOW), lambda: second_eyes.send_back(review.id, "Her town is named.", VERIFIER, NOW)):
        with pytest.raises(Refused, match="First read the text alone"):
            early()
    second_eyes.write_attempts(review.id, "Nobody.", TRIED, VERIFIER, NOW)
    for early in (lambda: second_eyes.pass_text(review.id, (), VERIFIER, NOW), lambda: second_eyes.comparison(anonymity_reviews.review(review.id), NOW)):
        with pytest.raises(Refused, match="Look at the comparison before"):
            early()
    with pytest.raises(Refused, match="written once"):
        second_eyes.write_attempts(review.id, "Her aunt.", TRIED, VERIFIER, NOW)
    second_eyes.open_comparison(review.id, VERIFIER, NOW)
    shown = second_eyes.comparison(anonymity_reviews.review(review.id), NOW)
    assert shown.beside == "EARLIER" and "each" in [part.text for part in shown.parts if part.side is Side.NEW]
    second_eyes.pass_text(review.id, (), VERIFIER, NOW)
    assert ticks_on(version)["ANONYMITY"].by == VERIFIER and version.marks_checked
    with pytest.raises(Refused, match="Your verdict on this text is on file"):
        second_eyes.send_back(review.id, "Her town is named.", VERIFIER, NOW)
    with pytest.raises(Refused, match="until your verdict"):
        second_eyes.comparison(anonymity_reviews.review(review.id), NOW)
    with pytest.raises(Refused, match="Somebody has looked"):
        second_eyes.begin(version.id, VERIFIER, NOW)


@pytest.mark.parametrize(("guess", "tried", "sentence"), [
    (" ", TRIED, "Write who this could be"), ("Nobody", TRIED[:2], "three attempts"), ("Nobody", [*TRIED[:2], ("x", "PERHAPS")], "three attempts"),
    ("Nobody", [*TRIED[:2], (" ", "NOBODY")], "three attempts"), ("Nobody", [*TRIED[:2], (TRIED[0][0].upper(), "NOBODY")], "two of the attempts are the same"),
])
def test_attempts_are_three_and_different(rosa, guess, tried, sentence):
    review = second_eyes.begin(rosa.newest("QUOTE", "en").id, VERIFIER, NOW)
    with pytest.raises(WrongUse, match=sentence):
        second_eyes.write_attempts(review.id, guess, tried, VERIFIER, NOW)
    assert anonymity_reviews.review(review.id).attempted_at is None


def test_nobody_looks_at_their_own_text_or_at_one_whose_source_they_worked_on(rosa):
    version = rosa.newest("STORY", "en")
    with pytest.raises(Refused, match="another person's"):
        second_eyes.begin(version.id, CURATOR, NOW)
    with pytest.raises(Refused, match="looked at by a verifier, curator or caseworker"):
        second_eyes.begin(version.id, "officer@demo.example", NOW)
    decide(sheet_of(version), "Miriam Tesfaye", "CHANGE", None, by=VERIFIER)
    with pytest.raises(Refused, match="worked on a source of this story"):
        second_eyes.begin(version.id, VERIFIER, NOW)
    assert [lookers.may_look(rosa.newest(kind, "en"), VERIFIER) for kind in ("STORY", "QUOTE")] == [False, False], "a quote tells what the story tells"


def test_a_look_is_its_own_person_s_and_of_the_newest_words(rosa):
    version = rosa.newest("QUOTE", "en")
    review = compared(version)
    with pytest.raises(Refused, match="Somebody else has begun this look"):
        second_eyes.pass_text(review.id, (), CASEWORKER, NOW)
    rewrite(rosa, "I asked for my passport each week.")
    with pytest.raises(Refused, match="There is a newer version"):
        second_eyes.pass_text(review.id, (), VERIFIER, NOW)


def test_a_caseworker_looks_and_sends_back_and_does_not_pass(rosa):
    review = compared(rosa.newest("QUOTE", "en"), CASEWORKER)
    with pytest.raises(Refused, match="set by a verifier. You may send the text back"):
        second_eyes.pass_text(review.id, (), CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="Say in a sentence"):
        second_eyes.send_back(review.id, "no", CASEWORKER, NOW)
    second_eyes.send_back(review.id, "Her cousin knows the bag.", CASEWORKER, NOW)
    version = rosa.newest("QUOTE", "en")
    assert anonymity_reviews.sent_back(version).reason == "Her cousin knows the bag." and anonymity_reviews.texts_sent_back(rosa) == {version.id} and not ticks_on(version).get("ANONYMITY")
    looked_at(version)
    assert anonymity_reviews.sent_back(version) is None and anonymity_reviews.texts_sent_back(rosa) == set()


def test_whoever_found_the_person_cannot_pass_the_text(rosa):
    review = compared(rosa.newest("QUOTE", "en"), tried=[*TRIED[:2], ("her bag and the ferry", "FOUND")])
    with pytest.raises(Refused, match="One of your attempts found the person"):
        second_eyes.pass_text(review.id, (), VERIFIER, NOW)
    assert second_eyes.send_back(review.id, "The ferry leads to the news of that year.", VERIFIER, NOW).verdict == "SENT_BACK"


def test_the_source_stands_beside_it_while_it_is_there_and_reading_it_is_in_the_history(rosa):
    version = rewrite(rosa, "I asked for my passport every week.")
    row = sheet_of(version)
    review = second_eyes.begin(version.id, VERIFIER, NOW)
    assert second_eyes.reads_alone(version, VERIFIER) and not second_eyes.reads_alone(version, CURATOR)
    second_eyes.write_attempts(review.id, "Nobody.", TRIED, VERIFIER, NOW)
    assert not second_eyes.reads_alone(version, VERIFIER)
    second_eyes.open_comparison(review.id, VERIFIER, NOW)
    second_eyes.open_comparison(review.id, VERIFIER, NOW)
    shown = second_eyes.comparison(anonymity_reviews.review(review.id), NOW)
    assert shown.beside == "SOURCE" and any("Miriam Tesfaye" in part.text for part in shown.parts if part.side is Side.GONE)
    [entry] = db.session.scalars(select(ConsentEvent).where(ConsentEvent.kind == "READ"))
    assert (entry.state, entry.recorded_by, entry.details["worksheet"], entry.details["review"]) == ("SOURCE", VERIFIER, row.id, review.id)


def test_what_identifies_by_itself_blocks_and_is_named_without_its_words(rosa):
    version = rewrite(rosa, "I carry it now. My name is Miriam Tesfaye. Ask at miriam@harbour.example.")
    review = compared(version)
    with pytest.raises(Refused) as refused:
        second_eyes.pass_text(review.id, (), VERIFIER, NOW)
    said = refused.value.sentence
    assert "a name (sentence 2)" in said and "an e-mail address (sentence 3)" in said and "iriam" not in said
    assert not ticks_on(version)


def test_only_two_people_together_say_that_words_are_no_name(rosa):
    version = rewrite(rosa, KEPT)
    row = sheet_of(version, KEPT)
    words = left_finds.blocking(version)[0].text
    review = compared(version)
    with pytest.raises(WrongUse, match="only to words the curator keeps"):
        second_eyes.pass_text(review.id, ["0-11-NAME"], VERIFIER, NOW)
    kept = decide(row, words)
    [offered] = left_finds.left_in(version).kept
    assert (offered.find.text, offered.reason) == (words, "the name of a boat")
    for alone in (lambda: second_eyes.pass_text(review.id, (), VERIFIER, NOW), lambda: approve_text(version.id, CASEWORKER, NOW)):
        with pytest.raises(Refused):
            alone()
    second_eyes.pass_text(review.id, [offered.key], VERIFIER, NOW)
    assert left_finds.blocking(version) == ()
    kept.undone_at, kept.undone_by = NOW, CURATOR
    db.session.commit()
    assert left_finds.blocking(version), "the curator took it back: one person's word is none"


def test_a_reason_is_needed_and_a_later_decision_takes_its_place(rosa):
    version = rewrite(rosa, KEPT)
    row = sheet_of(version, KEPT)
    words = left_finds.blocking(version)[0].text
    decide(row, words, reason=" ")
    assert left_finds.left_in(version).kept == ()
    decide(row, words)
    assert len(left_finds.left_in(version).kept) == 1
    decide(row, words, "CHANGE", None)
    assert left_finds.left_in(version).kept == ()


def test_what_two_people_said_outlives_the_source_and_new_words_are_asked_again(rosa):
    version = rewrite(rosa, KEPT)
    row = sheet_of(version, KEPT)
    decide(row, left_finds.blocking(version)[0].text)
    second_eyes.pass_text(compared(version).id, [left_finds.left_in(version).kept[0].key], VERIFIER, NOW)
    approve_text(version.id, CASEWORKER, NOW)
    assert db.session.get(Worksheet, row.id).source is None, "approved: nobody needs the source any more"
    assert left_finds.blocking(version) == ()
    other_ends = rewrite(rosa, KEPT.replace(" was", "\nwas"))
    assert set(ticks_on(other_ends)) == {"CONSENT", "ANONYMITY"} and left_finds.blocking(other_ends) == ()
    edited = rewrite(rosa, f"{KEPT} I carry my passport.")
    assert ticks_on(edited) == {} and edited.approved_at is None and left_finds.blocking(edited)
    with pytest.raises(Refused, match="for anonymising"):
        approve_text(edited.id, CASEWORKER, NOW)
    second_eyes.pass_text(compared(edited).id, [left_finds.left_in(edited).kept[0].key], VERIFIER, NOW)
    assert approve_text(edited.id, CASEWORKER, NOW).approved_at == NOW


def test_the_pseudonym_is_meant_to_stand_there(rosa):
    assert left_finds.blocking(rewrite(rosa, "My name is Rosa. I carry my passport.")) == ()
    assert [find.kind for find in left_finds.blocking(rewrite(rosa, "My name is Miriam. I carry my passport."))] == ["NAME"]
    ukrainian = save_text(rosa, "uk", "ATTRIBUTION", "Мене звати Роза. Мене звати Оксана.", None, CURATOR, NOW)
    assert {find.text for find in left_finds.blocking(ukrainian)} == {"Оксана"}, "her pseudonym in another script is hers, another name is not"


def test_texts_wait_until_they_are_passed_or_sent_back(rosa):
    def texts():
        rows, total = anonymity_reviews.waiting(50)
        assert total == len(rows)
        return {(row.kind, row.looked_by) for row in rows}

    assert texts() == {("QUOTE", ""), ("CUTOUT", ""), ("STORY", "")}
    looked_at(rosa.newest("CUTOUT", "en"))
    review = compared(rosa.newest("STORY", "en"))
    assert texts() == {("QUOTE", ""), ("STORY", VERIFIER)}
    second_eyes.send_back(review.id, "The hotel was in the news.", VERIFIER, NOW)
    rewrite(rosa, "I carry my own passport.")
    assert texts() == {("QUOTE", "")} and len(anonymity_reviews.waiting(1, 1)[0]) == 0
    rewrite(rosa, "The advertisement said work.", "STORY")
    assert texts() == {("QUOTE", ""), ("STORY", "")}, "new words wait again"


def test_nothing_of_a_guess_is_in_the_clear(rosa, caplog):
    caplog.set_level(logging.DEBUG)
    secret = [("zanzibar ferry violin", "SOMEBODY"), *TRIED[:2]]
    review = compared(rosa.newest("QUOTE", "en"), tried=secret)
    second_eyes.send_back(review.id, "The zanzibar ferry was in the news.", VERIFIER, NOW)
    assert second_eyes.attempts(anonymity_reviews.review(review.id))[0] == {"terms": "zanzibar ferry violin", "led_to": "SOMEBODY"}
    kept = db.session.execute(text("SELECT guess_enc, searches_enc, reason_enc FROM anonymity_review")).one()
    history = json.dumps([[event.kind, event.state, event.reason, event.details] for event in db.session.scalars(select(ConsentEvent))])
    assert "zanzibar" not in "".join(kept) and "Nobody comes to mind" not in "".join(kept) and "zanzibar" not in history + caplog.text


def test_a_verifier_who_ticked_the_language_passes_nothing(app):
    from exhibit.actions.ticking import set_tick

    add_user(SECOND, ["verifier"], "a long enough passphrase for tests")
    version = a_testimony().newest("QUOTE", "en")
    set_tick(version.id, "LANGUAGE", VERIFIER, NOW)
    with pytest.raises(Refused, match="You have set another tick"):
        second_eyes.pass_text(compared(version).id, (), VERIFIER, NOW)
    assert looked_at(version, SECOND).marks_checked


def test_a_link_offers_what_was_passed(rosa):
    link, _token = approvals.make_link(rosa, ["en"], 14, None, CASEWORKER, NOW)
    version = rewrite(rosa, "I carry my own passport.")
    assert version.id not in {found.id for found in approvals.texts_to_read(link, "en")}
    looked_at(queries.version(version.id))
    assert version.id in {found.id for found in approvals.texts_to_read(link, "en")}


def test_a_title_beside_a_pseudonym_is_no_name_and_beside_any_other_word_it_is(rosa):
    """“Mrs Peeters” became “Mrs Maria”: a text of which every proposal was accepted can pass."""
    with transaction() as session:
        session.add(PseudonymKey(testimony_id=rosa.id, kind="NAME", original="Peeters", replacement="Maria", at=NOW, by=CURATOR))
    found = {body: [find.text for find in left_finds.blocking(rewrite(rosa, body))] for body in ("Mrs Maria kept my passport.", "Mrs Maria Peeters kept my passport.", "Aunt Maria kept it.")}
    assert [len(names) for names in found.values()] == [0, 1, 0]


def test_a_look_that_was_overtaken_closes_nothing(rosa):
    first = rewrite(rosa, "I asked for my passport every week.")
    second_eyes.begin(first.id, VERIFIER, NOW)
    assert lookers.reading_alone(rosa.id, VERIFIER) and not lookers.reading_alone(rosa.id, CURATOR)
    second = rewrite(rosa, "I asked for my own passport every week.")
    assert lookers.reading_alone(rosa.id, VERIFIER) is None
    second_eyes.begin(second.id, VERIFIER, NOW)
    add_user(SECOND, ["verifier"], "a long enough passphrase for tests")
    looked_at(second, SECOND)
    assert lookers.reading_alone(rosa.id, VERIFIER) is None


def test_one_person_alone_makes_no_real_name_a_pseudonym(rosa):
    version = rewrite(rosa, "My name is Miriam. I am Rosa to you.")
    with transaction() as session:
        session.add(PseudonymKey(testimony_id=rosa.id, kind="NAME", original="Peeters", replacement="Maria", at=NOW, by=CURATOR))
        session.add(PseudonymKey(testimony_id=rosa.id, kind="PLACE", original="Mechelen", replacement="a town", at=NOW, by=CURATOR))
    facts = {**rosa.attributes, "experience_type": rosa.experience_type, "original_language": rosa.original_language, "origin_country": rosa.origin_country,
             "age_class": rosa.person.age_class}
    steps = [lambda words, key=key: pseudonym_keys.change(key.id, words, "", CURATOR, NOW) for key in worksheets.names(rosa)]
    steps.append(lambda words: save_attributes(rosa, {**facts, "pseudonym": words}, CURATOR, NOW))
    for step in steps:
        with pytest.raises(Refused, match="in a text of this person"):
            step("Miriam")
    sheet_of(version, "They called me Hirut. My name is Hirut.")
    for step in steps:
        with pytest.raises(Refused, match="stands in a source text"):
            step("Hirut")
    assert left_finds.blocking(version) and meant_in(version) == ("Rosa",) and rosa.pseudonym == "Rosa"
    steps[-1]("Rosa")


def test_whoever_read_the_source_outside_a_look_begins_none_and_a_comparison_locks_nobody_out(rosa):
    add_user(SECOND, ["verifier"], "a long enough passphrase for tests")
    first = rewrite(rosa, "I asked for my passport every week.")
    row = sheet_of(first)
    second_eyes.send_back(compared(first).id, "The firm is in the news.", VERIFIER, NOW)
    version = rewrite(rosa, "I asked for my passport each week.")
    assert lookers.may_look(version, VERIFIER) and compared(version, VERIFIER).compared_at
    sources.opened(row.id, SECOND, NOW)
    with pytest.raises(Refused, match="You have read a source of this story"):
        second_eyes.begin(version.id, SECOND, NOW)
    assert not lookers.may_look(version, SECOND) and lookers.why_not(rosa.newest("CUTOUT", "en"), SECOND).startswith("You have read a source of this story")
    assert lookers.may_look(rosa.newest("CUTOUT", "en"), VERIFIER), "what a comparison showed locks nobody out of another text"
    sources.opened(row.id, VERIFIER, NOW)
    later = rewrite(rosa, "I asked for my own passport each week.")
    with pytest.raises(Refused, match="You have read a source of this story"):
        second_eyes.begin(later.id, VERIFIER, NOW)


def test_whoever_read_the_source_of_the_story_is_no_second_for_its_translation(rosa):
    add_user(SECOND, ["verifier"], "a long enough passphrase for tests")
    french = save_text(rosa, "fr", "STORY", "Aujourd’hui j’ouvre la porte avec ma clé.", None, CURATOR, NOW)
    other = a_testimony()
    assert lookers.may_look(french, SECOND)
    sources.opened(sheet_of(rewrite(rosa, "I asked for my passport each week.")).id, SECOND, NOW)
    with pytest.raises(Refused, match="You have read a source of this story"):
        second_eyes.begin(french.id, SECOND, NOW)
    assert lookers.may_look(other.newest("QUOTE", "en"), SECOND), "of another person's story nothing is known"
    assert anonymity_reviews.sources_known_to(SECOND.upper(), {rosa.code, other.code}) == {rosa.code} == anonymity_reviews.sources_known_to(CURATOR, {rosa.code, other.code})
    assert lookers.knows_source(rosa, SECOND) and not lookers.knows_source(other, SECOND)


def test_a_source_that_came_in_after_the_comparison_was_opened_is_noted_when_it_is_shown(rosa):
    version = rewrite(rosa, "I asked for my passport each week.")
    review = compared(version)
    row = sheet_of(version)
    for _page in range(2):
        assert second_eyes.comparison(anonymity_reviews.review(review.id), NOW).beside == "SOURCE"
    [entry] = db.session.scalars(select(ConsentEvent).where(ConsentEvent.kind == "READ"))
    assert (entry.details["worksheet"], entry.details["review"], entry.recorded_by) == (row.id, review.id, VERIFIER)


def test_whoever_changes_a_pseudonym_has_worked_on_the_texts_and_the_history_says_so_without_words(rosa):
    with transaction() as session:
        session.add(PseudonymKey(testimony_id=rosa.id, kind="NAME", original="Peeters", replacement="Maria", at=NOW, by=CASEWORKER))
    [key] = worksheets.names(rosa)
    assert lookers.may_look(rosa.newest("QUOTE", "en"), CASEWORKER)
    pseudonym_keys.change(key.id, "Vesna", "woman", CASEWORKER, NOW)
    with pytest.raises(Refused, match="worked on a source of this story"):
        second_eyes.begin(rosa.newest("QUOTE", "en").id, CASEWORKER, NOW)
    [entry] = [event for event in db.session.scalars(select(ConsentEvent).where(ConsentEvent.kind == "SOURCE"))]
    assert (entry.state, entry.testimony_code, entry.recorded_by, entry.details) == ("RENAMED", rosa.code, CASEWORKER, {"kind": "NAME"})
