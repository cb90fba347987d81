"""Pictures of print files: the PDF itself, rasterised by PDFium."""
from __future__ import annotations

import io
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw

MM_PER_PT = 25.4 / 72
Grey = NDArray[np.uint8]
"""A picture in shades of grey, rows from the top."""
WALL, FLOOR = (236, 234, 230), (203, 197, 188)


_PDFIUM = threading.Lock()  # PDFium keeps state of its own and may be entered by one thread at a time


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """A document, with PDFium to itself until everything of it is closed again."""
    with _PDFIUM:
        document = pdfium.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """A page as RGB that no longer needs PDFium."""
    bitmap = page.render(scale=scale)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture.copy()
    finally:
        bitmap.close()
        page.close()


def render(pdf: bytes, page: int = 0, px_per_mm: float = 1.0) -> Image.Image:
    """One page as RGB at a scale."""
    with _opened(pdf) as document:
        return _picture(document[page], px_per_mm * MM_PER_PT)


def page_count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def preview_png(pdf: bytes, width_px: int = 500) -> bytes:
    """PNG of the first page at a width in pixels."""
    with _opened(pdf) as document:
        page = document[0]
        picture = _picture(page, width_px / page.get_width())
    return _png(picture)


def grey(picture: Image.Image) -> Grey:
    return np.asarray(picture.convert("L"))


def contact_sheet(pdfs: list[bytes], labels: list[str], px_per_mm: float = 0.32, most_in_a_row: int = 8) -> bytes:
    """PNG of all boards standing on one floor line at one scale, as they would in the hall."""
    boards = [_on_wall(render(pdf, 0, px_per_mm)) for pdf in pdfs]
    in_a_row = math.ceil(len(boards) / math.ceil(len(boards) / most_in_a_row))  # rows of even length
    rows = [list(zip(boards[at:at + in_a_row], labels[at:at + in_a_row], strict=True)) for at in range(0, len(boards), in_a_row)]
    gap, foot = 10, 44
    height = max(b.height for b in boards) + foot + 24
    sheet = Image.new("RGB", (max(sum(b.width + gap for b, _ in row) for row in rows) + gap, height * len(rows)), WALL)
    pen = ImageDraw.Draw(sheet)
    for at, row in enumerate(rows):
        bottom = (at + 1) * height - foot
        margin_px = round(20 * px_per_mm)
        pen.rectangle((0, bottom - margin_px, sheet.width, (at + 1) * height - 1), fill=FLOOR)
        x = gap
        for board, label in row:
            sheet.paste(board.crop((0, 0, board.width, board.height - margin_px)), (x, bottom - board.height))
            pen.text((x + 12, bottom + 4), label, fill=(20, 32, 58), font_size=16)
            x += board.width + gap
    return _png(sheet)


def _on_wall(board: Image.Image) -> Image.Image:
    """White paper outside the die line becomes the wall, so that the cut shape shows."""
    out = board.copy()
    for corner in ((0, 0), (board.width - 1, 0), (0, board.height - 1), (board.width - 1, board.height - 1), (board.width // 2, 0)):
        if out.getpixel(corner) == (255, 255, 255):
            ImageDraw.floodfill(out, corner, WALL, thresh=6)
    return out


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()
