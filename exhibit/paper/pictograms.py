"""Pictograms as strokes on paper, from the one table in `consent.pictograms`."""
from __future__ import annotations

from functools import cache

import svgelements

from exhibit.consent.pictograms import GRID, PEN, PICTOGRAMS
from exhibit.cutout.paths import Command, Path, transform
from exhibit.paper.strips import Mark, Shape


def pictogram_shapes(name: str, left_mm: float, top_mm: float, side_mm: float) -> list[Mark]:
    """The strokes of a pictogram in a square of `side_mm`. Raises KeyError for a name that is in no row of the table."""
    scale = side_mm / GRID
    return [Shape(transform(path, scale, 0, 0, -scale, left_mm, top_mm), 0.0, PEN * scale) for path in _paths(name)]


@cache
def _paths(name: str) -> tuple[Path, ...]:
    return tuple(_path(stroke) for stroke in PICTOGRAMS[name])


def _path(stroke: str) -> Path:
    """An SVG path, y down as in the table."""
    commands: list[Command] = []
    for segment in svgelements.Path(stroke):
        if isinstance(segment, svgelements.Arc):
            curves = list(segment.as_cubic_curves())
        else:
            curves = [segment]
        commands += [command for curve in curves for command in _commands(curve)]
    return tuple(commands)


def _commands(segment: svgelements.PathSegment) -> list[Command]:
    if isinstance(segment, svgelements.CubicBezier):
        return [("C", segment.control1.x, segment.control1.y, segment.control2.x, segment.control2.y, segment.end.x, segment.end.y)]
    if isinstance(segment, svgelements.Move):
        return [("M", segment.end.x, segment.end.y)]
    return [("Z",)] if isinstance(segment, svgelements.Close) else [("L", segment.end.x, segment.end.y)]
