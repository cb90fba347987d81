"""The order of the hall: moving figures and taking them out."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.uses import follow_pages
from exhibit.errors import Refused, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Cutout


def move_cutout(cutout: Cutout, step: int, by: str, now: datetime) -> Cutout:
    """Change places with the neighbour `step` before (-1) or after (+1); at either end nothing moves."""
    if step not in (-1, 1):
        raise WrongUse("A figure moves one place at a time.")
    with transaction() as session:
        hall = queries.cutouts(cutout.exhibition)
        here = hall.index(cutout)
        if not 0 <= here + step < len(hall):
            return cutout
        neighbour = hall[here + step]
        mine, theirs = cutout.position, neighbour.position
        cutout.position = 0  # positions are unique: free the place first
        session.flush()
        neighbour.position = mine
        session.flush()
        cutout.position = theirs
        raise_epoch()
    return cutout


def remove_cutout(cutout: Cutout, by: str, now: datetime) -> int:
    """Take a figure out of the hall. Refused once a copy was printed: that board exists and must be accounted for."""
    with transaction() as session:
        if queries.copies_printed(cutout):
            raise Refused("A copy of this board was already printed, so its record stays. To stop it being shown, stop its permission or put the testimony on hold.")
        position = cutout.position
        for copy in list(cutout.copies):
            session.delete(copy)
        testimony = cutout.testimony
        session.delete(cutout)
        session.flush()
        follow_pages(testimony, now, by)
        raise_epoch()
    return position
