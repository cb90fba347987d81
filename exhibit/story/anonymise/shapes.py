"""Numbers whose own shape tells that they are a number of a paper, file, car or flight, whatever stands around them: NL08 XBNK 0417 2290 35, QQ 12 34 56 C, KQ 310, 17/20994, 1177-Б."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.rules import row_of

_CAPITAL = "[A-ZА-ЯІЇЄҐ]"
_YEAR = r"(?:19[3-9]|20[0-8])\d"
_SHAPES = (  # shape, confidence; capitals are meant
    (r"[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?", 0.95),  # IBAN (ISO 13616)
    (r"[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D]", 0.95),  # British national insurance
    (r"\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]|\d{1,2}\.\d{3}\.\d{3}-[\dA-Z]", 0.9),  # Spain, Chile, Uruguay
    (r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}", 0.95),  # Brazil: firms, court files
    (r"\d{3}-\d{3}-\d{3} \d{2}", 0.95),  # Russian pension insurance
    (r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]) ?-?\d{3,4}", 0.7),  # flights
    (rf"{_CAPITAL}{{1,3}}[ -]\d{{2,4}}[ -]{_CAPITAL}{{1,3}}|\d{{1,4}}[ -]{_CAPITAL}{{1,3}}[ -]\d{{2,4}}|{_CAPITAL}{{2,3}}[ -]\d{{2}}[ -]\d{{3,4}}", 0.8),  # plates
    (rf"{_CAPITAL}{{3}}[ -]?\d{{3,4}}{_CAPITAL}?|\d{{4}}[ -]?{_CAPITAL}{{3}}|\d{{4}} {_CAPITAL}{{2}}-\d|\d{{3}} ?{_CAPITAL}{{2}} ?\d{{2,3}}|{_CAPITAL} ?\d{{3}} ?{_CAPITAL}{{2}}(?: ?\d{{2,3}})?", 0.75),
    (r"(?:1[3-9]|[2-9]\d|\d{3,6})/(?:19|20|25)\d\d|(?!0?[1-9]/|1[0-2]/)\d{2,3}/\d{4,7}|(?!(?:19|20)\d\d/)\d{4,7}/\d{2,3}", 0.8),  # files by year
    (rf"{_CAPITAL}{{1,4}}[-/]\d{{3,7}}|\d{{3,7}}[-/]{_CAPITAL}{{1,3}}", 0.75),
    (r"\d{1,6} [\u0621-\u0647\u064a](?: [\u0621-\u064a]){0,2} \d{1,4}", 0.75),  # plates in Arabic letters, one apart from the other
    (r"(?i:[авекмнорстух]\d{3}[авекмнорстух]{2}\s?\d{2,3})", 0.8),  # Russian plates in any case
    (r"प्रदेश\s\d-\d{2}-\d{3}\s\S{1,3}\s\d{1,4}", 0.9),
    (r"\d{7,}(?=\s?(?:[.,;:!?)»”]|$))", 0.6),
)
_FORMS = tuple((re.compile(rf"(?<![\w@.,/+:€$£-])(?:{shape})(?![\w@%€$£]|[-/]\w|[.,]\d)"), sure) for shape, sure in _SHAPES)
_NO_SERIES = frozenset("US EU UE UN OK AD BC CE PM AM TV KM KG MG ML CM MM GB MB NO IN ON AT OF BY TO LE LA EL DE EN ET OP TE IM AB ЕС ООН США РФ СССР COVID COP ISO МВД".split())
_SHOUTED_MORE_THAN = 40


def shapes(passage: Passage) -> Iterator[Candidate]:
    """Numbers known by shape alone. In a text in capitals throughout capitals say nothing."""
    plain = passage.plain
    if not any(char.isdigit() for char in plain) or _is_shouted(plain):
        return
    money = frozenset(word.strip().upper() for word in row_of("amounts.toml", "en")["codes"].split(","))
    for form, sure in _FORMS:
        for found in form.finditer(plain):
            if not _is_ordinary(found.group(), money):
                yield Candidate(found.start(), found.end(), "IDENTITY_NUMBER", sure)


def _is_ordinary(text: str, money: frozenset[str]) -> bool:
    """A sum with its currency, a year with letters, an acronym with a figure."""
    letters = "".join(re.findall(r"[^\W\d_]+", text))
    figures = re.findall(r"\d+", text)
    return letters in money or letters in _NO_SERIES and (" " in text or "-" in text) or len(letters) > 1 and len(figures) == 1 and bool(re.fullmatch(_YEAR, figures[0])) and " " in text


def _is_shouted(plain: str) -> bool:
    letters = [char for char in plain if char.isalpha()]
    return 2 * sum(char.isupper() for char in letters) > len(letters) > _SHOUTED_MORE_THAN
