"""Reads about copies of the site, each named by the question it answers."""
from __future__ import annotations

from sqlalchemy import select

from exhibit.errors import NotFound
from exhibit.store import queries
from exhibit.store.engine import db
from exhibit.store.tables import (
    Cutout,
    Exhibition,
    Recording,
    StaticBuild,
    Testimony,
    UseRecord,
    Withdrawal,
    WithdrawalTask,
)


def stories_in(exhibition: Exhibition) -> list[tuple[Testimony, tuple[str, ...]]]:
    """Each story that stands in the hall, in hall order, with the codes of all its copies."""
    found: dict[Testimony, list[str]] = {}
    for cutout in queries.cutouts(exhibition):
        found.setdefault(cutout.testimony, []).extend(copy.code for copy in cutout.copies)
    return [(testimony, tuple(codes)) for testimony, codes in found.items()]


def codes_of(testimony: Testimony) -> tuple[str, ...]:
    """Every code of a story, in any hall."""
    return tuple(copy.code for cutout in queries.cutouts_of_testimony(testimony) for copy in cutout.copies)


def languages_of(testimony: Testimony) -> set[str]:
    """Every language that an address of the story may name: of its texts, and of what was recorded, sign languages among them."""
    recorded = db.session.scalars(select(Recording.language).where(Recording.testimony_id == testimony.id))
    return {text.language for text in testimony.versions} | set(recorded)


def halls_of(testimony: Testimony) -> list[Exhibition]:
    """Exhibitions in which a story stands."""
    return list(db.session.scalars(select(Exhibition).where(Exhibition.id.in_(select(Cutout.exhibition_id).where(Cutout.testimony_id == testimony.id))).order_by(Exhibition.id)))


def builds(exhibition: Exhibition | None = None) -> list[StaticBuild]:
    """Copies of the site, the newest first."""
    wanted = select(StaticBuild).order_by(StaticBuild.built_at.desc(), StaticBuild.id.desc())
    return list(db.session.scalars(wanted.where(StaticBuild.exhibition_id == exhibition.id) if exhibition else wanted))


def builds_out() -> list[StaticBuild]:
    """Copies that nobody has taken back."""
    return list(db.session.scalars(select(StaticBuild).where(StaticBuild.ended_at.is_(None)).order_by(StaticBuild.id)))


def build(uid: str) -> StaticBuild:
    found = db.session.scalars(select(StaticBuild).where(StaticBuild.uid == uid)).first()
    if found is None:
        raise NotFound("There is no such copy of the site on file.")
    return found


def uses_of_build(found: StaticBuild) -> list[UseRecord]:
    """What the ledger says is shown by a copy: its rows carry the hash of the copy's manifest."""
    wanted = select(UseRecord).where(UseRecord.kind == "STATIC_BUILD", UseRecord.status == "live", UseRecord.file_sha256 == found.manifest_sha256)
    return list(db.session.scalars(wanted.order_by(UseRecord.id)))


def uses_of_folder(exhibition: Exhibition, folder: str) -> list[UseRecord]:
    """Rows of copies made into this folder that are not at their end."""
    hashes = select(StaticBuild.manifest_sha256).where(StaticBuild.exhibition_id == exhibition.id, StaticBuild.folder == folder)
    wanted = select(UseRecord).where(UseRecord.kind == "STATIC_BUILD", UseRecord.status == "live", UseRecord.file_sha256.in_(hashes))
    return list(db.session.scalars(wanted.order_by(UseRecord.id)))


def went_elsewhere(use: UseRecord) -> bool:
    """Was the copy that this use stands for taken from its folder to another place?"""
    return db.session.scalars(select(StaticBuild.place).where(StaticBuild.manifest_sha256 == use.file_sha256)).first() != ""


def builds_in_folder(folder: str) -> list[StaticBuild]:
    """Copies made into this folder that nobody has taken back."""
    return list(db.session.scalars(select(StaticBuild).where(StaticBuild.folder == folder, StaticBuild.ended_at.is_(None)).order_by(StaticBuild.id)))


def open_tasks(action: str) -> list[WithdrawalTask]:
    """Tasks of this kind that nobody has done, the oldest first."""
    wanted = select(WithdrawalTask).where(WithdrawalTask.action == action, WithdrawalTask.done_at.is_(None)).order_by(WithdrawalTask.id)
    return list(db.session.scalars(wanted))


def has_open_tasks(testimony: Testimony, action: str) -> bool:
    """Does any list of this story still ask for it?"""
    wanted = select(WithdrawalTask.id).join(Withdrawal).where(Withdrawal.testimony_id == testimony.id, WithdrawalTask.action == action, WithdrawalTask.done_at.is_(None))
    return db.session.scalar(wanted.limit(1)) is not None

