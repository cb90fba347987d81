"""Files beside the database, in the instance folder: every name is made here, none comes from a person."""
from __future__ import annotations

import os
import uuid
from pathlib import Path

from flask import current_app

from exhibit.errors import ExhibitError


def folder(name: str) -> Path:
    """A folder under instance/files, made with mode 0700. Raises ExhibitError when it cannot be made."""
    path = current_app.config["EXHIBIT"].instance / "files" / name
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ExhibitError(f"The folder {path} cannot be made ({error.strerror}).") from error
    return path


def write(path: Path, content: bytes) -> None:
    """Write beside the target, then move: a full disk leaves what was there before. Raises ExhibitError."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExhibitError(f"The file could not be kept ({error.strerror}). Free some space and try again; nothing half-written was left.") from error
