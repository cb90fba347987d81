"""Arrangement `banner`: a plain rectangle for venues where nothing may be cut out, such as a roll-up.

The quote runs over the whole width; below it the words stand beside a drawing of the figure. The ground runs into the bleed, and
the lowest part, which the cassette hides, carries no words.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from shapely.geometry import Polygon, box

from exhibit.cutout.board.code import sized_code
from exhibit.cutout.board.drawing import face_of, figure_fills, figure_of, ground, moved
from exhibit.cutout.board.layout import GAP_MM, Grid, PanelText, demand_width, largest_notes, mirrored, risen
from exhibit.cutout.board.measures import BannerMeasures
from exhibit.cutout.board.palettes import WORDS, panel_colour
from exhibit.cutout.board.placed import Draft, SetBlock
from exhibit.cutout.board.voices import Voice, voices_of
from exhibit.cutout.board.words import (
    COMFORT_PT,
    QUOTE_PT,
    TESTIMONY_PT,
    Room,
    first_that_fits,
    gap_mm,
    quote_place,
    testimony_place,
)
from exhibit.cutout.cut.dieline import DieLine
from exhibit.cutout.errors import TextTooLong
from exhibit.cutout.figures.drawn import PlacedFigure
from exhibit.cutout.paths import polygon_path
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.fit import Place, fit_text
from exhibit.cutout.type.typeset import TextBlock, is_rtl

QUOTE_STEP_PT = 10.0
MOST_COLUMN_MM = 480.0  # wider, and no size keeps lines under 55 characters
STRIP_MM = 80.0
MOST_CODE_MM = 1200.0  # short words let the code rise to here


@dataclass(frozen=True, slots=True)
class Split:
    """How the part under the quote is shared: the drawing's height, the column of words and how far down that goes."""

    figure_mm: float
    column_mm: float
    foot_mm: float


@dataclass(frozen=True, slots=True)
class Try:
    """One layout to try. `below_mm` is the height of a drawing below the words, 0 for one beside them."""

    code_centre_mm: float
    quote_pt: float
    least_pt: float
    below_mm: float


def arrange(spec: CutoutSpec, form: BannerMeasures) -> Draft:
    """Words on the side where the language begins (or on panel_side), the drawing on the other, looking at them."""
    voices = voices_of(spec)
    side = spec.panel_side or ("right" if is_rtl(spec.language) else "left")
    figure = figure_of(spec, spec.height_mm * form.figure_share, looks_left=side == "left")
    text, split = first_that_fits(_tries(form, figure), lambda tried: _at(spec, voices, form, figure, side, tried))
    drawn = _drawn(spec, form, figure, split, side)
    bleed = profile(spec.profile).bleed_mm
    sheet = box(0.0, 0.0, form.width_mm, form.height_mm)
    fills = (ground(box(-bleed, -bleed, form.width_mm + bleed, form.height_mm + bleed), panel_colour(spec.palette)), *figure_fills(drawn))
    return Draft(fills, text.words, WORDS, text.code, rectangle(sheet), drawn.outline.bounds, face_of(drawn), sheet.bounds, text.sizes_pt, form.foot_mm, form.easel_mm)


def rectangle(sheet: Polygon) -> DieLine:
    """A die line without a cut-out: the sheet's own edge."""
    left, bottom, right, top = sheet.bounds
    return DieLine(polygon_path([[(left, bottom), (right, bottom), (right, top), (left, top)]]), sheet, sheet, 0.0, STRIP_MM)


def _tries(form: BannerMeasures, figure: PlacedFigure) -> list[Try]:
    """The largest quote that leaves the testimony a comfortable size first, the smallest of both last."""
    sizes = [form.quote_pt - QUOTE_STEP_PT * at for at in range(int((form.quote_pt - QUOTE_PT[0]) / QUOTE_STEP_PT) + 1)]
    wide = figure.width_mm > form.wide_share * figure.outline.bounds[3]
    below, centres = (form.below_mm, form.code_centre_above_mm) if wide else ((0.0,), form.code_centre_mm)
    leasts = (TESTIMONY_PT[0] + COMFORT_PT, TESTIMONY_PT[0])
    return [Try(centre, size, least, height) for least, height, centre, size in product(leasts, below, centres, sizes)]


def _drawn(spec: CutoutSpec, form: BannerMeasures, figure: PlacedFigure, split: Split, side: str) -> PlacedFigure:
    """The drawing at its size and place: it stands above the cassette, at the edge away from the words."""
    share = split.figure_mm / figure.outline.bounds[3]
    small = figure_of(spec, spec.height_mm * form.figure_share * share, looks_left=side == "left")
    x = form.width_mm - form.edge_mm - small.width_mm if side == "left" else form.edge_mm
    return moved(small, x, form.foot_mm)


def _at(spec: CutoutSpec, voices: tuple[Voice, ...], form: BannerMeasures, figure: PlacedFigure, side: str, tried: Try) -> tuple[PanelText, Split]:
    """Everything at the sizes and heights of one try. Raises CutoutError where it does not fit."""
    quotes, y = _quotes(voices, form.width_mm - 2 * form.margin_mm, form.height_mm - form.margin_mm - 6, tried.quote_pt)
    split = _below(form, figure, tried.below_mm) if tried.below_mm else _beside(form, figure, y)
    column = _column(spec, voices, form, split, y, tried)
    column = mirrored(column) if voices[0].rtl else column
    x = form.margin_mm if side == "left" else form.width_mm - form.margin_mm - split.column_mm
    words = (*(block.moved(form.margin_mm) for block in quotes), *(block.moved(x) for block in column.words))
    return replace(column, width_mm=form.width_mm, words=words, code=column.code and column.code.moved(x)), split


def _column(spec: CutoutSpec, voices: tuple[Voice, ...], form: BannerMeasures, split: Split, top_mm: float, tried: Try) -> PanelText:
    """Testimony, code and small texts under the quote."""
    grid = Grid(split.column_mm, 0.0, 1, tried.code_centre_mm)
    sized = sized_code(spec, low=False)
    code = None
    if sized:
        demand_width(sized, split.column_mm)
        code = sized.placed(0.0, tried.code_centre_mm)
    notes = largest_notes(spec, voices, grid, code, split.foot_mm + GAP_MM)
    floor = code.box_mm[3] + GAP_MM if code else notes.floor_mm + notes.least_mm + 2 * GAP_MM
    testimonies = _testimonies(voices, Room(split.column_mm, top_mm - floor), top_mm, tried.least_pt, form.testimony_pt)
    if code:
        code, notes = risen(code, notes, min(testimonies[-1].bottom_mm - floor - GAP_MM, MOST_CODE_MM - tried.code_centre_mm))
    blocks = (*testimonies, *notes.placed(code.box_mm[1] - GAP_MM if code else testimonies[-1].bottom_mm - 1.5 * GAP_MM))
    return PanelText(split.column_mm, blocks, code, {"quote": tried.quote_pt, "testimony": testimonies[0].block.size_pt, "note": notes.size_pt})


def _quotes(voices: tuple[Voice, ...], width_mm: float, top_mm: float, quote_pt: float) -> tuple[list[SetBlock], float]:
    """Every language's quote over the whole width, and where the rest begins. Raises TextTooLong for more than a third of the sheet."""
    blocks: list[SetBlock] = []
    y = top_mm
    for voice in voices:
        block = fit_text(voice.quote, quote_place(voice, width_mm, top_mm * 0.3 / len(voices)), quote_pt, quote_pt)
        blocks.append(SetBlock("quote", voice.language, block, 0.0, y))
        y -= block.height_mm + gap_mm(quote_pt)
    return blocks, y


def _beside(form: BannerMeasures, figure: PlacedFigure, top_mm: float) -> Split:
    """The drawing as large as the column beside it allows, which takes what is left of the width."""
    inner = form.width_mm - form.margin_mm - form.edge_mm - form.gap_mm
    tall = figure.outline.bounds[3]
    ratio = figure.width_mm / tall
    height = min(tall, top_mm - form.foot_mm, (inner - form.column_mm) / ratio)
    return Split(height, min(MOST_COLUMN_MM, inner - ratio * height), form.foot_mm)


def _below(form: BannerMeasures, figure: PlacedFigure, height_mm: float) -> Split:
    """The drawing under the words, no wider than the sheet."""
    tall = figure.outline.bounds[3]
    height = min(height_mm, (form.width_mm - 2 * form.edge_mm) * tall / figure.width_mm)
    return Split(height, MOST_COLUMN_MM, form.foot_mm + height + form.gap_mm)


def _testimonies(voices: tuple[Voice, ...], room: Room, top_mm: float, least_pt: float, most_pt: float) -> list[SetBlock]:
    """Every language's testimony at one size, one above the other."""
    smallest = max(least_pt, room.smallest_pt)
    size_pt = min(_share(voice, room, len(voices), smallest, most_pt).size_pt for voice in voices)
    blocks: list[SetBlock] = []
    for voice in voices:
        place: Place = testimony_place(voice, room.width_mm, room.height_mm)
        block = place.tried(voice.testimony, size_pt, even=True)
        if block is None:
            raise TextTooLong("A word of the testimony is too long for its column: shorten it or divide it.", 1, "testimony")
        blocks.append(SetBlock("testimony", voice.language, block, 0.0, top_mm))
        top_mm -= block.height_mm + GAP_MM
    return blocks


def _share(voice: Voice, room: Room, voices: int, smallest_pt: float, most_pt: float) -> TextBlock:
    """The testimony in its equal part of the room."""
    height = (room.height_mm - (voices - 1) * GAP_MM) / voices
    return fit_text(voice.testimony, testimony_place(voice, room.width_mm, height), smallest_pt, max(smallest_pt, most_pt))
