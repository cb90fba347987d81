"""All ready figures in one picture, at one scale and on one floor a row, each as tall as the people it reads as."""
from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from exhibit.cutout.figures.drawn import PlacedFigure, figure_info, figure_names, load_figure
from exhibit.cutout.figures.heights import BANDS
from exhibit.cutout.paths import flatten

INK, PAPER, GROUND = (20, 33, 61), (255, 255, 255), (236, 234, 230)
FINE = 3  # drawn this much larger, then made small: soft edges
GAP_MM, LABEL_PX = 120.0, 22

BAND_OF = {"woman": "adult-woman", "man": "adult-man", "girl": "teen-girl", "boy": "teen-boy"}


def figure_sheet(face: str = "calm", px_per_mm: float = 0.11, columns: int = 11) -> bytes:
    """PNG of every figure with this face and its name. Raises UnknownFigure for a face that does not exist."""
    figures = [load_figure(name, face, standing_mm(name)) for name in figure_names()]
    rows = [figures[start:start + columns] for start in range(0, len(figures), columns)]
    pictures = [_row(row, px_per_mm) for row in rows]
    width = max(picture.width for picture in pictures)
    sheet = Image.new("RGB", (width, sum(picture.height for picture in pictures)), GROUND)
    top = 0
    for picture in pictures:
        sheet.paste(picture, (0, top))
        top += picture.height
    out = io.BytesIO()
    sheet.quantize(48).save(out, "PNG", optimize=True)
    return out.getvalue()


def standing_mm(name: str) -> float:
    """The middle standing height of the people a figure reads as."""
    info = figure_info(name)
    band = "child" if info["age_class"] == "child" else BAND_OF[info["reading_gender"]]
    return float(BANDS[band].median_mm)


def _row(figures: list[PlacedFigure], px_per_mm: float) -> Image.Image:
    """Figures beside each other, standing on one floor, names under their feet."""
    tall = max(figure.height_mm for figure in figures) + GAP_MM
    wide = sum(figure.width_mm + GAP_MM for figure in figures) + 2 * GAP_MM
    k = px_per_mm * FINE
    canvas = np.full((round(tall * k), round(wide * k), 3), GROUND, np.uint8)
    left, labels = 1.5 * GAP_MM, []
    for figure in figures:
        _paint(canvas, figure, left, k)
        labels.append((round((left + figure.width_mm / 2) * px_per_mm), figure.name))
        left += figure.width_mm + GAP_MM
    small = Image.fromarray(canvas).resize((round(wide * px_per_mm), round(tall * px_per_mm)), Image.Resampling.LANCZOS)
    row = Image.new("RGB", (small.width, small.height + LABEL_PX), GROUND)
    row.paste(small)
    pen = ImageDraw.Draw(row)
    for at, (x, name) in enumerate(labels):
        pen.text((x, small.height + 1 + at % 2 * 10), name, fill=INK, anchor="mt", font_size=9)
    return row


def _paint(canvas: NDArray[np.uint8], figure: PlacedFigure, left_mm: float, k: float) -> None:
    """Layers in order, each by the even-odd rule, in sixteenths of a pixel."""
    floor = canvas.shape[0]
    for layer in figure.layers:
        rings = [np.round(np.asarray([((x + left_mm) * k, floor - y * k) for x, y in ring]) * 16).astype(np.int32) for ring in flatten(layer.path, 0.5 / k)]
        cv2.fillPoly(canvas, rings, INK if layer.role == "ink" else PAPER, cv2.LINE_AA, 4)
