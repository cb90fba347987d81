"""The same board on smaller sheets as one PDF: assembly map, then the sheets with marks, labels and a scale bar.

The board's page goes in once as a form; each sheet shows its window of it, so that 40 sheets weigh little more than one
board. What sheets have in common (marks, row and column labels) are forms too.
"""
from __future__ import annotations

import io

import pikepdf

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.palettes import BLACK, ink
from exhibit.cutout.paths import Path, polygon_path
from exhibit.cutout.press.pdf import MARGIN_MM, PT_PER_MM, X_VERSION, drawing, write_pdf
from exhibit.cutout.sheets.plan import PRINTABLE_MARGIN_MM, Plan, Window, name_of, plan, row_letters
from exhibit.cutout.spec import CMYK
from exhibit.cutout.type.typeset import set_text

EDGE_MM = PRINTABLE_MARGIN_MM
LABEL_PT, NAME_PT, BAR_PT = 7.0, 10.0, 6.0
NAME_MM, ROW_MM, COLUMN_MM, SLUG_MM = EDGE_MM + 8, EDGE_MM + 16, EDGE_MM + 38, EDGE_MM + 66
TICK_MM = (0.6, 2.8)  # from the picture's edge; the labels stand beyond
LABEL_UP_MM = 5.4  # upper edge of the labels over the picture's edge
BAR_MM, BAR_Y_MM = 100.0, 5.6
HALF_SHARES = (0.25, 0.75)  # two marks an edge align better than one in the middle
MAP_SIDE_MM, MAP_HEAD_MM, MAP_FOOT_MM = 20, 56, 24
CUT_RED: CMYK = (0.0, 1.0, 0.0, 0.0)


def tile(board: Board, sheet: str = "a4", overlap_mm: float = 10.0, full: bytes | None = None) -> bytes:
    """All sheets as one PDF; its first page is the assembly map. `full` spares writing the board again."""
    grid = plan(board, sheet, overlap_mm)
    with pikepdf.open(io.BytesIO(full or write_pdf(board))) as whole, pikepdf.new() as out:
        form = out.copy_foreign(whole.pages[0].as_form_xobject())
        _print_condition(out, whole)
        forms = {"Board": form, "Marks": _form(out, grid, _marks(board, grid))}
        forms |= {f"Row{row}": _form(out, grid, _row_label(row, grid)) for row in range(1, grid.rows + 1)}
        forms |= {f"Column{column}": _form(out, grid, _column_label(column, grid)) for column in range(1, grid.columns + 1)}
        _add_page(out, grid, {"Board": form}, _map(board, grid))
        for window in grid.windows:
            used = {name: forms[name] for name in ("Board", "Marks", f"Row{window.row}", f"Column{window.column}")}
            _add_page(out, grid, used, _sheet(window))
        buffer = io.BytesIO()
        out.save(buffer, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _print_condition(out: pikepdf.Pdf, whole: pikepdf.Pdf) -> None:
    """Output intent, standard and "print at 100 %" as the full board has them."""
    for intent in whole.Root.OutputIntents.as_list():
        out.Root.OutputIntents = pikepdf.Array([out.make_indirect(pikepdf.Dictionary(dict(intent.items())))])
    out.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
    for key, value in whole.docinfo.items():
        out.docinfo[key] = value
    out.docinfo["/Title"], out.docinfo["/GTS_PDFXVersion"] = "Exhibit sheets", X_VERSION


def _form(out: pikepdf.Pdf, grid: Plan, operators: str) -> pikepdf.Object:
    """Operators in millimetres as a form of the sheet's size."""
    scaled = f"{PT_PER_MM:.6f} 0 0 {PT_PER_MM:.6f} 0 0 cm\n{operators}"
    form = out.make_stream(scaled.encode())
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, _paper(grid)
    form.Resources = pikepdf.Dictionary()
    return out.make_indirect(form)


def _paper(grid: Plan) -> pikepdf.Array:
    return pikepdf.Array([0, 0, *(round(side * PT_PER_MM, 4) for side in grid.paper_mm)])


def _add_page(out: pikepdf.Pdf, grid: Plan, forms: dict[str, pikepdf.Object], operators: str) -> None:
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=_paper(grid), CropBox=_paper(grid), TrimBox=_paper(grid), BleedBox=_paper(grid),
                              Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{name}": form for name, form in forms.items()})),
                              Contents=out.make_stream(operators.encode()))
    out.pages.append(pikepdf.Page(out.make_indirect(page)))


def _sheet(window: Window) -> str:
    """The board's window, then marks and labels in the margin: nothing is drawn over words or code."""
    x, y, right, top = window.box_mm
    edge = EDGE_MM * PT_PER_MM
    clip = f"{edge:.3f} {edge:.3f} {(right - x) * PT_PER_MM:.3f} {(top - y) * PT_PER_MM:.3f} re W n"
    board = f"q {clip} 1 0 0 1 {edge - x * PT_PER_MM:.4f} {edge - y * PT_PER_MM:.4f} cm /Board Do Q"
    return f"{board} /Marks Do /Row{window.row} Do /Column{window.column} Do"


def _text(text: str, size_pt: float, x_mm: float, top_mm: float, bold: bool = False, colour: CMYK | None = None, end: bool = False) -> str:
    """Outlines of a short line that begins at x_mm, or ends there."""
    block = set_text(text, "en", size_pt, 800, bold=bold)
    em = size_pt / PT_PER_MM
    left = x_mm - (block.lines[0].width * em if end else 0)
    return drawing(tuple(command for path in block.paths(left, top_mm) for command in path), colour or ink())


def _row_label(row: int, grid: Plan) -> str:
    top = grid.paper_mm[1] - EDGE_MM + LABEL_UP_MM
    letters = row_letters(row)
    name = _text(letters, NAME_PT, NAME_MM, top, bold=True, end=True)
    return name + _text(f"Row {letters} of {row_letters(grid.rows)}", LABEL_PT, ROW_MM, top)


def _column_label(column: int, grid: Plan) -> str:
    top = grid.paper_mm[1] - EDGE_MM + LABEL_UP_MM
    return _text(str(column), NAME_PT, NAME_MM, top, bold=True) + _text(f"Column {column} of {grid.columns}", LABEL_PT, COLUMN_MM, top)


def _marks(board: Board, grid: Plan) -> str:
    """Crop marks, register marks, overlap ticks, slug and scale bar."""
    strokes = ["0.15 w", f"{' '.join(map(str, BLACK))} K", *_crosses(grid), *_overlap_ticks(grid)]
    slug = _text(board.spec.slug, LABEL_PT, SLUG_MM, grid.paper_mm[1] - EDGE_MM + LABEL_UP_MM) if board.spec.slug.strip() else ""
    return " ".join(strokes) + "\n" + slug + _scale_bar(EDGE_MM + 4)


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _ticks_at_x(x: float, height: float) -> list[str]:
    return [_line(x, EDGE_MM - TICK_MM[1], x, EDGE_MM - TICK_MM[0]), _line(x, height - EDGE_MM + TICK_MM[0], x, height - EDGE_MM + TICK_MM[1])]


def _ticks_at_y(y: float, width: float) -> list[str]:
    return [_line(EDGE_MM - TICK_MM[1], y, EDGE_MM - TICK_MM[0], y), _line(width - EDGE_MM + TICK_MM[0], y, width - EDGE_MM + TICK_MM[1], y)]


def _crosses(grid: Plan) -> list[str]:
    """Where to cut, and two register marks an edge."""
    width, height = grid.paper_mm
    shares = (0.0, *HALF_SHARES, 1.0)
    columns = [tick for share in shares for tick in _ticks_at_x(EDGE_MM + share * (width - 2 * EDGE_MM), height)]
    return columns + [tick for share in shares for tick in _ticks_at_y(EDGE_MM + share * (height - 2 * EDGE_MM), width)]


def _overlap_ticks(grid: Plan) -> list[str]:
    """Where the next sheet's edge comes to lie, dashed."""
    if not grid.overlap_mm:
        return []
    width, height = grid.paper_mm
    return ["[1 1] 0 d", *_ticks_at_x(width - EDGE_MM - grid.overlap_mm, height), *_ticks_at_y(EDGE_MM + grid.overlap_mm, width), "[] 0 d"]


def _scale_bar(left: float) -> str:
    """100 mm to lay a ruler on: a print dialog that scaled is found before the scissors come out."""
    bar: Path = polygon_path([[(left, BAR_Y_MM), (left + BAR_MM, BAR_Y_MM), (left + BAR_MM, BAR_Y_MM + 1.2), (left, BAR_Y_MM + 1.2)]])
    return drawing(bar, BLACK) + _text(f"{BAR_MM:.0f} mm", BAR_PT, left + BAR_MM + 3, BAR_Y_MM + 1.7)


def map_frame_mm(board: Board, grid: Plan) -> tuple[float, float, float]:
    """(scale, left, bottom) of the small board on the map page."""
    width, height = board.width_mm + 2 * MARGIN_MM, board.height_mm + 2 * MARGIN_MM
    scale = min((grid.paper_mm[0] - 2 * MAP_SIDE_MM) / width, (grid.paper_mm[1] - MAP_HEAD_MM - MAP_FOOT_MM) / height)
    return scale, (grid.paper_mm[0] - width * scale) / 2, MAP_FOOT_MM


def _map(board: Board, grid: Plan) -> str:
    """The board small, the sheets' edges and names over it, and how to put them together."""
    scale, left, bottom = map_frame_mm(board, grid)
    small = f"q {scale:.5f} 0 0 {scale:.5f} {left * PT_PER_MM:.3f} {bottom * PT_PER_MM:.3f} cm /Board Do Q"
    top = grid.paper_mm[1] - 14
    words = _text(f"Assembly map: {len(grid.windows)} sheets. Print at 100 %, one side only.", 12, 14, top, bold=True)
    words += _text(f"Glue in rows from A; each sheet overlaps the next by {grid.overlap_mm:.0f} mm. Measure the 100 mm bar on the first sheet.", 8.5, 14, top - 8)
    words += _text(board.spec.slug, 8.5, 14, top - 14) if board.spec.slug.strip() else ""
    frames, names = [f"0.2 w {' '.join(map(str, BLACK))} K"], []
    for window in grid.windows:
        x0, y0, x1, y1 = (value * scale for value in window.box_mm)
        frames.append(f"{left + x0:.3f} {bottom + y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re S")
        names.append(_text(name_of(window), 9, left + x0 + 2, bottom + y1 - 2, bold=True, colour=CUT_RED))
    return f"{small}\nq {PT_PER_MM:.6f} 0 0 {PT_PER_MM:.6f} 0 0 cm\n{' '.join(frames)}\n{''.join(names)}{words}Q"
