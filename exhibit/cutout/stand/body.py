"""What a board is to the laws of statics: area, height, centre of gravity, where it meets the floor, how wide it is at each height."""
from __future__ import annotations

from dataclasses import dataclass, replace

from shapely.geometry import LineString, Polygon

GRIP_MM = 100.0  # so deep the lower edge stands in the foot's slot
STEPS = 48


@dataclass(frozen=True, slots=True)
class Slice:
    """The board at one height: how much of it is left in one line, and what lies above."""

    height_mm: float
    width_mm: float
    area_above_m2: float
    centre_above_mm: float


@dataclass(frozen=True, slots=True)
class Body:
    """A flat board of even thickness. `foot_mm`: left and right end of its lower edge; x from the board's left end."""

    area_m2: float
    height_mm: float
    width_mm: float
    centre_mm: float  # height of the centre of gravity
    centre_x_mm: float
    foot_mm: tuple[float, float]
    slices: tuple[Slice, ...] = ()

    @property
    def foot_width_mm(self) -> float:
        return self.foot_mm[1] - self.foot_mm[0]

    def lifted(self, by_mm: float) -> Body:
        """The same board on something `by_mm` high."""
        slices = tuple(replace(at, height_mm=at.height_mm + by_mm, centre_above_mm=at.centre_above_mm + by_mm) for at in self.slices)
        return replace(self, height_mm=self.height_mm + by_mm, centre_mm=self.centre_mm + by_mm, slices=slices)


def body_of(polygon: Polygon) -> Body:
    """The body of a die line, standing with its lowest point on the floor."""
    left, bottom, right, top = polygon.bounds
    centre = polygon.centroid
    low, high = _line(polygon, bottom + GRIP_MM / 2)
    heights = [bottom + GRIP_MM + (top - bottom - GRIP_MM) * step / STEPS for step in range(STEPS)]
    return Body(polygon.area / 1e6, top - bottom, right - left, centre.y - bottom, centre.x - left, (low - left, high - left),
                tuple(_slice(polygon, height, bottom) for height in heights))


def _slice(polygon: Polygon, y: float, bottom: float) -> Slice:
    left, _, right, top = polygon.bounds
    above = polygon.intersection(Polygon([(left - 1, y), (right + 1, y), (right + 1, top + 1), (left - 1, top + 1)]))
    low, high = _line(polygon, y)
    return Slice(y - bottom, high - low, above.area / 1e6, above.centroid.y - bottom)


def _line(polygon: Polygon, y: float) -> tuple[float, float]:
    """The longest unbroken run of the board at a height."""
    left, _, right, _ = polygon.bounds
    cut = polygon.intersection(LineString([(left - 1, y), (right + 1, y)]))
    runs = [part for part in getattr(cut, "geoms", [cut]) if part.length]
    longest = max(runs, key=lambda part: part.length)
    return longest.bounds[0], longest.bounds[2]
