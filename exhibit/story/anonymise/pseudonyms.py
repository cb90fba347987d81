"""Pseudonyms: a hand-made table of usual names with their forms in the scripts of the house, and the choice of one that nobody in the text bears.

Which name is taken turns with a digest of the whole text, never of the name: a pseudonym says nothing about who it stands for.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from exhibit.story.anonymise import slavic
from exhibit.story.anonymise.grammar import LANGUAGES, base
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.skeleton import romanised, script, skeleton

TABLE = Path(__file__).with_name("pseudonyms.toml")
PEOPLES = ("west", "slavic", "turkic", "arab", "south", "nepal", "lao", "africa")
_COLUMNS = {"en": 0, "fr": 0, "nl": 0, "es": 0, "pt": 0, "ru": 1, "ky": 1, "be": 1, "uk": 2, "ar": 3, "ur": 4, "ne": 5, "lo": 6}
_LATIN_SPELLINGS = {"fr": {"Lucia": "Lucie", "Maria": "Marie", "Paula": "Pauline", "Helena": "Hélène", "Anna": "Anne", "Leila": "Leïla", "Peter": "Pierre", "Aida": "Aïda", "Moses": "Moïse", "Stephen": "Étienne", "Elias": "Élie", "Miriam": "Myriam", "Naomi": "Noémie", "Sara": "Sarah"},
                    "es": {"Lucia": "Lucía", "Maria": "María", "Peter": "Pedro", "Paul": "Pablo", "Thomas": "Tomás", "Simon": "Simón", "Anna": "Ana", "Martin": "Martín", "Marco": "Marcos", "Moses": "Moisés", "Joseph": "José", "Benjamin": "Benjamín", "Stephen": "Esteban", "Elias": "Elías", "Esther": "Ester", "Naomi": "Noemí", "Grace": "Gracia", "Felix": "Félix"},
                    "pt": {"Lucia": "Lúcia", "Peter": "Pedro", "Paul": "Paulo", "Thomas": "Tomás", "Simon": "Simão", "Anna": "Ana", "Martin": "Martim", "Marco": "Marcos", "Victor": "Vítor", "Moses": "Moisés", "Joseph": "José", "Benjamin": "Benjamim", "Stephen": "Estêvão", "Esther": "Ester", "Naomi": "Noemi", "Grace": "Graça", "Ruth": "Rute", "Felix": "Félix"},
                    "nl": {"Stephen": "Stefan", "Joseph": "Jozef", "Moses": "Mozes"}}


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name by language column; `gender` woman, man or either."""

    people: str
    gender: str
    forms: tuple[str, ...]

    def shown(self, language: str) -> str:
        """As the language writes it; in Latin letters where the table has no form for it."""
        code = base(language)
        form = self.forms[_COLUMNS.get(code, 0)]
        return _LATIN_SPELLINGS.get(code, {}).get(form, form)

    def spellings(self) -> frozenset[str]:
        return frozenset({*self.forms, *(table.get(self.forms[0], self.forms[0]) for table in _LATIN_SPELLINGS.values())})


@cache
def table() -> tuple[Pseudonym, ...]:
    """All rows. Raises ValueError where a row has not one form for each column."""
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    rows: list[Pseudonym] = []
    for people in (*PEOPLES, "either"):
        for gender, lines in read[people].items():
            for line in lines.strip().splitlines():
                forms = tuple(line.split())
                if len(forms) != 7:
                    raise ValueError(f"{TABLE.name} [{people}]: {forms[0]} has {len(forms)} forms, not 7")
                rows.append(Pseudonym(people, gender, forms))
    if missing := set(LANGUAGES) - set(read["peoples"]):
        raise ValueError(f"{TABLE.name} [peoples] lacks {', '.join(sorted(missing))}")
    return tuple(rows)


@cache
def _peoples() -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    table()
    return read["peoples"], {people: re.compile(cue) for people, cue in read["cues"].items()}


def people_of(name: str, language: str) -> str:
    """Among whom the name is usual, by parts of it; else the people of the language."""
    by_language, cues = _peoples()
    usual = by_language.get(base(language), "west")
    if usual in ("arab", "nepal", "lao"):
        return usual
    spelt = romanised(name)
    return next((people for people, cue in cues.items() if cue.search(spelt)), usual)


def row_of(replacement: str) -> Pseudonym | None:
    """The row that a pseudonym of the key comes from, in whatever script it is written."""
    return _by_spelling().get(replacement.casefold())


@cache
def _by_spelling() -> dict[str, Pseudonym]:
    found: dict[str, Pseudonym] = {}
    for row in table():
        for spelling in row.spellings():
            found.setdefault(spelling.casefold(), row)
    return found


def chosen(name: str, gender: str, language: str, text: str, taken: Collection[str], words: Collection[str] = ()) -> Pseudonym | None:
    """A pseudonym for a person called `name`; None when every one of the table occurs already. `taken`: skeletons that no pseudonym may have; `words`: words of the
    text (folded) that it may not be."""
    people = people_of(name, language)
    turn = int.from_bytes(sha256(text.encode("utf-8")).digest()[:4], "big")
    wanted = gender or "either"
    for row in _turned([r for r in table() if r.gender == wanted and (not gender or r.people == people)], turn):
        if _free(row, taken, words):
            return row
    return next((row for row in _turned([r for r in table() if r.gender in {wanted, "either"}], turn) if _free(row, taken, words)), None)


def _turned(rows: list[Pseudonym], turn: int) -> Iterable[Pseudonym]:
    at = turn % len(rows) if rows else 0
    return [*rows[at:], *rows[:at]]


def _free(row: Pseudonym, taken: Collection[str], words: Collection[str]) -> bool:
    return not any(skeleton(form) in taken or folded(form) in words for form in row.spellings())


def in_script(replacement: str, language: str) -> tuple[str, bool]:
    """A pseudonym of the key as the language writes it, and whether it is sure: a name that is not in the table keeps its letters."""
    wanted = script(table()[0].shown(language))
    if base(language) not in _COLUMNS or script(replacement) == wanted and row_of(replacement) is None:
        return replacement, True
    row = row_of(replacement)
    if row is not None:
        return row.shown(language), True
    return (romanised(replacement).title(), False) if wanted == "LATIN" else (replacement, False)


def agreed_words(replacements: Iterable[str], language: str) -> tuple[str, ...]:
    """All forms in which pseudonyms may stand in a text of the language, for `reading.read(agreed=...)`."""
    found: dict[str, None] = {}
    for replacement in replacements:
        shown = in_script(replacement, language)[0]
        found.update(dict.fromkeys((replacement, shown)))
        if base(language) in slavic.LANGUAGES:
            found.update(dict.fromkeys(form for gender in ("woman", "man", "") for case in slavic.CASES if (form := slavic.name_in_case(shown, case, gender, base(language)))))
    return tuple(found)
