"""What the crew of a hall sees and says about one board, by the code on its back, without an account. Never a story, never a name, never why."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from exhibit.actions import proofs
from exhibit.actions.free_text import OF_A_PLACE, checked_note
from exhibit.actions.tasks import settle
from exhibit.actions.uses import may_still, move_inside
from exhibit.errors import NotFound, Refused
from exhibit.store import queries, transaction
from exhibit.store import uses as ledger
from exhibit.store.codes import ALPHABET, STAFF_LENGTH
from exhibit.store.tables import Copy, UseRecord

KEEP, TAKE_DOWN = "KEEP", "TAKE_DOWN"
GONE = "This board is not on the list of boards that exist. Take it aside and ask the office."


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page behind a staff code may say."""

    staff_code: str
    verdict: str
    number: int
    of: int
    position: int
    until: date | None
    place: str


def shaped_like_a_staff_code(text: str) -> bool:
    """Could this stand on the back of a board? A visitor's code could not: it is shorter."""
    return len(text) == STAFF_LENGTH and set(text.upper()) <= set(ALPHABET)


def board(code: str, now: datetime) -> Board | None:
    """What the crew is told about a board; None for every code that is on no back, whatever else it may be."""
    copy = ledger.copy_by_staff_code(code) if shaped_like_a_staff_code(code) else None
    return board_of(copy, now) if copy else None


def board_of(copy: Copy, now: datetime) -> Board:
    """KEEP only when the gate says yes to this very board now; a board that is not on the ledger may not stand either."""
    use = ledger.board_of(copy)
    decision = may_still(use, now) if use else None
    keep = decision is not None and decision.allowed
    last = (decision.valid_until - timedelta(seconds=1)).date() if keep and decision.valid_until else None
    return Board(copy.staff_code or "", KEEP if keep else TAKE_DOWN, copy.number, len(copy.cutout.copies), copy.cutout.position, last, use.place if use and keep else "")


def _found(code: str) -> tuple[Copy, UseRecord]:
    copy = ledger.copy_by_staff_code(code) if shaped_like_a_staff_code(code) else None
    if copy is None:
        raise NotFound("There is no such code on the back of a board.")
    use = ledger.board_of(copy)
    if use is None:
        raise Refused(GONE)
    return copy, use


def crew_of(copy: Copy) -> str:
    """Under which name the crew's word is written down."""
    return f"crew of {copy.cutout.exhibition.slug}"


def stands_here(code: str, place: str, now: datetime) -> UseRecord:
    """The crew has set the board up. Raises Refused where the gate says no, and for a place that seems to hold a name."""
    place = checked_note(place, "Place", OF_A_PLACE)[:120]
    with transaction():
        copy, use = _found(code)
        if not may_still(use, now).allowed:
            raise Refused("This board may not stand: take it down.")
        if use.status != "on_display":
            move_inside(use, "on_display", crew_of(copy), now)
        use.place = place or use.place
    return use


def taken_down(code: str, photo: bytes, now: datetime) -> UseRecord:
    """The crew has taken the board down and shows it with a photo. Raises WrongUse for a picture that cannot be read."""
    with transaction():
        copy, use = _found(code)
        proof = proofs.keep(crew_of(copy), now, photo)
        if use.status in ("printed", "on_display", "lent", "missing"):
            move_inside(use, "removed", crew_of(copy), now, proof)
        else:
            use.proof = proof
        queries.db.session.flush()
        settle(use, crew_of(copy), now)
    return use
