"""Many voices, one list: candidates of all finders become finds that do not overlap, each with every source that saw it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, RANK, Severity
from exhibit.story.anonymise.kinds import SURE as SURE
from exhibit.story.anonymise.passage import Passage

WEIGHED = "weighed"
"""The voice that weighs what all others say (weighing.py)."""
FIRM = 0.8
"""From this confidence on that voice speaks for itself; below it what it alone proposes is replaced, and blocks nothing that stays."""

BY_FORM = frozenset({"EMAIL", "LINK", "PHONE", "IDENTITY_NUMBER"})
FORM_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one finder saw: [start, end) in `Passage.plain`, a row of KINDS, how sure it is (0 to 1)."""

    start: int
    end: int
    kind: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Heard:
    """A candidate with the finder it comes from."""

    candidate: Candidate
    source: str


def merged(passage: Passage, heard: Iterable[Heard]) -> tuple[Find, ...]:
    """Finds in reading order. Candidates that overlap become one find over all of their words: its kind is that of the surest
    among them, of equally sure ones the one that leads further; voices that agree make it surer."""
    finds = (_find(passage, group) for group in _groups(heard))
    return tuple(find for find in finds if find.text.strip())


def _groups(heard: Iterable[Heard]) -> Iterator[list[Heard]]:
    group: list[Heard] = []
    end = -1
    for one in sorted(heard, key=lambda h: (h.candidate.start, -h.candidate.end)):
        if group and one.candidate.start >= end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.candidate.end) if len(group) > 1 else one.candidate.end
    if group:
        yield group


def _find(passage: Passage, group: list[Heard]) -> Find:
    kinds = {one.candidate.kind for one in group}
    kind = min(kinds, key=lambda kind: (not _is_by_form(group, kind), -round(_confidence(group, kind), 1), RANK[kind]))
    sure = [one for one in group if one.candidate.confidence >= SURE] or group
    start, end = passage.place(min(one.candidate.start for one in sure), max(one.candidate.end for one in sure))
    confidence = round(_confidence(group, kind), 2)
    severity = KINDS[kind].severity if confidence >= SURE and not _is_weak(sure) else Severity.LOOK
    return Find(start, end, passage.text[start:end], kind, severity, confidence, tuple(dict.fromkeys(one.source for one in group)))


def _is_weak(sure: list[Heard]) -> bool:
    """Only many weak signs together speak for it, and not strongly."""
    return all(one.source == WEIGHED and one.candidate.confidence < FIRM for one in sure)


def _is_by_form(group: list[Heard], kind: str) -> bool:
    """An address on the net or a number is what its form says, whatever names stand in it (ana@example.org)."""
    return kind in BY_FORM and _confidence(group, kind) >= FORM_SURE


def _confidence(group: list[Heard], kind: str) -> float:
    """Of a kind: the chance that not every voice for it is wrong, one chance a source."""
    by_source: dict[str, float] = {}
    for one in group:
        if one.candidate.kind == kind:
            by_source[one.source] = max(by_source.get(one.source, 0), one.candidate.confidence)
    return 1 - prod(1 - chance for chance in by_source.values())
