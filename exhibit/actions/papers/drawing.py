"""Pictures for papers: the board with its dimensions, drawn from its own print file; the arrow of a floor label."""
from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from PIL import Image, ImageDraw

from exhibit.cutout import Board, write_pdf
from exhibit.cutout.press.raster import render
from exhibit.cutout.stand import Standing
from exhibit.cutout.stand.feet import LIFT_MM, PLATE_MM
from exhibit.cutout.stand.pattern import BASE_MM, BRACKET_MM, GRIP_MM, WEB_MM

PX_PER_MM = 0.55
TEXT_PX, SMALL_PX = 30, 24
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 90, 120, 14, 96
LINE, GUIDE, STEEL, WOOD = (20, 20, 20), (200, 30, 90), (70, 70, 70), (170, 130, 80)
MM_PER_PT = 25.4 / 72


def board_picture(board: Board) -> Image.Image:
    """The board's trim box as RGB at PX_PER_MM, 1:1 whatever the shop's own scale."""
    pdf = write_pdf(replace(board, spec=replace(board.spec, profile="plain", slug="")))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[-1]
        left, _, right, top = (float(value) * MM_PER_PT for value in page.TrimBox)
        bottom, high = float(page.TrimBox[1]) * MM_PER_PT, float(page.MediaBox[3]) * MM_PER_PT
        last = len(file.pages) - 1
    whole = render(pdf, last, PX_PER_MM)
    return whole.crop((round(left * PX_PER_MM), round((high - top) * PX_PER_MM), round(right * PX_PER_MM), round((high - bottom) * PX_PER_MM)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The drawing's paper: where the board's lower left corner lies in pixels, and a pen."""

    left: float
    floor: float
    pen: ImageDraw.ImageDraw

    def x(self, mm: float) -> float:
        return self.left + mm * PX_PER_MM

    def y(self, mm: float) -> float:
        return self.floor - mm * PX_PER_MM


def dimensioned_png(board: Board, standing: Standing | None, join_mm: float = 0.0) -> bytes:
    """The board on its feet, with width, height, the code's middle and the join marked in mm above the floor."""
    picture = board_picture(board)
    lift = LIFT_MM if standing else 0.0
    under = round(lift * PX_PER_MM)
    paper = Image.new("RGB", (picture.width + LEFT_PX + RIGHT_PX, picture.height + TOP_PX + BOTTOM_PX + under), (255, 255, 255))
    paper.paste(picture, (LEFT_PX, TOP_PX))
    sheet = _Sheet(LEFT_PX, TOP_PX + picture.height, ImageDraw.Draw(paper))
    if standing:
        _feet(sheet, standing)
    _floor(sheet, board, lift)
    for middle, words, colour in _heights(board, lift, join_mm):
        _height(sheet, board, middle, words, colour)
    out = io.BytesIO()
    paper.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _feet(sheet: _Sheet, standing: Standing) -> None:
    """Brackets and plates from the front, to scale."""
    for foot in standing.feet:
        half = foot.plate_mm[0] / 2
        for middle in foot.brackets_x_mm:
            sheet.pen.rectangle((sheet.x(middle - BRACKET_MM / 2), sheet.y(GRIP_MM), sheet.x(middle + BRACKET_MM / 2), sheet.y(-WEB_MM)), fill=WOOD, outline=LINE)
        sheet.pen.rectangle((sheet.x(foot.x_mm - half), sheet.y(-WEB_MM), sheet.x(foot.x_mm + half), sheet.y(-WEB_MM - PLATE_MM)), fill=STEEL)


def _floor(sheet: _Sheet, board: Board, lift: float) -> None:
    """The floor line, the width below it, the height to the left."""
    y = sheet.y(-lift) + 2
    sheet.pen.line((sheet.left - 60, y, sheet.x(board.width_mm) + 60, y), fill=LINE, width=2)
    low = y + 34
    _arrows(sheet.pen, (sheet.left, low), (sheet.x(board.width_mm), low))
    sheet.pen.text(((sheet.left + sheet.x(board.width_mm)) / 2, low + 8), f"{board.width_mm:.0f}", fill=LINE, font_size=TEXT_PX, anchor="mt")
    side = sheet.left - 26
    _arrows(sheet.pen, (side, sheet.y(-lift)), (side, sheet.y(board.height_mm)))
    words = Image.new("L", (120, 40), 255)
    ImageDraw.Draw(words).text((60, 20), f"{board.height_mm + lift:.0f}", fill=0, font_size=TEXT_PX, anchor="mm")
    turned = words.rotate(90, expand=True)
    image = sheet.pen._image
    image.paste(turned.convert("RGB"), (round(side - 46), round((sheet.y(-lift) + sheet.y(board.height_mm)) / 2 - 60)))


def _arrows(pen: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float]) -> None:
    pen.line((*start, *end), fill=LINE, width=2)
    level = start[1] == end[1]
    for (x, y), turn in ((start, 1), (end, -1)):
        turn = turn if level else -turn
        points = [(x, y), (x + 12 * turn, y - 5), (x + 12 * turn, y + 5)] if level else [(x, y), (x - 5, y + 12 * turn), (x + 5, y + 12 * turn)]
        pen.polygon(points, fill=LINE)


def _heights(board: Board, lift: float, join_mm: float) -> Iterator[tuple[float, str, tuple[int, int, int]]]:
    """(height on the board, height above the floor in words, colour)."""
    if board.qr_box_mm:
        middle = (board.qr_box_mm[1] + board.qr_box_mm[3]) / 2
        yield middle, f"{middle + lift:.0f}", LINE
    if join_mm:
        yield join_mm, f"{join_mm + lift:.0f}", GUIDE


def _height(sheet: _Sheet, board: Board, middle: float, words: str, colour: tuple[int, int, int]) -> None:
    y, right = sheet.y(middle), sheet.x(board.width_mm)
    start = sheet.x(board.qr_box_mm[2]) if board.qr_box_mm and colour == LINE else sheet.left
    for x in range(round(start), round(right) + 24, 16):
        sheet.pen.line((x, y, min(x + 9, right + 24), y), fill=colour, width=2)
    sheet.pen.text((right + 30, y), words, fill=colour, font_size=SMALL_PX, anchor="lm")


def arrow_png() -> bytes:
    """An arrow that points up the page."""
    picture = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(picture).polygon([(200, 20), (360, 200), (255, 200), (255, 380), (145, 380), (145, 200), (40, 200)], fill=0)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def foot_picture_png(slot_mm: float) -> bytes:
    """A foot seen from the side: plate, bracket, board in its slot."""
    scale, width, height = 2.4, 560, 420
    picture = Image.new("RGB", (width, height), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    middle, floor = width / 2, height - 30
    top, web, thick = (WEB_MM + GRIP_MM) * scale, WEB_MM * scale, max(PLATE_MM * scale, 8)
    base = BASE_MM / 2 * scale
    low = floor - thick
    pen.rectangle((12, low, width - 12, floor), fill=STEEL)
    pen.polygon([(middle - base, low), (middle + base, low), (middle + base, low - 20 * scale), (middle + 35 * scale, low - top), (middle - 35 * scale, low - top),
                 (middle - base, low - 20 * scale)], fill=WOOD, outline=LINE)
    half = max(slot_mm * scale / 2, 6)
    pen.rectangle((middle - half, 8, middle + half, low - web), fill=(235, 235, 240), outline=LINE, width=2)
    pen.line((0, floor + 2, width, floor + 2), fill=LINE, width=3)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
