"""Reads for retention: every testimony in turn, when it was last touched, and what remains of those that were erased."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, update

from exhibit.consent.retention import DEPOSIT
from exhibit.store.engine import db
from exhibit.store.queries import testimony
from exhibit.store.tables import ApprovalLink, ConsentEvent, Grant, Job, StoryVersion, Testimony, Tombstone

__all__ = [
    "delete_tombstone", "erasures_waiting", "give_up_packs", "last_touched", "not_shown", "revoke_open_links", "testimony", "tombstone", "tombstones", "tombstones_past",
]


def not_shown(now: datetime) -> Iterator[Testimony]:
    """Testimonies on which nothing stands now, in the order of their codes, one at a time: the only ones that retention can concern."""
    holds = exists().where(Grant.testimony_id == Testimony.id, Grant.state.in_(("confirmed", "renewed")), Grant.permission != DEPOSIT,
                           or_(Grant.valid_until.is_(None), Grant.valid_until > now))
    for code in db.session.scalars(select(Testimony.code).where(~holds).order_by(Testimony.code)).all():
        yield testimony(code)


def last_touched(found: Testimony) -> datetime | None:
    """When anybody last wrote a text or decided anything about it; reading does not count. None when nothing tells."""
    written = db.session.scalar(select(func.max(StoryVersion.written_at)).where(StoryVersion.testimony_id == found.id))
    decided = db.session.scalar(select(func.max(ConsentEvent.recorded_at)).where(ConsentEvent.testimony_code == found.code, ConsentEvent.kind.not_in(("READ", "EXPORT"))))
    return max((moment for moment in (written, decided) if moment), default=None)


def erasures_waiting() -> list[ConsentEvent]:
    """The first person's wish for each erasure that nobody has done yet."""
    last = select(func.max(ConsentEvent.seq)).where(ConsentEvent.kind == "ERASURE").group_by(ConsentEvent.testimony_code)
    wanted = select(ConsentEvent).where(ConsentEvent.seq.in_(last), ConsentEvent.state == "ASKED").order_by(ConsentEvent.seq)
    return list(db.session.scalars(wanted))


def revoke_open_links(now: datetime) -> None:
    """No approval link made before opens anything any more: after a restore nobody knows which were revoked since."""
    db.session.execute(update(ApprovalLink).where(ApprovalLink.revoked_at.is_(None)).values(revoked_at=now))


def give_up_packs(sentence: str) -> None:
    """Packs whose files are no longer there say so."""
    db.session.execute(update(Job).where(Job.state != "failed").values(state="failed", file_name="", sentence=sentence))


def tombstone(code: str) -> Tombstone | None:
    """What remains of the testimony with this code, if it was erased."""
    return db.session.scalars(select(Tombstone).where(Tombstone.testimony_code == code)).first()


def tombstones() -> list[Tombstone]:
    return list(db.session.scalars(select(Tombstone).order_by(Tombstone.at.desc())))


def tombstones_past(now: datetime) -> list[Tombstone]:
    """Those that were kept long enough."""
    return list(db.session.scalars(select(Tombstone).where(Tombstone.delete_after <= now).order_by(Tombstone.testimony_code)))


def delete_tombstone(code: str) -> None:
    db.session.execute(delete(Tombstone).where(Tombstone.testimony_code == code))
