"""The difference of two rows of words or sentences (Myers', by diff-match-patch), in bounded time whatever the rows hold.

`difflib` needs half a minute for 10,000 ordinary words, and an edit is compared while nobody else can write, a stop among them. Each
different item becomes one character for the library, which then compares two strings.
"""
from __future__ import annotations

from collections.abc import Sequence

from diff_match_patch import diff_match_patch

PATIENCE_S = 1.0
"""After so long the library stops looking for the shortest difference and gives one that is right and longer."""
_FIRST, _SURROGATES = 0x100, range(0xD800, 0xE000)
SAME, GONE, NEW = 0, -1, 1


def row_diff(old: Sequence[str], new: Sequence[str], readable: bool = False) -> list[tuple[int, int]]:
    """(SAME, GONE or NEW, how many items) in reading order; GONE before NEW. `readable`: single equal items between changes count as changed."""
    library = diff_match_patch()
    library.Diff_Timeout = PATIENCE_S
    left, right = _as_characters(old, new)
    steps = library.diff_main(left, right, False)
    if readable:
        library.diff_cleanupSemantic(steps)
    return [(step, len(run)) for step, run in steps]


def _as_characters(*rows: Sequence[str]) -> list[str]:
    """Each row as a string with one character an item, the same for the same item."""
    known: dict[str, str] = {}
    number = _FIRST
    for item in (item for row in rows for item in row):
        if item not in known:
            number = _SURROGATES.stop if number in _SURROGATES else number
            known[item] = chr(number)
            number += 1
    return ["".join(known[item] for item in row) for row in rows]
