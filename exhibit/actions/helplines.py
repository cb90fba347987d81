"""Which help numbers may be shown and printed: only those a named person has verified lately (ethics rule E14)."""
from __future__ import annotations

from datetime import date, timedelta

from exhibit.store import queries
from exhibit.store.tables import Helpline

VERIFIED_FOR = timedelta(days=90)  # ethics rule E14: no older number is printed
EMERGENCY = {"BE": "112"}  # EU directive 2018/1972 art. 109: one number in every member state


def is_current(row: Helpline, today: date) -> bool:
    """Verified by a named person within 90 days. The emergency number needs no verifying."""
    return row.emergency or bool(row.verified_on and row.verified_by and today - row.verified_on <= VERIFIED_FOR)


def current_numbers(country: str, today: date) -> tuple[tuple[Helpline, ...], str]:
    """(numbers that may be shown, the emergency number)."""
    rows = queries.helplines(country)
    current = tuple(row for row in rows if not row.emergency and is_current(row, today))
    return current, next((row.number for row in rows if row.emergency), EMERGENCY.get(country, "112"))


def help_line(country: str, today: date) -> str:
    """The line printed on boards: the first current number, else the emergency number."""
    current, emergency = current_numbers(country, today)
    return f"{current[0].name} {current[0].number}" if current else emergency
