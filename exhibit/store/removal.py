"""Taking one exhibition with its fictional testimonies out, and leaving every other row where it is."""
from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from exhibit.store.engine import db
from exhibit.store.tables import (
    ConsentEvent,
    Copy,
    Cutout,
    Exhibition,
    Grant,
    Job,
    Person,
    StoryVersion,
    Testimony,
    UseRecord,
)


def composed_testimonies(codes: Iterable[str]) -> list[int]:
    """Ids of the testimonies with these codes that are marked as composed."""
    found = db.session.scalars(select(Testimony).where(Testimony.code.in_(codes))).unique()
    return [testimony.id for testimony in found if testimony.attributes.get("composed")]


def shown_elsewhere(testimony_ids: list[int], slug: str) -> list[str]:
    """"T01 in autumn" for each of these testimonies that another exhibition than `slug` shows."""
    wanted = select(Testimony.code, Exhibition.slug).select_from(Cutout).join(Testimony, Testimony.id == Cutout.testimony_id)
    wanted = wanted.join(Exhibition, Exhibition.id == Cutout.exhibition_id).where(Testimony.id.in_(testimony_ids), Exhibition.slug != slug)
    return [f"{code} in {other}" for code, other in db.session.execute(wanted.order_by(Testimony.code).distinct())]


def remove(slug: str, testimony_ids: list[int]) -> tuple[dict[str, int], list[str]]:
    """Delete the exhibition and these testimonies, children first. Returns (how many of what, names of its packs' files)."""
    hall = db.session.scalar(select(Exhibition.id).where(Exhibition.slug == slug))
    others = db.session.scalars(select(Testimony.person_id).where(Testimony.id.not_in(testimony_ids)))
    people = set(db.session.scalars(select(Testimony.person_id).where(Testimony.id.in_(testimony_ids)))) - set(others)
    files = [name for name in db.session.scalars(select(Job.file_name).where(Job.exhibition_id == hall)) if name]
    counted = [(name, db.session.execute(step, execution_options={"synchronize_session": False}).rowcount)
               for name, step in _steps(hall, testimony_ids, people)]
    db.session.expunge_all()
    return {name: count for name, count in counted if name}, files


def _steps(hall: int | None, testimony_ids: list[int], people: set[int]) -> tuple:
    cutouts = select(Cutout.id).where(Cutout.exhibition_id == hall)
    copies = select(Copy.id).where(Copy.cutout_id.in_(cutouts))
    grants = select(Grant.id).where(Grant.testimony_id.in_(testimony_ids))
    return (
        ("use records", delete(UseRecord).where(UseRecord.testimony_id.in_(testimony_ids))),
        # a use of somebody else's testimony in this hall stays on record: only its copy is gone
        ("", update(UseRecord).where(UseRecord.copy_id.in_(copies)).values(copy_id=None)),
        ("copies", delete(Copy).where(Copy.cutout_id.in_(cutouts))),
        ("cutouts", delete(Cutout).where(Cutout.exhibition_id == hall)),
        ("packs", delete(Job).where(Job.exhibition_id == hall)),
        ("", delete(ConsentEvent).where(ConsentEvent.grant_id.in_(grants))),
        ("permissions", delete(Grant).where(Grant.testimony_id.in_(testimony_ids))),
        ("texts", delete(StoryVersion).where(StoryVersion.testimony_id.in_(testimony_ids))),
        ("testimonies", delete(Testimony).where(Testimony.id.in_(testimony_ids))),
        ("", delete(Person).where(Person.id.in_(people))),
        ("exhibitions", delete(Exhibition).where(Exhibition.id == hall)),
    )
