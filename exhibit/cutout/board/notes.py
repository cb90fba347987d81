"""The small texts of a board: beside the code what it is for, under it who speaks and where help is, on the foot the credits.

None is smaller than 24 pt (exhibition.md 2). Positions in mm: x from the column's left edge, y up from the floor.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from exhibit.cutout.board.labels import label, label_language, written_date
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.typeset import TextBlock, is_rtl, set_text

NOTE_SIZES_PT = (32.0, 30.0, 28.0, 26.0, 24.0)
CREDIT_PT = 24.0
NAME_RATIO = 7 / 6  # who speaks and "need help?" against the notes
BESIDE_MM = 14.0  # between the code and the words beside it
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Notes:
    """All small texts at one size. `below_mm` is the height of what stands under the code, `foot_top_mm` the credits' upper edge."""

    size_pt: float
    below: tuple[tuple[str, TextBlock, float], ...]
    below_mm: float
    foot_top_mm: float
    fixed: tuple[SetBlock, ...]
    language: str

    def placed(self, under_mm: float) -> list[SetBlock]:
        """Everything in its place; the texts under the code begin at under_mm and go down."""
        words = list(self.fixed)
        for role, block, gap in self.below:
            words.append(SetBlock(role, self.language, block, 0.0, under_mm))
            under_mm -= block.height_mm + gap
        return words


def notes_of(spec: CutoutSpec, width_mm: float, foot_mm: float, size_pt: float, code_box_mm: Box | None) -> Notes:
    """The small texts at a size. Raises CutoutError when a word or the address does not fit."""
    below = _below(spec, width_mm, size_pt)
    foot, foot_top = _foot(spec, width_mm, foot_mm)
    beside = _beside_code(spec, code_box_mm, width_mm, size_pt) if code_box_mm else []
    return Notes(size_pt, tuple(below), sum(block.height_mm + gap for _, block, gap in below), foot_top, (*foot, *beside), spec.language)


def short_address(url: str) -> str:
    """The address as a person types it: without scheme, host in small letters, code in capitals."""
    host, _, code = url.split("://", 1)[-1].partition("/")
    return f"{host.lower()}/{code.upper()}"


def _small(text: str, language: str, size_pt: float, width_mm: float, spec: CutoutSpec, bold: bool = False) -> TextBlock:
    """Text in its own language with even lines, flush with the side of the board it stands on."""
    return replace(set_text(text, language, size_pt, width_mm, bold=bold, leading=1.25, balance=True), rtl=is_rtl(spec.language))


def _beside_code(spec: CutoutSpec, box_mm: Box, column_mm: float, size_pt: float) -> list[SetBlock]:
    """What the code is for, and the address for those who cannot scan."""
    left, bottom, right, top = box_mm
    width = column_mm - (right - left) - BESIDE_MM
    x = 0.0 if is_rtl(spec.language) else right + BESIDE_MM
    language = label_language(spec.language)
    says = _small(label(language, "scan"), language, size_pt, width, spec, bold=True)
    address = _address_block(short_address(spec.url or ""), width, size_pt, spec)
    gap = 0.45 * size_pt
    if says.height_mm + gap + address.height_mm > top - bottom:
        raise CutoutError("The words beside the code need more room than the code is high: use a shorter address.")
    return [SetBlock("scan", language, says, x, top - 2), SetBlock("address", "en", address, x, top - 2 - says.height_mm - gap)]


def _address_block(address: str, width: float, size_pt: float, spec: CutoutSpec) -> TextBlock:
    """The address on one line where it fits, else broken before its code or at a dot; never inside a word."""
    host, _, code = address.partition("/")
    for text in (address, f"{host}\n/{code}", f"{host.replace('.', '.' + chr(10), 1)}\n/{code}"):
        try:
            block = _small(text, "en", size_pt, width, spec)
        except CutoutError:
            continue
        if len(block.lines) == text.count("\n") + 1:
            return block
    raise CutoutError(f"The short address {address} is wider than its place beside the code: use a shorter host.")


def _below(spec: CutoutSpec, width: float, size_pt: float) -> list[tuple[str, TextBlock, float]]:
    """Under the code: who speaks, that the name is not real, and where help is. Each with the gap that follows it."""
    language, name_pt = label_language(spec.language), size_pt * NAME_RATIO
    blocks: list[tuple[str, TextBlock, float]] = []
    if spec.attribution:
        blocks.append(("attribution", _small(spec.attribution, spec.language, name_pt, width, spec, bold=True), 0.35 * size_pt))
    note_language = spec.language if spec.note else language
    blocks.append(("note", _small(spec.note or label(language, "not_real_name"), note_language, size_pt, width, spec), 1.3 * size_pt))
    if spec.helpline:
        blocks.append(("help", _small(label(language, "need_help"), language, name_pt, width, spec, bold=True), 0.35 * size_pt))
        blocks.append(("helpline", _small(spec.helpline, own_language(spec.helpline, spec.language), size_pt, width, spec, bold=True), 0.0))
    return blocks


def _foot(spec: CutoutSpec, width: float, foot_mm: float) -> tuple[list[SetBlock], float]:
    """Credits, copy number and last day, standing on the foot line. Returns them with their upper edge."""
    language = label_language(spec.language)
    marks = [label(language, "copy", n=spec.copy[0], of=spec.copy[1])]
    if spec.shown_until:
        marks.append(label(language, "shown_until", date=written_date(spec.shown_until, language)))
    blocks = [("credit", _small(line, own_language(line, spec.language), CREDIT_PT, width, spec)) for line in spec.credits]
    blocks += [("copy", _small(line, language, CREDIT_PT, width, spec)) for line in marks]
    y = foot_mm
    placed: list[SetBlock] = []
    for role, block in reversed(blocks):
        y += block.height_mm
        placed.append(SetBlock(role, spec.language, block, 0.0, y))
        y += 8
    return placed, y


def own_language(text: str, language: str) -> str:
    """The language to set a line in: the board's, but English for a line in left-to-right letters on a right-to-left board."""
    has_rtl = any("\u0590" <= char <= "\u08ff" for char in text)
    return "en" if is_rtl(language) and not has_rtl else language
