"""What comes out of a source and the rulings about it: places that do not overlap, blanks that go with their words, facts on the right words."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.plan import Proposal
from exhibit.story.elements import Span
from exhibit.story.worksheet import Ruling, counts, in_force, occurrences, outcome, pieces, places, rows, tags

SOURCE = "I am Ana Bondar, from Lviv.\nI walked for nine days, at night, to Lviv."


def proposal(words: str, replacement: str, severity: Severity = Severity.ALONE, kind: str = "NAME") -> Proposal:
    start = SOURCE.index(words)
    return Proposal(Find(start, start + len(words), words, kind, severity, 0.4 if severity is Severity.LOOK else 0.9, ("form",)), replacement)


def ruling(number: int, words: str, replacement: str = "", action: str = "CHANGE", element: str = "") -> Ruling:
    start = SOURCE.index(words)
    return Ruling(number, start, start + len(words), "EDIT", action, replacement, element)


NAME, DAYS, NIGHT = proposal("Ana Bondar", "Mila"), proposal("nine days", "about a week", Severity.TOGETHER, "DURATION"), proposal("at night", "in the dark", Severity.LOOK, "EVENT")


@pytest.mark.parametrize(("rulings", "expected"), [
    ((), "I am Mila, from Lviv.\nI walked for about a week, at night, to Lviv."),
    ((ruling(1, "Ana Bondar", "somebody"),), "I am somebody, from Lviv.\nI walked for about a week, at night, to Lviv."),
    ((ruling(1, "nine days", action="KEEP"),), "I am Mila, from Lviv.\nI walked for nine days, at night, to Lviv."),
    ((ruling(1, "from Lviv"),), "I am Mila,.\nI walked for about a week, at night, to Lviv."),
    ((ruling(1, ", at night"),), "I am Mila, from Lviv.\nI walked for about a week, to Lviv."),
    ((ruling(1, "walked"),), "I am Mila, from Lviv.\nI for about a week, at night, to Lviv."),
    ((ruling(1, "Ana", "B."),), "I am B. Mila, from Lviv.\nI walked for about a week, at night, to Lviv."),
    ((ruling(1, "I am Ana Bondar, from Lviv.\n"),), "I walked for about a week, at night, to Lviv."),
    ((ruling(1, "walked", "ran"), ruling(2, "I walked for", "I was on the way for")), "I am Mila, from Lviv.\nI was on the way for about a week, at night, to Lviv."),
    ((ruling(1, "I walked for", "I ran for"), ruling(2, "walked", "went")), "I am Mila, from Lviv.\nI went for about a week, at night, to Lviv."),
])
def test_what_comes_out(rulings, expected):
    assert outcome(SOURCE, places(SOURCE, (NAME, DAYS, NIGHT), rulings)).text == expected


def test_the_rest_of_a_find_of_which_a_part_is_decided_stays_open():
    marked = places(SOURCE, (NAME,), (ruling(1, "Ana", "B."),))
    assert [(SOURCE[p.start:p.end], p.state) for p in marked] == [("Ana", "replaced"), ("Bondar", "open")]
    assert [(c.all, c.left) for c in counts(marked)] == [(1, 1), (0, 0), (0, 0)]


def test_facts_stand_on_the_words_that_came_in_their_place():
    told = (ruling(1, "from Lviv", "from a town", element="REGION"), ruling(2, "nine days, at night", action="TAG", element="ROUTE"), ruling(3, "I walked", action="TAG", element="HEALTH"),
            ruling(4, "walked", action="TAG"))
    made = outcome(SOURCE, places(SOURCE, (NAME, DAYS), told), tags(told))
    assert [(made.text[span.start:span.end], span.element) for span in made.spans] == [("from a town", "REGION"), ("I ", "HEALTH"), ("about a week, at night", "ROUTE")]


def test_words_that_go_take_their_facts_with_them():
    told = (ruling(1, "from Lviv", element="REGION"),)
    assert outcome(SOURCE, places(SOURCE, (), told)).spans == ()


def test_a_word_inside_another_is_no_place():
    assert occurrences(SOURCE, "Lviv") == ((22, 26), (65, 69)) and occurrences(SOURCE, "a") == () and occurrences(SOURCE, "") == ()
    assert occurrences("a-a", "a") == ((0, 1), (2, 3))


@st.composite
def some_rulings(draw):
    made = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(SOURCE) - 1))
        end = draw(st.integers(start + 1, len(SOURCE)))
        made.append(Ruling(number, start, end, "EDIT", draw(st.sampled_from(["ACCEPT", "CHANGE", "KEEP", "TAG"])), draw(st.sampled_from(["", "x", "some words"])),
                           draw(st.sampled_from(["", "ROUTE", "REGION"]))))
    return tuple(made)


@given(some_rulings())
def test_whatever_was_decided_places_never_overlap_and_both_sides_stay_whole(told):
    marked = places(SOURCE, (NAME, DAYS, NIGHT), told)
    assert all(before.end <= after.start for before, after in zip(marked, marked[1:], strict=False))
    cut = pieces(SOURCE, marked)
    assert "".join(SOURCE[piece.start:piece.end] for piece in cut) == SOURCE
    made = outcome(SOURCE, marked, tags(told))
    assert made.text == "".join(piece.text for piece in cut).strip()
    assert all(0 <= span.start < span.end <= len(made.text) for span in made.spans)
    assert "".join(cell.result for row in rows(SOURCE, cut) for cell in row).replace("\n", "") == "".join(piece.text for piece in cut).replace("\n", "")
    newest = max((r for r in told if r.action != "TAG"), key=lambda r: r.number, default=None)
    assert newest is None or newest in in_force(told), "the last word holds"


@given(some_rulings())
def test_leaving_the_last_ruling_out_is_undoing_it(told):
    before = outcome(SOURCE, places(SOURCE, (NAME,), told), tags(told))
    one_more = (*told, Ruling(99, 5, 8, "EDIT", "CHANGE", "y"))
    assert outcome(SOURCE, places(SOURCE, (NAME,), one_more[:-1]), tags(one_more[:-1])) == before


def test_a_tag_may_stand_where_the_text_begins_with_a_blank():
    told = (Ruling(1, 0, 2, "EDIT", "CHANGE", "", ""), Ruling(2, 2, 5, "EDIT", "TAG", "", "ROUTE"))
    made = outcome("A  by", places("A  by", (), told), tags(told))
    assert made.text == "by" and made.spans == (Span(0, 2, "ROUTE"),)
