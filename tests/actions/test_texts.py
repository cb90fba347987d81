"""Texts: each save is a new version, nothing is overwritten, and what is no plain text is sent back with the way out."""
from __future__ import annotations

import threading

import pytest

from exhibit.actions.testimonies import create_testimony, save_attributes, save_text
from exhibit.errors import Conflict, WrongUse
from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.support.rooms import another_session
from tests.support.scenes import CURATOR, FACTS, NOW


@pytest.fixture
def testimony(app):
    return create_testimony(FACTS, CURATOR, NOW)


def versions() -> list[str]:
    return [v.body for v in db.session.query(rows.StoryVersion).order_by(rows.StoryVersion.id)]


def test_each_save_is_a_new_version_and_the_same_words_are_none(testimony):
    first = save_text(testimony, "en", "STORY", "One.", None, CURATOR, NOW)
    assert save_text(testimony, "en", "STORY", "One.\r\n", first.id, CURATOR, NOW).id == first.id
    second = save_text(testimony, "en", "STORY", "Two.", first.id, "other@demo.example", NOW)
    assert versions() == ["One.", "Two."] and second.written_by == "other@demo.example" and second.written_at.tzinfo and second.approved_at is None


def test_two_curators_save_the_same_text(testimony):
    first = save_text(testimony, "en", "STORY", "One.", None, CURATOR, NOW)
    save_text(testimony, "en", "STORY", "Mine.", first.id, CURATOR, NOW)
    with pytest.raises(Conflict) as conflict:
        save_text(testimony, "en", "STORY", "Also mine.", first.id, "other@demo.example", NOW)
    assert conflict.value.sentence == (f"{CURATOR} saved this text at {NOW:%H:%M} UTC while you were writing. "
                                       "Both texts are shown: take over what you need and save again. Nothing was overwritten.")
    assert versions() == ["One.", "Mine."]


def test_two_curators_save_at_the_very_same_moment(app, testimony):
    """Eight threads with sessions of their own, ten rounds: each round one text is kept, seven are told, none is lost unseen."""
    code, based_on, told = testimony.code, None, []
    for turn in range(10):
        gate, kept = threading.Barrier(8), []

        def curator(number: int, turn=turn, based_on=based_on, gate=gate, kept=kept) -> None:
            with another_session(app):
                mine = queries.testimony(code)
                mine.newest("STORY", "en")
                gate.wait(10)
                try:
                    kept.append(save_text(mine, "en", "STORY", f"{turn}.{number}", based_on, f"curator{number}@demo.example", NOW).id)
                except Conflict as conflict:
                    told.append(conflict.sentence)

        threads = [threading.Thread(target=curator, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(kept) == 1
        based_on = kept[0]
    db.session.rollback()
    assert len(versions()) == 10 and len(told) == 70


@pytest.mark.parametrize(("body", "sentence"), [
    ("", "The text is empty: nothing was saved."),
    (" \n\t ", "The text is empty: nothing was saved."),
    ("word " * 600_000, "The text is 2999 kB long; the most is 200 kB. Nothing was saved."),
    ("before\x00after", "The text holds control characters, as when a program file is pasted. Paste plain text."),
    ("bell\x07", "The text holds control characters, as when a program file is pasted. Paste plain text."),
    ("half a sign \ud800", "The text holds control characters, as when a program file is pasted. Paste plain text."),
])
def test_what_is_no_text_is_not_saved(testimony, body, sentence):
    save_text(testimony, "en", "STORY", "What was saved before.", None, CURATOR, NOW)
    with pytest.raises(WrongUse) as wrong:
        save_text(testimony, "en", "STORY", body, testimony.newest("STORY", "en").id, CURATOR, NOW)
    assert wrong.value.sentence == sentence and versions() == ["What was saved before."]


@pytest.mark.parametrize(("language", "kind", "sentence"), [
    ("en", "POEM", "Choose what this text is: story, quote, cutout text, attribution or story in easy words."),
    ("", "STORY", "Choose the language of this text."), ("English!", "STORY", "Choose the language of this text."),
])
def test_a_text_is_of_one_kind_in_one_language(testimony, language, kind, sentence):
    with pytest.raises(WrongUse) as wrong:
        save_text(testimony, language, kind, "Words.", None, CURATOR, NOW)
    assert wrong.value.sentence == sentence and versions() == []


@pytest.mark.parametrize(("change", "sentence"), [
    ({"pseudonym": " "}, "Please give a pseudonym."), ({"origin_country": "Colombia"}, "Give the country as its two letters, for example NP."),
    ({"experience_type": ""}, "Please give the type of experience."), ({"original_language": None}, "Please give the original language."),
])
def test_facts_that_are_missing_are_named_and_nothing_changes(testimony, change, sentence):
    for action in (lambda: create_testimony({**FACTS, **change}, CURATOR, NOW), lambda: save_attributes(testimony, {**FACTS, **change}, CURATOR, NOW)):
        with pytest.raises(WrongUse) as wrong:
            action()
        assert wrong.value.sentence == sentence
    assert db.session.query(rows.Testimony).count() == 1 and testimony.pseudonym == "Rosa"


def test_smuggling_is_not_given_elements_of_trafficking(testimony):
    with pytest.raises(WrongUse):
        save_attributes(testimony, {**FACTS, "experience_type": "SOM"}, CURATOR, NOW)
    assert testimony.experience_type == "TIP"
