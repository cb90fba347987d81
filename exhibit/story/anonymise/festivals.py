"""Feasts by name: they tell a date and often a faith. The names are in festivals.toml."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.rules import Rule, compiled, row_of


def festivals(line: Line, language: str) -> Iterator[Candidate]:
    """Christmas, Eid, दसैँ, Нооруз..., with their endings."""
    yield from _rule(language.split("-")[0]).finds(line)


@cache
def _rule(language: str) -> Rule:
    return Rule("FESTIVAL", 0.8, compiled("{names}", row_of("festivals.toml", language), language))
