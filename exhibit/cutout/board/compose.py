"""From a CutoutSpec to a Board: figure, panel, words and code placed in mm, and one die line around them."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path as File

from shapely.geometry import Polygon, box

from exhibit.cutout.board.layout import PanelText, lay_out
from exhibit.cutout.board.palettes import BLACK, PAPER, ink, panel_colour
from exhibit.cutout.board.placed import Box, PlacedLine, Zone
from exhibit.cutout.board.templates import Template, template
from exhibit.cutout.cut.dieline import DieLine, die_line, polygons
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import PlacedFigure, is_own_figure, load_figure
from exhibit.cutout.paths import Path, polygon_path, transform, translate
from exhibit.cutout.press.profiles import Profile, profile
from exhibit.cutout.spec import CMYK, CutoutSpec
from exhibit.cutout.type.typeset import is_rtl

MIN_SCAN_MM, MAX_SCAN_MM = 200.0, 10_000.0
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # the shape of a BCP 47 tag
HEAD_SHARE = 0.130  # of the stature, adult (Winter 2009)
MAX_HEIGHT_MM, MIN_HEIGHT_MM = 2500.0, 900.0


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled path. `even_odd` follows the drawing's own rule; text and modules use the non-zero rule."""

    path: Path
    colour: CMYK
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Plain data of one board: fills in paint order, die line, places. mm, y up from the floor, x from the die line's left."""

    spec: CutoutSpec
    fills: tuple[Fill, ...]
    die: DieLine
    width_mm: float
    height_mm: float
    figure_height_mm: float
    qr_box_mm: Box | None  # left, bottom, right, top, quiet zone included
    sizes_pt: dict[str, float]
    lines: tuple[PlacedLine, ...] = ()
    zones: tuple[Zone, ...] = ()

    @property
    def profile(self) -> Profile:
        """The print shop it is made for."""
        return profile(self.spec.profile)


def compose(spec: CutoutSpec) -> Board:
    """Lay out a board. Raises CutoutError and its kinds with a sentence that says what to change."""
    if not MIN_HEIGHT_MM <= spec.height_mm <= MAX_HEIGHT_MM:
        raise CutoutError(f"A board of {spec.height_mm:.0f} mm cannot be made: choose a height between {MIN_HEIGHT_MM:.0f} and {MAX_HEIGHT_MM:.0f} mm.")
    if not MIN_SCAN_MM <= spec.scan_distance_mm <= MAX_SCAN_MM:
        raise CutoutError(f"A scan distance of {spec.scan_distance_mm:.0f} mm is not possible: choose one between {MIN_SCAN_MM:.0f} and {MAX_SCAN_MM:.0f} mm.")
    if not _LANGUAGE.fullmatch(spec.language):
        raise CutoutError(f"“{spec.language[:40]}” is no language code: write for example en, pt-BR or zgh.")
    if not spec.quote.strip() or not spec.testimony.strip():
        raise CutoutError("A board needs a quote and a testimony: one of them is empty.")
    form = template(spec.template)
    side = spec.panel_side or ("left" if is_rtl(spec.language) else "right")
    own_dir = File(spec.figure_dir) if spec.figure_dir and is_own_figure(spec.figure) else None
    figure = load_figure(spec.figure, spec.face, spec.height_mm, own_dir)
    if side == "left":
        figure = _mirrored(figure)
    panel_height = round(spec.height_mm * form.panel_share)
    text = lay_out(spec, form, panel_height)
    panel, text_left = _place_panel(figure, text.width_mm, panel_height, form, side)
    return _assemble(spec, figure, panel, text, text_left, form.corner_mm)


def _mirrored(figure: PlacedFigure) -> PlacedFigure:
    """The figure looking the other way, towards a panel on its left."""
    layers = tuple(replace(layer, path=transform(layer.path, -1, 0, 0, 1, figure.width_mm, 0)) for layer in figure.layers)
    rings = [[(figure.width_mm - x, y) for x, y in ring.coords] for ring in (figure.outline.exterior, *figure.outline.interiors)]
    return replace(figure, layers=layers, outline=Polygon(rings[0], rings[1:]))


def _place_panel(figure: PlacedFigure, column_mm: float, panel_height: float, form: Template, side: str) -> tuple[Polygon, float]:
    """The panel fused to the figure: its edge lies behind the arm, its words begin beside it. Returns (panel, column's left)."""
    low, high = form.foot_mm * 0.8, panel_height - form.margin_mm * 0.5
    beside = figure.outline.intersection(box(-1, low, figure.width_mm + 1, high))
    x_min, _, x_max, _ = beside.bounds
    tuck = form.tuck_mm
    if side == "right":
        left = x_max + form.gap_mm
        panel = box(x_max - tuck, 0, left + column_mm + form.margin_mm, panel_height)
    else:
        left = x_min - form.gap_mm - column_mm
        panel = box(left - form.margin_mm, 0, x_min + tuck, panel_height)
    return panel, left


def _rounded(panel: Polygon, corner_mm: float) -> Polygon:
    """The panel with rounded upper corners, standing flat on the floor."""
    x0, y0, x1, y1 = panel.bounds
    tall = box(x0, y0 - 4 * corner_mm, x1, y1).buffer(-corner_mm).buffer(corner_mm, quad_segs=24)
    (standing,) = polygons(tall.intersection(box(x0 - 1, y0, x1 + 1, y1 + 1)))
    return standing


def _assemble(spec: CutoutSpec, figure: PlacedFigure, panel: Polygon, text: PanelText, text_left: float, corner_mm: float) -> Board:
    shape = _rounded(panel, corner_mm)
    die = die_line(figure.outline, shape, CutLimits.of(profile(spec.profile)))
    shift = -die.polygon.bounds[0]
    ground = Fill(translate(polygon_path([shape.exterior.coords]), shift, 0), panel_colour(spec.palette))
    drawn = [Fill(translate(layer.path, shift, 0), ink() if layer.role == "ink" else PAPER, True) for layer in figure.layers]
    placed = [block.moved(text_left + shift) for block in text.words]
    words = [Fill(path, ink()) for block in placed for path in block.paths()]
    code: list[Fill] = []
    qr_box = None
    if text.code:
        x0, y0, x1, y1 = text.code.box_mm
        qr_box = (x0 + text_left + shift, y0, x1 + text_left + shift, y1)
        code = [Fill(polygon_path([[(qr_box[0], y0), (qr_box[2], y0), (qr_box[2], y1), (qr_box[0], y1)]]), PAPER),
                Fill(translate(text.code.modules, text_left + shift, 0), BLACK)]
    x0, y0, x1, y1 = die.polygon.bounds
    moved = replace(die, path=translate(die.path, shift, 0))
    lines = tuple(line for block in placed for line in block.lines())
    return Board(spec, (ground, *drawn, *words, *code), moved, x1 - x0, y1 - y0, figure.height_mm, qr_box, text.sizes_pt, lines, _zones(figure, panel, shift))


def _zones(figure: PlacedFigure, panel: Polygon, shift: float) -> tuple[Zone, ...]:
    """Where figure, face and panel are; the face is the uppermost eighth of the figure (exhibition.md 3.3)."""
    left, bottom, right, top = figure.outline.bounds
    head = figure.outline.intersection(box(left, bottom + (top - bottom) * (1 - HEAD_SHARE), right, top)).bounds
    named = (("figure", (left, bottom, right, top)), ("face", head), ("panel", panel.bounds))
    return tuple(Zone(name, (x0 + shift, y0, x1 + shift, y1)) for name, (x0, y0, x1, y1) in named)
