"""Paths of svgelements as this room's paths: M, L, C and Z, with the y axis turned up."""
from __future__ import annotations

import svgelements

from exhibit.cutout.paths import Command, Path


def path_of(shape: svgelements.Path) -> Path:
    return tuple(command for segment in shape for command in _WRITERS[type(segment)](segment))


def _lift(start: complex, control: complex, end: complex) -> tuple[float, ...]:
    """A quadratic curve's control points as a cubic's (degree elevation)."""
    first, second = start + 2 / 3 * (control - start), end + 2 / 3 * (control - end)
    return _up(first, second, end)


def _up(*points: complex) -> tuple[float, ...]:
    """Coordinates of SVG points with the y axis turned up."""
    return tuple(value for point in points for value in (float(point.real), -float(point.imag)))


def _complex(point: svgelements.Point) -> complex:
    return complex(point.x, point.y)


def _move(segment: svgelements.Move) -> list[Command]:
    return [("M", *_up(_complex(segment.end)))]


def _line(segment: svgelements.Line) -> list[Command]:
    return [("L", *_up(_complex(segment.end)))]


def _cubic(segment: svgelements.CubicBezier) -> list[Command]:
    return [("C", *_up(_complex(segment.control1), _complex(segment.control2), _complex(segment.end)))]


def _quadratic(segment: svgelements.QuadraticBezier) -> list[Command]:
    return [("C", *_lift(_complex(segment.start), _complex(segment.control), _complex(segment.end)))]


def _arc(segment: svgelements.Arc) -> list[Command]:
    return [command for curve in segment.as_cubic_curves() for command in _cubic(curve)]


def _close(_: svgelements.Close) -> list[Command]:
    return [("Z",)]


_WRITERS = {
    svgelements.Move: _move,
    svgelements.Line: _line,
    svgelements.CubicBezier: _cubic,
    svgelements.QuadraticBezier: _quadratic,
    svgelements.Arc: _arc,
    svgelements.Close: _close,
}
