"""A story for a phone: short paragraphs, and not a word changed."""
from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.reading import LONGEST, as_plain_text, minutes, paragraphs

DEMO = sorted((Path(__file__).parents[2] / "exhibit" / "demo_content" / "testimonies").glob("*.toml"))
STORIES = {(path.stem, language): text for path in DEMO for language, text in tomllib.loads(path.read_text(encoding="utf-8"))["story"].items()}


def all_words(text: str, language: str) -> list[str]:
    return " ".join(part for paragraph in paragraphs(text, language) for part in paragraph.parts).split()


@pytest.mark.parametrize(("story", "language"), STORIES)
def test_the_demos_stories_word_for_word(story, language):
    text = STORIES[story, language]
    shown = paragraphs(text, language)
    assert all_words(text, language) == text.split()
    assert [one.number for one in shown] == list(range(1, len(text.strip().split("\n\n")) + 1)), "numbered as in every other language"
    assert max(len(part) for one in shown for part in one.parts) < 1.5 * LONGEST


@given(st.text(alphabet="ab.!?؟۔।’\u00a0\n 😀ກ अ", max_size=1_500), st.sampled_from(["en", "ar", "ur", "ne", "lo", "fr"]))
def test_whatever_the_text_no_word_is_lost_or_added(text, language):
    assert all_words(text, language) == text.split()


def test_a_long_paragraph_is_parted_at_sentence_ends_into_even_parts():
    sentence = "This is a sentence of about forty letters. "
    [shown] = paragraphs(sentence * 20, "en")
    assert len(shown.parts) == 3 and all(part.endswith(".") for part in shown.parts)
    assert max(map(len, shown.parts)) - min(map(len, shown.parts)) <= len(sentence)


@pytest.mark.parametrize("text", ["word " * 200, "ກ" * 900, "x" * 3_000])
def test_one_sentence_stays_whole(text):
    assert [one.parts for one in paragraphs(text, "lo")] == [(text.strip(),)]


def test_short_and_empty_texts():
    assert [one.parts for one in paragraphs("One.\n\n \n Two.\nThree.\n\n", "en")] == [("One.",), ("Two.\nThree.",)]
    assert paragraphs(" \n\n ", "en") == () and minutes("") == 1 and minutes("x" * 2_700) == 3


def test_plain_text_leaves_out_what_is_empty():
    assert as_plain_text(["One", "", "  ", "Two\nlines "]) == "One\n\nTwo\nlines\n"
