"""Words printed on every board, by language, from labels.toml."""
from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date

from exhibit.cutout.errors import CutoutError

TABLE = Path(__file__).with_name("labels.toml")
LOCALES = {"en": "en-GB"}  # "18 October", not "October 18": the exhibition hangs in Europe


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def label(language: str, key: str, **values: object) -> str:
    """The label in the language, or in the one its board falls back to. Figures are those of the language."""
    row = _labels()[label_language(language)]
    return row[key].format(**{name: _figures(str(value), row) for name, value in values.items()})


def _figures(text: str, row: dict[str, str]) -> str:
    return text.translate({ord("0") + at: figure for at, figure in enumerate(row.get("figures", ""))})


def label_languages() -> tuple[str, ...]:
    """The languages that have labels of their own."""
    return tuple(name for name in _labels() if name != "fallback")


def label_language(language: str) -> str:
    """The language the labels come in for a board in `language`: its own, its neighbour by the table, or English."""
    primary, table = language.split("-")[0].lower(), _labels()
    return next((name for name in (language, primary, table["fallback"].get(primary, "en")) if name in table), "en")


def written_date(iso: str, language: str) -> str:
    """A day as it is written in the language ("18 octobre 2027"). Raises CutoutError for text that is no ISO date."""
    try:
        day = date.fromisoformat(iso)
    except ValueError as error:
        raise CutoutError(f"“{iso}” is no date: write the last day as year-month-day, for example 2027-10-18.") from error
    return format_date(day, "long", Locale.parse(LOCALES.get(language, language), sep="-"))
