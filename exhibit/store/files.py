"""Files beside the database, in the instance folder: every name is made here, none comes from a person."""
from __future__ import annotations

from pathlib import Path

from flask import current_app

from exhibit.errors import ExhibitError
from exhibit.store.staging import write_whole


def folder(name: str) -> Path:
    """A folder under instance/files, made with mode 0700. Raises ExhibitError when it cannot be made."""
    path = current_app.config["EXHIBIT"].instance / "files" / name
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ExhibitError(f"The folder {path} cannot be made ({error.strerror}).") from error
    return path


def write(path: Path, content: bytes, private: bool = False) -> None:
    """The file whole, or what was there before; `private`: mode 0600. Raises ExhibitError when the disk is full."""
    try:
        write_whole(path, content, 0o600 if private else 0o666)
    except OSError as error:
        raise ExhibitError(f"The file could not be kept ({error.strerror}). Free some space and try again; nothing half-written was left.") from error
