"""Questions from the desk to the caseworker, who alone can ask the person, and the answers. They outlive the source, so they quote nothing of it."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.free_text import checked_note
from exhibit.actions.sources import MAY_READ, check_role
from exhibit.errors import Refused, WrongUse
from exhibit.store import transaction
from exhibit.store import worksheets as found_by
from exhibit.store.tables import CaseworkerNote, Testimony

LONGEST = 1000  # characters


def ask(testimony: Testimony, worksheet_id: int | None, body: str, by: str, now: datetime) -> CaseworkerNote:
    """Put a question. Raises WrongUse when empty or too long, Refused for a name or number in it."""
    check_role(testimony, by, MAY_READ)
    text = _checked(body, "Question")
    with transaction() as session:
        made = CaseworkerNote(testimony_id=testimony.id, worksheet_id=worksheet_id, body=text, at=now, by=by)
        session.add(made)
    return made


def answer(note_id: int, said: str, by: str, now: datetime) -> CaseworkerNote:
    """The caseworker's answer; a later one takes the place of the earlier. Raises WrongUse, Refused, NotFound."""
    text = _checked(said, "Answer")
    with transaction():
        row = found_by.caseworker_note(note_id)
        check_role(found_by.testimony_by_id(row.testimony_id), by, ("caseworker",))
        if row.by.casefold() == by.casefold():
            raise Refused("You asked this yourself: another caseworker answers it.")
        row.answer, row.settled_at, row.settled_by = text, now, by
    return row


def _checked(text: str, label: str) -> str:
    words = checked_note(text, label)
    if not words or len(words) > LONGEST:
        raise WrongUse(f"{label}: write between one and {LONGEST} characters. Nothing was saved.")
    return words
