"""Pages as a booklet: imposed two and two on sheets that are printed on both sides, turned over the short edge, folded and stapled in the fold."""
from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary

from exhibit.cutout.type.typeset import MM_PER_PT

PT = 1 / MM_PER_PT
ON_A_SHEET = 4
CREEP_MM = 0.11  # one sheet of 90 g paper, folded: each further in, its pages lie so much further out and are moved back by it
MARK_MM = 3.0
Side = tuple[int, int]
"""Pages on the left and on the right half of one side of a sheet, from 1."""


def sides(pages: int, rightwards: bool = False) -> list[Side]:
    """Both sides of each sheet, the outermost sheet first. `rightwards`: a booklet that is read from right to left has its fold on the right.

    Raises ValueError for a number of pages that fills no sheets.
    """
    if pages < ON_A_SHEET or pages % ON_A_SHEET:
        raise ValueError(f"{pages} pages fill no sheets: a folded booklet has a multiple of {ON_A_SHEET}.")
    found: list[Side] = []
    for sheet in range(pages // ON_A_SHEET):
        first, last = 1 + 2 * sheet, pages - 2 * sheet
        found += [(last, first), (first + 1, last - 1)]
    return [(right, left) for left, right in found] if rightwards else found


def imposed(pdf: bytes, rightwards: bool = False) -> bytes:
    """The pages of a file, all of one size, two and two on paper twice as wide. Same pages, same bytes. Raises ValueError for a wrong number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as out:
        width, height = (float(value) for value in source.pages[0].mediabox[2:])
        forms = [out.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for at, side in enumerate(sides(len(forms), rightwards)):
            _add(out, [forms[page - 1] for page in side], (width, height), at // 2 * CREEP_MM * PT)
        buffer = io.BytesIO()
        out.save(buffer, force_version="1.7", compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def _add(out: pikepdf.Pdf, forms: list[pikepdf.Object], page_pt: tuple[float, float], creep_pt: float) -> None:
    """One side: both halves moved towards the fold by the creep, and where the fold is, at head and foot."""
    width, height = page_pt
    page = out.add_blank_page(page_size=(2 * width, height))
    mark = MARK_MM * PT
    page.Contents = out.make_stream(
        f"q 1 0 0 1 {creep_pt:.3f} 0 cm /Left Do Q q 1 0 0 1 {width - creep_pt:.3f} 0 cm /Right Do Q "
        f"q 0.5 G 0.25 w {width:.3f} 0 m {width:.3f} {mark:.3f} l {width:.3f} {height:.3f} m {width:.3f} {height - mark:.3f} l S Q".encode())
    page.Resources = Dictionary(XObject=Dictionary({"/Left": forms[0], "/Right": forms[1]}))
