"""Setting text into a column: ICU line breaks, even lines, glyph outlines out. (`fit` finds the size.)

Sizes in points, lengths in mm, y up. Text is drawn as outlines, so a board needs no font (docs/how-it-is-built.md).
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from icu4py.breakers import LineBreaker

from exhibit.cutout.errors import TextTooLong
from exhibit.cutout.paths import Path, transform
from exhibit.cutout.type.even import even_lines
from exhibit.cutout.type.fonts import glyph_outline
from exhibit.cutout.type.itemise import ShapedLine, clean, is_rtl, shape_line

MM_PER_PT = 25.4 / 72
WITHOUT_SPACES = frozenset({"lo", "th", "km", "my"})
_SPACES = re.compile(" {2,}")
QUOTES: dict[str, tuple[str, str]] = {
    "fr": ("«\u202f", "\u202f»"), "uk": ("«", "»"), "ru": ("«", "»"), "be": ("«", "»"), "ky": ("«", "»"), "ar": ("«", "»"),
    "es": ("«", "»"), "pt": ("“", "”"), "nl": ("‘", "’"), "ur": ("”", "“"), "zgh": ("«", "»"),
}

__all__ = ["MM_PER_PT", "TextBlock", "break_text", "is_rtl", "quotation_marks", "set_text"]


def quotation_marks(language: str) -> tuple[str, str]:
    """Opening and closing mark of a language (CLDR delimiters, French with narrow spaces)."""
    return QUOTES.get(language.split("-")[0].lower(), ("“", "”"))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A set text. `height_mm` runs from the top of the first line's ink to the bottom of the last line's."""

    lines: tuple[ShapedLine, ...]
    width_mm: float
    height_mm: float
    size_pt: float
    pitch_mm: float
    rtl: bool
    align: str = "start"

    def paths(self, x_mm: float, top_mm: float) -> tuple[Path, ...]:
        """Glyph outlines; x_mm is the left edge of the column, top_mm its upper edge. Fill with the non-zero rule."""
        em = self.size_pt * MM_PER_PT
        baseline = top_mm - (self.lines[0].above * em if self.lines else 0)
        drawn: list[Path] = []
        for line in self.lines:
            left = x_mm + self._indent(line.width * em)
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
            left, on = x_mm + self._indent(line.width * em), baseline - at * self.pitch_mm
            boxes.append((left, on - line.below * em, left + line.width * em, on + line.above * em))
        return tuple(boxes)

    def _indent(self, line_mm: float) -> float:
        free = self.width_mm - line_mm
        return free / 2 if self.align == "center" else free if self.rtl else 0.0


@lru_cache(maxsize=2_000)
def _segments(paragraph: str, language: str) -> tuple[str, ...]:
    """Pieces between which a line may break (Unicode Annex 14; Lao by ICU's dictionary)."""
    return tuple(LineBreaker(paragraph, language))


def _width(text: str, language: str, bold: bool) -> float:
    return shape_line(text.rstrip(" "), language, bold).width if text.strip() else 0.0


@lru_cache(maxsize=50_000)
def _piece_width(piece: str, language: str, bold: bool) -> float:
    return shape_line(piece, language, bold).width


def _break(paragraph: str, language: str, bold: bool, limit_em: float) -> list[str] | None:
    """Greedy lines no wider than limit_em, or None when one piece alone is wider."""
    lines: list[str] = []
    line, line_em = "", 0.0
    for piece in _segments(paragraph, language):
        own_em = _piece_width(piece.rstrip(" "), language, bold) if piece.strip() else 0.0
        if own_em > limit_em:
            return None
        if line and line_em + own_em > limit_em * 0.98 and _width(line + piece, language, bold) > limit_em:
            lines.append(line.rstrip(" "))
            line, line_em = "", 0.0
        line += piece
        line_em += _piece_width(piece, language, bold)
    return [*lines, line.rstrip(" ")] if line.strip() else lines


def _even(paragraph: str, language: str, bold: bool, limit_em: float, balance: bool) -> list[str] | None:
    """As few lines as greedy needs, broken where the lines come out even; None when one piece alone is too wide."""
    lines = _break(paragraph, language, bold, limit_em)
    if not lines or len(lines) < 2:
        return lines
    pieces = _segments(paragraph, language)
    full = [_piece_width(piece, language, bold) for piece in pieces]
    trimmed = [_piece_width(piece.rstrip(" "), language, bold) if piece.strip() else 0.0 for piece in pieces]
    even = even_lines(pieces, full, trimmed, limit_em, balance)
    fits = len(even) == len(lines) and all(_width(line, language, bold) <= limit_em for line in even)
    return even if fits else lines


def break_text(text: str, language: str, size_pt: float, width_mm: float, bold: bool, balance: bool, even: bool = True) -> list[ShapedLine] | None:
    """The lines of a text, None when one word is wider than the column. Not `even`: quicker, and as many lines."""
    limit_em = width_mm / (size_pt * MM_PER_PT)
    set_lines: list[ShapedLine] = []
    for paragraph in clean(text).split("\n"):
        if not paragraph.strip():
            continue
        paragraph = _SPACES.sub(" ", paragraph).strip()
        broken = _even(paragraph, language, bold, limit_em, balance) if even else _break(paragraph, language, bold, limit_em)
        if broken is None:
            return None
        set_lines += [shape_line(line, language, bold) for line in broken]
    return set_lines


def block_of(lines: list[ShapedLine], language: str, size_pt: float, width_mm: float, leading: float, align: str = "start") -> TextBlock:
    """Lines as a block; tall scripts get the pitch they need."""
    em = size_pt * MM_PER_PT
    tallest = max((a.below + b.above for a, b in zip(lines, lines[1:], strict=False)), default=0.0)
    pitch = em * max(leading, tallest + 0.04)  # tall scripts (Nastaliq) never touch the line above
    height = (lines[0].above + lines[-1].below) * em + pitch * (len(lines) - 1) if lines else 0.0
    return TextBlock(tuple(lines), width_mm, height, size_pt, pitch, is_rtl(language), align)


@lru_cache(maxsize=2_000)
def set_text(text: str, language: str, size_pt: float, width_mm: float, *, bold: bool = False, leading: float = 1.3,
             align: str = "start", balance: bool = False) -> TextBlock:
    """Set text in a column. Raises TextTooLong when one word is wider than the column, UnknownCharacter."""
    lines = break_text(text, language, size_pt, width_mm, bold, balance)
    if lines is None:
        raise TextTooLong(f"A word in “{text[:40]}” is wider than its column of {width_mm:.0f} mm at {size_pt:g} pt: shorten it or divide it.", 1)
    return block_of(lines, language, size_pt, width_mm, leading, align)


def words_of(text: str, language: str) -> list[str]:
    """The pieces a person counts as words; Lao and other scripts without spaces by dictionary."""
    return list(_segments(" ".join(clean(text).split()), language)) if glue_of(language) == "" else clean(text).split()


def glue_of(language: str) -> str:
    """What stands between words."""
    return "" if language.split("-")[0].lower() in WITHOUT_SPACES else " "
