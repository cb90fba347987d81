"""Texts that somebody made to harm: they cost no more time than their length, and end in no fault. What was found so far, one row each."""
import time

import pytest

from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.plan import plan
from exhibit.story.anonymise.reading import VOICES, read

VOICE = {voice.code: voice.find for voice in VOICES}
LONG = 60_000  # characters: the finders that compared each letter with all that follow took over a minute for them


@pytest.mark.parametrize(("voice", "language", "text"), [
    ("emails", "en", "1" * LONG), ("emails", "uk", "А" * LONG), ("emails", "en", "x-y-" * (LONG // 4)),
    ("links", "en", "-" * LONG), ("links", "en", "x-y-" * (LONG // 4)), ("links", "en", "ab." * (LONG // 3)),
    ("streets", "en", "x-y-" * (LONG // 4)), ("streets", "en", "Ab'" * (LONG // 3)), ("streets", "ne", "कि" * (LONG // 2)), ("lao", "lo", "ບ້ານ" * (LONG // 4)),
])
def test_a_word_without_end_takes_no_minute(voice, language, text):
    list(VOICE[voice](Passage(text[:40], language)))  # its tables
    passage = Passage(text, language)
    list(passage.words)
    began = time.process_time()
    list(VOICE[voice](passage))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("voice", ["dates", "durations", "ages", "sums", "counts", "festivals", "events", "traits"])
@pytest.mark.parametrize("text", ["1" * 6000, "१" * 6000, f"{'7' * 400}.5 years"])
def test_a_number_without_end_is_no_fault(voice, text):
    list(VOICE[voice](Passage(text, "en")))


@pytest.mark.parametrize("voice", ["kinship", "again"])
def test_a_row_of_particles_is_no_fault(voice):
    list(VOICE[voice](Passage("ال " * 3000, "ar")))


@pytest.mark.parametrize("text", ["'1YEAR OLD", "I was '14 years old."])
def test_an_age_glued_to_a_sign_gets_a_proposal_and_no_fault(text):
    """The worksheet of such a text could never be opened."""
    assert all(one.replacement for one in plan(text, "en", read(text, "en")).proposals)


@pytest.mark.parametrize("language", ["zz", "x-unknown", "de"])
def test_a_language_without_tables_is_read_by_its_forms(language):
    text = "Zrkv qlm: qlmv@example.org, +32 470 12 34 56."
    finds = read(text, language)
    assert {"EMAIL", "PHONE"} <= {find.kind for find in finds}
    assert {find.text for find in finds} >= {"qlmv@example.org", "+32 470 12 34 56"}
    assert all(one.replacement for one in plan(text, language, finds).proposals)
