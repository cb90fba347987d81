"""Anybody who reads a story may stop it: at once, without a word about themselves; two of the house look at it before it is shown again."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.holding import hold_inside
from exhibit.actions.visiting import open_languages
from exhibit.errors import WrongUse
from exhibit.store import ledger, queries, raise_epoch, transaction

VISITOR = "VISITOR"  # who, in the history: nothing else is known, and nothing else is kept
CHOICES: dict[str, str] = {  # what a visitor can say -> how the hold says it
    "MINE": "A visitor says: this is my story",
    "KNOWN": "A visitor says: I know this person",
    "FOUND": "A visitor says: something here could get somebody found",
}


def ask_to_stop(code: str, choice: str, now: datetime) -> bool:
    """Put the story behind a code on hold, everywhere, in one transaction. Returns False, and changes nothing, for whatever is not shown now.

    What a visitor says cannot be verified, and the hold does not wait for that; what the person decided is not touched.
    Raises WrongUse for a choice that is none, Conflict or ExhibitError when nothing could be written.
    """
    if choice not in CHOICES:
        raise WrongUse("Please choose one of the three. Nothing has been stopped yet.")
    with transaction():
        copy = queries.nearest_copy(code)
        shown = open_languages(copy, now) if copy and not ledger.restored() else {}
        if copy is None or copy.code != code.upper() or not shown:
            return False
        hold_inside(copy.cutout.testimony, "REQUEST_PENDING", CHOICES[choice], VISITOR, now, VISITOR, {"choice": choice, "copy": copy.code})
        raise_epoch()
    return True
