"""Writing the history: one entry for every decision, made in the same transaction as the change itself."""
from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from flask import current_app

from exhibit.consent.chain import Entry, digest
from exhibit.consent.states import PUBLISHABLE
from exhibit.settings import secret
from exhibit.store import db, ledger, stops
from exhibit.store.codes import new_grant_code
from exhibit.store.engine import before_commit
from exhibit.store.tables import ConsentEvent, Grant, Testimony

FOLLOW = "exhibit.follow"  # in app.extensions: what follows each decision, see `actions.uses`
FOLLOWED = frozenset({"GRANT", "HOLD", "APPROVAL", "RECORDING", "ASSENT", "GUARDIAN", "BEST_INTERESTS", "MAJORITY", "UNIQUENESS", "FACTS", "PERSON"})


def note(kind: str, state: str, by: str, now: datetime, *, testimony: Testimony | None = None, grant: Grant | None = None, occurred_at: datetime | None = None,
         indicated_by: str = "", method: str = "", reason: str = "", details: dict[str, Any] | None = None) -> ConsentEvent:
    """Add one entry. `kind` says what it is about (GRANT, HOLD, APPROVAL, USE, ...), `state` what happened.

    `details` holds codes, dates and hashes only: never a word of a story, never a fact about the person; it survives an erasure.
    Must be called inside a transaction, which holds the pen: two entries can never take the same number.
    """
    testimony = testimony or (grant.testimony if grant else None)
    if grant is not None and grant.uid is None:
        grant.uid = new_grant_code()
    if grant is not None and kind == "GRANT" and state in PUBLISHABLE:
        details = {"terms": terms_of(grant), **(details or {})}
    seq, before = ledger.head()
    entry = Entry(
        seq=seq + 1, kind=kind, testimony_code=testimony.code if testimony else "", person_code=testimony.person.code if testimony else "",
        grant_uid=grant.uid if grant else None, permission=grant.permission if grant else "", scope=(grant.scope or "") if grant else "",
        state=state, occurred_at=occurred_at or now, recorded_at=now, indicated_by=indicated_by, indication_method=method, recorded_by=by,
        reason=reason, details=details or {})
    written = digest(entry, before)
    event = ConsentEvent(**{field.name: getattr(entry, field.name) for field in fields(entry)}, prev_hash=before, hash=written)
    db.session.add(event)
    stops.remember(event)
    if testimony is not None and kind in FOLLOWED:
        before_commit(current_app.extensions[FOLLOW], (testimony, by, now))
    ledger.move_head(entry.seq, written)
    return event


def terms_of(grant: Grant) -> str:
    """Keyed fingerprint of everything a confirmed permission is bound to, so that a row changed later is found.

    Keyed, because a date that outlives an erasure could be a child's birthday in disguise: nobody can try dates out on it.
    """
    bound = (grant.permission, grant.scope or "", *(_moment(getattr(grant, name)) for name in ("valid_from", "valid_until", "embargo_until", "given_at")),
             grant.max_copies, sorted(grant.elements or ()), grant.identity_mode or "ANONYMOUS", grant.conditions or "", grant.given_by or "SUBJECT")
    key = secret(current_app.config["EXHIBIT"].instance, "history").encode()
    return hmac.new(key, json.dumps(bound, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def _moment(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else ""
