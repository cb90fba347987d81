"""The offset outline: drawing and ground strip, grown by the halo, in one piece, without holes and slits."""
from __future__ import annotations

from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.cut.line import Repair
from exhibit.cutout.cut.shapes import FAR_MM, parts, place_of, standing, thin_parts, without_holes
from exhibit.cutout.errors import CutoutError

FEET_MM = 250.0
"""Least unbroken width at foot height: 20 N at 1.5 m bends a narrower 10 mm board too far."""
FLOOR_CORNER_MM = 5.0
"""Radius of the two corners on the floor: a sharp one is the first to be knocked off, and some shops cut none."""
LEAST_HALO_MM = 10.0
"""Board that is left around the drawing whatever a shop asks."""
_FURTHEST_MM = 160.0
_SLIT_MM2 = 2500.0
"""A filled gap smaller than this is an inner corner that was rounded."""


def floor_corner_mm(limits: CutLimits) -> float:
    """Radius of the corners on the floor; a little more than asked, because curves are measured as chords."""
    return max(FLOOR_CORNER_MM, limits.outer_radius_mm + 1.0)


def ground_strip(drawing: BaseGeometry, strip_mm: float, halo_mm: float, feet_mm: float = FEET_MM, corner_mm: float = FLOOR_CORNER_MM) -> BaseGeometry:
    """What joins the feet: the hull of all that stands below strip_mm and of its shadow on the floor.

    A bar in its middle makes even feet set close together feet_mm wide once the halo is added and the corners are rounded. The shadow is wider than
    the feet only where rounding would else come nearer than LEAST_HALO_MM.
    """
    low = drawing.intersection(box(-FAR_MM, 0.0, FAR_MM, strip_mm))
    left, _, right, _ = low.bounds
    middle, half = (left + right) / 2, max(feet_mm / 2 - halo_mm + corner_mm, 1.0) + 1.0
    bar = box(middle - half, 0.0, middle + half, strip_mm)
    wider = max(0.0, LEAST_HALO_MM + corner_mm - halo_mm)
    shadow = box(min(left - wider, middle - half), 0.0, max(right + wider, middle + half), corner_mm + 1.0)
    return unary_union([unary_union([low, shadow]).convex_hull, bar])


def grown(solid: BaseGeometry, distance_mm: float, closing_mm: float) -> tuple[Polygon, float]:
    """The outline distance_mm around a solid, slits up to twice closing_mm wide filled, and the closing that was needed to make it one piece."""
    while True:
        wide = without_holes(solid.buffer(distance_mm + closing_mm, quad_segs=16))
        pieces = parts(standing(without_holes(wide.buffer(-closing_mm, quad_segs=16))))
        if len(pieces) == 1:
            return Polygon(pieces[0].exterior), closing_mm
        if closing_mm > _FURTHEST_MM:
            raise CutoutError(f"The drawing is in {len(pieces)} pieces too far apart to be cut as one: move them together, or remove what flies about.")
        closing_mm *= 2


def repairs_of(drawing: BaseGeometry, strip: BaseGeometry, outline: Polygon, limits: CutLimits) -> list[Repair]:
    """What the outline fills, joins and thickens, so that a curator can read what was changed."""
    plain = standing(unary_union([drawing, strip]).buffer(limits.halo_mm, quad_segs=8))
    found = [_joined_feet(drawing, strip), *_filled(plain, outline), _thickened(drawing, limits)]
    return [repair for repair in found if repair]


def _joined_feet(drawing: BaseGeometry, strip: BaseGeometry) -> Repair | None:
    added = [part for part in parts(strip.difference(drawing)) if part.area > _SLIT_MM2]
    if not added:
        return None
    return Repair("feet_joined", f"The feet are joined by a ground strip {strip.bounds[3]:.0f} mm high.", place_of(added[0]))


def _filled(plain: BaseGeometry, outline: Polygon) -> list[Repair]:
    holes = [Polygon(ring) for piece in parts(plain) for ring in piece.interiors]
    closed = parts(outline.difference(without_holes(plain)).buffer(-1.0))
    slits = [part for part in closed if part.area > _SLIT_MM2]
    found = [Repair("hole_filled", f"A gap of {hole.area / 100:.0f} square centimetres inside the outline stays board.", place_of(hole)) for hole in holes]
    found += [Repair("slit_filled", f"A slit {_width(part):.0f} mm wide and {_length(part):.0f} mm long was filled.", place_of(part)) for part in slits]
    if len(closed) > len(slits):
        found.append(Repair("inner_corners_rounded", f"{len(closed) - len(slits)} inner corners were rounded.", place_of(closed[len(slits)])))
    return found


def _length(part: Polygon) -> float:
    left, bottom, right, top = part.minimum_rotated_rectangle.bounds
    return max(right - left, top - bottom)


def _width(part: Polygon) -> float:
    """Mean width: what is left of the area over the length."""
    return part.area / max(_length(part), 1.0)


def _thickened(drawing: BaseGeometry, limits: CutLimits) -> Repair | None:
    thin = [part for part in thin_parts(drawing.simplify(1.0), limits.min_part_mm) if part.area > limits.min_part_mm**2]
    if not thin:
        return None
    return Repair("thin_parts_thickened", f"{len(thin)} parts of the drawing thinner than {limits.min_part_mm:.0f} mm have board around them.", place_of(thin[0]))
