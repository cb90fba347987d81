"""Walking the room: every standing code scanned, the crew told at once, and a list at the end that somebody signs."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from exhibit.actions import crew, proofs
from exhibit.actions.history import note
from exhibit.actions.tasks import finish_inside
from exhibit.errors import Refused
from exhibit.settings import secret
from exhibit.store import db, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Copy, Exhibition, UseRecord, Walk, WalkScan

LIVE, TAKE_DOWN, WRONG_PLACE, UNKNOWN = "LIVE", "TAKE_DOWN", "WRONG_PLACE", "UNKNOWN"
LASTS = timedelta(hours=24)  # the link of a walk opens nothing on the next day
STANDING = ("printed", "on_display")


@dataclass(frozen=True, slots=True)
class Line:
    """One board on the list of a walk. `verdict` is "" for a board that was not met."""

    position: int
    number: int
    staff_code: str
    verdict: str
    at: datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class WalkList:
    """What is signed."""

    met: tuple[Line, ...]
    not_met: tuple[Line, ...]
    unknown: int

    @property
    def down(self) -> tuple[Line, ...]:
        """Boards that stood although they may not."""
        return tuple(line for line in self.met if line.verdict == TAKE_DOWN)


def start_walk(exhibition: Exhibition, by: str, now: datetime) -> Walk:
    """A new walk through the hall."""
    with transaction() as session:
        walk = Walk(exhibition=exhibition, started_at=now, started_by=by)
        session.add(walk)
        session.flush()
        note("WALK", "STARTED", by, now, details={"walk": walk.id, "exhibition": exhibition.slug})
    return walk


def token(walk: Walk) -> str:
    """What stands in the link that lets a telephone without an account walk along."""
    return _signer().dumps(walk.id)


def by_token(text: str, now: datetime) -> Walk | None:
    """The walk behind a link; None for a link that is none, is signed already, or is older than a day."""
    try:
        walk = db.session.get(Walk, _signer().loads(text))
    except BadSignature:
        return None
    return walk if walk and walk.signed_at is None and walk.started_at + LASTS > now else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(current_app.config["EXHIBIT"].instance, "session"), salt="walk")


def scan(walk_id: int, code: str, now: datetime) -> str:
    """One code met on the walk; returns the verdict. The same board met again with the same verdict is not written twice."""
    with transaction() as session:
        walk = ledger.walk(walk_id)
        if walk.signed_at:
            raise Refused("This walk is signed already: start a new one.")
        copy = ledger.copy_by_staff_code(code) if crew.shaped_like_a_staff_code(code) else None
        verdict = _verdict(walk, copy, now)
        last = [row.verdict for row in walk.scans if copy and row.copy_id == copy.id]
        if not last or last[-1] != verdict:
            session.add(WalkScan(walk_id=walk.id, copy_id=copy.id if copy else None, at=now, verdict=verdict))
    return verdict


def _verdict(walk: Walk, copy: Copy | None, now: datetime) -> str:
    """Taking down comes first: a stopped board is no better in another hall."""
    if copy is None:
        return UNKNOWN
    if crew.board_of(copy, now).verdict == crew.TAKE_DOWN:
        return TAKE_DOWN
    use = ledger.board_of(copy)
    elsewhere = copy.cutout.exhibition_id != walk.exhibition_id or (use is not None and use.status == "lent")
    return WRONG_PLACE if elsewhere else LIVE


def walk_list(walk: Walk) -> WalkList:
    """Boards met, the last word about each; and boards that should stand and were not met."""
    last = {row.copy_id: row for row in walk.scans if row.copy_id}
    boards = _standing(walk.exhibition)
    met = [_line(row.copy, row.verdict, row.at, boards.get(row.copy_id)) for row in last.values()]
    missed = [_line(use.copy, "", None, use) for copy_id, use in boards.items() if copy_id not in last]
    return WalkList(tuple(sorted(met, key=_hall_order)), tuple(sorted(missed, key=_hall_order)), sum(row.copy_id is None for row in walk.scans))


def _standing(exhibition: Exhibition) -> dict[int, UseRecord]:
    return {use.copy_id: use for use in ledger.ledger_in(exhibition) if use.copy and use.kind == "CUTOUT_COPY" and use.status in STANDING}


def _line(copy: Copy, verdict: str, at: datetime | None, use: UseRecord | None) -> Line:
    return Line(copy.cutout.position, copy.number, copy.staff_code or "", verdict, at, use.place if use else "")


def _hall_order(line: Line) -> tuple[int, int, str]:
    return line.position, line.number, line.staff_code


def sign_walk(walk_id: int, by: str, now: datetime) -> Walk:
    """The list is complete and signed: nothing is scanned into it any more. Its hash goes into the history.

    A walk on which a board had to come down stays open for a second person. Raises Refused for one that is signed.
    """
    with transaction():
        walk = ledger.walk(walk_id)
        if walk.signed_at:
            raise Refused("This walk is signed already.")
        found = walk_list(walk)
        walk.signed_at, walk.signed_by, walk.list_sha256 = now, by, _sha256(walk, found)
        if not found.down and not _to_come_down(walk, found):
            walk.closed_at, walk.closed_by = now, by
        note("WALK", "SIGNED", by, now, details={"walk": walk.id, "exhibition": walk.exhibition.slug, "met": len(found.met), "not_met": len(found.not_met),
                                                 "down": len(found.down), "sha256": walk.list_sha256})
    return walk


def _sha256(walk: Walk, found: WalkList) -> str:
    """Hash of the list in one fixed form: rows in hall order, times in UTC."""
    rows = [[line.position, line.number, line.staff_code, line.verdict, line.at.isoformat() if line.at else ""] for line in (*found.met, *found.not_met)]
    document = {"walk": walk.id, "exhibition": walk.exhibition.slug, "rows": rows, "unknown": found.unknown}
    return hashlib.sha256(json.dumps(document, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def close_walk(walk_id: int, by: str, now: datetime) -> Walk:
    """A second person has looked at a signed list that holds recalls. Boards that were to come down and were met nowhere count as down.

    Raises Refused for whoever signed it, and while a board on the list still stands although it may not.
    """
    with transaction():
        walk = ledger.walk(walk_id)
        if walk.signed_at is None or walk.closed_at:
            raise Refused("Sign the list of this walk first." if walk.signed_at is None else "This list is closed already.")
        if walk.signed_by.casefold() == by.casefold():
            raise Refused("You signed this list yourself: somebody else looks at it and closes it.")
        found = walk_list(walk)
        standing = [line for line in found.down if crew.board_of(ledger.copy_by_staff_code(line.staff_code), now).verdict == crew.TAKE_DOWN and _still_up(line)]
        if standing:
            raise Refused(f"Boards of this list have not been taken down yet: {', '.join(line.staff_code for line in standing)}. Take them down, with a photo, then close the list.")
        for use in _to_come_down(walk, found):
            _down_by_the_list(walk, use, by, now)
        walk.closed_at, walk.closed_by = now, by
        note("WALK", "CLOSED", by, now, details={"walk": walk.id, "sha256": walk.list_sha256})
    return walk


def _still_up(line: Line) -> bool:
    use = ledger.board_of(ledger.copy_by_staff_code(line.staff_code))
    return use is not None and use.status in ("printed", "on_display", "lent")


def _to_come_down(walk: Walk, found: WalkList) -> list[UseRecord]:
    """Boards of this hall with an open order to take them down that were met nowhere on the walk."""
    met = {line.staff_code for line in found.met}
    boards = _standing(walk.exhibition).values()
    return [use for use in boards if use.copy.staff_code not in met and any(task.action == "TAKE_DOWN" for task in ledger.open_tasks_of(use))]


def _down_by_the_list(walk: Walk, use: UseRecord, by: str, now: datetime) -> None:
    """The signed list is the proof that the board stands nowhere in the hall."""
    proof = proofs.keep(by, now, words=f"list of walk {walk.id}, sha256 {walk.list_sha256}", kind="SIGNED_LIST")
    for task in ledger.open_tasks_of(use):
        if task.action == "TAKE_DOWN" and task.done_at is None:
            finish_inside(task, "REMOVED", by, now, proof=proof)
