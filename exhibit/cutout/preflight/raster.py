"""The page as a picture, by PDFium, and places of the board in it."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from exhibit.cutout.pdfium import ALONE
from exhibit.cutout.preflight.found import Box, CannotRead, Sheet, height, width

MM_PER_PT = 25.4 / 72
Pixels = NDArray[np.uint8]
MOST_PIXELS = 24_000_000
NO_PICTURE = "The page cannot be turned into a picture, so nothing on it can be seen. Open it in the program that made it and export it anew as PDF."


@dataclass(frozen=True, slots=True)
class Raster:
    """RGB rows from the top. `left_mm`, `bottom_mm`: the board's place of the picture's lower left corner."""

    rgb: Pixels
    px_per_mm: float
    left_mm: float = 0.0
    bottom_mm: float = 0.0

    def pixel(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Column and row of a place."""
        return (x_mm - self.left_mm) * self.px_per_mm, self.rgb.shape[0] - (y_mm - self.bottom_mm) * self.px_per_mm

    def place(self, column: float, row: float) -> tuple[float, float]:
        return self.left_mm + column / self.px_per_mm, self.bottom_mm + (self.rgb.shape[0] - row) / self.px_per_mm

    def cut_out(self, box: Box) -> Pixels:
        """The pixels of a box, as far as it lies in the picture."""
        x0, y1 = self.pixel(box[0], box[1])
        x1, y0 = self.pixel(box[2], box[3])
        return self.rgb[max(0, int(y0)):max(0, round(y1) + 1), max(0, int(x0)):max(0, round(x1) + 1)]

    def colours_at(self, places: NDArray[np.float64]) -> NDArray[np.int64]:
        """RGB at places of the board, rows at once; white outside the picture."""
        columns = ((places[:, 0] - self.left_mm) * self.px_per_mm).astype(int)
        rows = (self.rgb.shape[0] - (places[:, 1] - self.bottom_mm) * self.px_per_mm).astype(int)
        inside = (columns >= 0) & (columns < self.rgb.shape[1]) & (rows >= 0) & (rows < self.rgb.shape[0])
        out = np.full((len(places), 3), 255, dtype=np.int64)
        out[inside] = self.rgb[rows[inside], columns[inside]]
        return out


def photograph(pdf: bytes, sheet: Sheet, scale: float, px_per_mm: float, box: Box | None = None) -> Raster:
    """A page, or a box of it, at so many pixels a millimetre of the board; coarser where that would be too many. Raises CannotRead."""
    seen = _inside(box or sheet.media, sheet.media)
    fine = min(px_per_mm, (MOST_PIXELS / max(width(seen) * height(seen), 1e-6)) ** 0.5)
    crop = tuple(abs(a - b) / scale / MM_PER_PT for a, b in zip(seen, sheet.media, strict=True))
    with ALONE:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise CannotRead(NO_PICTURE) from error
        try:
            rgb = _drawn(document, sheet, fine * scale * MM_PER_PT, crop)
        except (pdfium.PdfiumError, ValueError, IndexError, MemoryError) as error:
            raise CannotRead(NO_PICTURE) from error
        finally:
            document.close()
    return Raster(rgb, fine, seen[0], seen[1])


def _drawn(document: pdfium.PdfDocument, sheet: Sheet, zoom: float, crop: tuple[float, ...]) -> Pixels:
    """The whole media box, upright, whatever crop box and rotation say."""
    page = document[sheet.number - 1]
    try:
        page.set_rotation(0)
        page.set_cropbox(*page.get_mediabox())
        bitmap = page.render(scale=zoom, crop=crop, draw_annots=False)
        try:
            return np.array(bitmap.to_pil().convert("RGB"))
        finally:
            bitmap.close()
    finally:
        page.close()


def letter_boxes(pdf: bytes, sheet: Sheet, scale: float) -> list[Box]:
    """Ink boxes of all characters that are set as text, spaces left out."""
    with ALONE:
        document = pdfium.PdfDocument(pdf)
        try:
            page = document[sheet.number - 1]
            words = page.get_textpage()
            media = page.get_mediabox()
            found = [words.get_charbox(at) for at in range(min(words.count_chars(), 20_000)) if not words.get_text_range(at, 1).isspace()]
            words.close()
            page.close()
        except (pdfium.PdfiumError, ValueError) as error:
            raise CannotRead(NO_PICTURE) from error
        finally:
            document.close()
    mm = MM_PER_PT * scale
    boxes = [((x0 - media[0]) * mm, (y0 - media[1]) * mm, (x1 - media[0]) * mm, (y1 - media[1]) * mm) for x0, y0, x1, y1 in found]
    return [box for box in boxes if height(box) > 0.05 and width(box) > 0.05]


def _inside(box: Box, media: Box) -> Box:
    x0, y0, x1, y1 = max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else media


def luminance(rgb: NDArray[np.generic]) -> NDArray[np.float64]:
    """Relative luminance 0 to 1 of sRGB values 0 to 255 (WCAG 2.2)."""
    share = np.asarray(rgb, dtype=np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
