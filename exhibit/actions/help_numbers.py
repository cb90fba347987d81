"""Keeping help numbers: adding and changing one, and verifying it by telephoning it. A number nobody verified is neither printed nor shown."""
from __future__ import annotations

import re
from datetime import datetime

import phonenumbers

from exhibit.actions.help_table import Known, help_table
from exhibit.errors import WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Helpline

CALLED = "☎ "  # after it: the day of the last call, and who answered


def add_helpline(fields: dict, by: str, now: datetime) -> Helpline:
    """A new number, not verified yet. Raises WrongUse."""
    told = _checked(fields)
    with transaction() as session:
        row = Helpline(**told)
        session.add(row)
        raise_epoch()
    return row


def edit_helpline(helpline_id: int, fields: dict, by: str, now: datetime) -> Helpline:
    """Change it. Another number, or another service behind it, is one that nobody has called: it counts as not verified. Raises WrongUse, NotFound."""
    told = _checked(fields)
    with transaction():
        row = queries.helpline(helpline_id)
        if any(getattr(row, key) != told[key] for key in ("country", "name", "number")):
            row.verified_on, row.verified_by = None, ""
        for key, value in told.items():
            setattr(row, key, value)
        raise_epoch()
    return row


def _checked(fields: dict) -> dict:
    """What was typed, tidied. Raises WrongUse."""
    country, name, number, source, words = ((fields.get(key) or "").strip() for key in ("country", "name", "number", "source", "note"))
    if not re.fullmatch(r"[A-Za-z]{2}", country):
        raise WrongUse("Choose the country of the number.")
    if not name:
        raise WrongUse("Say whose number it is.")
    if not _can_be_called(number, country.upper()):
        raise WrongUse(f"“{number}” is no telephone number that can be called in this country: digits and spaces, with + in front of another country's code.")
    return {"country": country.upper(), "name": name, "number": number, "source": source, "note": words, "emergency": bool(fields.get("emergency"))}


def load_helplines(now: datetime) -> int:
    """Put in the numbers that come with the program and are not there yet, none of them verified; how many that were."""
    with transaction() as session:
        rows = missing_helplines()
        session.add_all(rows)
        if rows:
            raise_epoch()
    return len(rows)


def missing_helplines() -> list[Helpline]:
    """Rows of exhibit/helplines.toml that the database does not have, not yet in a session."""
    known = {(row.country, row.number) for row in queries.all_helplines()}
    return [Helpline(country=row.country, name=row.name, number=row.number, source=_origin(row)) for row in help_table().numbers if (row.country, row.number) not in known]


def _origin(row: Known) -> str:
    return f"{row.source}. {row.doubt}".removesuffix(" ")


def _can_be_called(number: str, country: str) -> bool:
    """A whole number as the country's numbering plan allows, or a short one: no table knows all of those."""
    if re.fullmatch(r"[0-9][0-9 -]{1,6}[0-9]", number):
        return True
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed)


def verify_helpline(helpline_id: int, answered: str, by: str, now: datetime) -> Helpline:
    """Somebody called the number today and it helps: it counts for 90 days. Raises WrongUse, NotFound.

    `answered`: which service picked up, in the caller's words; it is kept beside the source, for whoever calls next.
    """
    answered = " ".join((answered or "").split())
    if not answered:
        raise WrongUse("Say who answered: the name of the service is enough, no person's name is needed.")
    with transaction():
        row = queries.helpline(helpline_id)
        origin = row.source.split(CALLED)[0].strip()
        row.source = f"{origin} {CALLED}{now.date().isoformat()}: {answered[:120]}".strip()
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
