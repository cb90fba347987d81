"""Between which pieces a line may break: Unicode Annex 14 by ICU, Lao by its dictionary, and what a careful typesetter keeps together besides.

A stretch that one of the patterns finds is not broken inside: a number with its unit, a telephone number, a date, a preposition of one letter with its
word, a dash with the word before it. Where a column is too narrow for such a stretch it breaks after all (`flat`).
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from icu4py.breakers import LineBreaker

_LETTER = r"[^\W\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐЎӨҮҢ]"
_UNITS = "|".join(map(re.escape, (
    "%", "‰", "٪", "°", "°C", "€", "$", "£", "₽", "₴", "km", "m", "cm", "mm", "km²", "m²", "kg", "g", "l", "h", "min", "s", "a.m.", "p.m.",
    "км", "м", "см", "мм", "кг", "г", "г.", "р.", "год", "года", "году", "лет", "рік", "року", "роки", "років", "гадоў", "жыл", "жаш", "сом",
    "грн", "руб.", "тыс.", "тис.", "млн", "كم", "كغ", "किलो", "रुपैयाँ", "روپے")))
EVERYWHERE = tuple(re.compile(pattern) for pattern in (
    r"\+?\d[\d \-/.()]{5,}\d",  # a telephone number, a date in figures
    r"\d{1,3}(?:[ ]\d{3})+(?!\d)",  # 1 500 000
    rf"\d[\d.,]* (?:{_UNITS})(?!\w)",
    r"[€$£₽₴№§] ?\d",
    r"(?<!\w)(?:n[°º]|[Nn]o\.|[Nn]r\.|[Aa]rt\.|p\.|pp\.|с\.|ст\.|рис\.) \d",
    r"\S [—–](?=\s|$)",  # a dash never begins a line
    rf"(?<!\w){_CAPITAL}\. (?={_CAPITAL})",  # an initial and its name
))
_ONE_LETTER = re.compile(rf"(?<![\w’'-]){_LETTER} (?=\S)")
_PARTICLE = re.compile(r"\S (?:же|ж|ли|ль|бы|б)(?!\w)")
BY_LANGUAGE: dict[str, tuple[re.Pattern[str], ...]] = {
    **dict.fromkeys(("ru", "uk", "be"), (_ONE_LETTER, _PARTICLE)),
    **dict.fromkeys(("ky", "bg", "sr", "mk", "pl", "cs", "sk", "pt", "es", "fr", "it"), (_ONE_LETTER,)),
}


def flat(groups: Iterable[tuple[str, ...]], fits: Callable[[str], bool]) -> list[str]:
    """The pieces to break between: groups kept whole where they fit a line, else taken apart."""
    found: list[str] = []
    for group in groups:
        whole = "".join(group)
        found += [whole] if len(group) == 1 or fits(whole) else group
    return found


@lru_cache(maxsize=2_000)
def pieces(paragraph: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The paragraph as groups of pieces: a line may break between groups, and between a group's own pieces where nothing else helps."""
    kept, at = _kept_together(paragraph, language), 0
    groups: list[list[str]] = []
    for piece in LineBreaker(paragraph, language):
        if at in kept:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        at += len(piece)
    return tuple(map(tuple, groups))


def _kept_together(paragraph: str, language: str) -> set[int]:
    """Places inside the stretches that stay whole."""
    primary = language.split("-")[0].lower()
    patterns = (*EVERYWHERE, _dates(language), *BY_LANGUAGE.get(primary, ()))
    return {at for pattern in patterns for found in pattern.finditer(paragraph) for at in range(found.start() + 1, found.end() + 1 - _open_end(found))}


def _open_end(found: re.Match[str]) -> int:
    """1 for a stretch that ends with its last letter, 0 for one that ends with a space and so reaches to the word after it."""
    return 0 if found.group().endswith(" ") else 1


@cache
def _dates(language: str) -> re.Pattern[str]:
    """A day with its month, a month with its year, in the language's own names of months (CLDR)."""
    try:
        names = Locale.parse(language, sep="-").months["format"]["wide"].values()
    except (UnknownLocaleError, ValueError):
        names = Locale("en").months["format"]["wide"].values()
    months = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\d{{1,2}}(?:er|\.|º)? (?:de )?(?:{months})(?:,? (?:de )?\d{{4}})?(?!\d)|(?:{months}) (?:de )?\d{{1,4}}(?!\d)")
