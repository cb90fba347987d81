"""Words of the crew's papers, by language, from words.toml."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from exhibit.story.labels import RIGHT_TO_LEFT, number

TABLE = Path(__file__).with_name("words.toml")
FALLBACK = "en"


@cache
def table() -> dict[str, dict[str, str]]:
    """Language -> key -> words."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Languages that have words of their own."""
    return tuple(table())


def words_language(code: str) -> str:
    """The language the words come in for somebody who reads `code`: its own, or English."""
    base = code.split("-")[0].lower()
    return base if base in table() else FALLBACK


def word(language: str, key: str, **values: object) -> str:
    """One text with its values filled in; whole numbers in the digits of the language."""
    code = words_language(language)
    return table()[code][key].format(**{name: number(value, code) if isinstance(value, int) else value for name, value in values.items()})


def measured(language: str, words: str) -> str:
    """Measures and names in Latin letters as one piece that runs from left to right, also in a line that runs the other way (isolates, UAX 9)."""
    return f"\u2066{words}\u2069" if language.split("-")[0] in RIGHT_TO_LEFT else words


def as_it_runs(words: str) -> str:
    """A sentence in a language nobody has told us, in its own direction (first strong isolate, UAX 9)."""
    return f"\u2068{words}\u2069" if words else ""
