"""The assembly map: the board small, its sheets coloured, named and numbered in the order of gluing, its size, where the code is.

The map of the back shows the same sheets as they lie when the board is turned over.
"""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.board.palettes import BLACK, PAPER
from exhibit.cutout.paths import polygon_path, transform
from exhibit.cutout.press.operators import drawing, line, outline, process
from exhibit.cutout.sheets.cover import Box
from exhibit.cutout.sheets.lettering import Letters, cap_mm, fitting, width_mm
from exhibit.cutout.sheets.marks import box_path, scale_bars
from exhibit.cutout.sheets.options import PAPERS_MM
from exhibit.cutout.sheets.plan import Outline, Plan, Window
from exhibit.cutout.spec import CMYK

TINTS: tuple[CMYK, CMYK] = ((0.22, 0.05, 0.0, 0.0), (0.0, 0.06, 0.28, 0.0))  # light blue and light yellow: told apart with every kind of colour blindness
CUT: CMYK = (0.0, 1.0, 0.0, 0.0)
SIDE_MM, HEAD_MM, FOOT_MM = 22.0, 58.0, 26.0
TITLE_PT, TEXT_PT, NAME_PT, ORDER_PT = 12.0, 8.5, 8.0, 6.0
PITCH_MM = 4.6
TEXT_LEFT_MM = 14.0


@dataclass(frozen=True, slots=True)
class MapFrame:
    """How the board lies on the map's page: page size, scale, where the board's lower left corner comes to lie; mm."""

    paper_mm: tuple[float, float]
    scale: float
    left: float
    bottom: float
    mirrored_at: float | None = None  # width of the board, when it is seen from behind

    def box(self, board: Box) -> Box:
        x0, y0, x1, y1 = board
        if self.mirrored_at is not None:
            x0, x1 = self.mirrored_at - x1, self.mirrored_at - x0
        return self.left + x0 * self.scale, self.bottom + y0 * self.scale, self.left + x1 * self.scale, self.bottom + y1 * self.scale


def map_frame(outline_: Outline, grid: Plan, back: bool = False) -> MapFrame:
    """The map is on the sheets' own paper; on A4 where they are cut from a roll."""
    paper = PAPERS_MM["a4"] if grid.options.paper.startswith("roll") else grid.paper_mm
    x0, y0 = min(w.box_mm[0] for w in grid.windows), min(w.box_mm[1] for w in grid.windows)
    x1, y1 = max(w.box_mm[2] for w in grid.windows), max(w.box_mm[3] for w in grid.windows)
    if back:
        x0, x1 = outline_.width_mm - x1, outline_.width_mm - x0
    scale = min((paper[0] - 2 * SIDE_MM) / (x1 - x0), (paper[1] - HEAD_MM - FOOT_MM) / (y1 - y0))
    left = (paper[0] - (x1 - x0) * scale) / 2 - x0 * scale
    return MapFrame(paper, scale, left, FOOT_MM - y0 * scale, outline_.width_mm if back else None)


def tinted(frame: MapFrame, grid: Plan) -> str:
    """The sheets as two tints that alternate."""
    return "".join(drawing(box_path(frame.box(window.box_mm)), TINTS[(window.row + window.column) % 2]) for window in grid.windows)


def back_outline(frame: MapFrame, outline_: Outline) -> str:
    """The die line alone, turned over."""
    path = transform(polygon_path([outline_.polygon.exterior.coords]), -frame.scale, 0, 0, frame.scale, frame.left + outline_.width_mm * frame.scale, frame.bottom)
    return f"0.3 w {process(CUT)} K\n{outline(path)} S\n"


def map_words(letters: Letters, frame: MapFrame, outline_: Outline, grid: Plan, back: bool = False) -> str:
    """Frames, names, numbers, sizes and what to do."""
    frames = f"0.2 w {process(BLACK)} K\n" + "".join(f"{outline(box_path(frame.box(window.box_mm)))} S\n" for window in grid.windows)
    names = "".join(_named(letters, frame, window, number) for number, window in enumerate(grid.windows, start=1))
    return frames + _code(frame, outline_, grid) * (not back) + names + _sizes(letters, frame, outline_) + _told(letters, frame, outline_, grid, back) + scale_bars(letters, frame.paper_mm[1])


def _named(letters: Letters, frame: MapFrame, window: Window, number: int) -> str:
    """Name, and when it is glued, on a white plate in the sheet's upper left corner."""
    x0, y0, x1, y1 = frame.box(window.box_mm)
    size = fitting(window.name, NAME_PT, (x1 - x0) * 0.45, bold=True)
    order = str(number)
    wide, high = width_mm(window.name, size, True), cap_mm(size)
    small = size * ORDER_PT / NAME_PT
    plate = (x0 + 0.8, y1 - high - 2.4, x0 + wide + width_mm(order, small) + 4.4, y1 - 0.8)
    text = letters.line(window.name, size, x0 + 1.6, y1 - high - 1.6, bold=True) + letters.line(order, small, x0 + wide + 3.4, y1 - high - 1.6)
    return drawing(box_path(plate), PAPER) + text


def _code(frame: MapFrame, outline_: Outline, grid: Plan) -> str:
    if not outline_.code_mm:
        return ""
    x0, y0, x1, y1 = frame.box(outline_.code_mm)
    return f"0.6 w {process(CUT)} K\n{outline(box_path((x0 - 0.6, y0 - 0.6, x1 + 0.6, y1 + 0.6)))} S\n"


def _sizes(letters: Letters, frame: MapFrame, outline_: Outline) -> str:
    """Width under the board, height beside it, with the lines they belong to."""
    x0, y0, x1, y1 = frame.box((0, 0, outline_.width_mm, outline_.height_mm))
    low, beside = FOOT_MM - 5.0, frame.paper_mm[0] - SIDE_MM + 5.0
    strokes = [line(x0, low, x1, low), line(x0, low - 1.5, x0, low + 1.5), line(x1, low - 1.5, x1, low + 1.5),
               line(beside, y0, beside, y1), line(beside - 1.5, y0, beside + 1.5, y0), line(beside - 1.5, y1, beside + 1.5, y1)]
    wide, high = f"{outline_.width_mm:.0f} mm", f"{outline_.height_mm:.0f} mm"
    text = letters.line(wide, TEXT_PT, (x0 + x1 - width_mm(wide, TEXT_PT)) / 2, low - 4.5)
    upright = letters.line(high, TEXT_PT, beside + 4.5, (y0 + y1 - width_mm(high, TEXT_PT)) / 2, upwards=True)
    return f"0.2 w {process(BLACK)} K\n{''.join(strokes)}{text}{upright}"


def _told(letters: Letters, frame: MapFrame, outline_: Outline, grid: Plan, back: bool) -> str:
    """The title and how to put them together."""
    title = f"The back, as it is seen from behind: {grid.sheets} sheets" if back else f"Assembly map: {grid.sheets} sheets"
    most, y = frame.paper_mm[0] - 2 * TEXT_LEFT_MM, frame.paper_mm[1] - 17.0
    drawn = letters.line(title, TITLE_PT, TEXT_LEFT_MM, y, bold=True)
    for number, text in enumerate(filter(None, (*_steps(grid), "" if back else _where_code(grid), outline_.slug.strip()))):
        drawn += letters.line(text, fitting(text, TEXT_PT, most), TEXT_LEFT_MM, y - 6 - number * PITCH_MM)
    return drawn


def _where_code(grid: Plan) -> str:
    return f"The code, framed, is whole on {grid.code_on}: never cut or cover it." if grid.code_on else ""


def _steps(grid: Plan) -> tuple[str, ...]:
    """What to do, in order."""
    options = grid.options
    paper = "strips of the roll" if options.paper.startswith("roll") else f"paper of {grid.paper_mm[0]:g} x {grid.paper_mm[1]:g} mm"
    first = f"Print at 100 %, one side only, on {paper}. Measure both bars above on the first sheet before you print the rest."
    bands, edges = ("rows", "upper") if options.order == "across" else ("columns", "left")
    inner = "left" if options.order == "across" else "upper"
    if not options.glued:
        return first, f"Cut along the dashed lines. Between two sheets stay {options.apart_mm:g} mm free, at all sides."
    second = f"The small number says the order. Glue {bands} first: cut off the {inner} edge of a sheet, lay it over the shaded edge of the one before."
    third = f"Then cut off the {edges} edge of each whole {bands[:-1]} and lay it over the one before. Half crosses become whole ones where sheets lie right."
    return first, second, third, *((f"The {bands} are shifted against each other, as bricks are{', and some sheets lie the other way' if grid.turned else ''}: that saves sheets.",) if grid.staggered else ())
