"""What was stopped after a backup was made, stopped again after it was put back: new entries in the history, with the reason said."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exhibit.actions import erasure, receipts
from exhibit.actions.consent import FINAL, move
from exhibit.actions.history import note
from exhibit.actions.holds import hold_inside
from exhibit.actions.withdrawals import open_withdrawal
from exhibit.consent.states import PUBLISHABLE, State
from exhibit.errors import NotFound
from exhibit.store import keeping, queries, raise_epoch, stops
from exhibit.store.tables import Grant, Testimony

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
    if testimony.person.child_assent is False:
        return 0
    testimony.person.child_assent = False
    note("ASSENT", "NO", by, now, testimony=testimony, indicated_by=stop["indicated_by"], reason=REASON, details={"again": stop["hash"]})
    return 1


def _guardian(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    permitting = [guardian for guardian in testimony.person.guardians if guardian.permits]
    for guardian in permitting:
        guardian.permits = False
    if permitting:
        note("GUARDIAN", "NO", by, now, testimony=testimony, indicated_by=stop["indicated_by"], reason=REASON, details={"again": stop["hash"]})
    return bool(permitting)


def _receipt(testimony: Testimony, stop: dict, by: str, now: datetime, _ended: dict) -> int:
    """Every number issued before that moment opens nothing any more: somebody else may have it."""
    return receipts.end_older_inside(testimony, datetime.fromisoformat(stop["occurred_at"]), by, now, {"again": stop["hash"]})


AGAIN = {"GRANT": _grant, "HOLD": _hold, "ASSENT": _assent, "GUARDIAN": _guardian, "RECEIPT": _receipt}


def _lists(ended: dict[str, list[tuple[Grant, str]]], by: str, now: datetime) -> None:
    """Boards may have been printed under the permissions that the backup still had: their recall begins anew."""
    for moved in ended.values():
        testimony = moved[0][0].testimony
        everything = all(grant.state in FINAL for grant in testimony.grants)
        open_withdrawal(testimony, [grant for grant, _state in moved], everything, by, "SUBJECT", now, CAUSES[moved[-1][1]])


def clean_up(goings: list[erasure.Going]) -> None:
    """Files and traces of what was erased again."""
    erasure.finish(goings)
