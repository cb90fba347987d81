"""Answers to margin notes on file."""
from __future__ import annotations

from sqlalchemy import select

from exhibit.store.engine import db
from exhibit.store.tables import MarginAnswer, Testimony


def answers_of(testimony: Testimony) -> list[MarginAnswer]:
    """All answers about one testimony's texts, oldest first."""
    return list(db.session.scalars(select(MarginAnswer).where(MarginAnswer.testimony_id == testimony.id).order_by(MarginAnswer.id)))


def answers_to(testimony: Testimony, kind: str, language: str, rule: str, words_sha256: str) -> list[MarginAnswer]:
    """Answers to one note of one text, oldest first, in whatever version they were given."""
    return [row for row in answers_of(testimony) if (row.kind, row.language, row.rule, row.words_sha256) == (kind, language, rule, words_sha256)]
