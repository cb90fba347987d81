"""Ten thousand stories in a minute: one open story copied row by row, with numbers and codes of its own. For benchmarks that ask how things grow."""
from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Column, String, Table, UniqueConstraint, insert, select

from benchmarks.race import open_stories
from exhibit.app import create_app
from exhibit.settings import load_settings
from exhibit.store import db, raise_epoch
from exhibit.store.codes import ALPHABET
from exhibit.store.schema import ensure_schema
from exhibit.store.tables import Copy

COPIED = ("exhibition", "person", "testimony", "consent_record", "understanding", "consent_grant", "story_version", "version_tick", "uniqueness_review", "cutout", "copy")
APART = 1_000  # between the numbers of one story's rows and the next one's
BATCH = 500
HALL = 15  # figures of one exhibition


def _single(table: Table) -> set[str]:
    """Columns of text that are unique by themselves."""
    alone = {column.name for column in table.columns if column.unique or list(table.primary_key) == [column] or any(index.unique and list(index.columns) == [column] for index in table.indexes)}
    alone |= {next(iter(rule.columns)).name for rule in table.constraints if isinstance(rule, UniqueConstraint) and len(rule.columns) == 1}
    return {name for name in alone if isinstance(table.columns[name].type, String)}


def _drawn(owner: Column, old: str, number: int) -> str:
    """The same letters for the same cell of the same story, wherever another row names it."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in sha256(f"{owner.table.name}.{owner.name} {old} {number}".encode()).digest()[:len(old)].ljust(len(old)))


def _moved(table: Table, row: dict, number: int) -> dict:
    """The row as story `number` has it: its numbers moved, its codes drawn again."""
    moved, alone = dict(row), _single(table)
    for column in table.columns:
        owner = next((key.column for key in column.foreign_keys), column)
        if row[column.name] is None or owner.table.name not in COPIED:
            continue
        if isinstance(row[column.name], int) and (column.primary_key or owner is not column):
            moved[column.name] = row[column.name] + (number - number % HALL if owner.table.name == "exhibition" else number) * APART
        elif column.name == "slug":
            moved["slug"] = f"hall-{number}"
        elif column.name == "position":
            moved["position"] = number % HALL + 1
        elif owner is not column or column.name in alone:
            moved[column.name] = _drawn(owner, row[column.name], number)
    return moved


def many_stories(count: int) -> list[str]:
    """Codes of the pages of `count` open stories in one exhibition. In an application context, on an empty database."""
    open_stories(1)
    tables = [db.metadata.tables[name] for name in COPIED]
    rows = {table.name: [dict(row) for row in db.session.execute(select(table)).mappings()] for table in tables}
    for first in range(1, count, BATCH):
        for table in tables:
            more = [_moved(table, row, number) for number in range(first, min(first + BATCH, count)) if table.name != "exhibition" or not number % HALL for row in rows[table.name]]
            if more:
                db.session.execute(insert(table), more)
    raise_epoch()
    db.session.commit()
    return list(db.session.scalars(select(Copy.code)))


def main() -> None:
    """`python -m benchmarks.many FOLDER COUNT BASE_URL`: makes the instance and prints the codes as JSON."""
    folder, count, base_url = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    app = create_app(load_settings({"EXHIBIT_INSTANCE": str(folder), "EXHIBIT_BASE_URL": base_url}), doors=("account",))
    with app.app_context():
        ensure_schema()
        codes = many_stories(count)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    print(json.dumps(codes))


if __name__ == "__main__":
    main()
