"""Reads about recordings, each named by the question it answers."""
from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from exhibit.errors import NotFound
from exhibit.store import files
from exhibit.store.engine import db
from exhibit.store.tables import Recording, Testimony

FOLDER = "recordings"


def recording(uid: str) -> Recording:
    found = db.session.scalars(select(Recording).where(Recording.uid == uid)).first()
    if found is None:
        raise NotFound("There is no such recording on file.")
    return found


def of_testimony(testimony: Testimony) -> list[Recording]:
    """All of them, the newest first."""
    return list(db.session.scalars(select(Recording).where(Recording.testimony_id == testimony.id).order_by(Recording.id.desc())))


def current(testimony: Testimony) -> list[Recording]:
    """Those the person has agreed to and nobody has ended, the newest first."""
    wanted = select(Recording).where(Recording.testimony_id == testimony.id, Recording.approved_at.is_not(None), Recording.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Recording.id.desc())))


def with_file(testimony: Testimony, file_sha256: str) -> Recording | None:
    """The recording whose file has this hash, the newest."""
    return next((row for row in of_testimony(testimony) if row.file_sha256 == file_sha256), None)


def path_of(found: Recording) -> Path:
    """Where its encrypted file lies."""
    return files.folder(FOLDER) / found.file_name
