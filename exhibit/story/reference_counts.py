"""Reference counts from a CSV file: one column a fact, one column `people`. Every bad line is named; a file with one is not taken."""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from exhibit.story.uniqueness import QUASI_IDENTIFIERS, Count
from exhibit.story.vocabulary import AGE_BANDS, EXPLOITATION, GENDERS, SECTORS

PEOPLE = "people"
MOST_PROBLEMS = 20
_COUNTRY = (re.compile(r"[A-Z]{2}").fullmatch, str.upper, "a country as its two letters")
VALUES: dict[str, tuple[Callable[[str], object], Callable[[str], str], str]] = {  # fact -> is it one, how it is kept, what is wanted
    "nationality": _COUNTRY, "exploitation_country": _COUNTRY,
    "age_band": (AGE_BANDS.get, str.upper, f"one of {', '.join(AGE_BANDS)}"),
    "gender": (GENDERS.get, str.lower, f"one of {', '.join(GENDERS)}"),
    "year": (re.compile(r"\d{4}(-\d{4})?").fullmatch, str, "a year or two years with a hyphen"),
    "sector": (SECTORS.get, str.upper, f"one of {', '.join(SECTORS)}"),
    "form": (EXPLOITATION.get, str.upper, f"one of {', '.join(EXPLOITATION)}"),
    "rare_event": (bool, str, "some words"), "place": (bool, str, "a place"),
}


def read_counts(text: str, source: str) -> tuple[tuple[Count, ...], list[str]]:
    """Rows of the file and what is wrong with it, one sentence each. With a problem there are no rows: nothing is half loaded."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), dialect=_dialect(text))
    header = [name.strip().lower() for name in next(lines, [])]
    wrong = _wrong_header(header)
    if wrong:
        return (), wrong
    rows: list[Count] = []
    for line in lines:
        if any(cell.strip() for cell in line):
            row, bad = _row(dict(zip(header, (cell.strip() for cell in line), strict=False)), len(line), len(header), source)
            rows += [row] if row else []
            wrong += [f"Line {lines.line_num}: {sentence}" for sentence in bad]
    if not rows and not wrong:
        wrong = ["The file holds no line under its first one: nothing to count with."]
    if len(wrong) > MOST_PROBLEMS:
        wrong = [*wrong[:MOST_PROBLEMS], f"{len(wrong) - MOST_PROBLEMS} more lines are wrong."]
    return ((), wrong) if wrong else (tuple(rows), [])


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets of many countries write semicolons."""

    class Table(csv.excel):
        delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","

    return Table


def _wrong_header(header: list[str]) -> list[str]:
    known = {*QUASI_IDENTIFIERS, PEOPLE}
    wrong = [f"There is no column “{name}”. Columns are: {', '.join(known_name for known_name in (*QUASI_IDENTIFIERS, PEOPLE))}." for name in header if name not in known]
    wrong += [f"The column {name} stands there twice." for name in sorted({name for name in header if header.count(name) > 1})]
    if PEOPLE not in header:
        wrong.append("The first line needs a column “people”: how many people share the values of the line.")
    if not set(header) & set(QUASI_IDENTIFIERS):
        wrong.append("The first line names no fact to count by.")
    return wrong


def _row(cells: dict[str, str], length: int, wanted: int, source: str) -> tuple[Count | None, list[str]]:
    if length != wanted:
        return None, [f"it has {length} cells where the first line has {wanted}."]
    people, bad = cells.pop(PEOPLE), []
    if not re.fullmatch(r"\d+|<\d+", people):
        bad.append(f"people is “{people}”: give a whole number, or <11 where the number is kept back.")
    facts = {name: VALUES[name][1](value) for name, value in cells.items() if value}
    bad += [f"{name} is “{cells[name]}”: give {VALUES[name][2]}." for name, value in facts.items() if not VALUES[name][0](value)]
    if not facts:
        bad.append("it names no fact.")
    return (None, bad) if bad else (Count(source, facts, int(people) if people.isdigit() else 0), [])
