"""Proof of what the person said. The paper stays with its holder: here are its hash, who holds it and, sealed, where it lies."""
from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Any

from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.consent.vocabulary import EVIDENCE_KINDS
from exhibit.errors import ExhibitError, NotFound, Refused, WrongUse
from exhibit.store import accounts, db, files, records, transaction
from exhibit.store.tables import ConsentRecord, Evidence, Testimony
from exhibit.store.vault import seal_bytes, unseal_bytes

FOLDER = "evidence"
MAX_BYTES = 4_000_000


def add_evidence(record_id: str, fields: dict[str, Any], by: str, now: datetime, scan: bytes | None = None, keep_scan: bool = False) -> Evidence:
    """Add one proof to a record. `fields`: kind, held_by (code), locator, sha256, taken_on, witness_role. Raises WrongUse, Refused, NotFound.

    `scan` is only hashed, unless `keep_scan` says that the custodian wants it kept, encrypted. A hash given as well must be the scan's.
    """
    with transaction():
        return add_inside(records.record(record_id), fields, by, now, scan, keep_scan)


def add_inside(record: ConsentRecord, fields: dict[str, Any], by: str, now: datetime, scan: bytes | None = None, keep_scan: bool = False) -> Evidence:
    """The same inside a transaction that is open already."""
    if fields.get("kind") not in EVIDENCE_KINDS:
        raise WrongUse("Say what proves it: a signed paper, a thumbprint, a recording, a witness, a signature on a screen or a court order.")
    taken_on: date = fields.get("taken_on") or now.date()
    if taken_on > now.date():
        raise WrongUse("Evidence cannot be taken in the future: check the date.")
    holder = records.party(fields["held_by"]) if fields.get("held_by") else None
    row = Evidence(kind=fields["kind"], held_by=holder, locator=checked_note(fields.get("locator"), "Where it lies") or None,
                   sha256=_hash(fields.get("sha256") or "", scan), taken_on=taken_on, taken_by=by, witness_role=checked_note(fields.get("witness_role"), "Who was witness"))
    record.evidence.append(row)
    db.session.flush()
    if scan and keep_scan:
        row.file_name = f"{row.uid}.sealed"
        files.write(files.folder(FOLDER) / row.file_name, seal_bytes(scan))
    note("EVIDENCE", "ADDED", by, now, testimony=records.testimony_of(record), details={
        "evidence": row.uid, "record": record.id, "kind": row.kind, "sha256": row.sha256, "held_by": holder.code if holder else "", "kept_here": bool(row.file_name)})
    return row


def read_locator(uid: str, by: str, now: datetime) -> str:
    """Where the paper lies. Only for a caseworker of its custodian and for the officer; every reading is in the history. Raises Refused."""
    with transaction():
        row = records.evidence(uid)
        testimony = records.testimony_of(row.record)
        _may_read(testimony, row.held_by.code if row.held_by else "", by)
        note("READ", "LOCATOR", by, now, testimony=testimony, details={"evidence": uid})
        found = row.locator
    if not found:
        raise NotFound("Where this evidence lies was never written down.")
    return found


def read_scan(uid: str, by: str, now: datetime) -> bytes:
    """The scan that the custodian chose to keep here. Readers and history as for `read_locator`. Raises Refused, NotFound, ExhibitError."""
    with transaction():
        row = records.evidence(uid)
        if not row.file_name:
            raise NotFound("No scan of this evidence is kept here: it lies with its holder.")
        testimony = records.testimony_of(row.record)
        _may_read(testimony, row.held_by.code if row.held_by else "", by)
        note("READ", "SCAN", by, now, testimony=testimony, details={"evidence": uid})
        path = files.folder(FOLDER) / row.file_name
    try:
        return unseal_bytes(path.read_bytes())
    except OSError as error:
        raise ExhibitError(f"The scan cannot be read ({error.strerror}). Put the folder files/evidence of the instance back from the backup.") from error


def read_reference(testimony: Testimony, by: str, now: datetime) -> str:
    """The custodian's own reference for the person. Readers and history as for `read_locator`. Raises Refused, NotFound."""
    with transaction():
        _may_read(testimony, "", by)
        note("READ", "REFERENCE", by, now, testimony=testimony)
        found = testimony.person.custodian_ref
    if not found:
        raise NotFound("The custodian's reference was never written down.")
    return found


def may_read(testimony: Testimony, holder_code: str, by: str) -> bool:
    """A caseworker who belongs to the person's custodian, or to the holder of the paper; and the data-protection officer."""
    account = accounts.user(by)
    if account is None or not account.active:
        return False
    roles = {role.name for role in account.roles}
    custodian = testimony.person.custodian.code if testimony.person.custodian else ""
    return "officer" in roles or ("caseworker" in roles and bool(account.organisation) and account.organisation in (custodian, holder_code))


def _may_read(testimony: Testimony, holder_code: str, by: str) -> None:
    if not may_read(testimony, holder_code, by):
        raise Refused("Only a caseworker of the organisation that keeps this paper, or the data-protection officer, may read where it lies.")


def _hash(given: str, scan: bytes | None) -> str:
    """SHA-256 of the paper in small letters, from the scan or as given."""
    stated = given.strip().lower()
    if stated and not re.fullmatch(r"[0-9a-f]{64}", stated):
        raise WrongUse("The hash of the paper is 64 characters from 0 to 9 and a to f (SHA-256). Choose the scan instead: the hash is made from it.")
    if scan is None:
        return stated
    if len(scan) > MAX_BYTES:
        raise WrongUse("The scan is larger than 4 MB: give its hash instead.")
    made = hashlib.sha256(scan).hexdigest()
    if stated and stated != made:
        raise WrongUse("The hash does not belong to this scan: one of the two is wrong. Nothing was saved.")
    return made
