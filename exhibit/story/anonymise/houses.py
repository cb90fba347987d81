"""Houses, floors and flats as each language writes them, with all that stands beside them: Wilgenhof 6, 2e etage; Tejedores, 14, bajo izquierda;
пос. X, 4-я линия, д. 61; الطابق الثاني، زنقة المطاحن، رقم 9; فلیٹ سی 7; दोस्रो तला; a house by a name and a number (Mercedes al 1200; на Пушкарівській, 5); post boxes and codes.

An address is a chain of parts. A flat or house with its number is a find by itself, a floor or a side only beside another part.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.announced import announcers, next_word
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage

TABLE = Path(__file__).with_name("houses.toml")
FIELDS = ("unit", "number", "letters", "floor", "ordinals", "ground", "side", "of", "named", "named_after", "at", "labels", "box")
_SURE, _LIKELY = 0.85, 0.65
_SMALL = "a-zß-öø-ÿа-яёіїєґўөүңһ"
_CAPITAL = rf"(?-i:(?![{_SMALL}])[^\W\d_][\w'.-]{{1,40}})"
_OVER = r"(?:(?:de la|de los|de las|de|del|la|el|los|las|du|des|da|do|dos|das|van de|van der|van den|van|der|den|of the|of)\s)"
_NAME = rf"{_CAPITAL}(?:\s{_OVER}?{_CAPITAL}){{0,3}}"
_MARKED = r"[^\W\d_][\w\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*"
_FIGURES = r"\d{1,5}(?:\s?[-/]\s?\d{1,4})?"
_NOT_MORE = r"(?![\w@]|[.,:]\d|\s?[%€$£])"
_YEAR = re.compile(r"(?:19[3-9]|20[0-4])\d")
_AFTER_A_HOUSE = re.compile(r"[^\W\d_][\w'.-]{2,40}[,،]?\s(?:(?:n[o°º]\.?|nr\.?|№|#|رقم|نمبر|नं\.?|घर|ເລກທີ?)\s?)?\d{1,5}\s?(?:[a-zа-я](?!\w))?(?:\s?(?:bis|ter))?\s?[,.،]?\s$|\d{1,5}\s?(?:bis|ter|[a-z])?,?\s(?:[\w'-]{1,20}\s){0,3}(?-i:[A-Z][\w'-]+)(?:\s[\w'-]{2,20}){0,3},\s$", re.I)
_BEFORE_A_STREET = re.compile(rf"\s?[,،]\s(?:{_CAPITAL}\s{_CAPITAL}|\d{{1,4}}[a-z]?,?\s{_CAPITAL}|(?:rue|avenue|boulevard|place|chemin|calle|avenida|carrera|rua|ул\.|вул\.|улица|вулиця)\s)", re.I)
_POSTAL = re.compile(
    r"(?<![\w-])(?:\d{4}\s?[A-Z]{2}(?=[\s,.;)]|$)(?<!\d\d\d\d\sEU)(?=,?\s[A-Z])|(?:GIR\s?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2})(?!\w)"
    r"|\d{5}-\d{3}(?![\w-])|(?<=[,;]\s)\d{5,6}(?=,?\s[A-ZÀ-ÞА-ЯІЇЄҐ][\w'-]{2}))")
_CARE_OF = re.compile(rf"(?<!\w)(?:c/o|p/a|a/c de|ciudad de entrega)\s(?:{_CAPITAL})(?:\s{_CAPITAL}){{0,3}}", re.I)
_CORNER = re.compile(rf"(?<!\w)(?:esquina(?:\s(?:con|de|a))?|esq\.|corner of|(?:à l'|au )?angle (?:de|des|avec)|hoek(?: van)?|na esquina d[aeo]|на углу|на розі)\s(?:(?:la|de la|the|rues?|calles?|de)\s){{0,2}}{_NAME}(?:\s(?:and|y|et|en|e|с|и|та|з|con|com)\s(?:de la |la |rue )?{_NAME})?", re.I)
_NUMBER_FIRST = re.compile(rf"(?<!\w)(?:number|no\.|n[°º]|numéro|número|nummer|дом|дома|доме|будинок|будинку)\s\d{{1,4}}[a-zа-я]?,?\s(?:of |de la |de |da |do |по |на )?{_NAME}"
                           rf"|(?<!\w)\d{{1,4}}(?:\s(?:bis|ter))?,?\s(?:(?:de la|de l'|du|of|de|da|do)\s)?(?:rue|r\.|avenue|av\.|boulevard|calle|avenida|rua)\s(?:{_OVER})?{_NAME}"
                           rf"|(?<!\w)\d{{1,4}}(?:/\d{{1,4}})?[а-я]?\s(?:по|на)\s(?:улиц\w|вулиц\w|ул\.|вул\.|просп\w*\.?)\s{_NAME}"
                           rf"|(?<!\w)\d{{1,2}}\.?\s?[ªº]\.?\s(?:avenida|calle|av\.)(?:\s[A-Z]?\d{{1,3}}\s?-\s?\d{{1,3}})?", re.I)
_YEARS_OF = re.compile(rf"(?<!\w)(?:ул\.|улиц\w{{1,2}}|пр\.|просп\.|проспект\w?|пер\.|вул\.|вулиц\w{{1,2}}|площад\w|площ\w|көч\.|rue|avenue|av\.|place|calle|avenida|rua|praça|largo)\s(?:du |de la |de |da |do |del )?\d{{1,3}}(?:-?[^\W\d_]{{1,3}})?\s(?:(?:лет|летия|років|річчя|жыл|жылдык|de|da|do)\s)?{_CAPITAL}(?:\s{_CAPITAL})?|(?<!\w)(?:rue|place|avenue|calle|avenida|rua|praça)\s(?:du |del |de )?\d{{1,2}}[ -](?:de )?(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)(?:,?\s\d{{1,4}})?", re.I)
_NUMBERLESS = re.compile(rf"{_NAME},?\s(?:s/n|sin número|sem número|б/н)(?!\w)", re.I)
_LATIN_AND_CYRILLIC = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky")


def houses(passage: Passage) -> Iterator[Candidate]:
    """Chains of parts of an address."""
    language = passage.language.split("-")[0]
    if language not in _table():
        return
    forms, plain, counts = _forms(language), passage.plain, announcers(language).counted
    for found in forms.chain.finditer(plain):
        parts = forms.parts(plain, *found.span())
        strong = parts[:1] == ["unit"] and any(char.isdigit() for char in found.group()) and not forms.lone_number.match(found.group()) and not counts.holds(next_word(plain, found.end()))
        beside = bool(_AFTER_A_HOUSE.search(plain, max(0, found.start() - 60), found.start()) or _BEFORE_A_STREET.match(plain, found.end()))
        together = len(parts) > 1 and any(part in ("unit", "named") for part in parts) or parts == ["named"] and ", " in found.group() and found.group()[-1].isdigit()
        if beside or together or strong:
            yield Candidate(found.start(), found.start() + len(found.group().rstrip()), "ADDRESS", _SURE if beside or together else _LIKELY)
    if forms.before_part:
        yield from (Candidate(found.start(), found.end(), "ADDRESS", _LIKELY) for found in forms.before_part.finditer(plain))
    if forms.floor_of:
        yield from (Candidate(found.start(), found.start() + len(found.group().rstrip(" .")), "ADDRESS", _SURE) for found in forms.floor_of.finditer(plain))


def numbered_names(passage: Passage) -> Iterator[Candidate]:
    """A name with a house number where no word for a street stands: behind a preposition or a word of forms, and before a sign; corners, post boxes, codes."""
    language = passage.language.split("-")[0]
    if language not in _table():
        return
    forms, plain = _forms(language), passage.plain
    for found in forms.numbered.finditer(plain) if forms.numbered else ():
        number = found.group("number")
        if not _YEAR.fullmatch(number) or found.group("to"):
            yield Candidate(found.start("place"), found.end("place"), "ADDRESS", _LIKELY)
    for form in (forms.box, _POSTAL, _CARE_OF, *((_CORNER, _NUMBERLESS, _NUMBER_FIRST, _YEARS_OF) if language in _LATIN_AND_CYRILLIC else ())):
        for found in form.finditer(plain):
            yield Candidate(found.start(), found.end(), "ADDRESS", 0.7)


class _Forms:
    """The regular expressions of one language."""

    def __init__(self, language: str) -> None:
        row = {field: _alternatives(_table()[language][field]) for field in FIELDS}
        gap = "" if language == "lo" else r"(?<!\w)"
        joint = r"\s?(?:[,،]\s?|\s|-)(?:(?:en|на|y|e|et|de|à|a|au|and|no|na|in|أو|من|op de|op|du|del|la|le)\s)?" if language != "lo" else r"[\s,]{0,2}"
        letter = "|".join(filter(None, (row["letters"], r"[a-zа-я]" if language in _LATIN_AND_CYRILLIC else "")))
        apart = r"(?<!\w)" if language != "lo" else ""
        code = rf"(?:{_FIGURES}(?:\s?-?\s?(?:{letter}))?{_NOT_MORE}|{apart}(?:{letter})(?:[\s/-]?{_FIGURES})?{_NOT_MORE})"
        number = rf"(?:(?:{row['number']})\s?)?"
        after = rf"|{_FIGURES}\s?-?(?:{row['unit']})(?!\w)" if language == "ky" else ""
        unit = rf"(?P<unit>{gap}(?:{row['unit']})\s?{number}{code}{after})"
        order = r"\d{1,2}\s?\.?-?(?:st|nd|rd|th|e|er|[èe]me|ste|de|º|ª|°|й|м|го|ом|ий|му)?"
        floor = rf"{gap}(?:(?:{row['ordinals']}|{order})[\s-](?:{row['floor']})(?!\w)|(?:{row['floor']})\s?(?:{row['number']})?\s?(?:{row['ordinals']}|\d{{1,2}})(?!\w)" + (rf"|(?:{row['ground']})(?!\w)" if row["ground"] != "(?!)" else "") + ")"
        side = rf"(?P<side>{gap}(?:{order}\s|(?:{row['unit']})\s)?(?:{row['side']})(?!\w)|{gap}\d{{1,2}}\.?\s?[ºª°]\.?\s?(?-i:[A-Z](?!\w))?)"
        part = rf"(?:{unit}|(?P<floor>{floor})|{side}{_named(language, row, gap)})"
        plain_part = re.sub(r"\?P<\w+>", "?:", part)
        self.part = re.compile(part, re.I)
        bare = rf",\s(?!(?:19|20)\d\d){_FIGURES}{_NOT_MORE}(?=\s?(?:[.,;:)]|$))"
        self.chain = re.compile(rf"{plain_part}(?:{joint}{plain_part}|{bare}){{0,5}}", re.I)
        self.before_part = re.compile(rf"(?<!\w){_NAME},?\s\d{{1,4}}(?:\s?[-/]\s?\d{{1,4}})?\s?(?:[a-zа-я](?!\w))?,\s(?=(?:{plain_part}))", re.I) if language in _LATIN_AND_CYRILLIC else None
        self.lone_number = re.compile(rf"(?:{row['number']})", re.I)
        self.box = re.compile(rf"{gap}(?:{row['box']})\s?:?\s?(?:{row['number']})?\s?\d{{1,7}}(?!\w)", re.I)
        self.floor_of = re.compile(rf"(?:(?:the|le|la|el|o|de|het)\s)?{floor}\s(?:{row['of']})\s?(?:the\s)?[«\"„]?{_NAME}[»\"“]?", re.I) if row["of"] != "(?!)" else None
        house = r"(?P<number>\d{1,5})(?:\s?[-/]\s?\d{1,4})?\s?-?\s?(?:[a-zа-я](?![\w']))?"
        behind = r"(?=\s?(?:[.,;:)!?»”\n]|$))(?![.,:]\d)"
        lead = "|".join(filter(lambda one: one != "(?!)", (rf"(?:{row['at']})\s", rf"(?:{row['labels']})\s?:?\s")))
        to = r"(?P<to>(?:al|alt\.|altura|n[o°º]\.?|n\.º|nr\.?|№|num\.?|número)\s)?"
        self.numbered = re.compile(rf"(?<!\w)(?:{lead})(?:(?:de|het|la|el|the|le|da|do)\s)?(?P<place>{_NAME},?\s{to}{house}){behind}", re.I) if language in _LATIN_AND_CYRILLIC else None

    def parts(self, plain: str, start: int, end: int) -> list[str | None]:
        """What the parts of a chain are. Not searched with an end: what stands behind a part tells as well."""
        found: list[str | None] = []
        for part in self.part.finditer(plain, start):
            if part.start() >= end:
                break
            found.append(part.lastgroup)
        return found


def _named(language: str, row: dict[str, str], gap: str) -> str:
    """Streets and settlements by their word: before the name in Arabic, behind it in Nepali, both in Urdu and Russian."""
    if language in _LATIN_AND_CYRILLIC:
        name = rf"{_CAPITAL}(?:[\s-]{_CAPITAL}){{0,2}}"
        forms = [rf"{gap}(?:{row['named']})\s?{name}", rf"{gap}{_CAPITAL}-\d{{1,2}}(?![\w-])", rf"{gap}\d{{1,3}}-?[а-я]{{1,3}}\s(?:{row['named_after']})(?!\w)"] if row["named"] != "(?!)" else []
    else:
        name = rf"{_MARKED}(?:\s{_MARKED}){{0,2}}?"
        ahead = rf"{gap}(?:{row['named']})\s{name}(?=\s?[،,.۔।]|\s(?:{row['number']})|\s\d)" if row["named"] != "(?!)" and language != "lo" else ""
        lao = rf"(?:{row['named']})\s?[\u0e80-\u0eff]{{2,20}}(?=\s)" if language == "lo" else ""
        behind = rf"{gap}(?:{_MARKED}\s)?{_MARKED}\s?(?:{row['named_after']})(?![\w\u0900-\u097f])" if row["named_after"] != "(?!)" else ""
        forms = [form for form in (ahead, lao, behind) if form]
    return "".join(f"|(?P<named>{'|'.join(forms)})" if forms else "")


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def _alternatives(entries: str) -> str:
    """The entries of a row as one expression, longest first; one that never matches when there are none."""
    parts = sorted((part for part in re.split(r",\s", entries) if part), key=lambda part: (-len(part), part))
    return "|".join(parts) or "(?!)"


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for language, row in table.items():
        if set(row) != set(FIELDS):
            raise ValueError(f"{TABLE.name} [{language}] needs {', '.join(FIELDS)}.")
    return table
