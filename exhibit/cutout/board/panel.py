"""Arrangement `panel`: the figure with a panel of words fused beside it, one die line around both."""
from __future__ import annotations

from shapely.geometry import box

from exhibit.cutout.board.code import is_low
from exhibit.cutout.board.drawing import face_of, figure_fills, figure_of, ground, standing_panel
from exhibit.cutout.board.layout import lay_out
from exhibit.cutout.board.measures import PanelMeasures
from exhibit.cutout.board.palettes import WORDS, panel_colour
from exhibit.cutout.board.placed import Box, Draft
from exhibit.cutout.cut.dieline import die_line
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.figures.drawn import PlacedFigure
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.typeset import is_rtl


def arrange(spec: CutoutSpec, form: PanelMeasures) -> Draft:
    """The panel stands where the language begins to look for words: right of the figure, or left for one that runs from the right."""
    side = spec.panel_side or ("left" if is_rtl(spec.language) else "right")
    figure = figure_of(spec, spec.height_mm, looks_left=side == "left")
    tall = figure.outline.bounds[3]
    height = max(form.least_mm, round(tall * form.panel_share))
    text = lay_out(spec, form, height, is_low(tall))
    panel, left = _beside(figure, text.width_mm, height, form, side)
    shape = standing_panel(panel, form.corner_mm)
    die = die_line(figure.outline, shape, CutLimits.of(profile(spec.profile)))
    fills = (ground(shape, panel_colour(spec.palette)), *figure_fills(figure))
    words, code = tuple(block.moved(left) for block in text.words), text.code and text.code.moved(left)
    return Draft(fills, words, WORDS, code, die, figure.outline.bounds, face_of(figure), panel, text.sizes_pt, form.foot_mm, form.easel_mm)


def _beside(figure: PlacedFigure, column_mm: float, height_mm: float, form: PanelMeasures, side: str) -> tuple[Box, float]:
    """The panel's box and its column's left edge: its inner edge lies behind the arm, its words begin beside it."""
    low, high = form.foot_mm * 0.8, height_mm - form.margin_mm * 0.5
    x_min, _, x_max, _ = figure.outline.intersection(box(-1, low, figure.width_mm + 1, high)).bounds
    if side == "right":
        left = x_max + form.gap_mm
        return (x_max - form.tuck_mm, 0.0, left + column_mm + form.margin_mm, height_mm), left
    left = x_min - form.gap_mm - column_mm
    return (left - form.margin_mm, 0.0, x_min + form.tuck_mm, height_mm), left
