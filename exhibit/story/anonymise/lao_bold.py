"""Lao, boldly: whatever `lao_cut` cannot make words of, with the parts of names beside it; nicknames that are words, by who is spoken of
before them; bodies and codes to the end of their names."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.lao import Line, is_name, rows, toned
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.ordinary import is_ordinary
from exhibit.story.anonymise.passage import Passage

LEFT_OVER, NICKNAMED, BODY, CODE, SPEAKER, TOWN = 0.55, 0.7, 0.65, 0.9, 0.7, 0.6
_LAO = re.compile(r"[\u0e80-\u0ecf]")
_MOST = 6  # pieces of a name or body
_LETTERS = 24


def lao_bold(passage: Passage) -> Iterator[Candidate]:
    """Nothing for a text in another language."""
    if passage.language.split("-")[0] != "lo" or not _LAO.search(passage.plain):
        return
    line = Line(passage)
    yield from _left_over(line)
    yield from _nicknames(line)
    yield from _in_rows(line)
    yield from _alone(line)
    yield from _bodies(line)
    yield from _towns(line)
    yield from _speakers(passage.plain)
    yield from _by_form(passage.plain)


def _text(line: Line, at: int) -> str:
    return toned(line.words[at].text)


def _lao(line: Line, at: int) -> bool:
    return 0 <= at < len(line.words) and line.lao[at]


def _left_over(line: Line) -> Iterator[Candidate]:
    """Runs without a known word, with the parts of names that are glued to them and one more run behind a blank: ຢຸຍ ແຊ່ລໍ."""
    at = 0
    while at < len(line.words):
        last = _run_end(line, at)
        if last < at:
            at += 1
            continue
        first = at
        while _lao(line, first - 1) and line.gap(first - 1) == "" and _joins(line, first - 1):
            first -= 1
        while _lao(line, last + 1) and line.gap(last) == "" and _joins(line, last + 1) and not _goes_on(line, last + 1):
            last += 1
        if first and line.keys[first - 1] in rows()["here"] and line.gap(first - 1) == "":
            last = _to_sentence(line, last)
        if first and line.keys[first - 1] in rows()["with_names"] and line.gap(first - 1) == "":
            first -= 1
        if _says_nothing(line, at, last) and not (first < at and _between_blanks(line, first, last)):
            at = last + 1
            continue
        last = _second_run(line, last)
        if line.words[last].end - line.words[first].start <= _LETTERS:
            yield Candidate(line.words[first].start, line.words[last].end, "PLACE" if first and line.keys[first - 1] in rows()["here"] else "NAME", LEFT_OVER)
        at = last + 1


def _run_end(line: Line, at: int) -> int:
    """The last of the pieces from here on that are no words of stories; at - 1: the first is one."""
    last = at - 1
    while _lao(line, last + 1) and not line.common[last + 1] and (last < at or line.gap(last) == ""):
        last += 1
    return last


def _joins(line: Line, at: int) -> bool:
    """Is the piece a word that names are made of?"""
    return _text(line, at) in rows()["joins"] or line.keys[at] in rows()["given"] and line.keys[at] not in rows()["does"] | rows()["ends"]


def _between_blanks(line: Line, first: int, last: int) -> bool:
    return (first == 0 or line.gap(first - 1) != "") and line.gap(last) != ""


def _alone(line: Line) -> Iterator[Candidate]:
    """Two words between blanks of which the first is one that given names begin with, and that are no word together: ແສງອາທິດ."""
    for at in range(len(line.words) - 1):
        if _text(line, at) in rows()["first_parts"] and line.gap(at) == "" and _lao(line, at + 1) and _between_blanks(line, at, at + 1):
            if not _is_sentence(line, at + 1) and toned(line.words[at].text + line.words[at + 1].text) not in rows()["common"]:
                yield Candidate(line.words[at].start, line.words[at + 1].end, "NAME", LEFT_OVER)


def _to_sentence(line: Line, last: int) -> int:
    """With short pieces up to a word of the sentence: a name of a place goes on as long as it can (ມູ-ເດ)."""
    while _lao(line, last + 1) and line.gap(last) == "" and len(line.words[last + 1].text) < 5 and not _is_sentence(line, last + 1) and line.keys[last + 1] not in rows()["after_names"]:
        last += 1
    return last


def _goes_on(line: Line, at: int) -> bool:
    """Does a word of the sentence follow that makes this one part of the sentence as well (ສີ ແດງ, ຄຳ ເວົ້າ)?"""
    return line.gap(at) == "" and _lao(line, at + 1) and toned(line.words[at].text + line.words[at + 1].text) in rows()["common"]


def _says_nothing(line: Line, first: int, last: int) -> bool:
    """Too short inside a sentence, or words of the dictionary."""
    key = line.joined(first, last)
    long = line.words[last].end - line.words[first].start
    placed = first > 0 and line.keys[first - 1] in rows()["here"]
    alone = (first == 0 or line.gap(first - 1) != "") and line.gap(last) != ""
    if long < (2 if alone or placed else 3) or key in rows()["no_names"]:
        return True
    return is_ordinary(key, "lo") and not is_name(key) and not alone and not (first and line.keys[first - 1] in rows()["here"] | rows()["persons"])


def _second_run(line: Line, last: int) -> int:
    """With a run behind a blank that ends at a blank or sign, and short words alone between blanks: ຫວູ ດຶກ ແທງ."""
    for again in range(2):
        if line.gap(last) != " " or not _lao(line, last + 1):
            return last
        end = _run_end(line, last + 1)
        if last + 1 > end and (_text(line, last + 1) in rows()["nicknames"] or again and not _is_sentence(line, last + 1) and line.keys[last + 1] not in rows()["after_names"]):
            end = last + 1
        if not (last < end <= last + 5 and (line.gap(end) != "" or end == last + 1 and len(line.words[end].text) < 5 and _stops(line, end))):
            return last
        last = end
    return last


def _nicknames(line: Line) -> Iterator[Candidate]:
    """A nickname that is a word behind a title or kinship, before a word that goes on with the sentence: ເອື້ອຍນົກບອກວ່າ."""
    for at in range(1, len(line.words)):
        if _text(line, at) not in rows()["nicknames"] or line.gap(at - 1) not in ("", " "):
            continue
        before = next((count for subject in ("titles", "kin") if (count := line.phrase_before(at, subject))), 0)
        if before and not (line.gap(at - 1) and line.joined(at - before, at - 1) in rows()["kin"]) and _stops(line, at) and toned(line.words[at - 1].text + line.words[at].text) not in rows()["common"]:
            yield Candidate(line.words[at - before].start, line.words[at].end, "NAME", NICKNAMED)


def _in_rows(line: Line) -> Iterator[Candidate]:
    """A nickname between blanks, joined by "and" or "with" to a run that is no word: ແອ້ ແລະ ໄກ່ ນອນຫ້ອງດຽວກັນ."""
    for at in range(1, len(line.words) - 1):
        if _text(line, at) not in ("ແລະ", "ກັບ"):
            continue
        for one, other in ((at + 1, at - 1), (at - 1, at + 1)):
            edge = line.gap(one) if one > at else line.gap(one - 1) if one else " "
            if _lao(line, one) and _lao(line, other) and edge != "" and not line.common[other] and _text(line, one) in rows()["nicknames"]:
                yield Candidate(line.words[one].start, line.words[one].end, "NAME", NICKNAMED)
        if at + 2 < len(line.words) and not line.common[at - 1] and line.gap(at) != "" and line.gap(at + 1) == "" and line.gap(at + 2) != "" and _pair_of_names(line, at + 1):
            yield Candidate(line.words[at + 1].start, line.words[at + 2].end, "NAME", NICKNAMED)


def _pair_of_names(line: Line, at: int) -> bool:
    """May this word and the next be a foreign name that sounds like two words (ຈີນ-ນີ້)?"""
    return _lao(line, at) and _lao(line, at + 1) and line.keys[at] not in rows()["kin"] | rows()["titles"] | rows()["does"] | rows()["ends"] | rows()["here"] | rows()["persons"] and len(line.joined(at, at + 1)) < 9


def _stops(line: Line, at: int) -> bool:
    """Is the name over behind this piece: a blank, a sign or a word of the sentence?"""
    return line.gap(at) != "" or not _lao(line, at + 1) or line.keys[at + 1] in rows()["ends"] | rows()["does"] | rows()["after_names"]


def _bodies(line: Line) -> Iterator[Candidate]:
    """The word for a kind of body and what is glued to it; behind a blank, a run that is no word or a word for a trade."""
    at = 0
    while at < len(line.words):
        count = _head(line, at)
        end = _body_end(line, at, at + count - 1) if count else at
        if end > at + count - 1 and count:
            yield Candidate(line.words[at].start, _with_number(line, end), "ORGANISATION", BODY)
        at = max(at + 1, end + 1)
    yield from _with_trade(line)


def _head(line: Line, at: int) -> int:
    return next((count for count in (3, 2, 1) if at + count <= len(line.words) and line.lao[at] and line.glued(at, at + count - 1) and line.joined(at, at + count - 1) in rows()["bodies"]), 0)


def _body_end(line: Line, at: int, head: int) -> int:
    """The last piece of the name of a body; `head` when what follows is no name."""
    last = head
    while _lao(line, last + 1) and line.gap(last) == "" and last - head < _MOST and not _is_sentence(line, last + 1):
        last += 1
    named = any(not line.common[one] for one in range(head + 1, last + 1)) or last > head and _text(line, head + 1) in rows()["heads_of_places"] and line.joined(at, head) in rows()["of_places"]
    behind = line.gap(last) if last + 1 < len(line.words) else "."
    if last > head and not named and not (behind != "" and line.joined(at, head) in rows()["strong_bodies"] and any(_text(line, one) not in rows()["general"] for one in range(head + 1, last + 1))):
        return head
    if behind == " " and _lao(line, last + 1):
        further = _run_end(line, last + 1)
        if further > last and (last == head or line.gap(further) != ""):
            return further
        if last > head and line.joined(last + 1, last + 1) in rows()["trades"]:
            return last + 1
        return _plain_name(line, last)
    return last


def _plain_name(line: Line, last: int) -> int:
    """Ordinary words alone between blanks behind the word for a body: ຮ້ານຂາຍເຄື່ອງກໍ່ສ້າງ ສົມບູນຄ້າໄມ້ ໃນ …"""
    end = last + 1
    if line.keys[end] in rows()["kin"] | rows()["titles"] | rows()["after_names"] | rows()["here"]:
        return last
    while _lao(line, end + 1) and line.gap(end) == "" and end - last < 5:
        end += 1
    own = range(last + 1, end + 1)
    if line.gap(end) == "" or len(own) < 2 or any(_is_sentence(line, one) or line.keys[one] in rows()["does"] | rows()["ends"] for one in own):
        return last
    return end


def _is_sentence(line: Line, at: int) -> bool:
    return line.common[at] and _text(line, at) not in rows()["general"] - rows()["pronouns"] and (line.keys[at] in rows()["ends"] | rows()["does"] or _text(line, at) in rows()["pronouns"])


def _with_number(line: Line, last: int) -> int:
    """With the number behind a name: ໂຊກນາວາ 8."""
    end = line.words[last].end
    found = re.compile(r" (?:ເລກ )?\d{1,3}(?![\d/:.,-]|\s?(?:ປີ|ຄົນ|ເດືອນ|ມື້|ບາດ|ກີບ|ໂມງ))").match(line.plain, end)
    return found.end() if found else end


def _with_trade(line: Line) -> Iterator[Candidate]:
    """A run that is no word, then a word for a trade: ມະນີວັນຕັດຫຍິບ, ຢຸນເຟິງ ກະສິກຳ."""
    for at in range(1, len(line.words)):
        if line.keys[at] in rows()["trades"] and line.lao[at - 1] and line.gap(at - 1) in ("", " ") and line.gap(at) != "":
            first = at
            while first and line.lao[first - 1] and line.gap(first - 1) in ("", " ") and (not line.common[first - 1] or first < at and line.gap(first - 1) == "" and _text(line, first - 1) in rows()["joins"]) and at - first < 4:
                first -= 1
            if first < at:
                yield Candidate(line.words[first].start, line.words[at].end, "ORGANISATION", BODY)


def _towns(line: Line) -> Iterator[Candidate]:
    """Behind a word of place, a name of ordinary words whose first is one that names of villages begin with: ຢູ່ດົງຄຳຊ້າງ."""
    for at in range(1, len(line.words) - 1):
        if _text(line, at) in rows()["heads_of_places"] and line.keys[at - 1] in rows()["here"] and line.gap(at - 1) in ("", " "):
            last = at
            while _lao(line, last + 1) and line.gap(last) == "" and last - at < 3 and not _is_sentence(line, last + 1) and line.keys[last + 1] not in rows()["after_names"]:
                last += 1
            if last > at and _stops(line, last) and not any(toned(line.plain[line.words[at].start:line.words[end].end]) in rows()["common"] for end in range(at + 1, last + 1)):
                yield Candidate(line.words[at].start, line.words[last].end, "PLACE", TOWN)


_SPEAKER = re.compile(r"(?:^|(?<=\n)|(?<=\. )|(?<=\? )|(?<=  ))([\u0e80-\u0ecf]{2,14}(?: [\u0e80-\u0ecf]{2,12})?):(?= )")


def _speakers(plain: str) -> Iterator[Candidate]:
    """Who speaks, two times or more, in a conversation that was written down."""
    found = [row for row in _SPEAKER.finditer(plain) if toned(row[1]) not in rows()["asks"]]
    often = Counter(row[1] for row in found)
    yield from (Candidate(row.start(1), row.end(1), "NAME", SPEAKER) for row in found if often[row[1]] > 1)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    country = r"(?:ສປປ ?ລາວ|ລາວ|ໄທ|ຈີນ|ຫວຽດນາມ|ກຳປູເຈຍ|ມຽນມາ|ພະມ້າ|ມາເລເຊຍ|ເກົາຫຼີ(?:ໃຕ້)?|ຍີ່ປຸ່ນ|ອາເມລິກາ|ຝຣັ່ງ|ອົດສະຕາລີ|ອິນເດຍ|ອິນໂດເນເຊຍ|ຟີລິບປິນ|ສິງກະໂປ|ອັງກິດ|ເຢຍລະມັນ)"
    return (
        (re.compile(rf"(?:ສະຖານທູດ|ສະຖານເອກອັກຄະລັດຖະທູດ|ສະຖານກົງສຸນ(?:ໃຫຍ່)?|ກົງສຸນ(?:ໃຫຍ່)?) ?(?:ແຫ່ງ ?)?{country}(?: ?ປະຈຳ ?[\u0e80-\u0ecf]{{2,16}}(?: [\u0e80-\u0ecf]{{2,12}})?(?=[ .,;)]|$))?"), "ORGANISATION"),
        (re.compile(r"(?:ສະຫະພັນແມ່ຍິງ|ສະຫະພັນກຳມະບານ|ສູນກາງແນວລາວສ້າງຊາດ|ແນວລາວສ້າງຊາດ|ສູນກາງຊາວໜຸ່ມ|ຊາວໜຸ່ມປະຊາຊົນປະຕິວັດ|ອົງການກາແດງ|ສະພາກາແດງ|ກາແດງ)(?:ລາວ|ໄທ|ສາກົນ)?(?:(?:ແຂວງ|ເມືອງ|ບ້ານ)[\u0e80-\u0ecf]{2,12}(?=[ .,;)\n]|$))?"), "ORGANISATION"),
        (re.compile(r"(?:ຫ້ອງການ|ພະແນກ|ກະຊວງ|ກົມ|ບ້ານພັກ|ປ້ອງກັນຄວາມສະຫງົບ|ປກສ|ກອງບັນຊາການ|ຄະນະກຳມະການ|ສານປະຊາຊົນ|ໄອຍະການ|ສະຖານີຕຳຫຼວດ|ໂຮງໝໍ)[\u0e80-\u0ecf]{0,24}(?: ?ແລະ ?[\u0e80-\u0ecf]{3,24})?(?:ແຂວງ|ເມືອງ|ນະຄອນຫຼວງ|ອຳເພີ|ຈັງຫວັດ)[\u0e80-\u0ecf]{2,12}?(?=[ .,;)\n]|$|ແຈ້ງ|ຊ່ວຍ|ບອກ|ໃຫ້|ມາ|ໄປ|ຮັບ|ສົ່ງ|ໄດ້)"), "ORGANISATION"),
        (re.compile(r"(?:ມູນນິທິ|ສະມາຄົມ|ອົງການ|ອົງກອນ|ເຄືອຂ່າຍ|ສູນ)(?:ເພື່ອ|ຕ້ານ|ສົ່ງເສີມ|ຊ່ວຍເຫຼືອ|ປົກປ້ອງ|ພັດທະນາ)[\u0e80-\u0ecf]{3,44}(?=[ .,;)\n]|$)"), "ORGANISATION"),
        (re.compile(r"ບ້ານພັກເດັກ ?ແລະ ?ຄອບຄົວ[\u0e80-\u0ecf]{0,16}"), "ORGANISATION"),
        (re.compile(r"(?:ໄອໂອເອັມ|ຢູນິເຊັບ|ຢູເອັນດີພີ|ຢູເອັນໂອດີຊີ|ອິນເຕີໂພນ|ອິນເທີໂພນ|ກາຣິຕາດ|ກາຣິຕັດ|ເວີນວິຊັນ|ເວີລດ໌ວິຊັນ|ເຊບເດີຊິນເດຣນ|ອົກແຟມ|ຟຣັງຊ໌ວໍລອງແຕ|ວີລາວ|ອາຟເຊັບ|ອັດຟາ|ເທເລຄອມ|ລາວໂທລະຄົມ|ຢູນິເທວ|ຢູນິເທນ|ອີທີແອລ|ບີຊີອີແອວ)"), "ORGANISATION"),
        (re.compile(r"(?<![\u0e80-\u0ecf])(?:[ກ-ຮ]|ດຣ|ອຈ|ພອ|ຮອ|ຮຕ)\. ?[\u0e80-\u0ecf]{2,16}(?: [\u0e80-\u0ecf]{3,18}(?=[.,;)\n]|$)| \d{1,3}(?!\d))?"), "NAME"),
        (re.compile(r"(?<![\u0e80-\u0ecf])(?!ກມ|ຊມ|ກກ|ພສ|ຄສ|ລບ|ມ |ກ )[ກ-ຮ]{1,4}(?:[ -]|\. ?)?\d{1,6}(?:[-/]\d{2,6})*(?:/[ກ-ຮ]{1,5})?(?![\d.,])"), "IDENTITY_NUMBER"),
        (re.compile(r"(?<!\d)\d{1,6}/[ກ-ຮ]{1,5}(?:[./-][ກ-ຮ]{1,4})?(?:[/-]\d{1,4})?(?![\u0e80-\u0ecf])"), "IDENTITY_NUMBER"),
    )


def _by_form(plain: str) -> Iterator[Candidate]:
    """Embassies with their seat, initials with a name, numbers of papers and plates with Lao letters."""
    for pattern, kind in _forms():
        for found in pattern.finditer(plain):
            if kind == "IDENTITY_NUMBER" and toned(re.split(r"[^ກ-ຮ]", found.group())[0]) in rows()["common"]:
                continue
            yield Candidate(*found.span(), kind, CODE)


