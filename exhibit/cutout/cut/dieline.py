"""The die line: one closed curve around figure and panel, cut by a router from one sheet.

Offsets are sets (shapely); the curve is then fitted with few cubic Béziers, because cutters refuse outlines of
thousands of nodes. Fitting follows P. J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves",
Graphics Gems (1990), but takes each curve as long as the tolerance allows instead of halving. Cut rules: reference 3.4 and 9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.cut.limits import PLAIN, CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Command, Path, Point, flatten

CLOSING_MM = 20.0
"""Slits up to twice this wide are filled; at least 8. Larger than the rule asks, for a calmer line with fewer nodes."""
OPENING_MM = 9.0
"""Parts thinner than twice this are removed from the outline."""
INNER_RADIUS_MM = 3.0
"""A 6 mm router bit cannot cut a tighter inner corner."""
FEET_MM = 250.0
"""Least unbroken width at foot height: 20 N at 1.5 m bends a narrower 10 mm board too far."""
NODE_BUDGET = 60
WISHED_NODES = 40
"""The strictest shop read takes 40 nodes a file."""
TOLERANCES_MM = (0.7, 1.9, 1.2, 0.4, 0.2)
"""Fit tolerances tried in turn until one gives WISHED_NODES; after the second any line that holds will do. The line lies at most twice this outside the offset, so always under 4 mm."""
_SPACING_MM = 6.0
_STRAIGHT_MM = 120.0
"""Sides longer than this stay straight lines."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DieLine:
    """The cut: one closed path and the area it encloses, mm, y up, flat on the floor at y = 0.

    `drawing` is what must stay inside (figure and panel); `strip_mm` the height of the ground strip.
    """

    path: Path
    polygon: Polygon
    drawing: BaseGeometry
    halo_mm: float
    strip_mm: float

    @property
    def node_count(self) -> int:
        """Points a cutter's controller sees."""
        return sum(command[0] != "Z" for command in self.path)


@dataclass(frozen=True, slots=True)
class CutCheck:
    """One cut rule. `place` is where it fails, in mm, or None."""

    name: str
    ok: bool
    sentence: str
    place: Point | None = None


@lru_cache(maxsize=64)
def die_line(figure: Polygon, panel: Polygon, limits: CutLimits = PLAIN, strip_mm: float = 80.0) -> DieLine:
    """One cut around figure and panel with limits.halo_mm of board around them (an empty panel is allowed).

    Kept for the last boards: an edit of words seldom moves the panel. The feet are joined by a ground strip strip_mm high; the bottom is the floor, y = 0. Inner gaps are filled.
    """
    halo_mm = limits.halo_mm
    drawing = unary_union([figure, panel]).intersection(box(-1e6, 0.0, 1e6, 1e6))
    if drawing.is_empty:
        raise CutoutError("There is nothing to cut: figure and panel are both empty.")
    if drawing.bounds[1] >= strip_mm:
        raise CutoutError(f"The drawing floats {drawing.bounds[1]:.0f} mm above the floor; let its feet stand on it.")
    solid = unary_union([drawing, ground_strip(drawing, strip_mm, halo_mm)])
    best: DieLine | None = None
    for tries, tolerance in enumerate(TOLERANCES_MM):
        if best and tries >= 2:
            break
        path = _fitted(_offset(solid, halo_mm + tolerance), tolerance)
        polygon = Polygon(flatten(path, 0.1)[0])
        if not polygon.is_valid or not polygon.contains(_standing(solid.buffer(halo_mm - 0.5))):
            continue
        line = DieLine(path, polygon, drawing, halo_mm, strip_mm)
        if line.node_count <= WISHED_NODES:
            return line
        best = line if best is None or line.node_count < best.node_count else best
    if best is None:
        raise CutoutError("No cut line could be fitted around this outline; smooth the drawing and try again.")
    return best


def ground_strip(drawing: BaseGeometry, strip_mm: float, halo_mm: float) -> BaseGeometry:
    """What joins the feet: the hull of all that stands below strip_mm and of its shadow on the floor.

    A bar in its middle makes even feet set close together FEET_MM wide once the halo is added.
    """
    low = drawing.intersection(box(-1e6, 0.0, 1e6, strip_mm))
    left, _, right, _ = low.bounds
    hull = unary_union([low, LineString([(left, 0.0), (right, 0.0)])]).convex_hull
    middle, half = (left + right) / 2, max(FEET_MM / 2 - halo_mm, 1.0) + 1.0
    return unary_union([hull, box(middle - half, 0.0, middle + half, strip_mm)])


def _offset(solid: BaseGeometry, distance_mm: float) -> Polygon:
    """The outline to fit: grown, one piece, without holes, slits and thin parts, standing on the floor."""
    grown = solid.buffer(distance_mm, quad_segs=24)
    closing = CLOSING_MM
    filled = _without_holes(grown.buffer(closing).buffer(-closing))
    while not isinstance(filled, Polygon):
        closing *= 2
        filled = _without_holes(grown.buffer(closing).buffer(-closing))
    opened = _without_holes(filled.buffer(-OPENING_MM).buffer(OPENING_MM, quad_segs=24))
    # Opening may break a board at a thin neck; then the neck stays and the cut check names it.
    standing = _standing(opened if isinstance(opened, Polygon) else filled)
    return max(polygons(standing), key=lambda part: part.area)


def _without_holes(area: BaseGeometry) -> BaseGeometry:
    """Every piece filled to its outer edge."""
    return unary_union(polygons(area))


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The pieces of an area, each filled to its outer edge."""
    parts: list[BaseGeometry] = list(getattr(area, "geoms", [area]))
    return [Polygon(part.exterior) for part in parts if isinstance(part, Polygon)]


def _standing(area: BaseGeometry) -> BaseGeometry:
    """The part above the floor."""
    return area.intersection(box(-1e6, 0.0, 1e6, 1e6))


def _fitted(outline: Polygon, tolerance_mm: float) -> Path:
    """Floor line first (left to right), then the curve from the right foot over the head to the left foot."""
    points = _from_right_foot(outline)
    commands: list[Command] = [("M", *map(float, points[-1])), ("L", *map(float, points[0]))]
    for run, straight in _runs(points):
        commands.extend([("L", *map(float, run[-1]))] if straight else _curves(run, tolerance_mm))
    return (*commands[:-1], _ending_at(commands[-1], commands[0]), ("Z",))


def _ending_at(command: Command, start: Command) -> Command:
    """The last command with its end point set to the start exactly."""
    return (*command[:-2], *start[1:])


def _from_right_foot(outline: Polygon) -> Array:
    """The ring counter-clockwise from the right end of the floor line to its left end."""
    ring = np.asarray(outline.exterior.simplify(0.05).coords)[:-1]
    if not outline.exterior.is_ccw:
        ring = ring[::-1]
    on_floor = np.flatnonzero(ring[:, 1] < 1e-6)
    right = on_floor[np.argmax(ring[on_floor, 0])]
    turned = np.roll(ring, -right, axis=0)
    left = np.flatnonzero(turned[:, 1] < 1e-6)
    end = left[np.argmin(turned[left, 0])]
    return turned[: end + 1]


def _runs(points: Array) -> list[tuple[Array, bool]]:
    """The ring cut into straight sides and the curved stretches between them."""
    sides = np.linalg.norm(np.diff(points, axis=0), axis=1) >= _STRAIGHT_MM
    edges = [0, *(np.flatnonzero(np.diff(sides)) + 1).tolist(), len(sides)]
    return [(points[start : end + 1], bool(sides[start])) for start, end in zip(edges, edges[1:], strict=False)]


def _curves(run: Array, tolerance_mm: float) -> list[Command]:
    """Cubics through a curved stretch, each as long as the tolerance allows, joined without kinks."""
    points = _resampled(run)
    tangents = _tangents(points)
    commands: list[Command] = []
    start, last = 0, len(points) - 1
    while start < last:
        end, controls = _longest(points, tangents, start, tolerance_mm)
        commands.append(("C", *map(float, np.concatenate([*controls, points[end]]))))
        start = end
    return commands


def _resampled(run: Array) -> Array:
    """Evenly spaced points along a polyline."""
    line = LineString(run)
    count = max(2, int(np.ceil(line.length / _SPACING_MM)) + 1)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(run, axis=0), axis=1))])
    at = np.linspace(0.0, along[-1], count)
    return np.column_stack([np.interp(at, along, run[:, axis]) for axis in (0, 1)])


def _tangents(points: Array) -> Array:
    """Unit directions of travel at each point, central where possible."""
    directions = np.gradient(points, axis=0)
    lengths: Array = np.linalg.norm(directions, axis=1, keepdims=True)
    unit: Array = directions / lengths
    return unit


def _longest(points: Array, tangents: Array, start: int, tolerance_mm: float) -> tuple[int, tuple[Array, Array]]:
    """The furthest point one cubic from `start` reaches within the tolerance, and its two control points."""

    def attempt(end: int) -> tuple[Array, Array] | None:
        return _fit_cubic(points[start : end + 1], tangents[start], tangents[end], tolerance_mm)

    last = len(points) - 1
    good, step = start + 1, 4
    found = attempt(good) or _thirds(points[start], points[good])
    bad = last + 1
    while good < last and (trial := attempt(min(good + step, last))):
        good, found, step = min(good + step, last), trial, step * 2
    bad = min(good + step, last + 1)
    return _bisect(attempt, good, found, bad)


def _bisect(
    attempt: Callable[[int], tuple[Array, Array] | None], good: int, found: tuple[Array, Array], bad: int
) -> tuple[int, tuple[Array, Array]]:
    while bad - good > 1:
        middle = (good + bad) // 2
        if trial := attempt(middle):
            good, found = middle, trial
        else:
            bad = middle
    return good, found


def _thirds(start: Array, end: Array) -> tuple[Array, Array]:
    """Control points of a straight cubic."""
    return start + (end - start) / 3, end - (end - start) / 3


def _fit_cubic(points: Array, enter: Array, leave: Array, tolerance_mm: float) -> tuple[Array, Array] | None:
    """Control points of the cubic near all points, tangent at both ends, or None if none is near enough."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = along / along[-1]
    for _ in range(4):
        controls = _least_squares(points, at, enter, leave, along[-1])
        curve, slope, bend = _evaluate(points[0], *controls, points[-1], at)
        gap = curve - points
        furthest = float(np.max(np.einsum("ij,ij->i", gap, gap)))
        if furthest <= tolerance_mm**2:
            return controls
        if furthest > (8 * tolerance_mm) ** 2:
            return None
        at = _nearer(at, gap, slope, bend)
    return None


def _least_squares(points: Array, at: Array, enter: Array, leave: Array, length: float) -> tuple[Array, Array]:
    """Schneider's two handle lengths; thirds of the arc when the system is singular or a handle points back."""
    u = 1 - at
    b0, b1, b2, b3 = u**3, 3 * at * u**2, 3 * at**2 * u, at**3
    first, last = points[0], points[-1]
    rest = points - np.outer(b0 + b1, first) - np.outer(b2 + b3, last)
    c00, c01, c11 = b1 @ b1, -(b1 @ b2) * (enter @ leave), b2 @ b2
    x0, x1 = b1 @ (rest @ enter), -(b2 @ (rest @ leave))
    determinant = c00 * c11 - c01 * c01
    if determinant > 1e-12:
        alpha, beta = (x0 * c11 - x1 * c01) / determinant, (c00 * x1 - c01 * x0) / determinant
        if length > alpha > 1e-3 * length and length > beta > 1e-3 * length:
            return first + alpha * enter, last - beta * leave
    return first + enter * length / 3, last - leave * length / 3


def _evaluate(p0: Array, p1: Array, p2: Array, p3: Array, at: Array) -> tuple[Array, Array, Array]:
    """Points, first and second derivatives of a cubic."""
    t, u = at[:, None], 1 - at[:, None]
    curve = u**3 * p0 + 3 * u**2 * t * p1 + 3 * u * t**2 * p2 + t**3 * p3
    slope = 3 * (u**2 * (p1 - p0) + 2 * u * t * (p2 - p1) + t**2 * (p3 - p2))
    bend = 6 * (u * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1))
    return curve, slope, bend


def _nearer(at: Array, gap: Array, slope: Array, bend: Array) -> Array:
    """One Newton step of every parameter towards the foot of its point."""
    above = np.einsum("ij,ij->i", gap, slope)
    below = np.einsum("ij,ij->i", slope, slope) + np.einsum("ij,ij->i", gap, bend)
    step = np.divide(above, below, out=np.zeros_like(at), where=np.abs(below) > 1e-9)
    return np.maximum.accumulate(np.clip(at - step, 0.0, 1.0))


def check_cut_rules(die: DieLine) -> tuple[CutCheck, ...]:
    """Every cut rule, each with a sentence a print shop understands."""
    return tuple(check(die) for check in _CHECKS)


def _one_closed_path(die: DieLine) -> CutCheck:
    starts = sum(command[0] == "M" for command in die.path)
    ok = starts == 1 and die.path[-1] == ("Z",) and die.polygon.is_valid
    return CutCheck("one_closed_path", ok, "The cut is one closed line that does not cross itself.")


def _area(die: DieLine) -> BaseGeometry:
    """The area of the cut, repaired if the line crosses itself, so that every other rule can still be judged."""
    return die.polygon if die.polygon.is_valid else die.polygon.buffer(0)


def _min_part(die: DieLine) -> CutCheck:
    area = _area(die)
    core = area.buffer(-OPENING_MM)
    thin = area.difference(core.buffer(OPENING_MM)).buffer(-2.0)
    ok = core.geom_type == "Polygon" and not core.is_empty and thin.is_empty
    return CutCheck("min_part_18mm", ok, "No part of the board is thinner than 18 mm.", _place(thin))


def _inner_radius(die: DieLine) -> CutCheck:
    area = _area(die)
    closed = area.buffer(INNER_RADIUS_MM, quad_segs=24).buffer(-INNER_RADIUS_MM, quad_segs=24)
    tight = closed.difference(area).buffer(-0.1)
    return CutCheck("inner_radius_3mm", tight.is_empty, "A 6 mm bit reaches every inner corner.", _place(tight))


def _feet(die: DieLine) -> CutCheck:
    """The widest unbroken section at every height of the ground strip."""
    area = _area(die)
    left, _, right, _ = area.bounds
    heights = np.linspace(1.0, die.strip_mm, 9)
    widths = [_widest(area.intersection(LineString([(left, y), (right, y)]))) for y in heights]
    ok = min(widths) >= FEET_MM
    place = None if ok else (float((left + right) / 2), float(heights[int(np.argmin(widths))]))
    return CutCheck("feet_250mm", ok, f"The board is {min(widths):.0f} mm wide at the feet; 250 mm is the least.", place)


def _widest(section: BaseGeometry) -> float:
    return max((part.length for part in getattr(section, "geoms", [section])), default=0.0)


def _node_budget(die: DieLine) -> CutCheck:
    ok = die.node_count <= NODE_BUDGET
    return CutCheck("node_budget", ok, f"The cut has {die.node_count} nodes; at most {NODE_BUDGET} are wanted.")


def _covers_drawing(die: DieLine) -> CutCheck:
    lost = die.drawing.difference(_area(die))
    return CutCheck("covers_drawing", lost.is_empty, "The cut goes around the whole drawing and panel.", _place(lost))


def _place(area: BaseGeometry) -> Point | None:
    if area.is_empty:
        return None
    point = area.representative_point()
    return float(point.x), float(point.y)


_CHECKS = (_one_closed_path, _min_part, _inner_radius, _feet, _node_budget, _covers_drawing)
