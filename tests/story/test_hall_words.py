"""The crew's words: complete in every language, the same values in all, and never a reason."""
from __future__ import annotations

import re

import pytest

from exhibit.story import hall_words, labels

EVERY = hall_words.languages()


@pytest.mark.parametrize("language", EVERY)
def test_every_language_has_every_word_with_the_same_values(language):
    english, own = hall_words.table()["en"], hall_words.table()[language]
    assert list(own) == list(english)
    for key, words in english.items():
        assert own[key].strip() == own[key] != "" and sorted(re.findall(r"{\w+}", own[key])) == sorted(re.findall(r"{\w+}", words)), key
        assert language == "en" or own[key] != words, key


def test_the_crew_reads_in_every_language_of_the_visitors():
    assert set(EVERY) == set(labels.languages())
    assert hall_words.word("ne", "met", n=12) == "हेरिएका बोर्ड: १२" and hall_words.word("xx", "keep") == "KEEP"


@pytest.mark.parametrize("language", EVERY)
def test_no_word_says_why(language):
    text = " ".join(hall_words.table()[language].values()).casefold()
    assert not re.search(r"withdr|surviv|victim|traffick|retrait du consentement|traite|slachtoffer|mensenhandel|оповід|жертв|víctim|vítim|ضحي", text)
