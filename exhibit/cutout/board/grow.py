"""The largest size that still fits, by bisection over whole points."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Setting = TypeVar("Setting")


def grown(best: Setting, tried: Callable[[float], Setting | None], low_pt: float, high_pt: float) -> Setting:
    """The setting at the largest whole point above low_pt that `tried` accepts; `best` where none is."""
    low, high = 0, int(high_pt - low_pt)
    while low < high:
        middle = (low + high + 1) // 2
        found = tried(low_pt + middle)
        low, high, best = (middle, high, found) if found else (low, middle - 1, best)
    return best
