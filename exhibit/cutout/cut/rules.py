"""The cut rules: each one a named check of the final line, with a sentence a print shop understands and the place where it fails.

The checks measure the line itself and share no code with what fitted it. Numbers: exhibition.md 3.4 and 9, and the limits of the print shop.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import LinearRing, LineString, Polygon, box
from shapely.geometry import Point as Spot
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union

from exhibit.cutout.cut.line import DieLine
from exhibit.cutout.cut.outline import LEAST_HALO_MM, floor_corner_mm, ground_strip, grown
from exhibit.cutout.cut.shapes import FAR_MM, narrow_gaps, place_of, standing, thin_parts
from exhibit.cutout.paths import Point, flatten

_CORNER_REACH_MM = 4.0  # a right corner is this thin at its tip; what is thin for longer is a part
_RADIUS_SLACK_MM = 0.1  # half the width of what a bit may leave in a corner, and the error of chords
_EVERY_MM = 3.0
_WEDGE_MM = 1.0  # how deep a narrow wedge is filled hangs on tenths of a millimetre


@dataclass(frozen=True, slots=True)
class CutCheck:
    """One cut rule. `place` is where it fails, in mm, or None."""

    name: str
    ok: bool
    sentence: str
    place: Point | None = None


@lru_cache(maxsize=32)
def check_cut_rules(die: DieLine) -> tuple[CutCheck, ...]:
    """Every cut rule, in a fixed order. Kept for the last lines: a ticket, a page and a check ask for the same."""
    area = die.polygon if die.polygon.is_valid else die.polygon.buffer(0)
    return tuple(check(die, area) for check in _CHECKS)


def _one_closed_path(die: DieLine, area: BaseGeometry) -> CutCheck:
    starts = sum(command[0] == "M" for command in die.path)
    if starts != 1 or die.path[-1] != ("Z",):
        return CutCheck("one_closed_path", False, f"The cut has {starts} lines, or is not closed: a cutter follows one closed line.", die.path[-1][-2:] or die.path[0][1:])
    if die.polygon.is_valid:
        return CutCheck("one_closed_path", True, "The cut is one closed line that does not cross itself.")
    return CutCheck("one_closed_path", False, "The cut crosses itself: draw the outline so that no two of its sides meet.", _crossing(die.polygon))


def _crossing(polygon: Polygon) -> Point | None:
    """Where a polygon crosses itself, from shapely's own words."""
    found = re.search(r"\[(\S+) ([^\]\s]+)", shapely.is_valid_reason(polygon))
    return (float(found[1]), float(found[2])) if found else None


def _min_part(die: DieLine, area: BaseGeometry) -> CutCheck:
    least = die.limits.min_part_mm
    kept = area.buffer(-least / 2).buffer(least / 2, quad_segs=24)
    thin = [part for part in thin_parts(area, least) if _reach(part, kept) > _CORNER_REACH_MM]
    necks = kept.geom_type != "Polygon"
    if not thin and not necks:
        return CutCheck("min_part", True, f"No part of the board is thinner than {least:.0f} mm.")
    return CutCheck("min_part", False, f"A part of the board is thinner than {least:.0f} mm and would break off: widen it, or leave it out of the outline.", _middle(thin, area))


def _reach(part: Polygon, kept: BaseGeometry) -> float:
    """How far a thin part reaches out of the thick ones; all of it where there are none."""
    if kept.is_empty:
        return float(part.length)
    return float(np.max(shapely.distance(shapely.points(part.exterior.coords), kept)))


def _middle(thin: list[Polygon], area: BaseGeometry) -> Point | None:
    return place_of(thin[0]) if thin else place_of(area)


def _inner_radius(die: DieLine, area: BaseGeometry) -> CutCheck:
    radius = die.limits.inner_radius_mm
    tight = narrow_gaps(area, 2 * radius, _RADIUS_SLACK_MM)
    if not tight:
        return CutCheck("inner_radius", True, f"A bit of {2 * radius:.0f} mm reaches every inner corner.")
    return CutCheck("inner_radius", False, f"{_count(tight, 'inner corner is', 'inner corners are')} tighter than {radius:.0f} mm: round them.", place_of(tight[0]))


def _outer_radius(die: DieLine, area: BaseGeometry) -> CutCheck:
    radius = die.limits.outer_radius_mm
    sharp = thin_parts(area, 2 * radius, _RADIUS_SLACK_MM) if radius else []
    if not sharp:
        return CutCheck("outer_radius", True, f"Every outer corner has a radius of {radius:.0f} mm or more." if radius else "This print shop cuts sharp outer corners.")
    return CutCheck("outer_radius", False, f"{_count(sharp, 'outer corner is', 'outer corners are')} sharper than {radius:.0f} mm: round them.", place_of(sharp[0]))


def _count(found: list[Polygon], one: str, many: str) -> str:
    return f"{len(found)} {one if len(found) == 1 else many}"


def _gap(die: DieLine, area: BaseGeometry) -> CutCheck:
    gaps = [found for part in getattr(area, "geoms", [area]) if (found := _narrowest(part.exterior, die.limits.gap_mm))]
    if not gaps:
        return CutCheck("gap", True, f"Two stretches of the cut are nowhere nearer than {die.limits.gap_mm:.1f} mm.")
    width, place = min(gaps)
    return CutCheck("gap", False, f"Two stretches of the cut are {width:.1f} mm apart; {die.limits.gap_mm:.1f} mm is the least. Close the gap or widen it.", place)


def _narrowest(edge: LinearRing, least_mm: float) -> tuple[float, Point] | None:
    """Width and middle of the narrowest gap under least_mm outside an edge, by looking straight out from every few millimetres of it.

    What is seen must lie twice as far away along the edge, or every rounded corner would be a gap.
    """
    along = np.arange(0.0, edge.length, _EVERY_MM)
    at, ahead = (shapely.get_coordinates(shapely.line_interpolate_point(edge, along + step)) for step in (0.0, 0.1))
    travel = (ahead - at) / np.maximum(np.linalg.norm(ahead - at, axis=1, keepdims=True), 1e-9)
    out = np.column_stack([travel[:, 1], -travel[:, 0]]) * (1.0 if edge.is_ccw else -1.0)
    sights = np.asarray(shapely.linestrings(np.stack([at + 0.05 * out, at + least_mm * out], axis=1)))
    shapely.prepare(edge)
    found: list[tuple[float, Point]] = []
    for seen in np.flatnonzero(shapely.intersects(sights, edge)):
        here = Spot(at[seen])
        _, there = nearest_points(here, sights[seen].intersection(edge))
        apart = abs(edge.project(there) - along[seen])
        if min(apart, edge.length - apart) > 2 * least_mm:
            found.append((float(here.distance(there)), (float(here.x + there.x) / 2, float(here.y + there.y) / 2)))
    return min(found, default=None)


def _holes(die: DieLine, area: BaseGeometry) -> CutCheck:
    side = die.limits.hole_mm
    small = [ring for ring in map(Polygon, flatten(die.path, 0.1)[1:]) if ring.buffer(-side / 2).is_empty]
    if not small:
        return CutCheck("holes", True, "The cut has no hole: gaps inside the outline stay board.")
    return CutCheck("holes", False, f"{_count(small, 'hole is', 'holes are')} smaller than {side:.0f} x {side:.0f} mm: fill them.", place_of(small[0]))


def _feet(die: DieLine, area: BaseGeometry) -> CutCheck:
    """The widest unbroken section at every height of the ground strip."""
    least = die.limits.feet_mm
    left, _, right, _ = area.bounds
    heights = np.linspace(1.0, die.strip_mm, 9)
    sections = [area.intersection(LineString([(left, y), (right, y)])) for y in heights]
    widths = [max((part.length for part in getattr(section, "geoms", [section])), default=0.0) for section in sections]
    at = int(np.argmin(widths))
    if widths[at] >= least:
        return CutCheck("feet", True, f"The board is {widths[at]:.0f} mm wide at the feet; {least:.0f} mm is the least.")
    sentence = f"The board is {widths[at]:.0f} mm wide at {heights[at]:.0f} mm above the floor; {least:.0f} mm is the least. Join the feet, or set them wider."
    return CutCheck("feet", False, sentence, (float(left + right) / 2, float(heights[at])))


def _halo(die: DieLine, area: BaseGeometry) -> CutCheck:
    """Board around the drawing: never under LEAST_HALO_MM, and no more than the limit outside the offset outline with its slits filled."""
    if not die.halo_mm:
        return CutCheck("halo", True, "A plain sheet is cut at its own edge: nothing is cut out.")
    lost = standing(die.drawing.buffer(LEAST_HALO_MM, quad_segs=8)).difference(area.buffer(0.01))
    least = _board_left(die, area, 0.01)
    if not lost.is_empty:
        return CutCheck("halo", False, f"The cut comes within {least:.1f} mm of the drawing; {LEAST_HALO_MM:.0f} mm of board around it is the least.", place_of(lost))
    solid = unary_union([die.drawing, ground_strip(die.drawing, die.strip_mm, die.halo_mm, die.limits.feet_mm, floor_corner_mm(die.limits))])
    outline, _ = grown(solid, die.halo_mm, die.closing_mm + _WEDGE_MM)
    points = shapely.get_coordinates(area.boundary.segmentize(_EVERY_MM))
    outside = np.asarray(shapely.distance(shapely.points(points), outline))
    furthest = int(np.argmax(outside))
    if outside[furthest] > die.limits.outside_mm:
        sentence = f"The cut lies {outside[furthest]:.1f} mm outside the outline of the drawing; {die.limits.outside_mm:.0f} mm is the most."
        return CutCheck("halo", False, sentence, (float(points[furthest, 0]), float(points[furthest, 1])))
    least = _board_left(die, area, floor_corner_mm(die.limits))
    return CutCheck("halo", True, f"{least:.1f} mm of board or more are left around the drawing; the cut lies at most {outside[furthest]:.1f} mm outside its outline.")


def _board_left(die: DieLine, area: BaseGeometry, above_mm: float) -> float:
    """From the drawing to the cut above a height: the floor is no edge to keep away from, and its rounded corners are their own matter."""
    return float(die.drawing.distance(area.boundary.difference(box(-FAR_MM, -1.0, FAR_MM, above_mm))))


def _nodes(die: DieLine, area: BaseGeometry) -> CutCheck:
    if die.node_count <= die.limits.nodes:
        return CutCheck("nodes", True, f"The cut has {die.node_count} nodes; this print shop takes {die.limits.nodes}.")
    sentence = f"The cut has {die.node_count} nodes; this print shop takes {die.limits.nodes}. Take the simplified line, or choose a print shop that takes more."
    return CutCheck("nodes", False, sentence)


def _covers_drawing(die: DieLine, area: BaseGeometry) -> CutCheck:
    lost = die.drawing.difference(area)
    if lost.is_empty:
        return CutCheck("covers_drawing", True, "The cut goes around the whole drawing and panel.")
    return CutCheck("covers_drawing", False, f"The cut takes away {lost.area / 100:.1f} square centimetres of the drawing.", place_of(lost))


_CHECKS: tuple[Callable[[DieLine, BaseGeometry], CutCheck], ...] = (
    _one_closed_path, _min_part, _inner_radius, _outer_radius, _gap, _holes, _feet, _halo, _nodes, _covers_drawing,
)
