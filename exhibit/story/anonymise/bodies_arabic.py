"""Bodies with names and houses with numbers in Arabic and Urdu, taken more boldly than organisations_plain and street_addresses do: the words
for kinds of bodies, their order, and rows of house words come from bodies_arabic.toml.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_ordinary_word
from exhibit.story.anonymise.tokens import Phrases, Token, tokens

TABLE = Path(__file__).with_name("bodies_arabic.toml")
SUBJECTS = frozenset(("settle", "strong", "wide", "not_first", "last", "calls", "street", "house"))
Row = tuple[Token, ...]
_PARTICLES = ("", "و", "ب", "ل", "ف", "وب", "ول", "ك", "ع")
_LONGEST = 4
_SURE, _LIKELY = 0.7, 0.6
_NEAR, _FAR = 5, 30  # words between a kind and "is called"; characters before a quote
_ENDS = re.compile(r"[.!?؟۔؛\n]")
_QUOTES = re.compile(r"[«“\"]\s?([^«»“”\"\n]{2,50}?)\s?[»”\"]")
_QUARTERS = frozenset(map(name_key, "کالونی ٹاؤن گوٹھ پاڑہ بستی محلہ نگر".split()))
_NAMELY = name_key("نامی")
_VESSELS = frozenset(map(name_key, "کشتی لانچ ٹرالر جہاز ہوٹل تھانہ ادارہ کمیٹی جماعت جامعہ".split()))
_BRANDS = frozenset(map(name_key, "فاؤنڈیشن ٹرسٹ سوسائٹی کمیٹی فورم بیورو سینٹر سنٹر مرکز شاپ ہاؤس فوڈز آرگنائزیشن ایسوسی یونین فیڈریشن کونسل ٹریولز ٹریول ٹریڈرز ٹریڈنگ گارمنٹس برکس انٹرپرائزز اکیڈمی ویلفیئر سوئٹس بیکری لمیٹڈ بلڈرز موٹرز ہوٹل ریسٹورنٹ پارلر ورکشاپ ہاسٹل کلینک کالونی ٹاؤن گوٹھ پاڑہ".split()))
_STOPS = frozenset(map(name_key, "في من على إلى عن مع قال قالت كان كانت هو هي الذي التي أن إن لا ما لم هذا هذه ثم حيث وكان وكانت يقع تقع قرب عند منذ بعد قبل و کی کے کا میں سے پر نے کو اور تو جو کہ ہے تھا تھی تھے والے والی والوں والا بھی ہی تک نہیں نہ".split()))


def bodies(passage: Passage) -> Iterator[Candidate]:
    """Organisations, shops and vessels: جمعية نساء الشرق, سندھ ہیومن رائٹس فورم."""
    language = passage.language.split("-")[0]
    if language not in ("ar", "ur"):
        return
    row = tokens(passage)
    for place in range(len(row)):
        yield from _behind_kind(passage, row, place, language)
        yield from _called(passage, row, place, language)
        yield from _settlement(passage, row, place, language)
        if language == "ur":
            yield from _before_last(passage, row, place)
            yield from _before_namely(passage, row, place)
    yield from _quoted(passage, row, language)


def _behind_kind(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    strong, wide = (_phrases(language, subject).at(row, place) for subject in ("strong", "wide"))
    definite = language == "ar" and not strong and not wide and _kind_at(row, place, language)
    first = place + max(strong, wide, definite)
    if first == place or first >= len(row) or definite and (row[first].key.startswith(("ال", "ب", "ل", "و")) or not _tells(row[first], language) or use(row[first].key, language) & Use.WORD):
        return
    called = _phrases(language, "calls").at(row, first)
    if called and first + called < len(row):
        first += called
    if not called and not _side_by_side(passage, row[first - 1], row[first]) or _refused(row[first], language):
        return
    length = 1
    while first + length < len(row) and length < _LONGEST and _side_by_side(passage, row[first + length - 1], row[first + length]) and (
            _goes_on(passage, row, first + length, language) or (called or language == "ur" and strong and row[place].key not in _VESSELS) and not _is_grammar(row[first + length], language)):
        length += 1
    second = row[first + 1] if length > 1 else None
    if called or _tells(row[first], language) or second is not None and (strong and (language == "ar" or row[place].key not in _VESSELS) or language == "ar" and _tells(second, language)):
        yield Candidate(row[place].start if not called else row[first].start, row[first + length - 1].end, "ORGANISATION", _SURE if strong else _LIKELY)


def _tells(token: Token, language: str) -> bool:
    """Is the word a name, a place, unknown, or in Arabic one with its article?"""
    return language == "ar" and token.key.startswith("ال") and len(token.key) > 4 or token.key in name_lists.keys_of(language) and token.key not in beside(language).not_names or not is_ordinary_word(token.key, "arabic", language)


def _goes_on(passage: Passage, row: Row, at: int, language: str) -> bool:
    token = row[at]
    if _refused(token, language):
        return _phrases(language, "last").at(row, at) > 0
    if language == "ur":
        return _tells(token, language) or _phrases(language, "last").at(row, at) > 0
    return token.key.startswith(("ال", "لل", "وال")) and len(token.key) > 4 or bool(name_lists.parts(token.key)) or not is_ordinary_word(token.key, "arabic", language)


def _is_grammar(token: Token, language: str) -> bool:
    return is_common(token.key, language) or token.key in _STOPS


def _refused(token: Token, language: str) -> bool:
    return token.key in _phrases(language, "not_first").keys or is_common(token.key, language) or len(token.key) < 2


def _before_last(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """Urdu has the word for the kind at the end of the name: up to three words before it, one of them no ordinary word, or none of them grammar."""
    count = _phrases("ur", "last").at(row, place)
    first = place
    while first and place - first < 3 and _side_by_side(passage, row[first - 1], row[first]) and not _refused(row[first - 1], "ur"):
        first -= 1
    while first < place and row[place].key not in _BRANDS and not _tells(row[first], "ur") and not (place - first > 1 and _tells(row[first + 1], "ur")):
        first += 1
    if count and first < place:
        end = place + count
        while end < len(row) and _side_by_side(passage, row[end - 1], row[end]) and (_phrases("ur", "last").at(row, end) or is_place(row[end].key) and not is_ordinary_word(row[end].key, "arabic", "ur")):
            end += 1
        yield Candidate(row[first].start, row[end - 1].end, "PLACE" if row[place].key in _QUARTERS else "ORGANISATION", _LIKELY)


def _settlement(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """قرية عزلة, گوٹھ نیا جیون: the word behind "village of" is its name, whatever it means otherwise."""
    count = _phrases(language, "settle").at(row, place)
    first = place + count
    if not count or first >= len(row) or not _side_by_side(passage, row[first - 1], row[first]) or _refused(row[first], language) or _is_grammar(row[first], language) or language == "ar" and not row[first].key.startswith("ال") and (row[first].key.endswith(("ه", "ي", "ين", "ات")) or row[first].key.startswith(("ب", "ل", "و", "ك")) and use(row[first].key, language) & Use.WORD):
        return
    length = 1
    while first + length < len(row) and length < 3 and _side_by_side(passage, row[first + length - 1], row[first + length]) and _goes_on(passage, row, first + length, language):
        length += 1
    yield Candidate(row[first].start, row[first + length - 1].end, "PLACE", _LIKELY)


def _called(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """المركب كان اسمه الحاجة صفية; کشتی کا نام سمندر رانی تھا: up to a sign or a word of grammar."""
    count = _phrases(language, "calls").at(row, place)
    first = place + count
    if not count or first >= len(row) or not any(_kind_at(row, at, language) and not _ENDS.search(passage.plain[row[at].end:row[place].start]) for at in range(max(0, place - _NEAR), place)):
        return
    length = 0
    while first + length < len(row) and length < _LONGEST and (passage.plain[row[first - 1].end:row[first].start].strip(' «"“:') == "" if not length else _side_by_side(passage, row[first + length - 1], row[first + length])) and not _is_grammar(row[first + length], language):
        length += 1
    if length:
        yield Candidate(row[first].start, row[first + length - 1].end, "ORGANISATION", _SURE)


def _before_namely(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """سمندر رانی نامی کشتی."""
    if row[place].key != _NAMELY or place + 1 >= len(row) or not _kind_at(row, place + 1, "ur"):
        return
    first = place
    while first and place - first < 3 and _side_by_side(passage, row[first - 1], row[first]) and not _is_grammar(row[first - 1], "ur"):
        first -= 1
    if first < place:
        yield Candidate(row[first].start, row[place - 1].end, "ORGANISATION", _SURE)


def _quoted(passage: Passage, row: Row, language: str) -> Iterator[Candidate]:
    """A name in quotes near a word for a kind of body."""
    for quote in _QUOTES.finditer(passage.plain):
        near = [at for at, token in enumerate(row) if 0 <= quote.start() - token.end < _FAR or 0 <= token.start - quote.end() < 3]
        if any(_kind_at(row, at, language) for at in near):
            yield Candidate(quote.start(1), quote.end(1), "ORGANISATION", 0.9)


def _kind_at(row: Row, at: int, language: str) -> bool:
    if any(_phrases(language, subject).at(row, at) for subject in ("strong", "wide")) or language == "ur" and _phrases(language, "last").at(row, at) > 0:
        return True
    key = row[at].key
    return language == "ar" and any(key[len(article):] in _phrases(language, subject).keys for article in ("ال", "وال", "بال", "لل") if key.startswith(article) for subject in ("strong", "wide"))


def _side_by_side(passage: Passage, left: Token, right: Token) -> bool:
    return right.start - left.end <= 2 and not passage.plain[left.end:right.start].strip(' «"“')


def houses(passage: Passage) -> Iterator[Candidate]:
    """Rows of street, block, house and floor, at least one of them with a number: قطعة 5، شارع 11، منزل 23; سیکٹر 15، گلی نمبر 9."""
    form = _rows_of_houses().get(passage.language.split("-")[0])
    if form is not None:
        yield from (Candidate(found.start(), found.end(), "ADDRESS", 0.9) for found in form.finditer(passage.plain) if any(char.isdigit() for char in found.group()) or found.group().count("،") > 1)


@cache
def _rows_of_houses() -> dict[str, re.Pattern[str]]:
    forms = {}
    for language in ("ar", "ur"):
        kinds = {subject: "|".join(sorted((re.escape(word.replace("_", " ")) for word in _table()[language][subject].split()), key=len, reverse=True)) for subject in ("street", "house")}
        number = r"(?:رقم\s|نمبر\s)?\d{1,4}(?:\s?[-/]\s?\w{1,3})?"
        named = r"[\u0620-\u06ff]{2,}(?:\s[\u0620-\u06ff]{2,}){0,3}?"
        house = rf"(?:{kinds['house']})\s(?:{number}|[\u0620-\u06ff]{{2,}}(?=[،,.۔]))|{number}"
        street = rf"(?:(?:{kinds['street']})\s(?:{number}|{named})" + (rf"|{named}\s(?:{kinds['street']})" if language == "ur" else "") + ")"
        start = rf"(?:\d{{1,4}}\s)?(?:{street}(?=\s?[،,]\s?(?:{house})|\s(?:{house}))|(?:{kinds['house']})\s{number})|\d{{1,4}}\s{street}(?=[،,.۔؛])"
        forms[language] = re.compile(rf"(?<!\w)(?:{start})(?:\s?[،,]?\s(?:{house}|{street}(?=[،,.۔])))*(?:[،,]\s[\u0620-\u06ff]{{3,}}(?:\s[\u0620-\u06ff]{{3,}})?(?=[.۔؛]))?(?!\w)")
    return forms


@cache
def _phrases(language: str, subject: str) -> Phrases:
    words = [word.replace("_", " ") for word in _table()[language][subject].split()]
    grown = language == "ar" and subject in ("strong", "wide", "settle")
    return Phrases(before + word for word in words for before in (_PARTICLES if grown else ("",)))


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    if set(table) != {"ar", "ur"} or any(set(rows) != SUBJECTS for rows in table.values()):
        raise ExhibitError(f"exhibit/story/anonymise/bodies_arabic.toml needs ar and ur, each with {', '.join(sorted(SUBJECTS))}.")
    return table
