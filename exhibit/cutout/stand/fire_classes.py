"""Reaction to fire as something that can be compared: EN 13501-1, and the German and French classes halls still ask for."""
from __future__ import annotations

import re
from dataclasses import dataclass

from exhibit.cutout.errors import CutoutError

RANKS = {"A1": 0, "A2": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6}
NATIONAL = {"M0": "A2-s1,d0", "M1": "B-s3,d0", "M2": "C-s3,d0", "M3": "D-s3,d0", "M4": "E-s3,d2", "B1": "C-s3,d0", "B2": "E-s3,d2"}
"""What each stands for at least: France by the order of 21 November 2002, annex 4; Germany roughly (safelincs.co.uk; DIN 4102-1)."""
_EURO = re.compile(r"(A1|A2|B|C|D|E|F)(?:-s([1-3]),\s?d([0-2]))?")


@dataclass(frozen=True, slots=True)
class FireClass:
    """A class; 0 is best. `smoke` 1 to 3 and `drops` 0 to 2 as in s2,d0."""

    name: str
    rank: int
    smoke: int
    drops: int

    def as_good_as(self, other: FireClass) -> bool:
        """At least as good in flame, smoke and drops."""
        return self.rank <= other.rank and self.smoke <= other.smoke and self.drops <= other.drops


def fire_class(name: str) -> FireClass:
    """“B-s1,d0”, “C-s2,d0”, “M1”, “B1”... Raises CutoutError."""
    match = _EURO.fullmatch(NATIONAL.get(name, name))
    if match is None:
        raise CutoutError(f"“{name}” is no fire class: write it as the certificate does, for example B-s1,d0, C-s2,d0, M1 or B1.")
    best = match[1] == "A1"
    return FireClass(name, RANKS[match[1]], int(match[2] or (1 if best else 3)), int(match[3] or (0 if best else 2)))
