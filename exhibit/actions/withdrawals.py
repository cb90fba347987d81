"""What a stop sets off: pages closed, prints cancelled, approvals void, and the list of what is left to do.

Dark comes first. The transaction of the stop writes the list down empty and closes the links for reading, nothing more; the next one fills it. Between the two
the row itself, without `listed_at`, says what is still to be done, so that a crash loses none: whoever looks next writes it.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app

from exhibit.actions.history import FOLLOW, note
from exhibit.actions.ticks import drop_tick
from exhibit.actions.uses import close_use, may_still
from exhibit.consent.states import PUBLISHABLE
from exhibit.consent.withdrawal import ACTIONS, AFTER_AT_ONCE, ASKED_BACK, BOARDS, Task, UseFacts, tasks_for
from exhibit.errors import ExhibitError
from exhibit.store import db, raise_epoch, transaction
from exhibit.store import uses as ledger
from exhibit.store.counts import printed_copies
from exhibit.store.engine import OUT_OF_REACH, after_commit, before_commit, put_off
from exhibit.store.tables import Exhibition, Grant, StoryVersion, Testimony, UseRecord, Withdrawal, WithdrawalTask
from exhibit.story.ticks import Tick

CANCELLED = "A permission for a story in this pack was stopped while it was being made. Nothing was handed out: make the pack again."
BY_REASON = {  # reasons of the gate after which a board is called back for good; after any other it is only taken down
    "WITHDRAWN": "WITHDRAWN", "REVOKED": "REVOKED", "INVALID": "INVALID", "EXPIRED": "EXPIRED", "EVENT": "EXPIRED", "MAJORITY_REACHED": "EXPIRED", "NO_ASSENT": "WITHDRAWN",
}
CALENDAR = "SYSTEM"


def open_withdrawal(testimony: Testimony, grants: Iterable[Grant], everything: bool, by: str, indicated_by: str, now: datetime,
                    cause: str = "WITHDRAWN") -> Withdrawal | None:
    """The list that follows a stop with all its tasks, for whoever needs it in the transaction of the stop. What the program can do is done before this returns."""
    found = begin_list(testimony, grants, everything, by, indicated_by, now, cause)
    return write_list(found, now) if found else None


def begin_list(testimony: Testimony, grants: Iterable[Grant], everything: bool, by: str, indicated_by: str, now: datetime,
               cause: str = "WITHDRAWN") -> Withdrawal | None:
    """The list that follows a stop, still empty. Inside the transaction of the stop, after its grants have moved.

    None when the stop stopped nothing and an earlier list covers everything.
    """
    stopped = [grant.uid for grant in grants]
    if not stopped and not (everything and not any(one.everything for one in ledger.withdrawals(testimony=testimony))):
        return None
    found = Withdrawal(testimony=testimony, grant_ids=sorted(stopped), cause=cause, everything=everything, at=now, by=by, indicated_by=indicated_by)
    db.session.add(found)
    db.session.flush()
    if everything:
        ledger.revoke_approval_links(testimony, now)  # whoever has a link reads the words: that is dark, too
    return found


def list_afterwards(now: datetime) -> None:
    """Inside the transaction of a stop whose list was begun: the rest is done once it is saved, before the action returns."""
    put_off(current_app.extensions[FOLLOW])
    after_commit(_write_afterwards, now)


def _write_afterwards(times: list[datetime]) -> None:
    """The stop is saved and holds, whatever happens here; a list that cannot be written now waits for the next look, within a second where a consumer runs."""
    try:
        write_lists(max(times))
    except (ExhibitError, *OUT_OF_REACH) as error:
        current_app.logger.error("The list of a stop could not be written (%s). The stop itself holds, and the list is written with the next look.", type(error).__name__)


def write_lists(now: datetime) -> int:
    """Fill every list that a stop has begun and nobody has filled, the oldest first, each in a transaction of its own. Returns how many there were."""
    begun = ledger.lists_begun()
    for uid in begun:
        with transaction():
            found = ledger.withdrawal(uid)
            if found.listed_at is None:  # nobody else was quicker
                before_commit(current_app.extensions[FOLLOW], (found.testimony, found.by, now))
                write_list(found, now)
    return len(begun)


def write_list(found: Withdrawal, now: datetime) -> Withdrawal:
    """Fill a list that was begun. Inside a transaction."""
    testimony = found.testimony
    uses = [use for use in ledger.ledger_of(testimony) if found.everything or not may_still(use, now).allowed]  # another row may still cover a use
    return _fill(found, uses, _relied_on(testimony, found.grant_ids), now)


def _fill(found: Withdrawal, uses: Iterable[UseRecord], relied: frozenset[str], now: datetime) -> Withdrawal:
    """Write the tasks about these uses, as far as they relied on `relied`; do at once what can be done at once. Due times count from the stop."""
    testimony, by = found.testimony, found.by
    found.listed_at = now
    rows = {use.uid: use for use in uses}
    for task in tasks_for([facts_of(use) for use in rows.values()], relied, found.everything, found.at, ledger.asked_for(testimony), has_caches()):
        write_task(found, task, rows.get(task.use), by, now)
    _cancel_prints(found, by, now)
    _void_approvals(found, by, now)
    if all(task.done_at for task in found.tasks):
        found.closed_at, found.closed_by = now, by  # nothing was left to anybody
    note("TASK", "LIST_OPENED", by, now, testimony=testimony, indicated_by=found.indicated_by,
         details={"list": found.uid, "cause": found.cause, "everything": found.everything, "grants": found.grant_ids, "tasks": len(found.tasks)})
    return found


def has_caches() -> bool:
    """Does anything stand in front of the house that keeps copies of pages?"""
    return current_app.config["EXHIBIT"].has_caches


def _relied_on(testimony: Testimony, stopped: Iterable[str]) -> frozenset[str]:
    """Every row of the same permission and scope: a use may have stood on an earlier or a later yes to the same thing."""
    ended = {(grant.permission, grant.scope) for grant in testimony.grants if grant.uid in set(stopped)}
    return frozenset(grant.uid for grant in testimony.grants if (grant.permission, grant.scope) in ended)


def facts_of(use: UseRecord) -> UseFacts:
    """A row of the ledger as the tables know it."""
    return UseFacts(use.uid, use.kind, use.status, frozenset(use.grant_ids), use.holder, use.place)


def write_task(found: Withdrawal, task: Task, use: UseRecord | None, by: str, now: datetime) -> None:
    """One task of a list; done with it what the program itself can do. Inside a transaction."""
    row = WithdrawalTask(use=use, action=task.action, due_at=task.due_at, owner=_owner(use.by if use else by), told=task.told or _on_file(task))
    found.tasks.append(row)
    if task.at_once:
        row.done_at, row.done_by, row.outcome = now, by, "DONE"
        if use and task.action in AFTER_AT_ONCE:
            close_use(use, by, now)
    elif use and task.action == "RECALL" and use.status in ASKED_BACK:
        use.status = ASKED_BACK[use.status]
        note("USE", use.status, by, now, testimony=found.testimony, details={"use": use.uid, "list": found.uid})
    db.session.add(row)
    db.session.flush()


def _on_file(task: Task) -> str:
    """Organisations on file with a part in this, where the task concerns no single use: printers for print files, translators for working files."""
    roles = ACTIONS[task.action].tell if not task.use else ()
    return ", ".join(party.name for party in ledger.parties() if party.role in roles)[:120]


def _owner(by: str) -> str:
    """Who sees to it at first: an account. Neither the person's card nor a terminal can; somebody at the desk takes such a task on."""
    return by if "@" in by else ""


def _cancel_prints(found: Withdrawal, by: str, now: datetime) -> None:
    """Packs in the making are given up: no file that holds the story is handed out any more."""
    cancelled = ledger.packs_in_the_making(found.testimony)
    for job in cancelled:
        job.state, job.sentence = "failed", CANCELLED
    if cancelled:
        found.tasks.append(WithdrawalTask(action="CANCEL_PRINT", due_at=now, owner=by, done_at=now, done_by=by, outcome="DONE"))
        note("TASK", "PRINTS_CANCELLED", by, now, testimony=found.testimony, details={"list": found.uid, "packs": [job.id for job in cancelled]})


def _void_approvals(found: Withdrawal, by: str, now: datetime) -> None:
    """Approvals of texts hold no longer: all of them when everything is stopped, those of a language when that is. The history keeps them."""
    testimony, ended = found.testimony, frozenset(found.grant_ids)
    standing = {grant.scope for grant in testimony.grants if grant.permission == "TRANSLATE" and grant.state_at(now) in PUBLISHABLE}
    languages = {grant.scope for grant in testimony.grants if grant.uid in ended and grant.permission == "TRANSLATE"} - standing
    void: list[StoryVersion] = [text for text in testimony.versions if text.approved_at and (found.everything or text.language in languages)]
    for text in void:
        text.approved_at = None
        drop_tick(text, Tick.CONSENT)
    links = ledger.links_closed(testimony, found.at) if found.everything else 0
    if void and not found.everything:  # else the story is dark already, and no worker needs to make its other pages anew
        raise_epoch()
    if void or links:
        note("APPROVAL", "VOID", by, now, testimony=testimony, details={"list": found.uid, "texts": [text.sha256 for text in void], "links": links})


def recalls_due(now: datetime, exhibition: Exhibition | None = None) -> list[tuple[UseRecord, str]]:
    """Uses still out although what they relied on has ended, and that stand on no open list: (use, cause). Computed from facts and `now`."""
    listed, before, out = ledger.recalled_uses(), ledger.looked_for(), ledger.out_there(exhibition=exhibition)
    printed = printed_copies(use.testimony_id for use in out)
    found = []
    for use in out:
        if use.id in listed or (use.status == "missing" and use.id in before):
            continue
        decision = may_still(use, now, printed)
        cause = next((BY_REASON[reason] for reason in decision.reasons if reason in BY_REASON), "")
        if cause:
            found.append((use, cause))
    return found


def open_recalls(by: str, now: datetime, exhibition: Exhibition | None = None) -> list[Withdrawal]:
    """Open a list for each story whose permission has ended while something of it is out, and fill what a stop has begun. Nothing is written when nothing is due."""
    write_lists(now)
    if not recalls_due(now, exhibition):
        return []
    with transaction():
        due: dict[int, list[tuple[UseRecord, str]]] = {}
        for use, cause in recalls_due(now, exhibition):
            due.setdefault(use.testimony_id, []).append((use, cause))
        return [_recall([use for use, _ in found], found[0][1], by, now) for found in due.values()]


def _recall(uses: list[UseRecord], cause: str, by: str, now: datetime) -> Withdrawal:
    """A list about these uses of one story alone: another hall may still show it."""
    relied = frozenset(uid for use in uses for uid in use.grant_ids)
    ended = [grant.uid for grant in uses[0].testimony.grants if grant.uid in relied and grant.state_at(now) not in PUBLISHABLE]
    found = Withdrawal(testimony=uses[0].testimony, grant_ids=sorted(ended), cause=cause, everything=False, at=now, by=by, indicated_by=CALENDAR)
    db.session.add(found)
    db.session.flush()
    return _fill(found, uses, relied, now)


def to_take_down(exhibition: Exhibition, now: datetime) -> list[UseRecord]:
    """Boards of a hall that may not stand there at this moment, whatever the reason: stopped, ended, or on hold."""
    standing = [use for use in ledger.out_there(exhibition=exhibition) if use.kind in BOARDS and use.status in ("printed", "on_display", "lent")]
    printed = printed_copies(use.testimony_id for use in standing)
    return [use for use in standing if not may_still(use, now, printed).allowed]


def overdue(task: WithdrawalTask, now: datetime) -> bool:
    """Should it have been done by now?"""
    return task.done_at is None and task.due_at < now


def due_first(found: Withdrawal) -> list[WithdrawalTask]:
    """Tasks in the order in which they are due; what is done comes last."""
    return sorted(found.tasks, key=lambda task: (task.done_at is not None, task.due_at, task.id))
