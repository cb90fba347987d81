"""Where to break lines so that they come out even: least squares over all breaks, in the fewest lines.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11 (1981), without
stretching spaces: the badness of a line is the square of what it falls short. Widths in em.
"""
from __future__ import annotations

import math
from collections.abc import Sequence

LINE = 100.0
"""Every line costs more than any raggedness saves: the fewest lines first."""
LONE_WORD = 0.12
WIDOW = 4.0
"""A last line of one word: worse than any raggedness, better than a line more."""
WIDOW_FILLED = 0.5  # a word that fills more than this of its column is no widow
SHORT_END = 0.3
AFTER_STOP = -0.05
AFTER_SHORT_WORD = 0.04
STOPS = frozenset(".,;:!?…।،؛؟۔»”’")
SHORT = 2


def even_lines(pieces: Sequence[str], full: Sequence[float], trimmed: Sequence[float], limit_em: float, display: bool) -> list[str]:
    """Lines no wider than limit_em. `full` and `trimmed` are the widths of the pieces with and without their trailing space.

    `display`: the last line counts like the others (a quote); else it may be short, but not one small word (running text).
    """
    count = len(pieces)
    cost, start = [0.0] + [math.inf] * count, [0] * (count + 1)
    for end in range(1, count + 1):
        width = 0.0
        for first in range(end - 1, -1, -1):
            width += full[first] if first < end - 1 else trimmed[first]
            if width > limit_em:
                break
            total = cost[first] + LINE + _badness(pieces, first, end, width / limit_em, display)
            if total < cost[end]:
                cost[end], start[end] = total, first
    return _cut(pieces, start)


def _badness(pieces: Sequence[str], first: int, end: int, filled: float, display: bool) -> float:
    """What a line from piece `first` up to piece `end` costs; `filled` is its share of the column."""
    if end == len(pieces):
        widow = WIDOW if first == end - 1 and first and filled < WIDOW_FILLED else 0.0
        return widow + ((1 - filled) ** 2 if display else max(0.0, SHORT_END - filled))
    word = pieces[end - 1].strip()
    badness = (1 - filled) ** 2
    badness += LONE_WORD if display and end - first == 1 else 0.0
    badness += AFTER_STOP if display and word[-1:] in STOPS else 0.0
    return badness + (AFTER_SHORT_WORD if len(word) <= SHORT and word.isalpha() else 0.0)


def _cut(pieces: Sequence[str], start: Sequence[int]) -> list[str]:
    lines: list[str] = []
    end = len(pieces)
    while end > 0:
        lines.insert(0, "".join(pieces[start[end]:end]).rstrip(" "))
        end = start[end]
    return lines
