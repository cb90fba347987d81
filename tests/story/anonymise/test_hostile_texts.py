"""Texts that somebody made to harm: they cost no more time than their length, and end in no fault. What was found so far, one row each."""
import time

import pytest

from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import VOICES

VOICE = {voice.code: voice.find for voice in VOICES}
LONG = 60_000  # characters: the finders that compared each letter with all that follow took over a minute for them


@pytest.mark.parametrize(("voice", "language", "text"), [
    ("emails", "en", "1" * LONG), ("emails", "uk", "А" * LONG), ("emails", "en", "x-y-" * (LONG // 4)),
    ("links", "en", "-" * LONG), ("links", "en", "x-y-" * (LONG // 4)), ("links", "en", "ab." * (LONG // 3)),
])
def test_a_word_without_end_takes_no_minute(voice, language, text):
    passage, began = Passage(text, language), time.process_time()
    list(VOICE[voice](passage))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("voice", ["dates", "durations", "ages", "sums", "counts", "festivals", "events", "traits"])
@pytest.mark.parametrize("text", ["1" * 6000, "१" * 6000, f"{'7' * 400}.5 years"])
def test_a_number_without_end_is_no_fault(voice, text):
    list(VOICE[voice](Passage(text, "en")))


@pytest.mark.parametrize("voice", ["kinship", "again"])
def test_a_row_of_particles_is_no_fault(voice):
    list(VOICE[voice](Passage("ال " * 3000, "ar")))
