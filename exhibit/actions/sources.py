"""Source texts: kept encrypted, read by the few who work on them, each reading in the history, and gone as soon as nobody needs them."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from exhibit.actions.history import note
from exhibit.actions.letting_go import let_go_soon
from exhibit.errors import Refused
from exhibit.store import accounts, db, erasing, history, transaction
from exhibit.store import worksheets as found_by
from exhibit.store.holds import PENDING
from exhibit.store.tables import StoryVersion, Testimony, Worksheet

MAY_READ = ("curator", "caseworker", "verifier")  # the officer sees that there is a source, and when it goes; not its words
MAY_DECIDE = ("curator", "caseworker")
OPENING = timedelta(hours=1)  # pages of one source that one person loads within it are one reading
SYSTEM = "SYSTEM"


def opened(worksheet_id: int, by: str, now: datetime) -> Worksheet:
    """The worksheet with its source, for somebody who may read it; the reading is in the history. Raises NotFound, Refused where the source is gone."""
    delete_due(now)
    row = found_by.worksheet(worksheet_id)
    check_role(row.testimony, by, MAY_READ)
    check_there(row)
    if not _is_reading(row, by, now):
        with transaction():
            note("READ", "SOURCE", by, now, testimony=row.testimony, details={"worksheet": row.id, "sha256": row.source_sha256})
    return row


def _is_reading(row: Worksheet, by: str, now: datetime) -> bool:
    """Has this person opened this source within the hour? The comparison of a look is another reading."""
    entries = history.entries(kind="READ", code=row.testimony.code, by=by, limit=20)
    return any(e.state == "SOURCE" and e.details.get("worksheet") == row.id and "review" not in e.details and e.recorded_at > now - OPENING for e in entries)


def may_read(testimony: Testimony, by: str) -> bool:
    """May this account read sources of this testimony now?"""
    return testimony.hold != PENDING and _has_role(testimony, by, MAY_READ)


def may_decide(testimony: Testimony, by: str) -> bool:
    """May this account decide about them?"""
    return _has_role(testimony, by, MAY_DECIDE)


def _has_role(testimony: Testimony, by: str, roles: tuple[str, ...]) -> bool:
    """A caseworker of another organisation than the one that keeps the person's identity is none here."""
    account = accounts.user(by)
    if account is None or not account.active:
        return False
    held = {role.name for role in account.roles} & set(roles)
    custodian = testimony.person.custodian.code if testimony.person.custodian else ""
    if custodian and account.organisation and account.organisation != custodian:
        held -= {"caseworker"}
    return bool(held)


def check_role(testimony: Testimony, by: str, roles: tuple[str, ...]) -> None:
    """Raises Refused for an account that holds none of these roles for this testimony."""
    if not _has_role(testimony, by, roles):
        raise Refused(f"Source texts are {'worked on' if roles == MAY_DECIDE else 'read'} by a {' or a '.join(roles)} only; "
                      "a caseworker belongs to the organisation that keeps the person's identity.")


def check_there(row: Worksheet) -> None:
    """Raises Refused where the source is gone, and while somebody outside has asked to stop the story: then nobody opens it."""
    if row.source is None:
        raise Refused("The source of this text is gone: it is kept only until the text made of it is approved. What was made of it is on the testimony's page.")
    check_no_hold(row.testimony)


def check_no_hold(testimony: Testimony) -> None:
    """Raises Refused while somebody outside has asked to stop the story: no source of it is opened, and none is asked whether a word stands there."""
    if testimony.hold == PENDING:
        raise Refused("Somebody asked to take this story down. Its source stays closed until two people have looked at that and lifted the hold.")


def goes_at(row: Worksheet) -> datetime:
    """When the source goes: so long after the approval of its text as the house has set, at the latest when its time is over."""
    approved = found_by.approved_at(row)
    return min(row.delete_after, approved + _kept()) if approved else row.delete_after


def _kept() -> timedelta:
    return timedelta(hours=current_app.config["EXHIBIT"].source_kept_hours)


def on_approval(version: StoryVersion, now: datetime) -> None:
    """Inside the transaction that approves a text: its source goes by itself, because `due` asks for approvals. Here it goes at once."""
    let_go_soon(now)


def delete_due(now: datetime) -> int:
    """Delete every source whose time is over. Asked by the consumer, at the start and before any source is read. Returns how many went."""
    if not found_by.due(now, _kept()):
        return 0
    with transaction():
        gone = forget_due_inside(now)
    erasing.leave_no_trace()
    return gone


def forget_due_inside(now: datetime) -> int:
    """The same inside a transaction, without having the database let go of the words."""
    numbers = found_by.due(now, _kept())
    for row in forget_inside(numbers, now):
        note_of(row, "DELETED", SYSTEM, now)
    return len(numbers)


def due(now: datetime) -> list[str]:
    """Codes of testimonies with a source whose time is over, once a source."""
    return found_by.codes_of(found_by.due(now, _kept()))


def delete_now(worksheet_id: int, by: str, now: datetime) -> Worksheet:
    """Somebody who works on it lets a source go before its time; doing it again changes nothing. Raises Refused."""
    with transaction():
        row = found_by.worksheet(worksheet_id)
        check_role(row.testimony, by, MAY_DECIDE)
        if row.source_deleted_at is None:
            forget_inside([row.id], now)
            note_of(row, "DELETED", by, now)
    erasing.leave_no_trace()
    return row


def forget_inside(numbers: list[int], now: datetime) -> list[Worksheet]:
    """Inside a transaction: these sources go, and every word written about them. The entry of the history, with hash and day, is the caller's."""
    rows = found_by.forget_words(numbers)
    for row in rows:
        row.source_deleted_at = now
        row.closed_at = row.closed_at or now
    db.session.flush()
    return rows


def longest() -> timedelta:
    """How long a source is kept at the longest."""
    return timedelta(days=current_app.config["EXHIBIT"].source_longest_days)


def note_of(row: Worksheet, state: str, by: str, now: datetime, **details: Any) -> None:
    """An entry of the history about a source: its hash and codes, no words."""
    note("SOURCE", state, by, now, testimony=row.testimony,
         details={"worksheet": row.id, "kind": row.kind, "language": row.language, "sha256": row.source_sha256, **details})
