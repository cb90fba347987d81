"""Words of a passage as lists of names look at them, and the words that stand around names, by language, from a TOML table."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.gazetteer import loosened, name_key
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.remembered import remembered

_SHOUTED = 0.6  # in a text with a larger part of its words in capitals throughout, and in one without any, a capital says nothing
SCRIPTS = (("\u0250", "latin"), ("\u0530", "cyrillic"), ("\u0600", ""), ("\u0780", "arabic"), ("\u0900", ""), ("\u0980", "devanagari"), ("\u0e80", ""), ("\u0f00", "lao"))
LANGUAGES = {"latin": ("en", "fr", "nl", "es", "pt"), "cyrillic": ("ru", "uk", "ky"), "arabic": ("ar", "ur"), "devanagari": ("ne",), "lao": ("lo",), "": ()}


class Token(NamedTuple):
    """A word, or a part of one that has hyphens; [start, end) in `Passage.plain`; `key` as `gazetteer.name_key`; `cased`: its script has
    capitals and this text uses them; `glued`: joined to the token before by a hyphen."""

    start: int
    end: int
    key: str
    capital: bool
    first: bool
    cased: bool
    glued: bool


@remembered
def tokens(passage: Passage) -> tuple[Token, ...]:
    """Words in order; a word with hyphens is one token a part."""
    words = passage.words
    capitals, shouted = sum(word.capital for word in words), sum(len(word.text) > 1 and word.text.isupper() for word in words)
    telling = 0 < capitals and shouted < _SHOUTED * len(words) and (capitals < len(words) or len(words) < 4)
    found: list[Token] = []
    for word in words:
        cased = telling and word.text[0] < "\u0530"
        if "-" not in word.text:
            found.append(Token(word.start, word.end, loosened(word.key), word.capital, word.first, cased, False))
            continue
        start = word.start
        for part in word.text.split("-"):
            found.append(Token(start, start + len(part), name_key(part), part[:1].isupper(), word.first and start == word.start, cased, start > word.start))
            start += len(part) + 1
    return tuple(found)


def script_of(key: str) -> str:
    """ "latin", "cyrillic", "arabic", "devanagari", "lao" or nothing."""
    return _script_of_letter(key[:1])


@cache
def _script_of_letter(letter: str) -> str:
    return next((script for below, script in SCRIPTS if letter < below), "")


def beside(passage: Passage, left: Token, right: Token, gap: str = " -") -> bool:
    """Do only blanks, or signs of `gap`, stand between the two?"""
    return right.start - left.end <= 3 and not passage.plain[left.end:right.start].strip(gap)


class Phrases:
    """Phrases of one or more words, looked up at a place of a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.keys = frozenset(name_key(phrase.replace(".", " ")) for phrase in phrases)
        self._longest: dict[str, int] = {}
        for key in self.keys:
            first, count = key.split(" ", 1)[0], key.count(" ") + 1
            self._longest[first] = max(count, self._longest.get(first, 0))

    def at(self, row: tuple[Token, ...], place: int) -> int:
        """How many tokens the longest phrase that begins at `place` has; 0: none does."""
        longest = self._longest.get(row[place].key, 0)
        if not longest:  # most words: asked very often
            return 0
        for count in range(min(longest, len(row) - place), 0, -1):
            if count == 1 and row[place].key in self.keys or count > 1 and " ".join(token.key for token in row[place:place + count]) in self.keys:
                return count
        return 0


@cache
def table(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """By language and subject, the words of a table of words."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    missing = [language for languages in LANGUAGES.values() for language in languages if language not in read]
    empty = [f"{language}.{subject}" for language, rows in read.items() if isinstance(rows, dict) for subject, words in rows.items() if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words)]
    if missing or empty:
        raise ExhibitError(f"exhibit/story/anonymise/{path.name} is not whole: {', '.join([*missing, *empty])}. Each language needs its table, each subject a list of words.")
    return {language: {subject: tuple(words) for subject, words in rows.items()} for language, rows in read.items() if isinstance(rows, dict)}


@cache
def phrases(path: Path, subject: str, script: str, language: str = "") -> Phrases:
    """Phrases of a subject in all languages of a script, or in one of them."""
    languages = (language,) if language else LANGUAGES[script]
    return Phrases(phrase for one in languages for phrase in table(path)[one].get(subject, ()))
