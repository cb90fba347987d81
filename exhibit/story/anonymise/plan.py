"""What could stand in place of each find. A proposal only: people decide."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Named:
    """One row of a testimony's key: `replacement` stands for `original` in every text. `gender`: woman, man or unknown (empty)."""

    kind: str
    original: str
    replacement: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A find and the words proposed for it. `fits` is False where the grammar around them may have to change; `note` then says what to look at."""

    find: Find
    replacement: str
    fits: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Proposals in reading order, and the rows the key must get for them to stay the same in other texts."""

    proposals: tuple[Proposal, ...]
    new_names: tuple[Named, ...]


def plan(text: str, language: str, finds: Iterable[Find], key: Iterable[Named] = ()) -> Plan:
    """A proposal for each find; what the key already names keeps its replacement."""
    known = {(row.kind, row.original): row.replacement for row in key}
    proposals = tuple(Proposal(find, known.get((find.kind, find.text), f"[{KINDS[find.kind].seems}]"), fits=False) for find in finds)
    return Plan(proposals, ())


def replaced(text: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    """The text with each [start, end) replaced. Raises ValueError where two of them overlap."""
    parts: list[str] = []
    at = 0
    for start, end, words in sorted(replacements):
        if start < at:
            raise ValueError(f"two replacements meet at character {start}")
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])
