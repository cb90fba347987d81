"""Names of persons: after a title, after "my name is", or as two words with capitals side by side.

A script without capitals (Arabic, Devanagari, Lao) shows a name only by the word before it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.words import alternatives, never_a_name, words

_LETTERS = r"[\w’'\u0300-\u036f\u064b-\u0670\u0900-\u097f\u0eb1-\u0ecd-]"  # with the vowel signs that are no letters of their own
_WORD = rf"[^\W\d_]{_LETTERS}*"
_CAPITAL = rf"(?-i:[^\W\d_a-zà-öø-ÿа-яёіїєґўөүңһ]){_LETTERS}+"
_PARTICLE = r"(?:(?:de|da|do|dos|das|del|della|di|van|von|den|der|la|el|al|bin|bint|ben|ould|ag|abu)\s+|al-|el-)"
_TITLED = re.compile(rf"(?<!\w)(?:{alternatives('titles')})\.?\s+{_PARTICLE}?{_CAPITAL}(?:\s+{_PARTICLE}?(?-i:[^\W\d_a-zа-яёіїєґўөүң])\w+)?", re.I)
_INTRODUCED = re.compile(rf"(?<!\w)(?:{alternatives('introducers')})\s*:?\s+({_CAPITAL}(?:\s+(?-i:[A-ZÀ-ÞА-ЯЁІЇЄҐЎӨҮҢ])\w+)*)", re.I)
_CASED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐЎӨҮҢ][a-zà-öø-ÿā-žа-яёіїєґўөүңһ]+(?:[’'-][A-ZÀ-ÞА-ЯЁІЇЄҐЎ]?[a-zà-ÿа-яёіїєґў]+)*|(?<!\w)(?!I)[A-Z]\.(?=\s[A-Z][a-z])")
_BETWEEN = re.compile(rf"\s(?:{_PARTICLE})?|\s?-", re.I)
_AND_SO = re.compile(r"و[\w\u064b-\u0670]{4,}")  # Arabic writes "and" together with its verb: "he asked my name and remembered it"
_PATRONYMIC = re.compile(r"\b[А-ЯІЇЄ][а-яіїєё']+(?:ович|евич|ьевич|йович|івна|ївна|овна|евна|ич)(?:а|у|ем|ом|ы|е|и|ої|у)?\b")


def titled(text: str) -> Iterator[tuple[int, int]]:
    """Mrs Lopez, г-н Иванов, السيد أحمد."""
    for found in _TITLED.finditer(text):
        title, *rest = re.findall(_WORD, found.group())
        short_and_small = len(title) <= 2 and title.islower()  # "me. Nobody" is no Maître Nobody
        if rest and rest[-1].casefold() not in words("common") and not short_and_small:
            yield found.span()


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """The name itself after "my name is", "se llama", "नाम"."""
    for found in _INTRODUCED.finditer(text):
        first = found.group(1).split()[0].casefold()
        if first not in words("common") and not _AND_SO.fullmatch(first):
            yield found.span(1)


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Two or more words with capitals side by side, unless one is a word of offices, countries, days or grammar."""
    row: list[re.Match[str]] = []
    for found in (*_CASED.finditer(text), None):
        if found and row and _BETWEEN.fullmatch(text[row[-1].end():found.start()]):
            row.append(found)
            continue
        yield from _pair(row)
        row = [found] if found else []
    yield from (found.span() for found in _PATRONYMIC.finditer(text))


def _pair(row: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """A row of capitalised words as a name: the words of grammar at its start belong to the sentence, not to the name."""
    while row and row[0].group().casefold() in words("common"):
        row = row[1:]
    spoken = {word.group().casefold() for word in row}
    if len(row) >= 2 and not spoken & words("offices") and not spoken <= never_a_name():
        yield row[0].start(), row[-1].end()
