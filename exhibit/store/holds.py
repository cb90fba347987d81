"""Reads about what is on hold."""
from __future__ import annotations

from sqlalchemy import func, select

from exhibit.store.engine import db
from exhibit.store.tables import ConsentEvent, Testimony

PENDING = "REQUEST_PENDING"


def pending_requests() -> list[tuple[Testimony, ConsentEvent | None]]:
    """Testimonies that somebody outside asked to take down, with the entry of the history that holds each, the newest first."""
    held = {one.code: one for one in db.session.scalars(select(Testimony).where(Testimony.hold == PENDING).order_by(Testimony.code)).unique()}
    last = select(func.max(ConsentEvent.seq)).where(ConsentEvent.kind == "HOLD", ConsentEvent.state == PENDING, ConsentEvent.testimony_code.in_(held)).group_by(ConsentEvent.testimony_code)
    entries = {entry.testimony_code: entry for entry in db.session.scalars(select(ConsentEvent).where(ConsentEvent.seq.in_(last)))} if held else {}
    found = [(one, entries.get(code)) for code, one in held.items()]
    return sorted(found, key=lambda pair: pair[1].seq if pair[1] else 0, reverse=True)
