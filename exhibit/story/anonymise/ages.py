"""Exact ages: "I was 16", sixteen years old, à 17 ans, мне было шестнадцать, عمري ١٥ سنة, सोह्र वर्षको. Bands (25-34) are none; a year of birth is a date."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.rules import Rule, compiled, row_of

TABLE = "times.toml"
_YOUNG_OR_OLD = r"<(?:[1-9]|[1-9]\d|10\d)w?>"
_FORMS = (  # rule, confidence
    (r"(?P<no><\d+w?> - )?«{a} {age_after}»(?! {per} )", 0.95),
    (r"{age_before} «{a} {years}»(?! {per} )", 0.95),
    (r"{age_before} «{a}»(?= (?:{end}|{age_next}) )", 0.9),
    (r"{word} , «{a} {years}»(?= (?:[.,;)]|{age_next}) )", 0.95),
    (r"{word} [,(] «<[1-8]\d>» [,)]", 0.6),
    (r"{age_words}", 0.9),
)
LAO_FORMS = (("(?:{age_before})(?:{word}){0,2}«{a}(?:{years})?»", 0.95), ("«{a}{age_after}»", 0.95))
ALSO = {  # what one language says besides
    "en": (r"(?:at|by|age of|aged|at age|by age) «<1\dw?>»(?= ,? ?(?:i|she|he|my|we|they) )",),
    "fr": (r"(?:a|des|jusqu a|fille de|fils de|fillette de|garcon de|femme de|homme de|gamine de|gamin de|adolescente de|adolescent de|enfant de|bebe de) «{a} {years}»(?! (?:de|d) )",),
    "nl": (r"op (?:mijn|haar|zijn) «<\d+o>»", r"van «{a} {years}»"),
    "es": (r"(?:nina|nino|muchacha|muchacho|chica|chico|hija|hijo|mujer|hombre) de «{a} {years}»",),
    "pt": (r"(?:menina|menino|moca|rapaz|rapariga|filha|filho|mulher|homem) de «{a} {years}»",),
    "ru": (r"(?:в|с|к|до|около) «{a} {years}»",),
    "uk": (r"(?:в|у|з|до|із) «{a} {years}»",),
    "be": (r"(?:у|ў|з|да) «{a} {years}»",),
    "ky": (r"«{a} {age_after}»",),
    "ar": (r"(?:{age_before}) (?:كان |لا يتجاوز |تقريبا )?«{a} {years}»", r"«<\d+o>(?: <\d+w?>)? {age_after}»"),
    "ur": (r"{age_before} (?:[^ <]+ ){0,2}«{a} {years}»",),
    "ne": (r"{age_before} «{a} {years}»",),
}


def ages(line: Line, language: str) -> Iterator[Candidate]:
    """Ages in years, with their unit; a number alone only after words that an age follows."""
    for rule in _rules(language.split("-")[0]):
        yield from rule.finds(line)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    row = row_of(TABLE, language)
    forms = [*(LAO_FORMS if language == "lo" else _FORMS), *((form, 0.95) for form in ALSO.get(language, ()))]
    return tuple(Rule("AGE", confidence, compiled(form.replace("{a}", _YOUNG_OR_OLD), row, language)) for form, confidence in forms)
