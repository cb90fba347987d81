"""Taking one testimony out for good: its rows, its files, and the places where a database keeps what was deleted."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.exc import DBAPIError

from exhibit.errors import ExhibitError
from exhibit.store import figure_files, files
from exhibit.store.engine import BUSY_MS, db
from exhibit.store.removal import of_records, of_testimonies
from exhibit.store.tables import (
    ConsentRecord,
    Copy,
    Cutout,
    Evidence,
    Grant,
    Job,
    Person,
    Proof,
    Recording,
    StoryVersion,
    Testimony,
    UseRecord,
    WalkScan,
    Withdrawal,
    WithdrawalTask,
)

GONE = "A story in this pack was erased. The pack was thrown away: make it again."
ATTEMPTS = 20  # at most, to empty SQLite's write-ahead log while others read


def files_of(testimony: Testimony) -> list[Path]:
    """Scans, photographs of the board, recordings, own figures of the person and packs that hold the story. The fault report may hold words of any story."""
    records = select(ConsentRecord.id).where(ConsentRecord.testimony_id == testimony.id)
    scans = db.session.scalars(select(Evidence.file_name).where(Evidence.record_id.in_(records), Evidence.file_name != ""))
    photos = db.session.scalars(select(Proof.file_name).where(Proof.id.in_(_proofs(testimony)), Proof.file_name != ""))
    heard = db.session.scalars(select(Recording.file_name).where(Recording.testimony_id == testimony.id))
    packs = [job.file_name for job in packs_with(testimony) if job.file_name]
    settings = current_app.config["EXHIBIT"]
    halls = select(Cutout.exhibition_id).where(Cutout.testimony_id == testimony.id)
    benches = [settings.packs / f"{job_id}.part" for job_id in db.session.scalars(select(Job.id).where(Job.exhibition_id.in_(halls)))]
    return [*(path for bench in benches for path in bench.glob("*")), *(files.folder("evidence") / name for name in scans), *(files.folder("proofs") / name for name in photos), *(files.folder("recordings") / name for name in heard), *(settings.packs / name for name in packs),
            *figure_files.of_testimony(testimony.code), settings.instance / "last-fault.txt"]


def packs_with(testimony: Testimony) -> Iterator[Job]:
    """Finished packs in which a board of this testimony lies, or may lie."""
    codes = set(db.session.scalars(select(Copy.code).join(Cutout, Cutout.id == Copy.cutout_id).where(Cutout.testimony_id == testimony.id)))
    halls = select(Cutout.exhibition_id).where(Cutout.testimony_id == testimony.id)
    for job in db.session.scalars(select(Job).where(Job.exhibition_id.in_(halls))):
        if job.file_name and (not job.boards or codes & {board.get("code") for board in job.boards}):
            yield job


def _proofs(testimony: Testimony):
    uses = select(UseRecord.id).where(UseRecord.testimony_id == testimony.id)
    stops = select(Withdrawal.id).where(Withdrawal.testimony_id == testimony.id)
    of_tasks = select(WithdrawalTask.proof_id).where(or_(WithdrawalTask.withdrawal_id.in_(stops), WithdrawalTask.use_id.in_(uses)), WithdrawalTask.proof_id.is_not(None))
    of_uses = select(UseRecord.proof_id).where(UseRecord.testimony_id == testimony.id, UseRecord.proof_id.is_not(None))
    return of_tasks.union(of_uses)


def erase_rows(testimony: Testimony) -> None:
    """Inside a transaction: every row of the testimony, children first. The history stays: it names what is gone by code only."""
    for job in list(packs_with(testimony)):
        job.file_name, job.state, job.boards, job.sentence = "", "failed", [], GONE
    db.session.flush()
    proofs = list(db.session.scalars(_proofs(testimony)))
    person, others = testimony.person_id, select(Testimony.person_id).where(Testimony.id != testimony.id)
    alone = {person} - set(db.session.scalars(others.where(Testimony.person_id == person)))
    for step in _steps(testimony.id, alone, proofs):
        db.session.execute(step, execution_options={"synchronize_session": False})
    db.session.expunge_all()


def _steps(testimony_id: int, people: set[int], proofs: list[int]) -> Iterator:
    cutouts = select(Cutout.id).where(Cutout.testimony_id == testimony_id)
    copies = select(Copy.id).where(Copy.cutout_id.in_(cutouts))
    yield delete(WalkScan).where(WalkScan.copy_id.in_(copies))
    yield from of_testimonies([testimony_id], copies)
    yield delete(UseRecord).where(UseRecord.testimony_id == testimony_id)
    yield update(UseRecord).where(UseRecord.copy_id.in_(copies)).values(copy_id=None)
    yield delete(Proof).where(Proof.id.in_(proofs))
    yield delete(Copy).where(Copy.cutout_id.in_(cutouts))
    yield delete(Cutout).where(Cutout.testimony_id == testimony_id)
    yield delete(Grant).where(Grant.testimony_id == testimony_id)
    yield from of_records([testimony_id], people)
    yield update(StoryVersion).where(StoryVersion.testimony_id == testimony_id).values(parent_id=None)
    yield delete(StoryVersion).where(StoryVersion.testimony_id == testimony_id)
    yield delete(Testimony).where(Testimony.id == testimony_id)
    yield delete(Person).where(Person.id.in_(people))


def remove_files(paths: list[Path]) -> None:
    """After the rows are gone. Raises ExhibitError naming a file that would not go."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise ExhibitError(f"The testimony is erased, but its file {path} could not be removed ({error.strerror}): remove it by hand.") from error


def leave_no_trace() -> bool:
    """Have the database let go of what was deleted: SQLite overwrites pages and empties its log, PostgreSQL writes its tables anew.

    False when others were reading all the time: then it is done with the next erasure or at the next start.
    """
    db.session.rollback()
    return _empty_the_log() if db.engine.dialect.name == "sqlite" else _write_tables_anew()


def _empty_the_log() -> bool:
    with db.engine.connect() as connection:
        return any(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()[0] == 0 for _attempt in range(ATTEMPTS))


def _write_tables_anew() -> bool:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {BUSY_MS}"))
        try:
            for table in ("story_version", "testimony", "person", "consent_record", "consent_grant", "evidence", "approval_answer", "use_record", "worksheet", "span_decision", "pseudonym_key", "anonymity_review",
                          "margin_answer", "caseworker_note", "back_translation"):
                connection.execute(text(f"VACUUM FULL {table}"))
        except DBAPIError:
            return False
        finally:
            connection.execute(text("SET lock_timeout = DEFAULT"))
    return True
