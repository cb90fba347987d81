"""What stands around a sheet's picture, as page operators in mm: shading, crosses, cut lines, names, arrows, scale bars.

Nothing is drawn on what stays visible. Left and upper edge are cut off where a neighbour lies there, the right and lower ones go under
the next sheet; marks stand on what is cut off, on what is covered, or on the white margin.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.ops import substring

from exhibit.cutout.board.palettes import BLACK, PAPER
from exhibit.cutout.paths import Path, polygon_path
from exhibit.cutout.press.operators import drawing, line, outline, process
from exhibit.cutout.sheets.cover import Box
from exhibit.cutout.sheets.lettering import Letters, arrow, cap_mm, fitting, width_mm
from exhibit.cutout.sheets.plan import SIDES, Edges, Outline, Plan, Window
from exhibit.cutout.spec import CMYK

PRINTED_MM = 4.2  # office printers leave about 4 mm blank
TICK_MM = (0.3, 2.6)  # from the picture's edge; words stand beyond
ZONE_MM = (PRINTED_MM, 7.2)  # from the paper's edge: where words stand
WORDS_NEED_MM = 8.0  # an edge narrower than this holds no words
SHARES = (0.25, 0.75)  # two crosses an edge align better than one in the middle
CROSS_MM, THIN_MM, CASING_MM = 1.5, 0.15, 0.5
HATCH_MM, TINT, HATCH = 5.0, (0.0, 0.0, 0.0, 0.07), (0.0, 0.0, 0.0, 0.4)
DASH_MM = (2.5, 6.0, 1.2)  # a gap in the cut line, how often, half its width
BAR_MM, INCHES_MM, BAR_HIGH_MM = 100.0, 101.6, 1.1
BAR_LEFT_MM, BAR_TOP_MM, BAR_STEP_MM = 18.0, 4.4, 1.6
LABEL_MM = BAR_LEFT_MM + INCHES_MM + 14.0
NAME_PT, LABEL_PT, NOTE_PT, BAR_PT, SMALLEST_PT = 10.0, 7.0, 6.5, 6.0, 4.0
NOTE = "Print at 100 %, on one side only."


@dataclass(frozen=True)
class Sheet:
    """One sheet on its paper; coordinates in mm from the paper's lower left corner."""

    plan: Plan
    window: Window
    outline: Outline
    letters: Letters

    @cached_property
    def edges(self) -> Edges:
        return Edges.of(self.plan.options)

    @cached_property
    def shift(self) -> tuple[float, float]:
        """From the board to the paper."""
        return self.edges.left - self.window.box_mm[0], self.edges.bottom - self.window.box_mm[1]

    @cached_property
    def picture(self) -> Box:
        """The window on the paper: what stays visible."""
        return self.on_paper(self.window.box_mm)

    def on_paper(self, board: Box) -> Box:
        dx, dy = self.shift
        return board[0] + dx, board[1] + dy, board[2] + dx, board[3] + dy

    def beside(self, side: str) -> tuple[Window, ...]:
        return self.plan.neighbours[self.window.name][side]

    @cached_property
    def covered(self) -> tuple[Box, ...]:
        """What the next sheets are glued over, as far as a printer prints."""
        if not self.plan.options.glued:
            return ()
        left, bottom, right, top = self.picture
        out, low = self.window.paper_mm[0] - self.printed, self.printed
        flaps = [(right, low, out, bottom)] if self.beside("right") and self.beside("below") else []
        for other in self.beside("right"):
            _, y0, _, y1 = self.on_paper(other.box_mm)
            flaps.append((right, max(bottom, y0), out, min(top, y1)))
        for other in self.beside("below"):
            x0, _, x1, _ = self.on_paper(other.box_mm)
            flaps.append((max(left, x0), low, min(right, x1), bottom))
        return tuple(flaps)

    @property
    def printed(self) -> float:
        """From the paper's edge to where printing begins."""
        return min(PRINTED_MM, self.plan.options.margin_mm)

    @cached_property
    def shown(self) -> shapely.Geometry:
        """Where the board is printed: the window, and what of the overlap can be printed; without dashes of the cut line where that is covered."""
        under = self.plan.options.under_mm
        x0, y0, x1, y1 = self.picture
        reach = box(x0, y0 - under, x1 + under, y1)
        flaps = [box(*flap) & reach for flap in self.covered] if under else []
        parts = [box(*self.picture), *(flap - self._dashes(flap) for flap in flaps)]
        return shapely.union_all(parts) if len(parts) > 1 else parts[0]

    def _dashes(self, flap: shapely.Geometry) -> shapely.Geometry:
        """Gaps that make the cut line a dashed one where it goes on under the neighbour."""
        long, every, half = DASH_MM
        ring = shapely.transform(LineString(self.outline.polygon.exterior.coords), lambda points: points + self.shift)
        lines = [part for part in shapely.get_parts(shapely.line_merge(shapely.intersection(ring, flap))) if part.geom_type == "LineString"]
        gaps = [substring(part, at, at + long).buffer(half, cap_style="flat") for part in lines for at in _steps(every / 2, part.length, every)]
        return shapely.union_all(gaps)


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + at * step for at in range(max(0, int((end - start) // step) + 1))]


def shading(sheet: Sheet) -> str:
    """A light tint under the picture, where the neighbour is glued on."""
    return "".join(drawing(box_path(flap), TINT) for flap in sheet.covered)


def marks(sheet: Sheet) -> str:
    """Hatching, crosses, corner marks and lines to cut along."""
    cut = "".join(_cut_line(sheet, side) for side in _cut_sides(sheet))
    return sheet.letters.shared(_hatched(sheet)) + _cased([*_corners(sheet.picture), *_crosses(sheet)]) + cut


def _hatched(sheet: Sheet) -> str:
    """Thin lines over the covered part, each on a white one, so that they show on dark ground too."""
    drawn: list[str] = []
    for left, bottom, right, top in sheet.covered:
        for at in _steps(left - (top - bottom), right, HATCH_MM):  # the line through (at, bottom) and (at + height, top)
            begin, end = max(left, at), min(right, at + top - bottom)
            if end - begin > 0.5:
                drawn.append(line(begin, bottom + begin - at, end, bottom + end - at))
    return _stroked("".join(drawn), PAPER, CASING_MM) + _stroked("".join(drawn), HATCH, THIN_MM) if drawn else ""


def _stroked(lines: str, colour: CMYK, width: float) -> str:
    return f"{width:g} w {process(colour)} K\n{lines}"


def _cased(lines: list[str]) -> str:
    """Black on white: to be seen on the picture's continuation as well."""
    return _stroked("".join(lines), PAPER, CASING_MM) + _stroked("".join(lines), BLACK, THIN_MM)


def _corners(picture: Box) -> list[str]:
    left, bottom, right, top = picture
    near, far = TICK_MM
    return [*(line(x, y + sign * near, x, y + sign * far) for x in (left, right) for y, sign in ((bottom, -1), (top, 1))),
            *(line(x + sign * near, y, x + sign * far, y) for y in (bottom, top) for x, sign in ((left, -1), (right, 1)))]


def _crosses(sheet: Sheet) -> list[str]:
    """Half of each cross: two sheets that lie right make it whole, one half on what is covered, the other on what is cut off."""
    return [stroke for side in SIDES for x, y in _points(sheet, side) for stroke in _half_cross(x, y, *SIDES[side])]


def _points(sheet: Sheet, side: str) -> list[tuple[float, float]]:
    """At a quarter and three quarters of the edge; of the neighbour's edge, where that one is laid over this."""
    over = sheet.beside(side) if side in ("right", "below") else ()
    boxes = [sheet.on_paper(other.box_mm) for other in over] or [sheet.picture]
    left, bottom, right, top = sheet.picture
    at = {"left": left, "right": right, "above": top, "below": bottom}[side]
    if side in ("left", "right"):
        return [(at, y) for x0, y0, x1, y1 in boxes for share in SHARES if bottom <= (y := y0 + share * (y1 - y0)) <= top]
    return [(x, at) for x0, y0, x1, y1 in boxes for share in SHARES if left <= (x := x0 + share * (x1 - x0)) <= right]


def _half_cross(x: float, y: float, out_x: int, out_y: int) -> list[str]:
    """A stem that leads away from the picture, and its bar along the edge, both outside."""
    near, far = TICK_MM
    x0, y0 = x + out_x * near, y + out_y * near
    along_x, along_y = CROSS_MM * abs(out_y), CROSS_MM * abs(out_x)
    return [line(x0, y0, x + out_x * far, y + out_y * far), line(x0 - along_x, y0 - along_y, x0 + along_x, y0 + along_y)]


def _cut_sides(sheet: Sheet) -> list[str]:
    """Edges that are cut off before the sheet is laid over its neighbours; with a gap, all of them."""
    sides = ("left", "above") if sheet.plan.options.glued else tuple(SIDES)
    return [side for side in sides if sheet.beside(side)]


def _cut_line(sheet: Sheet, side: str) -> str:
    """Dashed, along the whole edge, just outside."""
    left, bottom, right, top = sheet.picture
    off = THIN_MM / 2
    ends = {"left": (left - off, bottom, left - off, top), "right": (right + off, bottom, right + off, top),
            "above": (left, top + off, right, top + off), "below": (left, bottom - off, right, bottom - off)}[side]
    return f"[2 1.5] 0 d {_stroked(line(*ends), BLACK, THIN_MM)}[] 0 d\n"


def labels(sheet: Sheet) -> str:
    """Name and place over the picture, arrows with the neighbours' names, note and technical line at the left."""
    baseline = sheet.window.paper_mm[1] - ZONE_MM[1] + 0.5
    name, place = sheet.window.name, sheet.plan.place(sheet.window)
    x = LABEL_MM + width_mm(name, NAME_PT, True) + 2
    drawn = sheet.letters.line(name, NAME_PT, LABEL_MM, baseline, bold=True) + sheet.letters.line(place, LABEL_PT, x, baseline)
    x += width_mm(place, LABEL_PT) + 4
    for side in ("above",) if sheet.edges.left >= WORDS_NEED_MM else ("left", "above"):
        text = _names(sheet.beside(side))
        size = fitting(text, LABEL_PT, sheet.window.paper_mm[0] - sheet.printed - x - 4)
        if text and size > SMALLEST_PT:
            drawn += arrow(side, cap_mm(size), x, baseline) + sheet.letters.line(text, size, x + cap_mm(size) + 1, baseline)
            x += cap_mm(size) + 4 + width_mm(text, size)
    return drawn + _left_words(sheet) + _right_words(sheet) + _lower_words(sheet)


def _names(windows: tuple[Window, ...]) -> str:
    return ", ".join(window.name for window in windows)


def _said(sheet: Sheet, side: str) -> str:
    """What is done at an edge."""
    names = _names(sheet.beside(side))
    if not names or not sheet.plan.options.glued:
        return names
    return f"{names} is glued over this edge" if side in ("right", "below") else f"cut off, then lay over {names}"


def _left_words(sheet: Sheet) -> str:
    """Read from below: note, what is done with the edge, technical line."""
    if sheet.edges.left < WORDS_NEED_MM:
        return ""
    _, bottom, _, top = sheet.picture
    third = (top - bottom) / 3
    lines = ((NOTE, ""), (_said(sheet, "left"), "left"), (sheet.outline.slug.strip(), ""))
    return "".join(_upwards(sheet, text, ZONE_MM[1] - 0.6, bottom + at * third + 3, third - 6, side) for at, (text, side) in enumerate(lines) if text)


def _right_words(sheet: Sheet) -> str:
    text = _said(sheet, "right")
    if not text or sheet.edges.right < WORDS_NEED_MM:
        return ""
    _, bottom, _, top = sheet.picture
    return _upwards(sheet, text, sheet.window.paper_mm[0] - ZONE_MM[0] - 0.6, (bottom + top) / 2 - 20, (top - bottom) / 4, "right")


def _upwards(sheet: Sheet, text: str, x: float, y: float, most: float, side: str) -> str:
    """A line that reads from below, on white, an arrow before it."""
    size = fitting(text, NOTE_PT, most - 4)
    high = cap_mm(size)
    lead = high + 1.2 if side else 0.0
    ground = drawing(box_path((x - high - 0.6, y - 0.8, x + 0.6, y + lead + width_mm(text, size) + 0.8)), PAPER)
    return ground + (arrow(side, high, x - high, y) if side else "") + sheet.letters.line(text, size, x, y + lead, upwards=True)


def _lower_words(sheet: Sheet) -> str:
    text = _said(sheet, "below")
    if not text or sheet.edges.bottom < WORDS_NEED_MM:
        return ""
    left, _, right, _ = sheet.picture
    high, y, wide = cap_mm(NOTE_PT), ZONE_MM[0] + 0.6, width_mm(text, NOTE_PT)
    x = (left + right - wide) / 2
    ground = drawing(box_path((x - high - 2, y - 0.9, x + wide + 0.8, y + high + 0.6)), PAPER)
    return ground + arrow("below", high, x - high - 1.2, y) + sheet.letters.line(text, NOTE_PT, x, y)


def scale_bars(letters: Letters, paper_height: float) -> str:
    """100 mm and 4 inches to lay a ruler on: a print dialog that scaled is found before the scissors come out."""
    top = paper_height - BAR_TOP_MM
    bars = ((top, BAR_MM), (top - BAR_STEP_MM, INCHES_MM))
    drawn = "".join(drawing(box_path((BAR_LEFT_MM, y - BAR_HIGH_MM, BAR_LEFT_MM + long, y)), BLACK) for y, long in bars)
    y = top - BAR_STEP_MM - 0.3
    return drawn + letters.line("4 in", BAR_PT, BAR_LEFT_MM - width_mm("4 in", BAR_PT) - 1.5, y) + letters.line("100 mm", BAR_PT, BAR_LEFT_MM + INCHES_MM + 1.5, y)


def box_path(corners: Box) -> Path:
    x0, y0, x1, y1 = corners
    return polygon_path([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]])


def clip(shape: shapely.Geometry) -> str:
    """The operators that let only this shape show."""
    rings = [ring.coords for part in shapely.get_parts(shape) if isinstance(part, Polygon) for ring in (part.exterior, *part.interiors)]
    return f"{outline(polygon_path(rings))} W* n\n"
