"""What is on file behind the demo: organisations, notices, conversations, evidence, guardians. Written by the same actions people use."""
from __future__ import annotations

import hashlib
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from exhibit.actions.evidence import add_inside
from exhibit.actions.history import note
from exhibit.actions.records import open_inside
from exhibit.actions.understanding import NOBODY, check_inside
from exhibit.consent import notice as wording
from exhibit.consent.vocabulary import CHECKLIST, UNDERSTANDING
from exhibit.store import accounts, records
from exhibit.store.codes import new_code
from exhibit.store.tables import (
    BestInterests,
    Compensation,
    ConsentNotice,
    ConsentRecord,
    Evidence,
    GuardianLink,
    Party,
    Person,
    Testimony,
)

TABLE = Path(__file__).parents[1] / "demo_content" / "records.toml"
RECORDER, CONTROLLER, OWN = "caseworker@demo.example", "house-of-voices", "open-door"
SINCE = {1: timedelta(days=520), 2: timedelta(days=70)}  # the second wording is clearer and changes nothing
PROOF_OF = {"SIGNED_PAPER": "SIGNED_PAPER", "THUMBPRINT": "THUMBPRINT", "WITNESSED_ORAL": "WITNESSED_ORAL"}


@cache
def on_file(code: str) -> dict:
    """What the table says about one testimony."""
    return _table()[code]


@cache
def _table() -> dict:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def prepare(session: Session, now: datetime) -> None:
    """Organisations and notices, as far as they are not there already; they stay when the demo is taken out."""
    for row in _table()["parties"]:
        if records.find_party(row["code"]) is None:
            session.add(Party(**row))
            note("PARTY", "ADDED", RECORDER, now, details={"party": row["code"], "role": row["role"]})
    if not records.notices():
        for version, language in ((version, language) for version in SINCE for language in wording.languages()):
            session.add(_notice(version, language, now))
    caseworker = accounts.user(RECORDER)
    if caseworker and not caseworker.organisation:
        caseworker.organisation = OWN
    session.flush()


def _notice(version: int, language: str, now: datetime) -> ConsentNotice:
    party = next(row for row in _table()["parties"] if row["code"] == CONTROLLER)
    answers = wording.model_answers(language, controller=party["name"], contact=party["contact"], officer=party["dpo_contact"], authority=party["authority"])
    body = wording.compose(language, answers) if version > 1 else wording.compose(language, {**answers, "automated": answers["automated"].partition(",")[0].rstrip(".。۔") + "."})
    made = ConsentNotice(version=version, language=language, body=body, sha256=wording.sha256_of(body), valid_from=now - SINCE[version], written_by=RECORDER)
    note("NOTICE", "PUBLISHED", RECORDER, made.valid_from, details={"notice_version": version, "notice_language": language, "notice_mode": "PRINTED", "notice_sha256": made.sha256})
    return made


def person_of(told: dict, code: str, now: datetime) -> Person:
    """The person as the custodian described her: nothing that says who she is."""
    file, child = on_file(told["code"]), told["age_class"] == "CHILD"
    return Person(
        code=code, age_class=told["age_class"], custodian=records.party(file["custodian"]), custodian_ref=new_code(), jurisdiction="BE",
        preferred_language=told["original_language"], literacy_mode=file.get("literacy", "READS"), safe_contact=file.get("contact", "VIA_CASEWORKER"),
        erase_on_stop=file.get("erase_on_stop", False), majority_at=now + timedelta(days=500) if child else None, child_assent=True if child else None)


def conversation(testimony: Testimony, at: datetime) -> ConsentRecord:
    """One conversation as it would be on file: notice, teach-back, evidence with its holder."""
    file, person = on_file(testimony.code), testimony.person
    record = open_inside(testimony, {
        "notice_id": _notice_at(testimony.original_language, at).id, "controller": CONTROLLER, "language": testimony.original_language, "collection_method": "ON_PAPER",
        "collected_country": "BE", "form_number": new_code() + new_code()[:2], "checklist": list(CHECKLIST), "interpreter_present": file.get("interpreter", False),
        "interpreter_vetted": file.get("interpreter", False), "support_person_present": file.get("support", False), "assistance_independent": True, "referral_offered": True,
        "risk_assessment_ref": "kept by the custodian", "restrictions": file.get("limits", ""), "own_risk_view": file["risk"], "added_value_reason": file["why"]}, RECORDER, at)
    everything = dict.fromkeys((*UNDERSTANDING, NOBODY), True)
    if person.literacy_mode == "PICTOGRAM":
        check_inside(record, {**everything, "knows_stop": False}, RECORDER, at - timedelta(hours=1), "Explained once more with the pictograms.")
    check_inside(record, everything, RECORDER, at)
    _evidence(record, testimony, PROOF_OF[file.get("method", "SIGNED_PAPER")], at)
    return record


def _evidence(record: ConsentRecord, testimony: Testimony, kind: str, at: datetime) -> Evidence:
    paper = hashlib.sha256(f"the {kind} of {testimony.code}, {at.date()}: a made-up paper".encode()).hexdigest()
    return add_inside(record, {"kind": kind, "held_by": on_file(testimony.code)["custodian"], "locator": f"blue binder, sheet {testimony.code[1:]}", "sha256": paper,
                               "taken_on": at.date(), "witness_role": "interpreter" if kind == "WITNESSED_ORAL" else ""}, RECORDER, at)


def _notice_at(language: str, at: datetime) -> ConsentNotice:
    """The newest wording in this language that was there on that day; where none was, the newest of all."""
    known = [row for row in records.notices() if row.language == language and row.version >= records.newest_material_version()]
    return next((row for row in known if row.valid_from <= at), (known or records.notices())[0])


def around_a_child(testimony: Testimony, record: ConsentRecord, at: datetime) -> None:
    """Guardians, assent and best interests."""
    file, person = on_file(testimony.code), testimony.person
    testimony.attributes = {**testimony.attributes, "relationship_to_trafficker": file["relationship"]}
    note("ASSENT", "YES", RECORDER, at, testimony=testimony, indicated_by="SUBJECT", details={"may_be_told": ["CASEWORKER"]})
    for kind, permits, conflict in file["guardians"]:
        proof = _evidence(record, testimony, "COURT_ORDER", at) if kind == "COURT_APPOINTED" else None
        person.guardians.append(GuardianLink(kind=kind, permits={"yes": True, "no": False}.get(permits), conflict_of_interest=conflict, recorded_at=at, recorded_by=RECORDER,
                                             evidence_id=proof.id if proof else None))
        note("GUARDIAN", {"yes": "YES", "no": "NO"}.get(permits, "NOT_ASKED"), RECORDER, at, testimony=testimony, indicated_by="GUARDIAN", details={"kind": kind})
    person.best_interests.append(BestInterests(
        decided_by="child-protection officer", panel=["psychologist", "teacher"], favourable=True, no_risk_to_others=True, at=at - timedelta(days=20),
        valid_until=at + timedelta(days=340), recorded_by=RECORDER))
    note("BEST_INTERESTS", "YES", RECORDER, at, testimony=testimony, occurred_at=at - timedelta(days=20), indicated_by="AUTHORITY")


def compensate(session: Session, testimony: Testimony, at: datetime) -> None:
    """What was offered for the time, the same for every answer."""
    if "paid" in on_file(testimony.code):
        kind, band, answer = on_file(testimony.code)["paid"]
        session.add(Compensation(testimony_id=testimony.id, offered_on=at.date(), kind=kind, band=band, answer=answer, independent_of_content=True, recorded_by=RECORDER))
        note("COMPENSATION", answer, RECORDER, at, testimony=testimony, details={"kind": kind, "band": band})
