"""The page about facts names every fact, every column of a reference file and every kind of work there is."""
from pathlib import Path

import pytest

from exhibit.story.uniqueness import COARSER, QUASI_IDENTIFIERS
from exhibit.story.vocabulary import ELEMENTS, SECTORS

PAGE = (Path(__file__).parents[2] / "docs" / "facts-and-uniqueness.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [*ELEMENTS, *QUASI_IDENTIFIERS, *SECTORS])
def test_it_is_on_the_page(code):
    assert f"`{code}`" in PAGE


def test_the_ways_to_tell_less_are_on_the_page():
    assert all(way in PAGE for way in COARSER.values())
