"""Reference counts on file: how many people share which facts."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from exhibit.store.engine import db
from exhibit.store.tables import ReferenceCount
from exhibit.story.uniqueness import Count


def counts() -> list[Count]:
    """All rows, as the rule wants them."""
    return [Count(row.source, row.facts, row.people) for row in db.session.scalars(select(ReferenceCount).order_by(ReferenceCount.id))]


def sources() -> list[tuple[str, int, int, datetime]]:
    """(name, lines, people in all, loaded at) of each source."""
    wanted = select(ReferenceCount.source, func.count(), func.sum(ReferenceCount.people), func.max(ReferenceCount.loaded_at)).group_by(ReferenceCount.source)
    return [(name, lines, int(people), at) for name, lines, people, at in db.session.execute(wanted.order_by(ReferenceCount.source))]


def remove_source(name: str) -> None:
    db.session.execute(delete(ReferenceCount).where(ReferenceCount.source == name))
