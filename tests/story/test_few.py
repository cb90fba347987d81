"""What is told of small numbers, searched through: no sum tells more about a “few” than that it is none to four."""
from itertools import product

import pytest

from exhibit.story.few import FEW, told, total


@pytest.mark.parametrize(("number", "shown"), [(0, FEW), (4, FEW), (5, 5), (9, 5), (10, 10), (134, 130)])
def test_a_number_is_told_as_few_or_rounded_down(number, shown):
    assert told(number) == shown


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_whoever_knows_the_parts_as_told_and_their_sum_knows_no_few_better(length):
    """Every table of this length with numbers from 0 to 9: each “few” in it may still be 0, 1, 2, 3 or 4."""
    seen: dict[tuple, list[set[int]]] = {}
    for counts in product(range(10), repeat=length):
        published = (*map(told, counts), total(counts))
        for place, number in enumerate(counts):
            seen.setdefault(published, [set() for _ in counts])[place].add(number)
    for published, possible in seen.items():
        for shown, numbers in zip(published[:-1], possible, strict=True):
            assert shown != FEW or numbers == {0, 1, 2, 3, 4}, published


def test_a_sum_told_in_two_ways_is_as_careful_as_the_more_careful_one():
    assert total([9, 9, 9, 9, 9]) == 40 and total([45]) == 45
    assert total([9, 9, 9, 9, 9], [45]) == 40 and total([45], [9, 9, 9, 9, 9]) == 40


def test_a_sum_is_never_more_than_was_counted():
    assert all(total(counts) <= sum(counts) for counts in product(range(12), repeat=3))
