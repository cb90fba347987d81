"""A pack made later: its row tells the truth at every moment, and the finished pack is asked for again before it is handed out."""
from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path

from exhibit.actions.boards import in_words
from exhibit.actions.gate import decide, page_decision
from exhibit.actions.packing import make_pack
from exhibit.cutout import CutoutError
from exhibit.errors import ExhibitError, NotFound, Refused
from exhibit.store import look_again, queries, transaction
from exhibit.store.tables import Exhibition, Job

OPEN = ("waiting", "running")
STOPPED = "The work on this pack was interrupted. Nothing half-made was kept: start the pack again."
UNEXPECTED = "The pack could not be made because of a fault in the program ({}). Start it again; if it fails again, tell the administrator."


def new_job(exhibition: Exhibition, by: str, now: datetime) -> Job:
    """A waiting pack; the queue makes it."""
    with transaction() as session:
        total = sum(len(cutout.copies) for cutout in exhibition.cutouts)
        job = Job(id=str(uuid.uuid4()), exhibition_id=exhibition.id, started_by=by, started_at=now, state="waiting", total=total, file_name="")
        session.add(job)
    return job


def run_job(job_id: str, folder: Path, base_url: str, now: datetime) -> None:
    """Make the pack of a waiting job, keeping its row up to date for the progress bar. A job that was stopped is not run again.

    An unexpected error is written into the row as well, then raised for the log.
    """
    job = queries.job(job_id)
    if job.state != "waiting":
        return
    by, exhibition = job.started_by, queries.exhibition_of(job)
    _note(job_id, state="running")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest = make_pack(exhibition, folder / f"{job_id}.zip", base_url, by, now, lambda done, total: _note(job_id, done=done, total=total))
    except (ExhibitError, CutoutError) as refusal:
        _note(job_id, state="failed", sentence=refusal.sentence)
    except OSError as error:
        _note(job_id, state="failed", sentence=f"The pack could not be written ({error.strerror or error}). Free some space and start it again.")
    except Exception as error:
        _note(job_id, state="failed", sentence=UNEXPECTED.format(type(error).__name__))
        raise
    except BaseException:  # the consumer is being stopped
        _note(job_id, state="failed", sentence=STOPPED)
        raise
    else:
        _note(job_id, state="ready", left_out=manifest["left_out"], boards=manifest["boards"], file_name=f"{job_id}.zip")


def _note(job_id: str, **values) -> None:
    """Write into the row, unless a stop has given the pack up meanwhile: that stays the last word."""
    with transaction():
        job = queries.job(job_id)
        if job.state == "failed":
            return
        for name, value in values.items():
            setattr(job, name, value)


def settle_interrupted(waiting_in_queue: set[str]) -> list[str]:
    """When the consumer starts: what was running is over; what waits but is in no queue is returned, to be queued again."""
    with transaction():
        open_jobs = queries.jobs_in(OPEN)
        for job in open_jobs:
            if job.state == "running":
                job.state, job.sentence = "failed", STOPPED
        return [job.id for job in open_jobs if job.state == "waiting" and job.id not in waiting_in_queue]


def pack_file(job: Job, folder: Path, now: datetime) -> Path:
    """The finished pack. Asks the gate for every board in it, as things stand at `now`.

    Raises Refused when a board in it may no longer be shown: the pack is made again then. NotFound when its file is gone.
    """
    look_again()
    if job.state == "failed":
        raise Refused(job.sentence)
    if job.state != "ready":
        raise Refused("The pack is not ready yet.")
    exhibition = queries.exhibition_of(job)
    ended = [(board, why) for board in job.boards if (why := _why_not(board, exhibition, now))]
    if ended:
        listed = " ".join(f"Cutout {board['cutout']} ({board['code']}): {sentence}" for board, (sentence, _) in ended)
        raise Refused(f"This pack holds boards that may no longer be handed out. {listed} Make the pack again; destroy copies of this one.",
                      tuple(dict.fromkeys(reason for _, (_, reasons) in ended for reason in reasons)))
    path = folder / job.file_name
    if not path.is_file():
        raise NotFound("The file of this pack is gone. Make the pack again.")
    return path


def _why_not(board: dict, exhibition: Exhibition, now: datetime) -> tuple[str, tuple[str, ...]] | None:
    """Why a board of a finished pack may not be handed out any more: (sentence, reason codes); None when it may."""
    testimony, language = queries.testimony(board["testimony"]), board["language"]
    copy = queries.find_copy(board["code"])
    if copy is None or copy.cutout.testimony_id != testimony.id:
        return "This copy no longer exists, or shows another testimony now.", ()
    decision = decide(testimony, "CUTOUT_COPY", language, exhibition.country, exhibition, now, 0, ("QUOTE", "CUTOUT"))
    if decision.allowed and board["url"]:
        decision = page_decision(testimony, language, now, country=exhibition.country)
    if not decision.allowed:
        return in_words(decision.reasons), decision.reasons
    if [testimony.approved(kind, language).id for kind in ("QUOTE", "CUTOUT")] != board["texts"]:
        return "The person has approved a newer text since.", ()
    return None
