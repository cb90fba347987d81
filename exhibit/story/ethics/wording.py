"""Words that a dignified text seldom needs (E08), each with why, and what could stand in its place."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from exhibit.story.ethics.patterns import Line, base, pattern, word_list
from exhibit.story.ethics.rules import WHYS

LIST = "word_lists"


@dataclass(frozen=True, slots=True)
class Loaded:
    """[start, end) of the text; `why` is a row of WHYS; `instead` in the language of the text."""

    start: int
    end: int
    why: str
    instead: str


@cache
def lists() -> dict[str, dict[str, tuple[str, str]]]:
    """Language -> why -> (patterns, what could stand there). Raises ValueError where a row is not whole."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for language, rows in word_list(LIST).items():
        if set(rows) != set(WHYS):
            raise ValueError(f"{LIST}.toml [{language}]: the rows must be {', '.join(WHYS)}")
        found[language] = {why: _row(language, why, row) for why, row in rows.items()}
    return found


def _row(language: str, why: str, row: object) -> tuple[str, str]:
    if not isinstance(row, dict) or set(row) != {"words", "instead"} or not row["instead"]:
        raise ValueError(f"{LIST}.toml [{language}] {why}: give words and instead")
    pattern(row["words"], language)
    return row["words"], row["instead"]


def loaded_words(line: Line, language: str) -> Iterator[Loaded]:
    """Words of the lists in reading order; finds that overlap are one, with the reason of the first."""
    found = [Loaded(start, end, why, instead) for why, (words, instead) in lists().get(base(language), {}).items() for start, end in line.places(pattern(words, base(language)))]
    last: Loaded | None = None
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if last and one.start < last.end:
            last = replace(last, end=max(last.end, one.end))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
