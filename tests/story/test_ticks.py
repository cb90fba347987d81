"""Four ticks by separate people: what each edit clears, as a table, and what holds for any edit."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.elements import Spans, moved, of_words
from exhibit.story.ticks import (
    ALL,
    CLEARS,
    CLEARS_TRANSLATIONS,
    ON_A_BOARD,
    Change,
    Tick,
    changes,
    ticks_after,
    ticks_of_translations_after,
)
from exhibit.story.vocabulary import ELEMENTS

OLD = "I sewed coats. It was cold there. Today I smile."
MARKS: Spans = (of_words(OLD, "SECTOR", "sewed coats"),)
C, A, L, Y = Tick.CONSENT, Tick.ANONYMITY, Tick.LANGUAGE, Tick.LAYOUT
CASES = (  # what the edit is called, the new text, what is left on a board, what is left on a page
    ("nothing", OLD, {C, A, L, Y}, {C, A, L, Y}),
    ("line ends", OLD.replace(". ", ".\n"), {C, A, L}, {C, A, L, Y}),
    ("fewer words in a sentence that tells nothing", OLD.replace("cold there", "cold"), set(), {Y}),
    ("a sentence gone that told nothing", OLD.replace("It was cold there. ", ""), set(), {Y}),
    ("another sign in a sentence that tells nothing", OLD.replace("there.", "there!"), {A}, {A, Y}),
    ("a comma in a sentence that tells nothing", OLD.replace("Today I", "Today, I"), {A}, {A, Y}),
    ("a sign that is read as a word", OLD.replace("there.", "there €."), set(), {Y}),
    ("a new word in a sentence that tells nothing", OLD.replace("cold", "dark"), set(), {Y}),
    ("a sentence that tells a fact", OLD.replace("sewed", "cut"), set(), {Y}),
    ("a sentence gone that told a fact", OLD.replace("I sewed coats. ", ""), set(), {Y}),
    ("a figure", OLD.replace("It was cold there", "It was cold for 7 years"), set(), {Y}),
    ("a country", OLD.replace("cold there", "cold in Poland"), set(), {Y}),
    ("a name", OLD.replace("I smile", "Mrs Lopez smiles"), set(), {Y}),
)


@pytest.mark.parametrize(("called", "new", "on_board", "on_page"), CASES, ids=[case[0] for case in CASES])
def test_an_edit_clears_what_the_table_says(called, new, on_board, on_page):
    spans = moved(MARKS, OLD, new, "en")
    assert ticks_after(OLD, MARKS, new, spans, "CUTOUT", "en") == on_board
    assert ticks_after(OLD, MARKS, new, spans, "STORY", "en") == on_page


NEGATED = (  # a sentence that says no, and the same without the word that says it
    ("en", "He did not know us.", "He did know us."), ("fr", "Elle ne venait pas.", "Elle venait."), ("es", "No vino nunca.", "Vino."),
    ("pt", "Ela não voltou.", "Ela voltou."), ("nl", "Ik kende hem niet.", "Ik kende hem."), ("ru", "Он не пришёл.", "Он пришёл."),
    ("uk", "Він не прийшов.", "Він прийшов."), ("ky", "Ал келген жок.", "Ал келген."), ("ar", "لم يكن هناك.", "يكن هناك."), ("ur", "وہ نہیں آیا۔", "وہ آیا۔"),
    ("ne", "ऊ आएको थिएन।", "ऊ आएको।"), ("lo", "ລາວບໍ່ມາ.", "ລາວມາ."), ("zu", "Hhayi, wafika.", "Wafika."),
)


@pytest.mark.parametrize(("language", "said_no", "said"), NEGATED, ids=[row[0] for row in NEGATED])
def test_a_sentence_that_lost_its_no_is_looked_at_again(language, said_no, said):
    old, new = (f"{sentence} {OLD}" for sentence in (said_no, said))
    spans = (of_words(old, "SECTOR", "sewed coats"),)
    assert A not in ticks_after(old, spans, new, moved(spans, old, new, language), "STORY", language)


def test_other_marks_on_the_same_words_clear_anonymity_alone():
    more = (*MARKS, of_words(OLD, "PRESENT_LIFE", "Today I smile"))
    assert ticks_after(OLD, MARKS, OLD, more, "QUOTE", "en") == ALL - {A}
    assert ticks_after(OLD, MARKS, OLD.replace(". ", ".\n"), more, "QUOTE", "en") == ALL - {A, Y}


def test_in_a_text_nobody_marked_every_change_may_tell_a_fact():
    assert ticks_after(OLD, None, OLD.replace("cold", "dark"), None, "STORY", "en") == {Y}


def test_a_changed_original_clears_the_language_of_its_translations_and_a_changed_translation_nobody_else():
    new = OLD.replace("cold", "dark")
    assert ticks_of_translations_after(OLD, MARKS, new, MARKS, "en", is_translation=False) == ALL - {L}
    assert ticks_of_translations_after(OLD, MARKS, new, MARKS, "en", is_translation=True) == ALL
    assert ticks_of_translations_after(OLD, MARKS, OLD.replace(". ", ".\n"), MARKS, "en", is_translation=False) == ALL


def test_the_table_has_a_row_for_every_change():
    assert set(CLEARS) == set(CLEARS_TRANSLATIONS) == set(Change)
    assert frozenset().union(*CLEARS.values()) == ALL


LINES = st.lists(st.sampled_from(["I sewed coats.", "My sister came.", "It was cold.", "Today I teach.", "We left in 2019.", "ຂ້ອຍຂຽນ."]), min_size=1, max_size=5)


@given(LINES, LINES, st.sampled_from(sorted(ON_A_BOARD | {"STORY"})), st.sampled_from(sorted(ELEMENTS)), st.sampled_from([" ", "\n"]))
def test_whatever_is_edited(before, after, kind, element, gap):
    old, new = " ".join(before), gap.join(after)
    spans = (of_words(old, element, before[0]),)
    kept = moved(spans, old, new, "en")
    left = ticks_after(old, spans, new, kept, kind, "en")
    same_words = old.split() == new.split()
    assert (C in left) == same_words == (L in left)  # any changed word clears the person's yes
    assert A not in left or same_words  # a word that went, a word that came: looked at again
    assert (Y in left) == (kind not in ON_A_BOARD or old == new)
    assert bool(changes(old, spans, new, kept, "en")) == (old != new or spans != kept)
