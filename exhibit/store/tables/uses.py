"""What was shown or handed out, what a stop asks to be done about it, and the proof that it was."""
from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, UtcDateTime
from exhibit.store.tables.halls import Copy, Exhibition
from exhibit.store.tables.story import Testimony


class UseRecord(Base):
    """One thing that shows or carries a story, the permissions it stood on, and where it is now (consent model 3.1, `use`)."""

    __tablename__ = "use_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, index=True, default=lambda: str(uuid.uuid4()), server_default="")
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id"))
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    exhibition_id: Mapped[int | None] = mapped_column(ForeignKey("exhibition.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    second_language: Mapped[str] = mapped_column(String(12), default="", server_default="")  # of a board in two languages
    grant_ids: Mapped[list] = mapped_column(JSON)  # Grant.uid of each permission it relied on
    texts: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")  # sha256 of each text shown
    status: Mapped[str] = mapped_column(String(16), default="printed", server_default="printed")
    place: Mapped[str] = mapped_column(String(120), default="", server_default="")
    holder: Mapped[str] = mapped_column(String(120), default="", server_default="")
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("proof.id"))
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    copies: Mapped[int] = mapped_column(default=1, server_default="1")  # handed out in one go: a booklet is printed in fifties
    testimony: Mapped[Testimony] = relationship()
    copy: Mapped[Copy | None] = relationship()
    exhibition: Mapped[Exhibition | None] = relationship()
    proof: Mapped[Proof | None] = relationship()


class Proof(Base):
    """A photograph or certificate that something was taken down or destroyed; the file lies encrypted in the instance folder."""

    __tablename__ = "proof"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    kind: Mapped[str] = mapped_column(String(16))  # PHOTO, CERTIFICATE, SIGNED_LIST, WRITTEN
    sha256: Mapped[str] = mapped_column(String(64), default="")
    file_name: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))


class Withdrawal(Base):
    """One stop and the recall that follows it; closed by a second person when every task is done."""

    __tablename__ = "withdrawal"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    testimony_id: Mapped[int] = mapped_column(ForeignKey("testimony.id"), index=True)
    grant_ids: Mapped[list] = mapped_column(JSON)  # Grant.uid of each permission that ended
    cause: Mapped[str] = mapped_column(String(16), default="WITHDRAWN", server_default="WITHDRAWN")  # WITHDRAWN, REVOKED, INVALID, EXPIRED, HOLD
    everything: Mapped[bool] = mapped_column(default=False, server_default=false())
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(255))
    indicated_by: Mapped[str] = mapped_column(String(20))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(255), default="", server_default="")
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when its tasks were written; none: still to be done, by whoever looks next
    tasks: Mapped[list[WithdrawalTask]] = relationship(back_populates="withdrawal", order_by="WithdrawalTask.id", lazy="selectin")
    testimony: Mapped[Testimony] = relationship()


class WithdrawalTask(Base):
    """One thing to do about one use after a stop (consent model 3.9)."""

    __tablename__ = "withdrawal_task"
    id: Mapped[int] = mapped_column(primary_key=True)
    withdrawal_id: Mapped[int] = mapped_column(ForeignKey("withdrawal.id"), index=True)
    use_id: Mapped[int | None] = mapped_column(ForeignKey("use_record.id"), index=True)
    action: Mapped[str] = mapped_column(String(24))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    owner: Mapped[str] = mapped_column(String(255), default="")
    told: Mapped[str] = mapped_column(String(120), default="")  # who must be told, when somebody outside holds it
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str] = mapped_column(String(255), default="")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(default="")
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("proof.id"))
    withdrawal: Mapped[Withdrawal] = relationship(back_populates="tasks")
    use: Mapped[UseRecord | None] = relationship()
    proof: Mapped[Proof | None] = relationship()


class Walk(Base):
    """One walk through a hall: every standing code scanned, ending in a signed list."""

    __tablename__ = "walk"
    id: Mapped[int] = mapped_column(primary_key=True)
    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_by: Mapped[str] = mapped_column(String(255))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(255), default="", server_default="")
    list_sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by a second person, where a board had to be taken down
    closed_by: Mapped[str] = mapped_column(String(255), default="", server_default="")
    exhibition: Mapped[Exhibition] = relationship()
    scans: Mapped[list[WalkScan]] = relationship(back_populates="walk", order_by="WalkScan.id", lazy="selectin")


class WalkScan(Base):
    """One code scanned on a walk and what the crew was told."""

    __tablename__ = "walk_scan"
    id: Mapped[int] = mapped_column(primary_key=True)
    walk_id: Mapped[int] = mapped_column(ForeignKey("walk.id"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verdict: Mapped[str] = mapped_column(String(12))  # LIVE, TAKE_DOWN, WRONG_PLACE, UNKNOWN
    note: Mapped[str] = mapped_column(default="")
    walk: Mapped[Walk] = relationship(back_populates="scans")
    copy: Mapped[Copy | None] = relationship()
