"""Which help numbers may be shown and printed: only those a named person has verified lately (ethics rule E14)."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import phonenumbers
from phonenumbers import PhoneNumberType

from exhibit.actions.help_table import ANYWHERE, help_table
from exhibit.store import queries
from exhibit.store.tables import Helpline

VERIFIED_FOR = timedelta(days=90)  # ethics rule E14: no older number is printed
WARNED_BEFORE = timedelta(days=14)  # how long before the end the desk begins to ask for a call
EMERGENCY = {country: row.number for country, row in help_table().emergency.items()}
AT_HOME_ONLY = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN, PhoneNumberType.PREMIUM_RATE})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Help in one country, as far as it is known: numbers that were verified lately, and the emergency number if one is certain."""

    country: str
    lines: tuple[Helpline, ...]
    emergency: str  # "" where no source says one
    reaches: str = "all"  # "all" services, or the "police" alone


def is_current(row: Helpline, today: date) -> bool:
    """Verified by a named person within 90 days. The emergency number needs no verifying."""
    return row.emergency or bool(row.verified_on and row.verified_by and today - row.verified_on <= VERIFIED_FOR)


def standing(row: Helpline, today: date) -> str:
    """For the desk: "emergency", "never" called, "overdue", "soon" (14 days or less are left) or "current"."""
    if row.emergency:
        return "emergency"
    if not (row.verified_on and row.verified_by):
        return "never"
    if not is_current(row, today):
        return "overdue"
    return "soon" if last_day(row) - today <= WARNED_BEFORE else "current"


def last_day(row: Helpline) -> date:
    """The last day on which a verified number is shown. Raises ValueError for one nobody called."""
    if row.verified_on is None:
        raise ValueError("Nobody has called this number.")
    return row.verified_on + VERIFIED_FOR


def current_numbers(country: str, today: date) -> tuple[tuple[Helpline, ...], str]:
    """(numbers that may be shown, the emergency number)."""
    rows = queries.helplines(country)
    return _current(rows, today), next((row.number for row in rows if row.emergency), EMERGENCY.get(country, ANYWHERE))


def _current(rows: list[Helpline], today: date) -> tuple[Helpline, ...]:
    return tuple(row for row in rows if not row.emergency and is_current(row, today))


def elsewhere(host: str, today: date) -> tuple[Elsewhere, ...]:
    """Every other country that anything is known about, in the order of its two letters; gaps are among them."""
    by_country: dict[str, list[Helpline]] = {country: [] for country in help_table().countries()}
    for row in queries.all_helplines():
        by_country.setdefault(row.country, []).append(row)
    return tuple(_of_country(country, rows, today) for country, rows in sorted(by_country.items()) if country != host)


def _of_country(country: str, rows: list[Helpline], today: date) -> Elsewhere:
    own, known = next((row.number for row in rows if row.emergency), ""), help_table().emergency.get(country)
    if own or known is None:
        return Elsewhere(country, _current(rows, today), own)
    return Elsewhere(country, _current(rows, today), known.number, known.reaches)


def help_line(country: str, today: date) -> str:
    """The line printed on boards: the first current number, else the emergency number."""
    current, emergency = current_numbers(country, today)
    return f"{current[0].name} {current[0].number}" if current else emergency


def dial(number: str, country: str) -> str:
    """What a phone dials at a tap: +32... where the number can be called from abroad; short and free numbers as they are at home."""
    plain = re.sub(r"[^0-9+]", "", number)
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return plain
    if not phonenumbers.is_valid_number(parsed) or phonenumbers.number_type(parsed) in AT_HOME_ONLY or not phonenumbers.can_be_internationally_dialled(parsed):
        return plain
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
