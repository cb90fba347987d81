"""In a preview an l weighs what it weighs in print: rasterisers snap plain rectangles to whole pixels, and stems would look bold."""
from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from shapely.geometry import Polygon

from exhibit.cutout.board.palettes import BLACK
from exhibit.cutout.paths import flatten
from exhibit.cutout.press.pdf import PT_PER_MM, drawing
from exhibit.cutout.press.raster import grey, render
from exhibit.cutout.type.typeset import set_text


@pytest.mark.parametrize("text", ["llll llll llll", "IIII – – llll"])
@pytest.mark.parametrize("px_per_mm", [0.32, 0.5, 0.9])
def test_the_ink_in_a_picture_is_the_ink_of_the_outline(text, px_per_mm):
    paths = set_text(text, "en", 50, 300).paths(10.3, 40.7)
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(320 * PT_PER_MM, 50 * PT_PER_MM))
        operators = "".join(drawing(path, BLACK) for path in paths)
        pdf.pages[0].Contents = pdf.make_stream(f"{PT_PER_MM:.6f} 0 0 {PT_PER_MM:.6f} 0 0 cm\n{operators}".encode())
        pdf.save(buffer)
    drawn_mm2 = sum(Polygon(ring).area for path in paths for ring in flatten(path, 0.05))
    darkness = 1 - grey(render(buffer.getvalue(), 0, px_per_mm)).astype(float) / 255
    full = 1 - 32 / 255  # black in CMYK is not quite black on a screen
    assert np.sum(darkness) / full / px_per_mm**2 == pytest.approx(drawn_mm2, rel=0.12)
