"""What was stopped after a backup was made, stopped again after it was put back: new entries in the history, with the reason said."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from exhibit.actions import erasure, receipts, sources
from exhibit.actions.consent import FINAL, move
from exhibit.actions.history import note
from exhibit.actions.holding import hold_inside
from exhibit.actions.withdrawals import open_withdrawal
from exhibit.consent.states import PUBLISHABLE, State
from exhibit.errors import NotFound
from exhibit.store import keeping, queries, raise_epoch, recordings, stops, worksheets
from exhibit.store.tables import BestInterests, Grant, Testimony

REASON = "re-applied after a restore"
NO_PACKS = "Packs are no part of a backup. Make this one again."
CAUSES = {"withdrawn": "WITHDRAWN", "revoked": "REVOKED", "invalidated": "INVALID"}


@dataclass(frozen=True, slots=True)
class Applied:
    """How many stops of the list were done again, and how many are about testimonies that the backup does not know."""

    again: int
    unknown: int


def apply_inside(later: list[dict[str, Any]], by: str, now: datetime) -> tuple[Applied, list[erasure.Going]]:
    """Inside a transaction. Doing it twice does nothing the second time. Approval links are revoked: nobody knows which were since."""
    known = stops.hashes_on_file()
    missing = sorted((line for line in later if line["hash"] not in known), key=lambda line: (line["recorded_at"], line["seq"]))
    ended: dict[str, list[tuple[Grant, str]]] = defaultdict(list)
    again = sum(_stop(stop, by, now, ended) for stop in missing if stop["kind"] != "ERASURE")
    _lists(ended, by, now)
    unknown = sum(_find(stop["testimony_code"]) is None for stop in missing)
    goings = list(_erase([stop for stop in missing if stop["kind"] == "ERASURE"], by, now))  # last: nothing read before is there afterwards
    keeping.revoke_open_links(now)
    keeping.give_up_packs(NO_PACKS)
    raise_epoch()
    return Applied(again + len(goings), unknown), goings


def _stop(stop: dict, by: str, now: datetime, ended: dict) -> int:
    testimony = _find(stop["testimony_code"])
    return AGAIN[stop["kind"]](testimony, stop, by, now, ended) if testimony else 0


def _erase(erased: list[dict], by: str, now: datetime) -> Iterator[erasure.Going]:
    for code in {stop["testimony_code"] for stop in erased}:
        testimony = _find(code)
        if testimony:
            yield erasure.erase_inside(testimony, by, now, REASON, again=True)


def _find(code: str) -> Testimony | None:
    try:
        return queries.testimony(code)
    except NotFound:
        return None


def _grant(testimony: Testimony, stop: dict, by: str, now: datetime, ended: dict) -> int:
    """The permission itself; where the backup does not know it, every open one of the same kind and scope."""
    named = [grant for grant in testimony.grants if grant.uid == stop["grant_uid"]]
    rows = named or [grant for grant in testimony.grants if (grant.permission, grant.scope or "") == (stop["permission"], stop["scope"])]
    wanted = stop["state"]
    moved = [grant for grant in rows if (State(grant.state) in PUBLISHABLE if wanted == State.UPDATE_REQUIRED else grant.state not in FINAL)]
    for grant in moved:
        move(grant, wanted, by, now, stop["indicated_by"], REASON, datetime.fromisoformat(stop["occurred_at"]), details={"again": stop["hash"]})
        if wanted in CAUSES:
            ended[testimony.code].append((grant, wanted))
    return bool(moved)


def _hold(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    if testimony.hold != "NONE":
        return 0
    hold_inside(testimony, stop["state"], REASON, by, now, stop["indicated_by"])
    return 1


def _assent(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    fresh = testimony.person.child_assent is not False
    testimony.person.child_assent = False
    return _again(fresh, testimony, stop, by, now)


def _guardian(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    """A no is everybody's no: which guardian said it may not be in the backup. A review and an end concern those that are."""
    wanted, rows = stop["state"], testimony.person.guardians
    touched = [row for row in rows if row.permits] if wanted == "NO" else [row for row in rows if row.conflict_of_interest == "NONE"] if wanted == "REVIEW" else [
        row for row in rows if row.id == stop["about"] and row.ended_at is None]
    for row in touched:
        if wanted == "NO":
            row.permits = False
        elif wanted == "REVIEW":
            row.conflict_of_interest = "SUSPECTED"
        else:
            row.ended_at = now
    return _again(bool(touched), testimony, stop, by, now)


def _best_interests(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    at = datetime.fromisoformat(stop["occurred_at"])
    testimony.person.best_interests.append(BestInterests(decided_by=REASON, favourable=False, at=at, valid_until=at + timedelta(days=365), recorded_by=by))
    return _again(True, testimony, stop, by, now)


def _approval(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    taken_back = [version for version in testimony.versions if version.sha256 == stop["about"] and version.approved_at]
    for version in taken_back:
        version.approved_at = None
    return _again(bool(taken_back), testimony, stop, by, now)


def _recording(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    taken_off = [row for row in recordings.of_testimony(testimony) if row.file_sha256 == stop["about"] and row.ended_at is None]
    for row in taken_off:
        row.ended_at = now
    return _again(bool(taken_off), testimony, stop, by, now)


def _person(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    fresh = not testimony.person.deceased
    testimony.person.deceased = True
    return _again(fresh, testimony, stop, by, now)


def _receipt(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    """Every number issued before that moment opens nothing any more: somebody else may have it."""
    return receipts.end_older_inside(testimony, datetime.fromisoformat(stop["occurred_at"]), by, now, {"again": stop["hash"]})


def _source(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    """The backup still has a text that was deleted since, perhaps on more than one worksheet."""
    back = worksheets.by_hash(testimony, stop["about"])
    sources.forget_inside(back, now)
    return _again(bool(back), testimony, stop, by, now)


def _again(done: bool, testimony: Testimony, stop: dict, by: str, now: datetime) -> int:
    """The entry that says so; 1 when there was something to do again."""
    if done:
        note(stop["kind"], stop["state"], by, now, testimony=testimony, indicated_by=stop["indicated_by"], reason=REASON, details={"again": stop["hash"]})
    return int(done)


AGAIN = {
    "GRANT": _grant, "HOLD": _hold, "ASSENT": _assent, "GUARDIAN": _guardian, "BEST_INTERESTS": _best_interests, "APPROVAL": _approval, "PERSON": _person,
    "RECEIPT": _receipt, "RECORDING": _recording, "SOURCE": _source,
}


def _lists(ended: dict[str, list[tuple[Grant, str]]], by: str, now: datetime) -> None:
    """Boards may have been printed under the permissions that the backup still had: their recall begins anew."""
    for moved in ended.values():
        testimony = moved[0][0].testimony
        everything = all(grant.state in FINAL for grant in testimony.grants)
        open_withdrawal(testimony, [grant for grant, _state in moved], everything, by, "SUBJECT", now, CAUSES[moved[-1][1]])


def clean_up(goings: list[erasure.Going]) -> None:
    """Files and traces of what was erased again."""
    erasure.finish(goings)
