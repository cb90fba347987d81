"""Words of the story page, by language, from labels.toml; English where a language has none."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("labels.toml")
NAMES: dict[str, str] = {
    "en": "English", "fr": "Français", "nl": "Nederlands", "ar": "العربية", "ur": "اردو", "ne": "नेपाली", "lo": "ລາວ", "uk": "Українська",
    "ru": "Русский", "be": "Беларуская", "ky": "Кыргызча", "pt": "Português", "es": "Español",
}
RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he", "ps"})


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def label(language: str, key: str, **values: object) -> str:
    """One label in a language, with its values filled in."""
    row = _labels().get(language.split("-")[0], {})
    return (row.get(key) or _labels()["en"][key]).format(**values)


def language_name(code: str) -> str:
    """The language's name in itself."""
    return NAMES.get(code.split("-")[0], code)


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
