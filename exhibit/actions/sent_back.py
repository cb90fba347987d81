"""Why a text came back from the second look. Whoever writes it has seen the source by then and may repeat its words, so it is kept as the source is:
encrypted, read by those who may read the source, each reading in the history, and gone with it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions import sources
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.store import anonymity_reviews, history, transaction, worksheets
from exhibit.store.anonymity_reviews import REASON
from exhibit.store.tables import AnonymityReview, StoryVersion, Testimony

LABEL = "What still leads to the person"


@dataclass(frozen=True, slots=True)
class SentBack:
    """Who sent a text back and when. `reason`: empty for whoever may not read it, and once it went with the source (`gone`)."""

    by: str
    at: datetime
    reason: str = ""
    gone: bool = False


def checked_reason(testimony: Testimony, why: str, by: str, now: datetime) -> str:
    """The reason as it may be kept. While every source that its author has read is there, it goes with the first of them that goes. Else it outlives them
    like a question to the caseworker, and quotes nothing: raises Refused for a name or number in it."""
    known = anonymity_reviews.known_sources(testimony, by, now)
    return why if known and known <= {row.id for row in worksheets.held(testimony)} else checked_note(why, LABEL)


def sent_back(version: StoryVersion, by: str, now: datetime) -> SentBack | None:
    """The look that sent exactly this version back, for its pages; None where none did. That somebody read a reason that may repeat a source is in the history."""
    sources.delete_due(now)
    row = anonymity_reviews.sent_back(version)
    if row is None:
        return None
    told = reason_for(row, by)
    if told.reason and _may_repeat(row) and not _is_reading(row, by, now):
        with transaction():
            note("READ", REASON, by, now, testimony=version.testimony, details={"review": row.id, "text": version.id})
    return told


def reason_for(row: AnonymityReview, by: str) -> SentBack:
    """The same of a look that sent a text back, without a word in the history: for its own author."""
    if not sources.may_read(row.version.testimony, by):
        return SentBack(row.by, row.verdict_at)
    return SentBack(row.by, row.verdict_at, row.reason or "", gone=row.reason is None)


def _may_repeat(row: AnonymityReview) -> bool:
    """Had its author read a source?"""
    return bool(anonymity_reviews.known_sources(row.version.testimony, row.by, row.verdict_at))


def _is_reading(row: AnonymityReview, by: str, now: datetime) -> bool:
    """Its author knows it; and pages that one person loads within the hour are one reading."""
    entries = history.entries(kind="READ", code=row.version.testimony.code, by=by, limit=20)
    read = any(e.state == REASON and e.details.get("review") == row.id and e.recorded_at > now - sources.OPENING for e in entries)
    return read or row.by.casefold() == by.casefold()
