"""All boards of a hall side by side on one floor, at one scale: as a contact sheet, or beside a figure of 1.70 m that gives the measure."""
from __future__ import annotations

import math
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from exhibit.cutout.figures.drawn import load_figure
from exhibit.cutout.press.raster import png, render

WALL, FLOOR, MEASURE, TEXT = (236, 234, 230), (203, 197, 188), (176, 172, 166), (20, 32, 58)
MARGIN_MM = 20.0  # a page's edge under its floor line
GAP_PX, FOOT_PX, HEAD_PX = 10, 44, 24
REFERENCE_MM = 1700.0
REFERENCE_FIGURE = "standing-man-4"
STEP_MM = 500.0


def contact_sheet(pdfs: list[bytes], labels: list[str], px_per_mm: float = 0.32, most_in_a_row: int = 8) -> bytes:
    """PNG of all boards standing on one floor line at one scale, as they would in the hall."""
    boards = [_on_wall(render(pdf, 0, px_per_mm)) for pdf in pdfs]
    return png(_rows(boards, labels, px_per_mm, most_in_a_row, measured=False))


def line_up(pdfs: list[bytes], labels: list[str], px_per_mm: float = 0.32, most_in_a_row: int = 8) -> bytes:
    """The same with a line every half metre and, first in each row, a standing figure of 1.70 m."""
    boards = [_on_wall(render(pdf, 0, px_per_mm)) for pdf in pdfs]
    return png(_rows(boards, labels, px_per_mm, most_in_a_row, measured=True))


def _rows(boards: list[Image.Image], labels: list[str], px_per_mm: float, most_in_a_row: int, measured: bool) -> Image.Image:
    in_a_row = math.ceil(len(boards) / math.ceil(len(boards) / most_in_a_row))  # rows of even length
    rows = [list(zip(boards[at:at + in_a_row], labels[at:at + in_a_row], strict=True)) for at in range(0, len(boards), in_a_row)]
    start = _reference_px(px_per_mm)[0] + 2 * GAP_PX if measured else 0
    tallest = max(board.height for board in boards)
    height = max(tallest, round((REFERENCE_MM + 2 * MARGIN_MM) * px_per_mm) if measured else 0) + FOOT_PX + HEAD_PX
    sheet = Image.new("RGB", (start + max(sum(b.width + GAP_PX for b, _ in row) for row in rows) + GAP_PX, height * len(rows)), WALL)
    for at, row in enumerate(rows):
        _draw_row(sheet, row, (at + 1) * height, start, px_per_mm, measured)
    return sheet


def _draw_row(sheet: Image.Image, row: list[tuple[Image.Image, str]], end: int, start: int, px_per_mm: float, measured: bool) -> None:
    """One row, its lower edge at `end`."""
    pen, margin_px = ImageDraw.Draw(sheet), round(MARGIN_MM * px_per_mm)
    bottom = end - FOOT_PX
    floor = bottom - margin_px
    pen.rectangle((0, floor, sheet.width, end - 1), fill=FLOOR)
    if measured:
        _draw_measures(pen, sheet.width, floor, px_per_mm)
    x = GAP_PX + start
    for board, label in row:
        sheet.paste(board.crop((0, 0, board.width, board.height - margin_px)), (x, bottom - board.height), _mask(board, margin_px) if measured else None)
        pen.text((x + 12, bottom + 4), label, fill=TEXT, font_size=16)
        x += board.width + GAP_PX


def _mask(board: Image.Image, margin_px: int) -> Image.Image:
    """Everything but the wall, so that the lines of measure run on behind a board."""
    shown = board.crop((0, 0, board.width, board.height - margin_px))
    return Image.eval(Image.merge("RGB", [Image.eval(band, lambda value, wall=wall: 255 if value != wall else 0)  # type: ignore[misc]
                                          for band, wall in zip(shown.split(), WALL, strict=True)]).convert("L"), lambda value: 255 if value else 0)


@cache
def _reference_px(px_per_mm: float) -> tuple[int, tuple[tuple[float, float], ...]]:
    """Width and outline of the figure of 1.70 m in pixels, y up from the floor."""
    outline = load_figure(REFERENCE_FIGURE, "none", REFERENCE_MM).outline
    ring = tuple((x * px_per_mm, y * px_per_mm) for x, y in outline.exterior.coords)
    return math.ceil(outline.bounds[2] * px_per_mm), ring


def _draw_measures(pen: ImageDraw.ImageDraw, width: int, floor: int, px_per_mm: float) -> None:
    for step in range(1, 5):
        y = floor - round(step * STEP_MM * px_per_mm)
        pen.line((0, y, width, y), fill=MEASURE)
        pen.text((4, y + 2), f"{step * STEP_MM / 1000:.1f} m", fill=TEXT, font_size=12)
    _, ring = _reference_px(px_per_mm)
    pen.polygon([(x + 2 * GAP_PX, floor - y) for x, y in ring], fill=MEASURE)
    pen.text((2 * GAP_PX, floor + 20), "1.70 m", fill=TEXT, font_size=16)


def _on_wall(board: Image.Image) -> Image.Image:
    """White paper outside the die line becomes the wall, so that the cut shape shows."""
    out = np.array(board)
    for x, y in ((0, 0), (board.width - 1, 0), (0, board.height - 1), (board.width - 1, board.height - 1), (board.width // 2, 0)):
        if tuple(out[y, x]) == (255, 255, 255):
            cv2.floodFill(out, None, (x, y), WALL, (6, 6, 6), (6, 6, 6), cv2.FLOODFILL_FIXED_RANGE)
    return Image.fromarray(out)
