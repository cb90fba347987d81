"""The list of stops: one line of JSON each, written right after the stop was saved, in a file that no backup holds.

A backup knows only what was stopped before it was made. Put back, it would show again what was stopped since; this list says what.
"""
from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import or_, select

from exhibit.consent.stops import STOPS, is_stop
from exhibit.errors import ExhibitError
from exhibit.store.engine import after_commit, db
from exhibit.store.tables import ConsentEvent

FIELDS = ("seq", "hash", "kind", "state", "testimony_code", "person_code", "grant_uid", "permission", "scope", "occurred_at", "recorded_at", "indicated_by", "recorded_by")
ABOUT = ("sha256", "guardian")  # which text, which guardian: the one detail that some stops need


def place() -> Path:
    """Where this installation keeps its list."""
    return current_app.config["EXHIBIT"].stops


def remember(entry: ConsentEvent) -> None:
    """Called inside the transaction that adds the entry: if it is a stop, it goes on the list as soon as the transaction is saved."""
    if is_stop(entry.kind, entry.state):
        after_commit(_write_down, _line(entry))


def _write_down(lines: list[str]) -> None:
    """The stop is saved and holds, whatever happens here; what cannot be written now is found missing and added by `catch_up`."""
    try:
        _append(place(), lines)
    except OSError as error:
        current_app.logger.error("The list of stops could not be written (%s). The stop itself holds. `exhibit audit verify` completes the list.", error.strerror)


def _line(entry: ConsentEvent) -> str:
    told = {name: getattr(entry, name) for name in FIELDS} | {"about": next((entry.details[name] for name in ABOUT if name in entry.details), "")}
    return json.dumps({name: value.isoformat() if isinstance(value, datetime) else value for name, value in told.items()}, ensure_ascii=False)


def _append(path: Path, lines: list[str]) -> None:
    """All lines in one write, on the disk before this returns. A line cut off by a crash stays alone on its line. Raises OSError."""
    text = "".join(f"{line}\n" for line in lines)
    with open(path, "a+b", opener=_private) as file:
        if file.tell() and _last_byte(file) != b"\n":
            text = "\n" + text
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _last_byte(file) -> bytes:
    file.seek(-1, os.SEEK_END)
    return file.read(1)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The stops on a list, oldest first. Raises ExhibitError when the file is missing or a line cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ExhibitError(f"The list of stops {path} cannot be read ({error.strerror}). Give its place with --stops.") from error
    for number, line in enumerate(lines, 1):
        try:
            stop = json.loads(line)
            if not is_stop(stop["kind"], stop["state"]):
                raise ValueError
        except (ValueError, KeyError, TypeError) as error:
            raise ExhibitError(f"Line {number} of the list of stops {path} cannot be read: it was cut off or changed. Use a whole copy of the list.") from error
        yield stop


def written(path: Path) -> set[str]:
    """Hashes of the stops on a list; a line that cannot be read counts as missing."""
    found = set()
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found.add(json.loads(line)["hash"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def on_file() -> Iterator[ConsentEvent]:
    """The stops in the history, oldest first."""
    kinds = or_(*((ConsentEvent.kind == kind) & ConsentEvent.state.in_(states) for kind, states in STOPS.items()))
    yield from db.session.scalars(select(ConsentEvent).where(kinds).order_by(ConsentEvent.seq), execution_options={"yield_per": 500})


def hashes_on_file() -> set[str]:
    """Hashes of the stops in the history."""
    return {entry.hash for entry in on_file()}


def adopt(lines: list[dict[str, Any]]) -> None:
    """Take over another copy's lines: the list of this installation knows them from now on. Raises OSError."""
    known = written(place())
    missing = [json.dumps(line, ensure_ascii=False) for line in lines if line["hash"] not in known]
    if missing:
        _append(place(), missing)


def catch_up() -> int:
    """Add what the history knows and the list does not; drop lines that were cut off. Returns how many were missing.

    Raises ExhibitError when the list cannot be written.
    """
    path = place()
    known = written(path)
    missing = [_line(entry) for entry in on_file() if entry.hash not in known]
    try:
        if missing:
            _mend(path)
            _append(path, missing)
        elif not path.exists():
            _append(path, [])  # an empty list says: nothing was stopped; no list says: somebody lost it
    except OSError as error:
        raise ExhibitError(f"The list of stops {path} cannot be written ({error.strerror}). Every stop holds; make room or set EXHIBIT_STOPS to another place.") from error
    return len(missing)


def _mend(path: Path) -> None:
    """Take out lines that a crash cut off, so that the list can be read whole again."""
    if not path.exists():
        return
    lines = path.read_bytes().splitlines()
    whole = [line for line in lines if _readable(line)]
    if len(whole) < len(lines):
        part = path.with_name(f".{path.name}.part")
        with open(part, "wb", opener=_private) as file:
            file.write(b"".join(line + b"\n" for line in whole))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)


def _readable(line: bytes) -> bool:
    try:
        return "hash" in json.loads(line)
    except (ValueError, TypeError):
        return False
