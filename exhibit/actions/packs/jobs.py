"""A pack made later: its row tells the truth at every moment, it can be cancelled and goes on after an interruption, and the finished pack is asked for again before it is handed out."""
from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from exhibit.actions.boards import in_words
from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.actions.packs.making import make_pack
from exhibit.actions.packs.order import Order, options_of, sheets_of
from exhibit.actions.packs.shelf import Bench
from exhibit.cutout import CutoutError
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.errors import Conflict, ExhibitError, NotFound, Refused
from exhibit.store import look_again, queries, transaction
from exhibit.store.tables import Exhibition, Job

OPEN, OVER = ("waiting", "running"), ("failed", "cancelled")
TRIES = 3
STOPPED = "The work on this pack was interrupted. Start it again: the boards that were finished are kept and are not drawn twice."
CANCELLED = "The pack was cancelled. Nothing was handed out; boards that were finished are kept for the next try."
UNEXPECTED = "The pack could not be made because of a fault in the program ({}). Start it again; if it fails again, tell the administrator."


class Cancelled(ExhibitError):
    """Somebody gave the pack up while it was made."""


def new_job(exhibition: Exhibition, by: str, now: datetime, sheets: SheetOptions | None = None) -> Job:
    """A waiting pack; the queue makes it."""
    with transaction() as session:
        total = sum(len(cutout.copies) for cutout in exhibition.cutouts)
        job = Job(id=str(uuid.uuid4()), exhibition_id=exhibition.id, started_by=by, started_at=now, state="waiting", total=total, file_name="",
                  options=options_of(sheets or SheetOptions()))
        session.add(job)
    return job


def run_job(job_id: str, folder: Path, base_url: str, now: datetime) -> None:
    """Make the pack of a waiting job, keeping its row up to date for the progress bar. A job that is over is not run again.

    An unexpected error is written into the row as well, then raised for the log.
    """
    job = queries.job(job_id)
    if job.state != "waiting":
        return
    exhibition, bench = queries.exhibition_of(job), bench_of(job_id, folder)
    order = Order(base_url, job.started_by, now, sheets_of(job.options))
    earlier = tuple(folder / other.file_name for other in queries.packs_of(exhibition) if other.state == "ready" and other.file_name)
    _note(job_id, state="running", options={**job.options, "tries": _tries(job) + 1})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest = make_pack(exhibition, folder / f"{job_id}.zip", order, _watched(job_id), bench=bench, earlier=earlier)
    except Cancelled as cancelled:
        _note(job_id, state="cancelled", sentence=cancelled.sentence)
    except (ExhibitError, CutoutError) as refusal:
        _note(job_id, state="failed", sentence=refusal.sentence)
    except OSError as error:
        _note(job_id, state="failed", sentence=f"The pack could not be written ({error.strerror or error}). Free some space and start it again.")
    except Exception as error:
        _note(job_id, state="failed", sentence=UNEXPECTED.format(type(error).__name__))
        raise
    except BaseException:  # the consumer is being stopped: it goes on when it starts again
        _interrupted(job_id)
        raise
    else:
        for one in (queries.job(job_id), *queries.packs_of(exhibition)):
            if one.id == job_id or one.state in OVER:
                bench_of(one.id, folder).clear()
        _note(job_id, state="ready", left_out=manifest["left_out"], boards=manifest["boards"], file_name=f"{job_id}.zip")


def _tries(job: Job) -> int:
    return int(job.options.get("tries", 0))


def _interrupted(job_id: str) -> None:
    with transaction():
        job = queries.job(job_id)
        if job.state == "running":
            _set_aside(job)


def _set_aside(job: Job) -> None:
    """Its turn comes again, unless it was interrupted too often. Inside a transaction."""
    job.state = "waiting" if _tries(job) < TRIES else "failed"
    job.sentence = "" if job.state == "waiting" else STOPPED


def bench_of(job_id: str, folder: Path) -> Bench:
    """Where the finished boards of a pack in the making lie."""
    return Bench(folder / f"{job_id}.part")


def _watched(job_id: str) -> Callable[[int, int], None]:
    """Progress into the row; ends the work when somebody has given it up meanwhile. Raises Cancelled."""

    def progress(done: int, total: int) -> None:
        look_again()
        if queries.job(job_id).state in OVER:
            raise Cancelled(queries.job(job_id).sentence or CANCELLED)
        _note(job_id, done=done, total=total)

    return progress


def _note(job_id: str, **values) -> None:
    """Write into the row, unless a stop has given the pack up meanwhile: that stays the last word."""
    with transaction():
        job = queries.job(job_id)
        if job.state in OVER:
            return
        for name, value in values.items():
            setattr(job, name, value)


def cancel(job: Job, by: str, now: datetime) -> Job:
    """Give a pack up that waits or is being made. Raises Conflict for one that is over."""
    with transaction():
        if job.state not in OPEN:
            raise Conflict("This pack is over already: there is nothing to cancel.")
        job.state, job.sentence = "cancelled", CANCELLED
    return job


def again(job: Job, by: str, now: datetime) -> Job:
    """The same pack once more, after a fault or a cancel: finished boards go with it. Raises Conflict for one that is not over."""
    if job.state in OPEN:
        raise Conflict("This pack is still being made.")
    return new_job(queries.exhibition_of(job), by, now, sheets_of(job.options))


def take_over(job: Job, before: Job, folder: Path) -> None:
    """Finished boards of a pack that was given up lie on the bench of the one that follows it. Raises OSError."""
    left = bench_of(before.id, folder).folder
    if left.is_dir():
        left.rename(bench_of(job.id, folder).folder)


def settle_interrupted(waiting_in_queue: set[str], folder: Path) -> list[str]:
    """When the consumer starts: what was running goes on, and what waits but is in no queue; both are returned, to be queued.

    A pack that was interrupted three times is given up: it may be what stops the consumer. Benches of packs that are gone are cleared.
    """
    with transaction():
        open_jobs = queries.jobs_in(OPEN)
        for job in open_jobs:
            if job.state == "running":
                _set_aside(job)
        waiting = [job.id for job in open_jobs if job.state == "waiting" and job.id not in waiting_in_queue]
        kept = {job.id for job in queries.jobs_in((*OPEN, *OVER))}
    for left in folder.glob("*.part"):
        if left.is_dir() and left.stem not in kept:
            Bench(left).clear()
    return waiting


def pack_file(job: Job, folder: Path, now: datetime) -> Path:
    """The finished pack. Asks the gate for every board in it, as things stand at `now`.

    Raises Refused when a board in it may no longer be shown: the pack is made again then. NotFound when its file is gone.
    """
    look_again()
    if job.state in OVER:
        raise Refused(job.sentence)
    if job.state != "ready":
        raise Refused("The pack is not ready yet.")
    ended = [(board, why) for board in job.boards if (why := _why_not(board, now))]
    if ended:
        listed = " ".join(f"Cutout {board['cutout']} ({board['code']}): {sentence}" for board, (sentence, _) in ended)
        raise Refused(f"This pack holds boards that may no longer be handed out. {listed} Make the pack again; destroy copies of this one.",
                      tuple(dict.fromkeys(reason for _, (_, reasons) in ended for reason in reasons)))
    path = folder / job.file_name
    if not path.is_file():
        raise NotFound("The file of this pack is gone. Make the pack again.")
    return path


def _why_not(board: dict, now: datetime) -> tuple[str, tuple[str, ...]] | None:
    """Why a board of a finished pack may not be handed out any more: (sentence, reason codes); None when it may."""
    testimony, copy = queries.testimony(board["testimony"]), queries.find_copy(board["code"])
    if copy is None or copy.cutout.testimony_id != testimony.id:
        return "This copy no longer exists, or shows another testimony now.", ()
    languages = [language for language in (board["language"], board.get("second_language")) if language]
    decision = cutout_decision(copy.cutout, now, languages[0], copy, second=board.get("second_language") or "")
    if decision.allowed and board["url"]:
        pages = [page_decision(testimony, language, now, country=copy.cutout.exhibition.country) for language in languages]
        decision = next((page for page in pages if page.allowed), pages[0])
    if not decision.allowed:
        return in_words(decision.reasons), decision.reasons
    if [testimony.approved(kind, language).id for language in languages for kind in ("QUOTE", "CUTOUT")] != board["texts"]:
        return "The person has approved a newer text since.", ()
    return None
