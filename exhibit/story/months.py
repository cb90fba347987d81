"""Names of months in any language of CLDR, with their endings: мая, травні, mai, अप्रिल."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from exhibit.story.anonymise.passage import folded

SHORTEST_STEM = 3  # letters two forms of a month share at least
LONGEST_ENDING = 3  # letters by which they may differ

_SHORT_ENDINGS = frozenset("яею")  # мая, мае, маю


@cache
def _names(language: str) -> dict[str, int]:
    """Name as lists keep it -> month from 1 to 12; none for a language CLDR lacks."""
    try:
        named = Locale.parse(language.replace("-", "_")).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {folded(name): number for form in ("format", "stand-alone") for number, name in named[form]["wide"].items()}


def month(word: str, language: str) -> int | None:
    """The month (1 to 12) a word names in a language, whatever its ending; None where it names none."""
    key, names = folded(word), _names(language)
    return names[key] if key in names else next((number for name, number in names.items() if _bent(key, name)), None)


def months(words: Iterable[str], language: str) -> list[int]:
    return [found for word in words if (found := month(word, language)) is not None]


def _bent(key: str, name: str) -> bool:
    """Do two forms differ by their ending alone? Only in scripts whose languages bend their months."""
    if not "\u0400" <= name[:1] <= "\u04ff":
        return False
    if len(name) <= SHORTEST_STEM:
        return key[:-1] == name[:-1] and key[-1:] in _SHORT_ENDINGS
    same = next((at for at, (left, right) in enumerate(zip(key, name, strict=False)) if left != right), min(len(key), len(name)))
    return same >= max(SHORTEST_STEM, len(name) - 2) and len(key) - same <= LONGEST_ENDING and len(name) - same <= 2
