"""What singles a person out without naming her: marks, rare professions, ties, health, belief, rare events, and other people in the story.

Word lists by language: traits.toml, professions.toml, beliefs.toml. A mark or an illness goes on over the part of the body it is at; an event
goes on to the end of its clause, short of the next name, because "the flood" tells little and what it took away tells where.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.festivals import festivals
from exhibit.story.anonymise.line import Line, Token
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.rules import Rule, compiled, row_of
from exhibit.story.anonymise.times import dates, durations

EVENT_WORDS = 5
BEFORE_EVENT = 4
"""Words after and before an event that still belong to it."""
LAO_EVENT_LETTERS = 50
_FORMS = (  # kind, confidence, rule
    ("MARK", 0.7, "(?:{art} )?(?:{before} ){0,4}{mark}(?: {on}){0,6}"),
    ("HEALTH", 0.7, "{health}(?: {on}){0,4}"),
    ("PROFESSION", 0.6, "(?:{art} )?{rare}"),
    ("BELIEF", 0.65, "(?:{group} )?{names}(?: {group})?"),
    ("RELATION", 0.8, "(?:{art} )?{kin}(?: {small})?(?: {kin_of})?(?: {of})? {notable}(?: {small})?"),
    ("RELATION", 0.8, "(?:{art} |{of} )?{notable}(?: s| {kin_of})?(?: {small}){0,2} {kin}"),
    ("RELATION", 0.75, "(?:{art} )?{relation}(?:(?: {kin_of}){0,2}(?: {my})? {kin}| {kin_of} (?:{my} )?[^ <.,;:!?()]{3,})?"),
    ("THIRD_PERSON", 0.6, "{my} (?:{small} ){0,2}{kin}(?: {small})?(?: (?:{kin_of} )?(?:{my} )?{kin})?"),
    ("THIRD_PERSON", 0.6, "{kin_alone}(?: {small})?"),
    ("THIRD_PERSON", 0.6, "{kin_before} {my}"),
)
_NOUN_LAST = frozenset({"ky", "ne", "ur"})
"""Languages that tell where a mark is before they name it."""
_SMALL = frozenset("the and her his des les una los las van het een der del mon ses aan dos das над под від від".split())


def traits(line: Line, language: str) -> Iterator[Candidate]:
    """Everything of this module but events."""
    for rule in _rules(language.split("-")[0]):
        yield from (_without_loose_end(line, candidate) for candidate in rule.finds(line))


def events(line: Line, language: str) -> Iterator[Candidate]:
    """Rare events with what is told of them in the same clause."""
    rule = _event_rule(language.split("-")[0])
    heads = [(line.index(found.start()), line.index(found.end() - 1)) for found in rule.pattern.finditer(line.text) if found.group()]
    if not heads:
        return
    told = [(one.start, one.end) for finder in (dates, durations, festivals) for one in finder(line, language)]
    apart = frozenset(index for index, token in enumerate(line.tokens) if not _belongs(token) or any(start <= token.start < end for start, end in told))
    for first, last in heads:
        begin, end = _back(line, first, apart), _reach(line, last, apart)
        yield Candidate(line.tokens[begin].start, line.tokens[end].end, rule.kind, rule.confidence)


def _belongs(token: Token) -> bool:
    """Signs, numbers and names end the clause."""
    return token.value is None and not token.capital and token.key[0].isalpha()


def _reach(line: Line, last: int, apart: frozenset[int]) -> int:
    """The last token of the clause, not too far; in Lao before the next blank."""
    most = EVENT_WORDS if line.spaced else LAO_EVENT_LETTERS
    for index in range(last + 1, min(last + 1 + most, len(line.tokens))):
        if index in apart or (not line.spaced and line.tokens[index].start > line.tokens[index - 1].end):
            return index - 1
    return min(last + most, len(line.tokens) - 1)


def _back(line: Line, first: int, apart: frozenset[int]) -> int:
    """The first token of the clause, not too far. In Lao the event begins it."""
    if not line.spaced:
        return first
    for index in range(first - 1, max(first - 1 - BEFORE_EVENT, -1), -1):
        if index in apart:
            return index + 1
    return max(first - BEFORE_EVENT, 0)


def _without_loose_end(line: Line, candidate: Candidate) -> Candidate:
    """Without articles and prepositions at its end that lead to nothing: "a scar on the"."""
    if not line.spaced or candidate.kind not in ("MARK", "HEALTH"):
        return candidate
    inside = [token for token in line.tokens if candidate.start <= token.start and token.end <= candidate.end]
    while len(inside) > 1 and (len(inside[-1].key) <= 2 or inside[-1].key in _SMALL):
        inside.pop()
    return Candidate(candidate.start, inside[-1].end, candidate.kind, candidate.confidence)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    row: dict[str, str] = {**row_of("professions.toml", language), **row_of("beliefs.toml", language), **row_of("traits.toml", language)}
    row["before"] = row["on"] if language in _NOUN_LAST else ""
    row["kin_before"] = row["kin"] if language == "lo" else ""
    return tuple(Rule(kind, confidence, compiled(form, row, language)) for kind, confidence, form in _FORMS)


@cache
def _event_rule(language: str) -> Rule:
    return Rule("EVENT", 0.65, compiled("{event}", row_of("traits.toml", language), language))
