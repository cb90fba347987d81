"""Reads about what is on hold."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from exhibit.consent.withdrawal import CACHED, HOLD
from exhibit.store.engine import db
from exhibit.store.tables import ConsentEvent, Testimony, UseRecord, Withdrawal

PENDING = "REQUEST_PENDING"
LIFTS = ("LIFT_ASKED", "LIFTED")


def pending_requests() -> list[tuple[Testimony, ConsentEvent | None]]:
    """Testimonies that somebody outside asked to take down, with the entry of the history that holds each, the newest first."""
    held = {one.code: one for one in db.session.scalars(select(Testimony).where(Testimony.hold == PENDING).order_by(Testimony.code)).unique()}
    last = select(func.max(ConsentEvent.seq)).where(ConsentEvent.kind == "HOLD", ConsentEvent.state == PENDING, ConsentEvent.testimony_code.in_(held)).group_by(ConsentEvent.testimony_code)
    entries = {entry.testimony_code: entry for entry in db.session.scalars(select(ConsentEvent).where(ConsentEvent.seq.in_(last)))} if held else {}
    found = [(one, entries.get(code)) for code, one in held.items()]
    return sorted(found, key=lambda pair: pair[1].seq if pair[1] else 0, reverse=True)


def without_list() -> list[tuple[Testimony, datetime]]:
    """Testimonies on hold that were out, or in a cache, when it began, with that moment, for whose copies no list was opened since."""
    last = select(func.max(ConsentEvent.seq)).where(ConsentEvent.kind == "HOLD", ConsentEvent.state.not_in(LIFTS)).group_by(ConsentEvent.testimony_code)
    began = ConsentEvent.recorded_at
    listed = select(Withdrawal.id).where(Withdrawal.testimony_id == Testimony.id, Withdrawal.cause == HOLD, Withdrawal.at >= began).exists()
    out = select(UseRecord.id).where(UseRecord.testimony_id == Testimony.id, UseRecord.kind.in_(CACHED), or_(UseRecord.status == "live", UseRecord.removed_at >= began)).exists()
    wanted = select(Testimony, began).join(ConsentEvent, ConsentEvent.testimony_code == Testimony.code).where(Testimony.hold != "NONE", ConsentEvent.seq.in_(last), ~listed, out)
    return [(testimony, since) for testimony, since in db.session.execute(wanted.order_by(Testimony.id)).unique()]
