"""From a line of text to shaped glyphs: bidi levels, one face and direction per run, HarfBuzz for each run."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb
from bidi import algorithm as uax9
from icu4py.breakers import CharacterBreaker

from exhibit.cutout.errors import UnknownCharacter
from exhibit.cutout.type.fonts import FontFace, ink, stack

RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he", "ps", "sd", "ku", "dv", "yi", "ug"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})
_NUMBER = re.compile(r"\+?\d[\d \-/.()]{5,}\d")
"""A telephone number or a date in figures: seven characters or more from figure to figure."""
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF, 0xAD])
_INVISIBLE = frozenset({0x200B, 0x200C, 0x200D, 0x2060})


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """One glyph of a shaped line; x and y in em units from the line's left end and baseline. `cluster` indexes the line's text."""

    face: FontFace
    glyph: int
    x: float
    y: float
    cluster: int


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """Glyphs in visual order, the advance and the ink above and below the baseline, all in em units."""

    glyphs: tuple[PlacedGlyph, ...]
    width: float
    above: float
    below: float


def is_rtl(language: str) -> bool:
    """Is the language written from right to left? Decided by its script subtag if it has one ("ha-Arab"), else by its primary one."""
    primary, *others = language.lower().split("-")
    script = next((subtag for subtag in others if len(subtag) == 4 and subtag.isalpha()), "")
    return script in RIGHT_TO_LEFT_SCRIPTS if script else primary in RIGHT_TO_LEFT


def clean(text: str) -> str:
    """NFC, one kind of line end, tabs as spaces; without byte-order marks, soft hyphens and explicit direction marks:
    direction comes from the language."""
    return unicodedata.normalize("NFC", "\n".join(text.translate(_CONTROLS).splitlines()).replace("\t", " "))


@lru_cache(maxsize=20_000)
def shape_line(text: str, language: str, bold: bool) -> ShapedLine:
    """Shape one line. Raises UnknownCharacter when no face has one of its characters."""
    glyphs: list[PlacedGlyph] = []
    pen = 0.0
    for face, level, start, end in _visual_runs(text, language, bold):
        buffer = hb.Buffer()
        buffer.add_str(text, start, end - start)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.language = language
        hb.shape(face.font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(PlacedGlyph(face, info.codepoint, pen + place.x_offset / face.upem, place.y_offset / face.upem, info.cluster))
            pen += place.x_advance / face.upem
    inks = [(low + g.y, high + g.y) for g in glyphs for low, high in (ink(g.face, g.glyph),)]
    return ShapedLine(tuple(glyphs), pen, max((high for _, high in inks), default=0.0), -min((low for low, _ in inks), default=0.0))


def _levels(text: str, rtl: bool) -> list[int]:
    """Embedding level of each character (Unicode Annex 9)."""
    storage = uax9.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if rtl else (0, "L")
    for step in (lambda s: uax9.get_embedding_levels(text, s), uax9.explicit_embed_and_overrides, uax9.resolve_weak_types,
                 lambda s: uax9.resolve_neutral_types(s, False), lambda s: uax9.resolve_implicit_levels(s, False)):
        step(storage)
    return _numbers_kept(_with_joiners([char["level"] for char in storage["chars"]], text, int(rtl)), text)


def _with_joiners(levels: list[int], text: str, base: int) -> list[int]:
    """Levels for all characters: rule X9 took out joiners and zero-width spaces, which go with the character before them."""
    kept = iter(levels)
    out: list[int] = []
    for char in text:
        out.append(next(kept) if unicodedata.bidirectional(char) != "BN" else out[-1] if out else base)
    return out


def _numbers_kept(levels: list[int], text: str) -> list[int]:
    """In right-to-left text a telephone number or date runs left to right as one (annex 9, HL3), or its groups would stand in reverse."""
    for found in _NUMBER.finditer(text):
        own = levels[found.start():found.end()]
        if any(level % 2 for level in own):
            levels[found.start():found.end()] = [max(own) + max(own) % 2] * len(own)
    return levels


def _visual_runs(text: str, language: str, bold: bool) -> list[tuple[FontFace, int, int, int]]:
    """Runs (face, level, start, end) from left to right (rule L2)."""
    levels = _levels(text, is_rtl(language))
    faces = _faces(text, language, bold)
    scripts = _scripts(text)
    runs: list[tuple[FontFace, int, int, int]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (levels[at], faces[at], scripts[at]) != (levels[start], faces[start], scripts[start]):
            runs.append((faces[start], levels[start], start, at))
            start = at
    for level in range(max(levels, default=0), 0, -1):
        runs = _reverse_from(runs, level)
    return runs


def _reverse_from(runs: list[tuple[FontFace, int, int, int]], level: int) -> list[tuple[FontFace, int, int, int]]:
    """Reverse each stretch of runs at this level or higher."""
    out: list[tuple[FontFace, int, int, int]] = []
    stretch: list[tuple[FontFace, int, int, int]] = []
    for run in runs:
        if run[1] >= level:
            stretch.insert(0, run)
        else:
            out += [*stretch, run]
            stretch = []
    return out + stretch


def _faces(text: str, language: str, bold: bool) -> list[FontFace]:
    """The face of each character, chosen for whole grapheme clusters; spaces and marks stay with the face before them."""
    order = stack(language, bold)
    chosen: list[FontFace] = []
    for cluster in CharacterBreaker(text, language):
        points = {ord(c) for c in cluster} - _INVISIBLE
        neutral = not any(unicodedata.category(c)[0] in "LMN" for c in cluster)
        tried = (chosen[-1], *order) if neutral and chosen else order
        face = next((f for f in tried if points <= f.covers), None)
        if face is None:
            raise UnknownCharacter(_unknown_sentence(cluster, order))
        chosen += [face] * len(cluster)
    return chosen


def _unknown_sentence(cluster: str, order: tuple[FontFace, ...]) -> str:
    everything = frozenset().union(*(f.covers for f in order))
    culprit = next((c for c in cluster if ord(c) not in everything), cluster[0])
    name = unicodedata.name(culprit, "no name")
    return f"The character “{culprit}” (U+{ord(culprit):04X}, {name}) is in none of the fonts here: replace it and try again."


def _scripts(text: str) -> list[str]:
    """Script of each character by the first word of its name; signs and spaces take the script before them."""
    found: list[str] = []
    for char in text:
        own = unicodedata.name(char, "").split(" ")[0] if unicodedata.category(char)[0] == "L" else ""
        found.append(own or (found[-1] if found else ""))
    first = next((script for script in found if script), "")
    return [script or first for script in found]
