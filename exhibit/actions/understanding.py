"""The teach-back: does the person know what is asked? Kept apart from the consent itself; a failed one never undoes an earlier yes."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.errors import WrongUse
from exhibit.store import records, transaction
from exhibit.store.tables import ConsentRecord, Understanding

NOBODY = "nobody_with_power_present"


def check_understanding(record_id: str, answers: dict[str, bool | None], by: str, now: datetime, notes: str = "", at: datetime | None = None) -> Understanding:
    """Write down the five answers and whether nobody with power over the person was present. Raises WrongUse, Refused, NotFound.

    `answers`: True or False for each key of UNDERSTANDING and for NOBODY; `at`: when, if not now. Asking again adds a row.
    """
    with transaction():
        return check_inside(records.record(record_id), answers, by, now, notes, at)


def check_inside(record: ConsentRecord, answers: dict[str, bool | None], by: str, now: datetime, notes: str = "", at: datetime | None = None) -> Understanding:
    """The same inside a transaction that is open already."""
    open_ones = [key for key in (*UNDERSTANDING, NOBODY) if answers.get(key) is None]
    if open_ones:
        raise WrongUse(f"Answer all five questions and who was present, each with yes or no; {len(open_ones)} still open.")
    if at and at > now:
        raise WrongUse("A conversation cannot lie in the future: check the date.")
    given = {key: bool(answers[key]) for key in (*UNDERSTANDING, NOBODY)}
    row = Understanding(at=at or now, by=by, notes=checked_note(notes, "Notes"), **given)
    record.understanding.append(row)
    missing = [key.upper() for key, yes in given.items() if not yes]
    note("UNDERSTANDING", "INCOMPLETE" if missing else "COMPLETE", by, now, testimony=records.testimony_of(record), occurred_at=row.at, indicated_by="SUBJECT",
         details={"record": record.id, "missing": missing})
    return row
