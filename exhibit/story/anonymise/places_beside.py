"""Places in Arabic whose names are ordinary words too, or stand on no list, by what stands beside them: where somebody comes from or goes to,
a direction, the first word of a name (تل, كفر), the small words inside a foreign one (لوسينا ديل بويرتو).

places_beside.toml has the words.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import is_place, name_key
from exhibit.story.anonymise.inflection import base_forms
from exhibit.story.anonymise.known_words import Use, is_common, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_never_a_name
from exhibit.story.anonymise.tokens import Token, beside, tokens
from exhibit.story.anonymise.word_tables import word_table

TABLE = Path(__file__).with_name("places_beside.toml")
SUBJECTS = frozenset(("heads", "weak_heads", "before", "origin", "links", "too_common", "kept"))
_LIKELY, _FAIR = 0.6, 0.5
_LONGEST = 5  # words of a foreign name
_INTO = frozenset(map(name_key, ("في", "من", "إلى", "الى", "ع", "على", "لحدي", "حتى", "ف", "ب", "ل", "عند", "لمدينة")))
_GLUED = ("ب", "ل", "ف", "لل")
_WHOSE = ("ي", "ها", "هم", "نا", "ه")  # my house, their gate: no name
_CAPITAL = name_key("العاصمة")
Row = tuple[Token, ...]


def places_beside(passage: Passage) -> Iterator[Candidate]:
    """Places of Arabic by the words beside them."""
    if passage.language.split("-")[0] != "ar":
        return
    row = tokens(passage)
    for at, token in enumerate(row):
        length = _headed(passage, row, at)
        if length:
            yield _candidate(row, at, at + length, _LIKELY)
        if token.key in _words("kept") or _is_amman(passage, token):
            yield _candidate(row, at, at, _LIKELY)
        if _is_shown(passage, row, at):
            yield _candidate(row, at, at, _FAIR)
        if token.key == _CAPITAL and at and beside(passage, row[at - 1], token):
            yield _candidate(row, at - 1, at, _LIKELY)
    yield from _foreign(passage, row)


def _candidate(row: Row, first: int, last: int, confidence: float) -> Candidate:
    return Candidate(row[first].start, row[last].end, "PLACE", confidence)


def _is_amman(passage: Passage, token: Token) -> bool:
    """عمّان with its doubled letter is the town, without it the country."""
    start, end = passage.place(token.start, token.end)
    return passage.text[start:end].removeprefix("ب").removeprefix("ل") == "عمّان"


def _headed(passage: Passage, row: Row, at: int) -> int:
    """How many words behind the first word of a name of a place belong to it: تل عزير, عين زربة."""
    bare = _bare(row[at].key)
    strong = bare in _words("heads")
    if not strong and bare not in _words("weak_heads") or at + 1 >= len(row) or not beside(passage, row[at], row[at + 1], " "):
        return 0
    placed = bare != row[at].key or at > 0 and beside(passage, row[at - 1], row[at], " ") and (row[at - 1].key in _INTO or _without_and(row[at - 1].key) in _words("before"))
    key = row[at + 1].key
    if not placed or is_common(key, "ar") or len(key) < 3 or key.startswith(("و", "ب", "لل")) and use(key, "ar") & Use.WORD or key in _words("too_common"):
        return 0
    known = key in name_lists.keys_of("ar") or is_place(key) or not use(key, "ar") & Use.WORD
    definite = key.startswith("ال") and len(key) > 4
    return int(known or strong and (definite or not key.endswith(_WHOSE)))


def _bare(key: str) -> str:
    """Without "in", "to" and "and" before it."""
    key = key.removeprefix("و")
    return key[1:] if key[:1] in ("ب", "ل", "ف") and (key[1:] in _words("heads") or key[1:] in _words("weak_heads")) else key


def _without_and(key: str) -> str:
    return key[1:] if key.startswith(("و", "ف")) and len(key) > 3 else key


def _is_shown(passage: Passage, row: Row, at: int) -> bool:
    """Does a place of the list that is a word too stand where somebody comes from or goes to, or behind a direction?"""
    key = row[at].key
    if not at or len(key) < 3 or is_common(key, "ar") or not beside(passage, row[at - 1], row[at], " "):
        return False
    form = next((form for form in base_forms(key) if is_place(form)), "")
    if not form or form in _words("too_common") or is_never_a_name(row, at):
        return False
    before = _without_and(row[at - 1].key)
    if form == key:
        if before in _words("before") or row[at - 1].key in _words("before"):
            return True
        return before in _INTO and at > 1 and beside(passage, row[at - 2], row[at - 1], " ،,") and _is_origin(passage, row, at - 2)
    return key.startswith(_GLUED) and (key.startswith("لل") or not form.startswith("ال")) and _is_origin(passage, row, at - 1)


def _is_origin(passage: Passage, row: Row, at: int) -> bool:
    """I, a name, or a word of coming and going."""
    key = row[at].key
    if key in _words("origin") or _without_and(key) in _words("origin"):
        return True
    return key in name_lists.keys_of("ar") or any(is_place(form) for form in base_forms(key)) and not use(key, "ar") & Use.WORD


def _foreign(passage: Passage, row: Row) -> Iterator[Candidate]:
    """Words of a foreign name with the small words between them."""
    done = 0
    for at in range(1, len(row) - 1):
        if at < done or row[at].key not in _words("links") or not beside(passage, row[at - 1], row[at], " ") or not beside(passage, row[at], row[at + 1], " "):
            continue
        first, last = at - 1, at + 1
        while row[last].key in _words("links") and last + 1 < len(row) and beside(passage, row[last], row[last + 1], " ") and last - first < _LONGEST:
            last += 1
        if _is_foreign(row[last]) and (_is_foreign(row[first]) or at - 1 > 0 and row[at].key not in ("لا", "ال")) or _is_foreign(row[first]) and row[at].key not in ("لا", "ال", "دير") and not is_common(row[last].key, "ar"):
            first += is_common(row[first].key, "ar") or bool(use(row[first].key, "ar") & Use.WORD) and not _is_foreign(row[first]) and row[at].key.startswith(("سان", "بورتو", "نيو"))
            yield _candidate(row, first, last, _LIKELY)
            done = last + 1


def _is_foreign(token: Token) -> bool:
    """A word of no dictionary, a name or a place of a list."""
    key = token.key
    return len(key) > 2 and (not use(key, "ar") & Use.WORD or key in name_lists.keys_of("ar") or is_place(key) or any(is_place(form) for form in base_forms(key)[1:2]))


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(name_key(word) for word in _table()[subject].split())


def _table() -> dict[str, str]:
    return word_table(TABLE, SUBJECTS)
