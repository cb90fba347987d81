"""Small papers on one sheet: four A6 pages on A4, with hairlines to cut along."""
from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary

MM = 72 / 25.4
SHEET_MM, CELL_MM = (210.0, 297.0), (105.0, 148.5)
PLACES = ((0.0, CELL_MM[1]), (CELL_MM[0], CELL_MM[1]), (0.0, 0.0), (CELL_MM[0], 0.0))


def four_up(pages: Sequence[bytes]) -> bytes:
    """PDFs of one A6 page each, from the upper left, row by row. Same pages, same bytes."""
    with pikepdf.new() as out:
        for at in range(0, len(pages), len(PLACES)):
            _add(out, pages[at:at + len(PLACES)])
        buffer = io.BytesIO()
        out.save(buffer, force_version="1.7", compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def _add(out: pikepdf.Pdf, group: Sequence[bytes]) -> None:
    page = out.add_blank_page(page_size=(SHEET_MM[0] * MM, SHEET_MM[1] * MM))
    forms, lines = {}, []
    for name, (content, (left, bottom)) in enumerate(zip(group, PLACES, strict=False)):
        with pikepdf.open(io.BytesIO(content)) as source:
            forms[f"/L{name}"] = out.copy_foreign(source.pages[0].as_form_xobject())
        lines.append(f"q 1 0 0 1 {left * MM:.3f} {bottom * MM:.3f} cm /L{name} Do Q")
    middle_x, middle_y = CELL_MM[0] * MM, CELL_MM[1] * MM
    lines.append(f"q 0.6 G 0.25 w [3 3] 0 d {middle_x:.3f} 0 m {middle_x:.3f} {SHEET_MM[1] * MM:.3f} l 0 {middle_y:.3f} m {SHEET_MM[0] * MM:.3f} {middle_y:.3f} l S Q")
    page.Contents = out.make_stream("\n".join(lines).encode())
    page.Resources = Dictionary(XObject=Dictionary(forms))
