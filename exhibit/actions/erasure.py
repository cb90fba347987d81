"""Erasing a testimony: one person asks, another does it, and only codes, dates and hashes remain (consent model 3.11)."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from exhibit.actions.consent import FINAL, move, stop_inside
from exhibit.actions.history import note
from exhibit.actions.letting_go import let_go_soon
from exhibit.actions.scans import forget_counts
from exhibit.errors import Refused
from exhibit.store import accounts, db, erasing, history, keeping, raise_epoch, records, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import ConsentRecord, Grant, Testimony, Tombstone

LIVE = frozenset({"requested", "deferred", "given", "confirmed", "renewed", "update_required"})
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did. `traceless`: the database has let go of the words as well, not only of the rows."""

    code: str
    files: int
    traceless: bool


def ask(testimony: Testimony, by: str, now: datetime) -> None:
    """The first of two people. On the person's wish (`erase_on_stop`) everything is stopped in the same moment. Sources go now: they wait for nobody.

    Raises Refused while something is live and the person did not choose that a stop erases.
    """
    with transaction():
        if testimony.person.erase_on_stop:
            stop_inside(testimony, by, now, "SUBJECT")
        _nothing_live(testimony, now)
        note("ERASURE", "ASKED", by, now, testimony=testimony)
        let_go_soon(now)


def erase(testimony: Testimony, by: str, now: datetime) -> Erased:
    """The second person: the testimony goes, what must be provable stays. Raises Refused when nobody or the same person asked, or something is open."""
    with transaction():
        asked = asked_by(testimony)
        if asked is None:
            raise Refused("Two people erase a testimony: one asks, another does it. Nobody has asked yet.")
        if asked.casefold() == by.casefold():
            raise Refused("You asked for this erasure yourself: another person must do it.")
        going = erase_inside(testimony, by, now, reason="asked for by two people")
    there = [path for path in going.paths if path.exists()]
    return Erased(going.code, len(there), finish([going]))


def asked_by(testimony: Testimony) -> str | None:
    """Who asked for the erasure that is waiting for a second person; None when nobody did."""
    entries = history.entries(kind="ERASURE", code=testimony.code, limit=1)
    return entries[0].recorded_by if entries and entries[0].state == "ASKED" else None


def _nothing_live(testimony: Testimony, now: datetime) -> None:
    live = [grant for grant in testimony.grants if grant.state_at(now) in LIVE]
    if live:
        raise Refused(f"{len(live)} permissions of {testimony.code} are still open. Stop them first, with the person: an erasure never comes before her word.")


@dataclass(frozen=True, slots=True)
class Going:
    """What is left to remove once the rows are gone."""

    code: str
    paths: tuple


def erase_inside(testimony: Testimony, by: str, now: datetime, reason: str, again: bool = False) -> Going:
    """Inside a transaction: tombstone, history, rows. `again`: after a restore, where nothing may stand in the way. Raises Refused."""
    if not again:
        _nothing_live(testimony, now)
        check_nothing_hangs(testimony)
    code, person_code = testimony.code, testimony.person.code
    going = Going(code, tuple(erasing.files_of(testimony)))
    if keeping.tombstone(code) is None:
        years = current_app.config["EXHIBIT"].evidence_years
        db.session.add(Tombstone(testimony_code=code, person_code=person_code, at=now, by=by, kept=_kept(testimony), delete_after=now + years * YEAR))
    note("ERASURE", "ERASED", by, now, testimony=testimony, reason=reason)
    db.session.flush()
    erasing.erase_rows(testimony)
    raise_epoch()
    return going


def check_nothing_hangs(testimony: Testimony) -> None:
    """A crew that has yet to take a board down needs its code. Raises Refused while a task of a recall is open."""
    open_tasks = [task for stop in ledger.withdrawals(testimony=testimony) for task in stop.tasks if not task.done_at]
    if open_tasks:
        raise Refused(f"{len(open_tasks)} tasks of the recall of {testimony.code} are open: something of it may still hang or lie somewhere. Finish them first; "
                      "the words are shown nowhere meanwhile.")


def expire_inside(grant: Grant, by: str, now: datetime) -> None:
    """Inside a transaction: a yes that nobody confirmed, or a question nobody answered, ends with the testimony it belongs to."""
    move(grant, "expired", by, now, "SYSTEM", "RETENTION")


def finish(goings: list[Going]) -> bool:
    """After the transaction of several erasures: their files, then the traces. Returns whether the database has let go of the words."""
    for going in goings:
        erasing.remove_files([path for path in going.paths if path.exists()])
    traceless = erasing.leave_no_trace() if goings else True
    forget_counts({going.code for going in goings})
    return traceless


def _kept(testimony: Testimony) -> dict[str, Any]:
    """Record ids, permissions with their dates, hashes of what was shown and signed, who wrote and who checked, outcomes. No text, no facts, no country."""
    told = records.records_of(testimony)
    return {
        "records": [record.id for record in told],
        "permissions": [_permission(grant) for grant in testimony.grants],
        "notices": sorted({record.notice.sha256 for record in told if record.notice}),
        "evidence": list(_evidence(told)),
        "recorded_and_verified_by": sorted(_accounts(testimony)),
        "tasks": [{"action": task.action, "outcome": task.outcome, "done_at": _iso(task.done_at)}
                  for stop in ledger.withdrawals(testimony=testimony) for task in stop.tasks],
    }


def _permission(grant: Grant) -> dict[str, Any]:
    stopped = next((event.occurred_at for event in reversed(grant.events) if event.state in FINAL), None)
    return {"grant": grant.uid, "permission": grant.permission, "state": grant.state, "given_at": _iso(grant.given_at), "confirmed_at": _iso(grant.confirmed_at),
            "stopped_at": _iso(stopped)}


def _evidence(told: list[ConsentRecord]) -> Iterator[dict[str, str]]:
    for record in told:
        for proof in record.evidence:
            yield {"evidence": proof.uid, "kind": proof.kind, "sha256": proof.sha256, "held_by": proof.held_by.code if proof.held_by else ""}


def _accounts(testimony: Testimony) -> set[int]:
    """Accounts by their number: an e-mail address says more than proof needs."""
    told = {event.recorded_by for grant in testimony.grants for event in grant.events}
    return {account.id for account in map(accounts.user, told) if account}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
