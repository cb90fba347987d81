"""Reads about uses, recalls and walks, each named by the question it answers."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload, selectinload

from exhibit.consent.uses import KINDS, PAGES, STATUSES
from exhibit.errors import NotFound
from exhibit.store.engine import db
from exhibit.store.tables import (
    ApprovalLink,
    ConsentEvent,
    Copy,
    Cutout,
    Exhibition,
    Job,
    Party,
    Proof,
    Testimony,
    UseRecord,
    Walk,
    Withdrawal,
    WithdrawalTask,
)

THINGS = tuple(kind for kind, row in KINDS.items() if row.thing)
HELD = tuple(status for status, row in STATUSES.items() if row.held)
WITH_ALL = (joinedload(UseRecord.testimony), joinedload(UseRecord.copy), joinedload(UseRecord.exhibition), joinedload(UseRecord.proof))
WITH_BOARD = (joinedload(UseRecord.copy).joinedload(Copy.cutout).lazyload(Cutout.testimony), joinedload(UseRecord.exhibition), joinedload(UseRecord.proof))


def _all(statement) -> list:
    return list(db.session.scalars(statement).unique())


def _one(statement, sentence: str):
    found = db.session.scalars(statement).unique().first()
    if found is None:
        raise NotFound(sentence)
    return found


def use(uid: str) -> UseRecord:
    return _one(select(UseRecord).where(UseRecord.uid == uid).options(*WITH_ALL), "There is no such use on file.")


def ledger_of(testimony: Testimony) -> list[UseRecord]:
    """Every use of a testimony, the oldest first. The testimony is at hand: fetched once more with each row and each board, it would cost most of a stop."""
    return _all(select(UseRecord).where(UseRecord.testimony_id == testimony.id).options(*WITH_BOARD).order_by(UseRecord.id))


def ledger_in(exhibition: Exhibition) -> list[UseRecord]:
    """Every use in an exhibition, by hall order of its copies, then by age."""
    wanted = select(UseRecord).where(UseRecord.exhibition_id == exhibition.id).options(*WITH_ALL).order_by(UseRecord.id)
    return sorted(_all(wanted), key=lambda row: (row.copy.cutout.position, row.copy.number) if row.copy else (10_000, 0))


def open_pages(testimony: Testimony) -> list[UseRecord]:
    """Pages of a testimony that are open according to the ledger."""
    return _all(select(UseRecord).where(UseRecord.testimony_id == testimony.id, UseRecord.kind.in_(tuple(PAGES)), UseRecord.status == "live").order_by(UseRecord.id))


def open_recordings(testimony: Testimony) -> list[UseRecord]:
    """Recordings of a testimony that can be heard or seen according to the ledger; each names its file. What the desk wrote down by hand names none."""
    wanted = select(UseRecord).where(UseRecord.testimony_id == testimony.id, UseRecord.kind.in_(("AUDIO", "SIGN_VIDEO")), UseRecord.file_sha256 != "", UseRecord.status == "live")
    return _all(wanted.order_by(UseRecord.id))


def board_of(copy: Copy, language: str | None = None) -> UseRecord | None:
    """The board of a copy that exists: the one printed last and not yet at its end; in any language unless one is named."""
    wanted = select(UseRecord).where(UseRecord.copy_id == copy.id, UseRecord.kind == "CUTOUT_COPY", UseRecord.status.in_(HELD))
    if language:
        wanted = wanted.where(UseRecord.language == language)
    return next(iter(_all(wanted.options(*WITH_ALL).order_by(UseRecord.id.desc()).limit(1))), None)


def out_there(testimony: Testimony | None = None, exhibition: Exhibition | None = None) -> list[UseRecord]:
    """Uses that can still be seen or that somebody still holds."""
    wanted = select(UseRecord).where(((UseRecord.status == "live")) | (UseRecord.status.in_(HELD) & UseRecord.kind.in_(THINGS)))
    if testimony is not None:
        wanted = wanted.where(UseRecord.testimony_id == testimony.id)
    if exhibition is not None:
        wanted = wanted.where(UseRecord.exhibition_id == exhibition.id)
    return _all(wanted.options(*WITH_ALL).order_by(UseRecord.id))


def testimonies_in_use() -> list[Testimony]:
    """Testimonies of which anything is out, or that stand in a hall."""
    used = select(UseRecord.testimony_id).union(select(Cutout.testimony_id))
    return _all(select(Testimony).where(Testimony.id.in_(used)).order_by(Testimony.id))


def packs_in_the_making(testimony: Testimony) -> list[Job]:
    """Packs that wait or run for a hall in which this testimony stands."""
    halls = select(Cutout.exhibition_id).where(Cutout.testimony_id == testimony.id)
    return _all(select(Job).where(Job.state.in_(("waiting", "running")), Job.exhibition_id.in_(halls)))


def revoke_approval_links(testimony: Testimony, now) -> int:
    """Close every link under which the texts could still be read and answered. Returns how many."""
    wanted = update(ApprovalLink).where(ApprovalLink.testimony_id == testimony.id, ApprovalLink.revoked_at.is_(None)).values(revoked_at=now)
    return db.session.execute(wanted, execution_options={"synchronize_session": False}).rowcount


def links_closed(testimony: Testimony, at: datetime) -> int:
    """How many links for reading were closed in the very moment of a stop."""
    wanted = select(func.count()).select_from(ApprovalLink).where(ApprovalLink.testimony_id == testimony.id, ApprovalLink.revoked_at == at)
    return db.session.scalar(wanted) or 0


def lists_begun() -> list[str]:
    """Lists whose stop is on file and whose tasks nobody has written, the oldest first."""
    return list(db.session.scalars(select(Withdrawal.uid).where(Withdrawal.listed_at.is_(None)).order_by(Withdrawal.id)))


def withdrawals(only_open: bool = False, exhibition: Exhibition | None = None, testimony: Testimony | None = None) -> list[Withdrawal]:
    """Recall lists, the newest first."""
    wanted = select(Withdrawal).options(joinedload(Withdrawal.testimony), selectinload(Withdrawal.tasks).joinedload(WithdrawalTask.use))
    if only_open:
        wanted = wanted.where(Withdrawal.closed_at.is_(None))
    if testimony is not None:
        wanted = wanted.where(Withdrawal.testimony_id == testimony.id)
    if exhibition is not None:
        wanted = wanted.where(Withdrawal.testimony_id.in_(select(UseRecord.testimony_id).where(UseRecord.exhibition_id == exhibition.id)))
    return _all(wanted.order_by(Withdrawal.at.desc(), Withdrawal.id.desc()))


def withdrawal(uid: str) -> Withdrawal:
    return _one(select(Withdrawal).where(Withdrawal.uid == uid), "There is no such recall list.")


def task(task_id: int) -> WithdrawalTask:
    return _one(select(WithdrawalTask).where(WithdrawalTask.id == task_id), "There is no such task.")


def open_tasks_of(found: UseRecord) -> list[WithdrawalTask]:
    """What is still to be done about one use."""
    return _all(select(WithdrawalTask).where(WithdrawalTask.use_id == found.id, WithdrawalTask.done_at.is_(None)).order_by(WithdrawalTask.id))


def asked_for(testimony: Testimony) -> frozenset[tuple[str, str]]:
    """(use, action) pairs that a list of this testimony still has open; the use is "" for what concerns the whole story."""
    wanted = select(UseRecord.uid, WithdrawalTask.action).select_from(WithdrawalTask).join(Withdrawal).outerjoin(UseRecord, UseRecord.id == WithdrawalTask.use_id)
    wanted = wanted.where(Withdrawal.testimony_id == testimony.id, Withdrawal.closed_at.is_(None), WithdrawalTask.done_at.is_(None))
    return frozenset((uid or "", action) for uid, action in db.session.execute(wanted))


def recalled_uses() -> set[int]:
    """Ids of uses that stand on a list which is not closed."""
    wanted = select(WithdrawalTask.use_id).join(Withdrawal).where(Withdrawal.closed_at.is_(None), WithdrawalTask.use_id.is_not(None))
    return set(db.session.scalars(wanted))


def looked_for() -> set[int]:
    """Ids of uses that were on any list, closed or not."""
    return set(db.session.scalars(select(WithdrawalTask.use_id).where(WithdrawalTask.use_id.is_not(None))))


def copy_by_staff_code(code: str) -> Copy | None:
    return next(iter(_all(select(Copy).where(Copy.staff_code == code.upper()))), None)





def parties() -> list[Party]:
    """Organisations on file, by name."""
    return _all(select(Party).order_by(Party.name))


def party(party_id: int) -> Party:
    return _one(select(Party).where(Party.id == party_id), "There is no such organisation on file.")


def proof(uid: str) -> Proof:
    return _one(select(Proof).where(Proof.uid == uid), "There is no such proof on file.")


def walk(walk_id: int) -> Walk:
    return _one(select(Walk).where(Walk.id == walk_id), "There is no such walk.")


def walks_in(exhibition: Exhibition) -> list[Walk]:
    """Walks of an exhibition, the newest first."""
    return _all(select(Walk).where(Walk.exhibition_id == exhibition.id).order_by(Walk.id.desc()))


def history_of(found: UseRecord) -> list[ConsentEvent]:
    """What happened to one use and to its tasks, the oldest first."""
    wanted = select(ConsentEvent).where(ConsentEvent.testimony_code == found.testimony.code, ConsentEvent.kind.in_(("USE", "TASK"))).order_by(ConsentEvent.seq)
    return [event for event in db.session.scalars(wanted) if event.details.get("use") == found.uid]
