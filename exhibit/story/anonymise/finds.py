"""What was found, and the finders of form over a short note: the finds in reading order, without two that say the same.

Stories are read by many more finders: reading.py.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exhibit.story.anonymise import addresses, contacts, names, numbers
from exhibit.story.anonymise.kinds import KINDS, SURE, Severity

FINDERS: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("EMAIL", contacts.emails), ("LINK", contacts.links), ("PHONE", contacts.phones), ("IDENTITY_NUMBER", numbers.identity_numbers),
    ("ADDRESS", addresses.streets), ("NAME", names.titled), ("NAME", names.introduced), ("NAME", names.pairs),
)


@dataclass(frozen=True, slots=True)
class Find:
    """A piece of a text, [start, end) in characters; `kind` is a row of KINDS; `sources` names the finders that saw it; `confidence` from 0 to 1."""

    start: int
    end: int
    text: str
    kind: str
    severity: Severity
    confidence: float
    sources: tuple[str, ...]

    @property
    def is_replaced(self) -> bool:
        """Do other words stand in its place when nobody decides? What leads to a person by its kind, also where only many weak signs speak for it."""
        return KINDS[self.kind].severity is not Severity.LOOK and self.confidence >= SURE

    @property
    def sentence(self) -> str:
        """What it seems to be, to whoever wrote the text."""
        return f"“{' '.join(self.text.split())}” seems to be {KINDS[self.kind].seems}."


def found_in(text: str, language: str = "") -> tuple[Find, ...]:
    """What in the text could lead to a person, in reading order. Of two finds that overlap the stronger kind stays, widened.

    `language` may narrow the words to look for later on; the words of all languages are looked for, because notes mix them.
    """
    taken: list[tuple[int, int, str]] = []
    for kind, finder in FINDERS:
        for start, end in finder(text):
            clash = [other for other in taken if start < other[1] and other[0] < end]
            if clash and any(other[2] != kind for other in clash):
                continue
            for other in clash:
                taken.remove(other)
            taken.append((min([start, *(o[0] for o in clash)]), max([end, *(o[1] for o in clash)]), kind))
    return tuple(_find(text, *span) for span in sorted(taken))


def _find(text: str, start: int, end: int, kind: str) -> Find:
    return Find(start, end, text[start:end], kind, KINDS[kind].severity, 1.0, ("form",))
