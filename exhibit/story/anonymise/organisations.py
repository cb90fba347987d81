"""Organisations in scripts with capitals: a word for the kind of body with a name beside it, names in quotes, legal forms, acronyms.

A word of the kind alone ("the hotel", "a clinic") is no find.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import WITH_DICTIONARY, is_common
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_never_a_name, is_ordinary_word
from exhibit.story.anonymise.remembered import remembered
from exhibit.story.anonymise.tokens import Token, beside, phrases, script_of, tokens

TABLE = Path(__file__).with_name("organisations.toml")
Row = tuple[Token, ...]
_QUOTED = re.compile(r"[«„“\"‹]\s?([^«»„“”\"‹›\n.!?]{2,60}?)\s?[»“”\"›]")
_NEAR = 4  # words between the word for the kind and a name in quotes or after "is called"
_CASED = ("latin", "cyrillic")
_JOINS = frozenset("de du des la le les l d del da do dos das e y et of and the & van der den au aux el los las von zu for di il y".split())
PAPERS = ("formulier", "formulaire", "fiche", "ficha", "formulario", "verslag", "rapport", "report", "statement", "verklaring", "анкета", "заявление", "заява")
"""Ends of words in headings of papers: no name ends with them."""
_ONE_LETTER = frozenset("i o a y e u я".split())  # words of grammar
_IN_HONOUR = frozenset(("імені", "ім", "имени", "им"))
_LONGEST = 6
_DUTCH = ("bedrijf", "kwekerij", "fabriek", "winkel", "bureau", "boerderij", "wasserij", "bakkerij", "slagerij", "slachterij", "centrum", "organisatie", "parket", "rechtbank", "kantoor", "kliniek", "opvang", "praktijk", "handel", "stichting", "vereniging", "restaurant", "salon", "klooster", "gemeente",
          "school", "kerk", "koor", "hotel", "schip", "fabrikant", "teler", "houderij", "stal", "makelaar")
"""Kinds that close a Dutch compound: arrondissementsparket, autowasserij."""
_TAILS = frozenset("плюс люкс сервис сервіс трейд тревел трэвел стафф стаф групп груп строй буд маркет текстиль клининг клінінг".split())
"""Words that only names of firms have behind them."""


def named(passage: Passage) -> Iterator[Candidate]:
    """Organisations with their names, in texts with capitals and in small letters throughout."""
    row = tokens(passage)
    quotes = tuple(_QUOTED.finditer(passage.plain))
    yield from _quoted(passage, row, quotes)
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script in _CASED:
            yield from _after_kind(passage, row, place, script)
            yield from _before_kind(passage, row, place, script)
            yield from _compound(row, place, script)
            yield from _acronym(passage, row, place, script)


def kind_at(row: Row, place: int, subject: str, script: str) -> int:
    """How many tokens the word for a kind of body has that begins here, in any of its forms; 0: there is none."""
    found = phrases(TABLE, subject, script)
    return found.at(row, place) or _in_another_form(row[place].key, subject, script)


@remembered
def _in_another_form(key: str, subject: str, script: str) -> int:
    known = phrases(TABLE, subject, script).keys
    if script == "cyrillic":
        return int(not known.isdisjoint((*base_forms(key), *_more_forms(key))))
    if script == "latin" and subject == "before" and key.endswith(_DUTCH) and len(key) > 9:
        return 1
    return int(script == "latin" and key.endswith("s") and key[:-1] in known)


def _more_forms(key: str) -> Iterator[str]:
    """Рынке, центре, монастыре: vowels that fall out before an ending, and soft signs."""
    yield key[:-1] + "ь"
    if key[-2:-1] in ("к", "ц") and len(key) > 4:
        yield from (key[:-2] + vowel + key[-2] for vowel in ("о", "е"))
    if key.endswith(("ком", "цом", "цем")):
        yield from (key[:-3] + vowel + key[-3] for vowel in ("о", "е"))


def _quoted(passage: Passage, row: Row, quotes: tuple[re.Match[str], ...]) -> Iterator[Candidate]:
    """Names in quotes near the word for a kind; in Cyrillic script a few words that begin with a capital are a name by their quotes alone."""
    for quote in quotes:
        inside = [at for at, token in enumerate(row) if quote.start(1) <= token.start and token.end <= quote.end(1)]
        if not inside or len(inside) > _LONGEST:
            continue
        script = script_of(row[inside[0]].key)
        near = any(_speaks_of_kind(row, at) for at in (*range(max(0, inside[0] - _NEAR), inside[0]), *range(inside[-1] + 1, min(len(row), inside[-1] + 3))))
        alone = script == "cyrillic" and row[inside[0]].cased and row[inside[0]].capital and len(inside) <= 4
        if near or alone:
            yield Candidate(quote.start(1), quote.end(1), "ORGANISATION", 0.97 if near else 0.6)


def _speaks_of_kind(row: Row, place: int) -> bool:
    script = script_of(row[place].key)
    return any(kind_at(row, place, subject, script) for subject in ("before", "after", "legal")) if script else False


def _after_kind(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Hôtel Tahiti, restaurante La Flor, парафія Святого Йосипа; "the shop was called Moonbeam"."""
    count = kind_at(row, place, "before", script)
    if not count:
        return
    name = place + count
    direct = _run(passage, row, name, script) if name < len(row) and _follows(passage, row, name) else 0
    if direct:
        yield Candidate(row[place].start, row[name + direct - 1].end, "ORGANISATION", 0.97)
        return
    unknown = _unknown_run(passage, row, name, script)
    if unknown:
        yield Candidate(row[place].start, row[name + unknown - 1].end, "ORGANISATION", 0.6)
        return
    for at in range(name, min(name + _NEAR + 1, len(row))):
        called = phrases(TABLE, "called", script).at(row, at)
        if called and not _sentence_ends(passage.plain[row[place].end:row[at].start]):
            whole = row[at].key in _IN_HONOUR  # a library "named after" somebody: the word belongs to the name
            yield from (Candidate(row[place].start if whole else found.start, found.end, found.kind, found.confidence) for found in _called(passage, row, at + called, script))
            return


def _unknown_run(passage: Passage, row: Row, name: int, script: str) -> int:
    """In a text without capitals: words right after the word for the kind that the dictionary of the language does not hold."""
    count = 0
    while name + count < len(row) and count < _LONGEST and not row[name + count].cased and passage.language[:2] in WITH_DICTIONARY and beside(passage, row[name + count - 1], row[name + count]) \
            and not is_ordinary_word(row[name + count].key, script, passage.language) and len(row[name + count].key) > 2:
        count += 1
    return count if count and not is_never_a_name(row, name) else 0


def _called(passage: Passage, row: Row, name: int, script: str) -> Iterator[Candidate]:
    """What follows "is called": a run of capitals; in a text without them up to the next sign."""
    if name >= len(row) or re.search(r"[.!?;]", passage.plain[row[name - 1].end:row[name].start]):
        return
    if row[name].cased:
        length = _run(passage, row, name, script)
    else:
        length = 1
        while name + length < len(row) and length < _LONGEST - 1 and beside(passage, row[name + length - 1], row[name + length]):
            length += 1
    if length:
        yield Candidate(row[name].start, row[name + length - 1].end, "ORGANISATION", 0.9)


def _sentence_ends(between: str) -> bool:
    return any(sign in between for sign in ".!?;\n")


def _follows(passage: Passage, row: Row, name: int) -> bool:
    between = passage.plain[row[name - 1].end:row[name].start]
    return len(between) < 4 and not between.strip(" ,:«\"“„-")


def _run(passage: Passage, row: Row, place: int, script: str) -> int:
    """Tokens of a run of words with capitals, with "de", "of", "&" between them; 0: none begins here, or it is a country or a word of the kind."""
    first = row[place]
    count = 0
    if first.key in _JOINS and place + 1 < len(row) and row[place + 1].capital and first.capital:
        count = 1
    elif not (first.cased and first.capital) or first.first:
        return 0
    if is_never_a_name(row, place):
        return 0
    count = count or 1
    while place + count < len(row) and count < _LONGEST:
        here = place + count
        gap = passage.plain[row[here - 1].end:row[here].start]
        if len(gap) > 3 or gap.strip(" &'-"):
            break
        if row[here].capital and not row[here].first:
            count += 1
        elif row[here].key in _JOINS and here + 1 < len(row) and row[here + 1].capital and beside(passage, row[here], row[here + 1]):
            count += 2
        elif row[here].key in _JOINS and here + 2 < len(row) and row[here + 1].key in _JOINS and row[here + 2].capital:
            count += 3
        else:
            break
    return count


def _before_kind(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """St Columba's Church, Campos & Veredas Lda: a run of capitals up to the word."""
    count = kind_at(row, place, "after", script) or phrases(TABLE, "legal", script).at(row, place)
    if not count or not place or not row[place].cased:
        return
    start = place
    while start and place - start < _LONGEST and _joined(passage, row, start):
        before = row[start - 1]
        if before.capital and not (before.first and before.key in _plain(script)):
            start -= 1
        elif before.key in _JOINS and start > 1 and row[start - 2].capital and start < place and _joined(passage, row, start - 1):
            start -= 1
        else:
            break
    while start < place and (row[start].key in _JOINS or row[start].key in _plain(script)):
        start += 1
    name = row[start:place]
    if name and name[-1].key.endswith(PAPERS):
        return
    if name and not row[place].capital and (name[-1].key in _ONE_LETTER or is_common(name[-1].key, passage.language[:2])):
        return  # Today I work: no name ends with a word of grammar
    if name and not all(token.key in _plain(script) for token in name) and not is_never_a_name(row, start) and not (len(name) == 1 and name[0].first and not row[place].capital and row[place].key not in _TAILS):
        yield Candidate(row[start].start, row[place + count - 1].end, "ORGANISATION", 0.97)


def _joined(passage: Passage, row: Row, at: int) -> bool:
    gap = passage.plain[row[at - 1].end:row[at].start]
    return len(gap) <= 3 and not gap.strip(" &-'«»\"")


def _compound(row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Dutch writes name and kind together: Sint-Barbarakerk."""
    token = row[place]
    endings = tuple(phrases(TABLE, "endings", script).keys) if script == "latin" else ()
    if endings and token.cased and (token.capital or token.glued) and not token.first and token.key.endswith(endings) and len(token.key) > 8:
        first = place
        while row[first].glued:
            first -= 1
        if row[first].capital:
            yield Candidate(row[first].start, token.end, "ORGANISATION", 0.7)


def _acronym(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """Three capitals or more that are no acronym of everyday, and no part of a number."""
    token = row[place]
    text = passage.plain[token.start:token.end]
    if not token.cased or len(text) < 3 or not text.isupper() or token.key in _everyday(script) or is_never_a_name(row, place):
        return
    if place and row[place - 1].key.endswith(PAPERS) and beside(passage, row[place - 1], token):
        return  # the heading of a form
    around = passage.plain[max(0, token.start - 2):token.start] + passage.plain[token.end:token.end + 2]
    if not re.search(r"[\d/_@-]", around) and len(text) < 9:
        yield Candidate(token.start, token.end, "ORGANISATION", 0.55)


@cache
def _everyday(script: str) -> frozenset[str]:
    return phrases(TABLE, "common", script).keys | phrases(TABLE, "legal", script).keys


@cache
def _plain(script: str) -> frozenset[str]:
    return phrases(TABLE, "plain", script).keys
