"""From the shapes of an uploaded SVG to one clean outline: crossings are noded, windings counted, hairlines closed, dust dropped.

Everything is brought to DRAWING_UNITS of height first, so that tolerances mean the same in every file. What would take too long is counted
before it is begun: a drawing of a person has some thousand points and few crossings.
"""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.affinity import affine_transform
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

from exhibit.cutout.cut.dieline import check_cut_rules, die_line
from exhibit.cutout.errors import CutoutError, NotASilhouette
from exhibit.cutout.figures.svg_file import Shape
from exhibit.cutout.paths import Path, flatten, transform

DRAWING_UNITS = 2_800.0
TOLERANCE_UNITS = 0.4  # a quarter of a millimetre on a board
MAX_POINTS, MAX_STROKE_POINTS, MAX_CROSSINGS, MAX_WINDINGS = 60_000, 4_000, 20_000, 30_000_000
MAX_LENGTH = 400 * DRAWING_UNITS  # of all lines; a person's outline is some four heights long, a figure of many layers a hundred
HAIRLINE_UNITS = 6.0  # gaps between layers that meet
SECOND_SHAPE_SHARE = 0.02  # of the largest piece's area; smaller pieces are dust
MIN_HOLE_SHARE, MAX_HOLES_SHARE = 0.002, 0.5
MAX_FILL_SHARE = 0.97  # of its box: a ground, not a person
TRIAL_HEIGHT_MM = 1_650.0

Array = NDArray[np.float64]
TANGLED = "The lines of this drawing cross each other too often to be cut out: join the shapes to one outline and save again."


def outline_of(shapes: tuple[Shape, ...]) -> Polygon:
    """One polygon, DRAWING_UNITS tall, y down, with the holes worth keeping. Raises NotASilhouette."""
    drawn = [(shape, _rings(path)) for shape, path in zip(shapes, _at_working_size(shapes), strict=True)]
    _demand_untangled([ring for _, rings in drawn for ring in rings])
    scale = _scale(shapes)
    areas = [area for shape, rings in drawn for area in _painted(shape, rings, scale)]
    area = unary_union([area for area in areas if not area.is_empty])
    return at_height(_one_piece(area.buffer(HAIRLINE_UNITS / 2).buffer(-HAIRLINE_UNITS / 2)))


def _scale(shapes: tuple[Shape, ...]) -> float:
    heights = [command[i] for shape in shapes for command in shape.path for i in range(2, len(command), 2)]
    tall = float(max(heights) - min(heights))
    if tall <= 0:
        raise NotASilhouette("The drawing has no height: upload one filled figure.")
    return DRAWING_UNITS / tall


def _at_working_size(shapes: tuple[Shape, ...]) -> Iterable[Path]:
    k = _scale(shapes)
    left = min(command[1] for shape in shapes for command in shape.path if len(command) > 1)
    top = min(command[2] for shape in shapes for command in shape.path if len(command) > 1)
    return (transform(shape.path, k, 0, 0, k, -left * k, -top * k) for shape in shapes)


def _rings(path: Path) -> list[Array]:
    """Points of each subpath, without repeats. Raises NotASilhouette for too many."""
    found = [np.asarray(ring) for ring in flatten(path, TOLERANCE_UNITS)]
    if sum(map(len, found)) > MAX_POINTS:
        raise NotASilhouette(f"The drawing has more than {MAX_POINTS:,} points: simplify its paths.")
    kept = [ring[np.r_[True, np.any(np.abs(np.diff(ring, axis=0)) > 1e-9, axis=1)]] for ring in found]
    return [ring for ring in kept if len(ring) > 1]


def _demand_untangled(rings: list[Array]) -> None:
    """Counts points, lengths and the meetings of all segments, a few segments at a time, and stops at the first too many."""
    if sum(map(len, rings)) > MAX_POINTS:
        raise NotASilhouette(f"The drawing has more than {MAX_POINTS:,} points: simplify its paths.")
    if sum(float(np.hypot(*np.diff(ring, axis=0).T).sum()) for ring in rings) > MAX_LENGTH:
        raise NotASilhouette(TANGLED)
    ends = [np.stack([ring, np.roll(ring, -1, axis=0)], axis=1) for ring in rings]
    if not ends:
        raise NotASilhouette("There is no shape in this drawing: upload one filled figure.")
    segments: list[BaseGeometry] = list(np.atleast_1d(np.asarray(shapely.linestrings(np.concatenate(ends)))))
    tree, met = STRtree(segments), 0
    for start in range(0, len(segments), 20):
        met += tree.query(segments[start:start + 20]).shape[1]
        if met > 8 * len(segments) + 4 * MAX_CROSSINGS:  # boxes that overlap: each segment with itself, its neighbours, and a few by chance
            raise NotASilhouette(TANGLED)


def _painted(shape: Shape, rings: list[Array], scale: float) -> Iterable[BaseGeometry]:
    """What a shape covers: its filled area, and its line as wide as it is drawn."""
    if shape.filled:
        yield filled_area([ring for ring in rings if len(ring) > 2], shape.even_odd)
    if shape.stroke:
        if sum(map(len, rings)) > MAX_STROKE_POINTS:
            raise NotASilhouette("A drawn line has too many points: turn lines into filled shapes and save again.")
        yield unary_union([LineString(ring).buffer(min(shape.stroke * scale, DRAWING_UNITS) / 2) for ring in rings])


def filled_area(rings: list[Array], even_odd: bool) -> BaseGeometry:
    """What SVG paints inside rings that may cross themselves and each other: faces of the noded lines whose winding number is not 0, or odd."""
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    if len(closed) == 1 and (simple := Polygon(closed[0])).is_valid:
        return simple
    if not closed:
        return MultiPolygon()
    faces = list(polygonize(unary_union([LineString(ring) for ring in closed])))
    starts, ends = np.concatenate([ring[:-1] for ring in closed]), np.concatenate([ring[1:] for ring in closed])
    if len(faces) * len(starts) > MAX_WINDINGS:
        raise NotASilhouette(TANGLED)
    counts = ((face, _winding(starts, ends, *face.representative_point().coords[0])) for face in faces)
    painted = [face for face, winding in counts if (winding % 2 if even_odd else winding)]
    return unary_union(painted) if painted else MultiPolygon()


def _winding(starts: Array, ends: Array, x: float, y: float) -> int:
    """How often closed rings run around a point: upward crossings to its right less downward ones (Sunday 2001)."""
    (x0, y0), (x1, y1) = starts.T, ends.T
    left = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
    return int(np.sum((y0 <= y) & (y1 > y) & (left > 0))) - int(np.sum((y0 > y) & (y1 <= y) & (left < 0)))


def _one_piece(area: BaseGeometry) -> Polygon:
    """The one shape without dust and pinholes. Raises NotASilhouette."""
    pieces = sorted((part for part in getattr(area, "geoms", [area]) if isinstance(part, Polygon) and part.area > 0), key=lambda part: part.area, reverse=True)
    if not pieces:
        raise NotASilhouette("There is no filled shape in this drawing: fill the figure with one dark colour.")
    shapes = sum(piece.area >= SECOND_SHAPE_SHARE * pieces[0].area for piece in pieces)
    if shapes > 1:
        raise NotASilhouette(f"There are {shapes} separate shapes in this drawing: upload one figure whose parts touch, standing on its feet.")
    largest = pieces[0]
    if sum(Polygon(ring).area for ring in largest.interiors) > MAX_HOLES_SHARE * Polygon(largest.exterior).area:
        raise NotASilhouette("The figure is an empty outline: fill it with one dark colour.")
    holes = [ring for ring in largest.interiors if Polygon(ring).area > MIN_HOLE_SHARE * largest.area]
    return Polygon(largest.exterior, holes)


def at_height(shape: Polygon) -> Polygon:
    """The polygon DRAWING_UNITS tall at the origin, with no more points than it needs."""
    left, top, _, bottom = shape.bounds
    k = DRAWING_UNITS / (bottom - top)
    placed = affine_transform(shape, [k, 0, 0, k, -left * k, -top * k]).simplify(TOLERANCE_UNITS)
    return max((part for part in getattr(placed, "geoms", [placed]) if isinstance(part, Polygon)), key=lambda part: part.area)


def demand_person(shape: Polygon) -> None:
    """What can stand for one person upright: taller than wide, and neither a ground nor a line. Raises NotASilhouette."""
    left, top, right, bottom = shape.bounds
    wide, tall = right - left, bottom - top
    if wide > tall:
        raise NotASilhouette(f"The shape is {wide / tall:.1f} times as wide as tall, too wide for a standing figure: upload one person standing upright.")
    if shape.area < 0.02 * tall * tall:
        raise NotASilhouette("The shape is no more than a line: fill the figure with one dark colour.")
    if shape.area > MAX_FILL_SHARE * wide * tall:
        raise NotASilhouette("The shape is a full rectangle: take the ground behind the figure away and save again.")


def demand_cuttable(shape: Polygon) -> None:
    """Every cut rule, tried at TRIAL_HEIGHT_MM. Raises NotASilhouette with the rule that fails and its place.

    How many nodes a shop takes is asked when the board is made for that shop.
    """
    k = TRIAL_HEIGHT_MM / DRAWING_UNITS
    upright = affine_transform(shape, [k, 0, 0, -k, 0, TRIAL_HEIGHT_MM])
    try:
        failed = [check for check in check_cut_rules(die_line(Polygon(upright.exterior), Polygon())) if not check.ok and "node" not in check.name]
    except CutoutError as error:
        raise NotASilhouette(f"This shape cannot be cut out: {error.sentence}") from error
    if failed:
        place = f" (about {failed[0].place[1] / TRIAL_HEIGHT_MM:.0%} of its height above the floor)" if failed[0].place else ""
        raise NotASilhouette(f"This shape cannot be cut out as a board: {failed[0].name.replace('_', ' ')} fails{place}. {failed[0].sentence} Make the outline simpler and thicker there.")
