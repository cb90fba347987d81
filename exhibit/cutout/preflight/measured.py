"""One file held against what was asked: its cut line, words, codes and picture, each worked out when it is first needed."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from exhibit.cutout.preflight.codes import FIND_PX_PER_MM, Code, codes_of
from exhibit.cutout.preflight.found import Box, Found, Ink, Mark, Ring, Sheet, middle
from exhibit.cutout.preflight.lines import Line
from exhibit.cutout.preflight.raster import Raster, letter_boxes, photograph
from exhibit.cutout.preflight.words import Row, contrast, letters_of, nearest, rows_of
from exhibit.cutout.press.profiles import Profile

ALIKE = {"cutcontour", "cutcontur", "cutcontourline", "contourcutline", "contourcut", "contour", "cutline", "cut", "diecut", "diecutforme", "dieline", "die", "kisscut", "thrucut",
         "throughcut", "stanz", "stanze", "stanzkontur", "stanzform", "stanzen", "decoupe", "snijlijn", "c"}
"""How other shops and programs call the cut line, letters only (peers.md, part A)."""

CLEAR, LOOKS, FINE_PX = 7.0, 12, 40.0  # contrast that needs no second look; rows that get one; pixels to a letter's height in it


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file should be: the shop's wishes, and the board's measures where they are known (mm; None: not asked)."""

    shop: Profile
    height_mm: float | None = None
    width_mm: float | None = None
    address: str | None = None  # what the code should say
    scan_distance_mm: float = 750.0
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines in the cut's own colour. `exact`: it has the name this shop asks for."""

    name: str
    exact: bool
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]

    @property
    def outer(self) -> tuple[Line, ...]:
        """Lines that lie in no other: one, for one board. The rest are holes. Of two equal lines both are outer."""
        return tuple(line for at, line in enumerate(self.lines) if not any(_inside(line, other) for k, other in enumerate(self.lines) if k != at))

    @property
    def outline(self) -> Line:
        return max(self.outer, key=lambda line: line.area.area)


def _inside(line: Line, other: Line) -> bool:
    return bool(other.area.area > line.area.area * 1.01 and other.area.buffer(0.1).contains(line.string))


@dataclass
class Measured:
    """What the checks look at."""

    pdf: bytes
    found: Found
    asked: Asked

    @property
    def shop(self) -> Profile:
        return self.asked.shop

    @property
    def cut_sheet(self) -> Sheet:
        return self.found.sheets[0]

    @property
    def art(self) -> Sheet:
        """The page with the artwork: the second where this shop wants the cut line on a page before it."""
        return self.found.sheets[1 if self.shop.cut_place == "first-page" and len(self.found.sheets) > 1 else 0]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.art.marks

    @cached_property
    def all_marks(self) -> tuple[Mark, ...]:
        return tuple(mark for sheet in self.found.sheets for mark in sheet.marks)

    def is_cut_ink(self, ink: Ink | None) -> bool:
        """The cut's own spot colour, or its process colour where the shop asks for one."""
        if ink is None:
            return False
        if self.cut_name and self.cut_name in ink.spots:
            return True
        return not self.shop.cut_spot and ink.space == "CMYK" and all(abs(a - b) < 0.02 for a, b in zip(ink.values, self.shop.cut_cmyk, strict=False))

    def is_fold_ink(self, ink: Ink | None) -> bool:
        return ink is not None and self.shop.fold_name in ink.spots

    def is_technical(self, mark: Mark) -> bool:
        """Only cut or fold: nothing that ends up as ink on the board."""
        return bool(mark.inks) and all(self.is_cut_ink(ink) or self.is_fold_ink(ink) for ink in mark.inks)

    @cached_property
    def cut_name(self) -> str:
        """The spot the cut is in: the one asked for, else one whose name says so; empty for none."""
        names = dict.fromkeys(name for mark in self.cut_sheet.marks for ink in mark.inks for name in ink.spots)
        if not self.shop.cut_spot or self.shop.cut_name in names:
            return self.shop.cut_name
        return next((name for name in names if _letters(name) in ALIKE or _letters(name) == _letters(self.shop.cut_name)), "")

    @cached_property
    def cut(self) -> Cut | None:
        marks = tuple(mark for mark in self.cut_sheet.marks if mark.kind == "path" and self.is_cut_ink(mark.stroke))
        lines = tuple(Line(ring) for mark in marks for ring in mark.rings if len(ring.points) > 1)
        return Cut(self.cut_name, self.cut_name == self.shop.cut_name, marks, lines) if lines else None

    @property
    def comes_apart(self) -> bool:
        """The shop wants the cut line in a file of its own, and this is the other one."""
        return self.shop.cut_place == "file" and self.cut is None

    @property
    def is_cut_alone(self) -> bool:
        """A file or page with nothing but cut and fold lines."""
        return bool(self.art.marks) and all(map(self.is_technical, self.art.marks))

    @cached_property
    def folds(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.all_marks if self.is_fold_ink(mark.stroke))

    @cached_property
    def board(self) -> Polygon:
        """What is left after cutting; the trim box where no closed line says it."""
        shape = self.cut.outline.area if self.cut and self.cut.outer else Polygon()
        return shape if shape.area > 100 else box(*self.art.trim)

    @cached_property
    def edge(self) -> BaseGeometry:
        """The rim of the board and of its holes, at a twentieth of a millimetre."""
        lines = [line.string for line in self.cut.lines] if self.cut and self.cut.outline.area.area > 100 else [self.board.exterior]
        return shapely.union_all([shapely.simplify(line, 0.05) for line in lines])

    @cached_property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the board: of the cut line, else of the trim box."""
        around: Box = self.cut.outline.box if self.cut and self.cut.outer else self.art.trim
        return around[2] - around[0], around[3] - around[1]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Rows of letters within the trim box, outlines and live text alike."""
        letters: list[tuple[Box, Ink | None]] = [*letters_of(tuple(mark for mark in self.marks if not self.is_technical(mark)))]
        if any(mark.kind == "text" for mark in self.marks):
            letters += [(around, None) for around in letter_boxes(self.pdf, self.art, self.shop.scale)]
        trim = box(*self.art.trim)
        return tuple(rows_of([letter for letter in letters if trim.contains(shapely.Point(middle(letter[0])))]))

    @cached_property
    def nearest_words(self) -> tuple[float, tuple[float, float]] | None:
        """Smallest distance from a letter to the edge, and where; negative where the letter is cut away."""
        found = [nearest(row, self.edge) for row in self.rows]
        signed = [(distance if self.board.contains(shapely.Point(place)) else -distance, place) for distance, place in found]
        return min(signed, default=None)

    @cached_property
    def least_contrast(self) -> tuple[float, Row] | None:
        """The row that stands out least; one that looks pale is looked at again from near, because thin strokes pale in a coarse picture."""
        found = sorted(((contrast(row, self.picture), row) for row in self.rows), key=lambda pair: pair[0])
        nearer = [(contrast(row, self._near(row)), row) for ratio, row in found[:LOOKS] if ratio < CLEAR]
        return min([*nearer, *found[len(nearer):]], key=lambda pair: pair[0], default=None)

    def _near(self, row: Row) -> Raster:
        around = row.size_mm
        wide = (row.box[0] - around, row.box[1] - around, row.box[2] + around, row.box[3] + around)
        return photograph(self.pdf, self.art, self.shop.scale, FINE_PX / row.size_mm, wide)

    @cached_property
    def picture(self) -> Raster:
        return photograph(self.pdf, self.art, self.shop.scale, FIND_PX_PER_MM)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        return tuple(codes_of(self.pdf, self.art, self.shop.scale, self.picture))


def frame(around: Box) -> Line:
    """A box as a line."""
    return Line(Ring(shapely.get_coordinates(box(*around).exterior), "llll", True))


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
