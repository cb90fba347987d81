"""Words for the crew of a hall, by language, from hall.toml."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from exhibit.story.labels import FALLBACK, number

TABLE = Path(__file__).with_name("hall.toml")


@cache
def table() -> dict[str, dict[str, str]]:
    """Language -> key -> words."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Languages that have words of their own."""
    return tuple(table())


def words_language(code: str) -> str:
    """The language the words come in for somebody who reads `code`."""
    base = code.split("-")[0].lower()
    return base if base in table() else FALLBACK


def word(language: str, key: str, **values: object) -> str:
    """One text in a language, with its values filled in; whole numbers in the digits of the language."""
    code = words_language(language)
    shown = {name: number(value, code) if isinstance(value, int) else value for name, value in values.items()}
    return table()[code][key].format(**shown)
