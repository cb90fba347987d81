"""Which part of a board goes on which sheet: the fewest sheets, the code whole on one of them.

Both orientations are tried, and the grid is moved in steps of 3 mm; where it saves a sheet, each row (or column) is moved by itself, as
bricks are, and where that saves one more, sheets of some rows lie the other way. Only what shows something of the board is a sheet. A sheet is named as on a map: rows from the top A, B, C..., columns from
the left 1, 2, 3... What a sheet shows is its window; with an overlap the picture goes on over two edges, where the neighbours are glued on.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from shapely.affinity import affine_transform, translate
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.sheets.cover import Box, Cell, Cover, Raster, best_cover, turned_cover
from exhibit.cutout.sheets.options import ORDERS, SheetOptions, paper_sides_mm, wanted

if TYPE_CHECKING:
    from exhibit.cutout.board.compose import Board

LONGEST_MM = 5000.0  # 14,400 points without UserUnit, which many readers do not honour (ISO 32000-1, annex C)
HEAD_MM = 10.0  # over the picture: scale bar, name and notes stand there
LINE_MM = 0.5  # half the cut line's width and something more: the line too is on a sheet
LEAST_MM = 60.0  # of a window: less is not worth the glue
SIDES = {"left": (-1, 0), "right": (1, 0), "above": (0, 1), "below": (0, -1)}


@dataclass(frozen=True, slots=True)
class Outline:
    """What the plan needs of a board: die line, size, code and technical line; mm from the die line's left and the floor."""

    polygon: Polygon
    width_mm: float
    height_mm: float
    code_mm: Box | None
    slug: str = ""

    @classmethod
    def of(cls, board: Board) -> Outline:
        polygon = board.die.polygon
        return cls(translate(polygon, -polygon.bounds[0], 0), board.width_mm, board.height_mm, board.qr_box_mm, board.spec.slug)


@dataclass(frozen=True, slots=True)
class Window:
    """One sheet's part of the board (left, bottom, right, top in mm), row from the top and column from the left, from 1; and its paper."""

    box_mm: Box
    row: int
    column: int
    paper_mm: tuple[float, float]

    @property
    def name(self) -> str:
        """"A1" is the upper left one."""
        return f"{row_letters(self.row)}{self.column}"


@dataclass(frozen=True)
class Plan:
    """The sheets in the order in which they are glued, on a paper of `paper_mm`; `staggered`: laid as bricks are."""

    options: SheetOptions
    paper_mm: tuple[float, float]
    windows: tuple[Window, ...]
    rows: int
    columns: int
    staggered: bool
    code_on: str | None  # name of the sheet with the whole code

    @property
    def sheets(self) -> int:
        """How many, without the assembly map."""
        return len(self.windows)

    @property
    def landscape(self) -> bool:
        return self.paper_mm[0] > self.paper_mm[1]

    @property
    def turned(self) -> bool:
        """Do some sheets lie the other way?"""
        return len({window.paper_mm for window in self.windows}) > 1

    @cached_property
    def neighbours(self) -> dict[str, dict[str, tuple[Window, ...]]]:
        """For each sheet by name, the sheets at its left, right, above, below."""
        return {window.name: {side: tuple(other for other in self.windows if self._beside(window, other, side)) for side in SIDES} for window in self.windows}

    def _beside(self, one: Window, other: Window, side: str) -> bool:
        gap, (x0, y0, x1, y1), (left, bottom, right, top) = self.options.apart_mm, one.box_mm, other.box_mm
        apart = {"left": x0 - gap - right, "right": left - gap - x1, "above": bottom - gap - y1, "below": y0 - gap - top}[side]
        along = min(y1, top) - max(y0, bottom) if side in ("left", "right") else min(x1, right) - max(x0, left)
        return abs(apart) < 0.01 and along > 1

    def place(self, window: Window) -> str:
        """Where a sheet lies, in words."""
        row, column = row_letters(window.row), window.column
        if self.options.order == "down":
            of = max(one.row for one in self.windows if one.column == column) if self.staggered else self.rows
            return f"column {column}, row {row} of {row_letters(of)}"
        of = max(one.column for one in self.windows if one.row == window.row) if self.staggered else self.columns
        return f"row {row}, column {column} of {of}"

    def told(self) -> dict[str, Any]:
        """What a person wants to know before making them; for JSON."""
        return {"paper": str(self.options), "paper_mm": [round(side, 1) for side in self.paper_mm], "sheets": self.sheets, "rows": self.rows, "columns": self.columns,
                "staggered": self.staggered, "turned": self.turned, "overlap_mm": self.options.under_mm, "gap_mm": self.options.apart_mm, "order": self.options.order, "code_on": self.code_on,
                "windows": [{"name": window.name, "box_mm": [round(value, 3) for value in window.box_mm], "paper_mm": list(window.paper_mm)} for window in self.windows]}


@dataclass(frozen=True, slots=True)
class Edges:
    """White edges of a sheet in mm."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, options: SheetOptions) -> Edges:
        """Left and upper edge are cut off; right and lower edge go under the neighbours, so they are as wide as the overlap."""
        under = max(options.margin_mm, options.under_mm)
        return cls(options.margin_mm, under, under, max(options.margin_mm, HEAD_MM))


def plan(board: Board | Outline, sheet: str | SheetOptions = "a4", overlap_mm: float | None = None) -> Plan:
    """The fewest sheets. Raises CutoutError for a board that is too long and for sheets that leave too little."""
    return _planned(board if isinstance(board, Outline) else Outline.of(board), wanted(sheet, overlap_mm))


@lru_cache(maxsize=16)
def _planned(outline: Outline, options: SheetOptions) -> Plan:
    """Kept, because whoever makes sheets asks for the plan, for the page of the code and for the number."""
    _refuse_too_long(outline)
    if options.order == "auto":
        return min((_best(outline, replace(options, order=order)) for order in ORDERS if order != "auto"), key=lambda grid: (grid.sheets, grid.staggered))
    return _best(outline, options)


def _best(outline: Outline, options: SheetOptions) -> Plan:
    papers = _papers(outline, options)
    for whole, extra in ((outline.code_mm, 0), (outline.code_mm, 1), (None, 0)):  # a paper too small for the code still gets its sheets; whoever hands them out says so
        found = [(cover, paper) for paper in papers if (cover := _cover(outline, options, paper, whole, extra))]
        if found:
            cover, paper = min(found, key=lambda pair: pair[0].cost)
            best, turned = _plan(outline, options, paper, cover), _turned_cover(outline, options, papers, whole)
            if turned and len(turned.cells) < len(cover.cells):
                mixed = _plan(outline, options, papers[0], turned)
                return mixed if mixed.code_on or whole is None else best
            return best
    raise CutoutError("These sheets do not cover the board: choose another paper.")


def _refuse_too_long(outline: Outline) -> None:
    longest = max(outline.width_mm, outline.height_mm)
    if longest > LONGEST_MM:
        raise CutoutError(f"A board of {longest / 1000:.2f} m is too long for one page: many programs show nothing beyond {LONGEST_MM / 1000:.0f} m. "
                          "Make it smaller or in two pieces.")


def _papers(outline: Outline, options: SheetOptions) -> list[tuple[float, float]]:
    """The paper in the orientations wanted. A roll is cut to the board's length."""
    edges, (width, height) = Edges.of(options), paper_sides_mm(options.paper)
    if height is None:
        upright = (width, outline.height_mm + 4 * LINE_MM + edges.bottom + edges.top)
        across = (outline.width_mm + 4 * LINE_MM + edges.left + edges.right, width)
    else:
        upright, across = (min(width, height), max(width, height)), (max(width, height), min(width, height))
    _refuse_too_little(min(width, height or width), options)
    by_name = {"portrait": [upright], "landscape": [across], "auto": [upright, across]}
    return by_name[options.orientation]


def _refuse_too_little(short: float, options: SheetOptions) -> None:
    inside = short - 2 * options.margin_mm
    if options.under_mm > inside / 3:
        raise CutoutError(f"An overlap of {options.under_mm:.0f} mm leaves too little of the sheet: choose at most {inside / 3:.0f} mm.")
    edges = Edges.of(options)
    left = short - max(edges.left + edges.right, edges.bottom + edges.top)
    if left < LEAST_MM:
        raise CutoutError(f"Margins and overlap leave {left:.0f} mm of the sheet: choose smaller ones or a larger paper.")


def _cover(outline: Outline, options: SheetOptions, paper: tuple[float, float], whole: Box | None, extra: int) -> Cover | None:
    """The best cover, found along rows or along columns, whichever is glued first. `extra`: rows and columns more than the board needs, where only that leaves the code whole."""
    return best_cover(_simple(outline, options), replace(_raster(options, paper), extra=extra), whole and _turned(whole, options.order == "down"))


def _turned_cover(outline: Outline, options: SheetOptions, papers: list[tuple[float, float]], whole: Box | None) -> Cover | None:
    """Sheets of both orientations, a band of the one beside bands of the other. Not from a roll: a strip is as long as the board."""
    if len(papers) < 2 or options.paper.startswith("roll"):
        return None
    one, other = (_raster(options, paper) for paper in papers)
    return turned_cover(_simple(outline, options), (one, other), whole and _turned(whole, options.order == "down"))


def _simple(outline: Outline, options: SheetOptions) -> BaseGeometry:
    """The outline in the cover's directions."""
    return affine_transform(_simplified(outline), [0, -1, 1, 0, 0, 0] if options.order == "down" else [1, 0, 0, -1, 0, 0])


@lru_cache(maxsize=4)
def _simplified(outline: Outline) -> BaseGeometry:
    """Simple enough to be cut a thousand times, and nowhere inside the line."""
    return outline.polygon.buffer(2 * LINE_MM, quad_segs=2).simplify(0.8 * LINE_MM)


def _raster(options: SheetOptions, paper: tuple[float, float]) -> Raster:
    width, height = _window_size(options, paper)
    return Raster(height, width, options.apart_mm) if options.order == "down" else Raster(width, height, options.apart_mm)


def _window_size(options: SheetOptions, paper: tuple[float, float]) -> tuple[float, float]:
    edges = Edges.of(options)
    return paper[0] - edges.left - edges.right, paper[1] - edges.bottom - edges.top


def _turned(box: Box, down: bool) -> Box:
    """A box of the board in the cover's directions."""
    x0, y0, x1, y1 = box
    return (-y1, x0, -y0, x1) if down else (x0, -y1, x1, -y0)


def _plan(outline: Outline, options: SheetOptions, paper: tuple[float, float], cover: Cover) -> Plan:
    down = options.order == "down"
    windows = tuple(_window(cell, options, (paper[1], paper[0]) if cell.turned else paper) for cell in sorted(cover.cells, key=lambda cell: (cell.band, cell.place)))
    rows, columns = (cover.places, cover.bands) if down else (cover.bands, cover.places)
    held = [window.name for window in windows if outline.code_mm and _holds(window, outline.code_mm)]
    return Plan(options, paper, windows, rows, columns, cover.staggered, held[0] if held else None)


def _window(cell: Cell, options: SheetOptions, paper: tuple[float, float]) -> Window:
    down, (width, height) = options.order == "down", _window_size(options, paper)
    left, top = (cell.v, -cell.u) if down else (cell.u, -cell.v)
    row, column = (cell.place, cell.band) if down else (cell.band, cell.place)
    return Window((left, top - height, left + width, top), row + 1, column + 1, paper)


def _holds(window: Window, code: Box) -> bool:
    """Does a sheet show the whole code with its quiet zone?"""
    left, bottom, right, top = window.box_mm
    return left <= code[0] + 1e-6 and bottom <= code[1] + 1e-6 and right >= code[2] - 1e-6 and top >= code[3] - 1e-6


def code_page(board: Board | Outline, sheet: str | SheetOptions = "a4", overlap_mm: float | None = None) -> int | None:
    """Index of the page that holds the whole code, None without a code or where no sheet is large enough."""
    grid = plan(board, sheet, overlap_mm)
    names = [window.name for window in grid.windows]
    return names.index(grid.code_on) + map_pages(grid.options) if grid.code_on else None


def map_pages(options: SheetOptions) -> int:
    """How many pages stand before the first sheet."""
    return 2 if options.two_sided else 1


def row_letters(row: int) -> str:
    """A..Z, then AA, AB..."""
    return chr(64 + row) if row <= 26 else row_letters((row - 1) // 26) + chr(65 + (row - 1) % 26)
