"""What a picture may not say it shows (rule E01), read from its name and the words inside it; what it shows, only people can judge."""
from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from exhibit.cutout.errors import NotASilhouette

TABLE = Path(__file__).with_name("picture_rules.toml")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


def demand_dignified(words: Iterable[str], name: str) -> None:
    """Raises NotASilhouette where any of the words stands in picture_rules.toml. `name` is what the sentence calls the file."""
    said = f" {' '.join(_plain(' . '.join(words)))} "
    for theme, refused in _themes().items():
        for word in refused:
            if f" {word} " in said:
                raise NotASilhouette(f"{name} speaks of “{word}” ({theme}): figures here show nobody bound, hurt, naked or for sale. "
                                     "Choose a calm, clothed figure; if it is one, give it a name and title that say so.")


@cache
def _themes() -> dict[str, tuple[str, ...]]:
    themes: dict[str, list[str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["themes"]
    return {theme: tuple(" ".join(_plain(word)) for word in words) for theme, words in themes.items()}


def _plain(text: str) -> list[str]:
    """Words in small letters without accents; codeNames and snake_case taken apart, sentences kept apart by a stop."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", _CAMEL.sub(" ", text)) if not unicodedata.combining(char))
    return re.findall(rf"{_WORD.pattern}|\.", bare.casefold())
