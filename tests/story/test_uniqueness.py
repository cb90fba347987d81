"""Which facts together single a person out, with and without reference counts; and which two texts point at one person."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story import vocabulary
from exhibit.story.reference_counts import VALUES, read_counts
from exhibit.story.uniqueness import COARSER, LABELS, QUASI_IDENTIFIERS, Count, K, Shown, judge, pairs

WOMAN = {"nationality": "MA", "gender": "woman", "sector": "DOMESTIC_WORK"}
COUNTED = (
    Count("register", {"nationality": "MA", "gender": "woman", "sector": "DOMESTIC_WORK"}, 40),
    Count("register", {"nationality": "MA", "gender": "man", "sector": "CONSTRUCTION"}, 6),
    Count("register", {"nationality": "NP", "gender": "woman", "sector": "CONSTRUCTION"}, 300),
)


def test_three_facts_need_no_reference_and_a_fourth_needs_reasons():
    assert not judge(WOMAN, ()).needs_reasons
    verdict = judge({**WOMAN, "year": "2019"}, ())
    assert verdict.too_many and verdict.needs_reasons and verdict.smallest is None and not verdict.singled_out


def test_what_eleven_share_singles_nobody_out():
    verdict = judge(WOMAN, COUNTED)
    assert verdict.smallest == 40 and verdict.combination == () and not verdict.needs_reasons


def test_the_shortest_combination_that_fewer_share_is_named():
    verdict = judge({"nationality": "MA", "gender": "man", "sector": "CONSTRUCTION"}, COUNTED)
    assert verdict.singled_out and verdict.smallest == 6
    assert verdict.combination == ("gender",)  # six men in all
    assert judge({"nationality": "MA", "sector": "CONSTRUCTION"}, COUNTED).combination == ("nationality", "sector")


def test_a_value_the_reference_has_never_seen_is_held_by_nobody():
    assert judge({"nationality": "LA"}, COUNTED).smallest == 0


def test_exactly_k_is_enough_and_one_less_is_not():
    for people, out in ((K, False), (K - 1, True)):
        assert judge({"nationality": "KG"}, (Count("x", {"nationality": "KG"}, people),)).singled_out is out


def test_a_fact_without_a_value_or_without_a_column_is_covered_by_nothing():
    verdict = judge({**WOMAN, "place": "", "year": "2019"}, COUNTED)
    assert verdict.uncovered == ("year", "place") and verdict.too_many


def test_of_two_sources_the_lower_count_counts():
    assert judge({"gender": "woman"}, (*COUNTED, Count("other", {"gender": "woman"}, 3))).smallest == 3


FACTS = st.dictionaries(st.sampled_from(["nationality", "gender", "sector", "year"]), st.sampled_from("abc"), min_size=1)
ROWS = st.lists(st.builds(Count, st.just("x"), st.fixed_dictionaries({name: st.sampled_from("abc") for name in ("nationality", "gender", "sector", "year")}), st.integers(0, 20)), min_size=1, max_size=8)


@given(FACTS, ROWS)
def test_telling_less_never_singles_out_more(facts, rows):
    full = judge(facts, rows)
    assert full.smallest == sum(row.people for row in rows if all(row.facts[name] == value for name, value in facts.items()))
    for name in facts:
        fewer = judge({key: value for key, value in facts.items() if key != name}, rows)
        assert fewer.smallest is None or fewer.smallest >= full.smallest
    assert bool(full.combination) == full.singled_out
    if full.combination:
        assert judge({name: facts[name] for name in full.combination}, rows).smallest < K


def test_every_quasi_identifier_is_complete():
    assert set(LABELS) == set(COARSER) == set(VALUES) == set(QUASI_IDENTIFIERS)
    assert {element for element in QUASI_IDENTIFIERS.values() if element} <= set(vocabulary.ELEMENTS)


GOOD = "nationality,gender,sector,people\nMA,woman,DOMESTIC_WORK,40\nma,man,construction,<11\n,woman,,900\n"


def test_a_file_is_read_with_its_values_as_the_vocabulary_writes_them():
    rows, wrong = read_counts(GOOD, "register")
    assert wrong == [] and [row.people for row in rows] == [40, 0, 900]
    assert rows[1].facts == {"nationality": "MA", "gender": "man", "sector": "CONSTRUCTION"} and rows[2].facts == {"gender": "woman"}


def test_a_spreadsheet_s_semicolons_and_its_mark_at_the_start_are_no_problem():
    rows, wrong = read_counts("\ufeffgender;people\r\nwoman;40\r\n", "register")
    assert wrong == [] and rows[0].facts == {"gender": "woman"}


@pytest.mark.parametrize(("text", "sentence"), [
    ("gender,people\nwoman,many\n", "Line 2: people is “many”: give a whole number, or <11 where the number is kept back."),
    ("gender,people\nwoman,4\nlady,4\n", "Line 3: gender is “lady”: give one of woman, man, girl, boy, other, unknown."),
    ("nationality,people\nMorocco,4\n", "Line 2: nationality is “Morocco”: give a country as its two letters."),
    ("gender,people\nwoman,4,5\n", "Line 2: it has 3 cells where the first line has 2."),
    ("gender,people\n,4\n", "Line 2: it names no fact."),
    ("gender,people\n", "The file holds no line under its first one: nothing to count with."),
    ("gender\nwoman\n", "The first line needs a column “people”: how many people share the values of the line."),
    ("people\n4\n", "The first line names no fact to count by."),
    ("gender,gender,people\nwoman,woman,4\n", "The column gender stands there twice."),
])
def test_a_bad_line_is_named_and_nothing_is_half_loaded(text, sentence):
    assert read_counts(text, "register") == ((), [sentence])


def test_an_unknown_column_is_named_with_those_there_are():
    assert read_counts("shoe,gender,people\n44,man,3\n", "x")[1][0].startswith("There is no column “shoe”. Columns are: nationality, exploitation_country")


def test_of_a_file_full_of_errors_the_first_twenty_are_named():
    assert len(read_counts("gender,people\n" + "woman,x\n" * 30, "x")[1]) == 21


AMINA = Shown("T01", "P1", "Amina", {"gender": "woman", "age_band": "ADULT", "sector": "DOMESTIC_WORK", "form": "DOMESTIC_SERVITUDE"})


def test_two_texts_of_one_person_and_two_with_one_name_are_a_pair():
    assert [pair.why for pair in pairs([AMINA, Shown("T02", "P1", "Noy", {})])] == ["ONE_PERSON"]
    assert [pair.why for pair in pairs([AMINA, Shown("T02", "P2", "amina ", {})])] == ["ONE_NAME"]


def test_two_texts_that_agree_on_all_they_both_tell_are_a_pair_though_age_and_year_moved_on():
    later = Shown("T02", "P2", "Noy", {**AMINA.facts, "age_band": "OLDER", "place": "a town"})
    found = pairs([later, AMINA])
    assert [(pair.codes, pair.why, pair.shared) for pair in found] == [(("T01", "T02"), "ALIKE", ("gender", "sector", "form"))]
    assert found[0].together == ("age_band", "gender", "sector", "form", "place")


@pytest.mark.parametrize("other", [
    {**AMINA.facts, "sector": "CONSTRUCTION"},  # one fact keeps them apart
    {"gender": "woman", "sector": "DOMESTIC_WORK"},  # too little in common to join by
    {name: AMINA.facts[name] for name in ("gender", "age_band", "form")},  # what everybody shares
])
def test_two_texts_a_reader_would_not_put_together_are_no_pair(other):
    assert pairs([AMINA, Shown("T02", "P2", "Noy", other)]) == ()


def test_one_testimony_on_two_boards_is_no_pair():
    assert pairs([AMINA, AMINA]) == ()
