"""What a check is, and what it says."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exhibit.cutout.preflight.measured import Measured

REFUSE, ASK = "refuse", "ask"
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentence` says what was measured, or what is wrong and what to do. `place_mm`: where on the page, from its lower left."""

    sentence: str
    ok: bool = True
    place_mm: Place | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the table: `severity` is refuse (a shop sends the file back, or the board is spoilt) or ask (it prints, but somebody must look)."""

    name: str
    why: str
    answer: Callable[[Measured], Answer]
    severity: str = REFUSE


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one file."""

    name: str
    ok: bool
    severity: str
    sentence: str
    place_mm: Place | None = None
    page: int = 1

    @property
    def refuses(self) -> bool:
        return not self.ok and self.severity == REFUSE


def good(sentence: str) -> Answer:
    return Answer(sentence)


def bad(sentence: str, place_mm: Place | None = None, page: int = 1) -> Answer:
    return Answer(sentence, False, place_mm, page)


def listed(words: list[str], most: int = 4) -> str:
    """Words in a row, the many cut short."""
    shown = list(dict.fromkeys(words))
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
