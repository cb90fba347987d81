"""Text that follows an outline: every line as wide as its slot, broken where the lines come out even, never inside a word.

Lines stand in the middle of their slots; running text is spread to both edges by its word spaces where little is missing.
"""
from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from icu4py.breakers import LineBreaker

from exhibit.cutout.board.outline import Inside, Slot
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.type.itemise import ShapedLine, clean, shape_line
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, is_rtl

LEAST_CHARS = 18  # of running text: shorter lines are not read, they are counted
LEAST_QUOTE_CHARS = 10  # of a quote, three times as large: two words
LEAST_NOTE_CHARS = 12  # of small texts
SHORT = 3.0  # badness of a line with far fewer than LEAST_CHARS
LAST_SHARE = 0.45  # of its slot: a shorter last line of a text looks lost in the middle of a body
MOST_SPACE = 0.85  # of a word space may be added to spread a line


_NUMBER_GOES_ON = re.compile(r"\d $")


@dataclass(frozen=True, slots=True)
class Voicing:
    """How one text is set: marks around it, bold and tight for a quote, spread for running text."""

    role: str
    language: str
    bold: bool = False
    leading: float = 1.3
    marks: tuple[str, str] = ("", "")
    spread: bool = False
    least_chars: int = 0  # of every line, unless the text is no longer than one
    most_em: float = math.inf


@dataclass(frozen=True, slots=True)
class Flowed:
    """The lines in their places, and the height where the last one ends."""

    blocks: tuple[SetBlock, ...]
    bottom_mm: float


@dataclass(frozen=True, slots=True)
class _Line:
    slot: Slot
    baseline_mm: float


@lru_cache(maxsize=500)
def _pieces(text: str, language: str) -> tuple[str, ...]:
    """Between which a line may break: as Unicode says, but not after a hyphen nor inside a telephone number."""
    pieces: list[str] = []
    for piece in LineBreaker(" ".join(clean(text).split()), language):
        if pieces and (_hyphened(pieces[-1]) or _NUMBER_GOES_ON.search(pieces[-1]) and piece[0].isdigit()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return tuple(pieces)


def _hyphened(piece: str) -> bool:
    return piece[-1:] in "-‐‒–/"


@lru_cache(maxsize=20_000)
def _width(text: str, language: str, bold: bool) -> float:
    return shape_line(text, language, bold).width if text else 0.0


def flow(text: str, how: Voicing, size_pt: float, top_mm: float, room: Inside) -> Flowed | None:
    """The text in the room from a height down, None where it does not fit: a word wider than its slot, no room left, a line too short."""
    pieces = _pieces(how.marks[0] + text.strip() + how.marks[1], how.language)
    whole = shape_line("".join(pieces).rstrip(), how.language, how.bold)
    em = size_pt * MM_PER_PT
    pitch = em * max(how.leading, whole.above + whole.below + 0.04)
    slots = _slots(pieces, how, em, pitch, top_mm, whole, room)
    if slots is None:
        return None
    texts = _evenly(pieces, how, em, [line.slot.width_mm for line in slots])
    if texts is None:
        return None
    blocks = tuple(_set(line, said, how, size_pt, pitch, last=said is texts[-1]) for line, said in zip(slots, texts, strict=True))
    return Flowed(blocks, blocks[-1].bottom_mm)


def _slots(pieces: tuple[str, ...], how: Voicing, em: float, pitch: float, top_mm: float, whole: ShapedLine, room: Inside) -> list[_Line] | None:
    """As many slots as the text needs when every line is filled in turn."""
    lines: list[_Line] = []
    at, baseline = 0, top_mm - whole.above * em
    while at < len(pieces):
        slot = room.slot(baseline + whole.above * em, baseline - whole.below * em)
        if slot is None:
            return None
        slot = _narrowed(slot, how.most_em * em)
        end = _filled(pieces, at, how, slot.width_mm / em)
        if end == at:
            return None
        lines.append(_Line(slot, baseline))
        at, baseline = end, baseline - pitch
    return lines


def _narrowed(slot: Slot, most_mm: float) -> Slot:
    """The middle of a slot that is wider than a line may be."""
    spare = max(0.0, slot.width_mm - most_mm) / 2
    return Slot(slot.left_mm + spare, slot.right_mm - spare)


def _filled(pieces: tuple[str, ...], start: int, how: Voicing, limit_em: float) -> int:
    """How far a line from `start` reaches."""
    end, width = start, 0.0
    while end < len(pieces) and width + _width(pieces[end].rstrip(), how.language, how.bold) <= limit_em:
        width += _width(pieces[end], how.language, how.bold)
        end += 1
    return end


def _evenly(pieces: tuple[str, ...], how: Voicing, em: float, slots_mm: list[float]) -> list[str] | None:
    """The text in just these slots, all filled alike: least squares over all breaks (see type/even.py), with a width for every line."""
    count = len(pieces)
    widths = [_width(piece, how.language, how.bold) for piece in pieces]
    trimmed = [_width(piece.rstrip(), how.language, how.bold) for piece in pieces]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number, slot_mm in enumerate(slots_mm):
        reached: dict[int, tuple[float, int]] = {}
        last = number == len(slots_mm) - 1
        for start, (cost, _) in best[-1].items():
            width, chars = 0.0, 0
            for end in range(start + 1, count + 1):
                filled = (width + trimmed[end - 1]) * em / slot_mm
                if filled > 1:
                    break
                width += widths[end - 1]
                chars += _characters(pieces[end - 1])
                if last and end < count:
                    continue
                if chars < how.least_chars and len(slots_mm) > 1:
                    continue
                total = cost + _badness(filled, chars, how, last)
                if total < reached.get(end, (math.inf, 0))[0]:
                    reached[end] = (total, start)
        best.append(reached)
    if count not in best[-1]:
        return None
    return _traced(pieces, best)


def _badness(filled: float, chars: int, how: Voicing, last: bool) -> float:
    short = SHORT * max(0.0, 1 - chars / LEAST_CHARS) ** 2 if how.least_chars else 0.0
    if last and how.spread:
        return short + max(0.0, LAST_SHARE - filled) * 2
    return short + (1 - filled) ** 2


@lru_cache(maxsize=5_000)
def _characters(piece: str) -> int:
    """Letters, figures and spaces; marks stand on the letter before them."""
    return sum(unicodedata.category(char)[0] != "M" for char in piece)


def _traced(pieces: tuple[str, ...], best: list[dict[int, tuple[float, int]]]) -> list[str]:
    """The lines of the cheapest way."""
    lines: list[str] = []
    end = len(pieces)
    for reached in best[:0:-1]:
        start = reached[end][1]
        lines.insert(0, "".join(pieces[start:end]).rstrip())
        end = start
    return lines


def _set(line: _Line, text: str, how: Voicing, size_pt: float, pitch: float, last: bool) -> SetBlock:
    """One line in the middle of its slot, or spread to its edges."""
    em = size_pt * MM_PER_PT
    shaped = shape_line(text, how.language, how.bold)
    if how.spread and not last:
        shaped = _spread(shaped, text, line.slot.width_mm / em)
    left = line.slot.left_mm + (line.slot.width_mm - shaped.width * em) / 2
    height = (shaped.above + shaped.below) * em
    block = TextBlock((shaped,), shaped.width * em, height, size_pt, pitch, is_rtl(how.language))
    return SetBlock(how.role, how.language, block, left, line.baseline_mm + shaped.above * em)


def _spread(shaped: ShapedLine, text: str, wide_em: float) -> ShapedLine:
    """The line as wide as its slot by wider word spaces, or as it is where they would have to grow too much."""
    spaces = {at for at, char in enumerate(text) if char == " "}
    gaps = sum(glyph.cluster in spaces for glyph in shaped.glyphs)
    missing = wide_em - shaped.width
    if not gaps or missing / gaps > MOST_SPACE * 0.26:
        return shaped
    added, glyphs = 0.0, []
    for glyph in shaped.glyphs:
        glyphs.append(replace(glyph, x=glyph.x + added))
        added += missing / gaps if glyph.cluster in spaces else 0.0
    return replace(shaped, glyphs=tuple(glyphs), width=shaped.width + added)
