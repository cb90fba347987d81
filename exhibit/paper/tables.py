"""Tables and rows to tick: cells on one baseline, the head set again on each page."""
from __future__ import annotations

from dataclasses import replace

from exhibit.paper.blocks import Table, TickRow, Ticks
from exhibit.paper.lines import Lines, portions, set_lines
from exhibit.paper.pictograms import pictogram_shapes
from exhibit.paper.strips import Column, Mark, Shape, Strip, box, line, words

BEFORE_MM = 2.6
PAD_MM = 1.4
TICK_MM = 5.0
OPTION_MM, OPTION_PT = 17.0, 8.0
PICTOGRAM_MM = 8.0
NOTE_PT = 8.5
NOTE_GREY = 0.3
CHECK = ((0.18, 0.52), (0.42, 0.78), (0.84, 0.18))
"""A hand's check mark in a unit box, y down."""


def table_strips(block: Table, column: Column) -> list[Strip]:
    """One strip a row."""
    count = len(block.head) or max((len(row) for row in block.rows), default=1)
    shares = block.weights or (1.0,) * count
    widths = [column.width_mm * share / sum(shares) for share in shares]
    head = _row(block.head, widths, block.size_pt, column, bold=True) if block.head else []
    rows = [replace(strip, head=tuple(head)) for row in block.rows for strip in _row(row, widths, block.size_pt, column, bold=False)]
    strips = [replace(strip, keep_next=True) for strip in head] + rows
    return [replace(strips[0], before_mm=BEFORE_MM), *strips[1:]] if strips else []


def _row(cells: tuple[str | bool, ...], widths: list[float], size_pt: float, column: Column, bold: bool) -> list[Strip]:
    """One strip, more for a row with very long cells; the boxes to tick stand in the first, the rule under the last."""
    texts = [set_lines(cell, column.language, size_pt, width - 2 * PAD_MM, bold) if isinstance(cell, str) else None
             for cell, width in zip(cells, widths, strict=True)]
    above = max((lines.above_mm for lines in texts if lines), default=0.0)
    parts = portions([replace(lines, above_mm=above) if lines else None for lines in texts])
    strips = [_portion(cells if at == 0 else (False,) * len(cells), part, widths, column) for at, part in enumerate(parts)]
    rule = line(0, -strips[-1].height_mm, column.width_mm, 0.0 if bold else 0.7, 0.35 if bold else 0.2)
    return [*strips[:-1], replace(strips[-1], marks=(*strips[-1].marks, rule))]


def _portion(cells: tuple[str | bool, ...], texts: list[Lines | None], widths: list[float], column: Column) -> Strip:
    ticks = any(cell is True for cell in cells)
    height = max([TICK_MM if ticks else 0.0, *(lines.height_mm for lines in texts if lines)]) + 2 * PAD_MM
    marks: list[Mark] = []
    start = 0.0
    for cell, lines, width in zip(cells, texts, widths, strict=True):
        marks += _cell(cell, lines, start, width, column)
        start += width
    return Strip(height, tuple(marks))


def _cell(cell: str | bool, lines: Lines | None, start: float, width: float, column: Column) -> list[Mark]:
    if lines:
        return words(column, lines, start + PAD_MM, width - 2 * PAD_MM, -PAD_MM)
    return [box(column.left(start + PAD_MM, TICK_MM), -PAD_MM, TICK_MM, TICK_MM)] if cell is True else []


def tick_strips(block: Ticks, column: Column) -> list[Strip]:
    """The options over their boxes, then one strip a question."""
    head = _options(block, column)
    return [replace(head, before_mm=BEFORE_MM, keep_next=True), *(replace(_tick_row(block, row, column), head=(head,)) for row in block.rows)]


def _first_option(block: Ticks, column: Column) -> float:
    return column.width_mm - OPTION_MM * len(block.options)


def _options(block: Ticks, column: Column) -> Strip:
    set_options = [set_lines(option, column.language, OPTION_PT, OPTION_MM - 1, bold=True) for option in block.options]
    height = max(lines.height_mm for lines in set_options) + PAD_MM
    marks: list[Mark] = []
    for at, lines in enumerate(set_options):
        marks += words(column, lines, _first_option(block, column) + at * OPTION_MM, OPTION_MM, lines.height_mm - height + PAD_MM, "center")
    return Strip(height, (*marks, line(0, -height, column.width_mm, 0.0, 0.35)))


def _tick_row(block: Ticks, row: TickRow, column: Column) -> Strip:
    start = PICTOGRAM_MM + 3 if any(other.pictogram for other in block.rows) else 0.0
    room = _first_option(block, column) - start - 3
    label = set_lines(row.label, column.language, block.size_pt, room, bold=True)
    note = set_lines(row.note, column.language, NOTE_PT, room)
    inside = max(label.height_mm + note.height_mm, PICTOGRAM_MM if row.pictogram else TICK_MM)
    height = inside + 2 * PAD_MM
    top = -(height - label.height_mm - note.height_mm) / 2
    marks = words(column, label, start, room, top) + words(column, note, start, room, top - label.height_mm, grey=NOTE_GREY)
    if row.pictogram:
        marks += pictogram_shapes(row.pictogram, column.left(0, PICTOGRAM_MM), -(height - PICTOGRAM_MM) / 2, PICTOGRAM_MM)
    for at in range(len(block.options)):
        marks += _tick(column.left(_first_option(block, column) + at * OPTION_MM, OPTION_MM), -(height - TICK_MM) / 2, at == row.ticked)
    return Strip(height, (*marks, line(0, -height, column.width_mm, 0.7)))


def _tick(left_mm: float, top_mm: float, ticked: bool) -> list[Mark]:
    """A box in the middle of its option's column, with a check mark or without."""
    left = left_mm + (OPTION_MM - TICK_MM) / 2
    marks: list[Mark] = [box(left, top_mm, TICK_MM, TICK_MM, 0.0, 0.35)]
    if ticked:
        points = [(left + x * TICK_MM, top_mm - y * TICK_MM) for x, y in CHECK]
        marks.append(Shape((("M", *points[0]), ("L", *points[1]), ("L", *points[2])), 0.0, 0.8))
    return marks
