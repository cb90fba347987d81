"""Sums of money and exact counts. Currency names, signs and ISO 4217 codes, and what counts count, are in amounts.toml."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.rules import Rule, compiled, row_of

TABLE = "amounts.toml"
_MONEY = (
    r"{n}(?: (?:{between}))?(?: (?:{between}))? (?:{money}|{signs}|{codes})(?: (?:{codes}))?",
    r"(?:{signs}|{codes}) {n}(?: (?:{money}|{codes}))?",
)
_BARE_MONEY = r"(?:{owed}) (?:[^ <.;:!?]+ ){0,4}«<(?:[1-9]\d\d+)w?>»(?= (?:{end}|[^ <]+) )(?! (?:{counted}) )"
_COUNTS = (
    (r"(?P<no>{about} |(?:<\d+w?>|[#/-]) )?«{N}(?: (?:{adjectives}))?(?: (?:{adjectives}))? (?:{counted})»(?! (?:{per}) )", 0.8),
    (r"(?P<no>{about} )?«{N} {of_us}»", 0.8),
    (r"{we_were} (?P<no>{about} )?«<(?!1[w>])[1-9]\d{0,2}w?>»(?= (?:{end}|{follows}) )", 0.75),
    (r"(?P<no>{about} )?«<(?!2c)\d+c>(?: (?:{adjectives}))?(?: (?:{counted}))?»", 0.8),
)
_LAO_COUNT = r"(?P<no>{about})?«{N}(?:{counted})»"
_LAO_SUM = r"«{n}(?:{money}|{signs}|{codes})»"


def sums(line: Line, language: str) -> Iterator[Candidate]:
    """Sums with their currency; without one only near a word of pay or debt, from a hundred on."""
    for rule in _sum_rules(language.split("-")[0]):
        yield from rule.finds(line)


def counts(line: Line, language: str) -> Iterator[Candidate]:
    """Exact numbers of people, rooms, animals and the like, from two on. "Two or three", "about forty" and "both" are none."""
    for rule in _count_rules(language.split("-")[0]):
        yield from rule.finds(line)


@cache
def _sum_rules(language: str) -> tuple[Rule, ...]:
    row = row_of(TABLE, language)
    forms = [(_LAO_SUM, 0.9)] if language == "lo" else [*((form, 0.9) for form in _MONEY), (_BARE_MONEY, 0.6)]
    return tuple(Rule("MONEY", confidence, compiled(form, row, language)) for form, confidence in forms)


@cache
def _count_rules(language: str) -> tuple[Rule, ...]:
    row = row_of(TABLE, language)
    forms = [(_LAO_COUNT, 0.8)] if language == "lo" else _COUNTS
    return tuple(Rule("COUNT", confidence, compiled(form, row, language)) for form, confidence in forms)
