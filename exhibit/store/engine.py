"""The database itself: connection habits, one transaction per action, and the ledger's epoch."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, event, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class Base(DeclarativeBase):
    """Base of all tables."""


db = SQLAlchemy(model_class=Base)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out, on every database (SQLite drops the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone never enters the store")
        return value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@event.listens_for(Engine, "connect")
def _sqlite_habits(connection, _record):
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")


@contextmanager
def transaction() -> Iterator:
    """One action, one transaction: commits at the end, undoes everything on any error."""
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def epoch() -> int:
    """The ledger's version: raised whenever something a visitor could see has changed."""
    from exhibit.store.tables import Ledger

    return db.session.scalar(select(Ledger.epoch)) or 0


def raise_epoch() -> None:
    """Called inside the transaction that changes what may be seen."""
    from exhibit.store.tables import Ledger

    if db.session.execute(update(Ledger).values(epoch=Ledger.epoch + 1)).rowcount == 0:
        db.session.add(Ledger(id=1, epoch=1))
