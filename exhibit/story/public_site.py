"""What an exhibition's public site may tell: its texts and how long they may be, roles of partners, sources of a country panel."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

TEXTS: dict[str, int] = {"theme": 200, "hours": 400, "way": 1_200, "access": 1_200, "about": 3_000}
"""Texts a curator writes once a language, with the longest each may be, in characters."""
ROLES = ("organiser", "survivors", "partner", "venue", "funder", "care", "translation", "design")
"""What a partner does; role_<name> are its words in visit/site.toml."""
PANEL_LENGTH = 900  # characters: a few sentences
MOST_PARTNERS, MOST_SOURCES = 30, 5
CURRENT_FOR = timedelta(days=3 * 365)  # an older source is shown with its year in words
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `date` is as exact as is known: 2016, 2016-10 or 2016-10-06."""

    title: str
    url: str
    date: str

    @property
    def year(self) -> int:
        return int(self.date[:4])

    def is_old(self, today: Day) -> bool:
        """Older than three years, counted from the last day it may be of."""
        return today - last_day(self.date) > CURRENT_FOR


def last_day(written: str) -> Day:
    """The last day that a date so exact may mean: 2016-10 is 31 October 2016. Raises ValueError for what is no date."""
    found = _DATE.fullmatch(written)
    if not found:
        raise ValueError(f"no date: {written}")
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    if day:
        return Day(year, month, int(day))
    return (Day(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def first_day(written: str) -> Day:
    """The first day that a date so exact may mean. Raises ValueError for what is no date."""
    last_day(written)
    parts = [int(part) for part in written.split("-")]
    return Day(*(parts + [1, 1])[:3])
