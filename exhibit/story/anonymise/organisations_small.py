"""Organisations in texts that are written without capitals throughout: the word for the kind with the words that stand right beside it.

There nothing else tells a name from a description, so more is proposed than elsewhere: "bar los dos compadres", "hollins farm", кафе уют.
Words of grammar, describing words and verbs end the name.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import is_common, is_verb, never
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.organisations import TABLE, Row, kind_at
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import beside, phrases, script_of, table, tokens

SMALL = Path(__file__).with_name("organisations_small.toml")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky")
_LONGEST = 4
_LIKELY = 0.55


def small(passage: Passage) -> Iterator[Candidate]:
    """Organisations of a text without capitals, in languages that have them; nothing for another text."""
    language = passage.language.split("-")[0]
    row = tokens(passage)
    if language not in LANGUAGES or not row or any(token.cased for token in row):
        return
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script not in ("latin", "cyrillic"):
            continue
        count = kind_at(row, place, "before", script) or phrases(SMALL, "leads", script, language).at(row, place)
        if count:
            yield from _after(passage, row, place, count, language)
        count = kind_at(row, place, "after", script) or phrases(TABLE, "legal", script).at(row, place)
        if count and language in ("en", "nl", "ky"):
            yield from _before(passage, row, place, count, language)


def _after(passage: Passage, row: Row, place: int, count: int, language: str) -> Iterator[Candidate]:
    """The words after the one for the kind: an article (el, de, the) first says that a name begins."""
    at = place + count
    articles = _words(language, "articles")
    with_article = at < len(row) and row[at].key in articles and beside(passage, row[at - 1], row[at])
    name = at + with_article
    end = _end_of(passage, row, name, language)
    if end > name and not (with_article and language in ("en", "nl", "fr") and end - name > 2):
        yield Candidate(row[place].start, row[end - 1].end, "ORGANISATION", _LIKELY)


def _end_of(passage: Passage, row: Row, name: int, language: str) -> int:
    """Where the name ends: after at most four words, over "de la" and "&" when a word follows that may be of a name."""
    end, joins = name, _words(language, "joins")
    while end < len(row) and end - name < _LONGEST and beside(passage, row[end - 1], row[end], " &'\"«„-"):
        if not _ends(row[end].key, language):
            end += 1
            continue
        step = next((step for step in (1, 2) if end > name and end + step < len(row) and all(token.key in joins for token in row[end:end + step]) and not _ends(row[end + step].key, language)), 0)
        if not step or not beside(passage, row[end + step - 1], row[end + step]):
            break
        end += step + 1
    return end


def _before(passage: Passage, row: Row, place: int, count: int, language: str) -> Iterator[Candidate]:
    """The words before it: hollins farm, bright futures recruitment."""
    start = place
    while start and place - start < 3 and beside(passage, row[start - 1], row[start], " &'-") and not _ends(row[start - 1].key, language):
        start -= 1
    if start < place:
        yield Candidate(row[start].start, row[place + count - 1].end, "ORGANISATION", _LIKELY)


def _ends(key: str, language: str) -> bool:
    """A word that no name goes over: grammar, a describing word, a verb by its ending, a country."""
    if len(key) < 2 or is_common(key, language) or key in _words(language, "stops") or never(key):
        return True
    if language in ("ru", "uk"):
        return any(form in _words(language, "stops") for form in base_forms(key)) or is_verb(key, language)
    return key.endswith(tuple(_words(language, "verbs"))) if len(key) > 3 and _words(language, "verbs") else False


@cache
def _words(language: str, subject: str) -> frozenset[str]:
    return frozenset(word for words in table(SMALL)[language].get(subject, ()) for word in words.split())
