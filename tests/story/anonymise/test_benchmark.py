"""What the benchmark reaches, so that it is not lost again; its labels are sound. Speed is for `make bench`."""
from __future__ import annotations

import pytest

from benchmarks.anonymise.__main__ import BARS, CASED, MOST_BESIDE, OTHERS, exhibit
from benchmarks.anonymise.measured import measure
from benchmarks.anonymise.passages import HELD, OPEN, passages, unmarked
from exhibit.story.anonymise.kinds import Severity

UNSEEN = ((CASED, 0.97, 0.97), (OTHERS, 0.95, 0.95))  # the bars, on the set that nobody looked at: whole labels, at least half of the letters


@pytest.fixture(scope="module")
def unseen():
    return measure(passages(HELD), exhibit)


@pytest.mark.parametrize(("languages", "bar"), BARS)
def test_the_set_that_was_looked_at_first_reaches_its_bars(languages, bar):
    found = measure((p for p in passages("tune") if p.language in languages), exhibit)
    assert found.recall(Severity.ALONE, languages) >= bar
    assert found.over_masking() <= MOST_BESIDE


@pytest.mark.parametrize(("languages", "whole", "half"), UNSEEN)
def test_the_unseen_set_falls_back_behind_nothing_it_has_reached(unseen, languages, whole, half):
    assert unseen.recall(Severity.ALONE, languages) >= whole
    assert unseen.recall(Severity.ALONE, languages, half=True) >= half


def test_little_beside_the_labels_is_replaced(unseen):
    assert unseen.over_masking() <= MOST_BESIDE


def test_there_are_passages_enough_in_every_language_and_half_of_them_unseen():
    looked_at, unseen = ({language: sum(p.language == language for one in sets for p in passages(one)) for language in (*CASED, *OTHERS)} for sets in (("tune", "opened"), (HELD,)))
    assert min(unseen.values()) >= 12 and sum(unseen.values()) >= 144
    assert all(unseen[language] >= looked_at[language] for language in looked_at)
    texts = [p.text for one in (*OPEN, HELD) for p in passages(one)]
    assert len(set(texts)) == len(texts)


def test_a_label_is_where_its_words_are():
    passage = unmarked("x", "en", "I am {NAME|Ama} of {PLACE|Tamale}.")
    assert passage.text == "I am Ama of Tamale."
    assert [(passage.text[label.start:label.end], label.kind) for label in passage.labels] == [("Ama", "NAME"), ("Tamale", "PLACE")]


@pytest.mark.parametrize(("marked", "wrong"), [("{NOBODY|x}", "no kind NOBODY"), ("{NAME|Ama", "not closed")])
def test_a_bad_label_is_told(marked, wrong):
    with pytest.raises(ValueError, match=wrong):
        unmarked("x-1", "en", marked)
