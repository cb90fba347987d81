"""Approval links on file."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import ApprovalAnswer, ApprovalLink, StoryVersion, Testimony


def link_with(token_hash: str) -> ApprovalLink | None:
    return db.session.scalars(select(ApprovalLink).where(ApprovalLink.token_hash == token_hash)).first()


def link(link_id: int) -> ApprovalLink:
    found = db.session.get(ApprovalLink, link_id)
    if found is None:
        raise NotFound("There is no such link.")
    return found


def links_of(testimony: Testimony) -> list[ApprovalLink]:
    """Links of a testimony, the newest first."""
    return list(db.session.scalars(select(ApprovalLink).where(ApprovalLink.testimony_id == testimony.id).order_by(ApprovalLink.id.desc())))


def last_made(testimony: Testimony) -> datetime | None:
    """When the newest link of a testimony was made."""
    return db.session.scalar(select(ApprovalLink.made_at).where(ApprovalLink.testimony_id == testimony.id).order_by(ApprovalLink.made_at.desc()).limit(1))


def answer(answer_id: int) -> ApprovalAnswer:
    found = db.session.get(ApprovalAnswer, answer_id)
    if found is None:
        raise NotFound("There is no such answer.")
    return found


def answers_to(version: StoryVersion) -> list[ApprovalAnswer]:
    """Answers to one version, oldest first."""
    return list(db.session.scalars(select(ApprovalAnswer).where(ApprovalAnswer.version_id == version.id).order_by(ApprovalAnswer.id)))


def answers_of(testimony: Testimony) -> list[ApprovalAnswer]:
    """All answers that came through links of a testimony, the newest first."""
    wanted = select(ApprovalAnswer).join(ApprovalLink).where(ApprovalLink.testimony_id == testimony.id)
    return list(db.session.scalars(wanted.order_by(ApprovalAnswer.id.desc())))
