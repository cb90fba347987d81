"""Each kind of block as strips of a column: text, lists, facts, blanks, codes, pictures, frames. (Tables and tick rows: `tables`.)"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix, module_path
from exhibit.cutout.paths import translate
from exhibit.paper.blocks import (
    Beside,
    Blanks,
    Block,
    Bullets,
    Code,
    Drawing,
    Facts,
    Framed,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Ticks,
    Together,
)
from exhibit.paper.lines import Lines, portions, set_lines
from exhibit.paper.photos import size_within
from exhibit.paper.strips import Column, Mark, Photo, Shape, Strip, box, line, shifted, stacked, words
from exhibit.paper.tables import table_strips, tick_strips
from exhibit.story.labels import number

HEADING_PT = {1: 18.0, 2: 13.0, 3: 11.0}
HEADING_BEFORE_MM = {1: 6.0, 2: 6.0, 3: 4.0}
AFTER_HEADING_MM, BETWEEN_MM, BETWEEN_ITEMS_MM = 1.0, 2.6, 1.0
BULLET_MM = 6.0
LABEL_PT = 8.5
SECTION_GREY = 0.35


def strips_of(block: Block, column: Column) -> list[Strip]:
    """A block as strips. Raises AddressTooLong for a code no reader could scan, NotAPicture for an image that is none."""
    own = getattr(block, "language", "")
    return LAYOUT[type(block)](block, replace(column, language=own) if own else column)


def _opened(lines: Lines, column: Column) -> Lines:
    """The lines with the column's own air between them."""
    return replace(lines, below_mm=lines.below_mm + column.open_em * lines.em_mm) if column.open_em else lines


def _heading(block: Heading, column: Column) -> list[Strip]:
    lines = _opened(set_lines(block.text, column.language, block.size_pt or HEADING_PT[block.level], column.width_mm, bold=True), column)
    if not lines.lines:
        return []
    marks = words(column, lines, 0, column.width_mm, 0)
    return [Strip(lines.height_mm + AFTER_HEADING_MM, tuple(marks), HEADING_BEFORE_MM[block.level], keep_next=True)]


def _paragraph(block: Paragraph, column: Column) -> list[Strip]:
    lines = _opened(set_lines(block.text, column.language, block.size_pt, column.width_mm, block.bold), column)
    return line_strips(column, lines, 0, column.width_mm, BETWEEN_MM, block.align, block.grey)


def line_strips(column: Column, lines: Lines, start_mm: float, width_mm: float, before_mm: float, align: str = "start", grey: float = 0.0) -> list[Strip]:
    """A strip for each line; neither the first line nor the last is left alone on a page."""
    strips = []
    for at, one in enumerate(lines.lines):
        marks = words(column, replace(lines, lines=(one,)), start_mm, width_mm, 0, align, grey)
        alone = at == 0 or at == len(lines.lines) - 2
        strips.append(Strip(lines.pitch_mm, tuple(marks), before_mm if at == 0 else 0.0, keep_next=alone and at < len(lines.lines) - 1))
    return strips


def _bullets(block: Bullets, column: Column) -> list[Strip]:
    strips: list[Strip] = []
    for at, item in enumerate(block.items):
        lines = _opened(set_lines(item, column.language, block.size_pt, column.width_mm - BULLET_MM), column)
        own = line_strips(column, lines, BULLET_MM, column.width_mm - BULLET_MM, BETWEEN_ITEMS_MM if at else BETWEEN_MM)
        sign = f"{number(at + 1, column.language)}." if block.numbered else "•"
        mark = replace(set_lines(sign, column.language, block.size_pt, BULLET_MM), above_mm=lines.above_mm)
        strips += [replace(own[0], marks=own[0].marks + tuple(words(column, mark, 0, BULLET_MM, 0))), *own[1:]] if own else []
    return strips


def _facts(block: Facts, column: Column) -> list[Strip]:
    """Label and value on one baseline, a hair line under each pair."""
    strips = [strip for label, value in block.rows for strip in _fact(label, value, block, column)]
    return [replace(strips[0], before_mm=BETWEEN_MM), *strips[1:]] if strips else []


def _fact(label: str, value: str, block: Facts, column: Column) -> list[Strip]:
    """One strip; more for a very long value, the line under the last."""
    label_mm = column.width_mm * block.label_share
    left = set_lines(label, column.language, block.size_pt, label_mm - 4)
    right = set_lines(value or "–", column.language, block.size_pt, column.width_mm - label_mm, bold=True)
    above = max(left.above_mm, right.above_mm)
    strips = []
    for first, second in portions([replace(left, above_mm=above), replace(right, above_mm=above)]):
        assert first and second  # both are texts
        height = max(first.height_mm, second.height_mm) + 1.6
        marks = words(column, first, 0, label_mm - 4, -0.8, grey=SECTION_GREY) + words(column, second, label_mm, column.width_mm - label_mm, -0.8)
        strips.append(Strip(height, tuple(marks)))
    rule = line(0, -strips[-1].height_mm, column.width_mm, 0.8)
    return [*strips[:-1], replace(strips[-1], marks=(*strips[-1].marks, rule))]


def _rule(_block: Rule, column: Column) -> list[Strip]:
    return [Strip(0.4, (line(0, -0.2, column.width_mm, 0.3, 0.3),), BETWEEN_MM)]


def _gap(block: Gap, _column: Column) -> list[Strip]:
    return [Strip(0.0, (), block.height_mm)]


def _page_break(_block: PageBreak, _column: Column) -> list[Strip]:
    return [Strip(0.0, (), new_page=True, keep_next=True)]


def _blanks(block: Blanks, column: Column) -> list[Strip]:
    rows = [block.labels[at:at + block.per_row] for at in range(0, len(block.labels), block.per_row)]
    return [_blank_row(block, row, column) for row in rows]


def _blank_row(block: Blanks, row: tuple[str, ...], column: Column) -> Strip:
    gap = 6.0
    width = (column.width_mm - gap * (block.per_row - 1)) / block.per_row
    marks: list[Mark] = []
    tallest = 0.0
    for at, label in enumerate(row):
        start = at * (width + gap)
        left = column.left(start, width)
        marks.append(box(left, 0, width, block.height_mm) if block.boxed else line(left, -block.height_mm, width, 0, 0.3))
        lines = set_lines(label, column.language, LABEL_PT, width)
        marks += words(column, lines, start, width, -block.height_mm - 0.8, grey=SECTION_GREY)
        tallest = max(tallest, lines.height_mm)
    return Strip(block.height_mm + 0.8 + tallest, tuple(marks), BETWEEN_MM)


def _code(block: Code, column: Column) -> list[Strip]:
    """The code at the start, its words beside it."""
    matrix = code_matrix(block.address)
    module = block.side_mm / (matrix.modules + 2 * QUIET_MODULES)
    left = column.left(0, block.side_mm)
    path = module_path(matrix, left + QUIET_MODULES * module, -QUIET_MODULES * module, module)
    room = column.width_mm - block.side_mm - 4
    lines = set_lines(block.text, column.language, 10, room) if block.text else None
    height = max(block.side_mm, lines.height_mm if lines else 0.0)
    beside = words(column, lines, block.side_mm + 4, room, -(height - lines.height_mm) / 2) if lines else []
    return [Strip(height, (Shape(path), *beside), BETWEEN_MM)]


def _picture(block: Picture, column: Column) -> list[Strip]:
    width, height = size_within(block.content, min(block.width_mm, column.width_mm), block.height_mm)
    photo = Strip(height, (Photo(block.content, (column.left(0, width), -height, width, height)),), BETWEEN_MM, keep_next=bool(block.caption))
    if not block.caption:
        return [photo]
    lines = set_lines(block.caption, column.language, LABEL_PT, column.width_mm)
    return [photo, Strip(lines.height_mm, tuple(words(column, lines, 0, column.width_mm, 0, grey=SECTION_GREY)), 1.0)]


def _drawing(block: Drawing, column: Column) -> list[Strip]:
    placed = translate(block.path, column.left(0, block.width_mm), -block.height_mm)
    return [Strip(block.height_mm, (Shape(placed, block.grey),), BETWEEN_MM)]


def _together(block: Together, column: Column) -> list[Strip]:
    strips = [strip for inner in block.blocks for strip in strips_of(inner, column)]
    joined = len(strips) if block.and_next else len(strips) - 1
    return [replace(strip, keep_next=True) for strip in strips[:joined]] + strips[joined:]


def _framed(block: Framed, column: Column) -> list[Strip]:
    width = block.width_mm or column.width_mm
    inner = Column(width - 2 * block.padding_mm, column.language)
    content, marks = stacked(strip for each in block.blocks for strip in strips_of(each, inner))
    height = max(block.height_mm, content + 2 * block.padding_mm)
    left = column.left(0, width)
    top = (height - content) / 2 if block.middle else block.padding_mm
    frame = box(left, 0, width, height, 0.0, 0.25, 1.2 if block.dashed else 0.0)
    return [Strip(height, (frame, *shifted(marks, left + block.padding_mm, -top)), BETWEEN_MM)]


def _beside(block: Beside, column: Column) -> list[Strip]:
    shares = block.weights or (1.0,) * len(block.parts)
    room = column.width_mm - block.gap_mm * (len(block.parts) - 1)
    start, tallest = 0.0, 0.0
    marks: list[Mark] = []
    for part, share in zip(block.parts, shares, strict=True):
        width = room * share / sum(shares)
        height, own = stacked(strip for each in part for strip in strips_of(each, Column(width, column.language)))
        marks += shifted(own, column.left(start, width), 0)
        start, tallest = start + width + block.gap_mm, max(tallest, height)
    return [Strip(tallest, tuple(marks), BETWEEN_MM)]


LAYOUT: dict[type, Callable[[Any, Column], list[Strip]]] = {
    Heading: _heading, Paragraph: _paragraph, Bullets: _bullets, Rule: _rule, Gap: _gap, PageBreak: _page_break, Ticks: tick_strips, Table: table_strips,
    Facts: _facts, Code: _code, Picture: _picture, Drawing: _drawing, Blanks: _blanks, Together: _together, Framed: _framed,
    Beside: _beside,
}
