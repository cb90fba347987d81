"""Quote and testimony in their place, in one language or two: sizes grow to fill it and never fall below what can be read.

Sizes follow reading distance (exhibition.md 2): quote 90-110 pt, testimony 35-50 pt. Two languages have the same sizes, side by
side or one above the other. Positions in mm from the place's upper left corner, y up.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from exhibit.cutout.board.grow import grown
from exhibit.cutout.board.placed import SetBlock
from exhibit.cutout.board.voices import Voice
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.type.fit import MOST_WORDS, Place, fit_text
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, glue_of, quotation_marks, set_text, words_of

QUOTE_PT, TESTIMONY_PT = (90.0, 110.0), (35.0, 50.0)
QUOTE_SHARE = 0.6  # of the place for words: a longer quote is no quote any more
QUOTE_GAP_EM = 0.75  # between quote and testimony, in ems of the quote
VOICE_GAP_EM = 1.1  # between one language and the next below it
COMFORT_PT = 3.0
HANG_MM = 30.0  # the quote's opening mark stands out of the column by at most so much, that of French at 110 pt: 10 mm less than the narrowest margin of a template
MAX_LINE_EM = 27.5  # 55 characters of half an em: the eye loses longer lines
ANY_MM = 1e6
Choice = TypeVar("Choice")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Room:
    """The place for words. With two languages `abreast` puts them in two columns of width_mm each, else they stand one above the other."""

    width_mm: float
    height_mm: float
    abreast: bool = False
    gutter_mm: float = 0.0
    most_quote_pt: float = QUOTE_PT[1]
    most_testimony_pt: float = TESTIMONY_PT[1]

    @property
    def smallest_pt(self) -> float:
        """Of the testimony: in a wide column larger, or its lines would be too long to follow."""
        return max(TESTIMONY_PT[0], math.ceil(2 * self.width_mm / MAX_LINE_EM / MM_PER_PT) / 2)


@dataclass(frozen=True, slots=True)
class SetWords:
    """Quotes and testimonies in their places, and how much of the room they take."""

    blocks: tuple[SetBlock, ...]
    height_mm: float
    quote_pt: float
    testimony_pt: float


def set_words(voices: tuple[Voice, ...], room: Room) -> SetWords:
    """The words as large as they fit. Raises TextTooLong saying what is too long by how many words, UnknownCharacter."""
    if len(voices) == 1:
        quote, testimony = quote_and_testimony(voices[0], room)
        return _words([_blocks(voices[0], quote, testimony)], quote.size_pt, testimony.size_pt)
    return _pair(voices, room)


def gap_mm(quote_pt: float) -> float:
    """Between a quote and its testimony."""
    return QUOTE_GAP_EM * quote_pt * MM_PER_PT


def quote_place(voice: Voice, width_mm: float, height_mm: float = ANY_MM) -> Place:
    """A quote is bold and tight, its lines even, its opening mark outside, so that the letters align."""
    marks = quotation_marks(voice.language)
    return Place(voice.language, width_mm, height_mm, what="quote", bold=True, leading=1.14, balance=True, marks=marks, hang_mm=HANG_MM)


def testimony_place(voice: Voice, width_mm: float, height_mm: float = ANY_MM) -> Place:
    return Place(voice.language, width_mm, height_mm, what="testimony")


def quote_and_testimony(voice: Voice, room: Room) -> tuple[TextBlock, TextBlock]:
    """Both at their smallest first, so that a refusal counts right; then each grows in turn."""
    width, height = room.width_mm, room.height_mm
    quote = fit_text(voice.quote, quote_place(voice, width, height * QUOTE_SHARE), QUOTE_PT[0], QUOTE_PT[0])
    smallest, largest = room.smallest_pt, room.most_testimony_pt

    def testimony_under(above: TextBlock) -> TextBlock:
        return fit_text(voice.testimony, testimony_place(voice, width, height - above.height_mm - gap_mm(above.size_pt)), smallest, largest)

    quote, testimony = _first(voice, quote, width, testimony_under)
    comfortable = set_text(voice.testimony, voice.language, min(smallest + COMFORT_PT, largest), width).height_mm
    spare = height - comfortable - gap_mm(quote.size_pt)
    if spare <= quote.height_mm:
        return quote, testimony
    larger = fit_text(voice.quote, quote_place(voice, width, spare), QUOTE_PT[0], room.most_quote_pt)
    try:
        return larger, testimony_under(larger)
    except TextTooLong:
        return quote, testimony


def _first(voice: Voice, quote: TextBlock, width_mm: float, under: Callable[[TextBlock], TextBlock]) -> tuple[TextBlock, TextBlock]:
    """A quote that just keeps to its share, and its testimony: with even lines if they fit too, as a letter that then hangs from the last line is no longer quote."""
    even = quote_place(voice, width_mm).tried(voice.quote, quote.size_pt, even=True)
    if even and even.height_mm > quote.height_mm:
        try:
            return even, under(even)
        except TextTooLong:
            pass
    return quote, under(quote)


def _blocks(voice: Voice, quote: TextBlock, testimony: TextBlock, row_mm: float = 0.0) -> tuple[SetBlock, SetBlock]:
    """Testimony under its quote; row_mm is the height of the highest quote beside it."""
    under = max(row_mm, quote.height_mm) + gap_mm(quote.size_pt)
    return SetBlock("quote", voice.language, quote, 0.0, 0.0), SetBlock("testimony", voice.language, testimony, 0.0, -under)


def _words(columns: list[tuple[SetBlock, ...]], quote_pt: float, testimony_pt: float) -> SetWords:
    blocks = tuple(block for column in columns for block in column)
    return SetWords(blocks, -min(block.bottom_mm for block in blocks), quote_pt, testimony_pt)


def _pair(voices: tuple[Voice, ...], room: Room) -> SetWords:
    """Two languages at the same sizes: first the testimonies to a comfortable size, then the quotes, then the testimonies again."""
    smallest = room.smallest_pt
    if smallest > room.most_testimony_pt:
        raise CutoutError(f"A column of {room.width_mm:.0f} mm is too wide for lines that can be followed.")
    best = _tried(voices, room, QUOTE_PT[0], smallest)
    if best is None:
        raise _too_long(voices, room)
    best = grown(best, lambda size: _tried(voices, room, QUOTE_PT[0], size), smallest, min(smallest + COMFORT_PT, room.most_testimony_pt))
    first_pt = best.testimony_pt
    best = grown(best, lambda size: _tried(voices, room, size, first_pt), QUOTE_PT[0], room.most_quote_pt)
    quote_pt = best.quote_pt
    best = grown(best, lambda size: _tried(voices, room, quote_pt, size), best.testimony_pt, room.most_testimony_pt)
    return _tried(voices, room, best.quote_pt, best.testimony_pt, even=True) or best


def _tried(voices: tuple[Voice, ...], room: Room, quote_pt: float, testimony_pt: float, even: bool = False) -> SetWords | None:
    """All voices at the sizes, None when they take more than the room."""
    pairs: list[tuple[Voice, TextBlock, TextBlock]] = []
    for voice in voices:
        quote = quote_place(voice, room.width_mm, room.height_mm).tried(voice.quote, quote_pt, even)
        testimony = testimony_place(voice, room.width_mm, room.height_mm).tried(voice.testimony, testimony_pt, even)
        if quote is None or testimony is None:
            return None
        pairs.append((voice, quote, testimony))
    found = _words(_abreast(pairs, room) if room.abreast else _stacked(pairs), quote_pt, testimony_pt)
    return found if found.height_mm <= room.height_mm else None


def _abreast(pairs: list[tuple[Voice, TextBlock, TextBlock]], room: Room) -> list[tuple[SetBlock, ...]]:
    """A column each; the testimonies begin at one height."""
    row = max(quote.height_mm for _, quote, _ in pairs)
    step = room.width_mm + room.gutter_mm
    return [tuple(block.moved(at * step) for block in _blocks(*pair, row)) for at, pair in enumerate(pairs)]


def _stacked(pairs: list[tuple[Voice, TextBlock, TextBlock]]) -> list[tuple[SetBlock, ...]]:
    placed: list[tuple[SetBlock, ...]] = []
    y = 0.0
    for voice, quote, testimony in pairs:
        blocks = tuple(block.moved(0.0, y) for block in _blocks(voice, quote, testimony))
        placed.append(blocks)
        y = blocks[-1].bottom_mm - VOICE_GAP_EM * quote.size_pt * MM_PER_PT
    return placed


def _too_long(voices: tuple[Voice, ...], room: Room) -> TextTooLong:
    """Counts by cutting each language's testimony, or its quote where even one word of testimony is too much."""
    for what in ("testimony", "quote"):
        counts = [len(words_of(getattr(voice, what), voice.language)) for voice in voices]
        if max(counts) > MOST_WORDS:
            counts = [min(count, MOST_WORDS) for count in counts]
        low, high = 0, max(counts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _tried(_shortened(voices, what, middle), room, QUOTE_PT[0], room.smallest_pt) else (low, middle - 1)
        if low:
            cut = max(counts) - low
            return TextTooLong(f"The {what} in two languages is too long for its place: keep it to {low} {'word' if low == 1 else 'words'} in each "
                               f"({cut} fewer in the longer one), or show one language.", cut, what)
    return TextTooLong("Quote and testimony in two languages are too long for their place: shorten both, or show one language.", 1, "quote")


def _shortened(voices: tuple[Voice, ...], what: str, words: int) -> tuple[Voice, ...]:
    """The voices with at most so many words of it; a quote is judged with one word of testimony under it."""
    def first(voice: Voice, which: str, count: int) -> str:
        return glue_of(voice.language).join(words_of(getattr(voice, which), voice.language)[:count])

    kept = tuple(replace(voice, **{what: first(voice, what, words)}) for voice in voices)
    return kept if what == "testimony" else tuple(replace(voice, testimony=first(voice, "testimony", 1)) for voice in kept)


def easiest(refusals: list[CutoutError]) -> CutoutError:
    """The refusal with the fewest words to cut. Where the testimony is what is too long the quote fits already: that comes first."""
    for what in ("testimony", "quote"):
        too_long = [refusal for refusal in reversed(refusals) if isinstance(refusal, TextTooLong) and refusal.what == what]
        if too_long:
            return min(too_long, key=lambda refusal: refusal.words_to_cut)
    return refusals[-1]


def first_that_fits(choices: list[Choice], tried: Callable[[Choice], Found]) -> Found:
    """The first choice whose layout does not refuse. Raises the easiest refusal; a character without a font at once, since no layout has it."""
    refusals: list[CutoutError] = []
    for choice in choices:
        try:
            return tried(choice)
        except UnknownCharacter:
            raise
        except CutoutError as refusal:
            refusals.append(refusal)
    raise easiest(refusals)
