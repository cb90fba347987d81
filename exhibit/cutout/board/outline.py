"""Inside a silhouette: how wide it is at every height, and where a line of text may stand there.

Two edges, sampled every few millimetres from the top down. Where the silhouette parts in two (legs), the edges follow the part they
came from that is the widest.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon

STEP_MM = 2.0
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a line may stand."""

    left_mm: float
    right_mm: float

    @property
    def width_mm(self) -> float:
        return self.right_mm - self.left_mm


@dataclass(frozen=True, eq=False, slots=True)
class Inside:
    """Left and right edge at every height, from top_mm down in steps of STEP_MM."""

    top_mm: float
    left: Array
    right: Array

    @property
    def bottom_mm(self) -> float:
        return self.top_mm - STEP_MM * (len(self.left) - 1)

    @property
    def widest_mm(self) -> float:
        """Of all its places; 0 where there are none."""
        return float((self.right - self.left).max(initial=0.0))

    def part(self, top_mm: float, bottom_mm: float) -> Inside:
        """Only the heights between the two."""
        first, last = self._at(top_mm), self._at(bottom_mm)
        return Inside(self.top_mm - first * STEP_MM, self.left[first:last + 1], self.right[first:last + 1])

    def calmed(self, slope: float) -> Inside:
        """Edges that move sideways by at most slope for each millimetre down, so that no line jumps against its neighbours."""
        return Inside(self.top_mm, _climbing(self.left, slope * STEP_MM), -_climbing(-self.right, slope * STEP_MM))

    def slot(self, top_mm: float, bottom_mm: float) -> Slot | None:
        """Room for a line between two heights, None outside the silhouette."""
        if top_mm > self.top_mm + STEP_MM or bottom_mm < self.bottom_mm - STEP_MM or not len(self.left):
            return None
        first, last = self._at(top_mm), self._at(bottom_mm)
        slot = Slot(float(self.left[first:last + 1].max()), float(self.right[first:last + 1].min()))
        return slot if slot.width_mm > 0 else None

    def _at(self, y_mm: float) -> int:
        return min(max(round((self.top_mm - y_mm) / STEP_MM), 0), max(len(self.left) - 1, 0))


def inside(shape: Polygon, top_mm: float, bottom_mm: float) -> Inside:
    """The edges of a shape between two heights, as far down as it reaches without a break."""
    rings = [np.asarray(ring.coords) for ring in (shape.exterior, *shape.interiors)]
    heights = np.arange(top_mm, bottom_mm - STEP_MM / 2, -STEP_MM)
    lefts: list[float] = []
    rights: list[float] = []
    for y in heights:
        spans = _spans(rings, float(y))
        if lefts:
            spans = [(a, b) for a, b in spans if min(b, rights[-1]) > max(a, lefts[-1])]
        if not spans:
            break
        left, right = max(spans, key=lambda span: span[1] - span[0])
        lefts.append(left)
        rights.append(right)
    return Inside(top_mm, np.asarray(lefts), np.asarray(rights))


def _spans(rings: list[Array], y: float) -> list[tuple[float, float]]:
    """Where a horizontal line runs inside the rings (even-odd), from left to right."""
    crossings: list[float] = []
    for ring in rings:
        y0, y1 = ring[:-1, 1], ring[1:, 1]
        crosses = (y0 > y) != (y1 > y)
        x0, x1 = ring[:-1, 0][crosses], ring[1:, 0][crosses]
        crossings += (x0 + (y - y0[crosses]) / (y1[crosses] - y0[crosses]) * (x1 - x0)).tolist()
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _climbing(edge: Array, step: float) -> Array:
    """The lowest line above an edge that climbs and falls by at most `step` from sample to sample."""
    at = np.arange(len(edge)) * step
    forwards: Array = np.maximum.accumulate(edge + at) - at
    backwards: Array = np.maximum.accumulate((edge - at)[::-1])[::-1] + at
    return np.maximum(forwards, backwards)
