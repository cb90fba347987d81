"""Every row of every table as lines of JSON, and back: the same for SQLite and PostgreSQL, so that one can be restored into the other.

Tables are taken as the database has them, not as the code has them: an older backup goes into tables of its own revision, which are
then brought up to date by the migrations. What is encrypted stays encrypted.
"""
from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Column, Connection, Date, DateTime, LargeBinary, MetaData, Table, func, select, text
from sqlalchemy.exc import OperationalError

from exhibit.errors import Conflict
from exhibit.store import ledger
from exhibit.store.engine import db, take_the_pen
from exhibit.store.ledger import Ledger
from exhibit.store.schema import config

OWN = "alembic_version"
BATCH = 500


def tables(connection: Connection) -> list[Table]:
    """Tables of this database, those that others refer to first."""
    seen = MetaData()
    seen.reflect(connection, only=lambda name, _metadata: name != OWN)
    for table in seen.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return seen.sorted_tables


def revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def lines(connection: Connection, table: Table) -> Iterator[str]:
    """One JSON object a row, in the order of the primary key, never more than a batch in memory."""
    found = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*table.primary_key.columns))
    for row in found.mappings():
        yield json.dumps({column.name: _plain(row[column.name]) for column in table.columns}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _value(column: Column, told: Any) -> Any:
    if told is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(told)
    if isinstance(column.type, Date):
        return date.fromisoformat(told)
    return base64.b64decode(told) if isinstance(column.type, LargeBinary) else told


def wipe(connection: Connection) -> None:
    """Every table goes, with the triggers that guard the history; the revision as well."""
    seen = MetaData()
    seen.reflect(connection)
    seen.drop_all(connection)


def make(connection: Connection, wanted: str) -> None:
    """Empty tables as this revision has them."""
    _migrate(connection, wanted)
    for table in reversed(tables(connection)):
        if table.name != "consent_event":  # empty already, and guarded
            connection.execute(table.delete())


def up_to_date(connection: Connection) -> None:
    """Bring the tables and what is in them to this version of Exhibit."""
    _migrate(connection, "head")


def _migrate(connection: Connection, wanted: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, wanted)


def fill(connection: Connection, table: Table, rows: Iterable[str]) -> int:
    """Put these lines into an empty table. Returns how many."""
    count, batch = 0, []
    for line in rows:
        told = json.loads(line)
        batch.append({column.name: _value(column, told.get(column.name)) for column in table.columns})
        if len(batch) == BATCH:
            connection.execute(table.insert(), batch)
            count, batch = count + len(batch), []
    if batch:
        connection.execute(table.insert(), batch)
    return count + len(batch)


def numbers_go_on(connection: Connection, table: Table) -> None:
    """PostgreSQL: the next new row gets a number that is free."""
    if connection.dialect.name != "postgresql" or "id" not in table.c or table.c.id.type.python_type is not int:
        return
    sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table.name}"'})
    highest = connection.scalar(select(func.max(table.c.id)))
    if sequence and highest:
        connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def epoch(connection: Connection) -> int:
    """The ledger's epoch in these tables."""
    return connection.scalar(select(Ledger.epoch)) or 0


def close_until_stops_are_applied(connection: Connection, higher: int) -> None:
    """The doors see `restored` with their next request; `higher` is the new epoch, above any they have seen."""
    row = Ledger.__table__
    if connection.execute(row.update().values(restored=True, epoch=higher)).rowcount == 0:
        connection.execute(row.insert().values(id=1, epoch=higher, restored=True))



def exchange(wanted: str, rows: Mapping[str, Callable[[], Iterable[str]]]) -> int:
    """These rows in the place of everything there is, in one transaction, with the doors closed. Returns how many.

    `wanted`: the revision the rows come from; they are brought up to date. Raises Conflict when others hold the tables.
    """
    before = ledger.epoch()
    db.session.rollback()
    try:
        with db.engine.begin() as connection:
            take_the_pen(connection)
            count = _exchange(connection, wanted, rows)
            close_until_stops_are_applied(connection, max(before, epoch(connection)) + 1)
    except OperationalError as error:
        raise Conflict("The database is in use, and its tables cannot be exchanged. Stop Exhibit on every machine, then restore; nothing in it has changed.") from error
    db.session.expire_all()
    return count


def _exchange(connection: Connection, wanted: str, rows: Mapping[str, Callable[[], Iterable[str]]]) -> int:
    wipe(connection)
    make(connection, wanted)
    there = [table for table in tables(connection) if table.name in rows]
    count = sum(fill(connection, table, rows[table.name]()) for table in there)
    for table in there:
        numbers_go_on(connection, table)
    up_to_date(connection)
    return count
