"""The same board on smaller sheets: fewest sheets, overlap to glue, marks, labels, a map, and a scale bar on each.

The board's page goes in once as a form; each sheet shows its window of it. Only the marks are drawn anew.
"""
from __future__ import annotations

import io
import math
from dataclasses import dataclass

import pikepdf
from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas
from shapely.affinity import translate
from shapely.geometry import Polygon, box

from exhibit.cutout.compose import Board
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.palettes import BLACK, ink
from exhibit.cutout.paths import polygon_path
from exhibit.cutout.pdf import MARGIN_MM, PT_PER_MM, code_box_on_page_mm, draw, strip_text_state, write_pdf
from exhibit.cutout.spec import CMYK
from exhibit.cutout.typeset import set_text

Pair = tuple[float, float]
SHEETS_MM: dict[str, tuple[float, float | None]] = {
    "a4": (210, 297), "a3": (297, 420), "sra3": (320, 450), "a1": (594, 841), "roll610": (610, None), "roll914": (914, None),
}
PRINTABLE_MARGIN_MM = 8.0  # what office printers leave blank
SHIFTS = 4


@dataclass(frozen=True, slots=True)
class Window:
    """One sheet: its part of the page (left, bottom, right, top in page mm), row from the top and column from the left, from 1."""

    box_mm: tuple[float, float, float, float]
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
    return [_grid(shape, paper, (width, height), (x0 - spare_x * i / SHIFTS, y1 + spare_y * j / SHIFTS), rows, columns, overlap_mm)
            for i in range(SHIFTS + 1) for j in range(SHIFTS + 1)]


def _moved(polygon: Polygon, board: Board) -> Polygon:
    return translate(polygon, MARGIN_MM - polygon.bounds[0], MARGIN_MM)


def _count(length: float, window: float, overlap_mm: float) -> int:
    return max(1, math.ceil((length - overlap_mm) / (window - overlap_mm)))


def _grid(shape: Polygon, paper: Pair, window: Pair, origin: Pair, rows: int, columns: int, overlap_mm: float) -> Plan:
    """Windows from the upper left; those that show nothing of the board are left out."""
    (width, height), (left, top) = window, origin
    windows = []
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * (width - overlap_mm), top - row * (height - overlap_mm) - height
            if shape.intersects(box(x, y, x + width, y + height)):
                windows.append(Window((x, y, x + width, y + height), row + 1, column + 1))
    return Plan(paper, tuple(windows), rows, columns, overlap_mm)


def _code_is_whole(board: Board, grid: Plan) -> bool:
    code = code_box_on_page_mm(board)
    return code is None or any(box(*window.box_mm).contains(box(*code)) for window in grid.windows)


def code_page(board: Board, sheet: str, overlap_mm: float = 10.0) -> int | None:
    """Index of the page that holds the whole code, None without a code."""
    code, grid = code_box_on_page_mm(board), plan(board, sheet, overlap_mm)
    if code is None:
        return None
    return next((at + 1 for at, window in enumerate(grid.windows) if box(*window.box_mm).contains(box(*code))), None)


def tile(board: Board, sheet: str = "a4", overlap_mm: float = 10.0, full: bytes | None = None) -> bytes:
    """All sheets as one PDF; its first page is the assembly map. `full` spares writing the board again."""
    grid = plan(board, sheet, overlap_mm)
    marks = _marks(board, grid)
    with pikepdf.open(io.BytesIO(full or write_pdf(board))) as whole, pikepdf.open(io.BytesIO(marks)) as out:
        form = out.copy_foreign(whole.pages[0].as_form_xobject())
        intents, version = whole.Root.OutputIntents, "PDF/X-1a:2003"
        out.Root.OutputIntents = pikepdf.Array([out.make_indirect(pikepdf.Dictionary({key: value for key, value in intents[0].items()}))])
        out.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
        out.docinfo["/GTS_PDFXVersion"] = version
        _place_map(out, out.pages[0], form, board, grid)
        for page, window in zip(list(out.pages)[1:], grid.windows, strict=True):
            _place(out, page, form, window)
        buffer = io.BytesIO()
        out.save(buffer, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _place(out: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object, window: Window) -> None:
    """The board's window under the marks of a sheet."""
    x, y, right, top = window.box_mm
    edge = PRINTABLE_MARGIN_MM * PT_PER_MM
    clip = f"{edge:.3f} {edge:.3f} {(right - x) * PT_PER_MM:.3f} {(top - y) * PT_PER_MM:.3f} re W n"
    _underlay(out, page, form, f"q {clip} 1 0 0 1 {edge - x * PT_PER_MM:.4f} {edge - y * PT_PER_MM:.4f} cm /Board Do Q")


def _place_map(out: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object, board: Board, grid: Plan) -> None:
    scale, left, bottom = _map_frame(board, grid)
    _underlay(out, page, form, f"q {scale:.5f} 0 0 {scale:.5f} {left * PT_PER_MM:.3f} {bottom * PT_PER_MM:.3f} cm /Board Do Q")


def _underlay(out: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object, operators: str) -> None:
    marks = strip_text_state(page.Contents.read_bytes())
    page.Contents = out.make_stream(operators.encode() + b"\n" + marks)
    if "/Font" in page.Resources:
        del page.Resources["/Font"]
    page.Resources.XObject = pikepdf.Dictionary(Board=form)
    page.TrimBox = page.MediaBox


def _map_frame(board: Board, grid: Plan) -> tuple[float, float, float]:
    """(scale, left, bottom) of the small board on the map page."""
    width, height = board.width_mm + 2 * MARGIN_MM, board.height_mm + 2 * MARGIN_MM
    scale = min((grid.paper_mm[0] - 40) / width, (grid.paper_mm[1] - 80) / height)
    return scale, (grid.paper_mm[0] - width * scale) / 2, 24


def _marks(board: Board, grid: Plan) -> bytes:
    """Map page and one page of marks a sheet, without the board."""
    buffer = io.BytesIO()
    paper = tuple(side * PT_PER_MM for side in grid.paper_mm)
    canvas = Canvas(buffer, pagesize=paper, pageCompression=1, invariant=1, enforceColorSpace="CMYK")
    canvas.setTitle("Exhibit sheets")
    _draw_map(canvas, board, grid)
    canvas.showPage()
    for window in grid.windows:
        canvas.scale(PT_PER_MM, PT_PER_MM)
        _draw_sheet(canvas, board, grid, window)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def name_of(window: Window) -> str:
    return f"{_letters(window.row)}{window.column}"


def _letters(row: int) -> str:
    return chr(64 + row) if row <= 26 else _letters((row - 1) // 26) + chr(65 + (row - 1) % 26)


def _text(canvas: Canvas, text: str, size_pt: float, x_mm: float, top_mm: float, bold: bool = False, colour: CMYK | None = None) -> float:
    block = set_text(text, "en", size_pt, 400, bold=bold)
    for path in block.paths(x_mm, top_mm):
        draw(canvas, path, colour or ink())
    return block.height_mm


def _draw_map(canvas: Canvas, board: Board, grid: Plan) -> None:
    canvas.saveState()
    canvas.scale(PT_PER_MM, PT_PER_MM)
    top = grid.paper_mm[1] - 14
    _text(canvas, f"Assembly map: {len(grid.windows)} sheets, print at 100 %, one side only", 12, 14, top, bold=True)
    _text(canvas, f"Glue in rows from A; each sheet overlaps the next by {grid.overlap_mm:.0f} mm. {board.spec.slug}", 8.5, 14, top - 8)
    scale, left, bottom = _map_frame(board, grid)
    canvas.setStrokeColor(CMYKColor(*BLACK))
    canvas.setLineWidth(0.2)
    for window in grid.windows:
        x0, y0, x1, y1 = (value * scale for value in window.box_mm)
        canvas.rect(left + x0, bottom + y0, x1 - x0, y1 - y0, stroke=1, fill=0)
        _text(canvas, name_of(window), 9, left + x0 + 2, bottom + y1 - 2, bold=True, colour=(0, 1, 0, 0))
    canvas.restoreState()


def _draw_sheet(canvas: Canvas, board: Board, grid: Plan, window: Window) -> None:
    """Marks in the margin only, and thin overlap lines: nothing is drawn over words or code."""
    edge, (width, height) = PRINTABLE_MARGIN_MM, grid.paper_mm
    canvas.setStrokeColor(CMYKColor(*BLACK))
    canvas.setLineWidth(0.15)
    for x in (edge, width - edge):
        canvas.line(x, edge - 5, x, edge - 1)
        canvas.line(x, height - edge + 1, x, height - edge + 5)
    for y in (edge, height - edge):
        canvas.line(edge - 5, y, edge - 1, y)
        canvas.line(width - edge + 1, y, width - edge + 5, y)
    for share in (0.25, 0.75):  # two marks an edge align better than one in the middle
        x, y = edge + share * (width - 2 * edge), edge + share * (height - 2 * edge)
        for ends in ((x, edge - 5, x, edge - 1), (x, height - edge + 1, x, height - edge + 5), (edge - 5, y, edge - 1, y), (width - edge + 1, y, width - edge + 5, y)):
            canvas.line(*ends)
    _overlap_ticks(canvas, grid)
    label = f"{name_of(window)}   row {_letters(window.row)} of {_letters(grid.rows)}, column {window.column} of {grid.columns}   {board.spec.slug}"
    _text(canvas, label, 7, edge + 4, height - edge + 6.2)
    _scale_bar(canvas, edge + 4, 2.2)


def _overlap_ticks(canvas: Canvas, grid: Plan) -> None:
    """Where the next sheet's edge comes to lie, as ticks in the margin."""
    if not grid.overlap_mm:
        return
    edge, (width, height) = PRINTABLE_MARGIN_MM, grid.paper_mm
    canvas.setDash(1, 1)
    x, y = width - edge - grid.overlap_mm, edge + grid.overlap_mm
    canvas.line(x, edge - 5, x, edge - 1)
    canvas.line(x, height - edge + 1, x, height - edge + 5)
    canvas.line(edge - 5, y, edge - 1, y)
    canvas.line(width - edge + 1, y, width - edge + 5, y)
    canvas.setDash()


def _scale_bar(canvas: Canvas, left: float, y: float) -> None:
    """100 mm to lay a ruler on: a print dialog that scaled is found before the scissors come out."""
    draw(canvas, polygon_path([[(left, y), (left + 100, y), (left + 100, y + 1.2), (left, y + 1.2)]]), BLACK)
    for at in (0, 50, 100):
        canvas.line(left + at, y - 1, left + at, y + 2.2)
    _text(canvas, "100 mm", 6, left + 103, y + 2)
