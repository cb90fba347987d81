"""Arabic bodies, vessels and fields of forms by what stands beside them: السفينة درة المكلا, مكتب الاستقدام الواحة الخضراء, لولو هايبرماركت,
المكتب: الصفوة للاستقدام. bodies_beside.toml has the words.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.kinds import KINDS
from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Phrases, Token, tokens
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("bodies_beside.toml")
SUBJECTS = frozenset(("vessels", "kinds", "trades", "behind", "armed", "no_name", "rows", "plain", "towards", "deals", "known"))
_LIKELY, _SURE = 0.6, 0.7
_PARTICLES = ("", "و", "ب", "ل", "ف", "وب", "ول", "ع")
_LONGEST = 3  # words of a name behind its kind
_VERBS = ("ت", "نا", "ها", "هم", "وا", "ني", "ون")
_OTHER_FIELDS = r"(?:(?:رقم|تاريخ|مدة|اسم|مكان|محل|حالة|سبب|نوع|صاحب|شخص|جهة|موعد) (?:ال[\u0620-\u06ff]+|للطوارئ)|ال[\u0620-\u06ff]+|هاتف|ملاحظة|ملاحظات)"
_FIELD_WORDS = 5
_ENDS = frozenset(("", ".", "،", ",", "؛", "!", "؟", "\n", "»", "”", '"'))
_ADDRESS = re.compile(r"(?<!\w)(?:العنوان(?: الحالي)?|عنوان السكن|عنوانه|عنوانها|عنواني)\s?:\s?([^:.\n]{3,90}?)(?=\s?[.\n]|\s*$|\s(?:ال[\u0620-\u06ff]+|رقم|هاتف|تاريخ|ملاحظات?)(?: ال[\u0620-\u06ff]+)?\s?:)")
_NUMBER = re.compile(r"\s?\d{1,3}(?=\s?[،,.؛)»]|\s(?:في|من|إلى|على|التي|الذي|و[\u0620-\u06ff]+)(?!\w)|$)")
Row = tuple[Token, ...]


def bodies_beside(passage: Passage) -> Iterator[Candidate]:
    """Bodies and vessels of Arabic, and what a form has behind a colon."""
    if passage.language.split("-")[0] != "ar":
        return
    row = tokens(passage)
    for at in range(len(row)):
        yield from _vessel(passage, row, at)
        yield from _behind_trade(passage, row, at)
        yield from _before_kind(passage, row, at)
        yield from _armed(passage, row, at)
        yield from _two_words(passage, row, at)
        yield from _towards(passage, row, at)
    yield from _fields(passage)


def _vessel(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """A vessel with the words behind it up to a sign or a word of the sentence, and its number."""
    count = _phrases("vessels").at(row, at)
    first = at + count
    if not count or first >= len(row):
        return
    definite = "ال" in row[at].key[:4]
    last = first - 1
    while last + 1 < len(row) and last - first + 1 < _LONGEST and _joined(passage, row, last) and _may_name(row[last + 1], last >= first):
        last += 1
    if last < first or not definite and last == first and not row[first].key.startswith("ال"):
        return
    number = _NUMBER.match(passage.plain, row[last].end)
    yield Candidate(row[at].start, number.end() if number else row[last].end, "ORGANISATION", _LIKELY)


def _may_name(token: Token, is_further: bool) -> bool:
    """May the word be one of a name: no grammar, no verb, no word that is said of vessels?"""
    key = token.key
    if is_common(key, "ar") or key in _words("no_name") or len(key) < 3 or key.startswith(("و", "لل", "بال", "فال")) and bool(use(key, "ar") & Use.WORD):
        return False
    if key.startswith("ال") or key in name_lists.keys_of("ar") or is_place(key):
        return True
    return not (bool(use(key, "ar") & Use.WORD) and (key.endswith(_VERBS) or key.startswith(("ي", "ت")) or key.startswith(("ن", "ب", "ل", "ك")) and not key.endswith(("ه", "ي"))))


def _behind_trade(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """A kind with its trade and then the name; a kind with a word and "in" its town: مكتب العمل بالدوادمي."""
    count = _phrases("kinds").at(row, at)
    trade = at + count
    if not count or trade + 1 >= len(row) or not _joined(passage, row, at) or not _joined(passage, row, trade) or not row[trade].key.startswith("ال"):
        return
    first = trade + 1
    if row[first].key.startswith("ب") and not is_place(row[first].key) and any(is_place(form) for form in base_forms(row[first].key)):
        yield Candidate(row[at].start, row[first].end, "ORGANISATION", _LIKELY)
    elif row[trade].key in _words("trades"):
        last = first - 1
        while last + 1 < len(row) and last - first + 1 < _LONGEST and _joined(passage, row, last) and _may_name(row[last + 1], last >= first):
            last += 1
        listed = last >= first and (row[first].key in name_lists.keys_of("ar") or not use(row[first].key, "ar") & Use.WORD)
        if last > first or listed:
            yield Candidate(row[at].start, row[last].end, "ORGANISATION", _LIKELY)


def _before_kind(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """One or two words before a word that firms have behind their name."""
    count = _phrases("behind").at(row, at)
    if not count or not at:
        return
    first = at
    while first and at - first < 2 and _joined(passage, row, first - 1) and not is_common(row[first - 1].key, "ar") and row[first - 1].key not in _words("no_name") and (first == at or not use(row[first - 1].key, "ar") & Use.WORD or row[first - 1].key.startswith("ال")):
        first -= 1
    if first < at and not (use(row[first].key, "ar") & Use.WORD and row[first].key.endswith(("ت", "نا", "ني"))):
        yield Candidate(row[first].start, row[at + count - 1].end, "ORGANISATION", _LIKELY)


def _two_words(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """A kind, an ordinary word, and one with its article, a name or a place: صالون ليالي بابل, منظمة نجدة العبيد."""
    first = at + _phrases("plain").at(row, at)
    if first == at or first + 1 >= len(row) or not _joined(passage, row, first - 1) or not _joined(passage, row, first):
        return
    one, two = row[first], row[first + 1]
    if one.key.startswith(("ال", "لل")) or one.key in _words("deals") or not _may_name(one, False) or not _may_name(two, True):
        return
    end = passage.plain[two.end:two.end + 1]
    if not two.key.startswith("ال") and end in _ENDS and two.key not in _words("deals"):  # فرقة ألوان حبشية.
        yield Candidate(row[at].start, two.end, "ORGANISATION", _LIKELY)
    elif two.key.startswith("ال") and len(two.key) > 4 or two.key in name_lists.keys_of("ar") or is_place(two.key):
        yield Candidate(row[at].start, two.end, "ORGANISATION", _LIKELY)


def _towards(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """الصفوة للاستقدام: up to three words before "for what it does", the first of them with its article, of a list or of no dictionary."""
    if row[at].key not in _words("towards"):
        return
    first = at
    while first and at - first < _LONGEST and _joined(passage, row, first - 1) and _may_name(row[first - 1], True) and not row[first - 1].key.startswith(("و", "ب", "ل")):
        first -= 1
    while first < at and not (row[first].key.startswith("ال") or row[first].key in name_lists.keys_of("ar") or not use(row[first].key, "ar") & Use.WORD or _phrases("kinds").at(row, first)):
        first += 1
    if first == at or first == at - 1 and (row[first].key.removeprefix("ال") in _phrases("kinds").keys or row[first].key in _words("trades")):
        return
    last = at + (not row[at].key.startswith("لل") and at + 1 < len(row) and _joined(passage, row, at))
    yield Candidate(row[first].start, row[last].end, "ORGANISATION", _LIKELY)


def _armed(passage: Passage, row: Row, at: int) -> Iterator[Candidate]:
    """كتائب الوهبي: a group with a name of a list or of no dictionary."""
    count = _phrases("armed").at(row, at)
    name = at + count
    if count and name < len(row) and _joined(passage, row, name - 1) and not is_common(row[name].key, "ar") and (row[name].key in name_lists.keys_of("ar") or not use(row[name].key, "ar") & Use.WORD or row[name].key.startswith("ابو")):
        yield Candidate(row[at].start, row[name].end, "ORGANISATION", _SURE)


def _fields(passage: Passage) -> Iterator[Candidate]:
    """What stands behind the colon of a form, as far as the line or the comma; an address to the end of the line."""
    yield from (Candidate(found.start(1), found.end(1), "ADDRESS", _SURE) for found in _ADDRESS.finditer(passage.plain))
    yield from (Candidate(found.start(), found.end(), "ORGANISATION", _SURE) for found in _known().finditer(passage.plain))
    for found in _field().finditer(passage.plain):
        words = found.group(2)
        if len(words.split()) <= _FIELD_WORDS and re.search(r"[^\W\d]", words):
            yield Candidate(found.start(2), found.end(2), _rows()[name_key(found.group(1))], _SURE)


@cache
def _known() -> re.Pattern[str]:
    """Bodies known everywhere, with and without what is written together with them."""
    names = "|".join(re.escape(name.replace("_", " ")) for name in sorted(_table()["known"].split(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)[وف]?[بلك]?(?:{names})(?!\w)")


@cache
def _field() -> re.Pattern[str]:
    """A field, a colon, and words up to a sign or the next field: the plain text has no ends of lines."""
    fields = "|".join(re.escape(label.replace("_", " ")) for label in sorted((row.split("=")[0] for row in _table()["rows"].split()), key=len, reverse=True))
    return re.compile(rf"(?<![\w])({fields})\s?:\s?([^\s:،,.؛()][^\n:،,.؛()]{{1,60}}?)(?=\s?[\n،,.؛()]|\s*$|\s(?:{fields}|{_OTHER_FIELDS})\s?:)")


def _joined(passage: Passage, row: Row, at: int) -> bool:
    """Is the next word one blank away, or a blank and a quote?"""
    return at + 1 < len(row) and row[at + 1].start - row[at].end <= 2 and not passage.plain[row[at].end:row[at + 1].start].strip(' «"“')


@cache
def _rows() -> dict[str, str]:
    rows = dict(row.split("=") for row in _table()["rows"].split())
    if set(rows.values()) - set(KINDS):
        raise ExhibitError(f"exhibit/story/anonymise/{TABLE.name} has a row of a kind that is none.")
    return {name_key(label.replace("_", " ")): kind for label, kind in rows.items()}


@cache
def _phrases(subject: str) -> Phrases:
    return Phrases(before + word.replace("_", " ") for word in _table()[subject].split() for before in (_PARTICLES if subject != "behind" else ("",)))


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(name_key(word.replace("_", " ")) for word in _table()[subject].split())


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
