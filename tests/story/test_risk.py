"""How far a text leads to a person: the number, its sentence, the two changes that help most."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS
from exhibit.story.risk import CHANGE_SENTENCES, LINE, MOST, SENTENCES, risk
from exhibit.story.uniqueness import QUASI_IDENTIFIERS, Count, judge

TOLD = {"nationality": "NP", "gender": "woman", "sector": "DOMESTIC_WORK", "year": "2019"}
COUNTS = (
    Count("register", {"nationality": "NP", "gender": "woman", "sector": "DOMESTIC_WORK", "year": "2019"}, 4),
    Count("register", {"nationality": "NP", "gender": "woman", "sector": "DOMESTIC_WORK", "year": "2018"}, 56),
    Count("register", {"nationality": "NP", "gender": "man", "sector": "CONSTRUCTION", "year": "2019"}, 400),
)


def find(words: str, kind: str, start: int = 0) -> Find:
    return Find(start, start + len(words), words, kind, KINDS[kind].severity, 0.9, ("test",))


def test_the_sentence_says_how_many_share_it_and_what_leaving_out_a_fact_does():
    found = risk(TOLD, (), COUNTS)
    assert found.sentence == "In the counts on file 4 people share what this text tells: NP, woman, 2019, DOMESTIC_WORK."
    assert (found.k, found.small_sample, found.needs_reasons) == (4, False, True)
    assert [(change.fact, change.k) for change in found.changes][0] == ("year", 60)
    assert found.changes[0].sentence == f"Leaving out the year makes it 60 people ({found.changes[0].score})."
    assert found.score > LINE >= found.changes[0].score


def test_without_counts_it_says_so_and_counts_what_is_told():
    found = risk(TOLD)
    assert found.small_sample and found.k is None and found.key == "NO_COUNTS" and "No counts are on file" in found.sentence
    assert found.score == 40 and found.needs_reasons and risk({"gender": "woman"}).score == 10
    assert risk({"place": "a town"}, (), COUNTS).key == "NOT_COUNTED"


def test_a_detail_left_counts_and_taking_it_out_everywhere_is_one_change():
    found = risk(TOLD, (find("0470 12 34 56", "PHONE"), find("0470  12 34 56", "PHONE", 40), find("three sisters", "RELATION")), COUNTS)
    assert found.changes[0].score < found.changes[1].score < found.score < MOST and found.left == 3
    assert [change.words for change in found.changes] == ["0470 12 34 56", ""]
    assert "a telephone number" in found.changes[0].sentence


@pytest.mark.parametrize(("told", "key"), [({}, "NOTHING"), ({"nationality": "LA"}, "NOBODY"), (TOLD, "PEOPLE")])
def test_the_sentence_fits_the_count(told, key):
    found = risk(told, (), COUNTS)
    assert found.key == key and found.sentence.startswith(SENTENCES[key].split("%")[0])


def test_every_detail_taken_out_shows_however_many_there_are():
    left = tuple(find(f"0470 12 34 {number}", "PHONE", number) for number in range(10, 16))
    scores = [risk(TOLD, left[:count], COUNTS).score for count in range(len(left) + 1)]
    assert scores == sorted(set(scores)) and scores[-1] < MOST


def test_one_person_alone():
    assert risk({"gender": "woman"}, (), [Count("s", {"gender": "woman"}, 1)]).sentence == "In the counts on file one person shares what this text tells: woman."


VALUES = {name: ["a", "b", ""] for name in QUASI_IDENTIFIERS}
facts = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
counts = st.lists(st.builds(Count, st.sampled_from(["one", "two"]), st.dictionaries(st.sampled_from(sorted(QUASI_IDENTIFIERS)), st.sampled_from(["a", "b"]), min_size=1), st.integers(0, 500)), max_size=12)
finds = st.lists(st.builds(find, st.sampled_from(["x", "y", "z"]), st.sampled_from(["PHONE", "AGE", "THIRD_PERSON"])), max_size=4)


@given(facts, finds, counts, st.data())
def test_telling_less_never_raises_the_number(told, left, rows, data):
    fewer = {name: told[name] for name in told if data.draw(st.booleans())}
    less = [one for one in left if data.draw(st.booleans())]
    assert risk(fewer, less, rows).score <= risk(told, left, rows).score


@given(facts, finds, counts)
def test_the_two_changes_are_the_best_ones(told, left, rows):
    found = risk(told, left, rows)
    tried = sorted([risk({n: v for n, v in told.items() if n != name}, left, rows).score for name in told]
                   + [risk(told, [f for f in left if (f.kind, f.text) != one], rows).score for one in {(f.kind, f.text) for f in left}])
    assert [change.score for change in found.changes] == tried[:len(found.changes)]
    assert len(found.changes) == 2 or all(score == found.score for score in tried[len(found.changes):])
    for change in found.changes:
        after = risk({n: v for n, v in told.items() if n != change.fact}, [f for f in left if (f.kind, f.text) != (change.kind, change.words)], rows)
        assert (after.score, after.k) == (change.score, change.k) and change.key in CHANGE_SENTENCES


@given(facts, counts)
def test_above_the_line_wherever_the_uniqueness_rule_asks_for_reasons(told, rows):
    verdict = judge(told, rows)
    whole = verdict.smallest is not None and verdict.smallest < 11
    if whole or not rows and verdict.too_many:
        assert risk(told, (), rows).needs_reasons


@given(facts, finds, counts)
def test_the_same_words_give_the_same_number(told, left, rows):
    assert risk(told, left, rows) == risk(dict(reversed(told.items())), left, list(rows))
