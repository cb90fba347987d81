"""Halls that many tests begin with, made once a run and copied; and a board on the ledger without drawing it: what the printing action writes down, in a hundredth of the time."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import current_app

from exhibit.actions.exhibitions import add_cutout
from exhibit.actions.gate import cutout_decision
from exhibit.actions.uses import board_handed_over
from exhibit.store import db, queries, transaction
from exhibit.store.tables import Copy, Testimony, UseRecord


def hang(count: int) -> None:
    """An exhibition with so many stories, each permitted, with a page and a printed board."""
    from tests.support.scenes import CURATOR, FIGURE, NOW, a_cutout, a_testimony, permitted

    first = a_cutout(permitted(a_testimony()), venue="Town hall", city="Brussels")
    others = [add_cutout(first.exhibition, {**FIGURE, "testimony_code": permitted(a_testimony(pseudonym="Mara")).code}, CURATOR, NOW) for _ in range(count - 1)]
    for cutout in (first, *others):
        handed_over(cutout.copies[0], CURATOR, NOW)


def stand(unasked: bool = False) -> None:
    """An exhibition with a figure that may be printed and has not been; perhaps a second one, whose person has not been asked for anything."""
    from tests.support.scenes import CURATOR, FIGURE, NOW, a_cutout, a_testimony, permitted

    exhibition = a_cutout(permitted(a_testimony())).exhibition
    if unasked:
        add_cutout(exhibition, {**FIGURE, "testimony_code": a_testimony(pseudonym="Marta").code}, CURATOR, NOW)


def packed() -> None:
    """The two figures, and a pack of them in the instance folder."""
    from exhibit.actions.packs import jobs
    from tests.support.scenes import BASE, CURATOR, NOW

    stand(unasked=True)
    job = jobs.new_job(queries.exhibition("autumn"), CURATOR, NOW)
    jobs.run_job(job.id, current_app.config["EXHIBIT"].packs, BASE, NOW)


def a_person() -> None:
    """One testimony with the permissions a board needs."""
    from tests.support.scenes import a_testimony, permitted

    permitted(a_testimony())


def the_person() -> Testimony:
    """She who is there after `a_person`."""
    return db.session.query(Testimony).one()


SCENES: dict[str, Callable[[], None]] = {
    "person": a_person,
    "figure": stand,
    "two figures": lambda: stand(unasked=True),
    "pack": packed,
    "board": lambda: hang(1),
    "hall": lambda: hang(2),
}


def handed_over(copy: Copy, by: str, now: datetime) -> UseRecord:
    """The copy's file has left the house, as the gate allows it now."""
    decision = cutout_decision(copy.cutout, now, copy=copy)
    assert decision.allowed, decision.reasons
    with transaction():
        return board_handed_over(copy, copy.cutout.language, decision, "0" * 64, by, now)
