"""Telephone numbers of a story: what can be dialled, and what only looks so, because a slip of a digit leads to the person just the same."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.announced import announcers
from exhibit.story.anonymise.contacts import phones
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.words import alternatives

_DAY, _MONTH = r"(?:[12]\d|3[01]|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_DATE = re.compile(rf"(?<!\d)(?:\d{{4}}[-/.]{_MONTH}[-/.]{_DAY}|(?:{_DAY}[-/.]{_MONTH}|{_MONTH}[-/.]{_DAY})[-/.](?:\d{{4}}|\d{{2}}))(?!\d)")
_GROUPED = r"\d{2,5}(?:[\s.\-()]{1,2}\d{2,4}){1,4}|\d{6,11}"
_ABROAD = re.compile(r"(?:\+|(?<!\d)00)\s?\d(?:[\s.\-/()]{0,2}\d){6,14}(?!\d)")
_HOME = re.compile(r"(?<![\w.,+-])\(?0\d(?:[\s.\-/()]{0,2}\d){6,10}(?![\w-])")
_GROUPS = re.compile(r"(?<![\w.,/+-])(?=(?:\D?\d){8,11}(?![\s.-]?\d))(?:\d{3}\s\d{3}\s\d{3}|\d{4}[\s-]\d{3}[\s-]?\d{3,4}|\d{2,4}(?:[\s-]\d{2,3}){3,4}|\d{3}[\s-]\d{3}[\s-]\d{4})(?![\w-]|[./]\d)")
_LONG = re.compile(r"(?<![\w.,/+-])\(?\d{1,5}\)?(?:[\s.\-]{1,2}\(?\d{2,5}\)?){1,6}(?![\w-]|[./]\d)")
_EXTENSION = re.compile(r"\s?[,(]?\s?(?:ext(?:ension)?\.?|x|poste|toestel|tst\.?|доб\.?|вн\.?|внутр\.?|ramal|anexo|interno|int\.|кошумча)\s?[:.]?\s?\d{1,6}\)?(?!\w)", re.I)
_DESK = re.compile(r"(?<!\w)(?:ext(?:ension|\.)|extensión|extensão|dahili|poste|toestel(?:nummer)?|tst\.|доб(?:авочный|\.)|внутренний|вн\.|внутр(?:ішній|\.)|додатковий|дод\.|ramal|anexo|interno|int\.|кошумча|ички|تحويلة|داخلي|التحويلة|ایکسٹینشن|एक्सटेन्सन|एक्स्टेन्सन|ສາຍໃນ|ຕໍ່ສາຍ)\s?(?:number|numéro|número|номер|nummer|رقم|نمبر|नं\.?|n[o°º]\.?|ເລກ)?\s?[:.]?\s?(\d{2,6})(?![\w:/-]|[.,]\d)", re.I)
"""A desk of a telephone system, also without the number before it."""
_SUM = re.compile(r"\d{1,3}(?:[\s.]\d{3})+")
_RUN = re.compile(r"[+(]{0,2}\d(?:[\s\-/.()]{0,3}\d){6,}")
_HELP = "hot ?line|help ?line|emergency|numéro vert|numéro d'urgence|hulplijn|noodnummer|alarmnummer|línea|emergencias|linha|disque|emergência|горяч\\w+ лини|гаряч\\w+ ліні|лінія|линия|скор\\w+|полици|поліці|الخط الساخن|خط|ہیلپ لائن|ایمرجنسی|हेल्पलाइन|ສາຍດ່ວນ|ສາຍຮ້ອນ|ишеним телефону"
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"(?:19|20)\d\d[\s/-]+(?:19|20)?\d\d")


def dialled(passage: Passage) -> Iterator[Candidate]:
    """Telephone numbers of a story: those of a numbering plan, those with +, 00 or 0 before them, and any group of figures after a word for telephone."""
    plain = passage.plain
    dates = [found.span() for found in _DATE.finditer(plain)]
    spans = [*_of_a_plan(plain), *(found.span() for form in (_ABROAD, _HOME, _GROUPS) for found in form.finditer(plain)), *_long(plain), *(found.span(1) for found in _called().finditer(plain))]
    for start, end in spans:
        if not any(first < end and start < last for first, last in dates if not _is_within(plain, first, last, start, end)) and not _PERIOD.fullmatch(plain[start:end]):
            extension = _EXTENSION.match(plain, end)
            yield Candidate(start, extension.end() if extension else end, "PHONE", 0.95)
    for found in _DESK.finditer(plain):
        yield Candidate(found.start(), found.end(), "PHONE", 0.85)
    yield from _short(passage)


def _short(passage: Passage) -> Iterator[Candidate]:
    """Three or four figures after a word for calling: 911, 3919. A count of calls, people or hours is none."""
    for found in _called_shortly().finditer(passage.plain):
        behind = re.match(r"\s([^\W\d_]+)", passage.plain[found.end():found.end() + 24])
        if not _YEAR.fullmatch(found.group(1)) and not (behind and announcers(passage.language.split("-")[0]).counted.holds(folded(behind.group(1)))):
            yield Candidate(*found.span(1), "PHONE", 0.7)


def _is_within(plain: str, first: int, last: int, start: int, end: int) -> bool:
    """What looks like a date is the tail of a number that begins with nought and has three figures before it: 0312 23-09-17."""
    return plain[start:start + 1] in "0+(" and first >= start + 3 and end == last and sum(char.isdigit() for char in plain[start:end]) >= 9 and not _DATE.match(plain, start)


def _long(plain: str) -> Iterator[tuple[int, int]]:
    """Eight to fourteen figures in groups, whatever the plan: (555) 014-2277. A sum with its thousands apart is none, nor are two years."""
    for found in _LONG.finditer(plain):
        figures = sum(char.isdigit() for char in found.group())
        if 8 <= figures <= 14 and not _SUM.fullmatch(found.group()):
            yield found.span()


def _of_a_plan(plain: str) -> Iterator[tuple[int, int]]:
    """Numbers of a numbering plan, looked for only where enough figures stand together."""
    for run in _RUN.finditer(plain):
        dated = _DATE.search(run.group())
        for start, end in phones(run.group()):
            yield run.start() + start, run.start() + end
            if not dated and not start and run.start() + end == run.end():
                break  # the plan of one country that takes the whole run is enough


@cache
def _called() -> re.Pattern[str]:
    """Figures up to five words after a word that announces a number to call."""
    lead = "[\u0648\u0641\u0628\u0644]?"
    return re.compile(rf"(?<!\w){lead}(?:{alternatives('phones')})\w{{0,4}}(?:\s?[:.]|\s(?:[^\W\d]+\s?){{0,5}})?[\s:]*((?<![\w./-])(?=(?:\D?\d){{5,13}}(?!\d))(?:{_GROUPED}|\d{{1,4}}(?:[\s.\-]{{1,2}}\d{{1,4}}){{2,6}}|\d{{5}}))(?![\w/])", re.I)


@cache
def _called_shortly() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('phones')}|{_HELP})\w{{0,4}}\s?:?\s(?:[^\W\d]{{1,12}}\s){{0,2}}(\d{{3,4}})(?![\w%€$£]|\s?[.,:/-]\d|\s\d)", re.I)
