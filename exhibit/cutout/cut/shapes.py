"""Sets of points in mm: the pieces of an area, what stands above the floor, parts too thin and gaps too narrow."""
from __future__ import annotations

from collections.abc import Iterable

from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.paths import Point

FAR_MM = 1e6
ABOVE_FLOOR = box(-FAR_MM, 0.0, FAR_MM, FAR_MM)


def parts(area: BaseGeometry) -> list[Polygon]:
    """The pieces of an area, largest first."""
    pieces: Iterable[BaseGeometry] = getattr(area, "geoms", [area])
    return sorted((piece for piece in pieces if isinstance(piece, Polygon) and not piece.is_empty), key=lambda piece: piece.area, reverse=True)


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The pieces of an area, each filled to its outer edge."""
    pieces: Iterable[BaseGeometry] = getattr(area, "geoms", [area])
    return [Polygon(piece.exterior) for piece in pieces if isinstance(piece, Polygon)]


def without_holes(area: BaseGeometry) -> BaseGeometry:
    """Every piece filled to its outer edge."""
    return unary_union(polygons(area))


def standing(area: BaseGeometry) -> BaseGeometry:
    """The part above the floor."""
    return area.intersection(ABOVE_FLOOR)


def thin_parts(area: BaseGeometry, width_mm: float, slack_mm: float = 0.0) -> list[Polygon]:
    """Where the area is thinner than width_mm, largest first; what is thinner than twice slack_mm is rounding at a corner and left out."""
    kept = area.buffer(-width_mm / 2).buffer(width_mm / 2 + 1e-6, quad_segs=24)
    return _thicker(area.difference(kept), slack_mm)


def narrow_gaps(area: BaseGeometry, width_mm: float, slack_mm: float = 0.0) -> list[Polygon]:
    """What a disc width_mm across cannot reach from outside, largest first."""
    filled = area.buffer(width_mm / 2, quad_segs=24).buffer(-width_mm / 2 - 1e-6, quad_segs=24)
    return _thicker(filled.difference(area), slack_mm)


def _thicker(area: BaseGeometry, slack_mm: float) -> list[Polygon]:
    return [part for part in parts(area) if not part.buffer(-slack_mm).is_empty]


def place_of(area: BaseGeometry) -> Point | None:
    """A point of the area."""
    if area.is_empty:
        return None
    point = area.representative_point()
    return float(point.x), float(point.y)
