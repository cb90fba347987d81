"""Keeping help numbers: adding one, and verifying it by telephoning it. A number nobody verified is neither printed nor shown."""
from __future__ import annotations

import re
from datetime import datetime

import phonenumbers

from exhibit.errors import WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Helpline


def add_helpline(fields: dict, by: str, now: datetime) -> Helpline:
    """A new number, not verified yet. Raises WrongUse."""
    country, name, number = ((fields.get(key) or "").strip() for key in ("country", "name", "number"))
    if not re.fullmatch(r"[A-Za-z]{2}", country):
        raise WrongUse("Choose the country of the number.")
    if not name:
        raise WrongUse("Say whose number it is.")
    if not _can_be_called(number, country.upper()):
        raise WrongUse(f"“{number}” is no telephone number that can be called in this country: digits and spaces, with + in front of another country's code.")
    with transaction() as session:
        row = Helpline(country=country.upper(), name=name, number=number, source=(fields.get("source") or "").strip(), emergency=bool(fields.get("emergency")))
        session.add(row)
        raise_epoch()
    return row


def _can_be_called(number: str, country: str) -> bool:
    """A whole number as the country's numbering plan allows, or a short one: no table knows all of those."""
    if re.fullmatch(r"[0-9][0-9 -]{1,6}[0-9]", number):
        return True
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed)


def verify_helpline(helpline_id: int, by: str, now: datetime) -> Helpline:
    """Somebody called the number today and it helps: it counts for 90 days."""
    with transaction():
        row = queries.helpline(helpline_id)
        row.verified_on, row.verified_by = now.date(), by
        raise_epoch()
    return row


def remove_helpline(helpline_id: int, by: str, now: datetime) -> str:
    """Take a number out; returns it."""
    with transaction() as session:
        row = queries.helpline(helpline_id)
        number = row.number
        session.delete(row)
        raise_epoch()
    return number
