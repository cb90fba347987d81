"""Writing the history: one entry for every decision, made in the same transaction as the change itself."""
from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from exhibit.consent.chain import Entry, digest
from exhibit.store import db, ledger
from exhibit.store.codes import new_grant_code
from exhibit.store.tables import ConsentEvent, Grant, Testimony


def note(kind: str, state: str, by: str, now: datetime, *, testimony: Testimony | None = None, grant: Grant | None = None, occurred_at: datetime | None = None,
         indicated_by: str = "", method: str = "", reason: str = "", details: dict[str, Any] | None = None) -> ConsentEvent:
    """Add one entry. `kind` says what it is about (GRANT, HOLD, APPROVAL, USE, ...), `state` what happened.

    `details` holds codes, dates and hashes only: never a word of a story, never a fact about the person; it survives an erasure.
    Must be called inside a transaction, which holds the pen: two entries can never take the same number.
    """
    testimony = testimony or (grant.testimony if grant else None)
    if grant is not None and grant.uid is None:
        grant.uid = new_grant_code()
    seq, before = ledger.head()
    entry = Entry(
        seq=seq + 1, kind=kind, testimony_code=testimony.code if testimony else "", person_code=testimony.person.code if testimony else "",
        grant_uid=grant.uid if grant else None, permission=grant.permission if grant else "", scope=(grant.scope or "") if grant else "",
        state=state, occurred_at=occurred_at or now, recorded_at=now, indicated_by=indicated_by, indication_method=method, recorded_by=by,
        reason=reason, details=details or {})
    written = digest(entry, before)
    event = ConsentEvent(**{field.name: getattr(entry, field.name) for field in fields(entry)}, prev_hash=before, hash=written)
    db.session.add(event)
    ledger.move_head(entry.seq, written)
    return event
