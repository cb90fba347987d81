"""Organisations by the form of what is written: quotes with the word before them, legal forms of many countries, "& Sons", a number that closes a
name, and values of a form ("Employer:", «Куда:»)."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.known_words import Use, is_common, never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import listed
from exhibit.story.anonymise.organisations import kind_at
from exhibit.story.anonymise.organisations_runs import (
    Row,
    apart,
    backwards,
    begins,
    forwards,
    near,
    same_line,
    with_elision,
    with_number,
)
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Token, script_of, table, tokens

WIDE = Path(__file__).with_name("organisations_wide.toml")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk")
_LIKELY, _SURE = 0.6, 0.8
_QUOTED = re.compile(r"[«„“\"‹]\s?([^«»„“”\"‹›\n.!?]{2,60}?)\s?[»“”\"›]")
_BEHIND = re.compile(
    r"(?<![\w.])(?:L\.?L\.?[CP]|Ltd|LTD|Limited|LIMITED|Inc|INC|PLC|Plc|plc|Corp|Corporation|Pty|PTY|Pvt|PVT|Pte|PTE|Co|Sdn\.? ?Bhd|FZE|FZCO|W\.?L\.?L|S\.?P\.?C|GmbH|AG|KG|OHG|UG|e\.? ?V|SARL|S\.A\.R\.L|Sarl|SAS|SASU|EURL|SNC|SCI|SCEA|EARL|GAEC|SPRL|SRLS?|S\.? ?R\.? ?L|S\.?r\.?l\.?s?"
    r"|S\.?p\.?A|B\.?V\.?B\.?A|B\.?V|N\.?V|V\.?O\.?F|vof|C\.?V\.?B\.?A|vzw|VZW|asbl|ASBL|S\. ?de ?R\.? ?L\.?(?: de C\.? ?V)?|S\.? ?L\.? ?[ULPN]?|S\.? ?[AC]\.? ?[UTSPCL]?(?:\.? ?de ?C\.? ?V)?|C\. ?A|E\.? ?I\.? ?R\.? ?L|E\.T\.T|ETT|Ltda|LTDA|Lda|LDA|L\.da|Unipessoal(?:,? ?L[Dd][Aa])?|EIRELI|Eireli|ME|EPP|MEI|SGPS|Cía|Cia"
    r"|A\.? ?Ş|Ltd\.? ?Şti|Oy|OY|AB|A/S|ApS|AS|d\.?o\.?o|DOO|[Ss]p\.? ?z ?o\.? ?o|s\.?r\.?o|a\.s|Kft|KFT|Zrt|Bt|SIA|UAB|OÜ|E?OOD|ЕООД|ООД|Лтд|ЛТД|ГмбХ)\.?(?![\w'])")
_AHEAD = re.compile(
    r"(?<![\w.])(?:ООО|ОАО|ЗАО|АО|ПАО|НАО|ИП|ЧП|Ч?УП|ТОО|О[сС]ОО|ОДО|К?ФХ|КХ|СПК|АНО|НКО|Б[ФО]|РОО|МОО|[ФМГК]?[ГУК]УП|Г?[БК]УЗ?|МБОУ|ГБОУ|К?ЦСОН|Т[ДЦ]|ТР[ЦК]|БЦ|АЗС|СТО|ГК|УК|ТОВ|Т[зЗ]ОВ|ПП|ФОП|СПД|[ЗВ]АТ|АТ|П[рР]?АТ|ТДВ|ДП|К[ПЗ]|КНП|СФГ|ФГ|[ГБ]О|НВК|ЗОШ|СЗШ|УАБ|СІА|СИА|АЗК|СТ|т/х|п/х|ПБ|СРТМ?|БМРТ|БАТМ|МРС|РШ"
    r"|SARL|SAS|EURL|SCEA|EARL|GAEC|SCI|É?E?ts\.?|ONG|OSC|ASBL|asbl|VZW|vzw|Stichting|St\.|UAB|SIA|SC|PT|CV|GmbH|FC|RC|CD|AD|SC|AS|KV|KSV|VV|SV|KV[CK]|RKC|AFC|UD|CF|Fr\.?|M\.? ?/? ?[VTNS]\.?|F/?V|S/?[VS]|m\.?s\.?|mts|B/M|L/P|MSC|HMS|USS|C\.?E\.?I\.?P|I\.?E\.?S|CHU|CHRS|CADA|CAARUD|UTI|CRAS|CREAS|APAE|EMEF|EEB|EB1?|CEP|NGO|CBO|PS|HC)\s+(?=[«„“\"]?[^\W\d_])")
_KIN = re.compile(
    r"\s(?:&|and|et|y|e|en|und|и|та|і|й)\s(?:(?:[Ss]ons?|[Dd]aughters?|[Bb]rothers?|[Ss]isters?|Co|Company|Partners|Associates|[Ff]ils|[Ff]illes?|[Ff]rères|[Ss]œurs|Cie|[Aa]ssociés|[Pp]artenaires|[Zz]onen|[Zz]oon|Zn|[Dd]ochters?|[Hh]ij[oa]s?|[Hh]erman[oa]s|Cía|Cia|[Aa]sociad[oa]s|[Ss]ocios|[Ff]ilh[oa]s?|[Ii]rmãos?|[Aa]ssociados|[Ss]öhne"
    r"|[Сс]ын(?:овья)?|[Сс]ыновей|[Сс]ыновьями|[Бб]рат(?:ья|ьев)?|[Дд]очери|[Кк]омпания|[Пп]артн[её]ры|[Сс]ини|[Сс]ин|[Сс]инів|[Бб]рати|[Дд]очки|[Дд]онька|[Пп]артнери|Ко|К°))(?!\w)\.?")
_TOWARDS = frozenset("for without against pour sans contre para por sem contra voor zonder tegen для mi mis tu nuestra nuestro my our ma mon minha meu with at con avec com met с з".split())
_FIRMS = ("партн", "компан", "associ", "asociad", "partner")
_ELIDED = re.compile(r"(?<!\w)[dl]'")
_COUNTED = frozenset("section article chapter room unit flat block gate terminal psalm route highway level class grade module paragraph page line platform floor lot plot court covid type line bus tram metro zone "
                     "chambre salle article chapitre bâtiment batiment étage ligne quai kamer artikel lijn perron blok unit gebouw verdieping habitación habitacion artículo artigo quarto sala linha línea linea módulo modulo bloque bloco lote km "
                     "квартира дом кабинет палата комната статья стаття кімната будинок корпус подъезд під'їзд этаж поверх i je ik eu yo".split())


def by_form(passage: Passage) -> Iterator[Candidate]:
    """Organisations of a text with capitals, by quotes, legal forms, kin, numbers and fields."""
    row = tokens(passage)
    language = passage.language.split("-")[0]
    if language not in LANGUAGES or not any(token.cased for token in row):
        return
    starts, ends = [token.start for token in row], [token.end for token in row]
    yield from _in_quotes(passage, row, starts, ends)
    yield from _legal(passage, row, starts, ends, language)
    yield from _kin(passage, row, ends, language)
    yield from _fields(passage, row, starts, ends, language)
    for place, token in enumerate(row):
        if token.cased and token.capital and not (place and row[place - 1].capital and near(passage, row, place)):
            yield from _numbered(passage, row, place, language)
            yield from _for_somebody(passage, row, place, language)


def _in_quotes(passage: Passage, row: Row, starts: list[int], ends: list[int]) -> Iterator[Candidate]:
    """The word for the kind goes with the name in quotes: Фонд «Берегиня», КЦСОН «Забота»."""
    for quote in _QUOTED.finditer(passage.plain):
        at = bisect_right(ends, quote.start()) - 1
        if at < 0 or passage.plain[row[at].end:quote.start()].strip() or quote.start() - row[at].end > 2:
            continue
        script = script_of(row[at].key)
        first = at
        if script and any(kind_at(row, at, subject, script) for subject in ("before", "after", "offices", "legal")) or _is_acronym(passage, row[at]):
            while first and first > at - 3 and row[first - 1].capital and near(passage, row, first):
                first -= 1
            yield Candidate(row[first].start, quote.end(), "ORGANISATION", _LIKELY)


def _is_acronym(passage: Passage, token: Token) -> bool:
    return token.cased and token.end - token.start > 1 and passage.plain[token.start:token.end].isupper()


def _legal(passage: Passage, row: Row, starts: list[int], ends: list[int], language: str) -> Iterator[Candidate]:
    """Hortalmar Selección, S.L.; Frutos da Bruma, Unipessoal; vzw Ankerplek; ИП Саркисян."""
    for found in _BEHIND.finditer(passage.plain):
        at = bisect_right(ends, found.start()) - 1
        if at < 0 or not row[at].capital or not row[at].cased or passage.plain[row[at].end:found.start()] not in (" ", ", ", " & ", " (") or not found.group()[0].isupper() and found.group()[0] not in "vasde":
            continue
        start = _without_grammar(row, backwards(passage, row, at), at, language)
        if not is_common(row[start].key, language) and not never(row[start].key):
            yield Candidate(with_elision(passage, row[start].start), found.end(), "ORGANISATION", _SURE)
    for found in _AHEAD.finditer(passage.plain):
        at = bisect_left(starts, found.end())
        if at < len(row) and row[at].start - found.end() <= 1 and row[at].cased and row[at].capital:
            end = forwards(passage, row, at)
            yield Candidate(found.start(), with_number(passage, row[end - 1].end), "ORGANISATION", _LIKELY)


def _without_grammar(row: Row, start: int, last: int, language: str) -> int:
    """A word of grammar that begins the sentence is no part of the name."""
    while start < last and row[start].first and is_common(row[start].key, language):
        start += 1
    return start


def _kin(passage: Passage, row: Row, ends: list[int], language: str) -> Iterator[Candidate]:
    """Dufour et Filles, Hargreaves & Sons, Morel et Cie."""
    for found in _KIN.finditer(passage.plain):
        at = bisect_right(ends, found.start()) - 1
        sign = "&" in found.group() or found.group().split()[1][0].isupper() or found.group().split()[1].casefold().startswith(_FIRMS)
        if at >= 0 and row[at].end == found.start() and row[at].capital and row[at].cased and sign:
            start = _without_grammar(row, backwards(passage, row, at), at, language)
            yield Candidate(with_elision(passage, row[start].start), found.end(), "ORGANISATION", _SURE)


def _numbered(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """La Passerelle 62, Hai Fung 18: a number behind a run of capitals, or behind one inside a sentence that is no name of a person."""
    end = forwards(passage, row, place)
    number = with_number(passage, row[end - 1].end)
    if number == row[end - 1].end or row[end - 1].key in _COUNTED or never(row[end - 1].key) or passage.plain[row[place].start:row[end - 1].end].isupper():
        return
    run = row[place:end]
    if len(run) > 1 or not (begins(passage, row, place) or listed(run[0].key)):
        yield Candidate(with_elision(passage, row[place].start), number, "ORGANISATION", _LIKELY)


def _for_somebody(passage: Passage, row: Row, place: int, language: str) -> Iterator[Candidate]:
    """Hope and Homes for Women: a run of capitals over "for" and its like."""
    end = _with_somebody(passage, row, place, forwards(passage, row, place), language)
    if any(token.key in _TOWARDS for token in row[place + 1:end]) and not is_common(row[place].key, language) and not never(row[place].key):
        yield Candidate(with_elision(passage, row[place].start), row[end - 1].end, "ORGANISATION", _LIKELY)


def _with_somebody(passage: Passage, row: Row, place: int, end: int, language: str) -> int:
    """Over "with" to a further capital where an ordinary word begins the name: Mujeres con Voz, Women at the Well."""
    if end - place > 1 or end >= len(row) or row[end].key not in _TOWARDS or begins(passage, row, place) or listed(row[place].key) or not use(row[place].key, language) & Use.WORD:
        return end
    further = next((at for at in (end + 1, end + 2) if at < len(row) and row[at].capital and all(near(passage, row, here) for here in range(end, at + 1))), 0)
    return forwards(passage, row, further) if further else end


def _fields(passage: Passage, row: Row, starts: list[int], ends: list[int], language: str) -> Iterator[Candidate]:
    """Employer: Trident Valeting; Orientée par : La Passerelle 62."""
    for colon in re.finditer(r" ?: ?[«„“\"]?", passage.plain):
        last = bisect_right(ends, colon.start()) - 1
        name = bisect_left(starts, colon.end())
        if last < 0 or row[last].end != colon.start() or name >= len(row) or row[name].start != colon.end() or not (row[name].cased and row[name].capital) or not same_line(passage, row[last], row[name]):
            continue
        label = _label(passage, row, last, language)
        if not label or row[name].key in _words(language, "empty") and not (name + 1 < len(row) and row[name + 1].capital and near(passage, row, name + 1)) or never(row[name].key):
            continue
        end = forwards(passage, row, name)
        sure = label.startswith(tuple(_words(language, "sure")))
        ordinary = all(use(token.key, language) & Use.WORD for token in row[name:end])
        if end - name == 1 and (kind_at(row, name, "before", script_of(row[name].key)) or ordinary and not sure):
            continue
        if ordinary and not sure and not any(token.capital for token in row[name + 1:end]):
            continue
        yield Candidate(row[name].start, with_number(passage, row[end - 1].end), "ORGANISATION", _LIKELY)


def _label(passage: Passage, row: Row, last: int, language: str) -> str:
    """The label of a field that ends at `last` and begins a line or a part of one; empty: there is none."""
    for count in range(4, 0, -1):
        first = last - count + 1
        if first < 0 or not all(row[at + 1].start - row[at].end <= 3 for at in range(first, last)):
            continue
        label = " ".join(token.key for token in row[first:last + 1])
        if label in _words(language, "fields") and apart(passage, row, first):
            return label
    return ""


@cache
def _words(language: str, subject: str) -> frozenset[str]:
    return frozenset(name_key(_ELIDED.sub("", word)) for words in table(WIDE)[language].get(subject, ()) for word in words.split(",") if word.strip())
