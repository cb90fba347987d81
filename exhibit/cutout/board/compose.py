"""From a CutoutSpec to a Board: its template's arrangement places figure, ground, words and code in mm, with one die line around them."""
from __future__ import annotations

import re
from dataclasses import dataclass

from shapely.geometry import Polygon, box

from exhibit.cutout.board.arrangements import arrange
from exhibit.cutout.board.palettes import BLACK, PAPER
from exhibit.cutout.board.placed import Box, Draft, Fill, PlacedCode, PlacedLine, Zone, around
from exhibit.cutout.board.templates import template
from exhibit.cutout.codes.place import require_code, standing_code, standing_mm
from exhibit.cutout.cut.dieline import DieLine
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import polygon_path
from exhibit.cutout.press.profiles import Profile, profile
from exhibit.cutout.spec import CutoutSpec

MIN_SCAN_MM, MAX_SCAN_MM = 200.0, 10_000.0
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # the shape of a BCP 47 tag
MAX_HEIGHT_MM, MIN_HEIGHT_MM = 2500.0, 900.0
EASEL_STEP_MM = 10.0
WORDS = frozenset({"quote", "testimony"})

__all__ = ["Board", "Fill", "compose"]


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
    _check(spec)
    draft = arrange(spec, template(spec.template))
    if draft.code and spec.url:
        stands_mm = standing_mm(draft.figure_mm, draft.die.polygon.bounds[3])
        require_code(standing_code(draft.code.box_mm, spec.url, stands_mm, spec.scan_distance_mm))
    return _board(spec, draft)


def _check(spec: CutoutSpec) -> None:
    """Raises CutoutError for what no template can make a board of."""
    if not MIN_HEIGHT_MM <= spec.height_mm <= MAX_HEIGHT_MM:
        raise CutoutError(f"A board of {spec.height_mm:.0f} mm cannot be made: choose a height between {MIN_HEIGHT_MM:.0f} and {MAX_HEIGHT_MM:.0f} mm.")
    if not MIN_SCAN_MM <= spec.scan_distance_mm <= MAX_SCAN_MM:
        raise CutoutError(f"A scan distance of {spec.scan_distance_mm:.0f} mm is not possible: choose one between {MIN_SCAN_MM:.0f} and {MAX_SCAN_MM:.0f} mm.")
    for language in (spec.language, *([spec.second.language] if spec.second else [])):
        if not _LANGUAGE.fullmatch(language):
            raise CutoutError(f"“{language[:40]}” is no language code: write for example en, pt-BR or zgh.")
    if not spec.quote.strip() or not spec.testimony.strip():
        raise CutoutError("A board needs a quote and a testimony: one of them is empty.")
    if spec.second and not (spec.second.quote.strip() and spec.second.testimony.strip()):
        raise CutoutError("A board needs a quote and a testimony in its second language too: one of them is empty.")
    profile(spec.profile)


def _board(spec: CutoutSpec, draft: Draft) -> Board:
    """The draft moved so that its die line begins at x = 0."""
    left, bottom, right, top = draft.die.polygon.bounds
    shift = -left
    die = draft.die.moved(shift)
    placed = [block.moved(shift) for block in draft.words]
    code = draft.code and draft.code.moved(shift)
    words = [Fill(path, draft.word_colour) for block in placed for path in block.paths()]
    lines = tuple(line for block in placed for line in block.lines())
    fills = (*(fill.moved(shift) for fill in draft.fills), *words, *(_code_fills(code) if code else ()))
    zones = _zones(draft, shift, die, lines, code)
    figure_height = round(draft.figure_mm[3] - draft.figure_mm[1], 6)
    return Board(spec, fills, die, right - left, top - bottom, figure_height, code.box_mm if code else None, draft.sizes_pt, lines, zones)


def _code_fills(code: PlacedCode) -> tuple[Fill, Fill]:
    """Black modules on their white box."""
    x0, y0, x1, y1 = code.box_mm
    return Fill(polygon_path([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]]), PAPER), Fill(code.modules, BLACK)


def _zones(draft: Draft, shift: float, die: DieLine, lines: tuple[PlacedLine, ...], code: PlacedCode | None) -> tuple[Zone, ...]:
    """Every named place of the board, in its coordinates."""
    drawn = [(name, (x0 + shift, y0, x1 + shift, y1)) for name, (x0, y0, x1, y1) in
             (("figure", draft.figure_mm), ("face", draft.face_mm), ("panel", draft.panel_mm))]
    named: list[tuple[str, Box]] = [*drawn, ("words", around([line.box_mm for line in lines if line.role in WORDS]))]
    if code:
        named.append(("code", code.box_mm))
    width = die.polygon.bounds[2]
    named += [("foot", (0.0, 0.0, width, draft.foot_mm)), ("easel", _easel(die, *draft.easel_mm))]
    return tuple(Zone(name, place) for name, place in named)


def _easel(die: DieLine, width_mm: float, height_mm: float) -> Box:
    """Where a strut is glued behind: as near the middle as there is board over its whole height, lower where there is none so high."""
    board: Polygon = die.polygon
    middle = board.bounds[2] / 2
    steps = int(middle / EASEL_STEP_MM)
    offsets = sorted(range(-steps, steps + 1), key=abs)
    for height in (height_mm, height_mm * 0.75, height_mm * 0.5, die.strip_mm):
        for step in offsets:
            left = middle + step * EASEL_STEP_MM - width_mm / 2
            if board.covers(box(left, 0.0, left + width_mm, height)):
                return left, 0.0, left + width_mm, height
    return middle - width_mm / 2, 0.0, middle + width_mm / 2, die.strip_mm
