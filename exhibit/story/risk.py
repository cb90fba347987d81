"""How far a text leads to the person who tells it, as one number from 0 to 100 with a sentence, and the two changes that would help most.

The number adds up three things: how few people share the facts told (after the reference counts), how many facts no reference counts together, and
details that were left in; a sum above SINGLE comes ever closer to MOST. It is a measure to compare texts by, made in this house; it is no probability. Above LINE the uniqueness rule asks for a
second person's reasons: fewer than K people share the counted facts, or more than FREE_FACTS are told that nobody counted.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.passage import folded
from exhibit.story.uniqueness import FREE_FACTS, LABELS, QUASI_IDENTIFIERS, Count, Facts, K, held, matching

MOST = 100
LINE = 30
"""A score above it: the facts need a second person's reasons."""
SINGLE = 60  # one person alone shares the facts; K people score LINE, K times K people nothing
UNCOUNTED = LINE // FREE_FACTS  # a fact that no reference counts together with the others
RARE: dict[str, int] = {"rare_event": 15, "place": 5}
"""Facts that lead further than others whatever the counts say."""
LEFT: dict[Severity, int] = {Severity.ALONE: 40, Severity.TOGETHER: 6, Severity.LOOK: 1}
CHANGES = 2
SENTENCES: dict[str, str] = {  # %(facts)s: the values told; %(people)s: how many share them
    "NOTHING": "This text tells none of the facts by which people are recognised.",
    "NO_COUNTS": "No counts are on file, so that nobody can say how many people share what this text tells: %(facts)s. Take it as few.",
    "NOT_COUNTED": "The counts on file know none of what this text tells: %(facts)s. Take it as few.",
    "NOBODY": "In the counts on file nobody is known to share what this text tells: %(facts)s.",
    "ONE": "In the counts on file one person shares what this text tells: %(facts)s.",
    "PEOPLE": "In the counts on file %(people)s people share what this text tells: %(facts)s.",
}
FIND_SENTENCES = {
    0: "", 1: "One detail was left that leads to a person.", 2: "%(finds)s details were left that lead to a person.",
}
CHANGE_SENTENCES: dict[str, str] = {
    "FACT": "Leaving out the %(what)s makes it %(score)s.", "FACT_PEOPLE": "Leaving out the %(what)s makes it %(people)s people (%(score)s).",
    "FIND": "Taking out “%(what)s” (%(kind)s) makes it %(score)s.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to tell less. `fact`: a quasi-identifier left out, or empty; `words`: a detail taken out wherever it stands, of `kind`, or empty;
    `score` and `k` are those of the text after this change alone."""

    fact: str
    words: str
    kind: str
    score: int
    k: int | None

    @property
    def key(self) -> str:
        """Row of CHANGE_SENTENCES."""
        return "FIND" if self.words else "FACT" if self.k is None else "FACT_PEOPLE"

    @property
    def values(self) -> dict[str, str | int]:
        what = self.words or LABELS[self.fact]
        return {"what": what, "kind": KINDS[self.kind].seems if self.kind else "", "score": self.score, "people": self.k or 0}

    @property
    def sentence(self) -> str:
        return CHANGE_SENTENCES[self.key] % self.values


@dataclass(frozen=True, slots=True)
class Risk:
    """`score` from 0 to 100; `k`: how many people share the facts the references count, None where none counts any; `small_sample`: no reference
    says anything, so that the number knows only how much is told; `key`: row of SENTENCES; `facts`: fact -> value, in the order told; `left`: how many details stay."""

    score: int
    k: int | None
    small_sample: bool
    key: str
    facts: Mapping[str, str]
    left: int
    changes: tuple[Change, ...] = field(default=())

    @property
    def needs_reasons(self) -> bool:
        return self.score > LINE

    @property
    def sentence(self) -> str:
        """In English, with the values as they are kept; a page fills the row of SENTENCES with values in words."""
        return SENTENCES[self.key] % {"facts": ", ".join(value or LABELS[name] for name, value in self.facts.items()), "people": self.k}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told, and the references read once for it."""

    facts: Facts
    finds: tuple[Find, ...]
    sources: tuple[tuple[tuple[str, ...], Counter[frozenset[str]]], ...]
    loaded: bool

    def k(self, names: frozenset[str]) -> int | None:
        return min((held(shared, names & set(counted)) for counted, shared in self.sources if names & set(counted)), default=None)

    def weight(self, names: frozenset[str], finds: Iterable[Find]) -> float:
        """The sum that the number is made from."""
        k = self.k(names)
        few = 0.0 if k is None else max(0.0, SINGLE - LINE * log(max(k, 1)) / log(K))
        counted = max((len(names & set(known)) for known, _ in self.sources), default=0)
        return few + UNCOUNTED * (len(names) - counted) + sum(RARE.get(name, 0) for name in names) + sum(LEFT[find.severity] for find in finds)


def risk(told: Facts, finds: Iterable[Find] = (), reference: Iterable[Count] = ()) -> Risk:
    """The risk of a text that tells these facts (fact -> value, empty where nobody wrote it down) and in which these finds are left.

    The changes are found by trying each alone: every fact left out, every detail taken out wherever it stands; the two that lower the number most.
    """
    facts = {name: told[name] for name in QUASI_IDENTIFIERS if name in told}
    all_rows = list(reference)
    by_source: dict[str, list[Count]] = {}
    for row in all_rows:
        by_source.setdefault(row.source, []).append(row)
    known = _Told(facts, tuple(finds), tuple(matching(facts, rows) for rows in by_source.values()), bool(all_rows))
    names = frozenset(facts)
    k = known.k(names)
    return Risk(_score(known.weight(names, known.finds)), k, k is None, _key(known, k), facts, len(known.finds), _best(known))


def _score(weight: float) -> int:
    """The sum itself up to SINGLE; above, ever closer to MOST, so that each detail taken out still shows."""
    return round(weight if weight <= SINGLE else MOST - (MOST - SINGLE) * SINGLE / weight)


def _key(known: _Told, k: int | None) -> str:
    if not known.facts:
        return "NOTHING"
    if k is None:
        return "NOT_COUNTED" if known.loaded else "NO_COUNTS"
    return {0: "NOBODY", 1: "ONE"}.get(k, "PEOPLE")


def _best(known: _Told) -> tuple[Change, ...]:
    """The changes that help most, by the sum behind the number; of two alike the one that comes first in the text or in the table."""
    names = frozenset(known.facts)
    before = known.weight(names, known.finds)
    tried = [*_without_facts(known, names), *_without_finds(known, names)]
    helps = [(after, change) for after, change in tried if after < before]
    return tuple(change for _, change in sorted(helps, key=lambda row: row[0])[:CHANGES])


def _without_facts(known: _Told, names: frozenset[str]) -> Iterable[tuple[float, Change]]:
    for name in known.facts:
        after = known.weight(names - {name}, known.finds)
        yield after, Change(name, "", "", _score(after), known.k(names - {name}))


def _without_finds(known: _Told, names: frozenset[str]) -> Iterable[tuple[float, Change]]:
    for key in dict.fromkeys(map(_same_words, known.finds)):
        gone = next(find for find in known.finds if _same_words(find) == key)
        after = known.weight(names, [find for find in known.finds if _same_words(find) != key])
        yield after, Change("", " ".join(gone.text.split()), gone.kind, _score(after), known.k(names))


def _same_words(find: Find) -> tuple[str, str]:
    return find.kind, folded(" ".join(find.text.split()))
