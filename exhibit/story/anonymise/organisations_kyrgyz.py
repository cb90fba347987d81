"""Bodies in Kyrgyz, which says the kind behind the name and with many endings: «Мээрим» кризистик борборунда, Ош облустук ооруканасына, ак жол фирмасы.

organisations_kyrgyz.toml has the words; endings are taken off by kyrgyz.py.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import known_words, kyrgyz
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.people import People
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("organisations_kyrgyz.toml")
SUBJECTS = frozenset(("kinds", "describes", "goods", "says"))
QUOTED, LARGE, SMALL = 0.9, 0.75, 0.55
_BETWEEN = 3  # words between a name and its kind
_QUOTE = re.compile(r"[«“„\"][^«»“”„\"\n]{2,48}[»”“\"]")
_WHOSE = re.compile(r"(?:[сн]?[ыиуү])(?:н?[дт]?[аеоө]н?|н[ыиуү]н?|н?[дт][аеоө]г[ыиуү]|н[ыиуү]к[ыиуү]|м[ыиуү]з)?$")  # кафеси, борборунда: "its"
_DONE = re.compile(r"(?:[дт][ыиуү][мк]?|[гк][аеоө]н|ып|ип|уп|үп|п|ч[уү]м?|чүк|чук|[ае]т|м[ыиуү]н)$")
_PLACED = re.compile(r"(?:[дт][аеоө]н?|[гк][аеоө]|[дт][аеоө]г[ыиуү])$")
_CASE = re.compile(r"(?:[дт][аеоө]н?|[гк][аеоө]|н[ыиуү]н?)$")


def bodies_in_kyrgyz(passage: Passage) -> Iterator[Candidate]:
    """Bodies by a kind behind their name; nothing in another language."""
    if not passage.language.startswith("ky"):
        return
    people = People.of(passage)
    yield from _quoted(passage, people)
    for at in range(1, len(people.tokens)):
        if not _is_kind(people, at):
            continue
        if people.cased:
            yield from _behind_capitals(people, at)
        else:
            yield from _behind_small(people, at)
            yield from _said_of(people, at)


def _is_kind(people: People, at: int) -> bool:
    return any(stem in _words("kinds") for stem in kyrgyz.stems(people.keys[at]))


def _quoted(passage: Passage, people: People) -> Iterator[Candidate]:
    """«Алтын балык» кафесинде: the quotes and the kind behind them, over at most three words that describe it."""
    for found in _QUOTE.finditer(passage.plain):
        at = bisect_left(people.starts, found.end())
        for here in range(at, min(at + _BETWEEN + 1, len(people.tokens))):
            between = passage.plain[found.end() if here == at else people.tokens[here - 1].word.end:people.tokens[here].word.start]
            if between.strip(" -"):
                break
            if _is_kind(people, here):
                yield Candidate(found.start(), people.tokens[here].word.end, "ORGANISATION", QUOTED)
                break
            if people.keys[here] not in _words("describes"):
                break


def _behind_capitals(people: People, at: int) -> Iterator[Candidate]:
    """Ош облустук ооруканасына, Эл аралык Кызыл Ай коому: capitals, what describes, the kind."""
    here = at - 1
    while here >= 0 and at - here <= _BETWEEN and people.gap(here) == " " and not people.tokens[here].word.capital and people.keys[here] in _words("describes"):
        here -= 1
    first = here
    while first >= 0 and people.gap(first) in (" ", "-") and (people.tokens[first].word.capital or people.keys[first] in ("аралык", "жана")) and at - first < 8:
        first -= 1
    first += 1
    if first > here or not people.tokens[first].word.capital or not _WHOSE.search(people.keys[at]) or here == at - 1 and _PLACED.search(people.keys[here]):
        return
    if all(token.word.text.isupper() and token.is_word for token in people.tokens[first:here + 1]):
        return  # a heading
    if people.tokens[first].word.first and first == here and (people.tokens[first].is_word and not people.tokens[first].listed or people.keys[first] in _words("describes") | _words("goods")):
        return  # Тигүү цехинде: the capital is the sentence's
    yield Candidate(people.tokens[first].word.start, people.tokens[at].word.end, "ORGANISATION", LARGE)


def _behind_small(people: People, at: int) -> Iterator[Candidate]:
    """ак жол фирмасы, сезим борборуна: where all is small one or two words before a kind that is "its"."""
    if not _WHOSE.search(people.keys[at]) or people.keys[at] in _words("kinds"):
        return
    here = at - 1
    while here >= 0 and at - here <= 2 and people.gap(here) == " " and people.keys[here] in _words("describes") and here:
        here -= 1
    if here < 0 or people.gap(here) != " " or not _may_be_name(people, here) or people.keys[here] in _words("goods"):
        return
    first = here - 1 if here and people.gap(here - 1) == " " and _may_be_name(people, here - 1) and not _CASE.search(people.keys[here - 1]) else here
    yield Candidate(people.tokens[first].word.start, people.tokens[at].word.end, "ORGANISATION", SMALL)


def _may_be_name(people: People, at: int) -> bool:
    key = people.keys[at]
    return len(key) > 1 and not known_words.is_common(key, "ky") and not _DONE.search(key) and key not in _words("says") and key not in _SMALL_WORDS


def _said_of(people: People, at: int) -> Iterator[Candidate]:
    """завод луч деп аталат, фермасы жаңы турмуш экен: up to three words between the kind and "is called"."""
    if _CASE.search(people.keys[at]) and not _WHOSE.search(people.keys[at]):
        return
    last = at
    while last + 1 < len(people.tokens) and last - at < _BETWEEN and people.gap(last) in (" ", " «", "» ") and _may_be_name(people, last + 1) and not _CASE.search(people.keys[last + 1]):
        last += 1
    if last > at and last + 1 < len(people.tokens) and people.gap(last) == " " and people.keys[last + 1] in _words("says") and (people.keys[last + 1] not in ("эле", "экен", "болчу") or _WHOSE.search(people.keys[at])):
        yield Candidate(people.tokens[at + 1].word.start, people.tokens[last].word.end, "ORGANISATION", SMALL)


_SMALL_WORDS = frozenset("мен сен ал биз силер алар анан бирок менен жана же да де дагы үчүн эле гана бар жок бул ошол ушул бир эки үч ошондо андан анда азыр бизди мени аны аты ээси жанында ичинде ошонун анын менин биздин алардын баары эмес экен деп жерде күнү күн жакта жагында ким эмне кайсы".split())


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(map(folded, _table()[subject].split()))


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
