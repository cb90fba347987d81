"""States of a grant and the moves between them, as one table (consent model 3.3; DPV 2.3 status terms)."""
from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where one permission with one scope stands. Only `confirmed` and `renewed` open anything."""

    NOT_ASKED = "not_asked"
    REQUESTED = "requested"
    DEFERRED = "deferred"
    REFUSED = "refused"
    GIVEN = "given"
    CONFIRMED = "confirmed"
    RENEWED = "renewed"
    UPDATE_REQUIRED = "update_required"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    INVALIDATED = "invalidated"


S = State
PUBLISHABLE = frozenset({S.CONFIRMED, S.RENEWED})
FINAL = frozenset({S.WITHDRAWN, S.REVOKED, S.INVALIDATED})
COOLING_OFF = timedelta(hours=72)

DPV_STATUS: dict[State, str] = {
    S.NOT_ASKED: "ConsentUnknown", S.REQUESTED: "ConsentRequested", S.DEFERRED: "ConsentRequestDeferred", S.REFUSED: "ConsentRefused",
    S.GIVEN: "ConsentGiven", S.CONFIRMED: "ConsentGiven", S.RENEWED: "RenewedConsentGiven", S.UPDATE_REQUIRED: "ConsentExpired",
    S.EXPIRED: "ConsentExpired", S.WITHDRAWN: "ConsentWithdrawn", S.REVOKED: "ConsentRevoked", S.INVALIDATED: "ConsentInvalidated",
}

ENTERED_BY: dict[State, str] = {
    S.NOT_ASKED: "nobody", S.REQUESTED: "recorder", S.DEFERRED: "person (“let me think”)", S.REFUSED: "person", S.GIVEN: "person, written by the recorder",
    S.CONFIRMED: "verifier, a second person", S.RENEWED: "verifier, a second person", S.UPDATE_REQUIRED: "system: text, notice or scope changed",
    S.EXPIRED: "the calendar", S.WITHDRAWN: "person, guardian, or the child alone", S.REVOKED: "controller", S.INVALIDATED: "data-protection officer or authority",
}

_FORWARD: dict[State, set[State]] = {
    S.NOT_ASKED: {S.REQUESTED},
    S.REQUESTED: {S.GIVEN, S.REFUSED, S.DEFERRED},
    S.DEFERRED: {S.REQUESTED},
    S.REFUSED: {S.REQUESTED},  # only when the person asks
    S.GIVEN: {S.CONFIRMED, S.RENEWED, S.INVALIDATED, S.EXPIRED},  # renewed only after an earlier confirmation
    S.CONFIRMED: {S.RENEWED, S.UPDATE_REQUIRED, S.EXPIRED, S.REVOKED, S.INVALIDATED},
    S.RENEWED: {S.RENEWED, S.UPDATE_REQUIRED, S.EXPIRED, S.REVOKED, S.INVALIDATED},
    S.UPDATE_REQUIRED: {S.RENEWED, S.EXPIRED},
    S.EXPIRED: {S.REQUESTED},
    S.WITHDRAWN: set(), S.REVOKED: set(), S.INVALIDATED: set(),
}
# Withdrawing is possible from every state that is not final, without reason and without a second person.
TRANSITIONS: dict[State, frozenset[State]] = {
    state: frozenset(targets | ({S.WITHDRAWN} if state not in FINAL else set())) for state, targets in _FORWARD.items()
}


class TransitionRefused(Exception):
    """An illegal move; `sentence` says why."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def may_move(current: State, wanted: State) -> bool:
    """Is the move in the table at all? Who may make it, and when, is `check_transition`."""
    return wanted in TRANSITIONS[current]


def check_move(current: State, wanted: State) -> None:
    """Raises TransitionRefused for a move that is not in the table."""
    if not may_move(current, wanted):
        raise TransitionRefused(f"A permission that is “{current.value}” cannot become “{wanted.value}”. After a stop, record a new permission instead.")


def check_transition(current: State, wanted: State, *, now: datetime, given_at: datetime | None = None, confirmed_at: datetime | None = None,
                     recorder: str = "", verifier: str = "", curator: str = "", indicated_by: str = "SUBJECT",
                     occurred_at: datetime | None = None, cooling_off: timedelta = COOLING_OFF) -> None:
    """Raises TransitionRefused when the table, the calendar, the second-person rule or the cooling-off forbids the move.

    `confirmed_at`: an earlier confirmation of this row, which makes a new yes a renewal. `curator`: who will use it.
    """
    check_move(current, wanted)
    if current is S.REFUSED and wanted is S.REQUESTED and indicated_by not in ("SUBJECT", "GUARDIAN"):
        raise TransitionRefused("The person said no. Only the person may bring the question up again.")
    _check_calendar(wanted, now, given_at, occurred_at)
    if wanted in PUBLISHABLE:
        if current is S.GIVEN and wanted is S.RENEWED and confirmed_at is None:
            raise TransitionRefused("There is nothing to renew: this permission was never confirmed. Confirm it instead.")
        _check_second_person(recorder, verifier, curator)
        _check_cooling_off(now, given_at, cooling_off)


def _check_calendar(wanted: State, now: datetime, given_at: datetime | None, occurred_at: datetime | None) -> None:
    """An end may be planned ahead; what a person said lies in the past."""
    if occurred_at and occurred_at > now and wanted is not S.EXPIRED:
        raise TransitionRefused("A stop or an answer cannot lie in the future.")
    if occurred_at and given_at and wanted is S.WITHDRAWN and occurred_at < given_at:
        raise TransitionRefused("The stop cannot be earlier than the permission.")


def _check_second_person(recorder: str, verifier: str, curator: str) -> None:
    if not verifier or verifier == recorder:
        raise TransitionRefused("Another person than the one who recorded the permission must confirm it.")
    if verifier == curator:
        raise TransitionRefused("The curator who will use this permission cannot confirm it.")


def _check_cooling_off(now: datetime, given_at: datetime | None, cooling_off: timedelta) -> None:
    if given_at is None:
        raise TransitionRefused("No yes is on file: write down first when the person said it.")
    if now - given_at < cooling_off:
        hours = round(cooling_off.total_seconds() / 3600)
        raise TransitionRefused(f"The person has {hours} hours to think it over after saying yes; it can be confirmed after that.")
