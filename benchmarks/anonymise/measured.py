"""Recall, over-masking and speed of any reader of texts over the labelled passages.

A label counts as seen when every letter and figure of it lies in something that would be replaced; half a name is a name. Beside that
strict count stands a milder one: labels of which at least half of the letters would be replaced ("the restaurant" may stay before its name).
"""
from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.anonymise.passages import Label, Labelled
from exhibit.story.anonymise.kinds import Severity

Reader = Callable[[str, str], Iterable[tuple[int, int]]]
"""(text, language) -> [start, end) of what it would replace."""


@dataclass
class Tally:
    """Seen of labelled."""

    seen: int = 0
    labelled: int = 0

    @property
    def recall(self) -> float:
        return self.seen / self.labelled if self.labelled else 1.0

    def add(self, seen: bool) -> None:
        self.labelled += 1
        self.seen += seen


@dataclass(repr=False)  # no test that fails prints words of the half that nobody looks at
class Measured:
    """Over one half: tallies by (language, severity), whole and at least half seen, and by (language, kind), characters replaced beside labels by language, words a second, what was missed."""

    by_severity: dict[tuple[str, Severity], Tally] = field(default_factory=lambda: defaultdict(Tally))
    half: dict[tuple[str, Severity], Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    beside: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    characters: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    words: int = 0
    seconds: float = 0.0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    too_much: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, severity: Severity, languages: Iterable[str] | None = None, half: bool = False) -> float:
        chosen = [tally for (language, rank), tally in (self.half if half else self.by_severity).items() if rank == severity and (languages is None or language in languages)]
        return sum(tally.seen for tally in chosen) / max(1, sum(tally.labelled for tally in chosen))

    def over_masking(self, language: str | None = None) -> float:
        chosen = [language] if language else list(self.characters)
        return sum(self.beside[one] for one in chosen) / max(1, sum(self.characters[one] for one in chosen))


def measure(labelled: Iterable[Labelled], reader: Reader) -> Measured:
    """One reader over passages; its first passage is read once before the clock starts."""
    found, todo = Measured(), list(labelled)
    for language in {passage.language for passage in todo}:
        list(reader(next(p.text for p in todo if p.language == language), language))
    for passage in todo:
        start = time.perf_counter()
        spans = list(reader(passage.text, passage.language))
        found.seconds += time.perf_counter() - start
        found.words += _words(passage)
        _tally(found, passage, spans)
    return found


def _words(passage: Labelled) -> int:
    """Words; Lao, which has no blanks, by seven characters a word as its dictionary words average."""
    return len(passage.text) // 7 if passage.language == "lo" else len(passage.text.split())


def _tally(found: Measured, passage: Labelled, spans: list[tuple[int, int]]) -> None:
    covered = {at for start, end in spans for at in range(start, end)}
    for label in passage.labels:
        letters = [at in covered for at in range(label.start, label.end) if passage.text[at].isalnum()]
        seen = all(letters)
        found.half[passage.language, label.severity].add(2 * sum(letters) >= len(letters))
        found.by_severity[passage.language, label.severity].add(seen)
        found.by_kind[passage.language, label.kind].add(seen)
        if not seen:
            found.missed.append((passage.id, label.kind, passage.text[label.start:label.end]))
    meant = {at for label in passage.labels for at in range(label.start, label.end)}
    found.beside[passage.language] += len(covered - meant)
    found.characters[passage.language] += len(passage.text)
    found.too_much += [(passage.id, passage.text[start:end]) for start, end in spans if not _touches(start, end, passage.labels)]


def _touches(start: int, end: int, labels: Iterable[Label]) -> bool:
    return any(start < label.end and label.start < end for label in labels)
