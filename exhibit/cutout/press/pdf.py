"""The print file: one page, true size, CMYK and one spot colour, no font, no transparency (PDF/X-1a:2003 by construction).

reportlab writes the page; pikepdf takes out the font resource reportlab always adds and sets boxes and output intent.
"""
from __future__ import annotations

import io

import pikepdf
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.palettes import ink
from exhibit.cutout.paths import Path
from exhibit.cutout.spec import CMYK
from exhibit.cutout.type.typeset import MM_PER_PT, set_text

PT_PER_MM = 1 / MM_PER_PT
MARGIN_MM = 20.0  # around the die line: room for the cutter's marks (Kall Kwik asks for 15 mm)
BLEED_MM = 3.0
pikepdf.settings.set_flate_compression_level(3)  # a tenth larger than level 6, in two thirds of the time: previews write the file too
CUT_NAME = "CutContour"
X_VERSION = "PDF/X-1a:2003"
_OPERATORS = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}  # to a micrometre
_REPORTLAB_TEXT_STATE = b"BT /F1 12 Tf 14.4 TL ET\n"


def page_size_mm(board: Board) -> tuple[float, float]:
    return board.width_mm + 2 * MARGIN_MM, board.height_mm + 2 * MARGIN_MM


def code_box_on_page_mm(board: Board) -> tuple[float, float, float, float] | None:
    """The code with its quiet zone in page coordinates (left, bottom, right, top)."""
    if board.qr_box_mm is None:
        return None
    left, bottom, right, top = board.qr_box_mm
    return left + MARGIN_MM, bottom + MARGIN_MM, right + MARGIN_MM, top + MARGIN_MM


def write_pdf(board: Board) -> bytes:
    """The board as a PDF of one page. Same board, same bytes."""
    width, height = page_size_mm(board)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width * PT_PER_MM, height * PT_PER_MM), pageCompression=0, invariant=1, enforceColorSpace="SEP_CMYK")
    canvas.setTitle("Exhibit board")
    canvas.setAuthor("Exhibit")
    canvas.translate(MARGIN_MM * PT_PER_MM, MARGIN_MM * PT_PER_MM)
    canvas.scale(PT_PER_MM, PT_PER_MM)
    for fill in board.fills:
        draw(canvas, fill.path, fill.colour, fill.even_odd)
    _draw_slug(canvas, board)
    _draw_cut(canvas, board.die.path)
    canvas.showPage()
    canvas.save()
    return _finished(buffer.getvalue(), board)


def draw(canvas: Canvas, path: Path, colour: CMYK, even_odd: bool = False) -> None:
    """Fill a path."""
    canvas.setFillColor(CMYKColor(*colour))
    canvas.drawPath(_canvas_path(path), stroke=0, fill=1, fillMode=0 if even_odd else 1)


def drawing(path: Path, colour: CMYK) -> str:
    """Page operators that fill a path by the non-zero rule."""
    return f"{' '.join(f'{part:g}' for part in colour)} k\n{' '.join(_operators(path))} f\n"


def _operators(path: Path) -> list[str]:
    return [_OPERATORS[command[0]] % command[1:] for command in path]


def _canvas_path(path: Path) -> PDFPathObject:
    return PDFPathObject(code=_operators(path))


def _draw_cut(canvas: Canvas, path: Path) -> None:
    """The die line: a spot colour of its own that overprints, so that the picture under it is not knocked out."""
    canvas.saveState()
    canvas.setStrokeOverprint(True)
    canvas.setOverprintMask(1)
    canvas.setStrokeColor(CMYKColorSep(0, 1, 0, 0, spotName=CUT_NAME, density=1))
    canvas.setLineWidth(0.75 * MM_PER_PT)
    canvas.drawPath(_canvas_path(path), stroke=1, fill=0)
    canvas.restoreState()


def _draw_slug(canvas: Canvas, board: Board) -> None:
    """The technical line under the floor, outside the trim."""
    measures = f"{board.width_mm:.0f} x {board.height_mm:.0f} mm  1:1"
    text = "   ".join(part for part in (board.spec.slug, board.spec.figure, measures, CUT_NAME) if part)
    block = set_text(text, "en", 12, max(board.width_mm, 200))
    for path in block.paths(0, -6):
        draw(canvas, path, ink())


def _finished(raw: bytes, board: Board) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(strip_text_state(page.Contents.read_bytes()))
        del page.Resources["/Font"]
        set_boxes(page, board)
        _output_intent(pdf)
        out = io.BytesIO()
        pdf.save(out, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, deterministic_id=True)
    return out.getvalue()


def strip_text_state(content: bytes) -> bytes:
    """The page without the text state reportlab opens every page with: nothing here is set as text."""
    return content.replace(_REPORTLAB_TEXT_STATE, b"", 1).replace(_REPORTLAB_TEXT_STATE.strip(), b"", 1)


def set_boxes(page: pikepdf.Page, board: Board) -> None:
    """Trim = the die line's box, bleed = 3 mm more, crop = media."""
    width, height = page_size_mm(board)
    trim = (MARGIN_MM, MARGIN_MM, width - MARGIN_MM, height - MARGIN_MM)
    bleed = (trim[0] - BLEED_MM, trim[1] - BLEED_MM, trim[2] + BLEED_MM, trim[3] + BLEED_MM)
    for name, values in (("/TrimBox", trim), ("/BleedBox", bleed), ("/CropBox", (0, 0, width, height)), ("/MediaBox", (0, 0, width, height))):
        page[name] = pikepdf.Array([round(value * PT_PER_MM, 4) for value in values])


def _output_intent(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-4 (PDF/X-1a:2003): a named printing condition from the ICC registry."""
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39", RegistryName="http://www.color.org",
        Info="Coated FOGRA39 (ISO 12647-2:2004)"))])
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
    pdf.docinfo["/GTS_PDFXVersion"] = X_VERSION
    pdf.docinfo["/Trapped"] = pikepdf.Name.False_ if hasattr(pikepdf.Name, "False_") else pikepdf.Name("/False")
