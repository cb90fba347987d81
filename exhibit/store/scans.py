"""How often each figure's story was opened, by language and hour: numbers and nothing else, in a store of their own.

No address, no identifier, no exact time, no hash of anything enters here. A count belongs to the figure (its testimony's code, in its exhibition): all codes of
one figure add up, and a code printed anew goes on where the old one stopped.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import NamedTuple

from flask import current_app
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from exhibit.store.engine import db
from exhibit.store.tables import Copy, Cutout, Exhibition, Testimony

SCANS = "exhibit.scans"  # in app.extensions
SCHEMA = "counts"  # on PostgreSQL, so that a role may write here and nowhere else
MAKING = 7102027  # number of the advisory lock under which the schema is made
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
METADATA = MetaData()
SCAN = Table(
    "scan_count", METADATA,
    Column("exhibition", String(40), primary_key=True), Column("figure", String(20), primary_key=True), Column("language", String(12), primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),  # whole hours since 1970, UTC
    Column("openings", Integer, nullable=False))
LOST = Table(
    "scan_lost", METADATA,  # openings that could not be kept when they happened, by day: said by `exhibit doctor`
    Column("day", Integer, primary_key=True, autoincrement=False), Column("openings", Integer, nullable=False))
INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Opened(NamedTuple):
    """What is counted: a board's code, a language, an hour (whole hours since 1970, UTC)."""

    code: str
    language: str
    hour: int


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """Openings of one figure in one language in one hour."""

    exhibition: str
    figure: str
    language: str
    hour: int
    openings: int

    @property
    def at(self) -> datetime:
        """The beginning of its hour, aware UTC."""
        return FIRST + timedelta(hours=self.hour)


def hour_of(moment: datetime) -> int:
    """Whole hours since 1970, UTC."""
    return int(moment.timestamp() // 3_600)


class ScanStore:
    """The counts behind one address. `stories`: the engine of the main database, which knows whose figure a code belongs to."""

    def __init__(self, address: str, stories: Engine) -> None:
        self._stories, self._lock, self._ready = stories, Lock(), False
        # pool of one: a worker writes from one thread; the desk reads rarely
        self._engine = create_engine(address, pool_size=1, max_overflow=2, pool_pre_ping=True)
        if self._engine.dialect.name == "postgresql":
            self._engine = self._engine.execution_options(schema_translate_map={None: SCHEMA})

    def add(self, openings: Mapping[Opened, int], lost: int = 0, today: int = 0) -> None:
        """Add these numbers, all or none. A code whose figure is gone is not counted. Raises the driver's error."""
        figures = self._figures(openings)
        rows: dict[tuple[str, str, str, int], int] = {}
        for opened, number in openings.items():
            if opened.code in figures:
                key = (*figures[opened.code], opened.language, opened.hour)
                rows[key] = rows.get(key, 0) + number
        with self._writing() as connection:
            # in one order everywhere: two workers that add the same rows wait for each other and never in a circle
            self._upsert(connection, SCAN, [dict(zip(("exhibition", "figure", "language", "hour", "openings"), (*key, rows[key]), strict=True)) for key in sorted(rows)])
            self._upsert(connection, LOST, [{"day": today, "openings": lost}] if lost else [])
        gone = {figure for _, figure in figures.values()} - {figure for _, figure in self._figures(openings).values()}
        if gone:  # erased while this was being written
            self.forget(gone)

    def _upsert(self, connection: Connection, table: Table, rows: list[dict]) -> None:
        if rows:
            new = INSERT[connection.dialect.name](table)
            adding = {"openings": table.c.openings + new.excluded.openings}
            connection.execute(new.on_conflict_do_update(index_elements=list(table.primary_key), set_=adding), rows)

    def _figures(self, openings: Iterable[Opened]) -> dict[str, tuple[str, str]]:
        """Code -> (exhibition, testimony's code), for the codes that exist."""
        wanted = select(Copy.code, Exhibition.slug, Testimony.code).join(Cutout, Cutout.id == Copy.cutout_id)
        wanted = wanted.join(Exhibition, Exhibition.id == Cutout.exhibition_id).join(Testimony, Testimony.id == Cutout.testimony_id)
        with self._stories.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return {code: (slug, figure) for code, slug, figure in connection.execute(wanted.where(Copy.code.in_({opened.code for opened in openings})))}

    def counts(self, exhibition: str, before: int) -> list[Count]:
        """Every count of an exhibition in hours before this one."""
        wanted = select(SCAN).where(SCAN.c.exhibition == exhibition, SCAN.c.hour < before).order_by(*SCAN.primary_key)
        with self._reading() as connection:
            return [Count(*row) for row in connection.execute(wanted)]

    def figures(self) -> set[str]:
        """Codes of the testimonies that have counts."""
        with self._reading() as connection:
            return set(connection.scalars(select(SCAN.c.figure).distinct()))

    def lost(self) -> int:
        """Openings that could not be kept, as far as anybody could write that down later."""
        with self._reading() as connection:
            return connection.scalar(select(func.sum(LOST.c.openings))) or 0

    def forget(self, figures: Iterable[str], exhibition: str = "") -> int:
        """Remove the counts of these figures, and of an exhibition that goes. Returns how many rows went."""
        gone = SCAN.c.figure.in_(set(figures))
        with self._writing() as connection:
            return connection.execute(delete(SCAN).where(gone | (SCAN.c.exhibition == exhibition) if exhibition else gone)).rowcount

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._make()
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._make()
        with self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # waits for the other worker instead of failing half-way
            yield connection

    def _make(self) -> None:
        """The tables, on first use. A role that may make none finds them made (`exhibit database-role`)."""
        with self._lock:
            if not self._ready:
                with self._engine.begin() as connection:
                    make_tables(connection)
                self._ready = True


def scans() -> ScanStore:
    """This application's store of counts. Inside its context."""
    if SCANS not in current_app.extensions:
        current_app.extensions[SCANS] = ScanStore(current_app.config["EXHIBIT"].counts, db.engine)
    return current_app.extensions[SCANS]


def let_go() -> None:
    """Close this application's store of counts, if it was ever asked for. Inside its context."""
    store = current_app.extensions.pop(SCANS, None)
    if store:
        store.close()


def make_tables(connection: Connection) -> None:
    """Make what is missing; several processes may try at once."""
    on_postgresql = connection.dialect.name == "postgresql"
    there = inspect(connection).get_table_names(schema=SCHEMA if on_postgresql else None)
    if {table.name for table in METADATA.tables.values()} <= set(there):
        return
    if on_postgresql:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MAKING})"))
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    for table in METADATA.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
