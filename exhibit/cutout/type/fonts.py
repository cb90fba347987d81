"""The faces boards are set in: Noto families (OFL), built into build/fonts, loaded once and kept.

Which faces a language prefers is a table; the others follow as fallback, cluster by cluster.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Command
from exhibit.cutout.paths import Path as Outline

FONT_DIR = Path(__file__).resolve().parents[3] / "build" / "fonts"
FAMILIES = ("noto-sans", "noto-sans-arabic", "noto-sans-devanagari", "noto-sans-lao", "noto-sans-tifinagh", "noto-naskh-arabic", "noto-nastaliq-urdu")
DEFAULT = "noto-sans"
ONLY_REGULAR = frozenset({"noto-sans-tifinagh"})
"""Families that have no bold."""
PREFERRED: dict[str, tuple[str, ...]] = {
    "ar": ("noto-sans-arabic",),
    "fa": ("noto-sans-arabic",),
    "ur": ("noto-nastaliq-urdu", "noto-sans-arabic"),
    "ne": ("noto-sans-devanagari",),
    "hi": ("noto-sans-devanagari",),
    "lo": ("noto-sans-lao",),
    "zgh": ("noto-sans-tifinagh",),
}


@dataclass(frozen=True)
class FontFace:
    """One font file, ready to shape and draw. Outlines are in em units (1.0 = the type size)."""

    name: str
    font: Any
    upem: int
    covers: frozenset[int]
    dotted_circle: int | None = None
    """Glyph of U+25CC, which HarfBuzz puts under a mark that has no letter."""

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FontFace) and other.name == self.name


@cache
def face(family: str, bold: bool) -> FontFace:
    """The face; the regular one of a family that has no bold. Raises CutoutError when its file is not there or not whole."""
    path = _file(family, bold)
    if not path.exists():
        raise CutoutError(f"The font {path.name}, in which {_readers(family)} are set, is missing from build/fonts: run `make setup` to build it.")
    loaded = hb.Face(hb.Blob.from_file_path(str(path)))
    font, points = hb.Font(loaded), frozenset(loaded.unicodes)
    if not points:
        raise CutoutError(f"The font {path.name} in build/fonts is damaged: delete it and run `make setup` to build it again.")
    return FontFace(path.stem, font, loaded.upem, points, font.get_nominal_glyph(0x25CC))


def _file(family: str, bold: bool) -> Path:
    return FONT_DIR / f"{family}-{'bold' if bold and family not in ONLY_REGULAR else 'regular'}.ttf"


def _readers(family: str) -> str:
    languages = sorted(language for language, families in PREFERRED.items() if family in families)
    return f"boards in {', '.join(languages)}" if languages else "all boards"


@cache
def stack(language: str, bold: bool) -> tuple[FontFace, ...]:
    """Faces to try for a language, best first. Raises CutoutError when one of the language's own or Noto Sans is missing; of the rest, those that are there."""
    if not FONT_DIR.exists():
        raise CutoutError("The fonts are not built yet: run `make setup`.")
    own = PREFERRED.get(language.split("-")[0].lower(), ())
    needed = (*own, *({DEFAULT} - set(own)))
    others = (family for family in FAMILIES if family not in needed and _file(family, bold).exists())
    return tuple(face(family, bold) for family in (*needed, *others))


@cache
def glyph_outline(used: FontFace, glyph: int) -> Outline:
    """Outline of a glyph in em units, y up. Fill with the non-zero rule: contours of one glyph may overlap."""
    pen = _OutlinePen(used.upem)
    used.font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.commands)


@cache
def ink(used: FontFace, glyph: int) -> tuple[float, float]:
    """(lowest, highest) ink of a glyph in em units; (0, 0) for a blank."""
    extents = used.font.get_glyph_extents(glyph)
    if extents is None or not extents.height:
        return 0.0, 0.0
    return (extents.y_bearing + extents.height) / used.upem, extents.y_bearing / used.upem


class _OutlinePen:
    """Collects HarfBuzz's drawing calls as path commands; quadratic curves become cubic ones."""

    def __init__(self, upem: int):
        self.commands: list[Command] = []
        self._upem = upem
        self._at = (0.0, 0.0)

    def _scaled(self, point: tuple[float, float]) -> tuple[float, float]:
        return point[0] / self._upem, point[1] / self._upem

    def moveTo(self, point: tuple[float, float]) -> None:
        self._at = self._scaled(point)
        self.commands.append(("M", *self._at))

    def lineTo(self, point: tuple[float, float]) -> None:
        self._at = self._scaled(point)
        self.commands.append(("L", *self._at))

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (cx, cy), (x, y) = self._at, self._scaled(control), self._scaled(end)
        self.commands.append(("C", x0 + 2 / 3 * (cx - x0), y0 + 2 / 3 * (cy - y0), x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), x, y))
        self._at = (x, y)

    def curveTo(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self._at = self._scaled(end)
        self.commands.append(("C", *self._scaled(first), *self._scaled(second), *self._at))

    def closePath(self) -> None:
        self._break_rectangle()
        self.commands.append(("Z",))

    endPath = closePath

    def _break_rectangle(self) -> None:
        """A stem that is a plain rectangle gets one edge as a straight curve: rasterisers snap rectangles to pixels, and an l would look bold."""
        start = max((at for at, command in enumerate(self.commands) if command[0] == "M"), default=0)
        contour = self.commands[start:]
        if len(contour) in (4, 5) and all(command[0] != "C" for command in contour):
            (x0, y0), (x1, y1) = contour[0][1:], contour[1][1:]
            third_x, third_y = (x1 - x0) / 3, (y1 - y0) / 3
            self.commands[start + 1] = ("C", x0 + third_x, y0 + third_y, x1 - third_x, y1 - third_y, x1, y1)
