"""What a hold asks of copies outside the house: made anew without the story, forgotten by caches. The same whoever set the hold, and whatever for.

A hold is written down and nothing else, so that it is dark at once and a public door needs no further right. What follows is found by looking, as after a stop:
a hold that no list has answered. The list belongs to the program and names neither who asked nor why, so that nobody learns from it whose wish it was.
"""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.history import note
from exhibit.actions.uses import may_still
from exhibit.actions.withdrawals import facts_of, has_caches, write_task
from exhibit.consent.withdrawal import HOLD, tasks_while_held
from exhibit.store import db, holds, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Testimony, Withdrawal

BY = "SYSTEM"


def list_held_copies(now: datetime) -> list[Withdrawal]:
    """Open a list for each story on hold of which copies may be outside and for which none was opened since. Nothing is written when nothing is out."""
    if not _due(now):
        return []
    with transaction():
        return [_open(testimony, since, now) for testimony, since in _due(now)]


def _due(now: datetime) -> list[tuple[Testimony, datetime]]:
    return [(testimony, since) for testimony, since in holds.without_list() if _tasks(testimony, since, now)]


def _tasks(testimony: Testimony, since: datetime, now: datetime):
    """Whatever was open when the hold began counts: its row has been closed with the hold."""
    uses = [use for use in ledger.ledger_of(testimony) if (use.status == "live" and not may_still(use, now).allowed) or (use.removed_at and use.removed_at >= since)]
    return tasks_while_held([facts_of(use) for use in uses], now, ledger.asked_for(testimony), has_caches())


def _open(testimony: Testimony, since: datetime, now: datetime) -> Withdrawal:
    found = Withdrawal(testimony=testimony, grant_ids=[], cause=HOLD, everything=False, at=now, by=BY, indicated_by=BY, listed_at=now)
    db.session.add(found)
    db.session.flush()
    rows = {use.uid: use for use in ledger.ledger_of(testimony)}
    for task in _tasks(testimony, since, now):
        write_task(found, task, rows.get(task.use), BY, now)
    note("TASK", "LIST_OPENED", BY, now, testimony=testimony, indicated_by=BY,
         details={"list": found.uid, "cause": HOLD, "everything": False, "grants": [], "tasks": len(found.tasks)})
    return found
