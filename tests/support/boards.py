"""A board on the ledger without drawing it: what the printing action writes down, in a hundredth of the time."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.exhibitions import add_cutout
from exhibit.actions.gate import cutout_decision
from exhibit.actions.uses import board_handed_over
from exhibit.store import transaction
from exhibit.store.tables import Copy, UseRecord


def hang(count: int) -> None:
    """An exhibition with so many stories, each permitted, with a page and a printed board."""
    from tests.support.scenes import CURATOR, FIGURE, NOW, a_cutout, a_testimony, permitted

    first = a_cutout(permitted(a_testimony()), venue="Town hall", city="Brussels")
    others = [add_cutout(first.exhibition, {**FIGURE, "testimony_code": permitted(a_testimony(pseudonym="Mara")).code}, CURATOR, NOW) for _ in range(count - 1)]
    for cutout in (first, *others):
        handed_over(cutout.copies[0], CURATOR, NOW)


def handed_over(copy: Copy, by: str, now: datetime) -> UseRecord:
    """The copy's file has left the house, as the gate allows it now."""
    decision = cutout_decision(copy.cutout, now, copy=copy)
    assert decision.allowed, decision.reasons
    with transaction():
        return board_handed_over(copy, copy.cutout.language, decision, "0" * 64, by, now)
