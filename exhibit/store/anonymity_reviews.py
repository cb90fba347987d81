"""Second looks on file, the texts that wait for one, and what a look rests on: worksheets and pseudonyms of the same text."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CTE, func, select
from sqlalchemy.orm import aliased, defer

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
REASON = "REASON"  # in the history: somebody read why a text was sent back, written by whoever knew its source
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


def hands_on_source(testimony: Testimony) -> set[str]:
    """Accounts that put in a source of this testimony or decided something about one; no source is read."""
    sheets = select(Worksheet.id).where(Worksheet.testimony_id == testimony.id)
    opened = select(Worksheet.opened_by).where(Worksheet.id.in_(sheets))
    return set(db.session.scalars(opened.union(select(SpanDecision.by).where(SpanDecision.worksheet_id.in_(sheets)))))


def renamed_by(testimony: Testimony) -> set[str]:
    """Accounts that changed a pseudonym of this testimony: what counts as meant to stand in each of its texts."""
    return {event.recorded_by for event in _told(testimony, "SOURCE", RENAMED)}


def readers_of_source(testimony: Testimony, before: datetime | None = None) -> set[str]:
    """Accounts that opened a source of this testimony, except as the comparison of a look, or read a reason that may repeat one; `before`: only what was read before then."""
    events = [event for event in _readings(testimony) if "review" not in event.details] + _told(testimony, "READ", REASON)
    return {event.recorded_by for event in events if before is None or event.recorded_at < before}


def _readings(testimony: Testimony) -> list[ConsentEvent]:
    """Every reading of a source that this testimony has or had, comparisons among them."""
    own = {(number, sha256) for number, sha256 in db.session.execute(select(Worksheet.id, Worksheet.source_sha256).where(Worksheet.testimony_id == testimony.id))}
    return [event for event in _told(testimony, "READ", "SOURCE") if (event.details.get("worksheet"), event.details.get("sha256")) in own]


def known_sources(testimony: Testimony, by: str, until: datetime) -> set[int]:
    """Numbers of worksheets of which this account had read the source by then, in whatever way."""
    return {event.details["worksheet"] for event in _readings(testimony) if event.recorded_by.casefold() == by.casefold() and event.recorded_at <= until}


def has_compared(review: AnonymityReview, sheet: Worksheet) -> bool:
    """Is it in the history that this look has shown this source?"""
    return any((event.details.get("review"), event.details["worksheet"]) == (review.id, sheet.id) for event in _readings(sheet.testimony))


def reasons_from(sheets: Iterable[Worksheet]) -> list[int]:
    """Numbers of looks whose reason was written by somebody who had read one of these sources; no reason is read."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for sheet in sheets:
        numbers[sheet.testimony_id].add(sheet.id)
    wanted = (select(AnonymityReview).join(StoryVersion, StoryVersion.id == AnonymityReview.version_id)
              .where(StoryVersion.testimony_id.in_(numbers), AnonymityReview.verdict == SENT_BACK).options(defer(AnonymityReview.reason), defer(AnonymityReview.guess), defer(AnonymityReview.searches)))
    return [row.id for row in db.session.scalars(wanted) if known_sources(row.version.testimony, row.by, row.verdict_at) & numbers[row.version.testimony_id]]


def sources_known_to(by: str, codes: Iterable[str]) -> set[str]:
    """Of these testimonies those of which this account has put in, decided about or read a source outside a look, for a list; neither source nor text is read."""
    among = list(codes)
    sheets = select(Worksheet.id, Testimony.code, Worksheet.source_sha256, Worksheet.opened_by).join(Testimony, Testimony.id == Worksheet.testimony_id).where(Testimony.code.in_(among))
    rows = db.session.execute(sheets).all()
    code_of = {row.id: row.code for row in rows}
    known = {row.code for row in rows if row.opened_by.casefold() == by.casefold()}
    decided = select(SpanDecision.worksheet_id).where(SpanDecision.worksheet_id.in_(code_of), func.lower(SpanDecision.by) == by.lower()).distinct()
    known |= {code_of[number] for number in db.session.scalars(decided)}
    read = select(ConsentEvent).where(ConsentEvent.testimony_code.in_(among), ConsentEvent.kind == "READ", ConsentEvent.state.in_(("SOURCE", REASON)), func.lower(ConsentEvent.recorded_by) == by.lower())
    own = {(row.id, row.source_sha256) for row in rows}
    return known | {event.testimony_code for event in db.session.scalars(read) if event.state == REASON or "review" not in event.details
                    and (event.details.get("worksheet"), event.details.get("sha256")) in own}


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
    total = select(func.count()).select_from(numbers).scalar_subquery()
    page = select(numbers.c.id).order_by(numbers.c.id).limit(limit).offset(offset).subquery()
    begun = select(AnonymityReview.by).where(AnonymityReview.version_id == StoryVersion.id, AnonymityReview.verdict == "").order_by(AnonymityReview.id.desc()).limit(1)
    wanted = (select(StoryVersion.id, Testimony.code, Testimony.pseudonym, StoryVersion.kind, StoryVersion.language, StoryVersion.written_at, StoryVersion.written_by,
                     func.coalesce(begun.scalar_subquery(), ""), total)
              .join(page, page.c.id == StoryVersion.id).join(Testimony, Testimony.id == StoryVersion.testimony_id).order_by(StoryVersion.id))
    rows = db.session.execute(wanted).all()
    found = rows[0][-1] if rows else db.session.scalar(select(total)) if offset else 0
    return [Waiting(*row[:-1]) for row in rows], found or 0


def _waiting() -> CTE:
    """Numbers of the newest versions without the tick that were not sent back, from indexes alone: no row with words is touched. Numbers grow with time.

    Put together once and then both counted and cut into pages: a window over them costs as much again on SQLite.
    """
    newest = select(func.max(StoryVersion.id).label("id")).group_by(StoryVersion.testimony_id, StoryVersion.kind, StoryVersion.language).subquery()
    ticked = select(VersionTick.version_id).where(VersionTick.tick == "ANONYMITY")
    later = aliased(AnonymityReview)
    judged_again = select(later.id).where(later.version_id == AnonymityReview.version_id, later.verdict != "", later.id > AnonymityReview.id).exists()
    back = select(AnonymityReview.version_id).where(AnonymityReview.verdict == SENT_BACK, ~judged_again)
    return select(newest.c.id).where(newest.c.id.not_in(ticked), newest.c.id.not_in(back)).cte("waiting").prefix_with("MATERIALIZED")


def _replaced():
    newer = aliased(StoryVersion)
    return select(newer.id).where(newer.testimony_id == StoryVersion.testimony_id, newer.kind == StoryVersion.kind, newer.language == StoryVersion.language, newer.id > StoryVersion.id).exists()


def _ticked():
    return select(VersionTick.id).where(VersionTick.version_id == StoryVersion.id, VersionTick.tick == "ANONYMITY").exists()
