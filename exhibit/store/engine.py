"""The database itself: connection habits, one transaction per action, and the ledger's epoch."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from exhibit.errors import Conflict, ExhibitError

BUSY_MS = 5000
PEN = 7102026  # number of the advisory lock every action holds on PostgreSQL
IN_ACTION = "exhibit.in_action"
AFTERWARDS = "exhibit.afterwards"
BEFOREHAND = "exhibit.beforehand"


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
        # synchronous=FULL: in WAL mode NORMAL would answer “stopped” before the disk has it, and a power cut could bring the story back
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows only A to Z


def _lower(text):
    return text.lower() if isinstance(text, str) else text


OUT_OF_REACH = (SQLAlchemyError, sqlite3.Error)  # what a question may raise when the database does not answer


@contextmanager
def transaction() -> Iterator:
    """One action, one transaction, one writer at a time: what is checked inside still holds when it commits.

    Commits at the end, undoes everything on any error. Rows loaded before are read again inside. Raises Conflict when
    another writer keeps the database for 5 s, ExhibitError when it cannot be written.
    """
    session = db.session()
    if session.info.get(IN_ACTION):
        raise RuntimeError("an action inside an action would be committed half-way: call its inner function")
    session.info[IN_ACTION] = True
    try:
        _begin(session)
        yield db.session
        for call, items in session.info.pop(BEFOREHAND, {}).items():
            call(items)
        session.commit()
    except DBAPIError as error:
        session.rollback()
        if isinstance(error, IntegrityError | ProgrammingError):
            raise  # a fault of ours, not of the disk
        raise _in_words(error) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(IN_ACTION, None)
        session.info.pop(BEFOREHAND, None)
        afterwards = session.info.pop(AFTERWARDS, {})
    for call, items in afterwards.items():  # outside: what is saved is never told as if it were not
        call(items)


def before_commit(call: Callable[[list], None], item: Any) -> None:
    """Inside a transaction: have `call` done with all its items once the action has done its part, in the same transaction."""
    db.session().info.setdefault(BEFOREHAND, {}).setdefault(call, []).append(item)


def put_off(call: Callable[[list], None]) -> None:
    """Inside a transaction: what `before_commit` was to do with this call is not done in it. Whoever puts it off sees to it in a transaction of its own."""
    db.session().info.get(BEFOREHAND, {}).pop(call, None)


def after_commit(call: Callable[[list], None], item: Any) -> None:
    """Inside a transaction: have `call` done with all its items once everything is saved, before the action returns; never when it is undone."""
    db.session().info.setdefault(AFTERWARDS, {}).setdefault(call, []).append(item)


def _begin(session) -> None:
    """Wait for the other writer, then forget what was read before: two curators cannot both build on the same row."""
    if not (session.new or session.dirty or session.deleted):
        session.rollback()  # ends a read that began earlier
    take_the_pen(session.connection())
    session.expire_all()


def take_the_pen(connection) -> None:
    """This connection's transaction is the only one that writes, until it ends."""
    if connection.dialect.name == "sqlite":
        if not connection.connection.dbapi_connection.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PEN})")


def _in_words(error: DBAPIError) -> ExhibitError:
    said = str(error.orig).lower()
    if any(word in said for word in ("locked", "busy", "lock timeout")):
        return Conflict("Somebody else is saving at this moment. Nothing was saved: try again.")
    if "full" in said or "no space" in said:
        return ExhibitError("The disk is full. Nothing was saved, and what was saved before is intact: free some space and try again.")
    return ExhibitError(f"The database could not be written ({str(error.orig).splitlines()[0]}). Nothing was saved; `exhibit doctor` says what to look at.")


def look_again() -> None:
    """End this read and forget its rows: the next question sees what others have saved since."""
    db.session.rollback()
