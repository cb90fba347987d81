"""Marks: what is a mark, how they merge, and how they follow an edit."""
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story import elements
from exhibit.story.elements import Span
from exhibit.story.vocabulary import ELEMENTS

TEXT = "I sewed coats in a workshop without windows. My sister was there. Today I have my own shop."
LINES = st.lists(st.sampled_from(["I sewed coats.", "My sister came.", "It was cold.", "Today I teach.", "ມື້ນີ້ຂ້ອຍຂຽນ.", "वर्ष पानी पर्‍यो।"]), min_size=1, max_size=6)


def mark(element: str, words: str, text: str = TEXT) -> Span:
    return elements.of_words(text, element, words)


def test_marks_on_the_words_of_the_text_are_right():
    assert elements.problems([mark("SECTOR", "sewed coats"), mark("FORM_EXPLOITATION", "sewed coats in a workshop"), mark("FAMILY_MENTION", "My sister")], TEXT) == []


def test_what_is_no_mark_is_named():
    assert elements.problems([Span(0, 4, "SHOE_SIZE")], TEXT) == ["There is no fact “SHOE_SIZE” to mark. docs/facts-and-uniqueness.md lists all of them."]
    assert elements.problems([Span(5, len(TEXT) + 1, "YEAR")], TEXT)[0].startswith("The mark from 5 to 92 holds no words")
    assert elements.problems([Span(1, 2, "YEAR")], TEXT)[0].startswith("The mark from 1 to 2 holds no words")
    assert elements.problems([Span(0, 9, "YEAR"), Span(5, 12, "YEAR")], TEXT) == ["Two marks of “year” overlap at character 5: make them one."]


def test_marks_of_one_fact_that_touch_become_one():
    assert elements.merged([Span(3, 6, "YEAR"), Span(0, 4, "YEAR"), Span(2, 3, "ROUTE"), Span(9, 10, "YEAR")]) == (Span(0, 6, "YEAR"), Span(2, 3, "ROUTE"), Span(9, 10, "YEAR"))


def test_a_mark_goes_with_its_words_and_falls_with_them():
    marks = [mark("SECTOR", "sewed coats"), mark("FAMILY_MENTION", "My sister"), mark("PRESENT_LIFE", "my own shop")]
    new = "For years I sewed coats in a workshop.\n\nMy brother was there. Today I have my\nown shop."
    kept = elements.moved(marks, TEXT, new, "en")
    assert [(new[s.start:s.end], s.element) for s in kept] == [("sewed coats", "SECTOR"), ("my\nown shop", "PRESENT_LIFE")]


def test_a_mark_whose_words_were_parted_falls():
    assert elements.moved([mark("SECTOR", "sewed coats")], TEXT, TEXT.replace("sewed coats", "sewed many coats"), "en") == ()


def test_ticking_sentences_marks_them_whole_and_keeps_finer_marks():
    fine = mark("SECTOR", "sewed coats")
    wanted = [frozenset({"SECTOR", "FORM_EXPLOITATION"}), frozenset({"FAMILY_MENTION"}), frozenset()]
    assert elements.with_ticked_sentences(TEXT, "en", [fine, mark("PRESENT_LIFE", "own shop")], wanted) == (
        mark("FORM_EXPLOITATION", "I sewed coats in a workshop without windows."), fine, mark("FAMILY_MENTION", "My sister was there."))


def test_rows_and_back():
    marks = (mark("SECTOR", "sewed coats"),)
    assert elements.from_rows(elements.as_rows(marks)) == marks and elements.from_rows(None) is None


@st.composite
def marked(draw):
    lines = draw(LINES)
    text = " ".join(lines)
    starts = [len(" ".join(lines[:index])) + (1 if index else 0) for index in range(len(lines))]
    spans = [Span(starts[i], starts[i] + len(line), draw(st.sampled_from(sorted(ELEMENTS)))) for i, line in enumerate(lines) if draw(st.booleans())]
    return text, elements.merged(spans)


@given(marked(), LINES)
def test_after_any_edit_marks_are_right_and_stand_on_words_that_were_marked(before, lines):
    text, spans = before
    new = "\n".join(lines)
    kept = elements.moved(spans, text, new, "en")
    assert elements.problems(kept, new) == []
    old_words = {("".join(text[s.start:s.end].split()), s.element) for s in spans}
    assert all(any("".join(new[s.start:s.end].split()) in words or words in "".join(new[s.start:s.end].split()) for words, element in old_words if element == s.element) for s in kept)


@given(marked())
def test_without_an_edit_every_mark_stays(before):
    text, spans = before
    assert elements.moved(spans, text, text, "en") == spans
    assert elements.told(spans) == {element for _, found in elements.by_sentence(text, "en", spans) for element in found}
