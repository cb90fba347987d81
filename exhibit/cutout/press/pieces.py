"""Boards larger than the shop's largest piece: divided straight across, each piece with a closed cut of its own."""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.placed import Box
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Command, Path, Point
from exhibit.cutout.press.folds import crossed, sections

STEP_MM = 2.0
LEAST_JOIN_MM = 100.0  # a narrower joint breaks when the board is lifted

Segment = tuple[Point, ...]
"""Two points of a straight side or four of a cubic."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the board: its closed cut and its box, in the board's own millimetres, counted from the floor."""

    number: int
    of: int
    cut: Path
    box_mm: Box


def pieces(board: Board) -> tuple[Piece, ...]:
    """The whole board where it fits the shop's largest piece, lying or standing; else its parts from the floor up. Raises CutoutError."""
    whole = (0.0, 0.0, board.width_mm, board.height_mm)
    tallest = tallest_piece_mm(board)
    if board.height_mm <= tallest:
        return (Piece(1, 1, board.die.path, whole),)
    joins = _joins(board, tallest)
    return tuple(_divided(board.die.path, joins, board.width_mm, board.height_mm))


def tallest_piece_mm(board: Board) -> float:
    """How tall a piece of this board's width may be. Raises CutoutError where the board is wider than any piece."""
    if not board.profile.piece_mm:
        return math.inf
    short, long = sorted(board.profile.piece_mm)
    if board.width_mm > long:
        raise CutoutError(f"The board is {board.width_mm:.0f} mm wide and {board.profile.title} cuts pieces up to {short:.0f} x {long:.0f} mm: "
                          "choose a narrower template or another print shop.")
    return long if board.width_mm <= short else short


def _joins(board: Board, tallest_mm: float) -> list[float]:
    """Heights of the joins, as even as faces, code and lines of text allow."""
    count = math.ceil(board.height_mm / tallest_mm)
    joins: list[float] = []
    for left in range(count - 1, 0, -1):
        base = joins[-1] if joins else 0.0
        low, high = max(base + STEP_MM, board.height_mm - left * tallest_mm), base + tallest_mm
        wished = base + (board.height_mm - base) / (left + 1)
        found = next((height for height in _nearest(wished, low, high) if _may_join(board, height)), None)
        if found is None:
            raise CutoutError(f"The board is {board.height_mm:.0f} mm tall and {board.profile.title} cuts pieces up to {tallest_mm:.0f} mm: between {low:.0f} and {high:.0f} mm "
                              "no join was found that spares face, code and lines of text. Choose a lower board or another print shop.")
        joins.append(found)
    return joins


def _nearest(wished: float, low: float, high: float) -> Iterator[float]:
    """Heights within limits, the nearest to the wished one first."""
    for step in range(int((high - low) / STEP_MM) + 1):
        for height in (wished - step * STEP_MM, wished + step * STEP_MM):
            if low <= height <= high:
                yield height


def _may_join(board: Board, height_mm: float) -> bool:
    """Is the board one wide enough stretch here, with nothing on it that must stay whole?"""
    stretches = sections(board, height_mm)
    return len(stretches) == 1 and stretches[0][1] - stretches[0][0] >= LEAST_JOIN_MM and not crossed(board, height_mm)


def _divided(path: Path, joins: list[float], width_mm: float, height_mm: float) -> Iterator[Piece]:
    rest, base, count = path, 0.0, len(joins) + 1
    for number, join in enumerate(joins, start=1):
        below, rest = halves(rest, join)
        yield Piece(number, count, below, (0.0, base, width_mm, join))
        base = join
    yield Piece(count, count, rest, (0.0, base, width_mm, height_mm))


def halves(path: Path, y_mm: float) -> tuple[Path, Path]:
    """A closed path below and above a horizontal line, each closed along it; curves stay curves.

    Raises CutoutError unless the line crosses the path exactly twice.
    """
    parts = [part for segment in _segments(path) for part in _split(segment, y_mm)]
    below = [_middle_y(part) < y_mm for part in parts]
    turns = [at for at in range(len(parts)) if below[at] != below[at - 1]]
    if len(turns) != 2:
        raise CutoutError(f"The cut line crosses the join at {y_mm:.0f} mm {len(turns)} times: each piece would fall apart.")
    first, second = turns
    inner, outer = parts[first:second], parts[second:] + parts[:first]
    low, high = (inner, outer) if below[first] else (outer, inner)
    return _closed(low), _closed(high)


def _segments(path: Path) -> Iterator[Segment]:
    start = at = (path[0][1], path[0][2])
    for command in path[1:]:
        numbers = command[1:] if command[0] != "Z" else start
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        if points[-1] != at:
            yield (at, *points)
        at = points[-1]


def _split(segment: Segment, y_mm: float) -> Iterator[Segment]:
    """The segment in parts that do not cross the line."""
    rest, done = segment, 0.0
    for t in _crossings(segment, y_mm):
        first, rest = _cut_at(rest, (t - done) / (1 - done))
        x = first[-1][0]
        first, rest, done = (*first[:-1], (x, y_mm)), ((x, y_mm), *rest[1:]), t
        yield first
    yield rest


def _crossings(segment: Segment, y_mm: float) -> list[float]:
    """Where along the segment (0 to 1, ends left out) it meets the line, in order."""
    ys = [y - y_mm for _, y in segment]
    if len(ys) == 2:
        coefficients = [ys[1] - ys[0], ys[0]]
    else:
        coefficients = [ys[3] - 3 * ys[2] + 3 * ys[1] - ys[0], 3 * (ys[2] - 2 * ys[1] + ys[0]), 3 * (ys[1] - ys[0]), ys[0]]
    roots = np.roots(coefficients) if any(coefficients[:-1]) else np.array([])
    return sorted(float(root.real) for root in roots if abs(root.imag) < 1e-9 and 1e-9 < root.real < 1 - 1e-9)


def _cut_at(segment: Segment, t: float) -> tuple[Segment, Segment]:
    """De Casteljau: the two parts of a straight side or a cubic."""
    first, last, row = [segment[0]], [segment[-1]], segment
    while len(row) > 1:
        row = tuple(((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in zip(row, row[1:], strict=False))
        first.append(row[0])
        last.append(row[-1])
    return tuple(first), tuple(reversed(last))


def _middle_y(segment: Segment) -> float:
    return _cut_at(segment, 0.5)[0][-1][1]


def _closed(parts: list[Segment]) -> Path:
    """Parts joined end to end; the closing side runs along the join."""
    commands: list[Command] = [("M", *parts[0][0])]
    for part in parts:
        commands.append(("L", *part[1]) if len(part) == 2 else ("C", *part[1], *part[2], *part[3]))
    return (*commands, ("Z",))
