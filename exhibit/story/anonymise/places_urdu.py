"""Places of Urdu by the words they are made of (خوش پور, ٹنڈو بہاول), by number (چک نمبر 47 جنوبی), by what stands before them (سکنہ, تھانہ, نزد),
and those of the list that are ordinary words too, where only a place can be (باغ کا رہنے والا). The words are places_urdu.toml's.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, name_key, places_named
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.known_words import Use, is_common, never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Phrases, Token, tokens
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("places_urdu.toml")
SUBJECTS = frozenset("closing opening wards before settle behind stays no_place".split())
_LIKELY = 0.6
_LONGEST = 3
_VERBS = ("تا", "تي", "تے", "ئے", "وں", "نے", "كر", "يں")
_SIZES = frozenset(("city", "big city", "town"))
_SMALL_PAIRS = "سے|کی|کا|کے|نے|کو|پر|ہے|جو|کہ|تک|تو|ہم|وہ|یہ|اب|جب|تب|بس|دو|اس|ان|لے|دے|نہ|یا|ہی|سو|چھ|جا|آج|کر|میں|و"
_CANAL = r"(?:ای|جی|آر|ڈبلیو|ایل|ایم|ڈی|بی|ٹی|این|پی|ایس|ایچ|گ|ر|ب|ج|ش|ل|ن|[A-Za-z]{1,2}|ڈی این بی|ڈبلیو بی)"
_CHAK = re.compile(rf"(?<!\w)(?:چک|چاہ|موگہ)(?:\s?نمبر)?\s?\d{{1,4}}(?:\s?[/\-.]?\s?(?!(?:{_SMALL_PAIRS})(?!\w)){_CANAL}(?!\w)|\s?/\s?\d{{1,2}}(?!\w)){{0,4}}(?:\s(?:جنوبی|شمالی|شرقی|غربی))?(?!\w)")
_PHASES = re.compile(r"(?<!\w)[\u0620-\u06ff]{3,}(?:\s(?:ٹاؤن|کالونی|اقبال|جوہر|آباد|سوسائٹی))?\s(?:فیز|سیکٹر|بلاک)\s(?:نمبر\s)?(?:ون|ٹو|تھری|فور|فائیو|فائیف|سکس|سیون|ایٹ|نائن|ٹین|ایک|دو|تین|چار|پانچ|چھ|سات|آٹھ|نو|دس|گیارہ|بارہ|تیرہ|چودہ|پندرہ|\d{1,2})(?!\w)")
_ABROAD = re.compile(r"(?<!\w)(?:(?:کائیے|کالیے|کایے|ویا|ویالے|پیاتسا|روا|رو دی|اوڈوس|کورسو|اوینیدا|پلاسا|پاسیو|کارر|رامبلا|ریو)\s[\u0620-\u06ff]{2,}(?:\s[\u0620-\u06ff]{2,}){0,2}|[\u0620-\u06ff]{3,}(?:\s[\u0620-\u06ff]{3,})?\s?(?:اسٹریٹ|سٹریٹ|روڈ|ایونیو|لین|اسٹراسے|شتراسے|شٹراسے|سٹراسے|سوکاک|سوکاگی|جادہ سی|جادے سی|گاسے))\s(?:نمبر\s)?\d{1,4}[ا-ی]?(?:\s?[،,]\s?(?:پہلی|دوسری|تیسری|چوتھی|پانچویں)\sمنزل)?(?!\w)")
_HOUSE_WORDS = r"فلیٹ|مکان|کوارٹر|پلاٹ|دکان|کمرہ|گلی|سیکٹر|بلاک|فیز|لین|اسٹریٹ|سٹریٹ|ٹاور|بلڈنگ|بنگلہ|کوٹھی|یونٹ|وارڈ|منزل|پورشن|اپارٹمنٹ|ولا|شاپ|سروے|کھاتہ|خسرہ|لائن|مکانات|گیٹ|روڈ"
_LETTER = r"(?:اے|بی|سی|ڈی|ای|ایف|جی|ایچ|آئی|جے|کے|ایل|ایم|این|او|پی|کیو|آر|ایس|ٹی|یو|وی|ڈبلیو|ایکس|وائی|زیڈ|[A-Za-z]|[ا-ی])"
_NUMBER = rf"(?:\d{{1,4}}(?:\s?[-/]\s?(?:\d{{1,4}}|{_LETTER})(?!\w))?(?:\s{_LETTER}(?!\w))?|{_LETTER}(?:\s?[-/]\s?|\s)\d{{1,4}}(?:\s?[-/]\s?\d{{1,4}})?|{_LETTER}(?!\w))"
_PART = rf"(?:(?:{_HOUSE_WORDS})(?:\sنمبر)?\s{_NUMBER}|(?:پہلی|دوسری|تیسری|چوتھی|پانچویں|چھٹی|نچلی|اوپری)\sمنزل|(?:گلی|محلہ|کوچہ|احاطہ)\s[\u0620-\u06ff]{{2,}}(?:\s[\u0620-\u06ff]{{2,}})?(?:\s(?:والی|والا))?(?=[،,۔\n]|$))"
_ADDRESS = re.compile(rf"(?<!\w){_PART}(?:\s?[،,]\s?{_PART})*(?:\s?[،,]\s?[\u0620-\u06ff]{{2,}}(?:\s[\u0620-\u06ff]{{2,}}){{0,2}}\s(?:روڈ|سٹریٹ|اسٹریٹ|بازار|چوک|محلہ|کالونی|ٹاؤن|پلازہ|بلڈنگ))?(?!\w)")
_STREET = re.compile(rf"(?<!\w)[\u0620-\u06ff]{{2,}}(?:\s[\u0620-\u06ff]{{2,}})?\s(?:روڈ|سٹریٹ|اسٹریٹ)\s?[،,]\s?{_PART}(?:\s?[،,]\s?{_PART})*(?!\w)")
_POSTPOSITIONS = frozenset(map(name_key, "میں سے کا کی کے تک".split()))
_DISTRICTS = frozenset(map(name_key, "ضلع ضلعے صوبہ ڈویژن ریاست".split()))
Row = tuple[Token, ...]


def places_in_urdu(passage: Passage) -> Iterator[Candidate]:
    """Places by their parts and their neighbours, and chaks by their numbers."""
    if passage.language.split("-")[0] != "ur":
        return
    row = tokens(passage)
    for place in range(len(row)):
        yield from _composed(passage, row, place)
        yield from _behind_word(passage, row, place)
        yield from _settled(passage, row, place)
        yield from _district(passage, row, place)
        yield from _listed_here(passage, row, place)
        yield from _where_one_stays(passage, row, place)
    yield from (Candidate(found.start(), found.end(), "PLACE", _LIKELY) for form in (_CHAK, _PHASES) for found in form.finditer(passage.plain))


def houses_in_urdu(passage: Passage) -> Iterator[Candidate]:
    """فلیٹ سی 7; مکان 23-بی، بلاک سی; گلی حافظ والی: with a number or letter, or two of them in a row."""
    if passage.language.split("-")[0] == "ur":
        yield from (Candidate(found.start(), found.end(), "ADDRESS", _LIKELY) for found in _ABROAD.finditer(passage.plain))
        for form in (_ADDRESS, _STREET):
            for found in form.finditer(passage.plain):
                if any(char.isdigit() for char in found.group()) or "،" in found.group() or re.search(rf"\s{_LETTER}$", found.group()):
                    yield Candidate(found.start(), found.end(), "ADDRESS", _LIKELY)


def _composed(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """خوش پور, آزاد نگر ہاری بستی; ٹنڈو بہاول, گلشن حدید."""
    if row[place].key in _words("closing") and place and _beside(passage, row, place - 1) and _is_part(row[place - 1]) and row[place - 1].key not in _words("closing") and (place < 2 or row[place - 1].key in name_lists.keys_of("ur") or row[place].key in _strong() or not _is_word(row[place - 1])):
        yield Candidate(row[place - 1].start, row[_with_wards(passage, row, place)].end, "PLACE", _LIKELY)
    if row[place].key in _words("opening") and place + 1 < len(row) and _beside(passage, row, place) and _is_opened(row, place):
        yield Candidate(row[place].start, row[_with_wards(passage, row, place + 1)].end, "PLACE", _LIKELY)


@cache
def _strong() -> frozenset[str]:
    """Closing words that are no words by themselves."""
    return frozenset(map(name_key, "پور پورہ نگر نگری گڑھ گڑھی کوٹ کوٹلہ پتن کلے بانڈہ بانڈئی زئی گوٹھ ٹاؤن پاڑہ پاڑا گنج ڈھیرئی ٹنڈو ڈیرو ٹبہ ٹبی خورد کلاں چورنگی کینٹ ولیج ویلیج".split()))


def _is_opened(row: Row, place: int) -> bool:
    """Does the word behind ٹنڈو, کوٹ or شاہ make a place with it? A name or an unknown word behind the words that only places have; else together in the list."""
    if row[place].key in _only_places():
        return _is_part(row[place + 1]) and (row[place + 1].key in name_lists.keys_of("ur") or not _is_word(row[place + 1]))
    return is_place(f"{row[place].key} {row[place + 1].key}")


@cache
def _only_places() -> frozenset[str]:
    return frozenset(map(name_key, "ٹنڈو کوٹ کوٹلہ کوٹلی گڑھی ڈیرہ ڈیرو ڈھوک گوٹھ بستی پنڈ پنڈی موضع ٹھٹھہ ٹھٹہ ٹبہ ٹبی گلشن گلستان خیابان قلعہ سرائے نواں جلالپور نوشہرہ سانتا سانتو سان کوتا کامپونگ سنگائی تامان حفر جبل".split()))


def _is_part(token: Token) -> bool:
    return len(token.key) > 1 and not is_common(token.key, "ur") and token.key not in _words("no_place") and token.key not in beside("ur").stops and not token.key.endswith(_VERBS) and not never(token.key)


def _with_wards(passage: Passage, row: Row, last: int) -> int:
    """On over what belongs to the name: آزاد نگر | ہاری بستی."""
    while last + 1 < len(row) and _beside(passage, row, last):
        count = _phrases("wards").at(row, last + 1)
        if not count:
            break
        last += count
    return last


def _behind_word(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """سکنہ خوشاب, تھانہ صدر, نزد بڑی مسجد: whatever the word is."""
    count = _phrases("before").at(row, place)
    first = place + count
    if not count or first >= len(row) or not _near(passage, row, first - 1) or not _is_part(row[first]):
        return
    last = first
    while last + 1 < len(row) and last - first < _LONGEST - 1 and _beside(passage, row, last) and _is_part(row[last + 1]) and (row[last + 1].key in _words("closing") or is_place(row[last + 1].key) or row[last + 1].key in name_lists.keys_of("ur")):
        last += 1
    yield Candidate(row[first].start, row[_with_wards(passage, row, last)].end, "PLACE", _LIKELY)


def _settled(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """گاؤں سنگ ماشہ سے: two or three words behind a kind of place, or one that is no ordinary word, before a postposition or the end of the clause."""
    if row[place].key not in _words("settle"):
        return
    last = place
    while last + 1 < len(row) and last - place < _LONGEST and _beside(passage, row, last) and _is_part(row[last + 1]):
        last += 1
    closes = passage.plain[row[last].end:row[last].end + 1] in ("،", ",", "۔", ".") or last + 1 < len(row) and row[last + 1].key in _POSTPOSITIONS
    if closes and (last > place + 1 or last == place + 1 and (not _is_word(row[last]) or row[last].key in name_lists.keys_of("ur"))):
        yield Candidate(row[place + 1].start, row[last].end, "PLACE", _LIKELY)


def _district(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """ضلع ننکانہ: whatever the word behind is, with the word for a district."""
    if row[place].key in _DISTRICTS and place + 1 < len(row) and _beside(passage, row, place) and _is_part(row[place + 1]) and not (_is_word(row[place + 1]) and row[place + 1].key.endswith(("ي", "ه"))):
        yield Candidate(row[place].start, row[_with_wards(passage, row, place + 1)].end, "REGION", _LIKELY)


def _listed_here(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """باغ کا رہنے والا, صدر میں کام: a town of the list that is an ordinary word too, where a place is meant."""
    key = row[place].key
    if len(key) < 2 or key in _words("no_place") or is_common(key, "ur") or not is_place(key) or place + 1 >= len(row) or not _beside(passage, row, place):
        return
    entries = places_named(key)
    by_hand = any(entry.by_hand or entry.common and entry.country == "PK" for entry in entries)
    if by_hand and _phrases("behind").at(row, place + 1) > 1 or any(entry.size in _SIZES for entry in entries) and _phrases("stays").at(row, place + 1):
        yield Candidate(row[place].start, row[place].end, "PLACE", _LIKELY)


def _where_one_stays(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """سمندری کا رہنے والا: what no list has, where one is born and lives; not an ordinary noun that is no name, but before "resident of" any."""
    if place + 2 >= len(row) or not _beside(passage, row, place) or not _is_part(row[place]) or not _phrases("stays").at(row, place + 1):
        return
    if not _is_word(row[place]) or row[place + 2].key in (name_key("رہنے"), name_key("رہائشی"), name_key("باسی"), name_key("پیدا")):
        yield Candidate(row[place].start, row[place].end, "PLACE", _LIKELY)


def _is_word(token: Token) -> bool:
    return bool(use(token.key, "ur") & Use.WORD)


def _beside(passage: Passage, row: Row, at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].start - row[at].end <= 2 and not passage.plain[row[at].end:row[at + 1].start].strip(' «"“-')


def _near(passage: Passage, row: Row, at: int) -> bool:
    """A colon or a comma may stand between: سکنہ: پتوکی."""
    return at + 1 < len(row) and row[at + 1].start - row[at].end <= 3 and not passage.plain[row[at].end:row[at + 1].start].strip(' :«"“')


@cache
def _phrases(subject: str) -> Phrases:
    return Phrases(word.replace("_", " ") for word in _table()[subject].split())


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(name_key(word.replace("_", " ")) for word in _table()[subject].split())


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
