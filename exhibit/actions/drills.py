"""A drill: a stop of one story, or of all in a hall, played through to the last task, timed, and undone. Nothing of it stays."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from exhibit.actions.consent import stop_inside
from exhibit.actions.uses import may_still
from exhibit.consent.withdrawal import ACTIONS, limits
from exhibit.errors import Refused
from exhibit.store import queries, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Exhibition, Testimony, Withdrawal


class _Over(Exception):
    """The drill is done: everything it did is undone."""


@dataclass(frozen=True, slots=True)
class DrilledTask:
    """One task the stop would make."""

    action: str
    label: str
    due_at: datetime
    told: str
    board: str  # "3 / 1": place in the hall and number of the copy; "" for what is no board
    at_once: bool


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a stop of one story would do. `closed_ms`: until every use of it was refused by the gate; `listed_ms`: until its list was written."""

    testimony: str
    closed_ms: float
    listed_ms: float
    open_after: int
    tasks: tuple[DrilledTask, ...]
    told: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """The whole rehearsal."""

    exhibition: str
    at: datetime
    stories: tuple[Drilled, ...]

    def document(self) -> dict[str, Any]:
        """The same as plain values, for a file."""
        plain = asdict(self)
        return {**plain, "at": self.at.isoformat(), "changed": "nothing",
                "stories": [{**story, "tasks": [{**task, "due_at": task["due_at"].isoformat()} for task in story["tasks"]]} for story in plain["stories"]]}


def run_drill(exhibition: Exhibition, testimony_code: str, by: str, now: datetime) -> Drill:
    """Rehearse a stop of one story of the hall, or of all for "". Raises Refused for a story that is not in it."""
    halls = {cutout.testimony.code: cutout.testimony_id for cutout in queries.cutouts(exhibition)}
    if testimony_code and testimony_code not in halls:
        raise Refused(f"{testimony_code} is not in this exhibition: choose a story of the hall.")
    slug, chosen, found = exhibition.slug, [testimony_code] if testimony_code else sorted(halls), []
    try:
        with transaction():
            for code in chosen:
                found.append(_rehearse(queries.testimony(code), by, now))
            raise _Over
    except _Over:
        pass
    return Drill(slug, now, tuple(found))


def _rehearse(testimony: Testimony, by: str, now: datetime) -> Drilled:
    begun = perf_counter()
    stop_inside(testimony, by, now, "SUBJECT")
    queries.db.session.flush()
    listed = perf_counter()
    still_open = sum(may_still(use, now).allowed for use in ledger.ledger_of(testimony))
    checked = perf_counter()
    made = ledger.withdrawals(testimony=testimony)[0] if ledger.withdrawals(testimony=testimony) else None
    tasks = tuple(_task(task) for task in made.tasks) if made else ()
    told = tuple(dict.fromkeys(task.told for task in tasks if task.told))
    return Drilled(testimony.code, round((checked - begun) * 1000, 1), round((listed - begun) * 1000, 1), still_open, tasks, told,
                   limits(task.action for task in tasks))


def _task(task: Withdrawal) -> DrilledTask:
    copy = task.use.copy if task.use else None
    return DrilledTask(task.action, ACTIONS[task.action].label, task.due_at, task.told, f"{copy.cutout.position} / {copy.number}" if copy else "", ACTIONS[task.action].at_once)
