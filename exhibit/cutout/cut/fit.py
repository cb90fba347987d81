"""The fewest cubic Béziers that keep to a calm course and its room.

Least squares after P. J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves", Graphics Gems (1990). All curves of one
length are fitted at once; the best chain of them is then found by dynamic programming, so no greedy choice costs a node later.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exhibit.cutout.cut.calm import GRID, Course
from exhibit.cutout.paths import Command

Array = NDArray[np.float64]

_LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26, 30, 35, 42)
"""Grid steps a curve may span, in the order tried."""
_NEWTON = 3
_HOPELESS = 2.0  # times the room
_ALONG = 0.01  # what being off along the course counts against being off across it
_SHORT, _TIGHT = 2, 3.0  # grid steps; what a piece that bends too much costs, in nodes
_PATIENCE = 2  # lengths that may fail in turn where a longer curve may still hold
_UNEVEN = 0.35  # what a curve that uses the whole tolerance costs, in nodes


@dataclass(frozen=True, slots=True)
class Pieces:
    """Possible curves: from grid point `start` to `end`, their handles (n x 2 x 2) and how far they leave the course, mm.

    `tight` ones bend more than allowed; they are kept where they are short, so that there is always some chain, and taken only where nothing else holds.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    handles: Array
    away: Array
    tight: NDArray[np.bool_]

    def without(self, banned: list[int]) -> Pieces:
        """The same pieces, some of them never to be taken again."""
        away = self.away.copy()
        away[banned] = np.inf
        return replace(self, away=away)


def possible_pieces(course: Course, inner_radius_mm: float, outer_radius_mm: float) -> Pieces:
    """Every straight side, and every curve that stays in the room and bends no tighter than allowed."""
    reach = _reach(course)
    starts = np.arange(len(reach))
    found = [_straight_pieces(course)]
    failed = np.zeros(len(reach), dtype=np.int64)
    for length in _LENGTHS:
        starts = starts[starts + length <= reach[starts]]
        if not len(starts):
            break
        handles, away, inside, round_enough = _fitted(course, starts, length, (inner_radius_mm, outer_radius_mm))
        holds = inside & round_enough
        kept = inside if length <= _SHORT else holds
        found.append(Pieces(starts[kept], starts[kept] + length, handles[kept], away[kept], ~round_enough[kept]))
        failed[starts] = np.where(holds, 0, failed[starts] + 1)
        starts = starts[failed[starts] < _PATIENCE]
    return Pieces(*(np.concatenate([getattr(part, name) for part in found]) for name in ("start", "end", "handles", "away", "tight")))


def _reach(course: Course) -> NDArray[np.int64]:
    """The last grid point that a curve from each grid point may end at; none on a straight side."""
    reach = np.zeros(course.runs[-1][1] // GRID + 1, dtype=np.int64)
    for first, last, straight in course.runs:
        if not straight:
            reach[first // GRID:last // GRID] = last // GRID
    return reach


def _straight_pieces(course: Course) -> Pieces:
    ends = np.array([(first, last) for first, last, straight in course.runs if straight], dtype=np.int64).reshape(-1, 2)
    start, end = course.points[ends[:, 0]], course.points[ends[:, 1]]
    thirds = np.stack([start + (end - start) / 3, end - (end - start) / 3], axis=1)
    return Pieces(ends[:, 0] // GRID, ends[:, 1] // GRID, thirds, np.zeros(len(ends)), np.zeros(len(ends), dtype=bool))


def _fitted(course: Course, starts: NDArray[np.int64], length: int, radii: tuple[float, float]) -> tuple[Array, Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """Handles of one cubic from each start over `length` grid steps, its distance from the course, whether it stays in the room and bends no tighter than the radii.

    What is far off after the first turn is given up: it would cost the other turns for nothing.
    """
    stride = 1 if length < 9 else 2
    at_points = starts[:, None] * GRID + np.unique(np.append(np.arange(0, length * GRID, stride), length * GRID))
    handles, away = np.zeros((len(starts), 2, 2)), np.full(len(starts), np.inf)
    inside, round_enough = np.zeros(len(starts), dtype=bool), np.zeros(len(starts), dtype=bool)
    left = np.arange(len(starts))
    at = _along(course.points[at_points])
    for turn in range(_NEWTON):
        points, normals = course.points[at_points], course.normals[at_points]
        ends = (points[:, 0], course.tangents[at_points[:, 0]], course.tangents[at_points[:, -1]], points[:, -1])
        first, second = _handles(points, normals, at, ends)
        curve, slope, bend = _evaluate(ends[0], first, second, ends[3], at)
        gap = curve - points
        across = _dot(gap, normals)
        near = np.max(np.abs(across), axis=1) < _HOPELESS * (course.high[0] - course.low[0])
        if turn == _NEWTON - 1:
            break
        left, at_points = left[near], at_points[near]
        at = _nearer(at[near], gap[near], slope[near], bend[near])
    handles[left], away[left] = np.stack([first, second], axis=1), np.max(np.abs(across), axis=1)
    inside[left] = np.all((across >= course.low[at_points] - 1e-6) & (across <= course.high[at_points] + 1e-6), axis=1)
    round_enough[left] = _round_enough(slope, bend, radii)
    return handles, away, inside, round_enough


def _along(points: Array) -> Array:
    """Each point's share of the way from first to last."""
    chords = np.linalg.norm(np.diff(points, axis=1), axis=2)
    along = np.concatenate([np.zeros((len(points), 1)), np.cumsum(chords, axis=1)], axis=1)
    share: Array = along / along[:, -1:]
    return share


def _handles(points: Array, normals: Array, at: Array, ends: tuple[Array, Array, Array, Array]) -> tuple[Array, Array]:
    """Schneider's two handle lengths; thirds of the arc where the system is singular or a handle points back.

    What is off across the course counts in full, what is off along it hardly (tangent distance: Wang, Pottmann and Liu, ACM TOG 25, 2006): few turns are then enough.
    """
    start, enter, leave, end = ends
    length = np.sum(np.linalg.norm(np.diff(points, axis=1), axis=2), axis=1)
    u = 1 - at
    b1, b2 = 3 * at * u**2, 3 * at**2 * u
    rest = points - ((u**3 + b1)[..., None] * start[:, None] + (b2 + at**3)[..., None] * end[:, None])
    c00 = c01 = c11 = x0 = x1 = np.zeros(len(points))
    for weight, way in ((1.0, normals), (_ALONG, np.stack([-normals[..., 1], normals[..., 0]], axis=2))):
        one, two, off = b1 * _dot(way, enter[:, None]), -b2 * _dot(way, leave[:, None]), _dot(way, rest)
        c00, c01, c11 = c00 + weight * _total(one, one), c01 + weight * _total(one, two), c11 + weight * _total(two, two)
        x0, x1 = x0 + weight * _total(one, off), x1 + weight * _total(two, off)
    determinant = c00 * c11 - c01 * c01
    safe = np.where(determinant > 1e-9, determinant, 1.0)
    alpha, beta = (x0 * c11 - x1 * c01) / safe, (c00 * x1 - c01 * x0) / safe
    good = (determinant > 1e-9) & (alpha > 0.02 * length) & (alpha < length) & (beta > 0.02 * length) & (beta < length)
    alpha, beta = np.where(good, alpha, length / 3), np.where(good, beta, length / 3)
    return start + alpha[:, None] * enter, end - beta[:, None] * leave


def _dot(one: Array, other: Array) -> Array:
    product: Array = one[..., 0] * other[..., 0] + one[..., 1] * other[..., 1]
    return product


def _total(one: Array, other: Array) -> Array:
    total: Array = np.einsum("ni,ni->n", one, other)
    return total


def _evaluate(p0: Array, p1: Array, p2: Array, p3: Array, at: Array) -> tuple[Array, Array, Array]:
    """Points, first and second derivatives of each cubic at its own parameters."""
    t, u = at[..., None], 1 - at[..., None]
    p0, p1, p2, p3 = (p[:, None] for p in (p0, p1, p2, p3))
    curve = u**3 * p0 + 3 * u**2 * t * p1 + 3 * u * t**2 * p2 + t**3 * p3
    slope = 3 * (u**2 * (p1 - p0) + 2 * u * t * (p2 - p1) + t**2 * (p3 - p2))
    bend = 6 * (u * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1))
    return curve, slope, bend


def _nearer(at: Array, gap: Array, slope: Array, bend: Array) -> Array:
    """One Newton step of every parameter towards the foot of its point."""
    above = np.einsum("nij,nij->ni", gap, slope)
    below = np.einsum("nij,nij->ni", slope, slope) + np.einsum("nij,nij->ni", gap, bend)
    step = np.divide(above, below, out=np.zeros_like(at), where=np.abs(below) > 1e-9)
    moved = np.maximum.accumulate(np.clip(at - step, 0.0, 1.0), axis=1)
    moved[:, 0], moved[:, -1] = 0.0, 1.0
    return moved


def _round_enough(slope: Array, bend: Array, radii: tuple[float, float]) -> NDArray[np.bool_]:
    """No inner corner tighter than the first radius, no outer one tighter than the second. Turning left is outer: the line runs counter-clockwise."""
    turn = slope[..., 0] * bend[..., 1] - slope[..., 1] * bend[..., 0]
    speed = np.linalg.norm(slope, axis=2) ** 3
    inner, outer = radii
    round_enough: NDArray[np.bool_] = np.all((-turn * inner <= speed) & (turn * outer <= speed), axis=1)
    return round_enough


def best_chain(pieces: Pieces, course: Course, tolerance_mm: float) -> tuple[int, ...]:
    """The fewest pieces from foot to foot, none further than the tolerance from the course; of equal chains the evenest. Empty if there is none."""
    last = course.runs[-1][1] // GRID
    near = np.flatnonzero(pieces.away <= tolerance_mm)
    order = near[np.argsort(pieces.end[near], kind="stable")]
    price = (1.0 + _UNEVEN * (pieces.away / tolerance_mm) ** 2 + _TIGHT * pieces.tight).tolist()
    start, end = pieces.start.tolist(), pieces.end.tolist()
    least = [0.0] + [np.inf] * last
    via = [-1] * (last + 1)
    for piece in order.tolist():
        total = least[start[piece]] + price[piece]
        if total < least[end[piece]]:
            least[end[piece]], via[end[piece]] = total, piece
    chain: list[int] = []
    at = last if least[last] < np.inf else 0
    while at:
        chain.append(via[at])
        at = start[via[at]]
    return tuple(reversed(chain))


def commands(pieces: Pieces, course: Course, chain: tuple[int, ...]) -> tuple[Command, ...]:
    """The chain as a path that goes on from the right foot."""
    return tuple(_command(pieces, course, piece) for piece in chain)


def _command(pieces: Pieces, course: Course, piece: int) -> Command:
    end = tuple(map(float, course.points[pieces.end[piece] * GRID]))
    if piece < sum(straight for *_, straight in course.runs):  # straight sides come first
        return ("L", *end)
    return ("C", *map(float, pieces.handles[piece].ravel()), *end)
