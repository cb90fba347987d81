"""A backup: every row, every file that is no pack, the keys that rows depend on; encrypted with the vault's key, which is not in it."""
from __future__ import annotations

import hashlib
import json
import os
import uuid
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app

from exhibit.actions.history import note
from exhibit.errors import ExhibitError
from exhibit.store import archive, db, dump, ledger, stops, transaction

FORMAT = "exhibit backup 1"
VAULT = "vault.key"  # travels by itself: with the backup it would open the backup
LEFT_OUT = ("packs",)  # made again from the rows


def make(out: Path, by: str, now: datetime) -> dict[str, Any]:
    """Write one file. Returns its manifest. Every row is as of one moment, whoever writes meanwhile. Raises ExhibitError; leaves no half file.

    That everything was taken out, and by whom, is in the history.
    """
    with transaction():
        note("EXPORT", "BACKUP", by, now)
    stops.catch_up()  # a restore compares the list of stops with what the backup holds
    db.session.rollback()
    part = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            manifest = _write(file, now)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, out)
    except OSError as error:
        raise ExhibitError(f"The backup {out} could not be written ({error.strerror}). Free some space or choose another folder; nothing half-written was left.") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(file, now: datetime) -> dict[str, Any]:
    sealed = archive.SealedWriter(file)
    with zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as zipped:
        manifest: dict[str, Any] = {"format": FORMAT, "made_at": now.isoformat(), "tables": {}, "files": {}}
        with db.engine.connect() as plain:
            connection = plain.execution_options(isolation_level="REPEATABLE READ") if plain.dialect.name == "postgresql" else plain
            manifest["revision"] = dump.revision(connection)
            for table in dump.tables(connection):
                manifest["tables"][table.name] = _table(zipped, connection, table)
        manifest["entries"], manifest["head"] = ledger.head()
        for path, name in _files():
            manifest["files"][name] = _file(zipped, path, name)
        zipped.writestr("manifest.json", json.dumps(manifest, indent=1))
    sealed.finish()
    return manifest


def _table(zipped: zipfile.ZipFile, connection, table) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    with zipped.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as entry:
        for line in dump.lines(connection, table):
            content = f"{line}\n".encode()
            digest.update(content)
            entry.write(content)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _files() -> Iterator[tuple[Path, str]]:
    """Files of the instance that a database alone would not bring back, with their names in the backup."""
    instance = current_app.config["EXHIBIT"].instance
    for path in sorted((instance / "files").rglob("*")):
        place = path.relative_to(instance)
        if path.is_file() and place.parts[1] not in LEFT_OUT and not path.name.startswith("."):
            yield path, place.as_posix()
    for path in sorted(instance.glob("*.key")):
        if path.name != VAULT:
            yield path, f"keys/{path.name}"


def _file(zipped: zipfile.ZipFile, path: Path, name: str) -> str:
    content = path.read_bytes()
    zipped.writestr(name, content)
    return hashlib.sha256(content).hexdigest()
