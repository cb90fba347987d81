"""What was taken out and what was put in between two versions of a text, word by word (Myers' difference, by diff-match-patch).

Words are cut by ICU, so that Lao, which has no blanks, is compared by words too. Blanks and line ends between words are shown as the newer
text has them and make no difference.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from exhibit.story.row_diff import row_diff
from exhibit.story.sentences import words


class Side(StrEnum):
    """Where words stand: in both texts, in the older alone, in the newer alone."""

    SAME = "SAME"
    GONE = "GONE"
    NEW = "NEW"


@dataclass(frozen=True, slots=True)
class Part:
    """Words side by side with the same fate, and the blanks or line ends after them."""

    side: Side
    text: str
    gap: str


def word_diff(old: str, new: str, language: str) -> tuple[Part, ...]:
    """The two texts as one, in reading order. SAME and NEW parts with their gaps are the newer text (blanks at its end apart), GONE and SAME ones hold the words of the older.

    `language` (BCP 47) says how words are cut. What was taken out stands before what came in its place.
    """
    before, after = _with_gaps(old, language), _with_gaps(new, language)
    steps = row_diff([word for word, _ in before], [word for word, _ in after], readable=True)
    return tuple(_joined(_sided(steps, before, after)))


def is_changed(parts: tuple[Part, ...]) -> bool:
    return any(part.side is not Side.SAME for part in parts)


def _with_gaps(text: str, language: str) -> list[tuple[str, str]]:
    """Each word with what stands between it and the next."""
    found = words(text, language)
    starts = [*(piece.start for piece in found), len(text)]
    return [(piece.text, text[piece.end:until]) for piece, until in zip(found, starts[1:], strict=True)]


def _sided(steps: list[tuple[int, int]], before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Iterator[tuple[Side, str, str]]:
    """(side, word, gap) in reading order."""
    at_old = at_new = 0
    for step, run in steps:
        side = {0: Side.SAME, -1: Side.GONE, 1: Side.NEW}[step]
        for _ in range(run):
            word, gap = before[at_old] if side is Side.GONE else after[at_new]
            if side is Side.SAME and at_new == len(after) - 1:
                gap = before[at_old][1]  # more of the older text may follow the newer one's last word
            at_old, at_new = at_old + (side is not Side.NEW), at_new + (side is not Side.GONE)
            yield side, word, gap


def _joined(pieces: Iterable[tuple[Side, str, str]]) -> Iterator[Part]:
    for side, run in groupby(pieces, key=lambda piece: piece[0]):
        held = list(run)
        yield Part(side, "".join(word + gap for _, word, gap in held[:-1]) + held[-1][1], held[-1][2])
