"""Reading the history, row by row in bounded memory, and what the rest of the database says about the same things."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from exhibit.consent.chain import Entry, Link
from exhibit.store.engine import db
from exhibit.store.tables import ConsentEvent, Grant, StoryVersion, Testimony

BATCH = 500
FIELDS = tuple(field.name for field in fields(Entry))
TRIGGERS = {  # table -> what migration 0004 puts on it
    "sqlite": {"consent_event": ("consent_event_no_update", "consent_event_no_delete", "consent_event_no_replace")},
    "postgresql": {"consent_event": ("consent_event_insert_only",)},
}


def links() -> Iterator[Link]:
    """Every row of the history in its order, never more than one batch in memory. One statement: a consistent view."""
    wanted = select(*(getattr(ConsentEvent, name) for name in FIELDS), ConsentEvent.prev_hash, ConsentEvent.hash).order_by(ConsentEvent.seq)
    for row in db.session.execute(wanted, execution_options={"yield_per": BATCH}):
        *told, prev_hash, own_hash = row
        yield Link(Entry(*told), prev_hash, own_hash)


def entry_hash(seq: int) -> str | None:
    """The hash on file of one entry; None when there is no such entry."""
    return db.session.scalar(select(ConsentEvent.hash).where(ConsentEvent.seq == seq))


def last_entry_of(day: date) -> tuple[int, str] | None:
    """(number, hash) of the last entry written until the end of that day, UTC; None when there was none yet."""
    end = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    row = db.session.execute(select(ConsentEvent.seq, ConsentEvent.hash).where(ConsentEvent.recorded_at < end).order_by(ConsentEvent.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else None


def entries(kind: str = "", code: str = "", by: str = "", limit: int = 50, before: int | None = None) -> list[ConsentEvent]:
    """The newest entries first: of one kind, about one testimony, person or permission, by one account; `before` is the page's end."""
    wanted = select(ConsentEvent).order_by(ConsentEvent.seq.desc()).limit(limit)
    if kind:
        wanted = wanted.where(ConsentEvent.kind == kind)
    if code:
        wanted = wanted.where((ConsentEvent.testimony_code == code.upper()) | (ConsentEvent.person_code == code.upper()) | (ConsentEvent.grant_uid == code.upper()))
    if by:
        wanted = wanted.where(ConsentEvent.recorded_by == by.lower())
    if before:
        wanted = wanted.where(ConsentEvent.seq < before)
    return list(db.session.scalars(wanted))


def kinds() -> list[str]:
    """The kinds of entries there are."""
    return sorted(db.session.scalars(select(ConsentEvent.kind).distinct()))


@dataclass(frozen=True, slots=True)
class Standing:
    """A permission's row beside the last thing the history says of it. Either may be missing."""

    grant: Grant | None
    event: ConsentEvent | None
    testimony_code: str


def standings() -> Iterator[Standing]:
    """Each permission's row with its last entry, then each entry whose row is gone though its testimony is there."""
    last = select(func.max(ConsentEvent.seq).label("seq")).where(ConsentEvent.kind == "GRANT").group_by(ConsentEvent.grant_uid).subquery()
    newest = select(ConsentEvent).join(last, last.c.seq == ConsentEvent.seq).subquery()
    told = aliased(ConsentEvent, newest)
    rows = select(Grant, told, Testimony.code).join(Testimony, Testimony.id == Grant.testimony_id).outerjoin(told, told.grant_uid == Grant.uid).order_by(Grant.id)
    for grant, event, code in db.session.execute(rows, execution_options={"yield_per": BATCH}):
        yield Standing(grant, event, code)
    later = aliased(ConsentEvent)  # the demo comes back under its old codes: what went with it is no loss
    taken_out = select(later.seq).where(later.kind == "DEMO", later.state == "REMOVED", later.testimony_code == told.testimony_code, later.seq > told.seq).exists()
    gone = select(told).join(Testimony, Testimony.code == told.testimony_code).outerjoin(Grant, Grant.uid == told.grant_uid).where(Grant.id.is_(None), ~taken_out)
    for event in db.session.scalars(gone, execution_options={"yield_per": BATCH}):
        yield Standing(None, event, event.testimony_code)


def texts() -> Iterator[tuple[StoryVersion, str]]:
    """Every text with its testimony's code."""
    wanted = select(StoryVersion, Testimony.code).join(Testimony, Testimony.id == StoryVersion.testimony_id).order_by(StoryVersion.id)
    yield from db.session.execute(wanted, execution_options={"yield_per": BATCH})


def missing_triggers() -> list[str]:
    """Names of the triggers that keep the history insert-only and are not in place, or are switched off."""
    dialect = db.session.connection().dialect.name
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }[dialect]
    there = set(db.session.scalars(text(asked)))
    return [name for names in TRIGGERS[dialect].values() for name in names if name not in there]

