"""Organisations and addresses in Nepali that ordinary words name: कोसेली बुनाई घर, होटल सागर रत्न, a body's name behind "its name is", houses part by part.

The kind of body stands behind its name, or before it as English has it; the words of both are in bodies_nepali.toml.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.nepali import Seen, gap_behind, is_nepali, seen_words
from exhibit.story.anonymise.nepali_words import is_verb, rows
from exhibit.story.anonymise.passage import Passage

TABLE = Path(__file__).with_name("bodies_nepali.toml")
KIND, HEAD, SAID, PARTS = 0.6, 0.6, 0.7, 0.8
_LONGEST = 5
_BOUND = re.compile(r".{2,}(?:को|का|कि|कै|मा|बाट|ले|लाइ|संग|देखि|संम|हरु|पछि|तिर|ने|ेर|एर|दै)")
_NUMBERED = r"(?:ब्लक|सडक|गल्ली|घर|कोठा|फ्ल्याट|भवन|बिल्डिङ|तला|सेक्टर|प्लट|वडा|टावर|क्याम्प|रोड|लेन|मकान|बाटो|स्ट्रिट|जोन|एरिया|पोष्ट बक्स|पोस्ट बक्स|गेट)\s?(?:नं\.?|नम्बर|न\.)?\s?(?:(?:[A-Za-zक-ह]\s?-?\s?)?\d{1,5}(?:\s?[/-]\s?\d{1,4})?|(?:[A-Z]|ए|बी|सी|डी|ई|एफ|जी|[कखगघ])(?![\w\u093a-\u094f]))"
_FLOOR = r"(?:(?:भुइँ|पहिलो|दोस्रो|तेस्रो|चौथो|पाँचौँ|पाँचौं|छैटौँ|छैटौं|सातौँ|सातौं|आठौँ|आठौं|नवौँ|दशौँ|माथिल्लो|तल्लो|छिँडी|\d{1,2}\s?औँ|\d{1,2}\s?औं)\s?तला(?:मा|को)?)"
_ROW = re.compile(rf"{_NUMBERED}(?:,?\s(?:{_NUMBERED}|{_FLOOR}))+")
_NAMED = re.compile(r"(?:[\u0904-\u0939\u0900-\u0903\u093a-\u094f]+\s?){1,2}(?:मार्ग|टोल|चोक|पथ|गल्ली|रोड|सडक|लेन|नगर|कोलोनी|बस्ती|मोड)\s?,\s" + rf"(?:(?:{_NUMBERED}|{_FLOOR})(?:,?\s)?)+")


_BEHIND = re.compile(rf"(?:,?\s(?:(?:नं\.?|नम्बर|न\.)\s?\d{{1,5}}|{_NUMBERED}|{_FLOOR}|\d{{1,4}}))+")


@cache
def table() -> dict[str, frozenset[str]]:
    """Words of bodies_nepali.toml by subject, as `gazetteer.name_key`."""
    return {subject: frozenset(name_key(word.replace("_", " ")) for word in words.split()) for subject, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def bodies_in_nepali(passage: Passage) -> Iterator[Candidate]:
    """Organisations and addresses. Nothing for a text in another language."""
    if not is_nepali(passage):
        return
    row = seen_words(passage)
    for at in range(len(row)):
        yield from _kind_behind(passage, row, at)
        yield from _kind_before(passage, row, at)
        yield from _called(passage, row, at)
        yield from _street_abroad(passage, row, at)
        yield from _of_a_country(passage, row, at)
    for form in (_ROW, _NAMED):
        yield from (Candidate(found.start(), found.start() + len(found.group().rstrip(" ,")), "ADDRESS", PARTS) for found in form.finditer(passage.plain))


def _is(seen: Seen, subject: str) -> bool:
    return any(stem in table()[subject] for stem in seen.stems)


def _kind_behind(passage: Passage, row: list[Seen], at: int) -> Iterator[Candidate]:
    """सीमा साथी केन्द्र, मिठास बेकर्स: words that are no grammar, one of them no field of work."""
    if row[at].key in table()["never"] or not (_is(row[at], "kinds") or row[at].one_of("kinds") and row[at].key not in ("घर",)):
        return
    first = at
    while first and at - first < _LONGEST and _belongs(passage, row, first):
        first -= 1
    own = [one for one in row[first:at] if not _only_a_field(one)]
    enough = any(one.rare or one.listed for one in own) if not _is(row[at], "loose") else any(not one.is_word or one.listed for one in own) or len(own) > 1 or bool(own) and at - first > 1
    for_people = _is(row[at], "shared") and at - first > 1 and any(_is(one, "of_people") for one in row[first:at])
    if own and enough or for_people:
        while row[first].one_of("after") and first < at - 1 and row[first].key not in ("साथि", "आमा", "दिदि", "बहिनि"):
            first += 1
        yield Candidate(row[first].word.start, row[at].word.end, "ORGANISATION", KIND)


def _only_a_field(seen: Seen) -> bool:
    return seen.key in rows()["plain"] or _is(seen, "fields") or seen.key in rows()["kinds"] or seen.key in rows()["stops"] and seen.key != "साथि"


def _belongs(passage: Passage, row: list[Seen], at: int) -> bool:
    """May the word before stand in a name? One blank away, no grammar, no verb, nothing with a postposition."""
    seen = row[at - 1]
    if seen.key in ("तथा", "एबं") and at > 1:  # बचत तथा ऋण सहकारी
        return _is(row[at], "fields") or row[at].key in rows()["plain"]
    return (gap_behind(passage, row, at - 1) == " " and not _is(seen, "never") and not (not seen.listed and not seen.place and is_verb(seen.word.text))
            and not (not seen.bare and not _unbound(row, at - 1) and _BOUND.fullmatch(seen.key)) and "\u0900" <= seen.word.text[0] <= "\u097f")


def _unbound(row: list[Seen], at: int) -> bool:
    """Its end only looks like a postposition: सिलाइ, and what stands behind an article (अल बराका)."""
    return _is(row[at], "fields") or is_place(row[at].key) or bool(at) and row[at - 1].key in rows()["articles"]


def _kind_before(passage: Passage, row: list[Seen], at: int) -> Iterator[Candidate]:
    """होटल सागर रत्न; behind a firm, school or farm only a word that is none of every day."""
    if row[at].key not in table()["heads"] or gap_behind(passage, row, at) not in (" ", ": ", ", ", ' "', " “", ' ("'):
        return
    bold = row[at].key in table()["bold_heads"] and gap_behind(passage, row, at) == " "
    last = at
    while last + 1 < len(row) and last - at < 3 and (last == at or gap_behind(passage, row, last) == " " and not _BOUND.fullmatch(row[last].key)) and _may_name(row[last + 1], bold or last > at):
        last += 1
    if last > at:
        yield Candidate(row[at].word.start if gap_behind(passage, row, at) == " " else row[at + 1].word.start, row[last].word.end, "ORGANISATION", HEAD)


def _may_name(seen: Seen, bold: bool) -> bool:
    if _is(seen, "never") or seen.key in rows()["stops"] or seen.one_of("after") or not seen.listed and is_verb(seen.word.text):
        return False
    return not seen.is_word or seen.listed and bool(seen.bare) or bold and seen.rare


def _called(passage: Passage, row: list[Seen], at: int) -> Iterator[Candidate]:
    """कम्पनीको नाम स्मार्टेक्स ग्लोभ, बेथ रहमा भन्ने संस्था: any words that are no grammar."""
    if row[at].key in rows()["called"] and at and row[at - 1].key.endswith(("को", "का")) and (row[at - 1].one_of("kinds") or _is(row[at - 1], "heads") or _is(row[at - 1], "kinds")):
        last = at
        while last + 1 < len(row) and last - at < 4 and gap_behind(passage, row, last) in (" ", ": ", ' "', " “") and not _is(row[last + 1], "never") and not is_verb(row[last + 1].word.text):
            last += 1
        if last > at:
            yield Candidate(row[at + 1].word.start, row[last].word.end, "ORGANISATION", SAID)
    if row[at].key in rows()["called_after"] and at + 1 < len(row) and (row[at + 1].one_of("kinds") or _is(row[at + 1], "heads") or _is(row[at + 1], "kinds")):
        first = at
        while first and at - first < 3 and _belongs(passage, row, first):
            first -= 1
        if first < at:
            yield Candidate(row[first].word.start, row[at - 1].word.end, "ORGANISATION", SAID)


def _street_abroad(passage: Passage, row: list[Seen], at: int) -> Iterator[Candidate]:
    """रुवा दा पाल्मा, नम्बर १२, दोस्रो तला: the word for a street first."""
    if row[at].key not in table()["streets"] or gap_behind(passage, row, at) != " ":
        return
    last = at + 1
    while last + 1 < len(row) and last - at < 4 and gap_behind(passage, row, last) == " " and (row[last].key in table()["of"] or not row[last + 1].is_word and not _BOUND.fullmatch(row[last].key)):
        last += 1
    if is_verb(row[last].word.text) and not row[last].listed and row[last - 1].key not in table()["of"]:
        return
    end = row[last].word.end
    behind = _BEHIND.match(passage.plain, end)
    yield Candidate(row[at].word.start, behind.end() if behind else end, "ADDRESS", PARTS)


def _of_a_country(passage: Passage, row: list[Seen], at: int) -> Iterator[Candidate]:
    """क्यारिटास लेबनान, साथी नेपाल: the country behind a word that nobody knows, or behind "friend", "mother", "sister"."""
    if at and _is(row[at], "countries") and gap_behind(passage, row, at - 1) == " " and (row[at - 1].sure and not row[at - 1].listed and not row[at - 1].place and not _BOUND.fullmatch(row[at - 1].key) or row[at - 1].key in table()["of_people"] and row[at].stems[-1] == name_key("नेपाल")):
        yield Candidate(row[at - 1].word.start, row[at].word.end, "ORGANISATION", KIND)
