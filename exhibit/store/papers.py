"""Reads about receipts and what goes on paper, each named by the question it answers."""
from __future__ import annotations

from sqlalchemy import select

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import ConsentNotice, ConsentRecord, Exhibition, Party, Receipt, Testimony


def receipt(receipt_id: str) -> Receipt:
    found = db.session.get(Receipt, receipt_id)
    if found is None:
        raise NotFound("There is no such receipt.")
    return found


def receipt_with(code_hash: str) -> Receipt | None:
    """The receipt whose number has this keyed hash, alive or dead."""
    return db.session.scalars(select(Receipt).where(Receipt.code_hash == code_hash)).first()


def receipts_of(testimony: Testimony) -> list[Receipt]:
    """All receipts of a testimony, the newest first."""
    return list(db.session.scalars(select(Receipt).where(Receipt.testimony_id == testimony.id).order_by(Receipt.issued_at.desc(), Receipt.id)))


def living_receipts(testimony: Testimony) -> list[Receipt]:
    """Receipts whose number has not been replaced."""
    return [row for row in receipts_of(testimony) if row.code_hash and row.died_at is None]


def latest_record(testimony: Testimony) -> ConsentRecord | None:
    """The last conversation that was written down."""
    wanted = select(ConsentRecord).where(ConsentRecord.testimony_id == testimony.id).order_by(ConsentRecord.made_at.desc(), ConsentRecord.id)
    return db.session.scalars(wanted).first()


def latest_notice(language: str) -> ConsentNotice | None:
    """The newest printed notice in a language."""
    wanted = select(ConsentNotice).where(ConsentNotice.language == language, ConsentNotice.mode == "PRINTED")
    return db.session.scalars(wanted.order_by(ConsentNotice.version.desc())).first()


def controller_of(testimony: Testimony) -> Party | None:
    """Who answers for the use: as the last record names it, else the first organisation on file that is a controller."""
    record = latest_record(testimony)
    if record and record.controller:
        return record.controller
    return db.session.scalars(select(Party).where(Party.role == "CONTROLLER").order_by(Party.id)).first()


def find_exhibition(slug: str) -> Exhibition | None:
    return db.session.scalars(select(Exhibition).where(Exhibition.slug == slug)).first()
