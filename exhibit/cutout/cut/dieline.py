"""The die line: one closed curve around figure and panel, cut by a router from one sheet.

Offsets are sets (shapely); the outline is made calm within the few millimetres a cut may lie outside it, and the calm line is fitted with as few cubic Béziers as
hold, because cutters refuse outlines of thousands of nodes. Cut rules: reference 3.4 and 9, checked in rules.py.
"""
from __future__ import annotations

from functools import lru_cache

from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.cut.calm import Course, calm_course
from exhibit.cutout.cut.drawing import LARGEST_MM, in_order
from exhibit.cutout.cut.fit import Pieces, best_chain, commands, possible_pieces
from exhibit.cutout.cut.limits import BIT_RADIUS_MM, PLAIN, CutLimits
from exhibit.cutout.cut.line import CLOSING_MM, DieLine, Repair
from exhibit.cutout.cut.outline import FEET_MM, floor_corner_mm, ground_strip, grown, repairs_of
from exhibit.cutout.cut.rules import CutCheck, check_cut_rules
from exhibit.cutout.cut.shapes import polygons, standing
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Command, Path, flatten

__all__ = ["FEET_MM", "CutCheck", "DieLine", "Repair", "check_cut_rules", "die_line", "ground_strip", "polygons", "simplified"]

OPENING_MM, INNER_RADIUS_MM = PLAIN.min_part_mm / 2, BIT_RADIUS_MM
NODE_BUDGET, WISHED_NODES = 60, PLAIN.nodes
"""The strictest shop read takes 40 nodes a file."""
CLOSINGS_MM = (CLOSING_MM, 35.0, 50.0, 70.0, 100.0)
"""Tried in turn until the nodes are few enough."""
SIMPLER_MM = (140.0, 220.0, 400.0, 800.0)
"""Closings of a line that is asked to be simpler: it follows the figure less and less."""
_CALM_MM = 1.0
"""Curves this near the calm course are looked for first; then any that stay in the room."""
_ABOVE_MM = 0.5
"""The outline to fit lies this much outside the halo, for what chords and rounding take away."""
_SPARE_MM = 0.3
_LOOKS, _NEAR_MM = 8, 0.5


@lru_cache(maxsize=64)
def die_line(figure: Polygon, panel: Polygon, limits: CutLimits = PLAIN, strip_mm: float = 80.0) -> DieLine:
    """One cut around figure and panel with limits.halo_mm of board around them (an empty panel is allowed).

    Kept for the last boards: an edit of words seldom moves the panel. The feet are joined by a ground strip strip_mm high; the bottom is the floor, y = 0. Holes and
    slits are filled, and `repairs` says what was. Raises CutoutError for what cannot be cut.
    """
    drawing, mended = in_order([figure, panel], strip_mm)
    return _fewest(drawing, mended, limits, strip_mm, CLOSINGS_MM)


def simplified(die: DieLine, limits: CutLimits | None = None) -> DieLine:
    """A line around the same drawing with at most limits.nodes nodes; it follows the figure less closely. Raises CutoutError where none is found."""
    asked = limits or die.limits
    line = _fewest(die.drawing, list(die.repairs), asked, die.strip_mm, (*CLOSINGS_MM, *SIMPLER_MM))
    if line.node_count > asked.nodes:
        raise CutoutError(f"This outline cannot be cut with {asked.nodes} nodes; {line.node_count} is the fewest. Choose a print shop that takes more, or a plainer figure.")
    return line


def _fewest(drawing: BaseGeometry, mended: list[Repair], limits: CutLimits, strip_mm: float, closings: tuple[float, ...]) -> DieLine:
    """The first line within the node limit, else the one with the fewest nodes."""
    best: DieLine | None = None
    for closing in closings:
        line = _line(drawing, mended, limits, strip_mm, closing)
        if line and (best is None or line.node_count < best.node_count):
            best = line
        if best and best.node_count <= limits.nodes:
            return best
    if best is None:
        raise CutoutError("No cut line could be fitted around this outline; smooth the drawing and try again.")
    return best


def _line(drawing: BaseGeometry, mended: list[Repair], limits: CutLimits, strip_mm: float, closing_mm: float) -> DieLine | None:
    """The line around the outline closed by closing_mm, or None if no curves hold."""
    strip = ground_strip(drawing, strip_mm, limits.halo_mm, limits.feet_mm, floor_corner_mm(limits))
    solid = unary_union([drawing, strip])
    outline, closing = grown(solid.simplify(0.15), limits.halo_mm + _ABOVE_MM, closing_mm)
    _demand_a_page(outline)
    path = _fewest_curves(outline, standing(drawing.buffer(limits.halo_mm - 0.02, quad_segs=8)), limits)
    if not path:
        return None
    repairs = [*mended, *repairs_of(drawing, strip, outline, limits), *_calmer(closing)]
    return DieLine(path, _enclosed(path), drawing, limits.halo_mm, strip_mm, limits, closing, tuple(dict.fromkeys(repairs)))


def _demand_a_page(outline: Polygon) -> None:
    left, _, right, top = outline.bounds
    if max(right - left, top) > LARGEST_MM:
        raise CutoutError(f"The board would measure {max(right - left, top) / 1000:.2f} m: at most {LARGEST_MM / 1000:.0f} m can be shown by PDF readers. Make it smaller.")


def _calmer(closing_mm: float) -> list[Repair]:
    if closing_mm <= CLOSING_MM:
        return []
    return [Repair("line_calmed", f"Gaps up to {2 * closing_mm:.0f} mm wide were filled, for a line with few enough nodes in one piece.")]


def _fewest_curves(outline: Polygon, inside: BaseGeometry, limits: CutLimits) -> Path:
    """The path near the calm course if that is within the node limit, else the one with the fewest nodes. Empty if none holds."""
    room = limits.outside_mm - _ABOVE_MM - _SPARE_MM
    course = calm_course(outline, floor_corner_mm(limits), room)
    pieces = possible_pieces(course, limits.inner_radius_mm + 0.5, limits.outer_radius_mm + 0.5)
    allowed = standing(outline.buffer(room + _SPARE_MM / 2, quad_segs=8))
    paths = [path for tolerance in (_CALM_MM, room) if (path := _holding(course, pieces, tolerance, inside, allowed, floor_corner_mm(limits)))]
    return min(paths, key=lambda path: max(len(path) - 1, limits.nodes), default=())


def _holding(course: Course, pieces: Pieces, tolerance_mm: float, inside: BaseGeometry, allowed: BaseGeometry, corner_mm: float) -> Path:
    """The best chain whose every piece holds on exact measuring: those that do not are banned, and the chain is looked for again."""
    for _ in range(_LOOKS):
        chain = best_chain(pieces, course, tolerance_mm)
        if not chain:
            return ()
        path = _standing_path(course, commands(pieces, course, chain), corner_mm)
        polygon = _enclosed(path)
        if not polygon.is_valid:
            return ()
        faults = unary_union([inside.difference(unary_union([polygon, *_floor_corners(course, corner_mm)])), polygon.difference(allowed)])
        if faults.is_empty:
            return path
        banned = [piece for at, piece in enumerate(chain) if _curve(path, at + 2).distance(faults) < _NEAR_MM]
        pieces = pieces.without(banned)
    return ()


def _floor_corners(course: Course, corner_mm: float) -> list[Polygon]:
    """Where rounding takes something away at both ends of the floor line."""
    right, left = (float(course.points[end][0]) for end in (0, -1))
    return [box(right - corner_mm, 0.0, right, corner_mm), box(left, 0.0, left + corner_mm, corner_mm)]


def _curve(path: Path, at: int) -> LineString:
    """The command at a place in the path, as a line."""
    return LineString(flatten((("M", *path[at - 1][-2:]), path[at]), 0.1)[0])


def _enclosed(path: Path) -> Polygon:
    return Polygon(flatten(path, 0.1)[0])


def _standing_path(course: Course, curves: tuple[Command, ...], corner_mm: float) -> Path:
    """The curves from the right foot over the head to the left one, both corners on the floor rounded, closed by the floor line."""
    right, left = (float(course.points[end][0]) for end in (0, -1))
    handle = 0.5523 * corner_mm  # a quarter circle, within 0.03 % of its radius
    rise: Command = ("C", right - corner_mm + handle, 0.0, right, corner_mm - handle, right, corner_mm)
    fall: Command = ("C", left, corner_mm - handle, left + corner_mm - handle, 0.0, left + corner_mm, 0.0)
    return (("M", right - corner_mm, 0.0), rise, *curves, fall, ("Z",))
