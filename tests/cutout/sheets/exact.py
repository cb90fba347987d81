"""A part of a page on whole pixels: its lower left corner is the corner of a pixel, wherever on the page it lies."""
from __future__ import annotations

import ctypes
import math

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

PT_PER_MM = 72 / 25.4


def part(pdf: bytes, page: int, corner_mm: tuple[float, float], size_mm: tuple[float, float], px_per_mm: float) -> np.ndarray:
    """Grey values of the part with this lower left corner, rows from the top. PDFium is given the matrix itself, so nothing is rounded to whole pixels but the size."""
    document = pdfium.PdfDocument(pdf)
    try:
        shown = document[page]
        wide, high = (math.floor(side * px_per_mm) for side in size_mm)
        bitmap = pdfium.PdfBitmap.new_native(wide, high, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        scale = px_per_mm / PT_PER_MM
        x, y = corner_mm[0] * px_per_mm, shown.get_height() * scale - (corner_mm[1] * px_per_mm + high)
        matrix = raw.FS_MATRIX(scale, 0, 0, scale, -x, -y)
        clip = raw.FS_RECTF(0, 0, wide, high)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, shown, ctypes.byref(matrix), ctypes.byref(clip), 0)
        return np.asarray(bitmap.to_pil().convert("L")).astype(int)
    finally:
        document.close()
