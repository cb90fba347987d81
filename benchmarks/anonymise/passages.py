"""The labelled passages: texts with {KIND|words} inline, one file a language, in several sets (SETS)."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exhibit.story.anonymise.kinds import KINDS, Severity

FOLDER = Path(__file__).parent
OPEN = ("tune", "opened", "more", "fresh", "learned")
"""Sets that makers of finders may read: the first half, what was the unseen half until it had been counted too often, passages written as fresh ones since, and those that signs.py learns from."""
HELD = "held"
"""The set nobody who makes a finder reads."""
_LABEL = re.compile(r"\{([A-Z_]+)\|([^{}|]+)\}")


@dataclass(frozen=True, slots=True)
class Label:
    """[start, end) in characters of the passage's text."""

    start: int
    end: int
    kind: str

    @property
    def severity(self) -> Severity:
        return KINDS[self.kind].severity


@dataclass(frozen=True, slots=True)
class Labelled:
    """One passage: its text without marks, and where the labels are."""

    id: str
    language: str
    text: str
    labels: tuple[Label, ...]


def passages(which: str) -> Iterator[Labelled]:
    """Every passage of a set, by language. Raises ValueError for a label of an unknown kind or a brace that is none."""
    for path in sorted((FOLDER / which).glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            yield unmarked(row["id"], path.stem, row["text"].strip())


def unmarked(identity: str, language: str, marked: str) -> Labelled:
    """A text with inline labels as text and labels."""
    parts: list[str] = []
    labels: list[Label] = []
    at = length = 0
    for found in _LABEL.finditer(marked):
        kind, words = found.groups()
        if kind not in KINDS:
            raise ValueError(f"{identity}: there is no kind {kind}")
        before = marked[at:found.start()]
        labels.append(Label(length + len(before), length + len(before) + len(words), kind))
        parts += [before, words]
        length += len(before) + len(words)
        at = found.end()
    text = "".join([*parts, marked[at:]])
    if set(text) & set("{}|"):
        raise ValueError(f"{identity}: a mark is not closed")
    return Labelled(identity, language, text, tuple(labels))
