"""The same board on smaller sheets as one PDF: assembly map, then the sheets in the order in which they are glued.

The board's page goes in once as a form; each sheet shows its window of it, so that 40 sheets weigh little more than one board. Nothing
is rasterised. What is written round the picture comes from `marks`, the map from `assembly`.
"""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf

from exhibit.cutout.sheets.assembly import back_outline, map_frame, map_words, tinted
from exhibit.cutout.sheets.lettering import EM, Letters
from exhibit.cutout.sheets.marks import Sheet, clip, labels, marks, scale_bars, shading
from exhibit.cutout.sheets.options import SheetOptions, wanted
from exhibit.cutout.sheets.plan import Outline, Plan, plan

if TYPE_CHECKING:
    from exhibit.cutout.board.compose import Board

PT_PER_MM = 72 / 25.4
TITLE = "Exhibit sheets"
FORM_BOX = [-EM, -EM, 200 * EM, 5 * EM]
Page = tuple[tuple[float, float], str]
"""Paper in mm, and what is drawn on it."""


def tile(board: Board, sheet: str | SheetOptions = "a4", overlap_mm: float | None = None, full: bytes | None = None) -> bytes:
    """All sheets as one PDF; its first page is the assembly map. `full`: the board's true-size file, which spares writing it again.

    Raises CutoutError, as `plan` does.
    """
    options = wanted(sheet, overlap_mm)
    outline = Outline.of(board)
    grid = plan(outline, options)  # first: it refuses before anything is drawn
    return sheets_of(full or true_size(board), outline, grid)


def true_size(board: Board) -> bytes:
    from exhibit.cutout.press.pdf import write_pdf

    return write_pdf(board)


def sheets_of(full: bytes, outline: Outline, grid: Plan) -> bytes:
    """The page of a finished file on the sheets of a plan. The lower left corner of its trim box is the board's."""
    letters, buffer = Letters(), io.BytesIO()
    with pikepdf.open(io.BytesIO(full)) as whole, pikepdf.new() as out:
        art = _Art.of(out, whole)
        _print_condition(out, whole)
        resources = out.make_indirect(pikepdf.Dictionary())
        for paper_mm, operators in (*_maps(letters, art, outline, grid), *_sheets(letters, art, outline, grid)):
            _add_page(out, paper_mm, resources, operators)
        _add_forms(out, resources, art, letters)
        _page_labels(out, grid)
        out.save(buffer, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


class _Art:
    """The board's page as a form, and where the board's lower left corner lies on it."""

    def __init__(self, form: pikepdf.Object, x_pt: float, y_pt: float):
        self.form, self.x_pt, self.y_pt = form, x_pt, y_pt

    @classmethod
    def of(cls, out: pikepdf.Pdf, whole: pikepdf.Pdf) -> _Art:
        page = whole.pages[0]
        x, y = (float(value) for value in page.trimbox.as_list()[:2])
        return cls(out.copy_foreign(page.as_form_xobject()), x, y)

    def drawn(self, x_mm: float, y_mm: float, scale: float = 1.0) -> str:
        """The board with its lower left corner at a place, in points."""
        x, y = x_mm * PT_PER_MM - self.x_pt * scale, y_mm * PT_PER_MM - self.y_pt * scale
        return f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /Board Do Q\n"


def _print_condition(out: pikepdf.Pdf, whole: pikepdf.Pdf) -> None:
    """Output intent, standard and "print at 100 %" as the full board has them."""
    if "/OutputIntents" in whole.Root:
        intents = [out.make_indirect(pikepdf.Dictionary(dict(intent.items()))) for intent in whole.Root.OutputIntents.as_list() if "/DestOutputProfile" not in intent]
        out.Root.OutputIntents = pikepdf.Array(intents)
    out.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name("/Simplex"))
    for key, value in whole.docinfo.items():
        out.docinfo[key] = value
    out.docinfo["/Title"] = TITLE


def _maps(letters: Letters, art: _Art, outline: Outline, grid: Plan) -> Iterator[Page]:
    front = map_frame(outline, grid)
    small = art.drawn(front.left, front.bottom, front.scale)
    yield front.paper_mm, f"{_in_mm(tinted(front, grid))}{small}{_in_mm(map_words(letters, front, outline, grid))}"
    if grid.options.two_sided:
        back = map_frame(outline, grid, back=True)
        yield back.paper_mm, _in_mm(tinted(back, grid) + back_outline(back, outline) + map_words(letters, back, outline, grid, back=True))


def _sheets(letters: Letters, art: _Art, outline: Outline, grid: Plan) -> Iterator[Page]:
    """Tint, the board's window, then marks and words around it: nothing is drawn over what stays visible."""
    with_marks, with_labels = grid.options.marks, grid.options.labels
    for window in grid.windows:
        sheet = Sheet(grid, window, outline, letters)
        board = art.drawn(sheet.edges.left - window.box_mm[0], sheet.edges.bottom - window.box_mm[1])
        around = (marks(sheet) if with_marks else "") + (labels(sheet) if with_labels else "") + letters.shared(scale_bars(letters, window.paper_mm[1]))
        yield window.paper_mm, f"{_in_mm(shading(sheet) if with_marks else '')}q\n{_scaled(clip(sheet.shown))}{board}Q\n{_in_mm(around)}"


def _scaled(operators: str) -> str:
    """A clip in mm, after which points count again."""
    back = 1 / PT_PER_MM
    return f"{PT_PER_MM:.8f} 0 0 {PT_PER_MM:.8f} 0 0 cm\n{operators}{back:.8f} 0 0 {back:.8f} 0 0 cm\n"


def _in_mm(operators: str) -> str:
    return f"q {PT_PER_MM:.8f} 0 0 {PT_PER_MM:.8f} 0 0 cm\n{operators}Q\n" if operators else ""


def _add_forms(out: pikepdf.Pdf, resources: pikepdf.Object, art: _Art, letters: Letters) -> None:
    """Letters in units of their own, in the colour of whoever sets them, and what many sheets share, in millimetres; forms may use forms."""
    resources.XObject = pikepdf.Dictionary({"/Board": art.form})
    for name, operators in letters.forms.items():
        form = out.make_stream(operators.encode())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array(FORM_BOX)
        used = re.findall(r"/(S\d+) Do", operators)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{one}": resources.XObject[f"/{one}"] for one in used})) if used else pikepdf.Dictionary()
        resources.XObject[f"/{name}"] = out.make_indirect(form)


def _add_page(out: pikepdf.Pdf, paper_mm: tuple[float, float], resources: pikepdf.Object, operators: str) -> None:
    box = pikepdf.Array([0, 0, *(round(side * PT_PER_MM, 4) for side in paper_mm)])
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=box, CropBox=box, TrimBox=box, BleedBox=box, Resources=resources, Contents=out.make_stream(operators.encode()))
    out.pages.append(pikepdf.Page(out.make_indirect(page)))


def _page_labels(out: pikepdf.Pdf, grid: Plan) -> None:
    """"Map", "A1", "A2"...: what a viewer shows beside the page, and what a print dialog takes (ISO 32000-1, 12.4.2)."""
    names = ["Map", *(["Map of the back"] if grid.options.two_sided else []), *(window.name for window in grid.windows)]
    numbers = [part for at, name in enumerate(names) for part in (at, pikepdf.Dictionary(P=pikepdf.String(name)))]
    out.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))

