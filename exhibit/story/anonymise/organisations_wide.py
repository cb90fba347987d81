"""Organisations that no word right beside their name shows: public bodies with their town, names that begin with an article written large, and names
of Slavic bodies, of which only the first word is large."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import Use, grammemes, is_common, never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import listed
from exhibit.story.anonymise.organisations import kind_at
from exhibit.story.anonymise.organisations_forms import LANGUAGES, WIDE
from exhibit.story.anonymise.organisations_runs import Row, backwards, begins, forwards, near, with_elision, with_number
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_never_a_name
from exhibit.story.anonymise.remembered import remembered
from exhibit.story.anonymise.tokens import Phrases, script_of, table, tokens

_LIKELY, _PERHAPS = 0.6, 0.55
_SLAVIC = ("ru", "uk")
_GENITIVE = frozenset("of de du des d l del da do dos das van".split())
_NUMBERED = re.compile(r"\s?(?:№|#|n[o°º]\.?|n\.º|nr\.?|núm\.|número|numéro|nummer)\s?\d{1,4}(?!\d)", re.I)
_TAIL = re.compile(r"[ ](?:du|de la|de l'|des|de|del|de los|de las|de mis?|de tu|de nuestra|d'|do|da|dos|das|van de|van het|van|of the|of)(?: |(?<='))(?=[^\W\d_])")
_ADJECTIVE = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ом", "ем", "им", "ым", "ую", "юю", "ої", "ій", "а", "я", "е", "є", "у", "ю", "их", "ых", "ими", "ыми")
_AT_SOMEBODY = frozenset(("у", "при", "на", "за", "біля"))
_TOWARDS = frozenset(("на", "за", "без", "для", "против", "проти"))
_LONGEST = 6


def wide(passage: Passage) -> Iterator[Candidate]:
    """Public bodies with their town, names with an article and Slavic names, in texts with capitals."""
    row = tokens(passage)
    language = passage.language.split("-")[0]
    if language not in LANGUAGES:
        return
    for place, token in enumerate(row):
        if not token.cased or not script_of(token.key) or _is_heading(passage, row, place):
            continue
        yield from _with_town(passage, row, place, language)
        if token.capital and begins(passage, row, place):
            yield from _that_pays(passage, row, place, language)
        if token.capital and language not in _SLAVIC:
            yield from _with_article(passage, row, place, language)
        if token.capital and language in _SLAVIC:
            yield from _first_word_large(passage, row, place, language)


def _is_heading(passage: Passage, row: Row, place: int) -> bool:
    """A long word written large throughout, as titles of forms are."""
    text = passage.plain[row[place].start:row[place].end]
    return len(text) > 5 and text.isupper()


def _with_town(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """tribunal judiciaire de Bobigny, Juzgado de Instrucción n.º 4 de Almería, Центрі соціальних служб Ковеля, Малиновському районному суді Одеси."""
    public = _public(row, place, language)
    number = _NUMBERED.match(passage.plain, row[place].end) if public else None
    if number:
        yield Candidate(row[_over_generic(passage, row, place, language)].start, number.end(), "ORGANISATION", _LIKELY)
    count = public or kind_at(row, place, "before", script_of(row[place].key))
    if not count:
        return
    at, joined, generic = _over_small_words(passage, row, place + count, language, bool(public))
    start = _with_adjectives(passage, row, place, language)
    has_town = at < len(row) and row[at].capital and not is_never_a_name(row, at) and near(passage, row, at) and not row[at].first
    if has_town and _may_stand_direct(row, at, language, joined, bool(public), generic):
        end = forwards(passage, row, at)
        start = min(start, _over_generic(passage, row, place, language))
        yield Candidate(with_elision(passage, row[start].start), with_number(passage, row[end - 1].end), "ORGANISATION", _LIKELY)
    elif public and (start < place or row[place].capital and not row[place].first and generic):
        last = at - 1
        while last > place and row[last].key in _words(language, "of") | _GENITIVE:
            last -= 1
        if start < place and row[start].capital or last > place:
            yield Candidate(row[start].start, row[last].end, "ORGANISATION", _PERHAPS)


def _may_stand_direct(row: Row, at: int, language: str, joined: bool, public: bool, generic: bool) -> bool:
    """Does the name at `at` belong to the body? A person's name does so only behind a public body's "of"."""
    if joined:
        return public or not listed(row[at].key)
    return public and language != "en" and (generic or not listed(row[at].key))


def _over_small_words(passage: Passage, row: Row, at: int, language: str, public: bool) -> tuple[int, bool, bool]:
    """Over a number and the small words that say what a public body is for: where they end, whether the last one is "of", whether one tells what for."""
    number = _NUMBERED.match(passage.plain, row[at - 1].end)
    while number and at < len(row) and row[at].start < number.end():
        at += 1
    joined = generic = False
    first = at
    while at < len(row) and at - first < _LONGEST and not row[at].capital and (row[at].start - row[at - 1].end <= 2 or number and row[at].start - number.end() <= 2 or near(passage, row, at)):
        key = row[at].key
        is_of = key in (_words(language, "of") if public else _GENITIVE)
        if not is_of and not (public and _is_generic(key, language)):
            break
        joined, generic = is_of, generic or not is_of
        at += 1
    return at, joined or at < len(row) and "'" in passage.plain[row[at - 1].end:row[at].start], generic


@remembered
def _is_generic(key: str, language: str) -> bool:
    words = _words(language, "generic")
    return key.startswith(tuple(words)) if language in _SLAVIC else key in words or key in _heads(language).keys


def _with_adjectives(passage: Passage, row: Row, place: int, language: str) -> int:
    """Where the body's name begins: over "районному" to an adjective with a capital; in other languages over the run of capitals before a large head."""
    if language not in _SLAVIC:
        return backwards(passage, row, place) if row[place].capital and not row[place].first and language in ("en", "nl") else place
    start = _over_generic(passage, row, place, language)
    if start and near(passage, row, start) and row[start - 1].capital and row[start - 1].key.endswith(_ADJECTIVE) and len(row[start - 1].key) > 4 and not is_common(row[start - 1].key, language) \
            and ("ADJF" in grammemes(row[start - 1].key, language) or not row[start - 1].first) and not never(row[start - 1].key):
        return start - 1
    return place


def _that_pays(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """Sunrise paid us nothing; Рассвет не платил нам: an ordinary noun without article, with which a sentence begins, and what firms do."""
    key = row[place].key
    if place + 1 >= len(row) or not near(passage, row, place + 1) or not _pays(language).at(row, place + 1):
        return
    if len(key) < 3 or is_common(key, language) or never(key) or key in _words(language, "nobody") or kind_at(row, place, "before", script_of(key)) or _public(row, place, language) or not use(key, language) & Use.WORD:
        return
    said = grammemes(key, language) if language in _SLAVIC else frozenset(("NOUN", "inan"))
    if "NOUN" in said and "inan" in said and "anim" not in said:
        yield Candidate(row[place].start, row[place].end, "ORGANISATION", _PERHAPS)


def _over_generic(passage: Passage, row: Row, place: int, language: str) -> int:
    """Over "районному" before "суді"; in languages where such a word stands behind: `place` itself."""
    start = place
    while language in _SLAVIC and start and place - start < 3 and near(passage, row, start) and not row[start - 1].capital and _is_generic(row[start - 1].key, language):
        start -= 1
    return start


def _public(row: Row, place: int, language: str) -> int:
    """How many tokens a head of a public body has here, in any of its forms."""
    found = _heads(language)
    count = found.at(row, place)
    if count or language not in _SLAVIC:
        return count or int(language == "nl" and row[place].key.endswith(("parket", "rechtbank", "centrum", "politie", "opvang"))) or int(language != "en" and row[place].key.endswith("s") and row[place].key[:-1] in found.keys)
    return int(_is_slavic_head(row[place].key, language))


@remembered
def _is_slavic_head(key: str, language: str) -> bool:
    return any(form in _heads(language).keys for form in (*base_forms(key), key[:-1] + "ь", key[:-2] + "ок"))


def _with_article(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """La Patience, De Zilveren Bol, Les Enfants du vent: an article with a capital inside a sentence."""
    token = row[place]
    if begins(passage, row, place):
        return
    tail = _with_tail(passage, token.end)
    if tail > token.end and use(token.key, language) & Use.WORD and not listed(token.key) and not never(token.key) and not is_place(token.key):
        yield Candidate(with_elision(passage, token.start), tail, "ORGANISATION", _PERHAPS)
    if token.key not in _words(language, "articles") or place + 1 >= len(row) or not near(passage, row, place + 1) or not row[place + 1].capital:
        return
    text = passage.plain[row[place + 1].start:row[place + 1].end]
    if text.isupper() and len(text) > 1 or is_never_a_name(row, place + 1) or is_never_a_name(row, place):
        return
    end = row[forwards(passage, row, place + 1) - 1].end
    yield Candidate(token.start, with_number(passage, _with_tail(passage, end)), "ORGANISATION", _LIKELY)


def _with_tail(passage: Passage, end: int) -> int:
    """Over "du vent" behind a name of capitals."""
    found = _TAIL.match(passage.plain, end)
    word = re.compile(r"[^\W\d_]+").match(passage.plain, found.end()) if found else None
    return word.end() if found and word and len(word.group()) > 2 and (not is_common(name_key(word.group()), passage.language[:2]) or found.group().endswith("'")) else end


def _first_word_large(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """Хостел Теплий дім, Домі друзів, Біла хмара: an ordinary word with a capital, and the small noun that it governs or that agrees with it."""
    token = row[place]
    after_kind = place > 0 and near(passage, row, place) and kind_at(row, place - 1, "before", "cyrillic")
    if begins(passage, row, place) and not after_kind:
        return
    if token.key in _AT_SOMEBODY and after_kind and place + 1 < len(row) and near(passage, row, place + 1):  # Кафе У Ашота
        yield Candidate(row[place - 1].start, row[place + 1].end, "ORGANISATION", _LIKELY)
        return
    if never(token.key) or is_common(token.key, language) or not use(token.key, language) & Use.WORD:
        return
    if place + 1 >= len(row) or row[place + 1].capital or not near(passage, row, place + 1) or is_common(row[place + 1].key, language) and row[place + 1].key not in _TOWARDS:
        return
    if row[place + 1].key in _TOWARDS and place + 2 < len(row):
        yield from _towards(passage, row, place, language)
        return
    first, second = grammemes(token.key, language), grammemes(row[place + 1].key, language)
    if "NOUN" in second and not second & {"VERB", "PREP", "ADVB", "PRCL", "CONJ"} and ("ADJF" in first or "NOUN" in first and second & {"gent", "datv"}):
        start = row[place - 1].start if after_kind else token.start
        yield Candidate(start, with_number(passage, row[place + 1].end), "ORGANISATION", _PERHAPS)


def _towards(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """Права на захист, Дети без границ: inside a sentence, a noun with a capital and what it is for."""
    last = row[place + 2]
    if not last.capital and near(passage, row, place + 2) and "NOUN" in grammemes(row[place].key, language) and "NOUN" in grammemes(last.key, language) and not is_common(last.key, language):
        yield Candidate(row[place].start, last.end, "ORGANISATION", _PERHAPS)


@cache
def _heads(language: str) -> Phrases:
    return Phrases(_words(language, "public"))


@cache
def _pays(language: str) -> Phrases:
    return Phrases(_words(language, "pays"))


@cache
def _words(language: str, subject: str) -> frozenset[str]:
    return frozenset(name_key(word) for words in table(WIDE)[language].get(subject, ()) for word in words.split(",") if word.strip())
