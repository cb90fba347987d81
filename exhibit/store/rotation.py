"""Writing everything that is kept encrypted anew under the newest key: columns and files."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from sqlalchemy import Column, String, Table, select, type_coerce

from exhibit.settings import vault_keys
from exhibit.store import files
from exhibit.store.engine import Base, db
from exhibit.store.vault import Sealed, SealedDateTime, seal_bytes, unseal_bytes

SEALED_FILES = "*.sealed"


def sealed_columns() -> list[tuple[Table, Column]]:
    """Every column that is kept encrypted, from the tables themselves: none can be forgotten."""
    return [(table, column) for table in Base.metadata.sorted_tables for column in table.columns if isinstance(column.type, Sealed | SealedDateTime)]


def rows_anew() -> int:
    """Inside a transaction. Returns how many values were under an older key. Raises ExhibitError when one opens with none of the keys."""
    return sum(_column_anew(table, column) for table, column in sealed_columns())


def _column_anew(table: Table, column: Column) -> int:
    [key] = table.primary_key.columns
    session, moved = db.session, 0
    for row_key, token in session.execute(select(key, type_coerce(column, String)).where(column.is_not(None))).all():
        fresh = _anew(token.encode())
        if fresh:
            session.execute(table.update().where(key == row_key).values({column: type_coerce(fresh.decode(), String)}))
            moved += 1
    return moved


def sealed_files() -> Iterator[Path]:
    """Every encrypted file of the instance: scans of evidence, photographs of proofs."""
    yield from sorted((current_app.config["EXHIBIT"].instance / "files").rglob(SEALED_FILES))


def files_anew() -> int:
    """Returns how many files were under an older key. Each appears whole or stays as it was: interrupted, it is run again."""
    moved = 0
    for path in sealed_files():
        tokens = path.read_bytes().split(b"\n")  # a recording is sealed in parts, one a line
        fresh = [_anew(token) for token in tokens]
        if any(fresh):
            files.write(path, b"\n".join(new or old for new, old in zip(fresh, tokens, strict=True)))
            moved += 1
    return moved


def _anew(token: bytes) -> bytes | None:
    """The same content under the newest key; None when it is under it already."""
    newest = Fernet(vault_keys(current_app.config["EXHIBIT"].instance)[0])
    try:
        newest.decrypt(token)
    except InvalidToken:
        return seal_bytes(unseal_bytes(token))
    return None
