"""Setting text into a column: ICU line breaks, even lines, glyph outlines out. (`fit` finds the size.)

Sizes in points, lengths in mm, y up. Text is drawn as outlines, so a board needs no font (docs/how-it-is-built.md).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from exhibit.cutout.errors import TextTooLong
from exhibit.cutout.paths import Path, transform
from exhibit.cutout.type.characters import check_characters
from exhibit.cutout.type.even import even_lines
from exhibit.cutout.type.fonts import glyph_outline
from exhibit.cutout.type.itemise import ShapedLine, clean, is_rtl, levels, shape_line
from exhibit.cutout.type.marks import opening_of, quotation_marks, spaced
from exhibit.cutout.type.pieces import flat, pieces

MM_PER_PT = 25.4 / 72
WITHOUT_SPACES = frozenset({"lo", "th", "km", "my"})
_SPACES = re.compile(" {2,}")

__all__ = ["MM_PER_PT", "TextBlock", "break_text", "is_rtl", "quotation_marks", "set_text"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A set text. `height_mm` runs from the top of the first line's ink to the bottom of the last line's.

    `hang_mm`: how far the quotation mark that opens the first line stands out of the column, so that the letters under each other align.
    """

    lines: tuple[ShapedLine, ...]
    width_mm: float
    height_mm: float
    size_pt: float
    pitch_mm: float
    rtl: bool
    align: str = "start"
    hang_mm: float = 0.0

    def paths(self, x_mm: float, top_mm: float) -> tuple[Path, ...]:
        """Glyph outlines; x_mm is the left edge of the column, top_mm its upper edge. Fill with the non-zero rule."""
        em = self.size_pt * MM_PER_PT
        baseline = top_mm - (self.lines[0].above * em if self.lines else 0)
        drawn: list[Path] = []
        for at, line in enumerate(self.lines):
            left = x_mm + self._indent(line.width * em, at)
            for glyph in line.glyphs:
                outline = glyph_outline(glyph.face, glyph.glyph)
                if outline:
                    drawn.append(transform(outline, em, 0, 0, em, left + glyph.x * em, baseline + glyph.y * em))
            baseline -= self.pitch_mm
        return tuple(drawn)

    def line_boxes(self, x_mm: float, top_mm: float) -> tuple[tuple[float, float, float, float], ...]:
        """The box (left, bottom, right, top) around each line's ink, placed as by `paths`."""
        em = self.size_pt * MM_PER_PT
        baseline = top_mm - (self.lines[0].above * em if self.lines else 0)
        boxes: list[tuple[float, float, float, float]] = []
        for at, line in enumerate(self.lines):
            left, on = x_mm + self._indent(line.width * em, at), baseline - at * self.pitch_mm
            boxes.append((left, on - line.below * em, left + line.width * em, on + line.above * em))
        return tuple(boxes)

    def _indent(self, line_mm: float, at: int) -> float:
        """From the column's left edge to the line's left end; negative where its mark hangs out on the left."""
        free = self.width_mm - line_mm
        if self.align == "center":
            return free / 2
        hang = self.hang_mm if at == 0 else 0.0
        return free + hang if self.rtl else -hang


def _width(text: str, language: str, bold: bool) -> float:
    return shape_line(text.rstrip(" "), language, bold).width if text.strip() else 0.0


@lru_cache(maxsize=50_000)
def _piece_width(piece: str, language: str, bold: bool) -> float:
    return shape_line(piece, language, bold).width


@dataclass(frozen=True, slots=True)
class _Column:
    """What a line may be as wide as, in em; the first one by `hang_em` more, for the mark that stands outside."""

    language: str
    bold: bool
    limit_em: float
    hang_em: float = 0.0

    def room(self, first: bool) -> float:
        return self.limit_em + (self.hang_em if first else 0.0)

    def fits(self, text: str) -> bool:
        return _width(text, self.language, self.bold) <= self.limit_em


def _break(parts: list[str], column: _Column) -> list[str] | None:
    """Greedy lines, or None when one piece alone is wider than the column."""
    lines: list[str] = []
    line, line_em = "", 0.0
    for piece in parts:
        own_em = _piece_width(piece.rstrip(" "), column.language, column.bold) if piece.strip() else 0.0
        if own_em > column.room(not lines and not line):
            return None
        room = column.room(not lines)
        if line and line_em + own_em > room * 0.98 and _width(line + piece, column.language, column.bold) > room:
            lines.append(line.rstrip(" "))
            line, line_em = "", 0.0
        line += piece
        line_em += _piece_width(piece, column.language, column.bold)
    return [*lines, line.rstrip(" ")] if line.strip() else lines


def _even(parts: list[str], column: _Column, balance: bool) -> list[str] | None:
    """As few lines as greedy needs, broken where the lines come out even; None when one piece alone is too wide."""
    lines = _break(parts, column)
    if not lines or len(lines) < 2:
        return lines
    full = [_piece_width(piece, column.language, column.bold) for piece in parts]
    trimmed = [_piece_width(piece.rstrip(" "), column.language, column.bold) if piece.strip() else 0.0 for piece in parts]
    full[0], trimmed[0] = full[0] - column.hang_em, trimmed[0] - column.hang_em
    even = even_lines(parts, full, trimmed, column.limit_em, balance)
    fits = len(even) == len(lines) and all(_width(line, column.language, column.bold) <= column.room(at == 0) for at, line in enumerate(even))
    return even if fits else lines


def break_text(text: str, language: str, size_pt: float, width_mm: float, bold: bool, balance: bool, even: bool = True,
               hang_mm: float = 0.0) -> list[ShapedLine] | None:
    """The lines of a text, None when one word is wider than the column. Not `even`: quicker, and as many lines.

    `hang_mm`: how far the first line may stand out of the column.
    """
    em = size_pt * MM_PER_PT
    column = _Column(language, bold, width_mm / em, hang_mm / em)
    set_lines: list[ShapedLine] = []
    for paragraph in paragraphs(text, language):
        parts = flat(pieces(paragraph, language), column.fits)
        broken = _even(parts, column, balance) if even else _break(parts, column)
        if broken is None:
            return None
        set_lines += shaped_lines(broken, paragraph, language, bold)
        column = replace(column, hang_em=0.0)
    return set_lines


def paragraphs(text: str, language: str) -> list[str]:
    """The paragraphs of a text as they are set: clean, one space between words, with the spaces of the language beside its signs."""
    return [spaced(_SPACES.sub(" ", paragraph).strip(), language) for paragraph in clean(text).split("\n") if paragraph.strip()]


def shaped_lines(lines: list[str], paragraph: str, language: str, bold: bool) -> list[ShapedLine]:
    """Each line with the directions its characters have in the whole paragraph, as a comma between two lines belongs to the words before it."""
    found, at = levels(paragraph, language), 0
    shaped: list[ShapedLine] = []
    for line in lines:
        at = paragraph.index(line, at)
        own = found[at:at + len(line)]
        shaped.append(shape_line(line, language, bold, None if own == levels(line, language) else own))  # mostly the same, and measured already
        at += len(line)
    return shaped


def hang_of(text: str, language: str, size_pt: float, bold: bool, most_mm: float) -> float:
    """How far the quotation mark that opens a text hangs out of its column: its own width, at most most_mm; 0 without a mark."""
    mark = opening_of(text)
    return min(most_mm, shape_line(mark, language, bold).width * size_pt * MM_PER_PT) if mark and most_mm > 0 else 0.0


def block_of(lines: list[ShapedLine], language: str, size_pt: float, width_mm: float, leading: float, align: str = "start", hang_mm: float = 0.0) -> TextBlock:
    """Lines as a block; tall scripts get the pitch they need."""
    em = size_pt * MM_PER_PT
    tallest = max((a.below + b.above for a, b in zip(lines, lines[1:], strict=False)), default=0.0)
    pitch = em * max(leading, tallest + 0.04)  # tall scripts (Nastaliq) never touch the line above
    height = (lines[0].above + lines[-1].below) * em + pitch * (len(lines) - 1) if lines else 0.0
    return TextBlock(tuple(lines), width_mm, height, size_pt, pitch, is_rtl(language), align, hang_mm)


@lru_cache(maxsize=2_000)
def set_text(text: str, language: str, size_pt: float, width_mm: float, *, bold: bool = False, leading: float = 1.3,
             align: str = "start", balance: bool = False) -> TextBlock:
    """Set text in a column. Raises TextTooLong when one word is wider than the column, UnknownCharacter."""
    check_characters(text, language, bold)
    lines = break_text(text, language, size_pt, width_mm, bold, balance)
    if lines is None:
        raise TextTooLong(f"A word in “{text[:40]}” is wider than its column of {width_mm:.0f} mm at {size_pt:g} pt: shorten it or divide it.", 1)
    return block_of(lines, language, size_pt, width_mm, leading, align)


def words_of(text: str, language: str) -> list[str]:
    """The pieces a person counts as words; Lao and other scripts without spaces by dictionary."""
    if glue_of(language) == "":
        return [piece for group in pieces(" ".join(clean(text).split()), language) for piece in group]
    return re.split("[ \n]+", clean(text).strip())


def glue_of(language: str) -> str:
    """What stands between words."""
    return "" if language.split("-")[0].lower() in WITHOUT_SPACES else " "
