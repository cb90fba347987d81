"""How hard a text is to read, and whether it is as long as a board wants it.

A figure is given only by a formula that was published for the language; each is linear in words a sentence and syllables a word, and gives
about 0 (hard) to 100 (easy). For other languages there is none here: words a sentence and long words are told, which any language has.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from exhibit.story.sentences import sentences, words

LENGTHS: dict[str, tuple[int, int]] = {"CUTOUT": (60, 100), "QUOTE": (12, 25)}
"""Kind of text -> words that stand well on a board, from and to."""
LONG = 7  # letters from which a word counts as long (LIX, Björnsson 1968: more than six)
ENOUGH = 8  # words below which a figure says nothing


@dataclass(frozen=True, slots=True)
class Formula:
    """Ease = base - a_sentence * words a sentence - a_word * syllables a word."""

    name: str
    source: str
    base: float
    a_sentence: float
    a_word: float


FORMULAS: dict[str, Formula] = {
    "en": Formula("Flesch Reading Ease", "Flesch 1948", 206.835, 1.015, 84.6),
    "fr": Formula("Kandel and Moles", "Kandel and Moles 1958", 207.0, 1.015, 73.6),
    "nl": Formula("Flesch-Douma", "Douma 1960", 206.84, 0.93, 77.0),
    "es": Formula("Szigriszt-Pazos", "Szigriszt Pazos 1993", 206.835, 1.0, 62.3),
    "pt": Formula("Flesch, adapted to Portuguese", "Martins and others 1996", 248.835, 1.015, 84.6),
    "ru": Formula("Flesch, adapted to Russian", "Oborneva 2006", 206.835, 1.3, 60.1),
}
EASE = ((80, "easy"), (60, "plain"), (50, "fairly hard"), (float("-inf"), "hard"))
GRADE = ("Flesch-Kincaid grade", 0.39, 11.8, 15.59)  # Kincaid and others 1975: a school year in the United States, English only
FIRST_YEAR = 5  # age at the end of the year before the first: grade + 5 is the age
_SILENT = {"en": re.compile(r"[^aeiouyl]es?$|[aeiouy]les?$"), "fr": re.compile(r"[^aeiouyéèêëàâîïôùûü]es?$")}  # a last e that is not heard
_VOWELS = {"ru": "аеёиоуыэюя", "en": "aeiouy", "fr": "aeiouyœæ", "nl": "aeiouy", "es": "aeiou", "pt": "aeiou"}


@dataclass(frozen=True, slots=True)
class Reading:
    """`ease` and `reading_age` are None where no formula exists for the language or the text is too short for one."""

    words: int
    sentences: int
    words_a_sentence: float
    longest_sentence: int
    long_words: float
    formula: Formula | None
    ease: float | None
    reading_age: int | None

    @property
    def ease_word(self) -> str:
        return "" if self.ease is None else next(word for least, word in EASE if self.ease >= least)


def reading(text: str, language: str) -> Reading:
    """How the text reads. `long_words` is a share from 0 to 1."""
    lengths = [_count(sentence.text, language) for sentence in sentences(text, language)]
    told = [word.text for word in words(text, language) if any(char.isalpha() for char in word.text)]
    count, full = len(told), sum(1 for length in lengths if length)
    a_sentence = count / full if full else 0.0
    base = language.split("-")[0]
    formula = FORMULAS.get(base)
    a_word = sum(syllables(word, base) for word in told) / count if formula and count else 0.0
    measured = formula if formula and count >= ENOUGH else None
    ease = round(measured.base - measured.a_sentence * a_sentence - measured.a_word * a_word, 1) if measured else None
    age = max(6, round(GRADE[1] * a_sentence + GRADE[2] * a_word - GRADE[3]) + FIRST_YEAR) if measured and base == "en" else None
    long_share = sum(_letters(word) >= LONG for word in told) / count if count else 0.0
    return Reading(count, full, round(a_sentence, 1), max(lengths, default=0), round(long_share, 2), formula, ease, age)


def _count(text: str, language: str) -> int:
    return sum(any(char.isalpha() for char in word.text) for word in words(text, language))


def _letters(word: str) -> int:
    return sum(char.isalpha() for char in word)


def syllables(word: str, language: str) -> int:
    """Syllables of a word: its groups of vowels, at least one. Of Russian exact; of the others the usual count of readability formulas."""
    small = word.casefold()
    if language == "ru":
        return max(1, sum(char in _VOWELS["ru"] for char in small))
    plain = "".join(char for char in unicodedata.normalize("NFD", small) if not "\u0300" <= char <= "\u036f")
    found = len(re.findall(f"[{_VOWELS[language]}]+", plain))
    silent = _SILENT[language].search(small) if language in _SILENT else None
    return max(1, found - bool(silent))


def length_for(kind: str, words_count: int) -> tuple[int, int, int] | None:
    """(least, most, words too few below zero or too many above zero) for a kind of text that a board carries; None for others."""
    if kind not in LENGTHS:
        return None
    least, most = LENGTHS[kind]
    return least, most, min(0, words_count - least) or max(0, words_count - most)
