"""A PostgreSQL role for the public doors alone: the table of what they need, and the SQL that grants exactly that."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from exhibit.errors import Refused, WrongUse
from exhibit.store.engine import Base, db
from exhibit.store.scans import METADATA, SCHEMA

TABLE = Path(__file__).parent / "rights.toml"
PUBLIC_DOORS = ("visit", "person", "hall")
NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}")
DIALECT = postgresql.dialect()
WHEN = {"insert": "WITH CHECK ({row})", "update": "USING (true) WITH CHECK ({row})", "delete": "USING ({row})"}


@dataclass(frozen=True, slots=True)
class Writing:
    """What may be written to one table. `update`: the columns that may change."""

    insert: bool = False
    update: tuple[str, ...] = ()
    delete: bool = False

    def and_(self, other: Writing) -> Writing:
        return Writing(self.insert or other.insert, tuple(dict.fromkeys((*self.update, *other.update))), self.delete or other.delete)


@dataclass(frozen=True, slots=True)
class Rights:
    """What one set of doors needs: tables to read, tables to write, and rows that alone may be left behind."""

    read: tuple[str, ...]
    write: dict[str, Writing]
    only: dict[str, dict[str, str]]


@lru_cache
def _table() -> dict:
    """The table, checked: every table and column in it exists. Raises ValueError for a mistake."""
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    known = {name: {column.name for column in table.columns} for name, table in Base.metadata.tables.items()} | {"alembic_version": set()}
    for name in (name for names in found["read"].values() for name in names):
        if name not in known:
            raise ValueError(f"rights.toml: there is no table {name}")
    for door, tables in found["write"].items():
        for name, row in tables.items():
            if name not in known or set(row.get("update", ())) - known[name] or set(row) - {"insert", "update", "delete"}:
                raise ValueError(f"rights.toml: write.{door}.{name} names what does not exist")
    return found


def rights_of(doors: Iterable[str]) -> Rights:
    """What these doors need together. Raises WrongUse for a door that needs the whole database."""
    chosen, table = [door for door in PUBLIC_DOORS if door in set(doors)], _table()
    if not chosen or set(doors) - set(PUBLIC_DOORS):
        raise WrongUse(f"A role of its own is for the public doors: {', '.join(PUBLIC_DOORS)}. Desk and accounts need all of the database: they use its owner.")
    write: dict[str, Writing] = {}
    for door in chosen:
        for name, row in table["write"].get(door, {}).items():
            write[name] = write.get(name, Writing()).and_(Writing(row.get("insert", False), tuple(row.get("update", ())), row.get("delete", False)))
    read = dict.fromkeys(name for group in ("every", *chosen) for name in table["read"][group])
    return Rights(tuple(read), write, {name: rows for name, rows in table["only"].items() if name in write})


def statements(role: str, doors: Iterable[str], database: str, counts_here: bool) -> Iterator[str]:
    """The SQL, for the owner of the database, in order; running it again changes nothing. `counts_here`: the store of counts is in this database too."""
    if not NAME.fullmatch(role):
        raise WrongUse("A role's name has small letters, digits and underscores, and begins with a letter: exhibit_public, for example.")
    rights = rights_of(doors)
    quoted = '"' + database.replace('"', '""') + '"'
    yield f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN NOINHERIT; END IF; END $$"
    yield f"ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}"
    yield f"GRANT CONNECT ON DATABASE {quoted} TO {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield from (f"GRANT SELECT ON {_named(name)} TO {role}" for name in rights.read)
    for name, row in rights.write.items():
        yield from _writing(name, row, role)
    for name, rows in rights.only.items():
        yield from _only(name, rows, role)
    if counts_here:
        yield from _counts(role)


def _writing(name: str, row: Writing, role: str) -> Iterator[str]:
    if row.insert:
        yield f"GRANT INSERT ON {_named(name)} TO {role}"
        if _numbered(name):
            yield f"GRANT USAGE ON SEQUENCE {name}_id_seq TO {role}"
    if row.update:
        yield f"GRANT UPDATE ({', '.join(_quoted(column) for column in row.update)}) ON {_named(name)} TO {role}"
    if row.delete:
        yield f"GRANT DELETE ON {_named(name)} TO {role}"


def _only(name: str, rows: dict[str, str], role: str) -> Iterator[str]:
    """Everybody else goes on as before; what this role writes is checked row by row. The owner is not asked."""
    yield f"ALTER TABLE {_named(name)} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS anybody ON {_named(name)}"
    yield f"CREATE POLICY anybody ON {_named(name)} USING (true) WITH CHECK (true)"
    for verb, row in rows.items():
        yield f"DROP POLICY IF EXISTS {role}_{verb} ON {_named(name)}"
        yield f"CREATE POLICY {role}_{verb} ON {_named(name)} AS RESTRICTIVE FOR {verb.upper()} TO {role} {WHEN[verb].format(row=row)}"


def _counts(role: str) -> Iterator[str]:
    """The counts, which this role may write as it likes: it is the one that counts."""
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"
    for table in METADATA.sorted_tables:
        made = str(CreateTable(table, if_not_exists=True).compile(dialect=DIALECT)).replace(table.name, f"{SCHEMA}.{table.name}", 1)
        yield " ".join(made.split())
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO {role}"


def _numbered(name: str) -> bool:
    return "id" in Base.metadata.tables[name].columns and Base.metadata.tables[name].columns["id"].type.python_type is int


def _named(name: str) -> str:
    return f"public.{_quoted(name)}"


def _quoted(name: str) -> str:
    return DIALECT.identifier_preparer.quote(name)


def database_name() -> str:
    """The name of the database in use. Raises Refused on SQLite, which knows no roles."""
    if db.engine.dialect.name != "postgresql":
        raise Refused("SQLite knows no roles: who may read the file may read all of it. Rights of files are all there is; with PostgreSQL the public doors get a role of their own.")
    return db.engine.url.database or ""


def apply(sql: Iterable[str]) -> None:
    """All of it or nothing, as the owner of the database."""
    with db.engine.begin() as connection:
        for statement in sql:
            connection.exec_driver_sql(statement)
