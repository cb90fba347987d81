"""What stands in the margin of one text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.ethics import RULES, SENTENCES, Telling, Text, notes_on
from exhibit.story.ethics.notes import Settled
from exhibit.story.ethics.quotation import is_wrapped, telling_after_edit

CALM = "I kept the accounts. I decided to leave. Today I teach."


def text(body=CALM, kind="STORY", experience="TIP", telling="EDITED", language="en", wrong=()):
    return Text(body, language, kind, experience, telling, wrong)


def find(body: str, words: str, kind: str, confidence: float = 0.9) -> Find:
    start = body.index(words)
    return Find(start, start + len(words), words, kind, KINDS[kind].severity if confidence >= 0.5 else Severity.LOOK, confidence, ("test",))


def keys(found):
    return [note.key for note in found]


def test_a_calm_text_has_no_notes():
    assert notes_on(text()) == ()


@pytest.mark.parametrize(("kind", "words", "stays"), [
    ("AGE", "23", "E05"), ("AGE", "23–30", ""), ("AGE", "٢٣–٣٠", ""), ("DATE", "3 May 2019", "E05"), ("DATE", "May 2019", "E05"), ("DATE", "2019", ""), ("DATE", "in 2019", ""), ("DATE", "the summer of 2019", ""),
    ("DATE", "२०१९", ""), ("PHONE", "0470 12 34 56", "E05"), ("NAME", "Zofia", "E05"), ("PLACE", "Nowhere", "E05"), ("MONEY", "300 euros", ""),
])
def test_exact_details_are_blocked_and_coarse_ones_are_not(kind, words, stays):
    body = f"{CALM} It says {words} here."
    found = notes_on(text(body), [find(body, words, kind)])
    assert keys(found) == ([stays] if stays else [])
    assert all(note.blocks and note.settled_by is Settled.TWO and note.words == words for note in found)


def test_what_is_only_worth_a_look_blocks_nothing():
    body = f"{CALM} Rosa."
    assert notes_on(text(body), [find(body, "Rosa", "NAME", confidence=0.3)]) == ()


def test_an_answer_holds_as_long_as_the_sentence_stays():
    before, after, other = (notes_on(text(body)) for body in (
        f"{CALM} She was innocent.", f"Another beginning. {CALM}\n\nShe  was innocent.", f"{CALM} She was innocent, they said."))
    assert before[-1].sha256 == after[-1].sha256 != other[-1].sha256
    assert before[-1].words == "innocent" and before[-1].start != after[-1].start


@pytest.mark.parametrize(("experience", "wrong", "key"), [
    ("UNDETERMINED", (), "E11_TYPE"), ("SMTHNG", (), "E11_TYPE"), ("TIP", ("Trafficking needs an act.",), "E11_ELEMENTS"), ("SOM", ("Smuggling has no act.",), "E11_ELEMENTS"),
])
def test_a_story_needs_its_type_and_its_elements(experience, wrong, key):
    found = notes_on(text(experience=experience, wrong=wrong))
    assert keys(found) == [key] and found[0].blocks and found[0].settled_by is Settled.FACTS


def test_victim_of_smuggling_is_never_printed_whatever_the_story_is():
    for experience in ("TIP", "SOM", "SOM_BECAME_TIP", "UNDETERMINED"):
        found = [note for note in notes_on(text(f"{CALM} She is a victim of migrant smuggling.", experience=experience)) if note.rule.startswith("E12")]
        assert keys(found) == ["E12B"] and found[0].blocks and found[0].settled_by is Settled.TEXT
    assert keys(notes_on(text("C’est une victime du trafic de migrants.", kind="QUOTE", experience="SOM", language="fr"))) == ["E12B"]


def test_the_first_person_needs_to_say_whose_words_they_are():
    assert keys(notes_on(text(telling=""))) == ["E10_TELLING"]
    assert notes_on(text("Amina, 25–34, domestic work", kind="ATTRIBUTION", telling="")) == ()
    assert keys(notes_on(text("“I said no.”", kind="QUOTE"))) == ["E10_QUOTES"]
    assert keys(notes_on(text(f"{CALM} He said: “Stay.”", telling=Telling.VERBATIM))) == ["E10_VERBATIM"]


@pytest.mark.parametrize(("words", "wrapped"), [("«Je pars»", True), ("\"No\"", True), ("‘No’", True), ("’t Is genoeg", False), ("I said “no”", False), ("„Ні“", True), ("", False)])
def test_marks_around_a_quote_are_seen(words, wrapped):
    assert is_wrapped(words) is wrapped


def test_only_word_for_word_ends_with_an_edit():
    assert [telling_after_edit(telling) for telling in ("", *Telling)] == ["", "", "EDITED", "COMPOSITE"]


@given(st.lists(st.sampled_from([CALM, "She was innocent.", "Horror!", "She is a victim of smuggling.", "«No»", "ນະຮົກ.", "معصوم", "عاجزة"]), min_size=1, max_size=6), st.sampled_from(["en", "ar", "ur", "lo", "xx"]), st.sampled_from(["STORY", "QUOTE", "ATTRIBUTION"]))
def test_every_note_names_words_of_the_text_and_can_be_said(pieces, language, kind):
    body = " ".join(pieces)
    for note in notes_on(text(body, kind=kind, language=language, telling="", experience="SOM")):
        assert note.rule in RULES and note.key in SENTENCES and note.sentence and "%(" not in note.sentence
        assert note.words == " ".join(body[note.start:note.end].split()) and bool(note.words) is not RULES[note.rule].whole or note.key == "E10_VERBATIM"
