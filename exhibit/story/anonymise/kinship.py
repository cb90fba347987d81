"""Words beside a person's name: titles, kinship, "called". The table is people.toml; endings of a language are grown onto its words here."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.words import words

TABLE = Path(__file__).with_name("people.toml")
FIELDS = ("titles", "kin", "after", "called", "called_after", "here", "bare", "articles", "particles", "not_names", "stops")
_HARD = ("а", "у", "ом", "ові", "ем", "е", "ы", "и", "ів", "ов", "ам", "ами", "ах")
_SOFT = ("и", "і", "ы", "у", "ю", "е", "о", "ой", "ою", "ей", "ею", "єю", "ї", "ам", "ами", "ах")
_ENDINGS = {  # what is written together with a word of the table
    "ky": ("га", "ге", "го", "гө", "ка", "ке", "нын", "нин", "нун", "нүн", "дын", "дин", "тин", "ны", "ни", "ну", "нү", "ди", "ды", "да", "де", "дан", "ден", "нан", "нен", "м", "ме", "мдин", "лар", "лер", "дар", "дер"),
    "ne": ("ले", "लाई", "लाइ", "सँग", "सित", "को", "का", "की", "कै", "मा", "बाट", "हरू", "हरु", "हरूले", "संग", "सँगै", "पनि"),
}
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of one language, as `passage.folded`; phrases by their last word, longest first."""

    titles: dict[str, list[Phrase]]
    kin: dict[str, list[Phrase]]
    after: dict[str, list[Phrase]]
    called: dict[str, list[Phrase]]
    called_after: dict[str, list[Phrase]]
    here: dict[str, list[Phrase]]
    bare: dict[str, list[Phrase]]
    articles: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    stops: frozenset[str]
    offices: frozenset[str]
    large: frozenset[str]


@cache
def beside(language: str) -> Beside:
    """Of the language, with what all languages share; `large`: words that are written with a capital and name nobody."""
    rows = {field: tuple(word for name in ("any", language) for word in _table().get(name, {}).get(field, "").split()) for field in FIELDS}
    phrases = {field: _by_last(_grown(rows[field], language) if field in ("titles", "kin", "after", "bare") else rows[field]) for field in FIELDS[:7]}
    return Beside(**phrases, articles=_folded(rows["articles"]), particles=_folded(rows["particles"]), not_names=_folded(rows["not_names"]), stops=_folded(rows["stops"]), offices=_folded(words("offices")), large=_folded(_table()["capitals"]["not_names"].split()))


def phrase_ending(keys: list[str], at: int, phrases: dict[str, list[Phrase]]) -> int:
    """How many words up to `at` are one of the phrases; 0 for none."""
    for phrase in phrases.get(keys[at], ()):
        if tuple(keys[max(0, at + 1 - len(phrase)):at + 1]) == phrase:
            return len(phrase)
    return 0


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    unknown = {field for rows in table.values() for field in rows} - set(FIELDS)
    if unknown:
        raise ExhibitError(f"people.toml has rows that nothing reads: {', '.join(sorted(unknown))}. Take them out or name them as its head says.")
    return table


def _by_last(written: Iterable[str]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted({tuple(folded(word) for word in one.split("|")) for one in written}, key=lambda phrase: -len(phrase)):
        found.setdefault(phrase[-1], []).append(phrase)
    return found


def _folded(written: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, written))


def _grown(written: Iterable[str], language: str) -> Iterator[str]:
    """The words with the endings they take: тітці, дядьком, байкеге, दाइले."""
    for word in written:
        yield word
        if language in ("ru", "uk", "be") and word[0] >= "\u0400":
            yield from ((word[:-1] + ending for ending in _SOFT) if word[-1] in "аяйь" else (word + ending for ending in _HARD))
        yield from (word + ending for ending in _ENDINGS.get(language, ()) if word[0] >= "\u0400")
        if language == "ar":
            yield from (before + word for before in ("و", "ف", "ب", "ل", "ك") if not word.startswith("ال"))
            yield from (before + word for before in ("و", "ف", "ب", "ك") if word.startswith("ال"))
