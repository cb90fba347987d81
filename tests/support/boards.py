"""A board on the ledger without drawing it: what the printing action writes down, in a hundredth of the time."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.gate import cutout_decision
from exhibit.actions.uses import board_handed_over
from exhibit.store import transaction
from exhibit.store.tables import Copy, UseRecord


def handed_over(copy: Copy, by: str, now: datetime) -> UseRecord:
    """The copy's file has left the house, as the gate allows it now."""
    decision = cutout_decision(copy.cutout, now, copy=copy)
    assert decision.allowed, decision.reasons
    with transaction():
        return board_handed_over(copy, copy.cutout.language, decision, "0" * 64, by, now)
