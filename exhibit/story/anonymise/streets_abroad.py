"""Streets, houses and flats of stories in languages with capitals, by more words than notes can bear: approach, allée, kade, провулок, кичи районунда.

A name must have a capital here, or a house number; before the street its own number and flat belong to the address, behind it house, door and floor.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.tokens import table

TABLE = Path(__file__).with_name("streets.toml")
LANGUAGES = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky")
_CYRILLIC = ("ru", "uk", "ky")
_SMALL = "a-zß-öø-ÿāăąćčďđēęěğģīįıķľłńňőœřśşšţťūůűųźżžа-яёіїєґўөүңһ"
_CAPITAL = rf"(?-i:(?![{_SMALL}])[^\W\d_][\w'.-]*)"
_ORDINAL = r"\d{1,3}-?(?:ша|га|та|й|я|а|ая|ой|ий|ій|тя|st|nd|rd|th|de|e|re|er|eme|ème|ra|do|a|o|º|ª)"
_OVER = r"(?:(?:de|du|des|da|do|das|dos|del|la|le|les|l'|las|los|el|van|der|den|de la|de los|de las|de l'|van de|van den|van der|d'|of|the|i|e|y|імені|имени|ім\.|им\.|героїв|героев|\d{1,3}(?:-?[^\W\d_]{1,3})?)\s?)"
_HOUSE = r"(?:\d{1,2}\.\d{3}|\d{1,5})(?:\s?[-/]\s?\d{1,4})?(?:\s?-?\s?(?:bis|ter|quater|rood|zwart|I{1,3}|IV|hs|[a-zа-яіїєґ](?![\w'])))?"
_STEP = r"\s?[,.]?\s?(?:en|на|y|e|et)?\s?"
_BEFORE_SURE, _CAPITAL_SURE, _UNIT_SURE = 0.9, 0.7, 0.65
_NO_NAME = frozenset("i the a an my our his her this that at in on we he she it they and but or no yes il elle je nous on le la les un une de het een ik wij we hij zij el la los las un una yo nosotros o a os as eu nos no na я мы он она они мой наш ми він вона вони мій мен биз ал алар бул".split())


def streets_abroad(passage: Passage) -> Iterator[Candidate]:
    """Street addresses of a story, with everything of them that stands side by side."""
    language = passage.language.split("-")[0]
    if language not in LANGUAGES:
        return
    plain = passage.plain
    forms = _forms(language)
    for form, sure in forms.named:
        for found in form.finditer(plain):
            start = _head(forms.head, plain, found.start())
            end = _tail(forms.tail, plain, found.end())
            numbered = any(char.isdigit() for char in plain[start:end])
            name = found.group("name")
            if folded(name.split()[0]) in _NO_NAME:
                if " " not in name or start != found.start("name"):
                    continue
                start += name.index(" ") + 1
            elif not numbered and _begins_sentence(plain, found.start("name")):
                continue
            yield Candidate(start, end, "ADDRESS", _BEFORE_SURE if numbered else sure)
    for found in forms.unit.finditer(plain):
        yield Candidate(found.start(), _tail(forms.tail, plain, found.end()), "ADDRESS", _UNIT_SURE)


def _begins_sentence(plain: str, at: int) -> bool:
    """Does the name stand where its capital says nothing? A word before the name (rue Haute) makes it say something."""
    before = plain[:at].rstrip(" «\"“„(-")[-1:]
    return not before or before in ".!?…\n"


def _head(head: re.Pattern[str], plain: str, start: int) -> int:
    """Where the address begins: with the house number, flat or town's quarter that stand before the street."""
    found = head.search(plain, max(0, start - 40), start)
    return found.start() if found else start


def _tail(tail: re.Pattern[str], plain: str, end: int) -> int:
    for _ in range(4):
        found = tail.match(plain, end)
        if not found or not found.group().strip():
            break
        end = found.end()
    return end


class _Forms:
    """The regular expressions of a language: streets with how sure each is, what stands before and behind, flats and blocks."""

    def __init__(self, language: str) -> None:
        rows = table_of(language)
        after, before, glued, unit = (_any(rows.get(subject, ())) for subject in ("after", "before", "glued", "unit"))
        name = rf"{_CAPITAL}(?:\s{_OVER}*{_CAPITAL}){{0,3}}"
        named = []
        if after:
            named.append((rf"(?<![\w'])(?P<name>(?:{_ORDINAL}\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\s(?:{after})(?![\w'])" if language in _CYRILLIC else rf"(?<![\w'])(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\s(?-i:{_capitalised(rows['after'])})(?![\w'])", _CAPITAL_SURE))
        if before:
            named.append((rf"(?<![\w'])(?:{before})\s?(?<=[\s.'/])(?:{_OVER}\s?){{0,3}}[«\"„]?(?P<name>{name})[»\"“]?", _CAPITAL_SURE))
        if glued:
            named.append((rf"(?<![\w'-])(?P<name>(?:{_CAPITAL}\s){{0,2}}(?-i:[A-Z])[\w'-]{{2,}}(?:{glued}))(?![\w'])", _CAPITAL_SURE))
            named.append((rf"(?<![\w'-])(?P<name>(?:{_CAPITAL}\s){{1,3}}(?-i:{_capitalised(rows['glued'])}))(?=\s\d)", _CAPITAL_SURE))
        self.named = tuple((re.compile(form, re.I), sure) for form, sure in named)
        self.unit = re.compile(rf"(?<![\w'])(?:{unit})\s?(?:n[o°º]\.?|№|#)?\s?(?:\d{{1,4}}\s?-?[a-zа-я]?|(?-i:[A-ZА-Я]{{1,2}}\d{{0,3}}))(?![\w'-]|[.,]\d),?\s{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}", re.I)
        self.head = re.compile(rf"(?:(?:(?:{unit})\s?(?:n[o°º]\.?|№)?\s?(?:\d{{1,4}}\s?[a-zа-я]?|(?-i:[A-ZА-Я]\d{{0,3}})),?\s)?(?<![\w.,/+-]){_HOUSE},?\s|(?<![\w'])(?:{unit})\s?(?:\d{{1,4}}\s?[a-zа-я]?|(?-i:[A-ZА-Я]\d{{0,3}})),\s|{_CAPITAL}\s(?:шаары|айылы|району|кичи району|облусу),\s)$", re.I)
        self.tail = re.compile(rf"{_STEP}(?:(?:{unit}|n[o°º]\.?|n\.º|nr\.?|num\.?|número|№|#|bus|к\.)\s?(?:n[o°º]\.?|№|#)?\s?)(?:{_HOUSE}|(?-i:[A-ZА-Я]))(?:-?(?:үй|батир)\w{{0,6}})?(?!\w)|,?\s{_HOUSE}(?:\.?\s?[ºª°](?:\s?(?-i:[A-Z])[a-z]{{0,3}}\.?)?)?(?:-?(?:үй|батир)\w{{0,6}}|\s(?:үй|батир)\w{{0,6}})?(?![\w%€$£]|\s?(?:people|personnes|mensen|personas|pessoas|euro|dollar|год|лет|рок|жыл|адам|сом|час|дн|мес|women|men|years|months|days|ans|mois|jours|jaar|maanden|dagen|años|meses|días|anos|dias))", re.I)


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def table_of(language: str) -> dict[str, tuple[str, ...]]:
    """The rows of one language of streets.toml."""
    return table(TABLE)[language]


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _capitalised(words: tuple[str, ...]) -> str:
    return _any(tuple(word[0].upper() + word[1:] for word in words))
