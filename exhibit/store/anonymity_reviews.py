"""Second looks on file, the texts that wait for one, and what a look rests on: worksheets and pseudonyms of the same text."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import aliased

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import (
    AnonymityReview,
    ConsentEvent,
    PseudonymKey,
    SpanDecision,
    StoryVersion,
    Testimony,
    VersionTick,
    Worksheet,
)

SENT_BACK, PASSED = "SENT_BACK", "PASSED"
RENAMED = "RENAMED"  # in the history: somebody gave a name, a place or the person another pseudonym


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that nobody has looked at since its last words; `looked_by`: who has begun, or empty. The text itself is not read."""

    version_id: int
    code: str
    pseudonym: str
    kind: str
    language: str
    written_at: datetime
    written_by: str
    looked_by: str


def versions_of_text(version: StoryVersion) -> list[StoryVersion]:
    """All versions of the same kind and language of its testimony, oldest first."""
    return [other for other in version.testimony.versions if (other.kind, other.language) == (version.kind, version.language)]


def review(review_id: int) -> AnonymityReview:
    found = db.session.get(AnonymityReview, review_id)
    if found is None:
        raise NotFound("There is no such look at a text.")
    return found


def open_review(version: StoryVersion, by: str) -> AnonymityReview | None:
    """The look this account has begun and not finished."""
    return next((row for row in reversed(reviews_of([version.id])) if not row.verdict and row.by.casefold() == by.casefold()), None)


def reviews_of(version_ids: Iterable[int]) -> list[AnonymityReview]:
    """Looks at these versions, oldest first."""
    return list(db.session.scalars(select(AnonymityReview).where(AnonymityReview.version_id.in_(list(version_ids))).order_by(AnonymityReview.id)))


def first_steps(testimony_id: int) -> list[AnonymityReview]:
    """Looks at texts of a testimony, as they are now, that are in their first step: no attempt is written, and nobody has passed the text meanwhile."""
    wanted = (select(AnonymityReview).join(StoryVersion, StoryVersion.id == AnonymityReview.version_id)
              .where(StoryVersion.testimony_id == testimony_id, AnonymityReview.verdict == "", AnonymityReview.attempted_at.is_(None), ~_replaced(), ~_ticked())
              .order_by(AnonymityReview.id))
    return list(db.session.scalars(wanted))


def last_verdict(version: StoryVersion) -> AnonymityReview | None:
    """The newest finished look at exactly this version."""
    return next((row for row in reversed(reviews_of([version.id])) if row.verdict), None)


def sent_back(version: StoryVersion) -> AnonymityReview | None:
    """The look that sent exactly this version back, with its reason, unless a later one passed it."""
    last = last_verdict(version)
    return last if last is not None and last.verdict == SENT_BACK else None


def worksheets_of(version: StoryVersion) -> list[Worksheet]:
    """Worksheets of this text in this language, oldest first."""
    wanted = select(Worksheet).where(Worksheet.testimony_id == version.testimony_id, Worksheet.kind == version.kind, Worksheet.language == version.language)
    return list(db.session.scalars(wanted.order_by(Worksheet.id)))


def texts_sent_back(testimony: Testimony) -> set[int]:
    """Numbers of versions of a testimony whose last finished look sent them back; no reason is read."""
    wanted = (select(AnonymityReview.version_id, AnonymityReview.verdict).join(StoryVersion, StoryVersion.id == AnonymityReview.version_id)
              .where(StoryVersion.testimony_id == testimony.id, AnonymityReview.verdict != "").order_by(AnonymityReview.id))
    last = {version_id: verdict for version_id, verdict in db.session.execute(wanted)}  # the last of each stays
    return {version_id for version_id, verdict in last.items() if verdict == SENT_BACK}


def hands_on_source(version: StoryVersion) -> set[str]:
    """Accounts that opened a worksheet of this text in this language or decided something on it; no source is read."""
    sheets = select(Worksheet.id).where(Worksheet.testimony_id == version.testimony_id, Worksheet.kind == version.kind, Worksheet.language == version.language)
    opened = select(Worksheet.opened_by).where(Worksheet.id.in_(sheets))
    return set(db.session.scalars(opened.union(select(SpanDecision.by).where(SpanDecision.worksheet_id.in_(sheets)))))


def renamed_by(testimony: Testimony) -> set[str]:
    """Accounts that changed a pseudonym of this testimony: what counts as meant to stand in each of its texts."""
    return {event.recorded_by for event in _told(testimony, "SOURCE", RENAMED)}


def readers_of_source(version: StoryVersion, before: datetime | None = None) -> set[str]:
    """Accounts that opened a source of this text in this language, except as the comparison of a look; `before`: only what was read before then."""
    sheets = select(Worksheet.id, Worksheet.source_sha256).where(Worksheet.testimony_id == version.testimony_id, Worksheet.kind == version.kind, Worksheet.language == version.language)
    own = {(number, sha256) for number, sha256 in db.session.execute(sheets)}
    return {event.recorded_by for event in _told(version.testimony, "READ", "SOURCE") if "review" not in event.details
            and (event.details.get("worksheet"), event.details.get("sha256")) in own and (before is None or event.recorded_at < before)}


def _told(testimony: Testimony, kind: str, state: str) -> list[ConsentEvent]:
    """Entries of the history; the demo comes back under its old codes, and what was done before is about other rows."""
    gone = select(func.coalesce(func.max(ConsentEvent.seq), 0)).where(ConsentEvent.kind == "DEMO", ConsentEvent.state == "REMOVED", ConsentEvent.testimony_code == testimony.code)
    wanted = select(ConsentEvent).where(ConsentEvent.testimony_code == testimony.code, ConsentEvent.kind == kind, ConsentEvent.state == state, ConsentEvent.seq > gone.scalar_subquery())
    return list(db.session.scalars(wanted))


def replacements(testimony: Testimony) -> list[str]:
    """Words that stand for others in the texts of a testimony."""
    return list(db.session.scalars(select(PseudonymKey.replacement).where(PseudonymKey.testimony_id == testimony.id)))


def waiting(limit: int, offset: int = 0) -> tuple[list[Waiting], int]:
    """Texts that wait for a second look, the longest wait first, and how many there are. Texts that were sent back wait for the curator instead."""
    numbers = _waiting()
    page = select(numbers.c.id, func.count().over().label("total")).order_by(numbers.c.id).limit(limit).offset(offset).subquery()
    begun = select(AnonymityReview.by).where(AnonymityReview.version_id == StoryVersion.id, AnonymityReview.verdict == "").order_by(AnonymityReview.id.desc()).limit(1)
    wanted = (select(StoryVersion.id, Testimony.code, Testimony.pseudonym, StoryVersion.kind, StoryVersion.language, StoryVersion.written_at, StoryVersion.written_by,
                     func.coalesce(begun.scalar_subquery(), ""), page.c.total)
              .join(page, page.c.id == StoryVersion.id).join(Testimony, Testimony.id == StoryVersion.testimony_id).order_by(StoryVersion.id))
    rows = db.session.execute(wanted).all()
    total = rows[0][-1] if rows else db.session.scalar(select(func.count()).select_from(numbers)) if offset else 0
    return [Waiting(*row[:-1]) for row in rows], total or 0


def _waiting() -> Subquery:
    """Numbers of the newest versions without the tick that were not sent back, from indexes alone: no row with words is touched. Numbers grow with time."""
    newest = select(func.max(StoryVersion.id).label("id")).group_by(StoryVersion.testimony_id, StoryVersion.kind, StoryVersion.language).subquery()
    ticked = select(VersionTick.version_id).where(VersionTick.tick == "ANONYMITY")
    last = select(func.max(AnonymityReview.id)).where(AnonymityReview.verdict != "").group_by(AnonymityReview.version_id)
    back = select(AnonymityReview.version_id).where(AnonymityReview.id.in_(last), AnonymityReview.verdict == SENT_BACK)
    return select(newest.c.id).where(newest.c.id.not_in(ticked), newest.c.id.not_in(back)).subquery()


def _replaced():
    newer = aliased(StoryVersion)
    return select(newer.id).where(newer.testimony_id == StoryVersion.testimony_id, newer.kind == StoryVersion.kind, newer.language == StoryVersion.language, newer.id > StoryVersion.id).exists()


def _ticked():
    return select(VersionTick.id).where(VersionTick.version_id == StoryVersion.id, VersionTick.tick == "ANONYMITY").exists()
