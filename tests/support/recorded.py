"""A recording on file, heard and agreed to, with the permissions it needs."""
from __future__ import annotations

from datetime import UTC, datetime

from exhibit.actions import recordings
from exhibit.actions.confirming import confirm_permission
from exhibit.store import queries
from exhibit.store.tables import Recording
from tests.support import media
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, VERIFIER, said_yes

MADE = {"AUDIO": media.mp3_file, "SIGN": lambda: media.mp4_file(film=True)}


def allow(code: str, permission: str, scope: str | None = None) -> None:
    """The person said yes ten days ago, and it was confirmed; her yes covers what her page tells."""
    testimony = queries.testimony(code)
    told = next(grant.elements for grant in testimony.grants if grant.permission == "WEB_STORY")
    row = said_yes(testimony, permission, scope, elements=told)
    confirm_permission(row.id, VERIFIER, datetime.now(UTC), 72)


def recorded(code: str = "T01", kind: str = "AUDIO", language: str = "en", text_language: str = "en", voice: str = "ACTOR", agreed: bool = True, content: bytes = b"") -> Recording:
    row = recordings.add(queries.testimony(code), kind, language, text_language, voice, content or MADE[kind](), CURATOR, BEFORE)
    return recordings.approve(row.uid, CASEWORKER, BEFORE) if agreed else row
