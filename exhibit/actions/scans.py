"""How often the stories of an exhibition were opened, as far as it may be told: see `story/few.py`."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel.core import get_global

from exhibit.errors import ExhibitError
from exhibit.store import OUT_OF_REACH, queries
from exhibit.store.scans import Count, hour_of, scans
from exhibit.store.tables import Exhibition
from exhibit.story.few import FEW, told, total

LONGEST_DAYS = 400  # days in one table
UNREACHABLE = "The store of counts cannot be used ({}). Nothing else is touched: check EXHIBIT_COUNTS; `exhibit doctor` says what is wrong."


@dataclass(frozen=True, slots=True)
class Figure:
    """A row: the figure's place in the hall (0: it stands there no more), its testimony's code, openings by language, in all."""

    position: int
    code: str
    by_language: dict[str, int]
    in_all: int


@dataclass(frozen=True, slots=True)
class Openings:
    """Everything a page about one exhibition may tell; each number is FEW or a multiple of five. Hours and days are those of `zone`."""

    languages: tuple[str, ...]
    figures: tuple[Figure, ...]
    by_language: dict[str, int]
    days: tuple[tuple[date, int], ...]
    hours: tuple[tuple[int, int], ...]
    in_all: int
    zone: str
    until: datetime  # what was counted later is not told yet


def openings(exhibition: Exhibition, now: datetime, figure: str = "", language: str = "") -> Openings:
    """What was counted until the last full hour; `figure` (a testimony's code) and `language` narrow days and hours. Raises ExhibitError."""
    before, zone = hour_of(now), zone_of(exhibition.country)
    try:
        counts = scans().counts(exhibition.slug, before)
    except OUT_OF_REACH as fault:
        raise ExhibitError(UNREACHABLE.format(type(fault).__name__)) from fault
    chosen = [c for c in counts if figure in ("", c.figure) and language in ("", c.language)]
    languages, rows = _figures(exhibition, counts)
    days, hours = _days(chosen, zone), _hours(chosen, zone)
    narrowed = bool(figure or language)
    in_all = total([n for _, n in days], [n for _, n in hours], *([] if narrowed else [[n for row in rows.values() for n in row.values()]]))
    return Openings(
        languages, tuple(Figure(position, code, {lang: told(n) for lang, n in row.items()}, total(list(row.values()))) for (position, code), row in rows.items()),
        {lang: total([row[lang] for row in rows.values()]) for lang in languages},
        tuple((day, told(n)) for day, n in days), tuple((hour, told(n)) for hour, n in hours), in_all, str(zone), now.replace(minute=0, second=0, microsecond=0))


def _figures(exhibition: Exhibition, counts: Sequence[Count]) -> tuple[tuple[str, ...], dict[tuple[int, str], dict[str, int]]]:
    """Every figure of the hall with every language somebody opened; figures that were taken out come last."""
    by_both, places = _sum(counts, lambda c: (c.figure, c.language)), {}
    for cutout in queries.cutouts(exhibition):
        places.setdefault(cutout.testimony.code, cutout.position)
    gone = sorted({c.figure for c in counts} - set(places))
    languages = tuple(sorted({c.language for c in counts}))
    order = [*((position, code) for code, position in places.items()), *((0, code) for code in gone)]
    return languages, {(position, code): {language: by_both[code, language] for language in languages} for position, code in order}


def _days(counts: Sequence[Count], zone: tzinfo) -> list[tuple[date, int]]:
    """Each day from the first to the last, also those on which nothing was opened."""
    found = _sum(counts, lambda c: c.at.astimezone(zone).date())
    if not found:
        return []
    last = max(found)
    first = max(min(found), last - timedelta(days=LONGEST_DAYS - 1))
    return [(first + timedelta(days=n), found[first + timedelta(days=n)]) for n in range((last - first).days + 1)]


def _hours(counts: Sequence[Count], zone: tzinfo) -> list[tuple[int, int]]:
    found = _sum(counts, lambda c: c.at.astimezone(zone).hour)
    return [(hour, found[hour]) for hour in range(24)] if found else []


def _sum(counts: Iterable[Count], key: Callable[[Count], object]) -> Counter:
    found: Counter = Counter()
    for count in counts:
        found[key(count)] += count.openings
    return found


def zone_of(country: str) -> ZoneInfo:
    """The clock of the event's country; UTC for a country with several."""
    zones = get_global("territory_zones").get(country.upper(), ())
    return ZoneInfo(zones[0] if len(zones) == 1 else "UTC")


def as_csv(exhibition: Exhibition, now: datetime) -> str:
    """The same numbers, one a line; “few” for none to four. There is no file with the numbers as they were counted."""
    found, out = openings(exhibition, now), io.StringIO()
    lines = csv.writer(out)
    lines.writerow(("told_by", "figure", "testimony", "language", "day", "hour", "openings_not_people"))
    for row in found.figures:
        lines.writerows(("figure and language", row.position or "", row.code, language, "", "", in_words(number)) for language, number in row.by_language.items())
    lines.writerows(("day", "", "", "", day.isoformat(), "", in_words(number)) for day, number in found.days)
    lines.writerows(("hour of the day", "", "", "", "", f"{hour:02}", in_words(number)) for hour, number in found.hours)
    lines.writerow(("in all", "", "", "", "", "", in_words(found.in_all)))
    return out.getvalue()


def in_words(number: int) -> str:
    return "few" if number == FEW else str(number)


def forget_counts(figures: Iterable[str], exhibition: str = "") -> None:
    """After an erasure is saved: the numbers go too. Raises ExhibitError naming what is left."""
    codes = sorted(figures)
    if not codes:
        return
    try:
        scans().forget(codes, exhibition)
    except OUT_OF_REACH as fault:
        raise ExhibitError(f"What was asked for is done, but the counts of its pages ({', '.join(codes)}) could not be removed: {type(fault).__name__}. "
                           "Mend the store of counts (EXHIBIT_COUNTS), then run `exhibit doctor`: it removes counts whose testimony is gone.") from fault


def forget_strays() -> int:
    """Remove counts whose testimony is gone: an erasure that could not reach the store of counts left them. Returns how many figures they were of."""
    kept = scans()
    strays = kept.figures() - queries.testimony_codes()
    if strays:
        kept.forget(strays)
    return len(strays)
