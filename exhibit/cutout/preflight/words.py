"""Letters and rows of letters, from outlines and from live text alike: how tall, how near to a line, how well they stand out.

Outlines carry no size. What is measured is the height of most of a row's letters, weighted by their width, or half of the row's own height
where that is more: about the x-height of Latin and Cyrillic rows, the height of the body of others. A row is five letters or more beside each other in one ink; single signs and shapes of a drawing are no row.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from exhibit.cutout.preflight.found import Box, Ink, Mark, Points, height, meet, width
from exhibit.cutout.preflight.raster import Raster, luminance

LEAST_MM, MOST_MM = 0.3, 150.0  # heights a letter can have
LEAST_LETTERS = 5
WIDE = 8.0  # a shape wider than this share of its height is a rule, not a letter
NEAR = 0.8  # letters of a row are at most this share of their height apart
LEVEL = 0.45  # and share this much of the lower one's height
BODY = 0.5  # share of a row's whole height that its letters have at least: Arabic letters are low, their strokes long
UNLIKE = 4.0  # and are at most this much taller than each other
MOST_RINGS = 3000  # of one path: more is a map or a pattern


@dataclass(frozen=True, slots=True)
class Row:
    """Letters beside each other. `size_mm`: height of most of them."""

    letters: tuple[Box, ...]
    size_mm: float
    box: Box


def letters_of(marks: tuple[Mark, ...]) -> list[tuple[Box, Ink]]:
    """Boxes of filled shapes that may be letters, with their ink; what lies inside another shape of the same path is its counter."""
    found = []
    for mark in marks:
        if mark.kind == "path" and mark.fill and not mark.fill.is_white and len(mark.rings) <= MOST_RINGS:
            found += [(box, mark.fill) for box in _outer([ring.box for ring in mark.rings if len(ring.points) > 3 and not ring.is_upright]) if _is_letter(box)]
    return found


def _is_letter(box: Box) -> bool:
    return LEAST_MM <= height(box) <= MOST_MM and width(box) <= WIDE * height(box)


def _outer(boxes: list[Box]) -> list[Box]:
    if len(boxes) < 2:
        return boxes
    b = np.array(boxes)
    inside = (b[:, None, 0] >= b[None, :, 0]) & (b[:, None, 1] >= b[None, :, 1]) & (b[:, None, 2] <= b[None, :, 2]) & (b[:, None, 3] <= b[None, :, 3])
    np.fill_diagonal(inside, False)
    return [box for box, counter in zip(boxes, np.any(inside, axis=1).tolist(), strict=True) if not counter]


def rows_of(letters: list[tuple[Box, Ink | None]]) -> list[Row]:
    """Letters joined into rows."""
    by_ink: dict[Ink | None, list[Box]] = {}
    for box, ink in letters:
        by_ink.setdefault(ink, []).append(box)
    return [row for boxes in by_ink.values() for row in _rows(np.array(boxes))]


def _rows(boxes: Points) -> list[Row]:
    groups = _joined(len(boxes), _neighbours(boxes))
    rows = []
    for at in range(int(groups.max()) + 1 if len(groups) else 0):
        members = boxes[groups == at]
        if len(members) >= LEAST_LETTERS:
            rows.append(_row(members))
    return rows


def _row(members: Points) -> Row:
    heights, widths = members[:, 3] - members[:, 1], members[:, 2] - members[:, 0]
    order = np.argsort(heights)
    half = np.searchsorted(np.cumsum(widths[order]), widths.sum() / 2)
    around = members[:, 0].min(), members[:, 1].min(), members[:, 2].max(), members[:, 3].max()
    most = float(heights[order][min(int(half), len(order) - 1)])
    return Row(tuple(_box(member) for member in members), max(most, BODY * float(around[3] - around[1])), _box(around))


def _box(values: object) -> Box:
    x0, y0, x1, y1 = (float(value) for value in values)  # type: ignore[attr-defined]
    return x0, y0, x1, y1


def _neighbours(boxes: Points) -> NDArray[np.int64]:
    """Pairs of letters that stand beside each other."""
    heights = boxes[:, 3] - boxes[:, 1]
    reach = NEAR * heights
    wide = shapely.box(boxes[:, 0] - reach, boxes[:, 1], boxes[:, 2] + reach, boxes[:, 3])
    first, second = shapely.STRtree(wide).query(wide, predicate="intersects")
    level = np.minimum(boxes[first, 3], boxes[second, 3]) - np.maximum(boxes[first, 1], boxes[second, 1])
    low, tall = np.minimum(heights[first], heights[second]), np.maximum(heights[first], heights[second])
    keep = (first < second) & (level >= LEVEL * low) & (tall <= UNLIKE * low)
    return np.stack([first[keep], second[keep]], axis=1)


def _joined(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the group each one belongs to (union-find)."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for first, second in pairs.tolist():
        parent[root(first)] = root(second)
    roots = [root(at) for at in range(count)]
    numbers = {number: at for at, number in enumerate(dict.fromkeys(roots))}
    return np.array([numbers[number] for number in roots], dtype=np.int64)


def nearest(row: Row, line: shapely.Geometry) -> tuple[float, tuple[float, float]]:
    """Distance in mm from the row's letters to a line, and the place of the nearest letter."""
    boxes = np.array(row.letters)
    distances = shapely.distance(shapely.box(*boxes.T), line)
    at = int(np.argmin(distances))
    x0, y0, x1, y1 = row.letters[at]
    return float(distances[at]), ((x0 + x1) / 2, (y0 + y1) / 2)


def contrast(row: Row, picture: Raster) -> float:
    """Contrast ratio 1 to 21 of a row against what is around its letters (WCAG 2.2), as rasterised."""
    around = row.size_mm * 0.15
    pixels = picture.cut_out((row.box[0] - around, row.box[1] - around, row.box[2] + around, row.box[3] + around)).reshape(-1, 3)
    if len(pixels) < 20:
        return 21.0
    light = luminance(pixels)
    bins = np.bincount((light * 64).astype(int), minlength=66)
    ground = float(np.median(light[(light * 64).astype(int) == int(np.argmax(bins))]))
    far = np.abs(light - ground)
    ink = float(np.median(light[far >= np.percentile(far, 97)]))
    return (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05)


def crosses(box: Box, line: Box) -> bool:
    """Does a thin line, given by its box, run through a box?"""
    return meet(box, (line[0] - 0.01, line[1] - 0.01, line[2] + 0.01, line[3] + 0.01))
