"""Reads, each named by the question it answers."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, inspect, not_, or_, select
from sqlalchemy.orm import lazyload

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import (
    ENDS_BY_ITSELF,
    Copy,
    Cutout,
    Exhibition,
    Grant,
    Helpline,
    Job,
    StoryVersion,
    Testimony,
    UseRecord,
)


def _one(statement, sentence: str):
    found = db.session.scalars(statement).unique().first()
    if found is None:
        raise NotFound(sentence)
    return found


def exhibitions() -> list[Exhibition]:
    return list(db.session.scalars(select(Exhibition).order_by(Exhibition.starts_on.desc())))


def exhibition(slug: str) -> Exhibition:
    return _one(select(Exhibition).where(Exhibition.slug == slug.lower()), f"There is no exhibition called “{slug}”. `exhibit doctor` names those that exist.")


def testimony(code: str) -> Testimony:
    return _one(select(Testimony).where(Testimony.code == code.upper()), f"There is no testimony {code}.")


def own_row(testimony: Testimony) -> Testimony:
    """The row of a testimony as it is now, without its texts and whatever else is fetched with it: for a stop, which must not wait for what it does not need."""
    key = inspect(testimony).identity
    return db.session.scalars(select(Testimony).where(Testimony.id == key[0]).options(lazyload("*"))).one() if key else testimony


def find_testimony(code: str) -> Testimony | None:
    return db.session.scalars(select(Testimony).where(Testimony.code == code.upper())).unique().first()


def testimony_codes() -> set[str]:
    """Codes of all testimonies."""
    return set(db.session.scalars(select(Testimony.code)))


def copy(code: str) -> Copy:
    return _one(select(Copy).where(Copy.code == code.upper()), f"There is no copy with the code {code}. `exhibit list EXHIBITION` shows all codes.")


def find_copy(code: str) -> Copy | None:
    return db.session.scalars(select(Copy).where(Copy.code == code.upper())).unique().first()


def nearest_copy(code: str) -> Copy | None:
    """The copy with this code, else the one whose code comes next in order, else the first; None when there are none."""
    after = select(func.min(Copy.code)).where(Copy.code >= code.upper()).scalar_subquery()
    first = select(func.min(Copy.code)).scalar_subquery()
    return db.session.scalars(select(Copy).where(Copy.code == func.coalesce(after, first))).unique().first()


def cutout(cutout_id: int) -> Cutout:
    return _one(select(Cutout).where(Cutout.id == cutout_id), "There is no such cutout.")


def cutouts(exhibition: Exhibition) -> list[Cutout]:
    """Cutouts in hall order."""
    wanted = select(Cutout).where(Cutout.exhibition_id == exhibition.id).order_by(Cutout.position)
    return list(db.session.scalars(wanted).unique())


def cutouts_of_testimony(testimony: Testimony) -> list[Cutout]:
    return list(db.session.scalars(select(Cutout).where(Cutout.testimony_id == testimony.id)).unique())


def grant(grant_id: int) -> Grant:
    return _one(select(Grant).where(Grant.id == grant_id), "There is no such permission row.")


def version(version_id: int) -> StoryVersion:
    return _one(select(StoryVersion).where(StoryVersion.id == version_id), "There is no such text.")


def job(job_id: str) -> Job:
    return _one(select(Job).where(Job.id == job_id), "There is no such pack.")


def jobs_in(states: tuple[str, ...]) -> list[Job]:
    """Packs in these states, oldest first."""
    return list(db.session.scalars(select(Job).where(Job.state.in_(states)).order_by(Job.started_at)))


def helplines(country: str) -> list[Helpline]:
    """Numbers of a country, the emergency number last."""
    wanted = select(Helpline).where(Helpline.country == country).order_by(Helpline.emergency, Helpline.id)
    return list(db.session.scalars(wanted))


def helpline(helpline_id: int) -> Helpline:
    return _one(select(Helpline).where(Helpline.id == helpline_id), "There is no such help number.")


def all_helplines() -> list[Helpline]:
    """Every number, by country, the emergency number last."""
    return list(db.session.scalars(select(Helpline).order_by(Helpline.country, Helpline.emergency, Helpline.id)))


def uses_of(testimony: Testimony, limit: int = 50) -> list[UseRecord]:
    """What was printed of a testimony, newest first."""
    wanted = select(UseRecord).where(UseRecord.testimony_id == testimony.id).order_by(UseRecord.at.desc(), UseRecord.id.desc()).limit(limit)
    return list(db.session.scalars(wanted))


def exhibition_of(job: Job) -> Exhibition:
    return _one(select(Exhibition).where(Exhibition.id == job.exhibition_id), "The exhibition of this pack is gone.")


def packs_of(exhibition: Exhibition, limit: int = 5) -> list[Job]:
    """The packs made last of an exhibition, newest first."""
    return list(db.session.scalars(select(Job).where(Job.exhibition_id == exhibition.id).order_by(Job.started_at.desc()).limit(limit)))


def testimonies(search: str = "", experience_type: str = "", language: str = "", consent_state: str = "",
                limit: int = 50, offset: int = 0, now: datetime | None = None) -> tuple[list[Testimony], int]:
    """One page of testimonies and how many there are in all. Search looks at code, pseudonym and texts.

    With `now`, a permission past its last day counts as expired, as it does for the gate.
    """
    wanted = select(Testimony)
    if search:
        pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with_words = select(StoryVersion.testimony_id).where(StoryVersion.body.ilike(pattern, escape="\\"))
        wanted = wanted.where(or_(Testimony.code.ilike(pattern, escape="\\"), Testimony.pseudonym.ilike(pattern, escape="\\"), Testimony.id.in_(with_words)))
    if experience_type:
        wanted = wanted.where(Testimony.experience_type == experience_type)
    if language:
        wanted = wanted.where(Testimony.id.in_(select(StoryVersion.testimony_id).where(StoryVersion.language == language)))
    if consent_state:
        wanted = wanted.where(Testimony.id.in_(select(Grant.testimony_id).where(_in_state(consent_state, now))))
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = db.session.scalars(wanted.order_by(Testimony.code).limit(limit).offset(offset)).unique()
    return list(page), total


def _in_state(state: str, now: datetime | None):
    """Grants that are in a state at `now`; see Grant.state_at."""
    if now is None:
        return Grant.state == state
    ended = and_(Grant.state.in_(ENDS_BY_ITSELF), Grant.valid_until.is_not(None), Grant.valid_until <= now)
    return or_(Grant.state == state, ended) if state == "expired" else and_(Grant.state == state, not_(ended))


def copies_printed(cutout: Cutout) -> int:
    """Different numbered copies of this cutout already handed to print."""
    wanted = select(func.count(func.distinct(UseRecord.copy_id))).join(Copy, Copy.id == UseRecord.copy_id)
    return db.session.scalar(wanted.where(Copy.cutout_id == cutout.id, UseRecord.kind == "CUTOUT_COPY")) or 0


def is_empty() -> bool:
    """True before the first start has loaded or made anything."""
    return db.session.scalar(select(func.count()).select_from(Exhibition)) == 0
