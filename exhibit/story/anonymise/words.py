"""The words that give a name, an address or a number away, by language, from words.toml."""
from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from babel import Locale

TABLE = Path(__file__).with_name("words.toml")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def words(subject: str) -> frozenset[str]:
    """All words of one subject, in every language of the table, in lower case."""
    return frozenset(word.casefold() for rows in _table().values() for word in rows.get(subject, ()))


@cache
def alternatives(subject: str) -> str:
    """The words of a subject as a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words(subject), key=lambda word: (-len(word), word)))


def languages() -> tuple[str, ...]:
    """Languages the table knows."""
    return tuple(_table())


@cache
def never_a_name() -> frozenset[str]:
    """Words of countries, days and months in every language of the table (CLDR), in lower case."""
    found: set[str] = set()
    for language in _table():
        locale = Locale(language)
        names = [*locale.territories.values(), *locale.languages.values(), *locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
        found |= {part.casefold() for name in names for part in re.findall(r"[^\W\d_]+", name)}
    return frozenset(found)
