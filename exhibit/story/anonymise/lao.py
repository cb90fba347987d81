"""Lao, which has neither capitals nor blanks: names composed of the parts that Lao names have, names behind titles and in rows, and runs of words
that stories do not use behind a word of place or person."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from exhibit.story.anonymise import name_lists
from exhibit.story.anonymise.gazetteer import name_key
from exhibit.story.anonymise.lao_cut import RUN, cut, more_words
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.passage import Passage, Word
from exhibit.story.anonymise.remembered import remembered

TABLE = Path(__file__).with_name("lao.toml")
COMPOSED, TITLED, CALLED, BESIDE, UNKNOWN, AGAIN, BODY, STREET = 0.75, 0.8, 0.75, 0.65, 0.55, 0.7, 0.6, 0.8
_LAO = re.compile(r"[\u0e80-\u0ecf]")
_SIGN = re.compile(r"[\u0eb0-\u0ebd\u0ec6-\u0ece]")
_LONGEST = 4  # words of the dictionary in a name it does not know
_LETTERS = 16
_LONGEST_BODY = 7


_WITH_TONES = frozenset({"common", "joins", "nicknames", "general", "pronouns", "heads_of_places", "asks"})


def toned(text: str) -> str:
    """A word with its tones, of one spelling: ໝ for ຫມ, ໜ for ຫນ, ຫຼ for ຫລ."""
    return text.replace("ຫມ", "ໝ").replace("ຫນ", "ໜ").replace("ຫລ", "ຫຼ").replace("\u0ecd\u0eb2", "ຳ")


@cache
def rows() -> dict[str, frozenset[str]]:
    """Words of lao.toml by subject: common words with their tones, others as `gazetteer.name_key`."""
    read = {subject: frozenset(map(toned if subject in _WITH_TONES else name_key, words.split())) for subject, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}
    return {**read, "common": read["common"] | more_words()}


@cache
def cut_words() -> frozenset[str]:
    """Words that a line is cut into: not those that begin with a word of the sentence, so that ຢູ່ບ້ານ is no word before the name of a village."""
    common = rows()["common"]
    return frozenset(word for word in common if not any(word.startswith(first) and word[len(first):] in common for first in _FIRST))


_FIRST = ("ຢູ່", "ໄປ", "ມາ", "ກໍ", "ບໍ່", "ໄດ້", "ມີ", "ໃຫ້", "ເປັນ", "ທີ່", "ຈາກ", "ອອກ", "ກັບ", "ຂອງ", "ຮອດ", "ຜ່ານ", "ຂຶ້ນ", "ລົງ", "ຫຼື", "ຄົນ", "ເອີ້ນ")


@remembered
def is_common(key: str) -> bool:
    """A word of stories (as `toned`), or several of them written together."""
    if key in rows()["common"]:
        return True
    return any(key[:at] in rows()["common"] and not _SIGN.match(key[at]) and not key[at] == "ຼ" and is_common(key[at:]) for at in range(2, len(key) - 1))


@remembered
def is_name(key: str) -> bool:
    """A name of a list, or one composed as Lao names are: two parts of given names, or the two parts of a family name."""
    if name_lists.parts(key) or key in _listed():
        return key not in rows()["no_names"]
    if key in rows()["no_names"]:
        return False
    return _parts(key, "given", "given") or _parts(key, "family_first", "family_last")


def _parts(key: str, first: str, last: str) -> bool:
    return any(key[:at] in rows()[first] and not _SIGN.match(key[at]) and key[at:] in rows()[last] for at in range(2, len(key) - 1))


@cache
def _listed() -> frozenset[str]:
    every = name_lists.Part.WOMAN | name_lists.Part.MAN | name_lists.Part.GIVEN | name_lists.Part.FAMILY
    return frozenset(name_key(name) for name in name_lists.names_of("lo", every) if len(name) > 2)


@cache
def _common_keys() -> frozenset[str]:
    return frozenset(map(name_key, rows()["common"]))


@cache
def _long_words() -> re.Pattern[str]:
    """Common words that the dictionary cuts in pieces: ມາເລເຊຍ, ອີເມວ."""
    return re.compile("|".join(re.escape(word) for word in sorted(rows()["common"], key=lambda word: (-len(word), word)) if len(word) > 4))


class Line:
    """The words of a passage; a place among them is the number of a word."""

    def __init__(self, passage: Passage) -> None:
        self.plain = passage.plain
        self.words: tuple[Word, ...] = tuple(_words(passage))
        self.keys = [name_key(word.text) for word in self.words]
        self.lao = [bool(_LAO.match(word.text)) for word in self.words]
        self.inside = inside = {at for found in _long_words().finditer(self.plain) for at in range(*found.span())}
        self.common = [word.start in inside and word.end - 1 in inside or is_common(toned(word.text)) for word in self.words]

    def gap(self, at: int) -> str:
        """Between a word and the next; a full stop behind the last."""
        return self.plain[self.words[at].end:self.words[at + 1].start] if at + 1 < len(self.words) else "."

    def joined(self, first: int, last: int) -> str:
        return "".join(self.keys[first:last + 1])

    def glued(self, first: int, last: int) -> bool:
        return all(self.words[at].end == self.words[at + 1].start for at in range(first, last))

    def phrase_before(self, at: int, subject: str) -> int:
        """How many words right before `at` make a phrase of the subject; 0: none do."""
        for count in (4, 3, 2, 1):
            if at >= count and self.joined(at - count, at - 1) in rows()[subject] and self.glued(at - count, at - 1):
                return count
        return 0


def _words(passage: Passage) -> Iterator[Word]:
    """Lao words as `lao_cut` parts them, others as they stand."""
    pieces = (Word(start, end, passage.plain[start:end], passage.plain[start:end], False, False) for start, end, _ in cut(passage.plain, cut_words()))
    others = (word for word in passage.words if not RUN.match(word.text))
    yield from sorted((*pieces, *others), key=lambda word: word.start)


def lao(passage: Passage) -> Iterator[Candidate]:
    """Nothing for a text in another language."""
    if passage.language.split("-")[0] != "lo" or not _LAO.search(passage.plain):
        return
    line = Line(passage)
    found: list[tuple[int, int, str, float]] = [*_composed(line), *_announced(line), *_unknown(line), *_bodies(line)]
    found += _in_rows(line, found)
    yield from (Candidate(line.words[first].start, line.words[last].end, kind, sure) for first, last, kind, sure in found)
    yield from _again(line, found)
    yield from _streets(line.plain)


def _composed(line: Line) -> Iterator[tuple[int, int, str, float]]:
    """The longest run of words from here that is a name."""
    at = 0
    while at < len(line.words):
        length = next((count for count in range(min(_LONGEST, len(line.words) - at), 0, -1) if line.glued(at, at + count - 1) and len(line.joined(at, at + count - 1)) > 3 and is_name(line.joined(at, at + count - 1))), 0)
        if length and not (length == 1 and line.common[at]) and not {line.words[at].start, line.words[at].start - 1} <= line.inside:
            yield at, at + length - 1, "NAME", COMPOSED
        at += length or 1


def _name_from(line: Line, at: int) -> int:
    """The last word of a name that begins at `at`; at - 1: none does. It goes on to a common word, a sign or a blank."""
    for count in range(min(_LONGEST, len(line.words) - at), 0, -1):
        if line.glued(at, at + count - 1) and is_name(line.joined(at, at + count - 1)):
            return at + count - 1
    last = at - 1
    while last + 1 < len(line.words) and line.lao[last + 1] and last - at + 1 < _LONGEST and (last < at or line.gap(last) == "") and of_names(line, last + 1):
        last += 1
    return last if not all(line.common[at:last + 1]) or last > at or last == at and toned(line.words[at].text) in rows()["nicknames"] else at - 1


def of_names(line: Line, at: int) -> bool:
    """Is the piece no word of stories, or one that names are made of as well?"""
    text = toned(line.words[at].text)
    return not line.common[at] or (text in rows()["joins"] or text in rows()["nicknames"] or line.keys[at] in rows()["given"]) and line.keys[at] not in rows()["does"]


def _to_stop(line: Line, at: int) -> int:
    """The last word before a sign, a blank or a word that goes on with the sentence; at - 1 when more than a name's words come first."""
    last = at - 1
    while last - at < _LONGEST and last + 1 < len(line.words) and line.lao[last + 1] and (last < at or line.gap(last) == "") and line.keys[last + 1] not in rows()["ends"] and line.keys[last + 1] not in rows()["does"]:
        last += 1
    return last if last - at < _LONGEST else at - 1


def _announced(line: Line) -> Iterator[tuple[int, int, str, float]]:
    """Behind a title, kinship or "is called". Alone behind "is called", a common word is a nickname too (ດຳ, ແປງ)."""
    for at in range(1, len(line.words)):
        gap = line.gap(at - 1)
        if gap not in ("", " ") or not line.lao[at] or line.keys[at] in rows()["numbers"]:  # ໝູ່ສອງຄົນ: two friends
            continue
        for subject, sure in (("titles", TITLED), ("kin", TITLED), ("names_called", CALLED)):
            count = line.phrase_before(at, subject)
            if not count or (subject == "kin" and gap) or (not gap and subject != "names_called" and line.words[at].start in line.inside and line.words[at].start - 1 in line.inside and line.words[at - count].start in line.inside):
                continue
            last = _name_from(line, at)
            if subject == "names_called" and line.keys[at] not in rows()["does"] | rows()["ends"]:
                last = max(last, _short_piece(line, at))
            if last < at and subject != "kin" and _is_alone(line, at) and (subject == "names_called" and line.keys[at] not in rows()["does"] or of_names(line, at)):
                last = at
            if last < at and subject == "names_called":
                last = _short_piece(line, at)
            if last < at and subject == "kin" and _is_alone(line, at) and line.phrase_before(at - count, "persons"):
                last = at
            if is_common(toned(line.plain[line.words[at - count].start:line.words[max(last, at)].end])) and subject != "names_called" and not gap and line.joined(at - count, max(last, at)) in _common_keys():
                break
            if last >= at:
                last = _with_family(line, last)
                yield (at if subject == "names_called" or not _is_title_of_name(line, at - count, subject) else at - count), last, "NAME", sure
            break


def _short_piece(line: Line, at: int) -> int:
    """The last word of a piece up to the next blank or sign, when it is as short as a name and no common word; else at - 1."""
    last = at
    while last - at < 3 and last + 1 < len(line.words) and line.gap(last) == "" and line.lao[last + 1]:
        last += 1
    piece = toned(line.plain[line.words[at].start:line.words[last].end])
    return last if last - at < 3 and len(piece) <= 12 and piece not in rows()["common"] else at - 1


def _is_title_of_name(line: Line, first: int, subject: str) -> bool:
    return line.joined(first, first) not in _ROLES


_ROLES = frozenset(map(name_key, "ຜົວ ເມຍ ລູກ ໝູ່ ເພື່ອນ ນາຍຈ້າງ ນາຍໜ້າ ຫົວໜ້າ ຜູ້ຈັດການ".split()))


def _is_alone(line: Line, at: int) -> bool:
    """Is this word all that stands up to the next blank or sign?"""
    return line.gap(at) != "" and len(line.keys[at]) > 1


def _with_family(line: Line, last: int) -> int:
    """With the family name behind a blank."""
    if line.gap(last) != " " or last + 1 >= len(line.words) or not line.lao[last + 1]:
        return last
    end = max(_name_from(line, last + 1), _short_piece(line, last + 1) if of_names(line, last + 1) else last)
    stands_alone = end > last and line.gap(end) != "" or end > last and is_name(line.joined(last + 1, end))
    return end if stands_alone and end - last <= _LONGEST else last


def _unknown(line: Line) -> Iterator[tuple[int, int, str, float]]:
    """A run of words that stories do not use: behind a word of place or person, at the head of a sentence before what it does, or long and in no dictionary."""
    at = 0
    while at < len(line.words):
        last = at - 1
        while last + 1 < len(line.words) and line.lao[last + 1] and not line.common[last + 1] and (last < at or line.gap(last) == ""):
            last += 1
        if last >= at:
            key = line.joined(at, last)
            kind = _kind_before(line, at)
            heads = _begins(line, at) and line.gap(last) == "" and last + 1 < len(line.words) and line.keys[last + 1].startswith(tuple(rows()["does"]))
            if (2 if kind == "NAME" and _is_alone(line, last) else 3) <= len(key) <= _LETTERS + 6 and (kind and (not is_ordinary(key, "lo") or kind == "NAME" and (last > at or _is_alone(line, last)) or heads) or heads or ("ຣ" in key or last > at and len(key) > 4) and not is_ordinary(key, "lo")):
                yield at, last, kind or "NAME", UNKNOWN
        elif line.phrase_before(at, "here") and line.gap(at - 1) in ("", " "):
            last = _to_stop(line, at)
            if last > at and not all(line.common[at:last + 1]):
                yield at, last, "PLACE", UNKNOWN
            last = at
        at = max(last + 1, at + 1)


def _begins(line: Line, at: int) -> bool:
    return at == 0 or any(sign in line.gap(at - 1) for sign in ".:,") or line.gap(at - 1) == " "


def _kind_before(line: Line, at: int) -> str:
    if at and line.gap(at - 1) in ("", " "):
        if line.phrase_before(at, "here"):
            return "PLACE"
        if line.phrase_before(at, "persons"):
            return "NAME"
    return ""


def _in_rows(line: Line, found: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """A short piece between blanks beside a name, or joined to one by "and", "with": ສົມສະໄໝ ບົວໄລ ແລະ ຈັນທອນ."""
    names = [(first, last) for first, last, kind, sure in found if kind == "NAME" and sure > UNKNOWN]
    more: list[tuple[int, int, str, float]] = []
    for _, last in names:
        at = last + 1
        if at < len(line.words) and line.keys[at] in _AND:
            at += 1
        elif not (at < len(line.words) and line.gap(last) in (" ", ", ")):
            continue
        end = at - 1
        while end + 1 < len(line.words) and line.lao[end + 1] and (end < at or line.gap(end) == "") and end - at < 3 and line.keys[end + 1] not in _AND:
            end += 1
        if end >= at and line.gap(end) != "" and all(of_names(line, one) for one in range(at, end + 1)) and len(line.joined(at, end)) <= _LETTERS:
            more.append((at, end, "NAME", BESIDE))
    return more


def _bodies(line: Line) -> Iterator[tuple[int, int, str, float]]:
    """The word for the kind of body with what is glued to it, and the pieces behind a blank, up to a word of the sentence."""
    for at in range(len(line.words)):
        count = next((count for count in (4, 3, 2, 1) if at + count <= len(line.words) and line.glued(at, at + count - 1) and line.joined(at, at + count - 1) in rows()["kinds"]), 0)
        if not count:
            continue
        last = at + count - 1
        while last + 1 < len(line.words) and last - at < _LONGEST_BODY and line.lao[last + 1] and line.gap(last) in ("", " ") and line.keys[last + 1] not in rows()["ends"]:
            if line.gap(last) == " " and last > at + count - 1 and (_short_piece(line, last + 1) <= last or line.keys[last + 1] in rows()["does"]):
                break
            last += 1
        own = range(at + count, last + 1)
        strong = line.joined(at, at + count - 1) in rows()["strong_kinds"]
        if any(not line.common[one] for one in own) or strong and len(own) > 0 and line.gap(last) != "":
            yield at, last, "ORGANISATION", BODY


_STREET = re.compile(r"(?:ເລກທີ\s?\d{1,4}(?:/\d{1,4})?(?=[ ,]{1,2}(?:ຖະໜົນ|ຮ່ອມ|ຊອຍ|ໜ່ວຍ|ບ້ານ|ໝູ່))|(?:ຖະໜົນ|ຖະຫນົນ|ຮ່ອມ|ຊອຍ|ສີ່ແຍກ|ສາມແຍກ|ທາງເລກທີ|ທາງຫຼວງເລກທີ|ໝູ່ທີ|ບ້ານຫຼັກ|ໜ່ວຍ|ຫນ່ວຍ|ເຮືອນເລກທີ|ບ້ານເລກທີ|ເລກທີເຮືອນ|ຕຶກ|ຊັ້ນ|ຫ້ອງເລກທີ|ຫ້ອງ|ຫຼັກ|ກິໂລແມັດທີ|ກມ)\s?(?:[\u0e80-\u0ecf]{2,20}\s?)?\d{1,4}(?:[/-]\d{1,4})?|(?:ຖະໜົນ|ຖະຫນົນ|ຊອຍ|ຮ່ອມ|ສີ່ແຍກ|ສາມແຍກ|ວົງວຽນ|ຄອນໂດ|ອາພາດເມັນ|ຫໍພັກ)\s?[\u0e80-\u0ecf]{3,20}(?=[ .,]))(?:[ ,]{1,2}(?:(?:ໜ່ວຍ|ຮ່ອມ|ຊອຍ|ເຮືອນເລກທີ|ບ້ານເລກທີ|ເລກທີ|ຊັ້ນ|ຫ້ອງ|ຕຶກ|ໝູ່|ໝູ່ທີ|ກຸ່ມ)\s?\d{1,4}(?:[/-]\d{1,4})?|(?:ຖະໜົນ|ຖະຫນົນ|ຊອຍ|ຮ່ອມ)\s?[\u0e80-\u0ecf]{2,20}|ບ້ານ\s?[\u0e80-\u0ecf]{2,14}(?=[ .,])))*")


def _streets(plain: str) -> Iterator[Candidate]:
    """A street, lane, unit or house with its number, and what follows of the address."""
    for found in _STREET.finditer(plain):
        yield Candidate(*found.span(), "ADDRESS", STREET)


_AND = frozenset(map(name_key, ("ແລະ", "ກັບ")))


def _again(line: Line, found: list[tuple[int, int, str, float]]) -> Iterator[Candidate]:
    """The words of a name wherever they stand again, without their title."""
    shown: set[str] = set()
    for first, last, kind, sure in found:
        if kind == "NAME" and sure > UNKNOWN:
            pieces = [at for at in range(first, last + 1) if line.keys[at] not in rows()["titles"] | rows()["kin"]]
            if pieces and pieces == list(range(pieces[0], last + 1)):
                for start, end in pairwise([pieces[0], *[at + 1 for at in pieces[:-1] if line.gap(at)], last + 1]):
                    shown.add(line.plain[line.words[start].start:line.words[end - 1].end])
    for name in sorted(shown, key=len, reverse=True):
        if len(name) > 2 and not is_common(toned(name)):
            for again in re.finditer(rf"{re.escape(name)}(?![\u0eb0-\u0ebd\u0ec6-\u0ece])", line.plain):
                yield Candidate(*again.span(), "NAME", AGAIN)
            continue
        for at, word in enumerate(line.words):
            if word.text == name and (_begins(line, at) or at and line.keys[at - 1] in _AND):
                yield Candidate(word.start, word.end, "NAME", AGAIN)
