"""What exhibit/helplines.toml holds, checked when it is first read: numbers to begin with, honest gaps, emergency numbers with their source."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "helplines.toml"
ANYWHERE = "112"  # 3GPP TS 22.101, 10.1: a mobile phone treats 112 as an emergency call in every network


@dataclass(frozen=True, slots=True)
class Known:
    """A number that was read somewhere and that nobody has called yet."""

    country: str
    name: str
    number: str
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """The number for an emergency in one country; `reaches` is "all" services or the "police" alone."""

    number: str
    reaches: str
    source: str


@dataclass(frozen=True, slots=True)
class HelpTable:
    numbers: tuple[Known, ...]
    gaps: dict[str, str]  # country -> what was looked for in vain
    emergency: dict[str, Emergency]

    def countries(self) -> tuple[str, ...]:
        """Every country it says something about help lines of."""
        return tuple(dict.fromkeys([*(row.country for row in self.numbers), *self.gaps]))


@cache
def help_table() -> HelpTable:
    """The table. Raises ValueError that names the row at fault."""
    return read_table(FILE.read_text(encoding="utf-8"))


def read_table(text: str) -> HelpTable:
    read = tomllib.loads(text)
    numbers = tuple(Known(**row) for row in read.get("number", ()))
    for row in numbers:
        _check(row.country, row.number, row.source)
    twice = {row.number for row in numbers if sum(other.country == row.country and other.number == row.number for other in numbers) > 1}
    if twice:
        raise ValueError(f"These numbers stand twice: {', '.join(sorted(twice))}.")
    emergency: dict[str, Emergency] = {}
    for row in read.get("emergency", ()):
        if row["reaches"] not in ("all", "police"):
            raise ValueError(f"{row['number']}: reaches is “all” or “police”, not “{row['reaches']}”.")
        for country in row["countries"]:
            _check(country, row["number"], row["source"])
            if country in emergency:
                raise ValueError(f"{country} has two emergency numbers.")
            emergency[country] = Emergency(row["number"], row["reaches"], row["source"])
    return HelpTable(numbers, {row["country"]: row["looked"] for row in read.get("gap", ())}, emergency)


def _check(country: str, number: str, source: str) -> None:
    if not re.fullmatch(r"[A-Z]{2}", country) or not re.fullmatch(r"\+?[0-9][0-9 -]*", number) or not source:
        raise ValueError(f"{country} {number}: a country is two capitals, a number digits with spaces or hyphens, and each has a source.")
