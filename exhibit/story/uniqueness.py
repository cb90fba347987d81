"""Could the facts told together lead to one person? (consent model 3.12; threshold and columns after the CTDC global dataset, k = 11)

A quasi-identifier is a fact that many share, but few share together with the others. `judge` looks at those a testimony tells:

1. every combination that the reference counts cover must be held by at least K people; else the person is singled out;
2. what no reference covers may be at most FREE_FACTS facts in all.

Where either fails, a second reviewer must give reasons or the facts must be made coarser; COARSER says how.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

K = 11
FREE_FACTS = 3
QUASI_IDENTIFIERS: dict[str, str] = {  # fact -> the element that tells it; a rare event has none and is named by the reviewer
    "nationality": "NATIONALITY", "exploitation_country": "COUNTRY_EXPLOITATION", "age_band": "AGE_BAND", "gender": "GENDER", "year": "YEAR",
    "sector": "SECTOR", "form": "FORM_EXPLOITATION", "rare_event": "", "place": "REGION",
}
LABELS: dict[str, str] = {
    "nationality": "nationality", "exploitation_country": "country of exploitation", "age_band": "age band", "gender": "gender", "year": "year",
    "sector": "kind of work", "form": "form of exploitation", "rare_event": "a rare event", "place": "region or place",
}
COARSER: dict[str, str] = {
    "nationality": "tell the part of the world", "exploitation_country": "tell the part of the world", "age_band": "tell a wider band, or none",
    "gender": "leave it out", "year": "tell a period, for example “some years ago”", "sector": "tell the branch, for example “in agriculture”",
    "form": "tell that it was exploitation", "rare_event": "leave out what made the case known", "place": "tell the country or “a town”",
}
Facts = Mapping[str, str]  # fact -> its value; "" where a text tells it but nobody wrote down the value


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a reference: how many people share these values. Rows of one source are cells of one table."""

    source: str
    facts: Facts
    people: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`smallest`: fewest people who share a covered combination, None without reference; `combination`: the shortest one below K.

    `uncovered`: facts told that no reference counts together with the others.
    """

    facts: Facts
    smallest: int | None
    combination: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def singled_out(self) -> bool:
        return self.smallest is not None and self.smallest < K

    @property
    def too_many(self) -> bool:
        """More facts together than may stand without a reference."""
        return bool(self.uncovered) and len(self.facts) > FREE_FACTS

    @property
    def needs_reasons(self) -> bool:
        return self.singled_out or self.too_many


def judge(facts: Facts, reference: Iterable[Count]) -> Verdict:
    """How well the facts hide the person. The source that covers most facts speaks first; the lowest count of any source counts."""
    ordered = {name: facts[name] for name in QUASI_IDENTIFIERS if name in facts}
    sources: dict[str, list[Count]] = {}
    for row in reference:
        sources.setdefault(row.source, []).append(row)
    found = [_smallest(ordered, rows) for rows in sources.values()]
    covered = max((names for names, _, _ in found), key=len, default=())
    found = [row for row in found if row[0]]
    smallest = min((people for _, people, _ in found), default=None)
    below = sorted((combination for _, _, combination in found if combination), key=len)
    return Verdict(ordered, smallest, below[0] if below else (), tuple(name for name in ordered if name not in covered))


def _smallest(facts: Facts, rows: list[Count]) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
    """Of one source: the told facts it counts, how many people share them all, and the shortest combination below K."""
    names, shared = matching(facts, rows)
    for size in range(1, len(names) + 1):
        below = [(held(shared, combination), combination) for combination in combinations(names, size)]
        few = sorted((pair for pair in below if pair[0] < K), key=lambda pair: pair[0])
        if few:
            return names, held(shared, names), few[0][1]
    return names, held(shared, names), ()


def matching(facts: Facts, rows: Iterable[Count]) -> tuple[tuple[str, ...], Counter[frozenset[str]]]:
    """Of one source: the told facts it counts, and how many people share which of them. Read once, it answers for every part of the facts."""
    cells = list(rows)
    counted = frozenset(name for row in cells for name, value in row.facts.items() if value)
    names = tuple(name for name, value in facts.items() if value and name in counted)
    shared: Counter[frozenset[str]] = Counter()
    for row in cells:
        shared[frozenset(name for name in names if same(row.facts.get(name, ""), facts[name]))] += row.people
    return names, shared


def held(shared: Counter[frozenset[str]], names: Iterable[str]) -> int:
    """How many people share all of these facts."""
    wanted = frozenset(names)
    return sum(people for matching, people in shared.items() if wanted <= matching)


def same(left: str, right: str) -> bool:
    """Are two values the same, whatever their case and blanks?"""
    return " ".join(left.casefold().split()) == " ".join(right.casefold().split())


@dataclass(frozen=True, slots=True)
class Shown:
    """One testimony of an exhibition, as far as a reader could put it together with another."""

    code: str
    person_code: str
    pseudonym: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Pair:
    """Two testimonies a reader can take for one person. `why` is a row of PAIRS; `shared` the facts they have in common; `together` all they tell."""

    codes: tuple[str, str]
    why: str
    shared: tuple[str, ...]
    together: tuple[str, ...]


PAIRS: dict[str, str] = {
    "ONE_PERSON": "They come from one person: whoever finds that out from one text knows the other too.",
    "ONE_NAME": "They carry the same pseudonym, so that a reader takes them for one person.",
    "ALIKE": "All they both tell is the same, so that a reader takes them for one person and adds up what they tell.",
}
CHANGING = frozenset({"age_band", "year"})
"""What differs between two tellings of one person's life, and so keeps no two texts apart."""
TELLING = frozenset({"nationality", "exploitation_country", "sector", "place", "rare_event"})
"""Facts few enough share that a reader would put two texts together by them; gender and form alone join everybody with everybody."""


def pairs(shown: Iterable[Shown]) -> tuple[Pair, ...]:
    """Pairs of one exhibition that point at one person.

    Someone who wants to recognise a person puts texts together as one joins tables: by a key (the same code, the same pseudonym), or by
    all facts that both tell, at least three of them and one that few share; age and year may differ, since a life goes on.
    """
    rows = sorted(shown, key=lambda row: row.code)
    return tuple(pair for left, right in combinations(rows, 2) if (pair := _pair(left, right)) is not None)


def _pair(left: Shown, right: Shown) -> Pair | None:
    if left.code == right.code:
        return None
    both = [name for name in QUASI_IDENTIFIERS if left.facts.get(name) and right.facts.get(name)]
    shared = tuple(name for name in both if same(left.facts[name], right.facts[name]))
    together = tuple(name for name in QUASI_IDENTIFIERS if name in left.facts or name in right.facts)
    alike = len(shared) >= 3 and set(both) - set(shared) <= CHANGING and bool(TELLING & set(shared))
    why = "ONE_PERSON" if left.person_code == right.person_code else "ONE_NAME" if same(left.pseudonym, right.pseudonym) else "ALIKE" if alike else ""
    return Pair((left.code, right.code), why, shared, together) if why else None
