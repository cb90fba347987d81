"""A passage as one line of tokens: words as lists keep them, numbers by their value, signs; and the way back to the passage.

Rules for times, amounts and traits are regular expressions over this line, because it holds nothing that a rule must allow for: one blank
between two tokens, no capitals, no accents on Latin letters, no hyphens in words, `<16>` for 16 and ١٦ and, once number words are read
(numerals.py), `<16w>` for sixteen. Lao, which is written without blanks, has none here either.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from exhibit.story.anonymise.passage import Passage, folded

_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*)"
_TOKEN = re.compile(
    r"(?P<date>\d{4}([-/.])\d{1,2}\2\d{1,2}(?!\d)|\d{1,2}\s?([-/.])\s?\d{1,2}\s?\3\s?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<hour>\d{1,2}(?::|[hH])\d{2}(?!\d))|(?P<code>(?<=[A-Za-z])\d+|\d+/\d+)"
    r"|(?P<number>\d{1,3}(?:[ .,']\d{3})+(?![\d])|\d+(?:[.,]\d{1,2}(?!\d))?)(?P<ordinal>(?:st|nd|rd|th|er|ère|ere|ème|eme|ste|de|º|ª|°)(?!\w))?"
    rf"|(?P<word>{_LETTER}+(?:(?<=[\u0400-\u052f])'{_LETTER}+)*)|(?P<sign>[^\w\s])", re.I)
_LAO = re.compile(r"[\u0e80-\u0eff]")
_LAO_SPACED = re.compile(r"[^\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """[start, end) in `Passage.plain`; `key`: as rules read it; `value`: of a number, else None; `capital`: begins with a capital inside a sentence."""

    start: int
    end: int
    key: str
    value: int | None = None
    capital: bool = False


@dataclass(frozen=True)
class Line:
    """Tokens in order, and whether they stand without blanks."""

    tokens: tuple[Token, ...]
    spaced: bool = True

    @cached_property
    def text(self) -> str:
        """What rules are matched against; begins and ends with a blank where it has blanks."""
        return f" {' '.join(token.key for token in self.tokens)} " if self.spaced else "".join(token.key for token in self.tokens)

    @cached_property
    def _at(self) -> list[int]:
        """For each character of `text`, the token it belongs to; a blank belongs to the token after it."""
        at: list[int] = []
        for index, token in enumerate(self.tokens):
            at += [index] * (len(token.key) + self.spaced)
        return [*at, len(self.tokens) - 1]

    def index(self, at: int) -> int:
        """The token that a character of `text` belongs to."""
        return self._at[at]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of `text` (whole tokens, no outer blank) as [start, end) of the plain text."""
        return self.tokens[self._at[start]].start, self.tokens[self._at[end - 1]].end


def tokens_of(passage: Passage) -> Iterator[Token]:
    """Words cut at hyphens and Latin apostrophes, numbers in figures, signs."""
    after_end = True
    plain = passage.plain
    for found in _TOKEN.finditer(plain):
        kind, text = found.lastgroup, found.group()
        if kind == "ordinal" or kind == "number":
            yield from _number(found)
        elif kind == "word":
            yield Token(found.start(), found.end(), keyed(text), None, text[0].isupper() and not after_end)
        elif not _joins(plain, found.start(), text):
            yield Token(found.start(), found.end(), {"date": "<d>", "hour": "<t>", "code": "<x>"}.get(kind or "", text))
        after_end = text in ".!?…:؟۔।«“\""


def keyed(text: str) -> str:
    """A word as rules read it: folded, and œ as the two letters that many keyboards write."""
    return folded(text).replace("œ", "oe").replace("æ", "ae")


def _number(found: re.Match[str]) -> Iterator[Token]:
    figures = found.group("number")[:18]  # what is longer is no number that anybody counts to
    value = int(float(figures.replace(",", "."))) if re.fullmatch(r"\d+[.,]\d{1,2}", figures) else int(re.sub(r"\D", "", figures))
    flag = "o" if found.group("ordinal") else ""
    yield Token(found.start(), found.end(), f"<{value}{flag}>", value)


def _joins(plain: str, at: int, sign: str) -> bool:
    """A hyphen or apostrophe inside a word or between a figure and its ending (2018-жылы) is no token; between two figures it is."""
    return sign in "-'" and 0 < at < len(plain) - 1 and plain[at - 1].isalnum() and plain[at + 1].isalpha()


def line_of(tokens: Iterable[Token], passage: Passage) -> Line:
    """Lao is joined without blanks: its words are then cut letter by letter, so that a rule's place is exact."""
    if not _LAO.search(passage.plain):
        return Line(tuple(tokens))
    letters = (letter for token in tokens for letter in _letters(token, passage.plain))
    return Line(tuple(letters), spaced=False)


def _letters(token: Token, plain: str) -> Iterator[Token]:
    if token.key.startswith("<"):
        yield token
    else:
        yield from (Token(token.start + found.start(), token.start + found.end(), found.group()) for found in _LAO_SPACED.finditer(plain[token.start:token.end]))
