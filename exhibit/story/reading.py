"""A story set for a phone: short paragraphs that change no word, how long it takes to read, and the whole as plain text."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from exhibit.story.sentences import sentences

LONGEST = 320  # characters of a paragraph: about ten lines on a phone 360 px wide
CHARACTERS_A_MINUTE = 900  # about 180 words of 5 letters: counts scripts without spaces as well
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text in parts short enough for a phone. `number`, from 1, is the same in every translation."""

    number: int
    parts: tuple[str, ...]


def paragraphs(text: str, language: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, long ones parted at sentence ends. All parts in order are the text, word for word."""
    found = (part.strip() for part in BLANK_LINE.split(text))
    return tuple(Paragraph(number, _parts(part, language)) for number, part in enumerate((part for part in found if part), 1))


def _parts(paragraph: str, language: str) -> tuple[str, ...]:
    """About equal parts, each begun where a sentence begins; a single sentence stays whole however long it is."""
    count = ceil(len(paragraph) / LONGEST)
    starts = [piece.start for piece in sentences(paragraph, language)][1:] if count > 1 else []
    cuts = sorted({min(starts, key=lambda start: abs(start - len(paragraph) * step / count)) for step in range(1, count)}) if starts else []
    return tuple(paragraph[start:end].strip() for start, end in pairwise((0, *cuts, len(paragraph))))


def minutes(text: str) -> int:
    """Minutes a slow reader needs, at least one."""
    return max(1, round(len(text) / CHARACTERS_A_MINUTE))


def as_plain_text(blocks: Iterable[str]) -> str:
    """The blocks that hold something, each apart by an empty line."""
    return "\n\n".join(block.strip() for block in blocks if block.strip()) + "\n"
