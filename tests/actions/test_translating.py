"""Translating: the approved words and nothing else, a version for each save, a reading before the person's yes."""
from __future__ import annotations

from datetime import timedelta

import pytest

from exhibit.actions import back_translations as back
from exhibit.actions import translating
from exhibit.actions.back_translations import Reading
from exhibit.actions.glossary import save_term
from exhibit.actions.holds import set_hold
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.support.scenes import BASE, CASEWORKER, CURATOR, NOW, TEXTS, VERIFIER, a_testimony, said_yes

TRANSLATOR = "translator@demo.example"


@pytest.fixture
def testimony(app):
    found = a_testimony()
    said_yes(found, "TRANSLATE", "fr", valid_until=(NOW + timedelta(days=300)).date())
    return found


def sheet(testimony, kind="STORY"):
    return next(one for one in translating.sheets(testimony, "fr", NOW) if one.original.kind == kind)


def save(testimony, paragraphs, kind="STORY", based_on=None, original=None, by=TRANSLATOR):
    return translating.save_translation(testimony, "fr", kind, paragraphs, based_on, original or testimony.approved(kind, "en").id, by, NOW)


def test_only_the_approved_words_are_shown_paragraph_by_paragraph(testimony):
    save_text(testimony, "en", "STORY", "Newer words that nobody approved.", testimony.newest("STORY", "en").id, CURATOR, NOW)
    save_term("en", "advertisement", "fr", "annonce", "", CURATOR, NOW)
    shown = sheet(testimony)
    assert ["".join(piece.text for piece in pair.original) for pair in shown.pairs] == TEXTS["STORY"].split("\n\n")
    assert [piece.term.translation for piece in shown.pairs[0].original if piece.term] == ["annonce"]
    assert [one.original.kind for one in translating.sheets(testimony, "fr", NOW)] == ["QUOTE", "CUTOUT", "STORY"]


def test_each_save_is_a_version_made_from_the_approved_text(testimony):
    newer = save_text(testimony, "en", "STORY", "Newer words.", testimony.newest("STORY", "en").id, CURATOR, NOW)
    saved = save(testimony, ["L’annonce disait : hôtel.\n\nOui.", ""])
    assert saved.body == "L’annonce disait : hôtel.\nOui.\n\n[…]" and saved.parent_id == testimony.approved("STORY", "en").id != newer.id and saved.written_by == TRANSLATOR
    assert [pair.translation for pair in sheet(testimony).pairs] == ["L’annonce disait : hôtel.\nOui.", ""] and sheet(testimony).open == 1
    with pytest.raises(Refused, match="not translated to its end"):
        approve_text(saved.id, CASEWORKER, NOW)
    with pytest.raises(Refused, match="not finished"):
        back.write_back(saved.id, "en", "The advertisement said: hotel.", VERIFIER, NOW)
    assert [(code, language, texts, done) for code, language, texts, done in translating.work(NOW)] == [(testimony, "fr", 3, 0)]
    save(testimony, ["L’annonce disait : hôtel.", "Aujourd’hui, j’ouvre avec ma clé."], based_on=saved.id)
    assert translating.work(NOW)[0][2:] == (3, 1)


def test_a_change_of_the_original_or_by_somebody_else_is_a_conflict_and_nothing_is_lost(testimony):
    first = save(testimony, ["Un.", "Deux."])
    with pytest.raises(Conflict, match="saved this text at"):
        save(testimony, ["Autre.", "Deux."], by=CURATOR)
    seen = testimony.approved("STORY", "en").id
    approve_text(save_text(testimony, "en", "STORY", "The advertisement said inn.\n\nToday I open the door.", seen, CURATOR, NOW).id, CASEWORKER, NOW)
    with pytest.raises(Conflict, match="The person approved new words of the original"):
        save(testimony, ["Trois.", "Quatre."], based_on=first.id, original=seen)
    assert testimony.newest("STORY", "fr").body == "Un.\n\nDeux." and sheet(testimony).stale
    save(testimony, ["Trois.", "Quatre."], based_on=first.id)
    assert not sheet(testimony).stale


def test_without_the_persons_yes_to_the_language_or_on_hold_nothing_is_shown(testimony):
    for refused in (lambda: translating.sheets(testimony, "nl", NOW), lambda: translating.sheets(testimony, "fr", NOW + timedelta(days=400))):
        with pytest.raises(Refused, match="has not agreed to a translation"):
            refused()
    with pytest.raises(WrongUse, match="The text is empty"):
        save(testimony, ["", " "])
    translating.hold_for_safety(testimony, "fr", TRANSLATOR, NOW)
    assert testimony.hold == "SAFETY" and translating.work(NOW) == []
    with pytest.raises(Refused, match="on hold"):
        save(testimony, ["Un.", "Deux."])


def test_a_yes_to_a_translation_needs_a_reading_or_that_she_reads_the_language(testimony):
    version = save(testimony, ["Chaque semaine, je demandais mon passeport. Aujourd’hui, je le porte dans mon sac."], "QUOTE")
    assert back.read_back(version).state is Reading.MISSING and back.read_backs(testimony)[testimony.newest("QUOTE", "en").id].state is Reading.NOT_NEEDED
    with pytest.raises(Refused, match="Nobody has read a back-translation"):
        back.approve_translation(version.id, False, CASEWORKER, NOW)
    with pytest.raises(Refused, match="somebody else brings it back"):
        back.write_back(version.id, "en", "I asked for it.", TRANSLATOR, NOW)
    row = back.write_back(version.id, "en", "Each week I asked for my passport.", VERIFIER, NOW)
    assert back.read_back(version).state is Reading.WRITTEN
    assert "passport" not in db.session.execute(db.text("SELECT body_enc FROM back_translation")).scalar()
    with pytest.raises(WrongUse, match="to whom it was read"):
        back.was_read(row.id, "NOBODY", CASEWORKER, NOW)
    back.was_read(row.id, "PERSON", CASEWORKER, NOW)
    assert back.approve_translation(version.id, False, CASEWORKER, NOW).approved_at
    assert [entry.state for entry in db.session.query(rows.ConsentEvent).filter_by(kind="BACK_TRANSLATION").order_by(rows.ConsentEvent.seq)] == ["written", "read"]


def test_other_words_need_another_reading_and_other_blanks_do_not(testimony):
    version = save(testimony, ["Je demandais."], "QUOTE")
    back.was_read(back.write_back(version.id, "en", "I asked.", VERIFIER, NOW).id, "DELEGATE", CASEWORKER, NOW)
    changed = save(testimony, ["Je demandais toujours."], "QUOTE", based_on=version.id)
    assert back.read_back(changed).state is Reading.MISSING and back.read_backs(testimony)[changed.id].state is Reading.MISSING
    again = save(testimony, ["Je demandais."], "QUOTE", based_on=changed.id)
    assert back.read_back(again).state is Reading.READ and back.read_backs(testimony)[again.id].state is Reading.READ


def test_that_she_reads_the_language_herself_is_in_the_history(testimony):
    version = save(testimony, ["Je demandais."], "QUOTE")
    assert back.approve_translation(version.id, True, CASEWORKER, NOW).approved_at
    assert db.session.query(rows.ConsentEvent).filter_by(kind="BACK_TRANSLATION").one().state == "she reads it herself"


def test_the_board_is_set_with_the_words_as_they_are_typed(demo_app):
    testimony = queries.testimony("T01")
    assert translating.board_fit(testimony, "fr", {}, BASE, NOW).fits
    long = translating.board_fit(testimony, "fr", {"CUTOUT": testimony.newest("CUTOUT", "fr").body * 12}, BASE, NOW)
    assert not long.fits and "words" in long.sentence
    assert "Missing in this language: quote and text on the board" in translating.board_fit(testimony, "uk", {}, BASE, NOW).sentence


def test_a_testimony_without_a_figure_is_measured_by_its_words(testimony):
    assert "no figure in an exhibition" in translating.board_fit(testimony, "fr", {"QUOTE": "Je demandais."}, BASE, NOW).sentence


def test_hold_stops_the_translators_list(testimony):
    set_hold(testimony, "LEGAL", "", CURATOR, NOW)
    assert translating.work(NOW) == []
