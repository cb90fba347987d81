"""Arrangement `plinth`: a wide low panel in front of legs or wheels; whoever stands or sits there looks over it.

Words in one column, or two for two languages, and beside them a column with the code at its top and the small texts under it.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

from exhibit.cutout.board.code import SizedCode, is_low, sized_code
from exhibit.cutout.board.drawing import face_of, figure_fills, figure_of, ground, standing_panel
from exhibit.cutout.board.layout import GAP_MM, PanelText, demand_width, mirrored, sizes_of, stacked
from exhibit.cutout.board.measures import PlinthMeasures
from exhibit.cutout.board.notes import (
    NOTE_SIZES_PT,
    Cell,
    address_cell,
    credit_cell,
    help_cell,
    note_sizes,
    scan_cell,
    who_cell,
)
from exhibit.cutout.board.palettes import WORDS, panel_colour
from exhibit.cutout.board.placed import Box, Draft, SetBlock
from exhibit.cutout.board.voices import Voice, voices_of
from exhibit.cutout.board.words import Room, first_that_fits, set_words
from exhibit.cutout.cut.dieline import die_line
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import PlacedFigure
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.spec import CutoutSpec

TOP_MM = 6.0  # above the first line, besides the margin
NOTE_SHARE = 0.7  # of the testimony's size: small texts never look as important


@dataclass(frozen=True, slots=True)
class Plinth:
    """The panel's inside: a column for every language, the side column, and how high both reach."""

    column_mm: float
    side_mm: float
    gutter_mm: float
    columns: int
    top_mm: float
    foot_mm: float

    @property
    def side_x_mm(self) -> float:
        return self.columns * (self.column_mm + self.gutter_mm)

    @property
    def width_mm(self) -> float:
        return self.side_x_mm + self.side_mm


def arrange(spec: CutoutSpec, form: PlinthMeasures) -> Draft:
    """Raises CutoutError where the panel would hide too much of a low figure."""
    voices = voices_of(spec)
    figure = figure_of(spec, spec.height_mm, looks_left=voices[0].rtl)
    tall = figure.outline.bounds[3]
    centres = form.code_centre_low_mm if is_low(tall) else form.code_centre_mm
    code = sized_code(spec, is_low(tall))
    height = _height(tall, form, code, min(centres))
    wide = figure.outline.bounds[2] - figure.outline.bounds[0] + 2 * (form.overhang_mm - form.margin_mm)
    plinths = [Plinth(column, side, form.gutter_mm, len(voices), height - form.margin_mm - TOP_MM, form.foot_mm) for column, side in product(form.column_mm, form.side_mm)]
    plinths.sort(key=lambda plinth: abs(plinth.width_mm - wide))  # what leaves the least empty beside the words first
    text = first_that_fits(plinths, lambda plinth: _inside(spec, voices, plinth, code, max(centres), form))
    text = mirrored(text) if voices[0].rtl else text
    panel, left = _in_front(figure, text.width_mm, height, form)
    shape = standing_panel(panel, form.corner_mm)
    die = die_line(figure.outline, shape, CutLimits.of(profile(spec.profile)))
    fills = (*figure_fills(figure), ground(shape, panel_colour(spec.palette)))
    words, placed = tuple(block.moved(left) for block in text.words), text.code and text.code.moved(left)
    return Draft(fills, words, WORDS, placed, die, figure.outline.bounds, face_of(figure), panel, text.sizes_pt, form.foot_mm, form.easel_mm)


def _height(tall_mm: float, form: PlinthMeasures, code: SizedCode | None, lowest_mm: float) -> float:
    """The share of the figure that the template wants, or what the code needs to be reached."""
    least = lowest_mm + code.side_mm / 2 + form.margin_mm + TOP_MM if code else 0.0
    height = max(least, tall_mm * form.panel_share)
    if height > tall_mm * form.most_share:
        raise CutoutError(f"A plinth for this code is {least:.0f} mm high and would hide a figure of {tall_mm:.0f} mm: choose the template panel, "
                          f"a figure of at least {least / form.most_share:.0f} mm, or a shorter scan distance.")
    return float(math.ceil(height))


def _in_front(figure: PlacedFigure, text_mm: float, height_mm: float, form: PlinthMeasures) -> tuple[Box, float]:
    """The panel's box, in the middle before the figure, and the left edge of what is written on it."""
    left, _, right, _ = figure.outline.bounds
    width = max(text_mm + 2 * form.margin_mm, right - left + 2 * form.overhang_mm)
    x0 = (left + right - width) / 2
    return (x0, 0.0, x0 + width, height_mm), x0 + (width - text_mm) / 2


def _inside(spec: CutoutSpec, voices: tuple[Voice, ...], plinth: Plinth, sized: SizedCode | None,
            highest_mm: float, form: PlinthMeasures) -> PanelText:
    """Words in their columns over the credits; code and small texts in the side column."""
    credit = credit_cell(spec, plinth.column_mm)
    floor = plinth.foot_mm + credit.height_mm
    room = Room(plinth.column_mm, plinth.top_mm - floor - GAP_MM, len(voices) > 1, plinth.gutter_mm, form.quote_pt, form.testimony_pt)
    code, under = None, plinth.top_mm
    if sized:
        demand_width(sized, plinth.side_mm)
        code = sized.placed(plinth.side_x_mm, min(highest_mm, plinth.top_mm - sized.side_mm / 2))
        under = code.box_mm[1] - GAP_MM / 2
    words = set_words(voices, room)
    most_pt = min(form.note_pt, max(NOTE_SIZES_PT[0], NOTE_SHARE * words.testimony_pt))
    notes, note_pt = _small_texts(spec, voices, plinth, under, most_pt)
    blocks = (*(block.moved(0.0, plinth.top_mm) for block in words.blocks), *credit.placed(0.0, floor), *notes)
    return PanelText(plinth.width_mm, blocks, code, sizes_of(words, note_pt))


def _small_texts(spec: CutoutSpec, voices: tuple[Voice, ...], plinth: Plinth, under_mm: float, most_pt: float) -> tuple[list[SetBlock], float]:
    """Under the code: what it is for, the address, who speaks; at the bottom where help is."""
    for size_pt in note_sizes(most_pt):
        above = _above(spec, voices, plinth.side_mm, size_pt)
        asks = stacked([help_cell(voice, spec.helpline, plinth.side_mm, size_pt) for voice in voices], 0.6 * size_pt)
        if under_mm - above.height_mm - 1.3 * size_pt - asks.height_mm >= plinth.foot_mm:
            return above.placed(plinth.side_x_mm, under_mm) + asks.placed(plinth.side_x_mm, plinth.foot_mm + asks.height_mm), size_pt
    raise CutoutError("The notes and the help number do not fit under the code: shorten the attribution or the note.")


def _above(spec: CutoutSpec, voices: tuple[Voice, ...], width_mm: float, size_pt: float) -> Cell:
    who = stacked([who_cell(voice, width_mm, size_pt) for voice in voices], size_pt)
    if not spec.url:
        return who
    scan = stacked([scan_cell(voice, width_mm, size_pt, flush=voices[0].language) for voice in voices], 0.45 * size_pt)
    return scan.above(address_cell(spec.url, voices[0], width_mm, size_pt), 0.45 * size_pt).above(who, 1.2 * size_pt)
