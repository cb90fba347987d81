"""The tasks of a recall list: taken on, finished with an outcome and its proof, and the list closed by a second person."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions import proofs
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.actions.uses import may_still, move_inside
from exhibit.consent.uses import may_move
from exhibit.consent.withdrawal import ACTIONS, AFTER_DONE, OUTCOMES, settled
from exhibit.errors import Refused, WrongUse
from exhibit.store import transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Proof, UseRecord, Withdrawal, WithdrawalTask

PROOF_KINDS = ("PHOTO", "CERTIFICATE", "WRITTEN", "SIGNED_LIST")


def take_on(task_id: int, by: str, now: datetime) -> WithdrawalTask:
    """This account sees to it. Raises NotFound, Refused for a task that is done."""
    with transaction():
        task = ledger.task(task_id)
        if task.done_at:
            raise Refused("This task is done already.")
        task.owner = by
        _note(task, "TAKEN_ON", by, now)
    return task


def finish_task(task_id: int, outcome: str, by: str, now: datetime, words: str = "", photo: bytes | None = None, proof_kind: str = "") -> WithdrawalTask:
    """One outcome of the table, with the proof and the words it needs; the use moves with it.

    Raises NotFound, WrongUse for an outcome the task cannot have or a missing proof, Refused when it is done already.
    """
    words = checked_note(words, "Note")
    with transaction():
        task = ledger.task(task_id)
        if task.done_at:
            raise Refused("This task is done already.")
        if outcome not in ACTIONS[task.action].outcomes:
            raise WrongUse(f"Choose how it ended: {', '.join(OUTCOMES[code].label for code in ACTIONS[task.action].outcomes)}.")
        finish_inside(task, outcome, by, now, words, _proof(outcome, by, now, words, photo, proof_kind))
    return task


def _proof(outcome: str, by: str, now: datetime, words: str, photo: bytes | None, kind: str) -> Proof | None:
    """The proof that this outcome needs. A photograph may also show a certificate; words alone are one only where the table says so."""
    row = OUTCOMES[outcome]
    if row.note and not words:
        raise WrongUse(f"“{row.label}” needs words: what was done, when, and who said so.")
    kind = kind if kind in PROOF_KINDS else "PHOTO" if photo else "WRITTEN"
    if row.proofs and kind not in row.proofs:
        raise WrongUse(f"“{row.label}” needs a proof: {' or '.join({'PHOTO': 'a photo', 'CERTIFICATE': 'a certificate', 'WRITTEN': 'a written note', 'SIGNED_LIST': 'the signed list of a walk'}[one] for one in row.proofs)}.")
    if kind == "PHOTO" and row.proofs and not photo:
        raise WrongUse(f"“{row.label}” needs the photo itself: choose the picture.")
    if row.proofs and not (photo or words):
        raise WrongUse(f"“{row.label}” needs the picture of the certificate, or its words and number.")
    return proofs.keep(by, now, photo, words, kind) if photo or words else None


def finish_inside(task: WithdrawalTask, outcome: str, by: str, now: datetime, words: str = "", proof: Proof | None = None) -> None:
    """Inside a transaction: the task is done, its use moves, and tasks that this answers as well are done with it."""
    task.outcome, task.done_at, task.done_by, task.note, task.proof = outcome, now, by, words, proof
    _note(task, outcome, by, now)
    status, use = OUTCOMES[outcome].status, task.use
    if use and not status and not may_still(use, now).allowed:  # what was made anew may go on with the rest of what it shows
        status = AFTER_DONE.get(task.action, "")
    if use and status and use.status != status and may_move(use.kind, use.status, status):
        move_inside(use, status, by, now, proof)
        settle(use, by, now)


def settle(use: UseRecord, by: str, now: datetime) -> None:
    """Open tasks that the use's new state answers. Inside a transaction."""
    for task in ledger.open_tasks_of(use):
        outcome = settled(task.action, use.status)
        if outcome:
            task.outcome, task.done_at, task.done_by, task.proof = outcome, now, by, use.proof
            _note(task, outcome, by, now)


def close_list(uid: str, by: str, now: datetime) -> Withdrawal:
    """A second person has looked at the list and closes it. Raises Refused while a task is open, or for whoever did the last one."""
    with transaction():
        found = ledger.withdrawal(uid)
        if found.closed_at:
            raise Refused("This list is closed already.")
        if found.listed_at is None:
            raise Refused("This list is still being written. Look at it again in a moment.")
        waiting = [task for task in found.tasks if task.done_at is None]
        if waiting:
            raise Refused(f"{len(waiting)} {'task is' if len(waiting) == 1 else 'tasks are'} not done yet. Finish the list first, then close it.")
        if (last_hand(found) or "").casefold() == by.casefold():
            raise Refused("You did the last task of this list yourself: somebody else looks at it and closes it.")
        found.closed_at, found.closed_by = now, by
        note("TASK", "LIST_CLOSED", by, now, testimony=found.testimony, details={"list": found.uid})
    return found


def last_hand(found: Withdrawal) -> str | None:
    """Who did the last task that a person did; None when the program did all of them."""
    by_hand = [task for task in found.tasks if task.done_at and not ACTIONS[task.action].at_once]
    return max(by_hand, key=lambda task: (task.done_at, task.id)).done_by if by_hand else None


def _note(task: WithdrawalTask, state: str, by: str, now: datetime) -> None:
    details = {"list": task.withdrawal.uid, "action": task.action, "use": task.use.uid if task.use else ""}
    if task.proof:
        details |= {"proof": task.proof.uid, "sha256": task.proof.sha256}
    note("TASK", state, by, now, testimony=task.withdrawal.testimony, details=details)
