"""A consent record: one conversation in which permissions were asked for (ISO/IEC TS 27560, GDPR art. 7)."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from exhibit.actions.forms_out import canonical
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.consent.vocabulary import CHECKLIST, COLLECTION_METHODS
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import db, records, transaction
from exhibit.store.tables import ConsentNotice, ConsentRecord, Testimony

ANSWERED = ("interpreter_present", "interpreter_vetted", "support_person_present", "assistance_independent", "referral_offered")
NOTES = {  # free text of a record, as the page calls it
    "risk_assessment_ref": "Reference of the risk assessment", "restrictions": "Limits the person set", "own_risk_view": "How the person sees the risk",
    "added_value_reason": "Why this story, why here",
}
DETAILS: dict[str, str] = {  # further 27560 fields and what holds where the caseworker says nothing else
    "storage_location": "the server of the controller, in the European Union", "retention_rule": "until stopped or ended; afterwards proof only",
    "recipients": "visitors of the exhibition and of its pages, as far as each permission says", "withdrawal_method": "card with a number, caseworker, telephone",
    "privacy_rights": "access, correction, erasure, a copy, complaint", "processing_method": "edited, shown, translated only where agreed",
}
PERSONAL_DATA = ["the story", "the facts told in it"]
SPECIAL = ["health", "sex life", "origin", "beliefs"]  # a story may touch all of them: everything is treated as GDPR art. 9


def open_record(testimony: Testimony, fields: dict[str, Any], by: str, now: datetime) -> ConsentRecord:
    """Begin a record; permissions, evidence and the teach-back are added to it. Raises WrongUse, Refused, Conflict, NotFound.

    `fields`: `notice_id`, `controller` (code), `language`, `collection_method`, `collected_country`, `jurisdiction`, `form_number`,
    `checklist`, the yes/no of ANSWERED, the texts of NOTES and any of DETAILS.
    """
    with transaction():
        return open_inside(testimony, fields, by, now)


def open_inside(testimony: Testimony, fields: dict[str, Any], by: str, now: datetime) -> ConsentRecord:
    """The same inside a transaction that is open already."""
    notice, controller = _notice(fields.get("notice_id")), records.party(fields.get("controller") or "")
    if controller.role != "CONTROLLER":
        raise WrongUse(f"{controller.name} is not down as a controller: choose the organisation that decides what is done with the story.")
    made = ConsentRecord(
        person_id=testimony.person_id, testimony_id=testimony.id, notice=notice, controller=controller, language=_language(fields, notice),
        form_number=_free_form_number(testimony, fields.get("form_number")), collection_method=_known(fields, "collection_method", COLLECTION_METHODS),
        collected_country=_country(fields, "collected_country"), jurisdiction=_country(fields, "jurisdiction") or testimony.person.jurisdiction,
        checklist=[number for number in CHECKLIST if number in (fields.get("checklist") or ())],
        details={key: checked_note(fields.get(key), key) or usual for key, usual in DETAILS.items()} | {"pii_types": PERSONAL_DATA, "special_categories": SPECIAL},
        made_at=now, made_by=by, **{key: bool(fields.get(key)) for key in ANSWERED}, **{key: checked_note(fields.get(key), label) for key, label in NOTES.items()})
    db.session.add(made)
    db.session.flush()  # the history names the record
    note("RECORD", "OPENED", by, now, testimony=testimony, details={
        "record": made.id, "notice_version": notice.version, "notice_language": notice.language, "notice_sha256": notice.sha256, "controller": controller.code,
        "form": made.form_number})
    return made


def obstacle(record: ConsentRecord) -> str:
    """Why no yes can rest on this record, or "". It stays on file as it was: what happened is not rewritten."""
    if not record.assistance_independent:
        return "The record does not say that the person was told that help does not depend on the answer. Say so, ask again, and open a new record."
    if record.interpreter_present and not record.interpreter_vetted:
        return "An interpreter was present whom nobody had checked. Ask again with one who was, and open a new record."
    return ""


def _notice(notice_id: Any) -> ConsentNotice:
    if not notice_id:
        raise WrongUse("Say which notice the person was given: without it nobody knows what she agreed to.")
    found = records.notice(int(notice_id))
    if found.version < records.newest_material_version():
        raise Refused("What is done with the story has changed since this notice: give the person the newest one and ask again.")
    return found


def _language(fields: dict, notice: ConsentNotice) -> str:
    return (fields.get("language") or notice.language).strip().lower()


def _known(fields: dict, name: str, table: dict[str, str]) -> str:
    value = fields.get(name) or ""
    if value not in table:
        raise WrongUse("Say how the answers were taken: in person, by telephone, by video or on paper.")
    return value


def _country(fields: dict, name: str) -> str:
    value = (fields.get(name) or "").strip().upper()
    if value and len(value) != 2:
        raise WrongUse("Give the country as its two letters, for example BE.")
    return value


def _free_form_number(testimony: Testimony, number: str | None) -> str:
    """A paper is entered once."""
    given = canonical(number)
    if given and records.record_with_form(testimony, given):
        raise Conflict(f"The form {given} was entered already. Its record is on the page of this testimony; a correction is a new form.")
    return given
