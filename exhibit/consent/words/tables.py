"""The tables, read once."""
from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FALLBACK = "en"
SUBJECTS = ("permissions", "receipt", "form", "page", "approve", "person_file")


@cache
def table(subject: str) -> dict[str, dict[str, str]]:
    """Language -> key -> words, of one of the SUBJECTS."""
    return tomllib.loads((FOLDER / f"{subject}.toml").read_text(encoding="utf-8"))


LANGUAGES: tuple[str, ...] = tuple(table("permissions"))


def words_language(code: str) -> str:
    """The language the words come in for somebody who reads `code`."""
    base = code.split("-")[0].lower()
    return base if base in LANGUAGES else FALLBACK


def word(subject: str, language: str, key: str, **values: str) -> str:
    """Words of one subject, with values filled in. Raises KeyError for a key that no table has."""
    return table(subject)[words_language(language)][key].format(**values)


def permission_label(code: str, language: str) -> str:
    """What the person agrees to, in plain words."""
    return word("permissions", language, code)


def reversal(level: str, language: str) -> str:
    """R0 to R3 as a sentence: what can be undone."""
    return word("permissions", language, level)


@cache
def _stems() -> tuple[str, ...]:
    found: dict[str, list[str]] = tomllib.loads((FOLDER / "give_away.toml").read_text(encoding="utf-8"))
    return tuple(_plain(stem) for stems in found.values() for stem in stems)


def gives_away(text: str) -> bool:
    """Does the text hold a word that says what this is about? What it marks never stands on a receipt, a card or the person's page."""
    plain = _plain(text)
    return any(stem in plain for stem in _stems())


def _plain(text: str) -> str:
    """Case and accents aside."""
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if unicodedata.category(char) != "Mn")
