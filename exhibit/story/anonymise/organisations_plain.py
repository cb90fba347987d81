"""Organisations in scripts without capitals (Arabic, Devanagari, Lao): the word for the kind of body, and a name beside it that is no ordinary word,
or whatever stands after "is called"."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.organisations import TABLE
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.places import is_ordinary_word
from exhibit.story.anonymise.tokens import Token, beside, phrases, script_of, table, tokens

Row = tuple[Token, ...]
_LONGEST = 4
_NEAR = 5
_URDU_VERBS = frozenset("تھا تھي تھے هے هيں هوں تها تهي تهے ہے اور جو کہ كه ميں سے کو كو نے پر کے کي کا كے كي كا والوں والے والا تو پھر پهر جهاں".split())
_SAINTS = frozenset(("القديس", "القديسه", "سيده", "مار", "ابو", "ام", "عبد"))
_NEPALI_QUALIFIERS = ("को", "का", "कि", "ने", "ो", "मा", "बाट", "ले", "लाइ")  # a word of the sentence, not of the name
_NEPALI_VERBS = frozenset("हो थियो छ थिए भन्ने भनेर रहेछ र को मा ले हुन् थिएँ".split())


def named_plainly(passage: Passage) -> Iterator[Candidate]:
    """Organisations in Arabic, Urdu, Nepali and Lao."""
    row = tokens(passage)
    for place, token in enumerate(row):
        script = script_of(token.key)
        if script in ("arabic", "devanagari"):
            yield from _called_so(passage, row, place, script)
            yield from _after_kind(passage, row, place, script)
            yield from _before_kind(passage, row, place, script)
    yield from _lao(passage)


def _kind(row: Row, place: int, script: str, subject: str = "before") -> int:
    found = phrases(TABLE, subject, script)
    count = found.at(row, place)
    if count or script != "devanagari":
        return count
    return int(any(row[place].key == key + ending for key in found.keys for ending in ("को", "मा", "ले") if " " not in key and row[place].key.startswith(key)))


def _stops(token: Token, script: str) -> bool:
    return token.key in _URDU_VERBS if script == "arabic" else token.key in _NEPALI_VERBS


def _run(passage: Passage, row: Row, place: int, script: str, longest: int = _LONGEST) -> int:
    """Tokens side by side from here on, up to a sign or a word of grammar."""
    count = 0
    while place + count < len(row) and count < longest and not _stops(row[place + count], script) and (not count or beside(passage, row[place + count - 1], row[place + count])):
        count += 1
    return count


def _called_so(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """A company "whose name is", الشركة اسمها: all up to the next sign. The word for the kind stands before, or between (اسم المعمل); Nepali has the name before भन्ने."""
    called = phrases(TABLE, "called", script).at(row, place)
    if not called:
        return
    if script == "devanagari" and row[place].key.startswith("भंने"):
        yield from _before_called(passage, row, place)
        return
    near = any(_kind(row, at, script) or _kind(row, at, script, "after") for at in range(max(0, place - _NEAR), place) if not _ends(passage.plain[row[at].end:row[place].start]))
    name = place + called
    between = _kind(row, name, script) if name < len(row) and not near else 0
    name += between
    if (near or between) and name < len(row) and not _ends(passage.plain[row[name - 1].end:row[name].start]):
        length = _run(passage, row, name, script)
        if length:
            yield Candidate(row[name].start, row[name + length - 1].end, "ORGANISATION", 0.75)


def _before_called(passage: Passage, row: Row, place: int) -> Iterator[Candidate]:
    """... होटलमा पो रहेछ, सी ब्रिज भन्ने: one or two words before भन्ने, with the word for the kind before them."""
    start = place
    while start and place - start < 2 and beside(passage, row[start - 1], row[start]):
        start -= 1
    follows = place + 1 < len(row) and (_kind(row, place + 1, "devanagari") or _kind(row, place + 1, "devanagari", "after"))
    if follows and start < place:
        yield Candidate(row[start].start, row[place - 1].end, "ORGANISATION", 0.65)
    elif start < place and any(_kind(row, at, "devanagari") or _kind(row, at, "devanagari", "after") for at in range(max(0, start - 4), start)) \
            and (not all(is_ordinary_word(token.key, "devanagari", "ne") for token in row[start:place]) or "," in passage.plain[row[start - 1].end:row[start].start]):
        yield Candidate(row[start].start, row[place - 1].end, "ORGANISATION", 0.65)


def _ends(between: str) -> bool:
    return any(sign in between for sign in ".!?؟।۔;؛\n")


def _after_kind(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """مسجد الهدى, शिवानी after कम्पनी: a word that no dictionary has, or in Arabic one with its article, right after the word for the kind."""
    count = phrases(TABLE, "before", script).at(row, place)
    name = place + count
    if not count or name >= len(row) or len(passage.plain[row[name - 1].end:row[name].start].strip(" «\"“")) or row[name].key in _plain(script) or _stops(row[name], script):
        return
    language = _language(passage, script)
    first = row[name]
    owned = _kind(row, place, script, "own") > 0
    unknown = not is_ordinary_word(first.key, script, language)
    article = language == "ar" and not phrases(TABLE, "wide", script).at(row, place) and first.key.startswith("ال") and not row[place].key.startswith("ال") and len(first.key) > 4
    beyond = name + 1 < len(row) and beside(passage, first, row[name + 1]) and not is_ordinary_word(row[name + 1].key, script, language) and not _stops(row[name + 1], script)
    if unknown or article or beyond or owned:
        length = _name_length(passage, row, name, language, owned)
        yield Candidate(row[place].start, row[name + length - 1].end, "ORGANISATION", 0.7 if unknown or beyond or owned else 0.55)


def _name_length(passage: Passage, row: Row, name: int, language: str, owned: bool) -> int:
    """Tokens of the name: on to words that no dictionary has or, in Arabic, that have the article; or to the next sign, when it comes soon."""
    script = script_of(row[name].key)
    to_sign = _run(passage, row, name, script)
    if language == "ne" and to_sign <= 3 and not (name + to_sign < len(row) and _stops(row[name + to_sign], script)):
        return to_sign
    length = 1
    while length < 3 and length < to_sign:
        word, last = row[name + length], row[name + length - 1]
        if is_ordinary_word(word.key, script, language) and not (
                language == "ar" and (word.key.startswith(("ال", "لل")) or last.key in _SAINTS) or owned and language == "ur"):
            break
        length += 1
    return length


def _language(passage: Passage, script: str) -> str:
    return "ne" if script == "devanagari" else "ur" if passage.language.startswith("ur") else "ar"


def _before_kind(passage: Passage, row: Row, place: int, script: str) -> Iterator[Candidate]:
    """گل رنگ ٹیکسٹائل, जुनकिरी सिलाइ केन्द्र: one or two words before the word for the kind, one of them in no dictionary."""
    count = _kind(row, place, script, "after")
    if not count or not place:
        return
    language = _language(passage, script)
    start = place
    while start and place - start < 2 and beside(passage, row[start - 1], row[start]) and not _stops(row[start - 1], script) and row[start - 1].key not in _plain(script) \
            and not (language == "ne" and row[start - 1].key.endswith(_NEPALI_QUALIFIERS)):
        start -= 1
    brand = _kind(row, place, script, "brand") > 0
    while start < place and not brand and is_ordinary_word(row[start].key, script, language):
        start += 1
    if start < place:
        yield Candidate(row[start].start, row[place + count - 1].end, "ORGANISATION", 0.65)


@cache
def _plain(script: str) -> frozenset[str]:
    return phrases(TABLE, "plain", script).keys


@cache
def _lao_kinds() -> re.Pattern[str]:
    kinds = "|".join(sorted(table(TABLE)["lo"]["before"], key=len, reverse=True))
    return re.compile(rf"(?:{kinds})(?=(?:[\u0e80-\u0eff]{{0,12}}?ຊື່(?:ວ່າ)?\s?| (?=[\u0e80-\u0eff]))([\u0e80-\u0eff]+(?: [\u0e80-\u0eff]{{1,7}}(?=[ .,;]))?(?: \d{{1,3}})?))")


@cache
def _lao_glued() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table(TABLE)['lo']['glued'])})([\u0e80-\u0eff]{{3,20}}?)(?=[ .,;]|ຢູ່|ທີ່|ໃນ|ແລະ|ກັບ|$)")


def _lao(passage: Passage) -> Iterator[Candidate]:
    """A blank after the word for the kind sets off a name, since Lao writes none otherwise; so does "named"."""
    plain = passage.plain
    never = tuple(table(TABLE)["lo"]["plain"]) + _LAO_GRAMMAR
    for found in _lao_kinds().finditer(plain):
        if not found.group(1).startswith(never):
            yield Candidate(found.start(1), found.end(1), "ORGANISATION", 0.7)
    for found in _lao_glued().finditer(plain):
        if not found.group(1).startswith(never):
            inside = [word for word in passage.words if found.start(1) <= word.start < found.end(1)]
            if inside and not any(is_ordinary_word(word.key, "lao", "lo-told") for word in inside):
                yield Candidate(found.start(), found.end(), "ORGANISATION", 0.6)


_LAO_GRAMMAR = tuple("ຢູ່ ທີ່ ໃນ ໄປ ມາ ແລະ ກັບ ຂອງ ແຕ່ ແມ່ນ ເປັນ ໄດ້ ບໍ່ ມີ ຂ້ອຍ ພວກ ເຮົາ ເພິ່ນ ລາວ ແລ້ວ ຈຶ່ງ ກໍ ໃຫ້ ຈະ ເຮັດ ຕອນ ມື້ ຄົນ ນີ້ ນັ້ນ ເຂົາ ນາຍ ຫຼື ຈາກ ເພື່ອ ຍັງ ເກັບ ຮຽນ ນ້ອຍ ໃຫຍ່ ໜຶ່ງ ຖ້າ ເມື່ອ ຫຼັງ".split())
