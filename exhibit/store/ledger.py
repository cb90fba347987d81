"""The ledger's epoch: one number that every page kept in memory is compared with."""
from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from exhibit.store.engine import Base, db


class Ledger(Base):
    """One row; its epoch rises in the same transaction as anything a visitor could see."""

    __tablename__ = "ledger"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(default=0)


def epoch() -> int:
    """The ledger's version: raised whenever something a visitor could see has changed."""
    return db.session.scalar(select(Ledger.epoch)) or 0


def raise_epoch() -> None:
    """Called inside the transaction that changes what may be seen."""
    if db.session.execute(update(Ledger).values(epoch=Ledger.epoch + 1)).rowcount == 0:
        db.session.add(Ledger(id=1, epoch=1))
