"""Text that follows an outline: every line as wide as its slot, broken where the lines come out even, never inside a word.

Lines stand in the middle of their slots; running text is spread to both edges by its word spaces where little is missing.
"""
from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from exhibit.cutout.board.outline import Inside, Slot
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.type.characters import check_characters
from exhibit.cutout.type.itemise import ShapedLine, shape_line
from exhibit.cutout.type.marks import quoted
from exhibit.cutout.type.pieces import flat, pieces
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, is_rtl, paragraphs, shaped_lines

LEAST_CHARS = 18  # of running text: shorter lines are not read, they are counted
LEAST_QUOTE_CHARS = 10  # of a quote, three times as large: two words
LEAST_NOTE_CHARS = 12  # of small texts
SHORT = 3.0  # badness of a line with far fewer than LEAST_CHARS
LAST_SHARE = 0.45  # of its slot: a shorter last line of a text looks lost in the middle of a body
MOST_SPACE = 0.85  # of a word space may be added to spread a line
HYPHENS = frozenset("-‐‒–/")  # a line that ends with one looks beside an outline like a word cut in two


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
    shaped: ShapedLine


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the lines of a text take at its size: from baseline to baseline, and how far its ink reaches above and below."""

    em_mm: float
    pitch_mm: float
    above_mm: float
    below_mm: float


def _pieces(paragraph: str, how: Voicing, widest_em: float) -> list[str]:
    """Between which a line may break: as in a column (type/pieces.py), but never after a hyphen."""
    groups: list[tuple[str, ...]] = []
    for group in pieces(paragraph, how.language):
        if groups and groups[-1][-1][-1:] in HYPHENS:
            *before, last = groups.pop()
            group = (*before, last + group[0], *group[1:])
        groups.append(group)
    return flat(groups, lambda whole: _width(whole.rstrip(), how.language, how.bold) <= widest_em)


@lru_cache(maxsize=20_000)
def _width(text: str, language: str, bold: bool) -> float:
    return shape_line(text, language, bold).width if text else 0.0


def flow(text: str, how: Voicing, size_pt: float, top_mm: float, room: Inside) -> Flowed | None:
    """The text in the room from a height down, None where it does not fit: a word wider than its slot, no room left, a line too short."""
    check_characters(text, how.language, how.bold)
    said = paragraphs(quoted(text, how.marks) if how.marks[0] else text, how.language)
    if not said:
        return Flowed((), top_mm)
    measure = _measured(said, how, size_pt)
    blocks: list[SetBlock] = []
    baseline = top_mm - measure.above_mm
    for paragraph in said:
        lines = _lines(paragraph, how, measure, baseline, room)
        if lines is None:
            return None
        blocks += (_set(line, how, size_pt, measure) for line in lines)
        baseline = lines[-1].baseline_mm - measure.pitch_mm
    return Flowed(tuple(blocks), blocks[-1].bottom_mm)


def _measured(said: list[str], how: Voicing, size_pt: float) -> _Measure:
    """Every line as tall as the tallest, so that marks of one never touch the next."""
    em = size_pt * MM_PER_PT
    whole = [shape_line(paragraph, how.language, how.bold) for paragraph in said]
    above, below = max(line.above for line in whole), max(line.below for line in whole)
    return _Measure(em, em * max(how.leading, above + below + 0.04), above * em, below * em)


def _lines(paragraph: str, how: Voicing, measure: _Measure, baseline_mm: float, room: Inside) -> list[_Line] | None:
    """A paragraph's lines from a baseline down."""
    parts = _pieces(paragraph, how, min(room.widest_mm / measure.em_mm, how.most_em))
    slots = _slots(parts, how, measure, baseline_mm, room)
    texts = _evenly(parts, how, measure.em_mm, [slot.width_mm for slot in slots]) if slots else None
    if slots is None or texts is None:
        return None
    shaped = shaped_lines(texts, paragraph, how.language, how.bold)
    if how.spread:
        shaped = _spread(shaped, texts, [slot.width_mm / measure.em_mm for slot in slots])
    return [_Line(slot, baseline_mm - at * measure.pitch_mm, line) for at, (slot, line) in enumerate(zip(slots, shaped, strict=True))]


def _slots(parts: list[str], how: Voicing, measure: _Measure, baseline: float, room: Inside) -> list[Slot] | None:
    """As many slots as the text needs when every line is filled in turn."""
    slots: list[Slot] = []
    at = 0
    while at < len(parts):
        slot = room.slot(baseline + measure.above_mm, baseline - measure.below_mm)
        if slot is None:
            return None
        slots.append(_narrowed(slot, how.most_em * measure.em_mm))
        end = _filled(parts, at, how, slots[-1].width_mm / measure.em_mm)
        if end == at:
            return None
        at, baseline = end, baseline - measure.pitch_mm
    return slots


def _narrowed(slot: Slot, most_mm: float) -> Slot:
    """The middle of a slot that is wider than a line may be."""
    spare = max(0.0, slot.width_mm - most_mm) / 2
    return Slot(slot.left_mm + spare, slot.right_mm - spare)


def _filled(parts: list[str], start: int, how: Voicing, limit_em: float) -> int:
    """How far a line from `start` reaches."""
    end, width = start, 0.0
    while end < len(parts) and width + _width(parts[end].rstrip(), how.language, how.bold) <= limit_em:
        width += _width(parts[end], how.language, how.bold)
        end += 1
    return end


def _evenly(parts: list[str], how: Voicing, em: float, slots_mm: list[float]) -> list[str] | None:
    """The text in just these slots, all filled alike: least squares over all breaks (see type/even.py), with a width for every line."""
    count = len(parts)
    widths = [_width(piece, how.language, how.bold) for piece in parts]
    trimmed = [_width(piece.rstrip(), how.language, how.bold) for piece in parts]
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
                chars += _characters(parts[end - 1])
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
    return _traced(parts, best)


def _badness(filled: float, chars: int, how: Voicing, last: bool) -> float:
    short = SHORT * max(0.0, 1 - chars / LEAST_CHARS) ** 2 if how.least_chars else 0.0
    if last and how.spread:
        return short + max(0.0, LAST_SHARE - filled) * 2
    return short + (1 - filled) ** 2


@lru_cache(maxsize=5_000)
def _characters(piece: str) -> int:
    """Letters, figures and spaces; marks stand on the letter before them."""
    return sum(unicodedata.category(char)[0] != "M" for char in piece)


def _traced(parts: list[str], best: list[dict[int, tuple[float, int]]]) -> list[str]:
    """The lines of the cheapest way."""
    lines: list[str] = []
    end = len(parts)
    for reached in best[:0:-1]:
        start = reached[end][1]
        lines.insert(0, "".join(parts[start:end]).rstrip())
        end = start
    return lines


def _set(line: _Line, how: Voicing, size_pt: float, measure: _Measure) -> SetBlock:
    """One line in the middle of its slot."""
    em, shaped = measure.em_mm, line.shaped
    left = line.slot.left_mm + (line.slot.width_mm - shaped.width * em) / 2
    block = TextBlock((shaped,), shaped.width * em, (shaped.above + shaped.below) * em, size_pt, measure.pitch_mm, is_rtl(how.language))
    return SetBlock(how.role, how.language, block, left, line.baseline_mm + shaped.above * em)


def _spread(lines: list[ShapedLine], texts: list[str], wide_em: list[float]) -> list[ShapedLine]:
    """All lines but the last as wide as their slots; or all as they are where in one the word spaces would have to grow too much, as a mixture looks torn."""
    wider = [_wider(line, text, wide) for line, text, wide in zip(lines[:-1], texts, wide_em, strict=False)]
    whole = [line for line in wider if line]
    return [*whole, lines[-1]] if len(whole) == len(wider) else lines


def _wider(shaped: ShapedLine, text: str, wide_em: float) -> ShapedLine | None:
    """The line with wider word spaces, None where they would have to grow too much."""
    spaces = {at for at, char in enumerate(text) if char == " "}
    gaps = sum(glyph.cluster in spaces for glyph in shaped.glyphs)
    missing = wide_em - shaped.width
    if not gaps or missing / gaps > MOST_SPACE * 0.26:
        return None
    added, glyphs = 0.0, []
    for glyph in shaped.glyphs:
        glyphs.append(replace(glyph, x=glyph.x + added))
        added += missing / gaps if glyph.cluster in spaces else 0.0
    return replace(shaped, glyphs=tuple(glyphs), width=shaped.width + added)
