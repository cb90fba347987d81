"""A picture of the cut with the places that fail: a numbered ring at each, and the sentences below in the same order."""
from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from exhibit.cutout.cut.line import DieLine
from exhibit.cutout.cut.rules import CutCheck
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Point, flatten
from exhibit.cutout.press.raster import MM_PER_PT, render
from exhibit.cutout.type.fonts import FONT_DIR

WIDTH_PX, MOST_HEIGHT_PX = 900, 1100
MARGIN_MM = 40.0
_PAPER, _BOARD, _DRAWING, _CUT, _FAULT, _INK = (255, 255, 255), (238, 236, 232), (201, 204, 214), (214, 0, 122), (190, 20, 20), (20, 32, 58)
_RING_PX, _LINE_PX, _TYPE_PX = 17, 26, 19


def marked_picture(die: DieLine, checks: Sequence[CutCheck], pdf: bytes | None = None) -> bytes:
    """PNG of the line, every failing check marked at its place; a check without a place is listed only.

    With the board's own print file as `pdf` the board itself is the ground; otherwise the area of the cut and what must stay inside are drawn plainly.
    """
    failing = [check for check in checks if not check.ok]
    left, _, right, top = die.polygon.bounds
    scale = min(WIDTH_PX / (right - left + 2 * MARGIN_MM), MOST_HEIGHT_PX / (top + 2 * MARGIN_MM))
    sentences = _sentences(failing)
    drawn_px = round((top + 2 * MARGIN_MM) * scale)
    picture = Image.new("RGB", (WIDTH_PX, drawn_px + _LINE_PX * len(sentences) + 30), _PAPER)
    frame = _Frame((left + right - WIDTH_PX / scale) / 2, top + MARGIN_MM, scale)
    if pdf:
        _paste_board(picture, frame, die, pdf)
    pen = ImageDraw.Draw(picture)
    _draw_line(pen, frame, die, plain=pdf is None)
    for number, check in enumerate(failing, start=1):
        if check.place:
            _ring(pen, frame.pixel(check.place), number)
    for row, sentence in enumerate(sentences):
        pen.text((24, drawn_px + 10 + row * _LINE_PX), sentence, fill=_INK, font=_font())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


class _Frame:
    """From mm on the board to pixels of the picture."""

    def __init__(self, left_mm: float, top_mm: float, px_per_mm: float):
        self.left_mm, self.top_mm, self.px_per_mm = left_mm, top_mm, px_per_mm

    def pixel(self, point: Point) -> Point:
        return (point[0] - self.left_mm) * self.px_per_mm, (self.top_mm - point[1]) * self.px_per_mm

    def pixels(self, points: Sequence[Sequence[float]]) -> list[Point]:
        return [self.pixel((point[0], point[1])) for point in points]


def _sentences(failing: list[CutCheck]) -> list[str]:
    if not failing:
        return ["Every cut rule is kept."]
    return [line for number, check in enumerate(failing, start=1) for line in textwrap.wrap(f"{number}. {check.sentence}", 88, subsequent_indent="    ")]


def _font() -> ImageFont.FreeTypeFont:
    path = FONT_DIR / "noto-sans-regular.ttf"
    if not path.exists():
        raise CutoutError("The fonts are not built yet: run `make setup`.")
    return ImageFont.truetype(str(path), _TYPE_PX)


def _paste_board(picture: Image.Image, frame: _Frame, die: DieLine, pdf: bytes) -> None:
    """The print file under the line: its trim box is the line's own box, at whatever scale the file is drawn."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        media, trim = ([float(value) for value in box] for box in (page.mediabox, page.trimbox))
    left, _, right, top = die.polygon.bounds
    mm_per_pt = (right - left) / (trim[2] - trim[0])
    ground = render(pdf, 0, frame.px_per_mm * mm_per_pt / MM_PER_PT)
    x, y = frame.pixel((left - (trim[0] - media[0]) * mm_per_pt, top + (media[3] - trim[3]) * mm_per_pt))
    picture.paste(ground, (round(x), round(y)))


def _draw_line(pen: ImageDraw.ImageDraw, frame: _Frame, die: DieLine, plain: bool) -> None:
    rings = [frame.pixels(ring) for ring in flatten(die.path, 0.5)]
    if plain:
        for ring in rings:
            pen.polygon(ring, fill=_BOARD)
        for part in getattr(die.drawing, "geoms", [die.drawing]):
            pen.polygon(frame.pixels(list(part.exterior.coords)), fill=_DRAWING)
    for ring in rings:
        pen.line([*ring, ring[0]], fill=_CUT, width=3, joint="curve")


def _ring(pen: ImageDraw.ImageDraw, at: Point, number: int) -> None:
    """A ring around the place, its number outside it where it hides nothing."""
    x, y = at
    pen.ellipse((x - _RING_PX, y - _RING_PX, x + _RING_PX, y + _RING_PX), outline=_FAULT, width=4)
    pen.text((x + _RING_PX + 4, y - _RING_PX - 8), str(number), fill=_FAULT, font=_font(), stroke_width=3, stroke_fill=_PAPER)
