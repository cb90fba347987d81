"""Sources on their way to anonymised texts: which there are, which must go, which names the key of a testimony holds."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import defer, lazyload

from exhibit.errors import NotFound
from exhibit.store import anonymity_reviews
from exhibit.store.engine import db
from exhibit.store.tables import (
    AnonymityReview,
    CaseworkerNote,
    ConsentEvent,
    MarginAnswer,
    PseudonymKey,
    SpanDecision,
    StoryVersion,
    Testimony,
    Withdrawal,
    Worksheet,
)

REASON_GONE = "Kept at the desk with a reason; the reason went with the source."
WITHOUT_WORDS = (defer(Worksheet.source), lazyload(Worksheet.decisions))
"""For lists: neither the source nor what was decided about it is taken out of the database."""


def worksheet(worksheet_id: int) -> Worksheet:
    """Raises NotFound."""
    return _one(Worksheet, worksheet_id, "There is no such text to anonymise.")


def _one(table, number: int, sentence: str):
    found = db.session.get(table, number)
    if found is None:
        raise NotFound(sentence)
    return found


def of_testimony(testimony: Testimony) -> list[Worksheet]:
    """Newest first, without words."""
    wanted = select(Worksheet).where(Worksheet.testimony_id == testimony.id).order_by(Worksheet.id.desc()).options(*WITHOUT_WORDS)
    return list(db.session.scalars(wanted))


def numbers(testimony: Testimony) -> list[int]:
    """Of all its sources, those that are gone among them; no word is read."""
    return list(db.session.scalars(select(Worksheet.id).where(Worksheet.testimony_id == testimony.id).order_by(Worksheet.id)))


def testimony_of(worksheet_id: int) -> Testimony:
    """Whose text it is, without a word of it. Raises NotFound."""
    found = db.session.scalars(select(Testimony).join(Worksheet, Worksheet.testimony_id == Testimony.id).where(Worksheet.id == worksheet_id)).unique().first()
    if found is None:
        raise NotFound("There is no such text to anonymise.")
    return found


def testimony_by_id(testimony_id: int) -> Testimony:
    return _one(Testimony, testimony_id, "There is no such testimony.")


def revision(worksheet_id: int) -> int | None:
    """Which decision was the last, without reading a word."""
    return db.session.scalar(select(Worksheet.revision).where(Worksheet.id == worksheet_id))


def with_source(testimony: Testimony) -> list[Worksheet]:
    """Those whose source is still there, oldest first."""
    wanted = select(Worksheet).where(Worksheet.testimony_id == testimony.id, Worksheet.source_deleted_at.is_(None)).order_by(Worksheet.id)
    return list(db.session.scalars(wanted))


def by_hash(testimony: Testimony, sha256: str) -> list[int]:
    """Numbers of those made of exactly this source that still have it."""
    wanted = select(Worksheet.id).where(Worksheet.testimony_id == testimony.id, Worksheet.source_deleted_at.is_(None), Worksheet.source_sha256 == sha256)
    return list(db.session.scalars(wanted))


def made_into(version: StoryVersion) -> Worksheet | None:
    """The worksheet a text was last saved from; None for a text that was written without one."""
    return db.session.scalars(select(Worksheet).where(Worksheet.version_id == version.id).order_by(Worksheet.id.desc())).first()


def _approved_since(before: datetime):
    """The text saved from a source, or a later one in its place, was approved at that time or before."""
    return select(StoryVersion.id).where(
        StoryVersion.testimony_id == Worksheet.testimony_id, StoryVersion.kind == Worksheet.kind, StoryVersion.language == Worksheet.language,
        StoryVersion.id >= Worksheet.version_id, StoryVersion.approved_at <= before).exists()


def _stopped_since():
    """The person has stopped everything since the source came in."""
    return select(Withdrawal.id).where(Withdrawal.testimony_id == Worksheet.testimony_id, Withdrawal.everything, Withdrawal.at >= Worksheet.opened_at).exists()


def _erasure_asked_since():
    """Its erasure was asked for since; the second person's press may come later, the source does not wait for it."""
    asked = select(ConsentEvent.seq).join(Testimony, Testimony.code == ConsentEvent.testimony_code).where(
        Testimony.id == Worksheet.testimony_id, ConsentEvent.kind == "ERASURE", ConsentEvent.state == "ASKED", ConsentEvent.recorded_at >= Worksheet.opened_at)
    return asked.correlate(Worksheet).exists()


def due(now: datetime, kept: timedelta) -> list[int]:
    """Numbers of worksheets whose source must go now: its time is over, its text was approved as long ago as `kept`, or the person wants it gone."""
    ends = or_(Worksheet.delete_after <= now, _approved_since(now - kept), _stopped_since(), _erasure_asked_since())
    return list(db.session.scalars(select(Worksheet.id).where(Worksheet.source_deleted_at.is_(None), ends).order_by(Worksheet.id)))


def codes_of(numbers: Sequence[int]) -> list[str]:
    """Codes of their testimonies, one for each worksheet."""
    wanted = select(Testimony.code).join(Worksheet, Worksheet.testimony_id == Testimony.id).where(Worksheet.id.in_(numbers)).order_by(Worksheet.id)
    return list(db.session.scalars(wanted))


def all_stopped(testimony: Testimony) -> bool:
    """Has the person ever stopped everything?"""
    return db.session.scalar(select(Withdrawal.id).where(Withdrawal.testimony_id == testimony.id, Withdrawal.everything).limit(1)) is not None


def held(testimony: Testimony) -> list[Worksheet]:
    """Those whose source is still there, oldest first, without a word."""
    return [row for row in reversed(of_testimony(testimony)) if row.source_deleted_at is None]


def approved_at(row: Worksheet) -> datetime | None:
    """When the text made of it was first approved."""
    if row.version_id is None:
        return None
    wanted = select(StoryVersion.approved_at).where(
        StoryVersion.testimony_id == row.testimony_id, StoryVersion.kind == row.kind, StoryVersion.language == row.language,
        StoryVersion.id >= row.version_id, StoryVersion.approved_at.is_not(None)).order_by(StoryVersion.approved_at)
    return db.session.scalars(wanted).first()


def names(testimony: Testimony) -> list[PseudonymKey]:
    """The key of a testimony, in the order in which names came into it."""
    return list(db.session.scalars(select(PseudonymKey).where(PseudonymKey.testimony_id == testimony.id).order_by(PseudonymKey.id)))


def name(key_id: int) -> PseudonymKey:
    return _one(PseudonymKey, key_id, "There is no such name in the list.")


def notes(testimony: Testimony) -> list[CaseworkerNote]:
    """Questions to the caseworker, oldest first."""
    return list(db.session.scalars(select(CaseworkerNote).where(CaseworkerNote.testimony_id == testimony.id).order_by(CaseworkerNote.id)))


def caseworker_note(note_id: int) -> CaseworkerNote:
    return _one(CaseworkerNote, note_id, "There is no such question.")


def _answers_from(numbers: Sequence[int]) -> list[int]:
    """Numbers of answers that are reasons of these worksheets: the first to their note, of the moment in which the text was made (`answer_kept`)."""
    first = select(func.min(MarginAnswer.id)).group_by(MarginAnswer.testimony_id, MarginAnswer.kind, MarginAnswer.language, MarginAnswer.rule, MarginAnswer.words_sha256)
    wanted = (select(Worksheet.id, ConsentEvent.details, MarginAnswer.id).join(Testimony, Testimony.id == Worksheet.testimony_id)
              .join(MarginAnswer, and_(MarginAnswer.testimony_id == Worksheet.testimony_id, MarginAnswer.kind == Worksheet.kind, MarginAnswer.language == Worksheet.language))
              .join(ConsentEvent, and_(ConsentEvent.testimony_code == Testimony.code, ConsentEvent.recorded_at == MarginAnswer.at))
              .where(Worksheet.id.in_(numbers), MarginAnswer.id.in_(first), ConsentEvent.kind == "SOURCE", ConsentEvent.state == "FINISHED"))
    return [answer for number, details, answer in db.session.execute(wanted) if details.get("worksheet") == number]


def forget_words(numbers: Sequence[int]) -> list[Worksheet]:
    """Inside a transaction: the sources of these worksheets go, and every word that was written about them; who decided what about which
    characters stays. Reasons that became answers in the margin go as well, and those of looks whose author had read them. Nothing is decrypted before: a source whose key is lost
    goes, too. Returns what is left of them.
    """
    db.session.flush()
    going = db.session.scalars(select(Worksheet).where(Worksheet.id.in_(numbers)).options(*WITHOUT_WORDS)).all()
    for step in (update(Worksheet).where(Worksheet.id.in_(numbers)).values(source=None),
                 update(SpanDecision).where(SpanDecision.worksheet_id.in_(numbers)).values(replacement=None, reason=None),
                 update(MarginAnswer).where(MarginAnswer.id.in_(_answers_from(numbers))).values(answer=REASON_GONE),
                 update(AnonymityReview).where(AnonymityReview.id.in_(anonymity_reviews.reasons_from(going))).values(reason=None)):
        db.session.execute(step, execution_options={"synchronize_session": False})
    db.session.expire_all()
    return list(db.session.scalars(select(Worksheet).where(Worksheet.id.in_(numbers)).order_by(Worksheet.id)))
