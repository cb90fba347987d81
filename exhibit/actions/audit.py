"""Proving the history: is it whole, does the rest of the database agree with it, and what was its last entry on a given day?"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from exhibit.actions.history import note, terms_of
from exhibit.consent.chain import faults
from exhibit.consent.signature import SignatureRefused, check, public_key_of, signed
from exhibit.consent.states import PUBLISHABLE
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import history, ledger, look_again, stops, transaction
from exhibit.store.signing import signing_key

ROOT_FORMAT = "exhibit history root 1"


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification looked at and found. `faults`: (code, sentence); none when everything is as it was written."""

    entries: int
    head: str
    faults: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(root: Mapping[str, Any] | None = None) -> Report:
    """Walk the whole history in bounded memory, then compare texts, permissions, triggers, the list of stops and an exported root with it."""
    look_again()
    found = [*_chain(), *_triggers(), *_texts(), *_permissions(), *_stops(), *(_root(root) if root else ())]
    seq, head = ledger.head()
    return Report(seq, head, tuple(found))


def _chain() -> Iterator[tuple[str, str]]:
    for fault in faults(history.links(), *ledger.head()):
        yield fault.kind, fault.sentence


def _triggers() -> Iterator[tuple[str, str]]:
    for name in history.missing_triggers():
        yield "TRIGGER", f"The database's own guard {name} is missing or switched off: rows of the history could be changed. Find out who took it away, then restore a backup."


def _texts() -> Iterator[tuple[str, str]]:
    for version, code in history.texts():
        if hashlib.sha256(version.body.encode()).hexdigest() != version.sha256:
            yield "TEXT", f"The {version.kind.lower()} of {code} in {version.language} (text {version.id}) was changed after it was written: it no longer fits its hash."


def _permissions() -> Iterator[tuple[str, str]]:
    for standing in history.standings():
        sentence = _differs(standing)
        if sentence:
            yield "PERMISSION", sentence


def _differs(standing: history.Standing) -> str:
    """What the row of a permission says that the history does not, in words; "" when they agree."""
    grant, event = standing.grant, standing.event
    if grant is None:
        return f"The permission {event.grant_uid} ({event.permission}) of {standing.testimony_code} was deleted without an entry in the history."
    name = f"The permission {grant.uid} ({grant.permission}) of {standing.testimony_code}"
    if event is None:
        return "" if grant.state == "not_asked" else f"{name} is “{grant.state}” without any entry in the history."
    if grant.state != event.state:
        return f"{name} is “{grant.state}”, but the history's last word is “{event.state}” (entry {event.seq}): the row was changed behind its back."
    if (grant.permission, grant.scope or "") != (event.permission, event.scope):
        return f"{name} was recorded as {event.permission} {event.scope} (entry {event.seq}): the row was changed behind its back."
    if grant.state in PUBLISHABLE and event.details.get("terms", terms := terms_of(grant)) != terms:
        return f"{name} has other terms (dates, copies, facts) than when it was confirmed (entry {event.seq}): the row was changed behind its back."
    return ""


def _stops() -> Iterator[tuple[str, str]]:
    missing = stops.catch_up()
    if missing:
        yield "STOPS", f"{missing} stops were not on the list of stops at {stops.place()}. They have been added to it now; find out why they were missing."


def _root(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seq, written = _checked(document)
    on_file = history.entry_hash(seq)
    if on_file is None:
        yield "ROOT", f"The root of {document['day']} names entry {seq}, which is not on file: the history was cut off, or an older backup was restored."
    elif on_file != written:
        yield "ROOT", f"Entry {seq} is not the one that the root of {document['day']} names: the history was written anew."


def root_of(day: date | None, now: datetime) -> dict[str, Any]:
    """The signed root of a day that has ended (UTC), yesterday's unless told: its last entry, so that nothing before it can be rewritten unseen.

    Raises WrongUse for a day that has not ended, NotFound when there was no entry yet.
    """
    day = day or now.astimezone(UTC).date() - timedelta(days=1)
    if day >= now.astimezone(UTC).date():
        raise WrongUse("A root is made for a day that has ended (UTC): entries may still be added today.")
    found = history.last_entry_of(day)
    if found is None:
        raise NotFound(f"There was no entry in the history yet on {day}.")
    seq, written = found
    return signed({"format": ROOT_FORMAT, "day": day.isoformat(), "entry": seq, "hash": written, "made_at": now.astimezone(UTC).isoformat(timespec="seconds")}, signing_key())


def check_root(document: Mapping[str, Any], public_key: str = "") -> str:
    """Needs no database. Returns what the root says, in words. Raises Refused when it was changed or signed by somebody else."""
    seq, written = _checked(document, public_key)
    return f"Signed and unchanged: the last entry until the end of {document['day']} (UTC) was number {seq}, hash {written}."


def _checked(document: Mapping[str, Any], public_key: str = "") -> tuple[int, str]:
    if document.get("format") != ROOT_FORMAT:
        raise WrongUse("This file is no root of a history. `exhibit audit root` makes one.")
    try:
        check(document, public_key)
    except SignatureRefused as refusal:
        raise Refused(f"The root does not hold. {refusal.sentence}") from refusal
    return int(document["entry"]), str(document["hash"])


def public_key() -> str:
    """The installation's public key, base64, to be kept where the roots are checked."""
    return public_key_of(signing_key())


def note_reading(what: str, by: str, now: datetime, testimony=None, person_code: str = "", state: str = "READ", **details: Any) -> None:
    """Somebody saw what only few may see: that is an entry of its own."""
    with transaction():
        note("READ", state, by, now, testimony=testimony, details={"what": what, **({"person": person_code} if person_code else {}), **details})
