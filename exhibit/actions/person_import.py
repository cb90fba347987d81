"""A person's file from another installation. It opens nothing: what was confirmed there is a yes to be confirmed here, by a second person, on words she approves here."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from exhibit.actions.consent import FINAL, move
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.actions.person_file import EXTRA, FACTS, PERSON
from exhibit.actions.testimonies import checked_text
from exhibit.consent import record27560 as form
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import State
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, keeping, queries, raise_epoch, records, transaction
from exhibit.store.tables import ConsentRecord, Evidence, Grant, Party, Person, StoryVersion, Testimony

ARRIVES = {  # state there -> states it goes through here; whatever was open there is a yes that waits
    **dict.fromkeys(("given", "confirmed", "renewed", "update_required"), ("requested", "given")),
    "requested": ("requested",), "deferred": ("requested", "deferred"), "refused": ("requested", "refused"), "expired": ("requested", "given", "expired"),
    **dict.fromkeys(sorted(FINAL), ("requested", "given", "{end}")),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, and what was here already."""

    testimony: Testimony
    records: int
    permissions: int
    texts: int
    known: int


def bring_in(document: dict[str, Any], by: str, now: datetime) -> Imported:
    """Everything of the file that is not here yet. Doing it again brings in nothing. Raises WrongUse, Refused; then nothing is saved."""
    try:
        file = form.read(document)
    except form.FileRefused as refusal:
        raise WrongUse(refusal.sentence) from refusal
    with transaction():
        if keeping.tombstone(file.testimony_code):
            raise Refused(f"{file.testimony_code} was erased here: a file does not bring it back. Ask the person, and begin a new testimony if she wants one.")
        testimony = _testimony(file)
        told = _records(file, testimony, now, by)
        loose = [_grant(row, testimony, None, by, now) for row in file.loose]
        texts = [_text(text, testimony, by, now) for text in file.texts]
        found = [*(grant for _new, grants in told for grant in grants), *loose]
        made = Imported(testimony, sum(new for new, _grants in told), found.count(True), texts.count(True), found.count(False) + texts.count(False))
        note("IMPORT", "PERSON_FILE", by, now, testimony=testimony, details={"records": made.records, "permissions": made.permissions, "texts": made.texts,
                                                                             "exported_at": file.exported_at})
        raise_epoch()
    return made


def _testimony(file: form.PersonFile) -> Testimony:
    """The testimony of this code; a new one of a new person when there is none. Raises Refused when the code means somebody else here."""
    found = queries.find_testimony(file.testimony_code)
    person = records.find_person(file.person_code)
    if found and found.person.code != file.person_code or person and not found:
        raise Refused(f"The code {file.testimony_code} or {file.person_code} belongs to somebody else here: nothing was imported.")
    if found:
        return found
    person = Person(code=file.person_code, **{name: file.person[name] for name in PERSON if name in file.person})
    made = Testimony(code=file.testimony_code, person=person, **{name: file.facts[name] for name in FACTS if name in file.facts})
    db.session.add(made)
    for party in file.parties:
        if records.find_party(party.code) is None:
            db.session.add(Party(**{name: getattr(party, name) for name in ("code", "name", "role", "org_type", "address", "contact", "dpo_contact", "authority")}))
    db.session.flush()
    return made


def _records(file: form.PersonFile, testimony: Testimony, now: datetime, by: str) -> list[tuple[bool, list[bool]]]:
    return [_record(record, testimony, now, by) for record in file.records]


def _record(told: form.Record, testimony: Testimony, now: datetime, by: str) -> tuple[bool, list[bool]]:
    """(is the record new, for each of its permissions whether it is new)."""
    row = db.session.get(ConsentRecord, told.record_id)
    if row is not None and row.testimony_id != testimony.id:
        raise Refused(f"The record {told.record_id} belongs to another testimony here: nothing was imported.")
    new = row is None
    if row is None:
        row = _new_record(told, testimony, by)
        db.session.add(row)
        db.session.flush()
    return new, [_grant(permission, testimony, row, by, now) for permission in told.permissions]


def _new_record(told: form.Record, testimony: Testimony, by: str) -> ConsentRecord:
    notice = records.notice_version(told.notice_version, told.notice_language, told.notice_mode) if told.notice_version else None
    known = notice if notice and notice.sha256 == told.notice_sha256 else None  # another wording under the same number is not what she was told
    row = ConsentRecord(
        id=told.record_id, person_id=testimony.person_id, testimony_id=testimony.id, notice=known, controller=records.find_party(told.controller), language=told.language,
        jurisdiction=told.jurisdiction, legal_basis=told.legal_basis, collection_method=told.collection_method, collected_country=told.collected_country,
        restrictions=checked_note(told.restrictions, "Limits the person set"), own_risk_view=checked_note(told.own_risk_view, "How the person sees the risk"),
        checklist=list(told.checklist), details={name: value for name, value in told.extra.items() if name not in EXTRA} | {"notice_sha256": told.notice_sha256},
        made_at=datetime.fromisoformat(told.made_at), made_by=by, **{name: told.extra[name] for name in EXTRA if name in told.extra})
    for proof in told.evidence:
        row.evidence.append(Evidence(uid=proof.uid, kind=proof.kind, sha256=proof.sha256, held_by=records.find_party(proof.held_by),
                                     taken_on=date.fromisoformat(proof.taken_on), taken_by=by))
    return row


def _grant(told: form.Permission, testimony: Testimony, record: ConsentRecord | None, by: str, now: datetime) -> bool:
    """Whether it was new. A stop there is a stop here; nothing arrives confirmed. Known ones are left as they are, unless they were stopped there."""
    row = next((grant for grant in testimony.grants if grant.uid == told.uid), None)
    if row is not None:
        if told.state in FINAL and row.state not in FINAL:
            move(row, told.state, by, now, _indicated(told), "stopped where the file comes from")
        return False
    if told.permission not in PERMISSIONS:
        raise WrongUse(f"There is no permission {told.permission} here: nothing was imported.")
    row = Grant(uid=told.uid, record=record, permission=told.permission, scope=told.scope or None, state=State.NOT_ASKED.value, recorded_by=by, given_by=told.given_by,
                given_at=_moment(told.given_at), valid_from=_moment(told.valid_from), valid_until=_moment(told.valid_until), max_copies=told.max_copies,
                elements=list(told.elements), identity_mode=told.identity_mode, conditions=checked_note(told.conditions, "Conditions"))
    testimony.grants.append(row)
    db.session.flush()
    for state in ARRIVES.get(told.state, ()):
        move(row, told.state if state == "{end}" else state, by, now, _indicated(told), method="IMPORT")
    return True


def _indicated(told: form.Permission) -> str:
    return told.events[-1].indicated_by if told.events else told.given_by


def _text(told: form.Text, testimony: Testimony, by: str, now: datetime) -> bool:
    """Whether it was new. It comes unapproved and as written now: a link to read that was made before does not open words nobody here has looked at."""
    body = checked_text(told.body)
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    if any((version.kind, version.language, version.sha256) == (told.kind, told.language, sha256) for version in testimony.versions):
        return False
    testimony.versions.append(StoryVersion(kind=told.kind, language=told.language, body=body, sha256=sha256, written_at=now, written_by=by))
    return True


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None

