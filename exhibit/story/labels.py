"""Words of the visitor's pages, by language, from visit/*.toml, one subject a file; a page in another language has its words in English."""
from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

FOLDER = Path(__file__).with_name("visit")
FALLBACK = "en"
NAMES: dict[str, str] = {
    "en": "English", "fr": "Français", "nl": "Nederlands", "ar": "العربية", "ur": "اردو", "ne": "नेपाली", "lo": "ລາວ", "uk": "Українська",
    "ru": "Русский", "be": "Беларуская", "ky": "Кыргызча", "pt": "Português", "es": "Español",
}
RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he", "ps"})
DIGITS = {"ne": str.maketrans("0123456789", "०१२३४५६७८९")}  # languages of the table whose readers expect digits of their own
LOCALES = {"en": "en_GB", "pt": "pt_BR", "es": "es_CO"}  # where the plain code would mean another country's habits


@cache
def _labels() -> dict[str, dict[str, str]]:
    """All files as one table. Raises ValueError for a key that stands in two files: one would hide the other."""
    merged: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for language, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
            own = merged.setdefault(language, {})
            twice = own.keys() & words.keys()
            if twice:
                raise ValueError(f"{file.name}: {', '.join(sorted(twice))} ({language}) stands in another file as well")
            own.update(words)
    return merged


def languages() -> tuple[str, ...]:
    """Languages that have words of their own."""
    return tuple(_labels())


def words_language(code: str) -> str:
    """The language a page's words come in when its story is in `code`."""
    base = code.split("-")[0]
    return base if base in _labels() else FALLBACK


def label(language: str, key: str, **values: object) -> str:
    """One label in a language, with its values filled in; whole numbers in the digits of the language."""
    code = words_language(language)
    shown = {name: number(value, code) if isinstance(value, int) else value for name, value in values.items()}
    return _labels()[code][key].format(**shown)


def number(value: int, language: str) -> str:
    return str(value).translate(DIGITS.get(language, {}))


def day(value: date, language: str) -> str:
    """A date in words, as the language writes it."""
    code = words_language(language)
    return format_date(value, "long", locale=LOCALES.get(code, code)).translate(DIGITS.get(code, {}))


def choose(wanted: Sequence[str], offered: Sequence[str], fallback: str) -> str:
    """The first wanted language that is offered; else the fallback."""
    return next((code for code in wanted if code in offered), fallback)


def language_name(code: str) -> str:
    """The language's name in itself."""
    return NAMES.get(code.split("-")[0], code)


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
