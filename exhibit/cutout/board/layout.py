"""Words, code and small texts in the panel's column, or in two columns for two languages.

Everything is laid out as for a language that runs from the left, and mirrored as a whole for one that runs from the right.
Positions in mm: x from the column's left edge, y up from the floor.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from exhibit.cutout.board.code import PREFERRED_MM, SizedCode, sized_code
from exhibit.cutout.board.measures import PanelMeasures
from exhibit.cutout.board.notes import NOTE_SIZES_PT, Cell, address_cell, credit_cell, help_cell, scan_cell, who_cell
from exhibit.cutout.board.placed import PlacedCode, SetBlock
from exhibit.cutout.board.voices import Voice, voices_of
from exhibit.cutout.board.words import Room, SetWords, first_that_fits, set_words
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CutoutSpec

GAP_MM = 22.0  # between words, code and what stands under it
BESIDE_MM = 14.0  # between the code and the words beside it
SPREAD, MOST_SPREAD_MM = 0.35, 110.0  # of the free height under the code, between who speaks and where help is
NO_ROOM = "The notes, help number and credits do not fit under the code: shorten the attribution or the credits."


@dataclass(frozen=True, slots=True)
class PanelText:
    """Everything in the panel's column or columns."""

    width_mm: float
    words: tuple[SetBlock, ...]
    code: PlacedCode | None
    sizes_pt: dict[str, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """One column for every language abreast, or one for all. `code_centre_mm` is the height of the code's middle."""

    column_mm: float
    gutter_mm: float
    columns: int
    code_centre_mm: float

    @property
    def width_mm(self) -> float:
        return self.columns * self.column_mm + (self.columns - 1) * self.gutter_mm

    def x_mm(self, column: int) -> float:
        return column * (self.column_mm + self.gutter_mm)


def lay_out(spec: CutoutSpec, form: PanelMeasures, panel_height_mm: float, low: bool) -> PanelText:
    """The narrowest of the template's columns in which everything fits. Raises TextTooLong with the fewest words to cut, UnknownCharacter.

    `low`: the figure is so low that the code goes down with it. Two languages stand one above the other where that fits, else side by side in a wider panel.
    """
    voices = voices_of(spec)
    centres = form.code_centre_low_mm if low else form.code_centre_mm
    grids = [Grid(width, form.gutter_mm, columns, centre) for columns in range(1, len(voices) + 1) for width, centre in product(form.column_mm, centres)]
    text = first_that_fits(grids, lambda grid: _column(spec, voices, form, grid, panel_height_mm, low))
    return mirrored(text) if voices[0].rtl else text


def mirrored(text: PanelText) -> PanelText:
    """The layout as a whole from the other side; texts and code stay as they read."""
    return replace(text, words=tuple(block.mirrored(text.width_mm) for block in text.words), code=text.code and text.code.mirrored(text.width_mm))


def _column(spec: CutoutSpec, voices: tuple[Voice, ...], form: PanelMeasures, grid: Grid, panel_height_mm: float, low: bool) -> PanelText:
    top = panel_height_mm - form.margin_mm
    code = _code(spec, grid, low)
    notes = largest_notes(spec, voices, grid, code, form.foot_mm)
    floor = code.box_mm[3] + GAP_MM if code else notes.floor_mm + notes.least_mm + 1.5 * GAP_MM
    words = set_words(voices, Room(grid.column_mm, top - floor, grid.columns > 1, grid.gutter_mm))
    if code:
        code, notes = risen(code, notes, min(top - floor - words.height_mm, PREFERRED_MM[low] - grid.code_centre_mm))
    under = code.box_mm[1] - GAP_MM if code else top - words.height_mm - 1.5 * GAP_MM
    blocks = (*(block.moved(0.0, top) for block in words.blocks), *notes.placed(under))
    return PanelText(grid.width_mm, blocks, code, sizes_of(words, notes.size_pt))


def sizes_of(words: SetWords, note_pt: float) -> dict[str, float]:
    return {"quote": words.quote_pt, "testimony": words.testimony_pt, "note": note_pt}


def _code(spec: CutoutSpec, grid: Grid, low: bool) -> PlacedCode | None:
    sized = sized_code(spec, low)
    if sized is None:
        return None
    demand_width(sized, grid.column_mm)
    return sized.placed(0.0, grid.code_centre_mm)


def risen(code: PlacedCode, notes: Notes, free_mm: float) -> tuple[PlacedCode, Notes]:
    """The code and what stands beside it, as far up as short words leave it free."""
    lift = max(0.0, free_mm)
    return code.moved(0.0, lift), replace(notes, beside=tuple(block.moved(0.0, lift) for block in notes.beside))


def demand_width(code: SizedCode, column_mm: float) -> None:
    """Raises CutoutError where the code is wider than its column."""
    if code.side_mm > column_mm:
        raise CutoutError(f"The code needs {code.side_mm:.0f} mm and the column has {column_mm:.0f} mm: choose a shorter scan distance.")


@dataclass(frozen=True, slots=True)
class Notes:
    """The small texts of a panel at one size: beside the code, in rows under it (who speaks, where help is), and on the foot."""

    size_pt: float
    grid: Grid
    beside: tuple[SetBlock, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[SetBlock, ...]
    floor_mm: float

    @property
    def heights_mm(self) -> list[float]:
        return [max(cell.height_mm for cell in row) for row in self.rows]

    @property
    def least_mm(self) -> float:
        """What the rows need, drawn close."""
        return sum(self.heights_mm) + 1.3 * self.size_pt * (len(self.rows) - 1)

    def placed(self, under_mm: float) -> list[SetBlock]:
        """Everything in its place; the rows begin at under_mm, and what is free below them is shared out."""
        blocks = [*self.foot, *self.beside]
        free = under_mm - self.least_mm - self.floor_mm - GAP_MM
        gap = 1.3 * self.size_pt + min(max(0.0, SPREAD * free), MOST_SPREAD_MM)
        for row, height in zip(self.rows, self.heights_mm, strict=True):
            for column, cell in enumerate(row):
                blocks += cell.placed(self.grid.x_mm(column), under_mm)
            under_mm -= height + gap
        return blocks


def largest_notes(spec: CutoutSpec, voices: tuple[Voice, ...], grid: Grid, code: PlacedCode | None, foot_mm: float) -> Notes:
    """The small texts as large as their place allows."""
    for size_pt in NOTE_SIZES_PT:
        try:
            notes = _notes(spec, voices, grid, code, foot_mm, size_pt)
        except CutoutError:
            if size_pt == NOTE_SIZES_PT[-1]:
                raise
            continue
        if code is None or code.box_mm[1] - GAP_MM - notes.least_mm >= notes.floor_mm + GAP_MM:
            return notes
    raise CutoutError(NO_ROOM)


def _notes(spec: CutoutSpec, voices: tuple[Voice, ...], grid: Grid, code: PlacedCode | None, foot_mm: float, size_pt: float) -> Notes:
    """The small texts at a size. Raises CutoutError when a word or the address does not fit."""
    width = grid.column_mm
    beside = beside_code(spec, voices, grid, code, size_pt) if code else []
    who = [who_cell(voice, width, size_pt) for voice in voices]
    asks = [help_cell(voice, spec.helpline, width, size_pt) for voice in voices]
    if grid.columns == 1:
        who, asks = [stacked(who, size_pt)], [stacked(asks, 0.6 * size_pt)]
    credit = credit_cell(spec, width)
    floor = foot_mm + credit.height_mm
    rows = tuple(tuple(row) for row in (who, asks) if any(cell.texts for cell in row))
    return Notes(size_pt, grid, tuple(beside), rows, tuple(credit.placed(0.0, floor)), floor)


def stacked(cells: list[Cell], gap_mm: float) -> Cell:
    """Cells one under the other."""
    found = Cell()
    for cell in cells:
        found = found.above(cell, gap_mm)
    return found


def beside_code(spec: CutoutSpec, voices: tuple[Voice, ...], grid: Grid, code: PlacedCode, size_pt: float) -> list[SetBlock]:
    """What the code is for in each language, and the address once; no higher than the code."""
    _, bottom, right, top = code.box_mm
    x = right + BESIDE_MM
    width = grid.column_mm - x
    if width < 40:
        raise CutoutError("The code leaves no room for the words beside it: choose a shorter scan distance.")
    here = voices if grid.columns == 1 else voices[:1]
    gap = 0.45 * size_pt
    cell = stacked([scan_cell(voice, width, size_pt, flush=voices[0].language) for voice in here], gap).above(address_cell(spec.url or "", voices[0], width, size_pt), gap)
    blocks = cell.placed(x, top - 2)
    for column, voice in enumerate(voices[len(here):], start=1):
        blocks += scan_cell(voice, grid.column_mm, size_pt).placed(grid.x_mm(column), top - 2)
    if any(block.bottom_mm < bottom for block in blocks):
        raise CutoutError("The words beside the code need more room than the code is high: use a shorter address.")
    return blocks


