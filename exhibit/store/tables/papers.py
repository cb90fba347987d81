"""What the person holds in her hand: receipts, and the links by which she reads and answers without an account."""
from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime
from exhibit.store.tables.story import StoryVersion, Testimony


class Receipt(Base):
    """The person's receipt; of its code only a keyed hash is kept (consent model 3.10)."""

    __tablename__ = "receipt"
    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    record_id: Mapped[str | None] = mapped_column(ForeignKey("consent_record.id"))
    form: Mapped[str] = mapped_column(String(20))  # PAPER, CARD, DIGITAL, KEPT_BY_CASEWORKER, NONE_DECLINED
    language: Mapped[str] = mapped_column(String(12))
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # none where the person declined a receipt
    payload: Mapped[dict] = mapped_column(JSON, default=dict)
    payload_sha256: Mapped[str] = mapped_column(String(64), default="")
    signature: Mapped[str] = mapped_column(String(128), default="")  # Ed25519, base64
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delivered_by: Mapped[str] = mapped_column(String(255))
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # “I have kept it”
    died_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # reissued or the person asked: the old code opens nothing
    testimony: Mapped[Testimony] = relationship()


class ApprovalLink(Base):
    """A secret address under which one story can be read as it will hang and read, and answered; only its hash is kept."""

    __tablename__ = "approval_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    cutout_id: Mapped[int | None] = mapped_column(ForeignKey("cutout.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    mark: Mapped[str] = mapped_column(String(12))  # printed into the watermark
    languages: Mapped[list] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(255))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    testimony: Mapped[Testimony] = relationship()
    openings: Mapped[list[ApprovalOpening]] = relationship(back_populates="link", order_by="ApprovalOpening.id")
    answers: Mapped[list[ApprovalAnswer]] = relationship(back_populates="link", order_by="ApprovalAnswer.id")


class ApprovalOpening(Base):
    """One opening of the link: when, and nothing about whom."""

    __tablename__ = "approval_opening"
    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("approval_link.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    link: Mapped[ApprovalLink] = relationship(back_populates="openings")


class ApprovalAnswer(Base):
    """Yes to these words, please change this, or no; the last two always with a reason."""

    __tablename__ = "approval_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("approval_link.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("story_version.id"), index=True)
    answer: Mapped[str] = mapped_column(String(8))  # YES, CHANGE, NO
    passage: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the curator has answered a wish
    link: Mapped[ApprovalLink] = relationship(back_populates="answers")
    version: Mapped[StoryVersion] = relationship()
