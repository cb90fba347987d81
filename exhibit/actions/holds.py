"""A hold stops everything without touching what the person decided. Anyone may set it, two lift it."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.history import note
from exhibit.actions.holding import hold_inside
from exhibit.errors import Refused, WrongUse
from exhibit.store import accounts, raise_epoch, transaction
from exhibit.store.tables import Testimony

HOLDS = ("NONE", "SAFETY", "LEGAL", "QUALITY", "REQUEST_PENDING")
LIFTERS = frozenset({"verifier", "officer"})


def set_hold(testimony: Testimony, hold: str, reason: str, by: str, now: datetime) -> None:
    """Stop everything for safety, law or quality without touching what the person decided. Any signed-in user may set it.

    Two of verifiers and data-protection officers lift it: the first one's wish waits for the second. Raises WrongUse, Refused for
    anybody else's lift.
    """
    if hold not in HOLDS:
        raise WrongUse("Choose why the testimony is held: safety, legal, quality or a pending request.")
    with transaction():
        if hold == "NONE":
            _lift(testimony, by, now)
        else:
            hold_inside(testimony, hold, reason, by, now)
        raise_epoch()


def _lift(testimony: Testimony, by: str, now: datetime) -> None:
    account = accounts.user(by)
    if account is None or not account.active or all(role.name not in LIFTERS for role in account.roles):
        raise Refused("Anyone may put a testimony on hold; only two of the verifiers and data-protection officers together may lift it.", ("HOLD",))
    if testimony.hold == "NONE":
        return
    first = testimony.lift_asked_by
    if not first or first.casefold() == by.casefold():
        testimony.lift_asked_by = by
        note("HOLD", "LIFT_ASKED", by, now, testimony=testimony)
        return
    testimony.hold, testimony.hold_reason, testimony.lift_asked_by = "NONE", "", ""
    note("HOLD", "LIFTED", by, now, testimony=testimony, details={"first": first})
