"""Marks on texts: kept, carried over an edit, asked by the gate and before confirming."""
from __future__ import annotations

from datetime import timedelta

import pytest

from exhibit.actions import facts
from exhibit.actions.confirming import confirm_permission
from exhibit.actions.gate import page_decision
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.ticking import set_tick
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, queries
from exhibit.story.elements import Span, told
from exhibit.story.ticks import Tick
from tests.support.boards import the_person
from tests.support.rooms import opened
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, NOW, VERIFIER, a_testimony, said_yes
from tests.support.second_eyes import looked_at


@pytest.fixture
def rosa(databases, tmp_path):
    """A testimony that may be shown; its texts are not marked."""
    with opened(databases, tmp_path, "person"):
        yield the_person()


def mark(testimony, kind: str, language: str = "en", **words: str):
    version = testimony.newest(kind, language)
    spans = [Span(version.body.index(piece), version.body.index(piece) + len(piece), element) for element, piece in words.items()]
    return facts.mark_text(version.id, spans, CURATOR, NOW)


def test_what_is_marked_takes_the_place_of_what_is_declared_once_a_verifier_has_looked(rosa):
    assert facts.told_by(rosa, facts.newest_texts(rosa)) == {"GENDER", "PRESENT_LIFE"}
    version = mark(rosa, "STORY", PRESENT_LIFE="Today I open the front door", HEALTH="my own key")
    assert facts.told_by(rosa, [version]) == {"GENDER", "PRESENT_LIFE", "HEALTH"}, "a mark alone closes, it opens nothing"
    looked_at(version)
    assert facts.told_by(rosa, [version]) == {"PRESENT_LIFE", "HEALTH"}
    mark(rosa, "STORY")
    assert facts.told_by(rosa, [version]) == {"GENDER", "PRESENT_LIFE"}, "other marks are looked at anew"


def test_nobody_opens_a_text_by_marking_too_little(app):
    testimony = a_testimony(elements=["GENDER", "PRESENT_LIFE", "HEALTH"])
    grant = said_yes(testimony, elements=["GENDER", "PRESENT_LIFE"])
    for kind in ("STORY", "QUOTE"):
        mark(testimony, kind)
    with pytest.raises(Refused, match="the story in en tells health"):
        facts.check_elements(grant)
    for kind in ("STORY", "QUOTE"):
        looked_at(testimony.newest(kind, "en"))
    facts.check_elements(grant)


def test_a_text_that_tells_what_was_not_agreed_to_goes_dark_at_once(rosa):
    assert page_decision(rosa, "en", NOW).allowed
    mark(rosa, "STORY", HEALTH="my own key")
    assert page_decision(rosa, "en", NOW).reasons == ("ELEMENT",)
    facts.mark_text(rosa.newest("STORY", "en").id, [], CURATOR, NOW)
    assert "ELEMENT" not in page_decision(rosa, "en", NOW).reasons


def test_a_quote_that_is_shown_on_the_page_counts_too(rosa):
    mark(rosa, "STORY")
    mark(rosa, "QUOTE", MEANS_OF_CONTROL="I asked for my passport")
    assert page_decision(rosa, "en", NOW).reasons == ("ELEMENT",)


def test_a_yes_is_not_confirmed_while_a_text_tells_more(app):
    testimony = a_testimony(reviewed=False)
    mark(testimony, "STORY", HEALTH="my own key")
    grant = said_yes(testimony)
    with pytest.raises(Refused) as refused:
        facts.check_elements(grant)
    assert refused.value.reasons == ("ELEMENT",)
    assert refused.value.sentence.startswith("The texts tell more than the person agreed to: the story in en tells health. Change the text, or ask the person")
    facts.check_elements(said_yes(testimony, "PRT_CUTOUT"))  # a board does not show the story


def test_confirming_asks_for_it(rosa):
    mark(rosa, "STORY", HEALTH="my own key")
    grant = said_yes(rosa, "WEB_LIST")
    facts.check_elements(grant)  # a list shows quote and name only
    whole = said_yes(rosa, "SOC_ORG")
    with pytest.raises(Refused) as refused:
        confirm_permission(whole.id, VERIFIER, BEFORE + timedelta(days=4), 72)
    assert refused.value.reasons == ("ELEMENT",)


def test_marks_that_are_none_are_refused_and_nothing_changes(rosa):
    version = rosa.newest("STORY", "en")
    with pytest.raises(WrongUse, match="There is no fact “SHOE_SIZE” to mark"):
        facts.mark_text(version.id, [Span(0, 3, "SHOE_SIZE")], CURATOR, NOW)
    with pytest.raises(WrongUse, match="another text than the one on file"):
        facts.tick_sentences(version.id, [[], [], []], CURATOR, NOW)
    db.session.expire_all()
    assert version.spans is None


def test_boxes_ticked_sentence_by_sentence_mark_the_sentences(rosa):
    version = facts.tick_sentences(rosa.newest("STORY", "en").id, [["SECTOR", "NO_FACT"], ["PRESENT_LIFE"]], CURATOR, NOW)
    assert [version.body[start:end] for start, end, _ in version.spans] == ["The advertisement said hotel.", "Today I open the front door with my own key."]
    assert told(facts.marks(version)) == {"SECTOR", "PRESENT_LIFE"}


def test_an_edit_carries_marks_and_the_ticks_it_does_not_touch(rosa):
    old = mark(rosa, "CUTOUT", PRESENT_LIFE="Today I teach others")
    looked_at(old)
    set_tick(old.id, "LAYOUT", CURATOR, NOW)
    new = save_text(rosa, "en", "CUTOUT", old.body.replace("There was no hotel.", "There was no hotel!"), old.id, CURATOR, NOW)
    assert [new.body[start:end] for start, end, _ in new.spans] == ["Today I teach others"]
    assert set(ticks_on(new)) == {Tick.ANONYMITY} and ticks_on(new)["ANONYMITY"].carried_from == old.id and new.approved_at is None
    added = save_text(rosa, "en", "CUTOUT", new.body.replace("There was no hotel!", "There was a hotel!"), new.id, CURATOR, NOW)
    assert ticks_on(added) == {} and len(added.spans) == 1, "a word that was not there is looked at by a second person"
    telling = save_text(rosa, "en", "CUTOUT", added.body.replace("Today I teach others", "Today I teach women"), added.id, CURATOR, NOW)
    assert telling.spans == [] and ticks_on(telling) == {}


def test_a_sentence_that_lost_its_no_waits_for_a_second_pair_of_eyes(rosa):
    """“There was no hotel” became “There was hotel”: no word was new, and the sentence says something else."""
    old = mark(rosa, "CUTOUT", PRESENT_LIFE="Today I teach others")
    looked_at(old)
    new = save_text(rosa, "en", "CUTOUT", old.body.replace("was no hotel", "was hotel"), old.id, CURATOR, NOW)
    assert ticks_on(new) == {} and not new.marks_checked


def test_other_line_ends_keep_her_yes(rosa):
    old = rosa.newest("STORY", "en")
    new = save_text(rosa, "en", "STORY", old.body.replace("\n\n", "\n"), old.id, CURATOR, NOW)
    assert new.approved_at == old.approved_at and set(ticks_on(new)) == {Tick.CONSENT}


def test_a_changed_original_asks_the_translation_to_be_read_again(rosa):
    french = save_text(rosa, "fr", "STORY", "L’annonce disait : hôtel.", None, CURATOR, NOW)
    approve_text(french.id, CASEWORKER, NOW)
    set_tick(french.id, "LANGUAGE", VERIFIER, NOW)
    old = rosa.newest("STORY", "en")
    assert french.parent_id == old.id
    save_text(rosa, "en", "STORY", old.body + "\n\nAnd I sing.", old.id, CURATOR, NOW)
    assert set(ticks_on(queries.version(french.id))) == {Tick.CONSENT} and french.approved_at


def test_other_marks_clear_the_tick_for_anonymity(rosa):
    version = rosa.newest("QUOTE", "en")
    looked_at(version)
    mark(rosa, "QUOTE", PRESENT_LIFE="Now I carry it")
    assert set(ticks_on(queries.version(version.id))) == {Tick.CONSENT}


@pytest.mark.parametrize(("tick", "who", "sentence"), [
    ("LANGUAGE", CURATOR, "You wrote this text: somebody else reads it and ticks the language."),
    ("LAYOUT", CASEWORKER, "The tick for layout is set by a curator."),
    ("LAYOUT", "nobody@demo.example", "The tick for layout is set by a curator."),
])
def test_each_tick_is_set_by_whom_it_belongs_to(rosa, tick, who, sentence):
    with pytest.raises(Refused) as refused:
        set_tick(rosa.newest("QUOTE", "en").id, tick, who, NOW)
    assert refused.value.sentence == sentence


def test_nobody_sets_two_ticks_and_nobody_sets_the_person_s_own(rosa):
    version = rosa.newest("QUOTE", "en")
    looked_at(version)
    with pytest.raises(Refused, match="each tick needs another person"):
        set_tick(version.id, "LANGUAGE", VERIFIER, NOW)
    for tick in ("CONSENT", "ANONYMITY"):
        with pytest.raises(WrongUse, match="Consent comes with the person's own answer, anonymity with the second look"):
            set_tick(version.id, tick, VERIFIER, NOW)


def test_an_older_version_is_ticked_no_more(rosa):
    old = rosa.newest("QUOTE", "en")
    save_text(rosa, "en", "QUOTE", "Other words for a quote.", old.id, CURATOR, NOW)
    with pytest.raises(Refused, match="There is a newer version"):
        set_tick(old.id, "LAYOUT", CURATOR, NOW)
