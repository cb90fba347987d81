"""Pictures of print files: the PDF itself, rasterised by PDFium."""
from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from exhibit.cutout.pdfium import ALONE

MM_PER_PT = 25.4 / 72
Grey = NDArray[np.uint8]
"""A picture in shades of grey, rows from the top."""


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """A document, with PDFium to itself until everything of it is closed again."""
    with ALONE:
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


def render_part(pdf: bytes, box_mm: tuple[float, float, float, float], width_px: int) -> Image.Image:
    """A part of the first page (left, bottom, right, top in page mm) as RGB, width_px wide: only that part is rasterised."""
    with _opened(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        left, bottom, right, top = (value / MM_PER_PT for value in box_mm)
        bitmap = page.render(scale=width_px / (right - left), crop=(left, bottom, width - right, height - top))
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            return picture.copy()
        finally:
            bitmap.close()
            page.close()


def page_count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def preview_png(pdf: bytes, width_px: int = 500) -> bytes:
    """PNG of the first page at a width in pixels."""
    with _opened(pdf) as document:
        page = document[0]
        picture = _picture(page, width_px / page.get_width())
    return png(picture)


def part_png(pdf: bytes, box_mm: tuple[float, float, float, float], width_px: int) -> bytes:
    """PNG of a part of the first page."""
    return png(render_part(pdf, box_mm, width_px))


def grey(picture: Image.Image) -> Grey:
    return np.asarray(picture.convert("L"))


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()
