"""Words and code in the panel's column: sizes grow to fill their zone and never fall below what can be read.

Sizes follow reading distance (exhibition.md 2): quote 90-110 pt, testimony 35-50 pt, everything else 24 pt or more.
Positions in mm: x from the column's left edge, y up from the floor.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from exhibit.cutout.errors import TextTooLong
from exhibit.cutout.labels import label, label_language
from exhibit.cutout.paths import Path
from exhibit.cutout.qr import QUIET_MODULES, code_matrix, module_path, width_mm
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.templates import Template
from exhibit.cutout.typeset import TextBlock, fit_text, is_rtl, quoted, set_text

QUOTE_PT, TESTIMONY_PT = (90.0, 110.0), (35.0, 50.0)
NOTE_PT, NAME_PT = 24.0, 28.0
GAP_MM = 22.0
LOW_FIGURE_MM = 1500.0
MAX_CHARS_LINE = 55


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
    words: tuple[Path, ...]
    code: PlacedCode | None
    sizes_pt: dict[str, float]


def lay_out(spec: CutoutSpec, form: Template, panel_height_mm: float) -> PanelText:
    """The narrowest column of the template in which everything fits. Raises TextTooLong with the fewest words to cut."""
    refusals: list[TextTooLong] = []
    low = spec.height_mm < LOW_FIGURE_MM
    for width in form.column_mm:
        for centre in form.code_centre_low_mm if low else form.code_centre_mm:
            try:
                return _column(spec, form, panel_height_mm, width, centre)
            except TextTooLong as refusal:
                refusals.append(refusal)
    raise min(refusals, key=lambda refusal: refusal.words_to_cut)


def _column(spec: CutoutSpec, form: Template, panel_height_mm: float, width: float, centre_mm: float) -> PanelText:
    top = panel_height_mm - form.margin_mm - 6
    code = _code(spec, width, centre_mm)
    foot, foot_top = _foot(spec, width, form.foot_mm)
    below = _below(spec, width)
    needed_below = sum(block.height_mm + gap for block, gap in below)
    floor = code.box_mm[3] + GAP_MM if code else foot_top + needed_below + 2 * GAP_MM
    quote, testimony = _quote_and_testimony(spec, width, top - floor)
    words = [*quote.paths(0, top), *testimony.paths(0, top - quote.height_mm - GAP_MM), *foot]
    under = (code.box_mm[1] if code else top - quote.height_mm - testimony.height_mm - 2 * GAP_MM) - GAP_MM
    if code:
        words += _beside_code(spec, code, width)
    if under - needed_below < foot_top + GAP_MM:
        raise TextTooLong("The notes, help number and credits do not fit under the code: shorten the attribution or the credits.", 1)
    for block, gap in below:
        words += block.paths(0, under)
        under -= block.height_mm + gap
    return PanelText(width, tuple(words), code, {"quote": quote.size_pt, "testimony": testimony.size_pt, "note": NOTE_PT})


def _quote_and_testimony(spec: CutoutSpec, width: float, height: float) -> tuple[TextBlock, TextBlock]:
    """Both at their smallest first, so that a refusal counts right; then each grows in turn."""
    quote_text = quoted(spec.quote, spec.language)
    quote = fit_text(quote_text, spec.language, width, height, QUOTE_PT[0], QUOTE_PT[0], bold=True, leading=1.12, balance=True)
    testimony = fit_text(spec.testimony, spec.language, width, height - quote.height_mm - GAP_MM, *TESTIMONY_PT)
    spare = height - testimony_floor(spec, width) - GAP_MM
    larger = fit_text(quote_text, spec.language, width, max(quote.height_mm, spare), *QUOTE_PT, bold=True, leading=1.12, balance=True)
    if larger.size_pt > quote.size_pt:
        try:
            return larger, fit_text(spec.testimony, spec.language, width, height - larger.height_mm - GAP_MM, *TESTIMONY_PT)
        except TextTooLong:
            return quote, testimony
    return quote, testimony


def testimony_floor(spec: CutoutSpec, width: float) -> float:
    """Height of the testimony at a comfortable size above the minimum: the quote may not grow at its cost."""
    return set_text(spec.testimony, spec.language, TESTIMONY_PT[0] + 3, width).height_mm


def _code(spec: CutoutSpec, column_mm: float, centre_mm: float) -> PlacedCode | None:
    if not spec.url:
        return None
    matrix = code_matrix(spec.url)
    module = width_mm(matrix.modules, spec.scan_distance_mm) / matrix.modules
    side = module * (matrix.modules + 2 * QUIET_MODULES)
    left = column_mm - side if is_rtl(spec.language) else 0.0
    if side > column_mm:
        raise TextTooLong(f"The code needs {side:.0f} mm and the column has {column_mm:.0f} mm: choose a shorter scan distance.", 1)
    quiet = QUIET_MODULES * module
    modules = module_path(matrix, left + quiet, centre_mm + side / 2 - quiet, module)
    return PlacedCode((left, centre_mm - side / 2, left + side, centre_mm + side / 2), modules, module)


def short_address(url: str) -> str:
    """The address as a person types it: without scheme, host in small letters, code in capitals."""
    host, _, code = url.split("://", 1)[-1].partition("/")
    return f"{host.lower()}/{code.upper()}"


def _beside_code(spec: CutoutSpec, code: PlacedCode, column_mm: float) -> list[Path]:
    """What the code is for, and the address for those who cannot scan."""
    rtl = is_rtl(spec.language)
    width = column_mm - (code.box_mm[2] - code.box_mm[0]) - 14
    left = 0.0 if rtl else code.box_mm[2] + 14
    language = label_language(spec.language)
    says = set_text(label(language, "scan"), language, NOTE_PT, width, bold=True, leading=1.2)
    words = says.paths(left, code.box_mm[3] - 6)
    address = _address_block(short_address(spec.url or ""), width, rtl)
    return [*words, *address.paths(left, code.box_mm[3] - 6 - says.height_mm - 14)]


def _address_block(address: str, width: float, rtl: bool) -> TextBlock:
    """The address on one line where it fits, else broken before its code; flush with the column's own side."""
    host, _, code = address.partition("/")
    for text in (address, f"{host}\n/{code}", f"{host.replace('.', '.' + chr(10), 1)}\n/{code}"):
        try:
            block = set_text(text, "en", NOTE_PT, width, leading=1.2)
        except TextTooLong:
            continue
        if len(block.lines) == text.count("\n") + 1:
            return replace(block, rtl=rtl)
    raise TextTooLong("The short address is wider than its place beside the code.", 1)


def _below(spec: CutoutSpec, width: float) -> list[tuple[TextBlock, float]]:
    """Under the code: who speaks, that the name is not real, and where help is. Each with the gap that follows it."""
    language = label_language(spec.language)
    blocks: list[tuple[TextBlock, float]] = []
    if spec.attribution:
        blocks.append((set_text(spec.attribution, spec.language, NAME_PT, width, bold=True, leading=1.2), 9))
    note_language = spec.language if spec.note else language
    blocks.append((set_text(spec.note or label(language, "not_real_name"), note_language, NOTE_PT, width, leading=1.25), 30))
    if spec.helpline:
        blocks.append((set_text(label(language, "need_help"), language, NAME_PT, width, bold=True, leading=1.2), 9))
        blocks.append((_sided(spec.helpline, spec.language, width), 9))
    return blocks


def _sided(text: str, language: str, width: float) -> TextBlock:
    """Text whose own direction is left to right, set flush with the board's side."""
    return replace(set_text(text, "en", NOTE_PT, width, bold=True, leading=1.25), rtl=is_rtl(language))


def _foot(spec: CutoutSpec, width: float, foot_mm: float) -> tuple[list[Path], float]:
    """Credits, copy number and last day, standing on the foot line. Returns them with their upper edge."""
    language = label_language(spec.language)
    marks = [label(language, "copy", n=spec.copy[0], of=spec.copy[1])]
    if spec.shown_until:
        marks.append(label(language, "shown_until", date=spec.shown_until))
    blocks = [set_text(line, language, NOTE_PT, width, leading=1.2) for line in marks]
    blocks = [_credit(line, spec.language, width) for line in spec.credits] + blocks
    y = foot_mm
    words: list[Path] = []
    for block in reversed(blocks):
        y += block.height_mm
        words += block.paths(0, y)
        y += 8
    return words, y


def _credit(line: str, language: str, width: float) -> TextBlock:
    """A credit line keeps its own direction (most are in Latin letters) and stands on the board's side."""
    own = language if any("\u0590" <= c <= "\u08ff" for c in line) else "en" if is_rtl(language) else language
    return replace(set_text(line, own, NOTE_PT, width, leading=1.2), rtl=is_rtl(language))
