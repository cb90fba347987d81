"""What a person does with her number, alone: see what is shown, stop one thing or everything. Nothing can be started here."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions import receipts
from exhibit.actions.consent import withdraw
from exhibit.actions.history import note
from exhibit.actions.holding import hold_inside
from exhibit.consent.receipt import is_alive, typed
from exhibit.store import raise_epoch, transaction
from exhibit.store.tables import Receipt

BY = "receipt"
OLD_NUMBER = "Somebody used a card number that was replaced. Speak with the person before anything is shown again."


def opened(text: str, now: datetime) -> Receipt | None:
    """The receipt behind what was typed; None for what is no number, unknown, or old. An old number puts everything on hold and tells the custodian.

    Whoever typed it sees the same as for an unknown number: the person may not be the one who has it.
    """
    number = typed(text)
    found = receipts.find(number or "")
    if found is None or number is None:
        return None
    if found.died_at is not None:
        _old_number_used(found, now)
        return None
    return found if is_alive(found.died_at, found.issued_at, found.testimony.person.majority_at, now) else None


def _old_number_used(found: Receipt, now: datetime) -> None:
    """Every use is in the history; the first one puts the testimony on hold, unless it is held already."""
    with transaction():
        note("RECEIPT", receipts.OLD_NUMBER_USED, BY, now, testimony=found.testimony, details={"receipt": found.id})
        if found.testimony.hold == "NONE":
            hold_inside(found.testimony, "REQUEST_PENDING", OLD_NUMBER, BY, now)
            raise_epoch()


def stop(found: Receipt, grant_uid: str, now: datetime) -> int | None:
    """Stop one permission, or all of them for "". At once, final, without a reason. Returns how many ended; None for one that is not hers."""
    chosen = [grant for grant in found.testimony.grants if grant.uid == grant_uid]
    if grant_uid and not chosen:
        return None
    return withdraw(found.testimony, BY, now, grant_id=chosen[0].id if chosen else None)
