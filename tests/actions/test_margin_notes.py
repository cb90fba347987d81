"""Margin notes on file: who answers what, what an answer holds for, and what stops the link, the approval and the board."""
from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from exhibit.actions import second_eyes
from exhibit.actions.approvals import make_link
from exhibit.actions.boards import print_copy
from exhibit.actions.facts import newest_texts
from exhibit.actions.margin_answering import answer_note, say_how_told
from exhibit.actions.margin_notes import Margin, blocking, notes_for
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, margin_answers, queries, transaction
from exhibit.store.tables import StoryVersion
from tests.support.scenes import BASE, CASEWORKER, CURATOR, FACTS, NOW, VERIFIER, a_testimony

WHY = "She asked for this word: it is the one she uses of herself."


@pytest.fixture
def rosa(app):
    return a_testimony(reviewed=False)


def written(testimony, body: str, kind: str = "STORY", told: str = "EDITED", language: str = "en") -> StoryVersion:
    newest = testimony.newest(kind, language)
    version = save_text(testimony, language, kind, body, newest.id if newest else None, CURATOR, NOW)
    return say_how_told(version.id, told, CURATOR, NOW) if told else version


def of(version: StoryVersion, rule: str) -> list[Margin]:
    return [margin for margin in notes_for(version) if margin.note.rule == rule]


def answered(version: StoryVersion, margin: Margin, by: str = CURATOR):
    return answer_note(version.id, margin.note.rule, margin.note.sha256, WHY, by, NOW)


CALM = "I kept the accounts. I decided to leave. Today I teach others to read."


def test_a_warning_is_answered_once_and_holds_as_long_as_its_sentence_stays(rosa):
    version = written(rosa, f"{CALM} They called us innocent.")
    (margin,) = of(version, "E08")
    assert not margin.settled and not margin.stops
    row = answered(version, margin)
    assert of(version, "E08")[0].settled and of(version, "E08")[0].answers == (row,)
    moved = written(rosa, f"I begin again. {CALM}\n\nThey called us innocent.")
    assert of(moved, "E08")[0].settled, "the sentence stayed"
    assert not of(written(rosa, f"{CALM} They called all of us innocent."), "E08")[0].settled
    assert not of(written(rosa, f"{CALM} They called us innocent.", language="nl"), "E08"), "another language has its own lists"


def test_an_answer_is_kept_encrypted_and_goes_with_the_testimony(rosa):
    version = written(rosa, f"{CALM} They called us innocent.")
    answered(version, of(version, "E08")[0])
    assert WHY[:10] not in str(db.session.execute(sql("select answer_enc from margin_answer")).scalar_one())
    assert [row.answer for row in margin_answers.answers_of(rosa)] == [WHY]


def test_an_answer_needs_a_sentence_and_a_note_that_is_there(rosa):
    version = written(rosa, f"{CALM} They called us innocent.")
    margin = of(version, "E08")[0]
    with pytest.raises(WrongUse, match="Answer in a sentence"):
        answer_note(version.id, "E08", margin.note.sha256, "fine", CURATOR, NOW)
    with pytest.raises(WrongUse, match="not there any more"):
        answer_note(version.id, "E08", "0" * 64, WHY, CURATOR, NOW)


def test_an_exact_age_stops_everything_until_a_writer_and_a_verifier_have_said_why(rosa):
    version = written(rosa, f"I was 17 then. {CALM}")
    (margin,) = of(version, "E05")
    assert margin.stops and blocking(version)
    for attempt in (lambda: approve_text(version.id, CASEWORKER, NOW), lambda: make_link(rosa, ["en"], 14, None, CASEWORKER, NOW)):
        with pytest.raises(Refused, match="An exact age still stands there") as refused:
            attempt()
        assert "17" not in refused.value.sentence, "a refusal names the kind, never the words"
    with pytest.raises(Refused, match="answers first"):
        answered(version, margin, VERIFIER)
    answered(version, margin)
    assert of(version, "E05")[0].stops
    with pytest.raises(Refused, match="now a verifier"):
        answered(version, margin)
    with pytest.raises(Refused, match="is a verifier's"):
        answered(version, margin, CASEWORKER)
    answered(version, margin, VERIFIER)
    assert not blocking(version) and approve_text(version.id, CASEWORKER, NOW).approved_at


def test_a_second_look_does_not_pass_an_exact_age_that_nobody_has_answered_for(rosa):
    version = written(rosa, f"I was 17 then. {CALM}")
    look = second_eyes.begin(version.id, VERIFIER, NOW)
    second_eyes.write_attempts(look.id, "Nobody comes to mind.", [(f"school teacher {word}", "NOBODY") for word in ("north", "south", "west")], VERIFIER, NOW)
    second_eyes.open_comparison(look.id, VERIFIER, NOW)
    with pytest.raises(Refused, match="This text cannot pass"):
        second_eyes.pass_text(look.id, (), VERIFIER, NOW)
    (margin,) = of(version, "E05")
    answered(version, margin)
    answered(version, margin, VERIFIER)
    assert second_eyes.pass_text(look.id, (), VERIFIER, NOW).verdict == second_eyes.PASSED


def test_no_answer_settles_what_only_other_words_or_facts_settle(rosa):
    version = written(rosa, f"{CALM} I am a victim of smuggling.")
    (margin,) = of(version, "E12B")
    with pytest.raises(Refused, match="No answer settles"):
        answered(version, margin)
    with pytest.raises(Refused, match="may not stand there"):
        approve_text(version.id, CASEWORKER, NOW)


@pytest.mark.parametrize(("changes", "says"), [({"experience_type": "UNDETERMINED"}, "Nobody has said yet"), ({"attributes": {**FACTS, "tip_means": []}}, "please give the means")])
def test_a_story_without_its_elements_is_neither_approved_nor_printed(databases, tmp_path, request, changes, says):
    from tests.conftest import _application

    with _application(databases, tmp_path, "figure").app_context():
        copy = queries.cutouts(queries.exhibition("autumn"))[0].copies[0]
        with transaction():
            for name, value in changes.items():
                setattr(copy.cutout.testimony, name, value)
        with pytest.raises(Refused, match=says):
            approve_text(written(copy.cutout.testimony, CALM).id, CASEWORKER, NOW)
        with pytest.raises(Refused, match=says):
            print_copy(copy, BASE, CURATOR, NOW)
        db.session.remove()
        db.engine.dispose()


def test_saying_how_a_text_came_about_goes_on_with_an_edit_unless_it_was_word_for_word(rosa):
    version = written(rosa, CALM, told="")
    assert [margin.note.key for margin in of(version, "E10")] == ["E10_TELLING"]
    with pytest.raises(WrongUse, match="Choose whose words"):
        say_how_told(version.id, "MADE_UP", CURATOR, NOW)
    composed = written(rosa, f"{CALM} And more.", told="COMPOSITE")
    with pytest.raises(Refused, match="newer version"):
        say_how_told(version.id, "EDITED", CURATOR, NOW)
    edited = written(rosa, f"{CALM} And still more.", told="")
    assert (composed.telling, edited.telling) == ("COMPOSITE", "COMPOSITE") and not of(edited, "E10")
    said = written(rosa, f"{CALM} Word for word.", told="VERBATIM")
    assert said.telling == "VERBATIM" and written(rosa, f"{CALM} Other words.", told="").telling == ""


def test_every_text_of_the_demo_is_settled(demo_app):
    testimonies = [cutout.testimony for cutout in queries.cutouts(queries.exhibition("demo"))]
    waiting = [(version.testimony.code, version.kind, version.language, margin.note.key, margin.note.words)
               for testimony in testimonies for version in newest_texts(testimony) for margin in notes_for(version) if not margin.settled]
    assert waiting == []
    assert {version.telling for testimony in testimonies for version in testimony.versions} == {"COMPOSITE", ""}
