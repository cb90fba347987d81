"""Bodies in Arabic and Urdu whose names are ordinary words: مؤسسة بنت الريف, ملتقى أبناء الوادي, ادارہ برائے سماجی انصاف, انڈس ہسپتال.

In Arabic the kind stands without article before a name that is neither what the body deals in nor an adjective nor a verb; in Urdu it stands
behind a word that names of firms have. The words are bodies_bold.toml's.
"""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.tokens import Phrases, Token, tokens

TABLE = Path(__file__).with_name("bodies_bold.toml")
SUBJECTS = frozenset(("kinds", "goods", "brands", "last", "towards"))
_PARTICLES = ("", "و", "ب", "ل", "ف", "وب", "ول", "وف", "ك", "ع")
_LIKELY = 0.6
_LONGEST = 3  # words of a name behind its kind
_ARTICLES = ("ال", "لل", "وال", "بال")
_VERBS = ("ت", "نا", "تها", "ته", "وا", "ني", "نى", "هم", "ها", "تم", "وه", "ون")
_ADJECTIVES = ("ي", "يه", "يين", "يات")
_BEGINNINGS = ("ي", "ت", "ن", "ا", "س")  # of a verb of the present
_RELATIVES = frozenset(map(name_key, "الذي التي الذين اللي الان اليوم البارحة الليلة".split()))
_PLACING = frozenset(("في", "من"))
_FATHERS = frozenset(map(name_key, "أم أبو ابن بنت سيدي الحاج عبد".split()))
_NAME = frozenset(map(name_key, ("اسم", "واسم", "باسم")))
_CALLED = frozenset(map(name_key, "اسمها اسمه اسمو واسمها واسمه يدعى تدعى يسمى تسمى المسمى المسماة باسم سميتو سميتها".split()))
_URDU_VERBS = ("تا", "تي", "تے", "ئي", "ئے", "يا", "وں", "نے")
Row = tuple[Token, ...]


def bold_bodies(passage: Passage) -> Iterator[Candidate]:
    """Kinds of bodies with ordinary words for a name."""
    language = passage.language.split("-")[0]
    if language not in ("ar", "ur"):
        return
    row = tokens(passage)
    for place in range(len(row)):
        count = _phrases(language, "kinds").at(row, place)
        length = _name_length(passage, row, place + count, language) if count else 0
        if length:
            yield Candidate(row[place].start, row[place + count + length - 1].end, "ORGANISATION", _LIKELY)
        if language == "ar":
            yield from _named(passage, row, place)
        if language == "ur":
            yield from _behind_brand(passage, row, place)
            yield from _towards(passage, row, place)


def _name_length(passage: Passage, row: Row, first: int, language: str) -> int:
    """How many words from `first` on are the name."""
    length = ordinary = 0
    while length < _LONGEST and first + length < len(row) and _joined(passage, row, first + length - 1):
        token = row[first + length]
        if not _may_name(token, language, length > 0):
            break
        ordinary += _is_plain(token, language)
        if ordinary > 1 or ordinary and length > 1 and _is_plain(token, language):
            if length > 1 or not _ends_clause(passage, token):
                break
        length += 1
    return length


def _named(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """اسم المعمل يلدز ديري, الضيعة اسمها فريسا دورادا: what stands behind up to a sign or a word of grammar."""
    kinds = _phrases("ar", "kinds").keys
    if row[place].key in _NAME and place + 1 < len(row) and row[place + 1].key.removeprefix("ال") in kinds and _joined(passage, row, place):
        first = place + 2
    elif row[place].key in _CALLED and any(row[at].key.removeprefix("ال") in kinds and passage.plain[row[at].end:row[at + 1].start] == " " for at in range(max(0, place - 2), place)):
        first = place + 1
    else:
        return
    last = first - 1
    while last + 1 < len(row) and last - first < _LONGEST and _joined(passage, row, last) and not is_common(row[last + 1].key, "ar"):
        last += 1
    if last >= first:
        yield Candidate(row[first].start, row[last].end, "ORGANISATION", _LIKELY)


def _is_plain(token: Token, language: str) -> bool:
    """An ordinary word without article."""
    return not token.key.startswith(_ARTICLES) and bool(use(token.key, language) & Use.WORD) and token.key not in name_lists.keys_of(language)


def _ends_clause(passage: Passage, token: Token) -> bool:
    if passage.plain[token.end:token.end + 4].strip() in _PLACING:  # مطعم تنور في
        return True
    return passage.plain[token.end:token.end + 1] in ("", ".", "،", ",", "؛", "؟", "!", "»", "”", '"', "\n", "۔") or passage.plain[token.end:token.end + 2] == " و"


def _may_name(token: Token, language: str, is_further: bool) -> bool:
    key = token.key
    if language == "ar" and key in _FATHERS:
        return True
    if language == "ar" and is_further and key.startswith("لل") and len(key) > 4:
        return True
    if len(key) < 2 or is_common(key, language) or key in _words(language)["goods"] and not (language == "ar" and is_further and key.startswith("ال") and key not in _RELATIVES):
        return False
    listed = key in name_lists.keys_of(language)
    if language == "ur":
        return listed or is_place(key) or key in _words("ur")["brands"] or not use(key, language) & Use.WORD
    if key.startswith("ال"):
        return len(key) > 4 and (is_further or key[2:] not in _words(language)["goods"]) and key not in _RELATIVES and (is_further or listed or not key.endswith(_ADJECTIVES))
    if key.startswith("لل"):
        return False
    if listed or not use(key, language) & Use.WORD:
        return not (key.startswith("و") and name_lists.parts(key[1:]))
    return not (key.endswith(_ADJECTIVES + _VERBS) and not key.endswith(("ات", "انا"))) and not key.startswith((*_BEGINNINGS[:3], "و", "ب", "ل", "ف", "ك")) or listed


def _behind_brand(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """نیشنل بینک, روز بیوٹی سیلون: up to three words before the kind, the first of them a word of brands."""
    count = _phrases("ur", "last").at(row, place)
    if not count:
        return
    for first in range(max(0, place - 3), place):
        if (_phrases("ur", "brands").at(row, first) or row[first].key.startswith("ال") and len(row[first].key) > 4) and all(_joined(passage, row, at) and not is_common(row[at].key, "ur") for at in range(first, place)) and not any(row[at].key.endswith(_URDU_VERBS) and use(row[at].key, "ur") for at in range(first + 1, place)):
            yield Candidate(row[first].start, row[place + count - 1].end, "ORGANISATION", _LIKELY)
            return


def _towards(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """ادارہ برائے سماجی انصاف."""
    if row[place].key not in _words("ur")["towards"] or not place or not _joined(passage, row, place - 1):
        return
    last = place
    while last + 1 < len(row) and last - place < _LONGEST and _joined(passage, row, last) and not is_common(row[last + 1].key, "ur"):
        last += 1
    if last > place:
        yield Candidate(row[place - 1].start, row[last].end, "ORGANISATION", _LIKELY)


def _joined(passage: Passage, row: Row, at: int) -> bool:
    """Is the next word one blank away, or a blank and a quote?"""
    return at + 1 < len(row) and row[at + 1].start - row[at].end <= 2 and not passage.plain[row[at].end:row[at + 1].start].strip(' «"“')


@cache
def _phrases(language: str, subject: str) -> Phrases:
    return Phrases(before + word.replace("_", " ") for word in _table()[language][subject].split() for before in (_PARTICLES if language == "ar" else ("",)))


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    return {subject: frozenset(name_key(word.replace("_", " ")) for word in written.split()) for subject, written in _table()[language].items()}


@cache
def _table() -> dict[str, dict[str, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    if set(table) != {"ar", "ur"} or any(set(rows) != SUBJECTS for rows in table.values()):
        raise ExhibitError(f"exhibit/story/anonymise/{TABLE.name} needs ar and ur, each with {', '.join(sorted(SUBJECTS))}.")
    return table
