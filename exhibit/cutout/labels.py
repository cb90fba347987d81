"""Words printed on every board, by language, from labels.toml."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("labels.toml")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def label(language: str, key: str, **values: object) -> str:
    """The label in the language, in English where there is none."""
    table = _labels()
    return (table.get(language) or table.get(language.split("-")[0]) or table["en"])[key].format(**values)


def label_language(language: str) -> str:
    """The language the labels come in for a board in `language`."""
    table = _labels()
    return language if language in table else language.split("-")[0] if language.split("-")[0] in table else "en"
