"""Short lines on sheets, as outlines: names, arrows, notes. Each letter is in the file once, however often and however large it is set.

Plain Latin needs no more than the font, so that sheets of a finished file are made without the dictionaries that setting a board needs;
anything else is typeset as on a board.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import uharfbuzz as hb

from exhibit.cutout.board.palettes import BLACK
from exhibit.cutout.paths import Path, polygon_path, transform
from exhibit.cutout.press.operators import drawing, process
from exhibit.cutout.spec import CMYK
from exhibit.cutout.type.fonts import glyph_outline, stack

MM_PER_PT = 25.4 / 72
EM = 1000  # units of a word's outlines
CAP_EM = 0.714  # Noto Sans, height of capitals
ARROWS = {"left": ((1, 0), (1, 1), (0, 0.5)), "right": ((0, 0), (1, 0.5), (0, 1)), "above": ((0, 0), (1, 0), (0.5, 1)), "below": ((0, 1), (0.5, 0), (1, 1))}
UNITS = {"M": "%d %d m", "L": "%d %d l", "C": "%d %d %d %d %d %d c", "Z": "h"}


@dataclass(slots=True)
class Letters:
    """The words of one file, and whatever else many pages share, collected while pages are written. `forms`: name in the file -> operators."""

    names: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)

    def line(self, text: str, size_pt: float, x: float, y: float, bold: bool = False, colour: CMYK = BLACK, upwards: bool = False) -> str:
        """A line that begins at (x, y) mm on its baseline; `upwards`: turned by a right angle, to be read from below."""
        scale = size_pt * MM_PER_PT / EM
        turn = f"0 {scale:.6f} {-scale:.6f} 0" if upwards else f"{scale:.6f} 0 0 {scale:.6f}"
        drawn, before = [f"q {process(colour)} k {turn} {x:.3f} {y:.3f} cm\n"], 0
        for piece, at in _pieces(text, bold)[0]:
            drawn.append(f"1 0 0 1 {at - before} 0 cm {self.shared(_outlines(piece, bold)[0])}")
            before = at
        return "".join([*drawn, "Q\n"])

    def shared(self, operators: str) -> str:
        """The operators as a form that is in the file once."""
        if operators not in self.names:
            self.names[operators] = name = f"S{len(self.names) + 1}"
            self.forms[name] = operators
        return f"/{self.names[operators]} Do\n"


def _in_units(path: Path) -> str:
    return " ".join([UNITS[command[0]] % tuple(round(number) for number in command[1:]) for command in path]) + " f\n"


@lru_cache(maxsize=4_000)
def _pieces(text: str, bold: bool) -> tuple[tuple[tuple[str, int], ...], float]:
    """((letter, where it begins), ...) and the width, in units; a line in any other script than plain Latin stays whole."""
    found: list[tuple[str, int]] = []
    at = 0.0
    for piece in text if text.isascii() else (text,):
        if piece.strip():
            found.append((piece, round(at)))
        at += _outlines(piece, bold)[1]
    return tuple(found), at


def width_mm(text: str, size_pt: float, bold: bool = False) -> float:
    return _pieces(text, bold)[1] * size_pt * MM_PER_PT / EM


def fitting(text: str, size_pt: float, most_mm: float, bold: bool = False) -> float:
    """The size at which a text is no wider than most_mm."""
    return min(size_pt, size_pt * most_mm / max(width_mm(text, size_pt, bold), 1e-9))


def cap_mm(size_pt: float) -> float:
    return CAP_EM * size_pt * MM_PER_PT


def arrow(side: str, size_mm: float, x: float, y: float) -> str:
    """A small triangle that points to a neighbour; (x, y) is its lower left corner."""
    return drawing(polygon_path([[(x + u * size_mm, y + v * size_mm) for u, v in ARROWS[side]]]), BLACK)


@lru_cache(maxsize=4_000)
def _outlines(piece: str, bold: bool) -> tuple[str, float]:
    """(operators that fill the outlines on the baseline, width) in thousandths of an em."""
    path, width = _plain(piece, bold) if piece.isascii() else _typeset(piece, bold)
    return _in_units(path), width


def _plain(word: str, bold: bool) -> tuple[Path, float]:
    face = stack("en", bold)[0]
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    drawn: list[Path] = []
    x = 0.0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        drawn.append(transform(glyph_outline(face, glyph.codepoint), EM, 0, 0, EM, (x + place.x_offset / face.upem) * EM, 0))
        x += place.x_advance / face.upem
    return tuple(command for path in drawn for command in path), x * EM


def _typeset(text: str, bold: bool) -> tuple[Path, float]:
    from exhibit.cutout.type.typeset import set_text

    size_pt = 10.0
    block = set_text(text, "en", size_pt, 2_000, bold=bold)
    if not block.lines:
        return (), 0.0
    em = size_pt * MM_PER_PT
    path = tuple(command for path in block.paths(0, block.lines[0].above * em) for command in path)
    return transform(path, EM / em, 0, 0, EM / em, 0, 0), block.lines[0].width * EM
