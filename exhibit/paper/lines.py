"""Text as lines with an even pitch: the cutout engine's shaping and breaking, with line boxes that suit tables and forms."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from icu4py.breakers import CharacterBreaker, LineBreaker

from exhibit.cutout.errors import UnknownCharacter
from exhibit.cutout.type.itemise import ShapedLine, clean, shape_line
from exhibit.cutout.type.typeset import MM_PER_PT, break_text

ABOVE_EM, BELOW_EM = 0.95, 0.3  # of a line box: capitals with accents, and descenders (Noto Sans)
AIR_EM = 0.12
LIGHT_SCRIPTS = frozenset({"ur"})  # hands that have no bold of their own
SMALL_SCRIPTS = {"ur": 1.2}  # Nastaliq letters are small on their body: larger, to be read as easily
LATIN = "en"
REPLACEMENT = "\ufffd"
PORTION = 24  # lines of a cell that are never parted: fewer than the smallest page holds
BREAK_HERE = "\u200b"


@dataclass(frozen=True, slots=True)
class Lines:
    """Set text: its lines, and the box of each in mm (`above` and `below` the baseline). No line at all for empty text."""

    lines: tuple[ShapedLine, ...]
    em_mm: float
    above_mm: float
    below_mm: float

    @property
    def pitch_mm(self) -> float:
        return self.above_mm + self.below_mm

    @property
    def height_mm(self) -> float:
        return self.pitch_mm * len(self.lines)

    @property
    def width_mm(self) -> float:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0) * self.em_mm


def portions(texts: Sequence[Lines | None]) -> list[list[Lines | None]]:
    """Texts that stand beside each other, cut into portions of at most `PORTION` lines, so that no row is taller than a page."""
    longest = max((len(text.lines) for text in texts if text), default=0)
    starts = range(0, max(longest, 1), PORTION)
    return [[replace(text, lines=text.lines[start:start + PORTION]) if text else None for text in texts] for start in starts]


@lru_cache(maxsize=4_000)
def set_lines(text: str, language: str, size_pt: float, width_mm: float, bold: bool = False) -> Lines:
    """Break a text into a column. A word wider than the column is divided anywhere; a character no font has stands as U+FFFD.

    Paper that a crew or a person needs is printed in any case: here, unlike on a board, no text is refused.
    """
    language = language if _own_letters(text, language) else LATIN
    base = language.split("-")[0]
    bold, size_pt = bold and base not in LIGHT_SCRIPTS, size_pt * SMALL_SCRIPTS.get(base, 1.0)
    words = _legible(text, language, bold)
    broken = break_text(words, language, size_pt, width_mm, bold, balance=False)
    if broken is None:
        broken = break_text(_divisible(words, language, size_pt, width_mm, bold), language, size_pt, width_mm, bold, balance=False, even=False)
    if broken is None:
        raise ValueError(f"A column of {width_mm:.1f} mm is too narrow for one letter at {size_pt:g} pt.")
    em = size_pt * MM_PER_PT
    above = max([ABOVE_EM, *(line.above for line in broken)])
    below = max([BELOW_EM, *(line.below for line in broken)])
    return Lines(tuple(broken), em, (above + AIR_EM / 2) * em, (below + AIR_EM / 2) * em)


def _own_letters(text: str, language: str) -> bool:
    """False for a number or a Latin name alone in Nastaliq, whose face sets them too tightly to be read off."""
    return language.split("-")[0] not in SMALL_SCRIPTS or any("\u0600" <= char <= "\u06ff" for char in text)


def _legible(text: str, language: str, bold: bool) -> str:
    """The text with a visible mark for each character that no font here has, or Unicode does not know."""
    text = "".join(char if char == "\n" or unicodedata.bidirectional(char) else REPLACEMENT for char in text)
    try:
        for paragraph in clean(text).split("\n"):
            shape_line(paragraph, language, bold)
    except UnknownCharacter:
        return "".join(_or_mark(cluster, language, bold) for cluster in CharacterBreaker(text, language))
    return text


def _or_mark(cluster: str, language: str, bold: bool) -> str:
    try:
        shape_line(clean(cluster), language, bold)
    except UnknownCharacter:
        return REPLACEMENT
    return cluster


def _divisible(text: str, language: str, size_pt: float, width_mm: float, bold: bool) -> str:
    """The text with a place to break between all letters of its words that are too wide."""
    limit_em = width_mm / (size_pt * MM_PER_PT)
    return "\n".join("".join(_pieces(paragraph, language, limit_em, bold)) for paragraph in clean(text).split("\n"))


def _pieces(paragraph: str, language: str, limit_em: float, bold: bool) -> Iterator[str]:
    for piece in LineBreaker(paragraph, language):
        wide = shape_line(piece.rstrip(), language, bold).width > limit_em if piece.strip() else False
        yield BREAK_HERE.join(CharacterBreaker(piece, language)) if wide else piece
