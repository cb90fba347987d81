"""The small texts of a board: beside the code what it is for, under it who speaks and where help is, on the foot the credits.

None is smaller than 24 pt (exhibition.md 2). Each is a cell: texts one under the other, to be placed by an arrangement.
"""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from exhibit.cutout.board.labels import label, label_language, written_date
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.board.voices import Voice
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CutoutSpec
from exhibit.cutout.type.typeset import TextBlock, is_rtl, set_text

NOTE_SIZES_PT = (32.0, 30.0, 28.0, 26.0, 24.0)
CREDIT_PT = 24.0
LATIN_LIKE = {"zgh": "fr"}  # its letters have no bold face, nor the Latin ones that come with them: a name in those is set as in French
NAME_RATIO = 7 / 6  # who speaks and "need help?" against the notes
CLOSE = 0.35  # mm between texts that belong together, for each point of their size


@dataclass(frozen=True, slots=True)
class SmallText:
    """One text and the gap that follows it."""

    role: str
    language: str
    block: TextBlock
    gap_mm: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts one under the other."""

    texts: tuple[SmallText, ...] = ()

    @property
    def height_mm(self) -> float:
        """Without the gap after the last."""
        return sum(text.block.height_mm + text.gap_mm for text in self.texts) - (self.texts[-1].gap_mm if self.texts else 0.0)

    def above(self, other: Cell, gap_mm: float) -> Cell:
        """This cell and the other under it."""
        if not self.texts or not other.texts:
            return self if self.texts else other
        return Cell((*self.texts[:-1], replace(self.texts[-1], gap_mm=gap_mm), *other.texts))

    def placed(self, x_mm: float, top_mm: float) -> list[SetBlock]:
        """Every text in its place: x_mm is the column's left edge, top_mm the cell's upper edge."""
        blocks: list[SetBlock] = []
        for text in self.texts:
            blocks.append(SetBlock(text.role, text.language, text.block, x_mm, top_mm))
            top_mm -= text.block.height_mm + text.gap_mm
        return blocks


def note_sizes(most_pt: float) -> tuple[float, ...]:
    """From the largest down to the smallest that can be read, in steps of two points."""
    least = NOTE_SIZES_PT[-1]
    return tuple(least + 2 * step for step in range(int((most_pt - least) / 2), -1, -1))


def short_address(url: str) -> str:
    """The address as a person types it: without scheme, host in small letters, code in capitals."""
    host, _, code = url.split("://", 1)[-1].partition("/")
    return f"{host.lower()}/{code.upper()}"


def own_language(text: str, language: str) -> str:
    """The language to set a line in: the board's, but another for a line without any of its letters: English on a right-to-left board."""
    if is_rtl(language):
        return language if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text) else "en"
    if language in LATIN_LIKE and not any(unicodedata.name(char, "").startswith("TIFINAGH") for char in text):
        return LATIN_LIKE[language]
    return language


def _small(text: str, language: str, size_pt: float, width_mm: float, flush: str, bold: bool = False) -> TextBlock:
    """Text in its own language with even lines, flush with the side where lines of the language `flush` begin."""
    return replace(set_text(text, language, size_pt, width_mm, bold=bold, leading=1.25, balance=True), rtl=is_rtl(flush))


@dataclass(frozen=True, slots=True)
class Said:
    """A small text before it is set. `ratio` is its size against the notes, `gap_em` what follows it, in mm for each point of the notes' size."""

    role: str
    text: str
    language: str
    ratio: float = 1.0
    bold: bool = False
    gap_em: float = 0.0


def who_says(voice: Voice) -> tuple[Said, ...]:
    """Who speaks, and that the name is not real."""
    language = label_language(voice.language)
    name = (Said("attribution", voice.attribution, own_language(voice.attribution, voice.language), NAME_RATIO, True, CLOSE),) if voice.attribution else ()
    return (*name, Said("note", voice.note or label(language, "not_real_name"), own_language(voice.note, voice.language) if voice.note else language))


def help_says(voice: Voice, helpline: str) -> tuple[Said, ...]:
    """Where help is; nothing without a help number."""
    if not helpline:
        return ()
    language = label_language(voice.language)
    return (Said("help", label(language, "need_help"), language, NAME_RATIO, True, CLOSE),
            Said("helpline", helpline, own_language(helpline, voice.language), NAME_RATIO, True))


def credit_says(spec: CutoutSpec) -> tuple[Said, ...]:
    """Credits, copy number and last day, in the board's first language."""
    language = label_language(spec.language)
    marks = [label(language, "copy", n=spec.copy[0], of=spec.copy[1])]
    if spec.shown_until:
        marks.append(label(language, "shown_until", date=written_date(spec.shown_until, language)))
    return (*(Said("credit", line, own_language(line, spec.language), gap_em=CLOSE) for line in spec.credits),
            *(Said("copy", line, language, gap_em=CLOSE) for line in marks))


def _cell(says: tuple[Said, ...], flush: str, width_mm: float, size_pt: float) -> Cell:
    return Cell(tuple(SmallText(said.role, said.language, _small(said.text, said.language, size_pt * said.ratio, width_mm, flush, said.bold),
                                said.gap_em * size_pt) for said in says))


def scan_cell(voice: Voice, width_mm: float, size_pt: float, flush: str = "") -> Cell:
    """What the code is for; `flush`: the language on whose side the code stands, if it is not the voice's own."""
    language = label_language(voice.language)
    return _cell((Said("scan", label(language, "scan"), language, bold=True),), flush or voice.language, width_mm, size_pt)


def address_cell(url: str, voice: Voice, width_mm: float, size_pt: float) -> Cell:
    """The address for those who cannot scan, on one line where it fits, else broken before its code or at a dot; never inside a word."""
    address = short_address(url)
    host, _, code = address.partition("/")
    for text in (address, f"{host}\n/{code}", f"{host.replace('.', '.' + chr(10), 1)}\n/{code}"):
        try:
            block = _small(text, "en", size_pt, width_mm, voice.language)
        except CutoutError:
            continue
        if len(block.lines) == text.count("\n") + 1:
            return Cell((SmallText("address", "en", block, 0.0),))
    raise CutoutError(f"The short address {address} is wider than its place beside the code: use a shorter host.")


def who_cell(voice: Voice, width_mm: float, size_pt: float) -> Cell:
    return _cell(who_says(voice), voice.language, width_mm, size_pt)


def help_cell(voice: Voice, helpline: str, width_mm: float, size_pt: float) -> Cell:
    return _cell(help_says(voice, helpline), voice.language, width_mm, size_pt)


def credit_cell(spec: CutoutSpec, width_mm: float) -> Cell:
    return _cell(credit_says(spec), spec.language, width_mm, CREDIT_PT)
