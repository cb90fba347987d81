"""Chains, platforms, couriers and charities that readers know by name, in any text whose script has capitals.

A name that is no word otherwise is found however it is written; one that is a word too needs a capital inside a sentence, or a word like
"at" or "chez" before it where the text writes none.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import Often, often
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.organisations_runs import Row, begins
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import LANGUAGES, Phrases, script_of, table, tokens

KNOWN = Path(__file__).with_name("organisations_known.toml")
_SURE = 0.8
_CASED = ("latin", "cyrillic")


def known(passage: Passage) -> Iterator[Candidate]:
    """Names of the list; the number or the town behind one is left to other finders."""
    row = tokens(passage)
    language = passage.language.split("-")[0]
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script not in _CASED:
            continue
        count = _brand(passage, row, place, script, language) or (_stands_as_name(passage, row, place, script, language) and _at(row, place, "common", script)) \
            or (token.cased and token.capital and not begins(passage, row, place) and _at(row, place, "capital", script))
        if count:
            yield Candidate(token.start, row[place + count - 1].end, "ORGANISATION", _SURE)


def _brand(passage: Passage, row: Row, place: int, script: str, language: str) -> int:
    """A brand of another country that is a word here (fiz, moet) is one only where it stands as a name."""
    count = _at(row, place, "brands", script)
    key = row[place].key
    is_word = count == 1 and Often.NEVER < often(key, language) < Often.RARE and key not in _listed("brands", script, language).keys
    return count if not is_word or _stands_as_name(passage, row, place, script, language) else 0


def _stands_as_name(passage: Passage, row: Row, place: int, script: str, language: str) -> bool:
    if row[place].cased:
        return row[place].capital and not begins(passage, row, place)
    return place > 0 and language in LANGUAGES[script] and row[place - 1].key in _listed("beside", script, language).keys


def _at(row: Row, place: int, subject: str, script: str) -> int:
    """How many tokens the name has that begins here; one of a single word in any of its cases."""
    found = _listed(subject, script)
    count = found.at(row, place)
    if count > 1 and any(row[at + 1].start - row[at].end > 3 for at in range(place, place + count - 1)):
        return 0
    return count or int(len(row[place].key) > 3 and any(form in found.keys for form in base_forms(row[place].key)))


@cache
def _listed(subject: str, script: str, language: str = "") -> Phrases:
    languages = (language,) if language else LANGUAGES[script]
    return Phrases(name.replace("&", " ") for one in languages for names in table(KNOWN)[one].get(subject, ()) for name in names.split(",") if name.strip())
