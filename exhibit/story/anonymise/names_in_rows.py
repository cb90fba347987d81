"""Names in Arabic and Urdu that are ordinary words too, shown by what stands around them: other names in a row, a word for a person, a verb
that begins the sentence and has its doer behind it, a sentence that begins with the name and goes on with what somebody did, a family or tribe.

The words around are names_in_rows.toml's.
"""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People

TABLE = Path(__file__).with_name("names_in_rows.toml")
SUBJECTS = frozenset(("people", "calls", "doing", "done", "that", "houses", "words"))
_LIKELY = 0.6
_ROW = 3  # names side by side from which none of them has to be a name and nothing else
_LEAST = 3  # letters of a name
_TOGETHER = ("و", "ف", "ل", "ب")
_VERB_ENDS = ("ته", "تها", "ني", "تني", "وه", "وها")
_FATHERS = frozenset(before + folded(word) for word in ("أم", "أبو", "أبا", "أبي") for before in ("", *_TOGETHER))
_ENDS = frozenset(".،,;؛!؟?۔\n»”\"")


def names_in_rows(passage: Passage) -> Iterator[Candidate]:
    """Rows of names and names beside words for persons and what they do."""
    if passage.language.split("-")[0] not in ("ar", "ur"):
        return
    people = People.of(passage)
    done = 0
    for at in range(len(people.tokens)):
        if at >= done:
            row = _row(people, at)
            done = max(row, default=at) + 1
            yield from (people.candidate(one, one, _LIKELY) for one in row)
        if _is_father_of(people, at):
            yield people.candidate(at, at + 1, _LIKELY)
        if _is_shown(people, at) or _is_called(people, at) or _is_house(people, at):
            yield people.candidate(at, at, _LIKELY)


def _row(people: People, at: int) -> list[int]:
    """Words from this one on that are names of the list, each behind a comma or "and"; empty where they may be words."""
    row = [at] if _is_name(people, at) else []
    here = at + 1
    while row and here < len(people.tokens):
        here += people.keys[here] == folded("اور") and here + 1 < len(people.tokens)
        if not _is_parted(people, here) or not _is_name(people, here, is_and=people.keys[here].startswith("و")):
            break
        row.append(here)
        here += 1
    only = any(not people.tokens[one].is_word and people.tokens[one].listed for one in row)
    return row if len(row) >= _ROW or len(row) > 1 and only else []


def _is_parted(people: People, at: int) -> bool:
    """Is the word parted from the one before by a comma or "and", and nothing else?"""
    gap, key = people.gap(at - 1), people.keys[at]
    if gap.strip() in ("،", ","):
        return True
    return gap == " " and (people.keys[at - 1] == folded("اور") if people.language == "ur" else key.startswith("و") and key[1:] in _names(people.language))


def _is_shown(people: People, at: int) -> bool:
    """Is a listed name that may be a word a name by the words beside it?"""
    if not _is_name(people, at):
        return False
    table = _words(people.language)
    joined = at > 0 and people.gap(at - 1) == " "
    before = people.keys[at - 1] if joined else ""
    after = people.keys[at + 1] if at + 1 < len(people.keys) and people.gap(at) == " " else ""
    first = people.tokens[at].word.first
    if people.keys[at].startswith("ال"):  # behind a word for a person it is an adjective: الطفل الصغير
        return False
    if before in table["people"] or first and after in table["doing"]:
        return True
    if people.language == "ur":
        return False
    return before in table["that"] or before in table["done"] and people.tokens[at - 1].word.first


def _is_called(people: People, at: int) -> bool:
    """They call him ...: whatever the word is, where the clause ends behind it; a name of the list anywhere."""
    if not at or people.language == "ur" or people.keys[at - 1] not in _words("ar")["calls"] or people.gap(at - 1).strip(" :«“\"") or people.tokens[at].excluded or len(people.keys[at]) < _LEAST:
        return False
    end = people.tokens[at].word.end
    return _is_name(people, at) or people.plain[end:end + 1] in _ENDS and not people.keys[at].startswith("و") and not people.keys[at].endswith(_VERB_ENDS)


def _is_father_of(people: People, at: int) -> bool:
    """أم السعد, أبو ربيع: behind father and mother of, a name of the list with or without its article."""
    if people.language != "ar" or people.keys[at] not in _FATHERS or at + 1 >= len(people.keys) or people.gap(at) != " ":
        return False
    key = people.keys[at + 1]
    return len(key) >= _LEAST and (key in _names("ar") or key.removeprefix("ال") in _names("ar"))


def _is_house(people: People, at: int) -> bool:
    """The family al-..., the tribe al-..."""
    key = people.keys[at]
    return at > 0 and key.startswith("ال") and len(key) > 4 and not key.endswith("ه") and people.gap(at - 1) == " " and people.keys[at - 1] in _words(people.language)["houses"] and (bool(name_lists.parts(key)) or key.endswith("ي") or not people.tokens[at].is_word)


def _is_name(people: People, at: int, is_and: bool = False) -> bool:
    key = people.keys[at]
    if len(key) < _LEAST or people.tokens[at].excluded and not (is_and and key[1:] in _names(people.language)):
        return False
    return key in _names(people.language) or is_and and key[1:] in _names(people.language)


@cache
def _names(language: str) -> frozenset[str]:
    return frozenset(key for key in name_lists.keys_of(language) if len(key) >= _LEAST) - _words(language)["words"]


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    if set(table) != {"ar", "ur"} or any(set(rows) != SUBJECTS for rows in table.values()):
        raise ExhibitError(f"exhibit/story/anonymise/{TABLE.name} needs ar and ur, each with {', '.join(sorted(SUBJECTS))}.")
    grown = _TOGETHER if language == "ar" else ()
    return {subject: frozenset(folded(before + word.replace("_", " ")) for word in written.split() for before in ("", *grown)) for subject, written in table[language].items()}
