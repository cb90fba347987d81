"""The ledger's epoch: one number that every page kept in memory is compared with."""
from __future__ import annotations

from sqlalchemy import String, false, select, update
from sqlalchemy.orm import Mapped, mapped_column

from exhibit.consent.chain import START
from exhibit.store.engine import Base, db

LEDGER = "exhibit.ledger"


ROW = "exhibit.ledger"  # held by the session: what nobody holds, it forgets and asks for again


class Ledger(Base):
    """One row; its epoch rises in the same transaction as anything a visitor could see."""

    __tablename__ = "ledger"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(default=0)
    chain_seq: Mapped[int] = mapped_column(default=0, server_default="0")  # last entry of the history, and its hash
    chain_hash: Mapped[str] = mapped_column(String(64), default=START, server_default=START)
    restored: Mapped[bool] = mapped_column(default=False, server_default=false())  # a backup was put back: later stops must be applied before anything is shown


def epoch() -> int:
    """The ledger's version: raised whenever something a visitor could see has changed."""
    return db.session.scalar(select(Ledger.epoch)) or 0


def raise_epoch() -> None:
    """Called inside the transaction that changes what may be seen."""
    if db.session.execute(update(Ledger).values(epoch=Ledger.epoch + 1)).rowcount == 0:
        db.session.add(Ledger(id=1, epoch=1))
        db.session.flush()


def head() -> tuple[int, str]:
    """Number and hash of the last entry of the history; (0, START) before the first."""
    found = db.session.execute(select(Ledger.chain_seq, Ledger.chain_hash)).first()
    return (found.chain_seq, found.chain_hash) if found else (0, START)


def move_head(seq: int, entry_hash: str) -> None:
    """Called inside the transaction that adds an entry."""
    if db.session.execute(update(Ledger).values(chain_seq=seq, chain_hash=entry_hash)).rowcount == 0:
        db.session.add(Ledger(id=1, epoch=0, chain_seq=seq, chain_hash=entry_hash))
        db.session.flush()


def restored() -> bool:
    """Was an older backup put back whose later stops have not been applied yet? Asked once a transaction, however many uses are decided in it."""
    session = db.session()
    row = session.get(Ledger, 1)
    session.info[LEDGER] = row  # the session itself keeps rows only as long as somebody holds them
    return row is not None and row.restored


def open_again() -> None:
    """Inside the transaction that has applied the later stops."""
    db.session.execute(update(Ledger).values(restored=False, epoch=Ledger.epoch + 1))
