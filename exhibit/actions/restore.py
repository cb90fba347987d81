"""Putting a backup back, and then, before anything is shown, everything that was stopped since it was made."""
from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from flask import current_app

from exhibit.actions import reapply, sources
from exhibit.actions.backup import FORMAT
from exhibit.actions.history import note
from exhibit.consent.stops import is_stop
from exhibit.errors import ExhibitError, Refused, WrongUse
from exhibit.store import archive, dump, files, ledger, queries, stops, transaction
from exhibit.store.accounts import users

AGAIN = "The list of stops that belongs to it is needed: give it with --stops. It lies where EXHIBIT_STOPS says, best on another disk than the database."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and which later stops were applied to it."""

    made_at: str
    rows: int
    files: int
    stops: reapply.Applied


def restore(path: Path, stops_list: Path | None, no_later_stops: str, by: str, now: datetime, replace: bool = False) -> Restored:
    """The whole way: check the backup, check the list of stops against it, put it back with every door closed, apply the list, open.

    `no_later_stops`: who says that nothing was stopped since, where the list is lost; it is written into the history.
    Raises WrongUse, Refused, ExhibitError; before the first row is touched wherever that is possible.
    """
    if not replace and not ledger.restored() and (queries.is_empty() is False or users()):
        raise Refused("There is a database in use here. To put the backup in its place, give --replace: what is not in the backup is gone then, except stops.")
    with archive.opened(path, current_app.config["EXHIBIT"].instance) as plain, zipfile.ZipFile(plain) as zipped:
        manifest = _checked(zipped, path)
        if (stops_list is None or stops_list == stops.place()) and stops.place().exists():
            stops.catch_up()
        later = _later(zipped, stops_list, no_later_stops)
        placed = _put_files(zipped, manifest)
        rows = dump.exchange(manifest["revision"], {name: partial(_lines, zipped, name) for name in manifest["tables"]})
    return Restored(manifest["made_at"], rows, placed, finish(later, no_later_stops, by, now, made_at=manifest["made_at"]))


def finish(later: list[dict[str, Any]], no_later_stops: str, by: str, now: datetime, **more: str) -> reapply.Applied:
    """Apply the later stops and open the doors. Also by itself, when a restore was interrupted."""
    stops.adopt(later)
    with transaction():
        note("RESTORE", "RESTORED", by, now, reason=f"no later stops, says {no_later_stops}" if no_later_stops else "", details={"stops_listed": len(later), **more})
        applied, goings = reapply.apply_inside(later, by, now)
        ledger.open_again()
        note("RESTORE", "OPENED", by, now, details={"again": applied.again, "unknown": applied.unknown})
    reapply.clean_up(goings)
    sources.delete_due(now)
    stops.catch_up()
    return applied


def listed(stops_list: Path | None, no_later_stops: str) -> list[dict[str, Any]]:
    """The stops on the list that was named, or on this installation's own. Raises Refused when there is none and nobody vouches for that."""
    place = stops_list or stops.place()
    if no_later_stops:
        if place.exists():
            raise WrongUse(f"There is a list of stops at {place}: leave --no-later-stops out, and it is applied.")
        return []
    if not place.exists():
        raise Refused(f"There is no list of stops at {place}. {AGAIN} If it is lost for good, --no-later-stops \"NAME\" says who vouches that nothing was stopped since.")
    return list(stops.read(place))


def _later(zipped: zipfile.ZipFile, stops_list: Path | None, no_later_stops: str) -> list[dict[str, Any]]:
    """The list, checked against the backup: it must hold every stop the backup holds, or it is another installation's, or not whole."""
    later = listed(stops_list, no_later_stops)
    known, missing = {line["hash"] for line in later}, 0
    for line in _lines(zipped, "consent_event"):
        entry = json.loads(line)
        missing += bool(entry.get("hash")) and is_stop(entry["kind"], entry["state"]) and entry["hash"] not in known
    if missing and not no_later_stops:
        raise Refused(f"The list of stops lacks {missing} stops that the backup itself holds: it is not the whole list of this installation. {AGAIN}")
    return later


def _checked(zipped: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The manifest of a backup whose every table and file has the hash it should have."""
    manifest = json.loads(zipped.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise WrongUse(f"{path} was made by another version of Exhibit ({manifest.get('format')}): restore it with that version.")
    expected = {f"tables/{name}.jsonl": facts["sha256"] for name, facts in manifest["tables"].items()} | manifest["files"]
    for name, sha256 in expected.items():
        digest = hashlib.sha256()
        with zipped.open(name) as entry:
            while piece := entry.read(1 << 20):
                digest.update(piece)
        if digest.hexdigest() != sha256:
            raise ExhibitError(f"The backup {path} is damaged: {name} is not as it was written. Use another copy.")
    return manifest


def _put_files(zipped: zipfile.ZipFile, manifest: dict[str, Any]) -> int:
    """Files before rows: a file too many harms nothing, a row without its file would."""
    instance = current_app.config["EXHIBIT"].instance
    for name in manifest["files"]:
        place = PurePosixPath(name)
        if place.parts[0] == "keys":
            files.write(instance / place.name, zipped.read(name), private=True)
        elif place.parts[0] == "files" and ".." not in place.parts:
            files.folder("/".join(place.parts[1:-1]))
            files.write(instance / name, zipped.read(name))
    return len(manifest["files"])


def _lines(zipped: zipfile.ZipFile, name: str) -> Iterator[str]:
    with zipped.open(f"tables/{name}.jsonl") as entry:
        for line in entry:
            yield line.decode()
