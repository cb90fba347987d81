"""Arabic addresses the ways they are written: floor before street, block and letter, a quarter counted by its dwellings, a house placed by what stands
beside it, streets abroad in Arabic letters. houses_arabic.toml has the words.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("houses_arabic.toml")
SUBJECTS = frozenset(("street", "quarter", "house", "ordinals", "beside", "foreign", "ends", "no_name"))
_SURE, _LIKELY = 0.9, 0.6
_WORD = r"[\u0620-\u06ff]{2,20}"
_NUMBER = r"(?:(?:رقم|عدد|نمرة)\s)?(?:\d{1,4}(?:\s?[-/]\s?\w{1,3})?|[A-Za-z]\d{0,3}|[\u0623-\u064a](?![\u0620-\u06ff]))(?!\w)"
_STEP = r"(?:\s?[،,]\s?(?:و)?|\s(?:[-–]\s)?)"
_LETTERS_AT_MOST = 400


def houses_arabic(passage: Passage) -> Iterator[Candidate]:
    """Addresses of Arabic stories, with all of their parts that stand side by side."""
    if passage.language.split("-")[0] != "ar":
        return
    forms = _forms()
    for form, sure in ((forms.row, _SURE), (forms.street, _LIKELY), (forms.dwellings, _SURE), (forms.abroad, _SURE)):
        for found in form.finditer(passage.plain):
            if len(found.group()) < _LETTERS_AT_MOST:
                yield Candidate(found.start(), found.end(), "ADDRESS", sure)


class _Forms:
    """`row`: two parts or more, one of them a house with its number or floor; `street`: a street placed by what stands beside it;
    `dwellings`: a quarter of so many dwellings; `abroad`: a street of another country with its number."""

    def __init__(self) -> None:
        street, quarter, house, ordinals, aside, foreign, ends, none = (_any(subject) for subject in ("street", "quarter", "house", "ordinals", "beside", "foreign", "ends", "no_name"))
        named = rf"(?!(?:{none})(?!\w)){_WORD}(?:\s(?!(?:{house}|{aside}|{none})(?!\w)){_WORD}){{0,2}}?"
        glued = r"(?<!\w)(?:و?[بلف])?"
        unit = rf"(?:{house})\s(?:{_NUMBER}|(?:{ordinals})(?!\w))"
        owned = rf"(?:عمارة|بناية|البناية|برج|فيلا|مبنى|بناء|مجمع|سكن|دار|بيت|حوش|منزل|قصر|وكالة)\s(?!(?:{none})(?!\w)){_WORD}(?:\s{_WORD})?(?=\s?[،,.؛\n]|\s?$|\s(?:{house})\s)"
        road = rf"(?:{street}|{quarter})\s{named}(?:\s{_NUMBER})?"
        placed = rf"(?:{aside})\s{_WORD}(?:\s{_WORD}){{0,2}}?(?=[،,.؛\n]|\s?$)"
        after = rf"(?:{_STEP}(?:{unit}|{owned}|{road}(?=\s?[،,.؛\n]|\s?$|\s(?:{house})\s)|{placed}|{_NUMBER}))"
        head = rf"(?:(?:{street}|{quarter})\s{named}(?:\s{_NUMBER})?(?={_STEP}(?:{unit}|{owned}))|{unit}(?={_STEP}(?:{unit}|{road})))"
        self.row = re.compile(rf"{glued}{head}{after}{{1,6}}")
        self.street = re.compile(rf"{glued}(?:{street})\s{named}[،,]?\s(?:{aside})\s{_WORD}(?:\s{_WORD}){{0,2}}?(?=[،,.؛\n]|\s?$)")
        self.dwellings = re.compile(rf"{glued}(?:{quarter})\s\d{{2,4}}\s(?:مسكن|سكن|وحدة|فيلا|شقة)(?!\w){after}{{0,4}}")
        self.abroad = re.compile(rf"(?<!\w)(?:(?:{foreign})\s{_WORD}(?:\s{_WORD}){{0,3}}?|{_WORD}\s(?:{ends})|[\u0620-\u06ff]{{3,}}(?:شتراسه|شتراسة|ستراسه|سترات|غاسه|لان|كاديسي))[،,]?\s(?:رقم\s|عدد\s)?\d{{1,4}}(?:\s?[-/]\s?\w{{1,3}})?(?!\w)(?:{after}){{0,3}}")


@cache
def _forms() -> _Forms:
    return _Forms()


def _any(subject: str) -> str:
    return "|".join(re.escape(word.replace("_", " ")) for word in sorted(set(_table()[subject].split()), key=lambda word: (-len(word), word)))


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
