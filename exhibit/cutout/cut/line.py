"""What a die line is: one closed path, what it encloses, and what was mended to get there. Plain data."""
from __future__ import annotations

from dataclasses import dataclass, replace

from shapely.affinity import translate as moved_shape
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from exhibit.cutout.cut.limits import PLAIN, CutLimits
from exhibit.cutout.paths import Path, Point, translate

CLOSING_MM = 25.0
"""Slits up to twice this wide are filled; the rule asks for 8. Larger, for a calmer line with fewer nodes."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was changed because it was safe to. `place` is where, in mm, or None for all of the line."""

    name: str
    sentence: str
    place: Point | None = None


@dataclass(frozen=True, slots=True)
class DieLine:
    """The cut: one closed path and the area it encloses, mm, y up, flat on the floor at y = 0.

    `drawing` is what must stay inside (figure and panel); `strip_mm` the height of the ground strip; slits up to twice `closing_mm` wide are filled.
    """

    path: Path
    polygon: Polygon
    drawing: BaseGeometry
    halo_mm: float
    strip_mm: float
    limits: CutLimits = PLAIN
    closing_mm: float = CLOSING_MM
    repairs: tuple[Repair, ...] = ()

    @property
    def node_count(self) -> int:
        """Points a cutter's controller sees."""
        drawn = [command for command in self.path if command[0] != "Z"]
        return len(drawn) - (len(drawn) > 1 and drawn[-1][-2:] == drawn[0][1:])

    def moved(self, dx_mm: float) -> DieLine:
        """The same line further to the right."""
        there = tuple(replace(repair, place=(repair.place[0] + dx_mm, repair.place[1])) if repair.place else repair for repair in self.repairs)
        return replace(self, path=translate(self.path, dx_mm, 0), polygon=moved_shape(self.polygon, dx_mm), drawing=moved_shape(self.drawing, dx_mm), repairs=there)
