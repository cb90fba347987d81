"""Small numbers are not told: under five is “few”, every other number is rounded down to a multiple of five.

“Few” is none to four. A total is told so that no “few” among its parts can be found by subtracting: it is rounded down too, and never so high that
one part would have to be more than none.
"""
from __future__ import annotations

from collections.abc import Sequence

STEP = 5
FEW = 0  # what a number under five is told as; printed in words


def told(number: int) -> int:
    """The number as it may be told: FEW, or a multiple of five, at most four below what was counted."""
    return number - number % STEP


def total(parts: Sequence[int], *others: Sequence[int]) -> int:
    """The sum of these parts as it may be told beside them; `others` are further ways in which the same sum is told in parts.

    Somebody who knows what was told of every part knows each to four. The sum would say more where nearly all parts stand just below the next step:
    so it is told as no more than the parts could make together if any one of them were at its lowest.
    """
    most = min(sum(map(told, each)) + (STEP - 1) * max(0, len(each) - 1) for each in (parts, *others))
    return told(min(sum(parts), most))
