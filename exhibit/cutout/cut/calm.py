"""A calm line within narrow room: the offset outline, moved outwards by a few millimetres wherever that makes it smoother.

The line may lie anywhere between the offset outline and `room_mm` outside it. Among all those the one is looked for whose bend
changes least along its length (sum of squared third differences), by alternating between smoothing and stepping back into
the room: the method of multipliers, Boyd et al., "Distributed Optimization and Statistical Learning", 2011, 5.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon

STEP_MM = 7.0  # between two points of the line
GRID = 2  # curves may begin and end at every second point
STRAIGHT_MM = 120.0  # sides longer than this stay straight lines
MARGIN_MM = 1.0  # of the room on either side, left to the curves that are fitted later
_KINK, _EASE_MM = 0.07, 25.0  # sine of 4 degrees
_ROUNDS = 50
_HOLD = 0.02  # how firmly each round is held in the room: ripples shorter than some 100 mm go first
_HOME, _HOME_SHARE = 0.0003, 0.3  # a weak pull towards this share of the room, or round heads would drift outwards

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Course:
    """Points from the right foot over the head to the left foot, their outward normals and directions of travel, and how far each may still move.

    `low` and `high` are the room along the normal in mm. `runs` are (first, last, straight) stretches; their ends lie on the grid.
    """

    points: Array
    normals: Array
    tangents: Array
    low: Array
    high: Array
    runs: tuple[tuple[int, int, bool], ...]


def calm_course(outline: Polygon, floor_mm: float, room_mm: float) -> Course:
    """The calm line around an outline that stands on y = 0; it begins and ends upright at y = floor_mm."""
    base, runs = _sampled(_above(outline, floor_mm))
    normals = _normals(base, runs)
    least = np.full(len(base), MARGIN_MM)
    most = np.where(_on_straights(len(base), runs), MARGIN_MM, room_mm - MARGIN_MM)
    moved = _smoothed(base, normals, least, most)
    points = base + moved[:, None] * normals
    return Course(points, normals, _tangents(points, runs), -moved, room_mm - moved, runs)


def _above(outline: Polygon, floor_mm: float) -> Array:
    """The ring counter-clockwise from the right foot to the left foot, without what lies below floor_mm."""
    ring = np.asarray(outline.exterior.simplify(0.05).coords)[:-1]
    if not outline.exterior.is_ccw:
        ring = ring[::-1]
    on_floor = np.flatnonzero(ring[:, 1] < 1e-6)
    turned = np.roll(ring, -int(on_floor[np.argmax(ring[on_floor, 0])]), axis=0)
    on_floor = np.flatnonzero(turned[:, 1] < 1e-6)
    line = turned[: int(on_floor[np.argmin(turned[on_floor, 0])]) + 1]
    right, left = line[0, 0], line[-1, 0]
    inner = line[1:-1]
    first = int(np.argmax(inner[:, 1] > floor_mm + 1e-6))
    last = len(inner) - int(np.argmax(inner[::-1, 1] > floor_mm + 1e-6))
    return np.vstack([[(right, floor_mm)], inner[first:last], [(left, floor_mm)]])


def _sampled(line: Array) -> tuple[Array, tuple[tuple[int, int, bool], ...]]:
    """Evenly spaced points on straight sides and the stretches between them, each a whole number of grid steps."""
    line = _eased(line)
    sides = np.linalg.norm(np.diff(line, axis=0), axis=1) >= STRAIGHT_MM
    cuts = np.flatnonzero(sides[1:] | sides[:-1]) + 1
    edges = [0, *cuts.tolist(), len(sides)]
    points, runs = [line[:1]], []
    count = 1
    for start, end in zip(edges, edges[1:], strict=False):
        piece = _spaced(line[start:end + 1])
        runs.append((count - 1, count - 2 + len(piece), bool(sides[start])))
        points.append(piece[1:])
        count += len(piece) - 1
    return np.vstack(points), tuple(runs)


def _eased(line: Array) -> Array:
    """The line with a point _EASE_MM before each kink at the end of a long side: the kink is then in a curve and is rounded."""
    sides = np.diff(line, axis=0)
    lengths = np.linalg.norm(sides, axis=1)
    ways = sides / lengths[:, None]
    turn = np.abs(ways[:-1, 0] * ways[1:, 1] - ways[:-1, 1] * ways[1:, 0])
    kinks = np.flatnonzero((turn > _KINK) & ((lengths[:-1] >= STRAIGHT_MM) | (lengths[1:] >= STRAIGHT_MM))) + 1
    after = [(kink + 1, line[kink] + _EASE_MM * ways[kink]) for kink in kinks if lengths[kink] >= STRAIGHT_MM]
    before = [(kink, line[kink] - _EASE_MM * ways[kink - 1]) for kink in kinks if lengths[kink - 1] >= STRAIGHT_MM]
    added = [*after, *before]  # in this order along a side with a kink at both ends
    return np.insert(line, [at for at, _ in added], [point for _, point in added], axis=0) if added else line


def _spaced(line: Array) -> Array:
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    steps = GRID * max(1, round(along[-1] / (GRID * STEP_MM)))
    at = np.linspace(0.0, along[-1], steps + 1)
    return np.column_stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)])


def _on_straights(count: int, runs: tuple[tuple[int, int, bool], ...]) -> NDArray[np.bool_]:
    straight = np.zeros(count, dtype=bool)
    for first, last, is_straight in runs:
        if is_straight:
            straight[first:last + 1] = True
    return straight


def _tangents(points: Array, runs: tuple[tuple[int, int, bool], ...]) -> Array:
    """Unit directions of travel; along a straight side its own, upright at both feet."""
    directions = np.gradient(points, axis=0)
    directions[0], directions[-1] = (0.0, 1.0), (0.0, -1.0)
    for first, last, straight in runs:
        if straight:
            directions[first:last + 1] = points[last] - points[first]
    unit: Array = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return unit


def _normals(points: Array, runs: tuple[tuple[int, int, bool], ...]) -> Array:
    """Outwards, to the right of the direction of travel."""
    tangents = _tangents(points, runs)
    return np.column_stack([tangents[:, 1], -tangents[:, 0]])


def _smoothed(base: Array, normals: Array, least: Array, most: Array) -> Array:
    """How far to move each point along its normal, between least and most.

    The line is closed by its mirror image below the floor, so that smoothing is a division of spectra and both feet stay upright.
    """
    half, across = _complex(base), _complex(normals)
    period = 2 * (len(half) - 1)
    bend = (2.0 - 2.0 * np.cos(2.0 * np.pi * np.arange(period) / period)) ** 3
    home = least + (most - least) * _HOME_SHARE
    wished = half + home * across
    pull = _HOME * np.fft.fft(_mirrored(wished))
    moved, debt = home, np.zeros_like(half)
    for _ in range(_ROUNDS):
        held = _mirrored(half + moved * across - debt)
        smooth = np.fft.ifft((_HOLD * np.fft.fft(held) + pull) / (bend + _HOLD + _HOME))[: len(half)]
        moved = np.clip(((smooth + debt - half) * across.conj()).real, least, most)
        debt = debt + smooth - (half + moved * across)
    result: Array = moved
    return result


def _complex(points: Array) -> NDArray[np.complex128]:
    plane: NDArray[np.complex128] = points[:, 0] + 1j * points[:, 1]
    return plane


def _mirrored(half: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The line and, back again, its image in the level of its two ends."""
    level = 2j * half[0].imag
    return np.concatenate([half, half[-2:0:-1].conj() + level])
