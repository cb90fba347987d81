"""Path primitives of the cutout room.

A path is plain data: a tuple of commands in mm with the y axis pointing up. Every drawn thing (figure layers,
glyph outlines, the die line) is handed on in this form. Filled paths use the even-odd rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

Command = tuple[Any, ...]
"""One of ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",); all numbers in mm."""

Path = tuple[Command, ...]
Point = tuple[float, float]

_MAX_STEPS = 64
"""Chords a single curve may be cut into; 64 keeps a 2 m curve within 0.1 mm."""


def transform(path: Path, a: float, b: float, c: float, d: float, e: float, f: float) -> Path:
    """Map every point (x, y) to (a x + c y + e, b x + d y + f), the order SVG and PDF use."""
    out: list[Command] = []
    for command in path:
        kind = command[0]
        if kind == "C":
            _, x1, y1, x2, y2, x3, y3 = command
            out.append((kind, a * x1 + c * y1 + e, b * x1 + d * y1 + f, a * x2 + c * y2 + e, b * x2 + d * y2 + f, a * x3 + c * y3 + e, b * x3 + d * y3 + f))
        elif kind == "Z":
            out.append(command)
        else:
            _, x, y = command
            out.append((kind, a * x + c * y + e, b * x + d * y + f))
    return tuple(out)


def translate(path: Path, dx: float, dy: float) -> Path:
    """Shift a path by (dx, dy) mm."""
    out: list[Command] = []
    for command in path:
        kind = command[0]
        if kind == "C":
            _, x1, y1, x2, y2, x3, y3 = command
            out.append((kind, x1 + dx, y1 + dy, x2 + dx, y2 + dy, x3 + dx, y3 + dy))
        elif kind == "Z":
            out.append(command)
        else:
            out.append((kind, command[1] + dx, command[2] + dy))
    return tuple(out)


def bounds(path: Path, tolerance_mm: float = 0.05) -> tuple[float, float, float, float]:
    """The box (min x, min y, max x, max y) in mm around the drawn curve, not around its control points."""
    points = [point for ring in flatten(path, tolerance_mm) for point in ring]
    if not points:
        raise ValueError("A path without points has no bounds.")
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def flatten(path: Path, tolerance_mm: float) -> list[list[Point]]:
    """The subpaths as lists of points; no chord is further than tolerance_mm from its curve.

    A closed subpath ends with its first point repeated.
    """
    rings: list[list[Point]] = []
    for command in path:
        kind = command[0]
        if kind == "M":
            rings.append([(command[1], command[2])])
        elif kind == "L":
            rings[-1].append((command[1], command[2]))
        elif kind == "C":
            rings[-1].extend(_curve_points(rings[-1][-1], command[1:], tolerance_mm))
        elif rings[-1][-1] != rings[-1][0]:
            rings[-1].append(rings[-1][0])
    return rings


def _curve_points(start: Point, numbers: tuple[float, ...], tolerance_mm: float) -> list[Point]:
    """Points after `start` along a cubic curve."""
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = numbers
    steps = _steps(start, numbers, tolerance_mm)
    points = []
    for index in range(1, steps + 1):
        t = index / steps
        u = 1.0 - t
        k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append((k0 * x0 + k1 * x1 + k2 * x2 + k3 * x3, k0 * y0 + k1 * y1 + k2 * y2 + k3 * y3))
    points[-1] = (x3, y3)
    return points


def _steps(start: Point, numbers: tuple[float, ...], tolerance_mm: float) -> int:
    """Chords needed: the bound from the second derivative, |B''| / 8 n^2 <= tolerance."""
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = numbers
    bend = max(math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    return max(1, min(_MAX_STEPS, math.ceil(math.sqrt(6 * bend / (8 * tolerance_mm)))))


def polygon_path(rings: Iterable[Iterable[tuple[float, ...]]]) -> Path:
    """Closed straight-line subpaths from rings of points (a repeated last point is dropped)."""
    commands: list[Command] = []
    for ring in rings:
        points = [(float(x), float(y)) for x, y, *_ in ring]
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        commands.append(("M", *points[0]))
        commands.extend(("L", *point) for point in points[1:])
        commands.append(("Z",))
    return tuple(commands)
