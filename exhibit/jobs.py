"""The queue: the same actions, later, with progress. Huey on SQLite in the instance folder; one consumer beside the web server.

What follows a stop is no entry of that queue: the consumer looks at the ledger's epoch every second, and at the tasks in the database
whenever it has moved. So a stop in any process, on any machine with this database, is followed at once, and none is forgotten in a crash.
"""
from __future__ import annotations

import fcntl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from flask import current_app
from huey import SqliteHuey
from huey.api import TaskWrapper

from exhibit.actions import purging, sources, withdrawals
from exhibit.actions.held_copies import list_held_copies
from exhibit.actions.packs import jobs as packs
from exhibit.actions.static_site import orders
from exhibit.actions.static_site.following import follow_copies
from exhibit.actions.static_site.making import Order, make_site
from exhibit.actions.static_site.reader import OwnPages
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.errors import ExhibitError
from exhibit.lifeline import end_with
from exhibit.settings import Settings, load_settings
from exhibit.store import db, look_again, queries, scans
from exhibit.store.tables import Exhibition, Job
from exhibit.store.watch import LedgerWatch

LOOK_S = 1.0  # how often the consumer asks whether anything has changed: 4 microseconds a time
FIRST_WAIT_S, LONGEST_WAIT_S = 2.0, 300.0  # between two tries of what could not be done; the longest is also how late an end by date is seen


@cache
def task(instance: Path) -> TaskWrapper:
    """`make_pack` as a task of one instance folder's queue: calling it puts a job in, `.huey` is the queue."""
    return SqliteHuey(name="exhibit", filename=str(instance / "queue.sqlite"), results=False).task()(make_pack)


@cache
def copy_task(instance: Path) -> TaskWrapper:
    """`make_copy` as a task of the same queue."""
    return task(instance).huey.task()(make_copy)


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
    for wish in orders.wishes(settings.sites):
        if wish.working and wish.token not in known:
            copy_task(settings.instance)(wish.token)


@contextmanager
def own_pages(settings: Settings) -> Iterator[OwnPages]:
    """The visitor's pages of this installation, for whoever makes a copy of them. The desk's process need not have that door open."""
    from exhibit.app import create_app

    app = create_app(settings, doors=("visit",))
    try:
        yield OwnPages(app.wsgi_app)
    finally:
        with app.app_context():
            scans.let_go()
            db.session.remove()
            db.engine.dispose()


def make_copy(token: str) -> None:
    """Make one ordered copy of the site, in the consumer. An unexpected error is told at the desk as well, then raised for the log."""
    settings = load_settings()
    with _app(settings.instance).app_context():
        run_copy(token, settings)


def run_copy(token: str, settings: Settings) -> orders.Wish:
    """The copy itself; its order tells how it went. One that is over is not made again."""
    wish = orders.wish_of(token, settings.sites)
    if not wish.working:
        return wish
    wish = orders.began(wish, settings.sites)
    place = orders.place_of(wish, settings.sites)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with own_pages(settings) as reader:
            order = Order(place, wish.by, datetime.now(UTC), Path(current_app.static_folder or ""), wish.place, wish.kiosk)
            return orders.finished(wish, make_site(queries.exhibition(wish.exhibition), order, reader), settings.sites)
    except ExhibitError as refusal:
        return orders.failed(wish, refusal.sentence, settings.sites)
    except Exception as error:
        orders.failed(wish, orders.UNEXPECTED.format(type(error).__name__), settings.sites)
        raise


def start_copy(exhibition: Exhibition, place: str, kiosk: bool, by: str, now: datetime) -> orders.Wish:
    """Order a copy of the site and put it into the queue."""
    settings = current_app.config["EXHIBIT"]
    wish = orders.order_copy(exhibition, place, kiosk, by, now, settings.sites)
    copy_task(settings.instance)(wish.token)
    return wish


def follow_stops(settings: Settings, now: datetime) -> bool:
    """What the program can do about copies of the site and caches, done now. Returns whether anything is left that may go better later.

    Lists first, where a crash or a hold has left one to be written. Then copies: a cache that forgets a page asks for it again, and must not be given the old one.
    """
    withdrawals.write_lists(now)
    list_held_copies(now)
    follow_copies(now, Path(current_app.static_folder or ""), lambda: own_pages(settings))
    return purging.follow_purges(settings, now)


class Follower:
    """Looks at the ledger while the consumer runs. `wait` doubles while something cannot be done, and begins anew with each change."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._seen, self._wait, self._next = -1, FIRST_WAIT_S, 0.0
        self._app = _app(settings.instance)
        with self._app.app_context():
            self._watch = LedgerWatch(db.engine)

    def look(self) -> bool:
        """One look. Returns whether there was anything to look into."""
        epoch, moved = self._watch.epoch(), False
        if epoch != self._seen:
            self._seen, self._wait, moved = epoch, FIRST_WAIT_S, True
        if not moved and self._clock() < self._next:
            return False
        self._next = self._clock() + LONGEST_WAIT_S  # if this very look fails, the next change or the longest wait comes first
        with self._app.app_context():
            left = follow_stops(self._settings, datetime.now(UTC))
            look_again()
            sources.delete_due(datetime.now(UTC))
            look_again()
        self._next = self._clock() + (self._wait if left else LONGEST_WAIT_S)
        self._wait = min(self._wait * 2, LONGEST_WAIT_S)
        return True

    def run(self) -> None:
        """Until the process ends. What goes wrong is told in the log and tried again; it never ends the watch."""
        while True:
            try:
                self.look()
            except Exception as error:
                self._app.logger.error("What follows a stop could not be done (%s); it is tried again.", type(error).__name__)
            time.sleep(LOOK_S)


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
    copy_task(settings.instance)
    with only_consumer(settings.instance):
        settle(settings)
        threading.Thread(target=Follower(settings).run, daemon=True).start()
        task(settings.instance).huey.create_consumer(workers=1, periodic=False, check_worker_health=True).run()


if __name__ == "__main__":
    from exhibit import jobs  # tasks are named by their module: not __main__

    jobs.work()
