"""Numbers that a word before or behind them announces: flight KQ 310, plainte n° 17/20994, реєстраційний номер А-317, 12-бөлмө, फाइल नं. ११२७.

A number of papers may have any form; what tells is the word for the paper or thing. So figures are looked for first, then letters and
figures around them are taken along, then the words before are asked. A date, a sum, a count, an hour or a length of time is none.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.rules import row_of

TABLE = Path(__file__).with_name("announced.toml")
SUBJECTS = ("papers", "things", "number", "small")
_SURE, _LIKELY = 0.85, 0.7
_FAR = 60  # characters before a number that are asked for the word that announces it
_LAO_FAR = 22
_SMALL_WORDS_BETWEEN = 3
_MOST_GROUPS = 8  # of figures side by side
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_SIGN = rf"[^\W_{_MARKS}][{_MARKS}]*"
_TOKEN = re.compile(rf"(?<![\w@+]){_SIGN}(?:[-/.:]?{_SIGN})*(?![\w@])")
_WORD = re.compile(rf"[^\W\d_][\w'{_MARKS}]*|[№#]|[nN][°º]|\d+")
_LAO = re.compile(r"[\u0e80-\u0eff]")
_LETTERS_BEFORE = re.compile(rf"(?<![\w@.])((?:{_SIGN}){{1,5}}(?:-(?:{_SIGN}){{1,3}})?)[\s-]{{1,2}}(?:№\s?)?$")
_GOES_ON = re.compile(r"\s(\d{2,}(?:[-/.]\d+)*[A-ZА-ЯІЇЄҐ]?|[A-ZА-ЯІЇЄҐ]{1,4}|bis|ter|quater)(?![\w'%€$£]|[.,:]\d)")
_HALF_NUMBERS = ("bis", "ter", "quater")
_TAKES_LETTERS = re.compile(r"\d|[A-Z]{2}\d\d")  # plates and accounts: 02 KG 418 BDA, NL08 XBNK 0417
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:[12]?\d|3[01]|0\d)[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:\d{2}|\d{4}))?|(?:1[0-2]|0?[1-9])[-/.](?:[12]?\d|3[01]|0\d)[-/.](?:\d{2}|\d{4})|(?:1[0-2]|0?[1-9])[-/.](?:19|20)\d\d")
_HOUR = re.compile(r"\d{1,2}(?::|h|H|ч)\d{0,2}")
_SUM = re.compile(r"\d{1,3}(?:[,' ]\d{3})+(?:[.,]\d\d?)?|\d{1,3}\.\d{3}(?:,\d\d?)?|\d+[.,]\d\d?")  # 94.123.456 may be an identity card
_YEAR = re.compile(r"(?:19[3-9]|20[0-8])\d(?:[-/](?:19|20)?\d\d)?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ere|ère|e|è|de|ste|eme|ème|[ºª°]|-?(?:й|я|е|го|му|м|ю|ой|ий|ій|ша|га|та|х))", re.I)
_SERIES_WITHOUT_CAPITALS = re.compile(r"[\u0621-\u0647\u064a](?!\w)|[\u0e81-\u0eae]{1,2}")  # one Arabic letter but "and", two Lao ones
_LETTERS_BY_NAME = re.compile(r"(?<!\w)((?:(?:اے|بی|سی|ڈی|ای|ایف|جی|ایچ|آئی|جے|کے|ایل|ایم|این|او|پی|کیو|آر|ایس|ٹی|یو|وی|ڈبلیو|ایکس|وائی|زیڈ)\s){1,4}|(?:(?:ए|बी|सी|डी|ई|एफ|जी|एच|आई|जे|के|एल|एम|एन|ओ|पी|क्यू|आर|एस|टी|यू|भी|डब्लु|एक्स|वाई|जेड){1,3}[\s-]){1,3})$")
"""Latin letters by their names in Urdu and Nepali."""
_MONTH_AND_YEAR = re.compile(r"\d{1,2}[/-](?:19|20|25)\d\d")  # or the eleventh file of a year
_ARABIC_LEAD = re.compile(r"^[وف]?(?:[بك]?ال|لل|[بلك])?")
_OF = re.compile(r"\s(?:of|de|des|du|d'|van|dos|das|da|do|من|ها)(?!\w)", re.I)  # the number of women
_SIGNS_OF_MONEY = "€$£¥₽₴₹₨₺₦₵₱₩₫₭฿₸%"


@dataclass(frozen=True)
class Stems:
    """A word list: whole words, and stems with any ending by their first two letters."""

    whole: frozenset[str]
    stems: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: str) -> Stems:
        keys = [folded(entry) for entry in entries.split()]
        begun: dict[str, list[str]] = {}
        for key in keys:
            if key.endswith("*"):
                begun.setdefault(key[:2], []).append(key[:-1])
            if key.endswith("ه*"):  # غرفة, غرفتي
                begun.setdefault(key[:2], []).append(f"{key[:-2]}ت")
        return cls(frozenset(key for key in keys if not key.endswith("*")), {two: tuple(stems) for two, stems in begun.items()})

    def holds(self, key: str) -> bool:
        """Also behind the particles and article that Arabic writes together with a word."""
        if self._holds(key):
            return True
        bare = _ARABIC_LEAD.sub("", key) if "\u0620" <= key[:1] <= "\u06ff" else key
        return bare != key and len(bare) > 2 and self._holds(bare)

    def _holds(self, key: str) -> bool:
        return key in self.whole or any(key.startswith(stem) for stem in self.stems.get(key[:2], ()))


@dataclass(frozen=True)
class Announcers:
    """The lists of one language."""

    papers: Stems
    things: Stems
    number: Stems
    small: Stems
    counted: Stems
    lao: tuple[str, ...] = ()


def announced(passage: Passage) -> Iterator[Candidate]:
    """Numbers beside the word that announces them."""
    plain = passage.plain
    if not any(char.isdigit() for char in plain):
        return
    row = announcers(passage.language.split("-")[0])
    cased = any(char.isupper() for char in plain)
    done = 0
    for found in _TOKEN.finditer(plain):
        if found.start() < done or not any(char.isdigit() for char in found.group()):
            continue
        start, end, thing_behind = _whole(plain, found.start(), found.end(), cased, row)
        confidence = _confidence(plain, start, end, thing_behind, row)
        if confidence:
            done = end
            yield Candidate(_with_its_word(plain, start, end, row), end, "IDENTITY_NUMBER", confidence)


def _whole(plain: str, start: int, end: int, cased: bool, row: Announcers) -> tuple[int, int, bool]:
    """The number with its letters and groups: QQ 12 34 56 C. Third: is the token joined to the thing it counts off (12-бөлмө)?"""
    token = plain[start:end]
    figures, dash, tail = token.partition("-")
    if dash and figures.isdigit() and tail.isalpha() and len(tail) > 2:
        return start, start + len(figures), row.things.holds(folded(tail)) or row.papers.holds(folded(tail))
    for _ in range(_MOST_GROUPS):
        going = _GOES_ON.match(plain, end)
        if not going:
            break
        if going.group(1).isalpha() and going.group(1) not in _HALF_NUMBERS and (not cased or len(going.group(1)) > 1 and not _TAKES_LETTERS.match(plain[start:start + 4])):
            break
        if _YEAR.fullmatch(going.group(1)) or row.counted.holds(next_word(plain, going.end())):
            break
        end = going.end()
    named = _LETTERS_BY_NAME.search(plain, max(0, start - 24), start)
    if named and "ایف آئی آر" not in named.group():
        return named.start(1), end, False
    before = _LETTERS_BEFORE.search(plain, max(0, start - 14), start)
    if before and _are_letters_of_it(before.group(1), cased, row):
        start = before.start(1)
    return start, end, False


def _with_its_word(plain: str, start: int, end: int, row: Announcers) -> int:
    """The number of a house is said with the word for it ("at number 41"): both are one find where few figures stand alone."""
    before = re.search(r"(?<!\w)([^\W\d_]{4,10})\s$", plain[max(0, start - 12):start])
    return start - len(before.group()) if before and end - start < 5 and row.number.holds(folded(before.group(1))) else start


def _are_letters_of_it(letters: str, cased: bool, row: Announcers) -> bool:
    """Letters of a series before the figures: KQ 310, TH-SK 226, pe 0482915; no word of talk and none that announces."""
    key = folded(letters)
    if row.number.holds(key) or any(char.isdigit() for char in letters):
        return any(char.isdigit() for char in letters) and letters.isascii() and letters.upper() == letters and len(letters) <= 3
    if letters.isupper() and len(key) > 1:
        return not row.papers.holds(key)
    if _SERIES_WITHOUT_CAPITALS.fullmatch(letters):
        return True
    return not cased and len(letters) == 2 and letters.isascii() and not row.small.holds(key)


def next_word(plain: str, at: int) -> str:
    """The word behind a place, as lists keep it; nothing where a sign stands."""
    found = _WORD.match(plain, at + 1) if plain[at:at + 1] in " -" else None
    return folded(found.group()) if found else ""


def _confidence(plain: str, start: int, end: int, thing_behind: bool, row: Announcers) -> float:
    """How sure it is that something announces this number; nothing when it is a date, a sum, a count."""
    text = plain[start:end]
    bare = text.isdigit()
    if thing_behind:
        return _SURE
    if _is_other(plain, start, end, row) and not (_MONTH_AND_YEAR.fullmatch(text) and _is_numbered(plain, start, row)):
        return 0
    behind = next_word(plain, end)
    if row.number.holds(behind) and behind != "no" and (not behind.startswith("номер") or behind.startswith("номерлүү")):
        return _LIKELY
    if bare or _ORDINAL.fullmatch(text):
        if not bare and row.things.holds(behind):
            return _LIKELY
        if row.counted.holds(behind):
            return 0
    if row.lao and _LAO.search(plain, max(0, start - _LAO_FAR), start):
        return _after_lao(plain[max(0, start - _LAO_FAR):start], text, plain[end:end + 12].lstrip(), row)
    return _after(plain, start, text, behind, row)


def _is_numbered(plain: str, start: int, row: Announcers) -> bool:
    """Does a word for "number" stand directly before?"""
    near = plain[max(0, start - _LAO_FAR):start].rstrip(" .:")
    last = re.search(rf"[^\W\d_][\w{_MARKS}]*$|[№#]$", near)
    return near.endswith("ເລກທີ") and not near.endswith("ວັນເລກທີ") or bool(last and (last.group() in "№#" or row.number.holds(folded(last.group()))))


def _is_other(plain: str, start: int, end: int, row: Announcers) -> bool:
    text = plain[start:end]
    if plain[end:end + 2].strip(" ")[:1] in tuple(_SIGNS_OF_MONEY) or plain[max(0, start - 2):start].strip()[-1:] in tuple(_SIGNS_OF_MONEY):
        return True
    if re.match(r"[.,]\d", plain[end:end + 2]) or re.search(r"\d[.,:]$", plain[max(0, start - 2):start]):
        return True
    return bool(_DATE.fullmatch(text) or _HOUR.fullmatch(text) and text[-1] != "h" or _SUM.fullmatch(text) or _YEAR.fullmatch(text))


def _after(plain: str, start: int, text: str, behind: str, row: Announcers) -> float:
    """By the words before, nearest first: number words and small words may stand between."""
    window = re.split(r"[.!?;\n]\s(?=[^\W\d_a-zа-я])|\n", plain[max(0, start - _FAR):start])[-1]
    figures = sum(char.isdigit() for char in text)
    bare = text.isdigit()
    numbered, small = bool(re.search(r"[№#]\s?$", window)), 0
    for at, found in enumerate(reversed(list(_WORD.finditer(window)))):
        key = folded(found.group())
        gap = window[found.end():]
        if row.number.holds(key):
            numbered = numbered or small <= 1 or figures > 2 and small <= 2 * _SMALL_WORDS_BETWEEN
            continue
        if row.things.holds(key) and small == 0 and (numbered or not gap.strip(" :(№#«\"n°º.")):
            return _SURE if numbered or not bare or figures > 1 else _LIKELY
        if row.papers.holds(key):
            return _SURE if numbered or figures > 2 or figures == 2 and (not bare or not gap.strip(" :") and not behind) else 0
        if not bare and figures > 2:
            cost = 0
        else:
            cost = 1 if row.small.holds(key) else 2
        small += cost
        if small > (2 * _SMALL_WORDS_BETWEEN if figures > 2 else _SMALL_WORDS_BETWEEN) or at > 6 or cost == 2 and figures < 3:
            break
    return _LIKELY if numbered and not _OF.match(_behind_number(window, row)) and not re.search(r"[^\W\d_]{4,}.*[^\W\d_]{4,}", _behind_number(window, row)) and (figures > 1 or not bare) else 0


def _behind_number(window: str, row: Announcers) -> str:
    """What stands between the nearest word for "number" and the figures."""
    last = None
    for found in _WORD.finditer(window):
        if row.number.holds(folded(found.group())) or found.group() in "№#":
            last = found
    return window[last.end():] if last else ""


def _after_lao(window: str, text: str, behind: str, row: Announcers) -> float:
    figures = sum(char.isdigit() for char in text)
    near = window.rstrip(" :(")
    for number in row.number.whole:
        if near.endswith(number) and not near.endswith(f"ວັນ{number}"):
            thing = near.removesuffix(number).endswith(tuple(row.things.whole))
            return _SURE if figures > 1 or not text.isdigit() or thing else 0
    if any(near.endswith(thing) for thing in row.things.whole):
        return _LIKELY if not behind.startswith(tuple(row.counted.whole)) else 0
    return _SURE if (figures >= 4 or not text.isdigit() and figures > 1) and any(paper in near for paper in row.lao) else 0


@cache
def announcers(language: str) -> Announcers:
    table = _table()
    own = table.get(language, table["en"])
    lists = {subject: Stems.of(f"{own[subject]} {table['all'][subject]}") for subject in SUBJECTS}
    times, sums = row_of("times.toml", language), row_of("amounts.toml", language)
    counted = " ".join(word for words in (times["years"], times["units"], sums["money"], sums["counted"], sums["codes"], own["measures"], table["all"]["measures"], months(language)) for word in words.replace(",", " ").split())
    return Announcers(**lists, counted=Stems.of(counted), lao=tuple(own["papers"].split()) if language == "lo" else ())


def months(language: str) -> str:
    """The beginnings of month names, as a word list."""
    try:
        names = Locale(language).months["format"]["wide"].values()
    except (UnknownLocaleError, ValueError):
        return ""
    return " ".join(f"{name[:4]}*" for name in names if len(name) > 2 and " " not in name[:4])


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for language, row in table.items():
        if set(row) != {*SUBJECTS, "measures"}:
            raise ValueError(f"{TABLE.name} [{language}] needs {', '.join((*SUBJECTS, 'measures'))}.")
    return table
