"""What singles a person out without naming her: marks, rare professions, ties, health, belief, rare events, and other people in the story.

Word lists by language: traits.toml, professions.toml, beliefs.toml. A mark or an illness goes on over the part of the body it is at; an event
goes on to the end of its clause, short of the next name, because "the flood" tells little and what it took away tells where.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.rules import Rule, compiled, row_of

EVENT_WORDS = 5
"""Words after an event that still belong to it."""
LAO_EVENT_LETTERS = 30
_FORMS = (  # kind, confidence, rule
    ("MARK", 0.7, "{mark}(?: {on}){0,6}"),
    ("HEALTH", 0.7, "{health}(?: {on}){0,4}"),
    ("PROFESSION", 0.6, "{rare}"),
    ("BELIEF", 0.65, "(?:{group} )?{names}(?: {group})?"),
    ("RELATION", 0.8, "{kin}(?: {small})?(?: {kin_of})?(?: {of})? {notable}"),
    ("RELATION", 0.8, "{notable}(?: s| {kin_of})?(?: {small}){0,2} {kin}"),
    ("RELATION", 0.75, "{relation}(?:(?: {kin_of}){0,2}(?: {my})? {kin})?"),
    ("THIRD_PERSON", 0.6, "{my} (?:{small} ){0,2}{kin}(?: {small})?(?: (?:{kin_of} )?(?:{my} )?{kin})?"),
    ("THIRD_PERSON", 0.6, "{kin_alone}(?: {small})?"),
)
_SMALL = frozenset("the and her his des les una los las van het een der del mon ses aan dos das над под від від".split())


def traits(line: Line, language: str) -> Iterator[Candidate]:
    """Everything of this module but events."""
    for rule in _rules(language.split("-")[0]):
        yield from (_without_loose_end(line, candidate) for candidate in rule.finds(line))


def events(line: Line, language: str) -> Iterator[Candidate]:
    """Rare events with what is told of them in the same clause."""
    rule = _event_rule(language.split("-")[0])
    for found in rule.pattern.finditer(line.text):
        if found.group():
            first, last = line.index(found.start()), line.index(found.end() - 1)
            yield Candidate(line.tokens[first].start, line.tokens[_reach(line, last)].end, rule.kind, rule.confidence)


def _reach(line: Line, last: int) -> int:
    """The last token of the clause: before a sign, a number or a name, and not too far; in Lao before the next blank."""
    most = EVENT_WORDS if line.spaced else LAO_EVENT_LETTERS
    reached = last
    for token in line.tokens[last + 1:last + 1 + most]:
        if token.value is not None or token.capital or not token.key[0].isalpha() or (not line.spaced and token.start > line.tokens[reached].end):
            break
        reached += 1
    return reached


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
    row = {**row_of("professions.toml", language), **row_of("beliefs.toml", language), **row_of("traits.toml", language)}
    return tuple(Rule(kind, confidence, compiled(form, row, language)) for kind, confidence, form in _FORMS)


@cache
def _event_rule(language: str) -> Rule:
    return Rule("EVENT", 0.65, compiled("{event}", row_of("traits.toml", language), language))
