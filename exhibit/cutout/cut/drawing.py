"""The drawing a line goes around, put in order first: pieces that cross themselves, and outlines of a million points.

Whatever comes in, a shape of at most MOST_POINTS points goes out in bounded time, or a sentence.
"""
from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely import get_coordinates, get_num_coordinates, make_valid
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.cut.line import Repair
from exhibit.cutout.cut.shapes import parts, place_of, standing
from exhibit.cutout.errors import CutoutError

LARGEST_MM = 5000.0
"""PDF readers show no page over 5,080 mm without a unit that many of them ignore (Kozea and pdfstitcher threads, peers.md A10)."""
MOST_POINTS = 20_000
MOST_CROSSED_POINTS = 300  # of a line that crosses itself: every pair of its sides may meet
LONGEST_LINE_MM = 3e6
_PIXELS = 5000  # of the larger side
_FINEST_MM = 0.5
_SHIFT = 4  # binary places of a pixel

Ring = NDArray[np.float64]


def in_order(shapes: list[Polygon], strip_mm: float) -> tuple[BaseGeometry, list[Repair]]:
    """Figure and panel as one valid shape above the floor, and what was mended. Raises CutoutError for what cannot be cut."""
    repairs: list[Repair] = []
    drawn = [_valid(shape, repairs) for shape in shapes if not shape.is_empty]
    whole = unary_union(drawn)
    if whole.is_empty or not whole.area:
        raise CutoutError("There is nothing to cut: figure and panel are both empty.")
    above = unary_union(parts(standing(whole)))
    if above.is_empty:
        raise CutoutError("The whole drawing lies below the floor: move it up until its feet stand on it.")
    if above.bounds[1] >= strip_mm:
        raise CutoutError(f"The drawing floats {above.bounds[1]:.0f} mm above the floor; let its feet stand on it.")
    if whole.bounds[1] < -1.0:
        repairs.append(Repair("cut_at_floor", f"What lay up to {-whole.bounds[1]:.0f} mm below the floor was cut off.", place_of(whole.difference(above).buffer(0))))
    return above, repairs


def _valid(shape: Polygon, repairs: list[Repair]) -> BaseGeometry:
    count = get_num_coordinates(shape)
    _demand_a_size(get_coordinates(shape))
    if count > MOST_POINTS:
        repairs.append(Repair("outline_redrawn", f"The outline had {count:,} points; it was drawn again with fewer, at most 2 mm outside."))
        return _redrawn(shape)
    if shape.is_valid:
        return shape
    repairs.append(Repair("crossing_cleaned", "The outline crossed itself; what it encloses was taken for the shape.", _first_point(shape)))
    return unary_union(parts(make_valid(shape))) if count <= MOST_CROSSED_POINTS else _redrawn(shape)


def _first_point(shape: Polygon) -> tuple[float, float]:
    x, y = get_coordinates(shape)[0]
    return float(x), float(y)


def _demand_a_size(points: Ring) -> None:
    """Raises CutoutError for coordinates that are no numbers and for shapes no reader could show."""
    if not np.isfinite(points).all():
        raise CutoutError("The outline has points that are no numbers: export the drawing again.")
    size = float(np.max(np.ptp(points, axis=0)))
    if size > LARGEST_MM:
        raise CutoutError(f"The outline measures {size / 1000:.1f} m: a board is at most {LARGEST_MM / 1000:.0f} m, because PDF readers show no larger page. Make it smaller.")


def _redrawn(shape: Polygon) -> BaseGeometry:
    """The shape painted by the even-odd rule and traced again: time and points depend on its size, not on its points."""
    rings = [np.asarray(ring.coords)[:, :2] for ring in (shape.exterior, *shape.interiors)]
    length = sum(float(np.sum(np.linalg.norm(np.diff(ring, axis=0), axis=1))) for ring in rings)
    if length > LONGEST_LINE_MM:
        raise CutoutError(f"The outline is {length / 1e6:.0f} km long, a scribble and no shape: upload one filled shape with a plain edge.")
    low = np.min([ring.min(axis=0) for ring in rings], axis=0)
    size = np.max([ring.max(axis=0) for ring in rings], axis=0) - low
    pixel = max(_FINEST_MM, float(size.max()) / _PIXELS)
    image = np.zeros(np.ceil(size[::-1] / pixel).astype(int) + 7, dtype=np.uint8)
    scaled = [np.round(((ring - low) / pixel + 3) * (1 << _SHIFT)).astype(np.int32) for ring in rings]
    cv2.fillPoly(image, scaled, 255, shift=_SHIFT)
    grown = cv2.dilate(image, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    found, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    traced = [make_valid(Polygon((points[:, 0, :] - 3.0) * pixel + low).simplify(pixel)) for points in found if len(points) > 3]
    return unary_union([part for piece in traced for part in parts(piece)])
