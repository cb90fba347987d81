"""Words for smuggling and for trafficking against the type of experience (E12), and words that are never printed."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.ethics.patterns import Line, base, checked, pattern

LIST, FIELDS = "experience_words", ("smuggling", "trafficking", "victim")
FOREIGN: dict[str, str] = {"TIP": "smuggling", "SOM": "trafficking", "SOM_WITH_ABUSE": "trafficking"}
"""Type of experience -> the list whose words do not belong to it; where both crimes belong to the story, both words do."""


@cache
def lists() -> dict[str, dict[str, str]]:
    """Language -> field -> patterns. Raises ValueError where a language is not whole."""
    return checked(LIST, FIELDS)


def foreign_words(line: Line, language: str, experience_type: str) -> Iterator[tuple[int, int]]:
    """Places of words for the crime that this story is not about."""
    return _places(line, language, FOREIGN.get(experience_type, ""))


def victims_of_smuggling(line: Line, language: str) -> Iterator[tuple[int, int]]:
    """Places where somebody is called a victim of smuggling."""
    return _places(line, language, "victim")


def _places(line: Line, language: str, field: str) -> Iterator[tuple[int, int]]:
    words = lists().get(base(language), {}).get(field)
    return line.places(pattern(words, base(language))) if words else iter(())
