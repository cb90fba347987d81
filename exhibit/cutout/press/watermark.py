"""A board to be read and not to be passed on: words across the picture of the very print file."""
from __future__ import annotations

import io
import math

import pikepdf

from exhibit.cutout.press.pdf import PT_PER_MM, drawing
from exhibit.cutout.press.raster import preview_png
from exhibit.cutout.type.typeset import MM_PER_PT, set_text

SIZE_PT, STEP_MM, ANGLE = 60.0, 150.0, math.radians(28)
COLOUR = (0.0, 0.85, 0.6, 0.1)
STRENGTH = 0.3  # of the words over the board, which stays legible


def watermarked_png(pdf: bytes, words: str, language: str, width_px: int) -> bytes:
    """PNG of a one-page file with `words` across it again and again, set by the board's own type. Changes nothing in the file itself."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        width_mm, height_mm = (float(side) / PT_PER_MM for side in page.mediabox[2:4])
        name = page.add_resource(pikepdf.Dictionary(ca=STRENGTH), pikepdf.Name.ExtGState)
        page.contents_add(document.make_stream(f"q {name} gs {PT_PER_MM:.5f} 0 0 {PT_PER_MM:.5f} 0 0 cm\n{_across(words, language, width_mm, height_mm)}Q\n".encode()))
        out = io.BytesIO()
        document.save(out)
    return preview_png(out.getvalue(), width_px)


def _across(words: str, language: str, width_mm: float, height_mm: float) -> str:
    """Page operators, in mm: the words on slanted lines from the foot to beyond the head."""
    line = set_text(words, language, SIZE_PT, 10_000.0, bold=True).lines[0]
    long_mm = line.width * SIZE_PT * MM_PER_PT
    block = set_text(words, language, SIZE_PT, long_mm + 1.0, bold=True)
    glyphs = "".join(drawing(path, COLOUR) for path in block.paths(0.0, 0.0))
    return "".join(_turned(glyphs, x, y) for x, y in _places(width_mm, height_mm, long_mm))


def _places(width_mm: float, height_mm: float, long_mm: float) -> list[tuple[float, float]]:
    across = long_mm * math.cos(ANGLE) + STEP_MM / 3
    rows = int((height_mm + width_mm * math.tan(ANGLE)) / STEP_MM) + 1
    return [(column * across - (row % 2) * across / 2, row * STEP_MM - width_mm * math.tan(ANGLE))
            for row in range(rows) for column in range(int(width_mm / across) + 2)]


def _turned(glyphs: str, x: float, y: float) -> str:
    cos, sin = math.cos(ANGLE), math.sin(ANGLE)
    return f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} cm\n{glyphs}Q\n"
