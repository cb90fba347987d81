"""A text as finders read it: invisible signs gone, one kind of digit, blank, apostrophe and hyphen, and the way back to the text itself.

Finders work on `Passage.plain` and give places in it; `Passage.place` brings them back to characters of the text. What hides a
word from a search (a zero-width space, a line break in a name, digits of another script) does not hide it from a finder.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from exhibit.story.sentences import words as cut_by_dictionary

_WRITTEN_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "′": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-"}
_NOT_READ = {chr(code) for code in (*range(0x064B, 0x0653), 0x0640, 0x0670)}  # vowel signs and the stretching line of Arabic script, which writers leave out at will
_SAME_LETTER = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ة": "ه", "ؤ": "و", "ё": "е", "ґ": "г", "ł": "l", "ø": "o", "đ": "d", "ı": "i"})
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*)+(?:['-](?:[^\W\d_][\u0300-\u036f]*)+)*")
_LAO = re.compile(r"[\u0e80-\u0eff]")
_ELIDED = re.compile(r"(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=[^\W\d_])", re.I)
_FAR = 20  # characters between the end of a sentence and the next one, blanks and dashes
_ROW = re.compile(r"[^:\n]{2,48}:\s")  # "Возраст: 44"
_ENDS = frozenset(".!?…:;\n«“\"(؟۔।")


@dataclass(frozen=True, slots=True)
class Word:
    """[start, end) in `Passage.plain`. `key` is the word as lists keep it (`folded`); `capital`: begins with a capital; `first`: stands
    where a sentence begins, where a capital says nothing."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    first: bool


@dataclass(frozen=True)
class Passage:
    """A text and its language (BCP 47, as the version has it)."""

    text: str
    language: str

    @cached_property
    def _read(self) -> tuple[str, tuple[int, ...]]:
        """The plain text, and for each of its characters the character of the text that it stands for."""
        read: list[str] = []
        places: list[int] = []
        for at, char in enumerate(self.text):
            as_read = _as_read(char)
            if as_read == "\n":
                as_read = "\n" if _ends_a_paragraph(self.text, at) else " "
            if as_read:
                read.append(as_read)
                places.append(at)
        return "".join(read), (*places, len(self.text))

    @property
    def plain(self) -> str:
        return self._read[0]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the plain text as [start, end) of the text."""
        places = self._read[1]
        last = places[end - 1] + 1 if end > start else places[start]
        while last < len(self.text) and unicodedata.category(self.text[last]) == "Mn":  # vowel signs that were not read go with their letter
            last += 1
        return places[start], last

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words in order; Lao, which has no blanks, is cut by ICU's dictionary."""
        found: list[Word] = []
        for start, end in self._word_places():
            text = self.plain[start:end]
            found.append(Word(start, end, text, folded(text), text[0].isupper(), self._begins_sentence(start)))
        return tuple(found)

    def _word_places(self) -> list[tuple[int, int]]:
        if _LAO.search(self.plain):
            return [(piece.start, piece.end) for piece in cut_by_dictionary(self.plain, "lo") if any(char.isalpha() for char in piece.text)]
        return [(found.start() + self._elided(found.group(), found.start()), found.end()) for found in _WORD.finditer(self.plain)]

    def _elided(self, word: str, start: int) -> int:
        """Characters of an article or pronoun that French writes together with its word: l'État, d'Abidjan, but N'Djamena and O'Brien."""
        found = _ELIDED.match(word)
        return found.end() if found and (word[0].islower() or self._begins_sentence(start)) else 0

    def _begins_sentence(self, start: int) -> bool:
        before = self.plain[max(0, start - _FAR):start].rstrip(" -—'")[-1:]
        return not before or before in _ENDS or start in self._rows

    @cached_property
    def _rows(self) -> frozenset[int]:
        """Where in the plain text a row of a form, a list or a dialogue begins: one with a colon behind or before another that has one."""
        rows = set()
        starts = [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]
        plain_at = {place: at for at, place in reversed(tuple(enumerate(self._read[1])))} if len(starts) > 2 else {}
        lines = [self.text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True)]
        fields = [bool(_ROW.match(line)) for line in lines]
        for at, start in enumerate(starts):
            if fields[at] and (not at or not lines[at - 1] or fields[at - 1] or fields[at + 1:at + 2] == [True]):
                rows.add(plain_at.get(start, -1))
        return frozenset(rows)


def _as_read(char: str) -> str:
    """One character as finders read it; empty when they do not read it at all."""
    if char in _WRITTEN_ALIKE:
        return _WRITTEN_ALIKE[char]
    if char in _NOT_READ:
        return ""
    if char.isalpha():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Cf":
        return ""
    if char in "\n\u2028\u2029\r":
        return "\n"
    return " " if char.isspace() else char


def _ends_a_paragraph(text: str, at: int) -> bool:
    """Is this line end one of two or more in a row?"""
    around = text[at + 1:].lstrip(" \t\r")[:1] if at + 1 < len(text) else ""
    before = text[:at].rstrip(" \t\r")[-1:]
    return around == "\n" or before == "\n"


def folded(text: str) -> str:
    """A word as lists keep it: lower case, Latin letters without their signs, one form for letters of Arabic script that are written alike."""
    if text.isascii():
        return text.lower()
    return "".join(map(_letter, text.casefold().translate(_SAME_LETTER)))


@cache
def _letter(char: str) -> str:
    """A Latin letter without its signs; any other as it is, because й is no и and a Devanagari vowel sign is part of its letter."""
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else "" if "\u0300" <= char <= "\u036f" else char
