"""Which part of a board goes on which sheet: the grid with the fewest sheets, the code whole on one of them.

Sheets are named as on a map: rows from the top A, B, C..., columns from the left 1, 2, 3... (`tiling` draws them.)
"""
from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from shapely import box as boxes
from shapely import intersects, prepare
from shapely.affinity import translate
from shapely.geometry import Polygon

from exhibit.cutout.board.compose import Board
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.press.pdf import MARGIN_MM, code_box_on_page_mm

Pair = tuple[float, float]
Box = tuple[float, float, float, float]
SHEETS_MM: dict[str, tuple[float, float | None]] = {
    "a4": (210, 297), "a3": (297, 420), "sra3": (320, 450), "a1": (594, 841), "roll610": (610, None), "roll914": (914, None),
}
PRINTABLE_MARGIN_MM = 10.0  # office printers leave 4 to 5 mm blank; marks and labels stand in the rest
SHIFTS = 4


@dataclass(frozen=True, slots=True)
class Window:
    """One sheet: its part of the page (left, bottom, right, top in page mm), row from the top and column from the left, from 1."""

    box_mm: Box
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A grid: paper size in mm, windows in reading order."""

    paper_mm: tuple[float, float]
    windows: tuple[Window, ...]
    rows: int
    columns: int
    overlap_mm: float


def plan(board: Board, sheet: str, overlap_mm: float) -> Plan:
    """The grid with the fewest sheets: both orientations, shifted; the code whole on one sheet where a sheet can hold it."""
    if sheet not in SHEETS_MM:
        raise CutoutError(f"There is no sheet size “{sheet}”. Known: full, {', '.join(SHEETS_MM)}.")
    short, long = SHEETS_MM[sheet]
    page_height = board.height_mm + 2 * MARGIN_MM
    papers = [(short, page_height + 2 * PRINTABLE_MARGIN_MM)] if long is None else [(short, long), (long, short)]
    inside = min(papers[0]) - 2 * PRINTABLE_MARGIN_MM
    if not 0 <= overlap_mm <= inside / 3:
        raise CutoutError(f"An overlap of {overlap_mm:.0f} mm leaves too little of the sheet: choose at most {inside / 3:.0f} mm.")
    found = [grid for paper in papers for grid in _grids(board, paper, overlap_mm)]
    whole = [grid for grid in found if _code_is_whole(board, grid)]
    return min(whole or found, key=lambda grid: len(grid.windows))


def _grids(board: Board, paper: tuple[float, float], overlap_mm: float) -> list[Plan]:
    width, height = paper[0] - 2 * PRINTABLE_MARGIN_MM, paper[1] - 2 * PRINTABLE_MARGIN_MM
    x0, y0 = MARGIN_MM - 1, MARGIN_MM - 1
    x1, y1 = MARGIN_MM + board.width_mm + 1, MARGIN_MM + board.height_mm + 1
    columns = _count(x1 - x0, width, overlap_mm)
    rows = _count(y1 - y0, height, overlap_mm)
    spare_x = columns * (width - overlap_mm) + overlap_mm - (x1 - x0)
    spare_y = rows * (height - overlap_mm) + overlap_mm - (y1 - y0)
    shape = _moved(board.die.polygon, board)
    prepare(shape)
    return [_grid(shape, paper, (width, height), (x0 - spare_x * i / SHIFTS, y1 + spare_y * j / SHIFTS), rows, columns, overlap_mm)
            for i in range(SHIFTS + 1) for j in range(SHIFTS + 1)]


def _moved(polygon: Polygon, board: Board) -> Polygon:
    return translate(polygon, MARGIN_MM - polygon.bounds[0], MARGIN_MM)


def _count(length: float, window: float, overlap_mm: float) -> int:
    return max(1, math.ceil((length - overlap_mm) / (window - overlap_mm)))


def _grid(shape: Polygon, paper: Pair, window: Pair, origin: Pair, rows: int, columns: int, overlap_mm: float) -> Plan:
    """Windows from the upper left; those that show nothing of the board are left out."""
    (width, height), (left, top) = window, origin
    at = [(row, column) for row in range(rows) for column in range(columns)]
    lefts = np.array([left + column * (width - overlap_mm) for _, column in at])
    bottoms = np.array([top - row * (height - overlap_mm) - height for row, _ in at])
    shown = intersects(shape, boxes(lefts, bottoms, lefts + width, bottoms + height))
    windows = tuple(
        Window((float(x), float(y), float(x + width), float(y + height)), row + 1, column + 1)
        for (row, column), x, y, some in zip(at, lefts, bottoms, shown, strict=True) if some)
    return Plan(paper, windows, rows, columns, overlap_mm)


def _code_is_whole(board: Board, grid: Plan) -> bool:
    code = code_box_on_page_mm(board)
    return code is None or any(_holds(window, code) for window in grid.windows)


def _holds(window: Window, code: Box) -> bool:
    """Does a sheet show the whole code with its quiet zone?"""
    left, bottom, right, top = window.box_mm
    return left <= code[0] and bottom <= code[1] and right >= code[2] and top >= code[3]


def code_page(board: Board, sheet: str, overlap_mm: float = 10.0) -> int | None:
    """Index of the page that holds the whole code, None without a code."""
    code, grid = code_box_on_page_mm(board), plan(board, sheet, overlap_mm)
    if code is None:
        return None
    return next((at + 1 for at, window in enumerate(grid.windows) if _holds(window, code)), None)


def name_of(window: Window) -> str:
    """The sheet's name: "A1" is the upper left one."""
    return f"{row_letters(window.row)}{window.column}"


def row_letters(row: int) -> str:
    """A..Z, then AA, AB..."""
    return chr(64 + row) if row <= 26 else row_letters((row - 1) // 26) + chr(65 + (row - 1) % 26)
