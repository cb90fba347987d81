"""Names of firms and vessels in texts without capitals that have no word for their kind: "i worked for blue horizon", "chez euro lavage", "called
golden palms", "we joined the northern grace", он уютный дворик назывался."""
from __future__ import annotations

from collections.abc import Iterator

from exhibit.story.anonymise.known_words import Use, grammemes, is_common, is_past, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.organisations import Row
from exhibit.story.anonymise.organisations_runs import with_number
from exhibit.story.anonymise.organisations_small import LIKELY, beside, end_of, ends, words_of, written_small
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import tokens

_LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk")
_SLAVIC = ("ru", "uk")
_BARE = ("chez", "bij")
"""What stands before a firm or a person, whatever the verb."""
_JOINED = frozenset("du del do da no na pela pelo of van".split())
"""Prepositions that need no article, or hold it."""
_BACK = 4  # words from the verb of work to its "at"
_SPEAKERS = frozenset("i he she they we you who then and to not never nous je il elle on ils elles vous ik hij zij ze wij yo ella nosotros ele ela eu me te le".split())


def said(passage: Passage) -> Iterator[Candidate]:
    """Names beside work, "called" and "on board", in a text without capitals."""
    language = passage.language.split("-")[0]
    row = tokens(passage)
    if language not in _LANGUAGES or not written_small(passage, row):
        return
    for place in range(len(row)):
        key = row[place].key
        if key in words_of(language, "at"):
            yield from _at_work(passage, row, place, language)
        if key in words_of(language, "called"):
            yield from _called(passage, row, place, language)
        if key in words_of(language, "aboard"):
            yield from _aboard(passage, row, place, language)


def _name(passage: Passage, row: Row, name: int, language: str) -> tuple[int, bool]:
    """Where the name ends, and whether it can be one: no person, none of the objects that follow a verb of work."""
    end = end_of(passage, row, name, language)
    others = words_of(language, "persons") | words_of(language, "objects")
    return end, end > name and not any(token.key in others for token in row[name:end])


def _at_work(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """Two words or more, or one that no dictionary holds, behind "worked at" and its like."""
    works = tuple(words_of(language, "work"))
    if row[place].key not in _BARE and not any(row[at].key.startswith(works) for at in range(max(0, place - _BACK), place)):
        return
    with_article = place + 1 < len(row) and row[place].key not in _JOINED and row[place + 1].key in words_of(language, "articles") and beside(passage, row, place + 1)
    name = place + 1 + with_article
    end, may_be = _name(passage, row, name, language)
    if may_be and (end - name > 1 or not with_article and not use(row[name].key, language) & Use.WORD):
        yield Candidate(row[place + 1].start, with_number(passage, row[end - 1].end), "ORGANISATION", LIKELY)


def _called(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """An agent called golden palms; его звали красный; in Slavic languages also before the verb."""
    end, may_be = _name(passage, row, place + 1, language)
    alone = row[place].key not in ("called", "named", "nom", "nombre", "nome") and language != "fr" or language == "fr" and row[place].key.endswith("t")
    if may_be and (alone or end - place > 2) and not (place and language == "en" and row[place - 1].key in _SPEAKERS):
        yield Candidate(row[place + 1].start, with_number(passage, row[end - 1].end), "ORGANISATION", LIKELY)
    if language in _SLAVIC and row[place].key.startswith(("назыв", "зва", "зв")):
        start = place
        while start and place - start < 3 and beside(passage, row, start) and not is_common(row[start - 1].key, language) and not ends(row[start - 1].key, language):
            start -= 1
        if place - start > 1 and "ADJF" in grammemes(row[place - 2].key, language) and "NOUN" in grammemes(row[place - 1].key, language) and not is_past(row[place - 1].key, language):
            yield Candidate(row[start].start, row[place - 1].end, "ORGANISATION", LIKELY)


def _aboard(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """I joined the northern grace; a bordo del nuevo santa rita."""
    name = place + 1
    while name < len(row) and name - place < 4 and (row[name].key in words_of(language, "articles") or row[name].key in ("sur", "en", "del", "do", "no", "na", "van", "of", "on", "au", "de")) and beside(passage, row, name):
        name += 1
    end, may_be = _name(passage, row, name, language)
    if may_be and name > place + 1 and (end - name > 1 or not use(row[name].key, language) & Use.WORD):
        yield Candidate(row[name - 1].start, with_number(passage, row[end - 1].end), "ORGANISATION", LIKELY)
