"""Blocks next to each other: in reading order, as tall as the tallest, whole on one page."""
from __future__ import annotations

import numpy as np
import pytest

from exhibit.cutout.press.raster import page_count, render
from exhibit.paper import Beside, Document, Framed, Gap, Paragraph, write_pdf
from exhibit.paper.layout import strips_of
from exhibit.paper.strips import Column


def ink_columns(pdf: bytes) -> np.ndarray:
    return (np.asarray(render(pdf, 0, 2).convert("L")) < 128).sum(axis=0)


@pytest.mark.parametrize(("language", "framed_at"), [("en", "left"), ("ar", "right")])
def test_the_first_part_stands_where_reading_starts(language, framed_at):
    beside = Beside(((Framed((Paragraph("x"),), height_mm=40),), (Gap(1),)), (1, 1))
    ink = ink_columns(write_pdf(Document((beside,), language=language, numbered=False)))
    half = len(ink) // 2
    assert (ink[:half].sum() > 0, ink[half:].sum() > 0) == (framed_at == "left", framed_at == "right")


def test_it_is_as_tall_as_its_tallest_part_and_never_wider_than_its_column():
    parts = ((Framed((Paragraph("x"),), height_mm=30),), (Framed((Paragraph("x"),), height_mm=70),))
    (strip,) = strips_of(Beside(parts, (1, 3), gap_mm=10), Column(100, "en"))
    assert strip.height_mm == pytest.approx(70)
    xs = [x for mark in strip.marks if hasattr(mark, "path") for command in mark.path if command[0] != "Z" for x in command[1::2]]
    assert min(xs) == pytest.approx(0) and max(xs) == pytest.approx(100)


def test_it_moves_to_the_next_page_as_a_whole():
    tall = Beside(((Framed((Paragraph("x"),), height_mm=150),), (Paragraph("y"),)))
    assert page_count(write_pdf(Document((tall, tall)))) == 2
