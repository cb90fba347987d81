"""One person's file: everything that is kept of her and her testimony, out as JSON or paper, and in from another installation."""
from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from exhibit.actions import sources
from exhibit.actions.history import note
from exhibit.consent import record27560 as form
from exhibit.consent.record27560 import PersonFile
from exhibit.store import history, queries, records, transaction, worksheets
from exhibit.store.tables import ConsentRecord, Evidence, Grant, Party, StoryVersion, Testimony, UseRecord
from exhibit.store.uses import ledger_of

PERSON = ("age_class", "jurisdiction", "preferred_language", "literacy_mode", "safe_contact", "deceased", "erase_on_stop")  # and never the day of majority or the custodian's reference
FACTS = ("pseudonym", "experience_type", "original_language", "origin_country", "attributes")
EXTRA = ("interpreter_present", "interpreter_vetted", "support_person_present", "assistance_independent", "referral_offered", "added_value_reason", "form_number")
READINGS = 500


def of(testimony: Testimony, now: datetime) -> PersonFile:
    """The file as it is at this moment."""
    told = records.records_of(testimony)
    return PersonFile(
        person_code=testimony.person.code, testimony_code=testimony.code, exported_at=now.isoformat(),
        person={name: getattr(testimony.person, name) for name in PERSON}, facts={name: getattr(testimony, name) for name in FACTS},
        parties=tuple(_party(party) for party in _parties(testimony, told)), texts=tuple(_text(version) for version in testimony.versions),
        records=tuple(_record(record) for record in told), loose=tuple(_permission(grant) for grant in testimony.grants if grant.record_id is None),
        uses=tuple(_use(use) for use in ledger_of(testimony)),
        readings=tuple(form.Reading(_iso(entry.recorded_at), entry.recorded_by, f"{entry.kind} {entry.state}")
                       for kind in ("READ", "EXPORT") for entry in history.entries(kind=kind, code=testimony.code, limit=READINGS)),
        sources=tuple(form.Source(row.kind, row.language, _iso(row.opened_at), _iso(sources.goes_at(row))) for row in worksheets.held(testimony)))


def export(testimony: Testimony, by: str, now: datetime) -> tuple[PersonFile, bytes]:
    """(the file, its JSON document). That it was taken is in the history, with the document's hash. Her own right: no permission is asked for it."""
    with transaction():
        file = of(testimony, now)
        content = json.dumps(form.write(file), ensure_ascii=False, indent=1).encode()
        note("EXPORT", "PERSON_FILE", by, now, testimony=testimony, details={"sha256": hashlib.sha256(content).hexdigest()})
    return file, content


def _parties(testimony: Testimony, told: list[ConsentRecord]) -> list[Party]:
    named = [testimony.person.custodian, *(record.controller for record in told), *(proof.held_by for record in told for proof in record.evidence)]
    return list({party.code: party for party in named if party}.values())


def _party(party: Party) -> form.Party:
    return form.Party(party.code, party.name, party.role, party.org_type, party.address, party.contact, party.dpo_contact, party.authority)


def _text(version: StoryVersion) -> form.Text:
    return form.Text(version.kind, version.language, version.body, _iso(version.written_at), _iso(version.approved_at))


def _record(record: ConsentRecord) -> form.Record:
    notice = record.notice
    return form.Record(
        record_id=record.id, language=record.language, made_at=_iso(record.made_at), jurisdiction=record.jurisdiction, legal_basis=record.legal_basis,
        collection_method=record.collection_method, collected_country=record.collected_country, controller=record.controller.code if record.controller else "",
        notice_version=notice.version if notice else None, notice_language=notice.language if notice else "", notice_mode=notice.mode if notice else "",
        notice_sha256=notice.sha256 if notice else "", restrictions=record.restrictions, own_risk_view=record.own_risk_view, checklist=tuple(record.checklist),
        extra={**record.details, **{name: getattr(record, name) for name in EXTRA}}, permissions=tuple(_permission(grant) for grant in record.grants),
        evidence=tuple(_proof(proof) for proof in record.evidence))


def _proof(proof: Evidence) -> form.Proof:
    return form.Proof(proof.uid, proof.kind, proof.sha256, proof.held_by.code if proof.held_by else "", proof.taken_on.isoformat())


def _permission(grant: Grant) -> form.Permission:
    return form.Permission(
        uid=grant.uid, permission=grant.permission, scope=grant.scope or "", state=grant.state, given_by=grant.given_by, given_at=_iso(grant.given_at),
        valid_from=_iso(grant.valid_from), valid_until=_iso(grant.valid_until), max_copies=grant.max_copies, elements=tuple(grant.elements or ()),
        identity_mode=grant.identity_mode, conditions=grant.conditions,
        events=tuple(form.Event(_iso(event.occurred_at), event.state, event.indicated_by, event.indication_method, event.recorded_by, event.reason) for event in grant.events))


def _use(use: UseRecord) -> form.Use:
    return form.Use(use.kind, use.language, _iso(use.at), use.status, use.place, use.holder)


def _iso(moment: datetime | date | None) -> str:
    return moment.isoformat() if moment else ""


def testimony_of(code: str) -> Testimony:
    """By the person's code or the testimony's. Raises NotFound."""
    found = records.find_person(code)
    return records.testimony_of_person(found) if found else queries.testimony(code)

