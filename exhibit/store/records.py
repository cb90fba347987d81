"""Reads about consent records, notices, parties and evidence, each named by the question it answers."""
from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import (
    Compensation,
    ConsentEvent,
    ConsentNotice,
    ConsentRecord,
    Evidence,
    Grant,
    GuardianLink,
    Party,
    Person,
    Testimony,
)


def _one(statement, sentence: str):
    found = db.session.scalars(statement).unique().first()
    if found is None:
        raise NotFound(sentence)
    return found


def record(record_id: str) -> ConsentRecord:
    return _one(select(ConsentRecord).where(ConsentRecord.id == record_id), "There is no such consent record.")


def records_of(testimony: Testimony) -> list[ConsentRecord]:
    """Every conversation about this testimony, newest first."""
    wanted = select(ConsentRecord).where(ConsentRecord.testimony_id == testimony.id).order_by(ConsentRecord.made_at.desc(), ConsentRecord.id)
    return list(db.session.scalars(wanted))


def record_with_form(testimony: Testimony, form_number: str) -> ConsentRecord | None:
    """The record this paper was entered in already."""
    wanted = select(ConsentRecord).where(ConsentRecord.testimony_id == testimony.id, ConsentRecord.form_number == form_number)
    return db.session.scalars(wanted).first()


def grants_with_grounds(testimony: Testimony) -> list[Grant]:
    """Its permissions with their history and all they stand on, in a number of statements that does not grow with them."""
    grounds = selectinload(Grant.record)
    wanted = select(Grant).where(Grant.testimony_id == testimony.id).order_by(Grant.id).options(
        selectinload(Grant.events), grounds.selectinload(ConsentRecord.notice), grounds.selectinload(ConsentRecord.evidence), grounds.selectinload(ConsentRecord.understanding))
    return list(db.session.scalars(wanted))


def testimony_of(record: ConsentRecord) -> Testimony:
    return _one(select(Testimony).where(Testimony.id == record.testimony_id), "The testimony of this record is gone.")


def evidence(uid: str) -> Evidence:
    return _one(select(Evidence).where(Evidence.uid == uid), "There is no such evidence.")


def guardian(guardian_id: int) -> GuardianLink:
    return _one(select(GuardianLink).where(GuardianLink.id == guardian_id), "There is no such guardian.")


def party(code: str) -> Party:
    return _one(select(Party).where(Party.code == code), f"There is no organisation “{code}”. The page Organisations lists all of them.")


def find_party(code: str) -> Party | None:
    return db.session.scalars(select(Party).where(Party.code == code)).first()


def parties(*roles: str) -> list[Party]:
    """Organisations by name; with `roles` only those."""
    wanted = select(Party).order_by(Party.name)
    return list(db.session.scalars(wanted.where(Party.role.in_(roles)) if roles else wanted))


def notice(notice_id: int) -> ConsentNotice:
    return _one(select(ConsentNotice).where(ConsentNotice.id == notice_id), "There is no such notice.")


def notices() -> list[ConsentNotice]:
    """Every notice, newest version first, languages in order."""
    return list(db.session.scalars(select(ConsentNotice).order_by(ConsentNotice.version.desc(), ConsentNotice.language, ConsentNotice.mode)))


def newest_version() -> int:
    """The number of the newest wording, 0 before the first."""
    return db.session.scalar(select(func.max(ConsentNotice.version))) or 0


def newest_material_version() -> int:
    """The newest wording that people who agreed under an older one must be asked about again; 0 when there is none."""
    return db.session.scalar(select(func.max(ConsentNotice.version)).where(ConsentNotice.material)) or 0


def grants_standing_on_older(version: int) -> list[Grant]:
    """Confirmed permissions whose record was told an older wording than `version`."""
    wanted = select(Grant).join(ConsentRecord, ConsentRecord.id == Grant.record_id).join(ConsentNotice, ConsentNotice.id == ConsentRecord.notice_id)
    wanted = wanted.where(ConsentNotice.version < version, Grant.state.in_(("confirmed", "renewed")))
    return list(db.session.scalars(wanted.order_by(Grant.id)).unique())


def records_under(party: Party) -> int:
    """How many consent records name this controller."""
    return db.session.scalar(select(func.count()).select_from(ConsentRecord).where(ConsentRecord.controller_id == party.id)) or 0


def compensations(testimony: Testimony) -> list[Compensation]:
    return list(db.session.scalars(select(Compensation).where(Compensation.testimony_id == testimony.id).order_by(Compensation.id)))


def entries(testimony: Testimony, kind: str) -> list[ConsentEvent]:
    """The history's entries of one kind about one testimony, oldest first."""
    wanted = select(ConsentEvent).where(ConsentEvent.testimony_code == testimony.code, ConsentEvent.kind == kind).order_by(ConsentEvent.seq)
    return list(db.session.scalars(wanted))


def notice_version(version: int, language: str, mode: str) -> ConsentNotice | None:
    """The wording of this version in this language and form, where it was ever published."""
    wanted = select(ConsentNotice).where(ConsentNotice.version == version, ConsentNotice.language == language, ConsentNotice.mode == mode)
    return db.session.scalars(wanted).first()


def find_person(code: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.code == code.upper())).first()


def testimony_of_person(person: Person) -> Testimony:
    """The testimony of a person; every testimony has a person of its own."""
    return _one(select(Testimony).where(Testimony.person_id == person.id).order_by(Testimony.id), "The testimony of this person is gone.")
