"""Words and code in the panel's column: sizes grow to fill their zone and never fall below what can be read.

Sizes follow reading distance (exhibition.md 2): quote 90-110 pt, testimony 35-50 pt, everything else 24 pt or more.
Positions in mm: x from the column's left edge, y up from the floor.
"""
from __future__ import annotations

import math
from dataclasses import dataclass, replace

from exhibit.cutout.board.notes import NOTE_SIZES_PT, Notes, notes_of
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.board.templates import Template
from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix, module_path, width_mm
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.paths import Path
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.fit import Place, fit_text
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, is_rtl, quotation_marks, set_text

QUOTE_PT, TESTIMONY_PT = (90.0, 110.0), (35.0, 50.0)
QUOTE_SHARE = 0.6  # of the place for words: a longer quote is no quote any more
GAP_MM = 22.0
QUOTE_GAP_EM = 0.75  # between quote and testimony, in ems of the quote
LOW_FIGURE_MM = 1500.0
LOW_CODE_MM = 110.0  # a child's board carries its code lower, so it is larger (exhibition.md 1.5)
COMFORT_PT = 3.0
MAX_LINE_EM = 27.5  # 55 characters of half an em: the eye loses longer lines


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """The code with its quiet zone: box (left, bottom, right, top) and dark modules."""

    box_mm: tuple[float, float, float, float]
    modules: Path
    module_mm: float


@dataclass(frozen=True, slots=True)
class PanelText:
    """Everything in the column."""

    width_mm: float
    words: tuple[SetBlock, ...]
    code: PlacedCode | None
    sizes_pt: dict[str, float]


def lay_out(spec: CutoutSpec, form: Template, panel_height_mm: float) -> PanelText:
    """The narrowest column of the template in which everything fits. Raises TextTooLong with the fewest words to cut, UnknownCharacter."""
    refusals: list[CutoutError] = []
    low = spec.height_mm < LOW_FIGURE_MM
    for width in form.column_mm:
        for centre in form.code_centre_low_mm if low else form.code_centre_mm:
            try:
                return _column(spec, form, panel_height_mm, width, centre)
            except UnknownCharacter:
                raise  # no column has it
            except CutoutError as refusal:
                refusals.append(refusal)
    raise _easiest(refusals)


def _easiest(refusals: list[CutoutError]) -> CutoutError:
    """The refusal with the fewest words to cut. Where the testimony is what is too long the quote fits already: that comes first."""
    for what in ("testimony", "quote"):
        too_long = [refusal for refusal in reversed(refusals) if isinstance(refusal, TextTooLong) and refusal.what == what]
        if too_long:
            return min(too_long, key=lambda refusal: refusal.words_to_cut)
    return refusals[-1]


def _column(spec: CutoutSpec, form: Template, panel_height_mm: float, width: float, centre_mm: float) -> PanelText:
    top = panel_height_mm - form.margin_mm - 6
    code = _code(spec, width, centre_mm)
    if code:
        notes = _largest_notes(spec, form, width, code)
        quote, testimony = _quote_and_testimony(spec, width, top - code.box_mm[3] - GAP_MM)
        under = code.box_mm[1] - GAP_MM
    else:
        notes = notes_of(spec, width, form.foot_mm, NOTE_SIZES_PT[0], None)
        quote, testimony = _quote_and_testimony(spec, width, top - notes.foot_top_mm - notes.below_mm - 2 * GAP_MM)
        under = top - quote.height_mm - _gap(quote) - testimony.height_mm - 1.5 * GAP_MM
    words = [SetBlock("quote", spec.language, quote, 0.0, top), SetBlock("testimony", spec.language, testimony, 0.0, top - quote.height_mm - _gap(quote)),
             *notes.placed(under)]
    return PanelText(width, tuple(words), code, {"quote": quote.size_pt, "testimony": testimony.size_pt, "note": notes.size_pt})


def _largest_notes(spec: CutoutSpec, form: Template, width: float, code: PlacedCode) -> Notes:
    """The small texts around the code, as large as their place allows."""
    for size_pt in NOTE_SIZES_PT:
        try:
            notes = notes_of(spec, width, form.foot_mm, size_pt, code.box_mm)
        except CutoutError:
            if size_pt == NOTE_SIZES_PT[-1]:
                raise
            continue
        if code.box_mm[1] - GAP_MM - notes.below_mm >= notes.foot_top_mm + GAP_MM:
            return notes
    raise CutoutError("The notes, help number and credits do not fit under the code: shorten the attribution or the credits.")


def _gap(quote: TextBlock) -> float:
    return QUOTE_GAP_EM * quote.size_pt * MM_PER_PT


def _quote_and_testimony(spec: CutoutSpec, width: float, height: float) -> tuple[TextBlock, TextBlock]:
    """Both at their smallest first, so that a refusal counts right; then each grows in turn."""
    quote = _fit("quote", spec.quote, spec, width, height * QUOTE_SHARE, QUOTE_PT[0], QUOTE_PT[0])
    smallest, largest = max(TESTIMONY_PT[0], math.ceil(2 * width / MAX_LINE_EM / MM_PER_PT) / 2), TESTIMONY_PT[1]
    testimony = _fit("testimony", spec.testimony, spec, width, height - quote.height_mm - _gap(quote), smallest, largest)
    spare = height - _comfortable_mm(spec, width, smallest) - _gap(quote)
    if spare <= quote.height_mm:
        return quote, testimony
    larger = _fit("quote", spec.quote, spec, width, spare, *QUOTE_PT)
    try:
        return larger, _fit("testimony", spec.testimony, spec, width, height - larger.height_mm - _gap(larger), smallest, largest)
    except TextTooLong:
        return quote, testimony


def _fit(what: str, text: str, spec: CutoutSpec, width: float, height: float, min_pt: float, max_pt: float) -> TextBlock:
    """A quote is bold and tight, its lines even; a refusal says which of the two is too long."""
    display = what == "quote"
    place = Place(spec.language, width, height, what=what)
    if display:
        place = replace(place, bold=True, leading=1.14, balance=True, marks=quotation_marks(spec.language))
    return fit_text(text, place, min_pt, max_pt)


def _comfortable_mm(spec: CutoutSpec, width: float, smallest_pt: float) -> float:
    """Height of the testimony at a comfortable size above the minimum: the quote may not grow at its cost."""
    return set_text(spec.testimony, spec.language, min(smallest_pt + COMFORT_PT, TESTIMONY_PT[1]), width).height_mm


def _code(spec: CutoutSpec, column_mm: float, centre_mm: float) -> PlacedCode | None:
    if not spec.url:
        return None
    matrix = code_matrix(spec.url)
    smallest = LOW_CODE_MM if spec.height_mm < LOW_FIGURE_MM else 0.0
    module = max(smallest, width_mm(matrix.modules, spec.scan_distance_mm)) / matrix.modules
    side = module * (matrix.modules + 2 * QUIET_MODULES)
    left = column_mm - side if is_rtl(spec.language) else 0.0
    if side > column_mm:
        raise CutoutError(f"The code needs {side:.0f} mm and the column has {column_mm:.0f} mm: choose a shorter scan distance.")
    quiet = QUIET_MODULES * module
    modules = module_path(matrix, left + quiet, centre_mm + side / 2 - quiet, module)
    return PlacedCode((left, centre_mm - side / 2, left + side, centre_mm + side / 2), modules, module)
