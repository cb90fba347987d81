"""A cut line measured: does it close, does it cross itself, how tight are its corners, how near does it come to itself?"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.validation import explain_validity

from exhibit.cutout.preflight.found import Box, Points, Ring

CHORDS = 24  # a curve is looked at in so many pieces
STEP_MM = 0.5  # spacing of the points at which a radius is taken
SPAN_MM = 2.0  # the radius is that of the circle through a point and its neighbours this far along the line: a kink of 28 degrees counts as 4 mm
GAP_STEP_MM = 3.0
BEND_SHARE = 3.0  # two stretches are apart when the way along the line is three times the way across
Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Line:
    """One ring of a cut."""

    ring: Ring

    @cached_property
    def points(self) -> Points:
        """The line as drawn, curves as chords."""
        return flattened(self.ring)

    @cached_property
    def box(self) -> Box:
        (x0, y0), (x1, y1) = self.points.min(axis=0), self.points.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @cached_property
    def string(self) -> LineString:
        return LineString(self.points)

    @cached_property
    def area(self) -> Polygon:
        """What it encloses, its crossings repaired."""
        shape = Polygon(self.points) if len(self.points) > 3 else Polygon()
        return shape if shape.is_valid else shapely.buffer(shape, 0)

    @property
    def nodes(self) -> int:
        """Points a cutter's operator sees: one a segment, a closing segment without length left out."""
        first, last = self.ring.points[0], self.ring.points[-1]
        return len(self.ring.kinds) + (0 if np.allclose(first, last, atol=1e-3) else 1)

    @cached_property
    def crossing(self) -> Place | None:
        """Where it crosses itself."""
        if len(self.points) < 4 or self.string.is_simple:
            return None
        words = explain_validity(Polygon(self.points))
        if "[" not in words:
            return float(self.points[0][0]), float(self.points[0][1])
        x, y = words.split("[", 1)[1].rstrip("]").split()[:2]
        return float(x), float(y)

    @cached_property
    def tightest(self) -> tuple[float, Place]:
        """Smallest radius in mm, and where."""
        along = self._even(STEP_MM)
        shift = max(1, round(SPAN_MM / STEP_MM))
        if len(along) < 3 * shift:
            return self.string.length / (2 * np.pi), (float(along[0][0]), float(along[0][1]))
        before, after = np.roll(along, shift, axis=0), np.roll(along, -shift, axis=0)
        radii = _circle_radii(before, along, after)
        if not self.ring.closed:
            radii[:shift], radii[-shift:] = np.inf, np.inf
        at = int(np.argmin(radii))
        return float(radii[at]), (float(along[at][0]), float(along[at][1]))

    @cached_property
    def narrowest(self) -> tuple[float, Place]:
        """Smallest distance between two stretches in mm (a slit, or a thin part), and where; infinite where nothing comes near itself, or the line is open."""
        if not self.ring.closed:
            return float("inf"), (float(self.points[0][0]), float(self.points[0][1]))
        along = self._even(GAP_STEP_MM)
        if len(along) > 4000:
            along = self._even(self.string.length / 4000)
        at = np.arange(len(along)) * self.string.length / len(along)
        way = np.abs(at[:, None] - at[None, :])
        way = np.minimum(way, self.string.length - way)
        apart = np.hypot(*(along[:, None, axis] - along[None, :, axis] for axis in (0, 1)))
        apart[way <= BEND_SHARE * apart] = np.inf
        first, second = np.unravel_index(int(np.argmin(apart)), apart.shape)
        place = (along[first] + along[second]) / 2
        return float(apart[first, second]), (float(place[0]), float(place[1]))

    def _even(self, step_mm: float) -> Points:
        """Points at even distances along the line."""
        count = max(3, int(self.string.length / step_mm))
        where = np.arange(count) * self.string.length / count
        return shapely.get_coordinates(shapely.line_interpolate_point(self.string, where))


def flattened(ring: Ring) -> Points:
    """A ring's points with every curve as CHORDS straight pieces."""
    out, at = [ring.points[:1]], 0
    t = np.linspace(0, 1, CHORDS + 1)[1:, None]
    u = 1 - t
    for kind in ring.kinds:
        if kind == "l":
            out.append(ring.points[at + 1:at + 2])
            at += 1
        else:
            p0, p1, p2, p3 = ring.points[at:at + 4]
            out.append(u**3 * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t**3 * p3)
            at += 3
    points = np.concatenate(out)
    keep = np.r_[True, np.abs(np.diff(points, axis=0)).max(axis=1) > 1e-6]
    kept = points[keep]
    return kept if len(kept) > 1 else np.concatenate([kept, kept + 1e-6])


def _circle_radii(a: Points, b: Points, c: Points) -> Points:
    """Radius of the circle through three points, rows at once: the product of the sides over four times the area."""
    sides = np.linalg.norm(a - b, axis=1) * np.linalg.norm(b - c, axis=1) * np.linalg.norm(c - a, axis=1)
    (ux, uy), (vx, vy) = (b - a).T, (c - a).T
    double_area = np.abs(ux * vy - uy * vx)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(double_area > 1e-9, sides / (2 * double_area), np.inf)
