"""From a line of text to shaped glyphs: bidi levels, one face and direction per run, HarfBuzz for each run."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb
from icu4py.breakers import CharacterBreaker

from exhibit.cutout.errors import UnknownCharacter
from exhibit.cutout.type.bidi import levels_of
from exhibit.cutout.type.characters import DOTTED_CIRCLE, KEPT_UNSEEN, clean, covers, missing, named
from exhibit.cutout.type.fonts import FontFace, ink, stack

RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he", "ps", "sd", "ku", "dv", "yi", "ug"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})
_NUMBER = re.compile(r"\+?\d[\d \-/.()]{5,}\d")
"""A telephone number or a date in figures: seven characters or more from figure to figure."""

Run = tuple[FontFace, int, str, int, int]
"""Face, embedding level, script, start and end: what HarfBuzz shapes in one go."""

__all__ = ["PlacedGlyph", "ShapedLine", "clean", "is_rtl", "levels", "shape_line"]


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """One glyph of a shaped line; x and y in em units from the line's left end and baseline. `cluster` indexes the line's text;
    `advance` is what the pen moves on for it."""

    face: FontFace
    glyph: int
    x: float
    y: float
    cluster: int
    advance: float


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """Glyphs in visual order, the advance and the ink above and below the baseline, all in em units. `text`: what they say, as it is read."""

    glyphs: tuple[PlacedGlyph, ...]
    width: float
    above: float
    below: float
    text: str = ""


def is_rtl(language: str) -> bool:
    """Is the language written from right to left? Decided by its script subtag if it has one ("ha-Arab"), else by its primary one."""
    primary, *others = language.lower().split("-")
    script = next((subtag for subtag in others if len(subtag) == 4 and subtag.isalpha()), "")
    return script in RIGHT_TO_LEFT_SCRIPTS if script else primary in RIGHT_TO_LEFT


@lru_cache(maxsize=20_000)
def shape_line(text: str, language: str, bold: bool, levels_given: tuple[int, ...] | None = None) -> ShapedLine:
    """Shape one line. `levels_given`: those of its characters in their paragraph, where the line is part of one.

    Raises UnknownCharacter when no face has one of its characters, or a mark has no letter to stand on.
    """
    glyphs: list[PlacedGlyph] = []
    pen = 0.0
    for face, level, script, start, end in _visual_runs(text, language, bold, levels_given):
        buffer = hb.Buffer()
        buffer.add_str(text, start, end - start)
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.language = language
        if script:
            buffer.script = script
        hb.shape(face.font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            advance = place.x_advance / face.upem
            glyphs.append(PlacedGlyph(face, info.codepoint, pen + place.x_offset / face.upem, place.y_offset / face.upem, info.cluster, advance))
            pen += advance
    _refuse_boxes(glyphs, text)
    inks = [(low + g.y, high + g.y) for g in glyphs for low, high in (ink(g.face, g.glyph),)]
    return ShapedLine(tuple(glyphs), pen, max((high for _, high in inks), default=0.0), -min((low for low, _ in inks), default=0.0), text)


def _refuse_boxes(glyphs: list[PlacedGlyph], text: str) -> None:
    """Neither the box of a missing glyph nor the dotted circle that a font puts under a mark without a letter is ever set."""
    for glyph in glyphs:
        char = text[glyph.cluster]
        if glyph.glyph == 0:
            raise UnknownCharacter(f"{named(char)} is in none of the fonts here: replace it and try again.")
        if glyph.glyph == glyph.face.dotted_circle and DOTTED_CIRCLE not in text:
            mark = next((c for c in text[glyph.cluster:] if unicodedata.category(c)[0] == "M"), char)
            raise UnknownCharacter(f"{named(mark)} in “{text[:40]}” has no letter to stand on: put it after its letter or replace it, and try again.")


@lru_cache(maxsize=4_000)
def levels(paragraph: str, language: str) -> tuple[int, ...]:
    """Embedding level of each character of a paragraph in the language's direction, telephone numbers kept whole."""
    return tuple(_numbers_kept(levels_of(paragraph, is_rtl(language)), paragraph))


def _numbers_kept(found_levels: list[int], text: str) -> list[int]:
    """In right-to-left text a telephone number or date runs left to right as one (annex 9, HL3), or its groups would stand in reverse."""
    for found in _NUMBER.finditer(text) if any(found_levels) else ():
        own = found_levels[found.start():found.end()]
        if any(level % 2 for level in own):
            found_levels[found.start():found.end()] = [max(own) + max(own) % 2] * len(own)
    return found_levels


def _visual_runs(text: str, language: str, bold: bool, levels_given: tuple[int, ...] | None) -> list[Run]:
    """Runs from left to right (rule L2)."""
    found = levels(text, language) if levels_given is None else levels_given
    faces, scripts = _faces(text, language, bold), _scripts(text)
    runs: list[Run] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (found[at], faces[at], scripts[at]) != (found[start], faces[start], scripts[start]):
            runs.append((faces[start], found[start], scripts[start], start, at))
            start = at
    for level in range(max(found, default=0), 0, -1):
        runs = _reverse_from(runs, level)
    return runs


def _reverse_from(runs: list[Run], level: int) -> list[Run]:
    """Reverse each stretch of runs at this level or higher."""
    out: list[Run] = []
    stretch: list[Run] = []
    for run in runs:
        if run[1] >= level:
            stretch.insert(0, run)
        else:
            out += [*stretch, run]
            stretch = []
    return out + stretch


def _faces(text: str, language: str, bold: bool) -> list[FontFace]:
    """The face of each character, chosen for whole grapheme clusters: the first that has it, so that a pair of brackets matches."""
    order = stack(language, bold)
    if order[0].covers.issuperset(map(ord, text)):
        return [order[0]] * len(text)
    if lone := next((char for char in text if "\ud800" <= char <= "\udfff"), ""):
        raise UnknownCharacter(f"{named(lone)} is half of a pair and no character by itself: replace it and try again.")
    chosen: list[FontFace] = []
    for cluster in CharacterBreaker(text, language):
        if chosen and all(ord(char) in KEPT_UNSEEN for char in cluster):
            face: FontFace | None = chosen[-1]
        else:
            face = next((tried for tried in order if all(covers(tried, ord(char)) for char in cluster)), None)
        if face is None:
            raise UnknownCharacter(f"{named(missing(cluster, order))} is in none of the fonts here: replace it and try again.")
        chosen += [face] * len(cluster)
    return chosen


@lru_cache(maxsize=4_000)
def _script(char: str) -> str:
    """ISO 15924 code of a letter's script, "" for signs that all scripts share and for marks."""
    if char.isascii():
        return "Latn" if char.isalpha() else ""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return buffer.script or ""


def _scripts(text: str) -> list[str]:
    """Script of each character; signs, spaces and marks take the script before them, at the start the first one that follows."""
    found: list[str] = []
    for char in text:
        own = _script(char) if unicodedata.category(char)[0] != "M" else ""
        found.append(own or (found[-1] if found else ""))
    first = next((script for script in found if script), "")
    return [script or first for script in found]
