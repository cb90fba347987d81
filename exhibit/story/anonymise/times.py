"""Dates and years, and exact lengths of time. Month names come from CLDR (`babel`), others and the words of time from times.toml.

A year alone is one of 1950 to 2039, or of the calendar of the language: Bikram Sambat 2000 to 2090 in Nepali, Hijri 1370 to 1460 in Arabic
and Urdu, Buddhist 2493 to 2582 in Lao. A month without day or year, a season and "the nineties" are coarse enough to stay.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from exhibit.story.anonymise.line import Line
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.numerals import known_languages, numerals
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.rules import Rule, alternatives, compiled, row_of

TABLE = "times.toml"
YEARS = r"19[5-9]\d|20[0-3]\d"
YEARS_ALSO = {"ne": r"20[0-8]\d|2090", "ar": r"13[7-9]\d|14[0-5]\d", "ur": r"13[7-9]\d|14[0-5]\d", "lo": r"249[3-9]|25[0-7]\d|258[0-2]"}
_BENT = frozenset({"ru", "uk", "be", "ky", "ne"})
"""Languages whose months take endings."""
_DATES = (
    "<d>(?: {year_after})?",
    "(?:{months}) (?:{the} )?{day}(?: ,)?(?: (?:{of} ?)*{year}(?: {year_after})?)?(?! (?:{years}|{units}) )",
    "{year} (?:{year_after} )?(?:{of} )*(?:{the} )?{day} (?:{of} )?{months}",
    "{year} (?:{year_after} )?(?:{of} )*{months}(?: {day}(?: {year_after})?)?",
    "{the_day}{day} ?(?:{of} )*{months}(?: ,)?(?: (?:{of} )*(?:{year}(?: {year_after})?))?",
    "{months}(?: ,)?(?: {of})* {year}(?: {year_after})?",
    "(?P<no>(?:{no_year}|<\\d+>) )?«{year_alone}(?: {year_after})?»(?! (?:{years}|{units}|{money}|{counted}|<\\d+w?>) )",
)
FEW = r"<(?!1[w>])[1-9]\d{0,2}w?>"
_SPANS = (
    "(?P<no>{about} )?«{few}(?: {half})?(?: {of})? (?:{years}|{units})(?:(?: {link}| ,)? ?(?:{n}|{one}) (?:{years}|{units})| {link}(?: {one})? (?:{units})| {half})?»(?! {per} )",
    "(?P<no>{about} )?«{one} (?:{years}|{units})(?: {link})? (?:{n}|{one}) (?:{years}|{units})»",
    "(?P<no>{about} )?«(?:{dual})(?: ?(?:{link} )?(?:{n}|{dual})(?: (?:{years}|{units}))?)?»",
    "(?P<no>{about} )?«(?:{years}|{units}) (?:{dual})»",
    "(?P<no>{about} )?«(?:{years}) (?:{link} )?{n} (?:{units})»",
)


def dates(line: Line, language: str) -> Iterator[Candidate]:
    """Day, month and year in any order, two of them, or a year alone; also with its number in words."""
    for rule in _date_rules(language.split("-")[0]):
        yield from rule.finds(line)


def durations(line: Line, language: str) -> Iterator[Candidate]:
    """Exact lengths of time: eleven months, three years and two weeks. What is "about", "every" or "a week" is none."""
    for rule in _span_rules(language.split("-")[0]):
        yield from rule.finds(line)


@cache
def _date_rules(language: str) -> tuple[Rule, ...]:
    row = dict(row_of(TABLE, language))
    years = "|".join(filter(None, (YEARS, YEARS_ALSO.get(language))))
    said = {"year": f"<(?:{years})[wo]?>", "year_alone": f"<(?:{years})[wo]?>", "months": month_names(language), "the_day": f"(?:(?:{alternatives(row['the'], language)}) )?", "money": "(?:" + alternatives(row_of("amounts.toml", language)["money"], language) + ")", "counted": "(?:" + alternatives(row_of("amounts.toml", language)["counted"], language) + ")"}
    return tuple(Rule("DATE", 0.9, _rule(form, row, language, said)) for form in _DATES)


@cache
def _span_rules(language: str) -> tuple[Rule, ...]:
    row = dict(row_of(TABLE, language))
    return tuple(Rule("DURATION", 0.8, _rule(form, row, language, {"one": one_word(language), "few": FEW})) for form in _SPANS if "{dual}" not in form or row["dual"])


def _rule(form: str, row: dict[str, str], language: str, said: dict[str, str]) -> re.Pattern[str]:
    """A rule with parts that are regular expressions already."""
    parts = re.split(r"(\{\w+\})", form)
    pattern = "".join(said.get(part[1:-1], part) if part.startswith("{") else part for part in parts)
    return compiled(pattern, row, language)


@cache
def one_word(language: str) -> str:
    """The words for one as a regular expression: they are no numbers in a line."""
    return "(?:" + "|".join(sorted(map(re.escape, numerals(language if language in known_languages() else "en").ones))) + "|<1w?>)"


@cache
def month_names(language: str) -> str:
    """Month names of CLDR and the table as a regular expression over lines."""
    locale = _locale(language)
    names = {folded(name).rstrip(".") for width in ("wide", "abbreviated") for form in ("format", "stand-alone") for name in locale.months[form][width].values()}
    names |= {folded(name.strip()) for name in row_of(TABLE, language)["months"].split(",") if name.strip()}
    listed = sorted({_bent(name) if language in _BENT else re.escape(name) for name in names if len(name) > 1 and not name.isdigit()}, key=len, reverse=True)
    lead = "[بلوف]?" if language == "ar" else ""
    return f"{lead}(?:{'|'.join(listed)})"


def _locale(language: str) -> Locale:
    """English for a language that CLDR lacks, as `rules.row_of` has it for the words."""
    try:
        return Locale(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _bent(name: str) -> str:
    """A month with its endings: марта, мартында, फागुनमा."""
    stem = re.sub(r"(?:ого|ага|[аяьйе])$", "", name) if len(name) > 3 else name
    return re.escape(stem) + ("[^ <]{0,6}" if len(stem) > 2 else "[^ <]?")
