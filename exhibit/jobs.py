"""The queue: the same actions, later, with progress. Huey on SQLite in the instance folder; one consumer beside the web server."""
from __future__ import annotations

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from flask import current_app
from huey import SqliteHuey
from huey.api import TaskWrapper

from exhibit.actions.packs import jobs as packs
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.lifeline import end_with
from exhibit.settings import Settings, load_settings
from exhibit.store.tables import Exhibition, Job


@cache
def task(instance: Path) -> TaskWrapper:
    """`make_pack` as a task of one instance folder's queue: calling it puts a job in, `.huey` is the queue."""
    return SqliteHuey(name="exhibit", filename=str(instance / "queue.sqlite"), results=False).task()(make_pack)


@cache
def _app(instance: Path):
    """The consumer's own application, on whatever database the settings name."""
    from exhibit.app import create_app

    return create_app(load_settings(), doors=())


def make_pack(job_id: str) -> None:
    """Make one waiting pack, in the consumer."""
    settings = load_settings()
    with _app(settings.instance).app_context():
        packs.run_job(job_id, settings.packs, settings.base_url, datetime.now(UTC))


def start_pack(exhibition: Exhibition, by: str, now: datetime, sheets: SheetOptions | None = None) -> Job:
    """Queue a pack and return its row."""
    job = packs.new_job(exhibition, by, now, sheets)
    task(current_app.config["EXHIBIT"].instance)(job.id)
    return job


def start_again(before: Job, by: str, now: datetime) -> Job:
    """Queue a pack that failed or was cancelled once more; the boards it had finished are not drawn twice."""
    settings = current_app.config["EXHIBIT"]
    job = packs.again(before, by, now)
    packs.take_over(job, before, settings.packs)
    task(settings.instance)(job.id)
    return job


def settle(settings: Settings) -> None:
    """Before the consumer works: jobs of a consumer that died go on, and jobs that no queue knows are queued again."""
    again = task(settings.instance)
    known = {waiting.args[0] for waiting in again.huey.pending()}
    with _app(settings.instance).app_context():
        for job_id in packs.settle_interrupted(known, settings.packs):
            again(job_id)


@contextmanager
def only_consumer(instance: Path) -> Iterator[None]:
    """One consumer an instance: a second one waits here until the first has ended, however it ended."""
    with (instance / "queue.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def work() -> None:
    """Run the consumer until stopped."""
    settings = load_settings()
    if len(sys.argv) > 1:
        end_with(int(sys.argv[1]))
    with only_consumer(settings.instance):
        settle(settings)
        task(settings.instance).huey.create_consumer(workers=1, periodic=False, check_worker_health=True).run()


if __name__ == "__main__":
    from exhibit import jobs  # tasks are named by their module: not __main__

    jobs.work()
