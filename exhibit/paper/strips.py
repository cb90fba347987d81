"""Strips: bands of fixed height across a column, each with its marks. A page is a stack of strips.

Marks are placed from the strip's upper left corner, y up, so that what hangs below the top edge has a negative y. mm throughout.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exhibit.cutout.paths import Path, polygon_path
from exhibit.cutout.paths import translate as moved
from exhibit.cutout.type.itemise import ShapedLine, is_rtl
from exhibit.paper.lines import Lines


@dataclass(frozen=True, slots=True)
class Words:
    """One line of glyphs: left end of its baseline, type size as mm for one em.

    For a file that reading programs are told of: `part`, the number of the part it belongs to (0: none), its `language`, and `blank_after`,
    whether its text goes on with a space.
    """

    line: ShapedLine
    x_mm: float
    y_mm: float
    em_mm: float
    grey: float = 0.0
    part: int = 0
    language: str = ""
    blank_after: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled by the non-zero rule, or drawn with a pen of `pen_mm`; `dash_mm` 0 is a whole line."""

    path: Path
    grey: float = 0.0
    pen_mm: float = 0.0
    dash_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in a box: left, bottom, width, height."""

    content: bytes
    box_mm: tuple[float, float, float, float]


Mark = Words | Shape | Photo


@dataclass(frozen=True, slots=True)
class Strip:
    """A band that is never divided. `before_mm` is the space above it, dropped at the top of a page; `keep_next`: not the last on a page.

    `head`: strips to set again when this one begins a page (a table's head). `new_page`: begins a page in any case.
    """

    height_mm: float
    marks: tuple[Mark, ...] = ()
    before_mm: float = 0.0
    keep_next: bool = False
    head: tuple[Strip, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Where a block is set: its width, the language that decides on which side it starts, and how much more air there is between lines."""

    width_mm: float
    language: str
    open_em: float = 0.0

    @property
    def rtl(self) -> bool:
        return is_rtl(self.language)

    def left(self, start_mm: float, width_mm: float) -> float:
        """Left edge of something `width_mm` wide that begins `start_mm` from where reading starts."""
        return self.width_mm - start_mm - width_mm if self.rtl else start_mm


def words(column: Column, lines: Lines, start_mm: float, width_mm: float, top_mm: float, align: str = "start", grey: float = 0.0) -> list[Mark]:
    """The lines of a text in a part of the column, the first line's box hanging from `top_mm`."""
    left = column.left(start_mm, width_mm)
    marks: list[Mark] = []
    baseline = top_mm - lines.above_mm
    for line in lines.lines:
        free = width_mm - line.width * lines.em_mm
        indent = free / 2 if align == "center" else free if column.rtl != (align == "end") else 0.0
        marks.append(Words(line, left + indent, baseline, lines.em_mm, grey, language=column.language))
        baseline -= lines.pitch_mm
    return marks


def box(left_mm: float, top_mm: float, width_mm: float, height_mm: float, grey: float = 0.0, pen_mm: float = 0.25, dash_mm: float = 0.0) -> Shape:
    """An outlined rectangle."""
    right, bottom = left_mm + width_mm, top_mm - height_mm
    return Shape(polygon_path([[(left_mm, bottom), (right, bottom), (right, top_mm), (left_mm, top_mm)]]), grey, pen_mm, dash_mm)


def line(left_mm: float, y_mm: float, width_mm: float, grey: float = 0.6, pen_mm: float = 0.2) -> Shape:
    """A level line."""
    return Shape((("M", left_mm, y_mm), ("L", left_mm + width_mm, y_mm)), grey, pen_mm)


def shifted(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """The same marks elsewhere."""
    return tuple(_shifted(mark, dx, dy) for mark in marks)


def _shifted(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Words):
        return replace(mark, x_mm=mark.x_mm + dx, y_mm=mark.y_mm + dy)
    if isinstance(mark, Shape):
        return replace(mark, path=moved(mark.path, dx, dy))
    left, bottom, width, height = mark.box_mm
    return replace(mark, box_mm=(left + dx, bottom + dy, width, height))


def stacked(strips: Iterable[Strip]) -> tuple[float, tuple[Mark, ...]]:
    """(height, marks) of strips set one below the other, the first without the space above it."""
    y = 0.0
    marks: list[Mark] = []
    for at, strip in enumerate(strips):
        y -= strip.before_mm if at else 0.0
        marks += shifted(strip.marks, 0, y)
        y -= strip.height_mm
    return -y, tuple(marks)
