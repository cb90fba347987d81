"""Counts and codes that must hold at the moment they are used: asked inside the transaction that relies on them."""
from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import func, select

from exhibit.errors import ExhibitError
from exhibit.store.codes import new_code, new_staff_code
from exhibit.store.engine import db
from exhibit.store.tables import Copy, Cutout, Person, Testimony, UseRecord

TRIES = 20  # one code in a thousand million is taken: twenty misses in a row mean a broken source of chance


def printed_copies(testimony_ids: Iterable[int]) -> dict[int, set[int]]:
    """For each testimony the ids of its numbered copies that were ever handed to print, in one statement."""
    found: dict[int, set[int]] = {testimony_id: set() for testimony_id in testimony_ids}
    wanted = select(UseRecord.testimony_id, UseRecord.copy_id).where(UseRecord.kind == "CUTOUT_COPY", UseRecord.testimony_id.in_(found)).distinct()
    for testimony_id, copy_id in db.session.execute(wanted):
        found[testimony_id].add(copy_id)
    return found


def booklets_printed(testimony_ids: Iterable[int]) -> dict[int, int]:
    """For each testimony in how many copies of booklets it was ever handed to print, in one statement."""
    found = dict.fromkeys(testimony_ids, 0)
    wanted = select(UseRecord.testimony_id, func.sum(UseRecord.copies)).where(UseRecord.kind == "BROCHURE", UseRecord.testimony_id.in_(found))
    return found | {testimony_id: int(count) for testimony_id, count in db.session.execute(wanted.group_by(UseRecord.testimony_id))}


def copies_numbered(testimony: Testimony) -> int:
    """Copies of this testimony's boards that have a number and a code, in all exhibitions."""
    wanted = select(func.count()).select_from(Copy).join(Cutout, Cutout.id == Copy.cutout_id)
    return db.session.scalar(wanted.where(Cutout.testimony_id == testimony.id)) or 0


def free_staff_code(draw: Callable[[], str] = new_staff_code) -> str:
    """A code for the back of a board that no board carries on either side. Raises ExhibitError when chance itself is broken."""
    for _ in range(TRIES):
        code = draw()
        if not db.session.scalar(select(func.count()).select_from(Copy).where((Copy.staff_code == code) | (Copy.code == code))):
            return code
    raise ExhibitError("No free code was found in twenty tries: the random numbers of this machine are not random. Restart it, then try again.")


def free_code(draw: Callable[[], str] = new_code) -> str:
    """A code that no copy, person or testimony has. Raises ExhibitError when chance itself is broken."""
    for _ in range(TRIES):
        code = draw()
        if not any(db.session.scalar(select(func.count()).where(column == taken))
                   for column, taken in ((Copy.code, code), (Person.code, "P" + code), (Testimony.code, "T" + code), (Testimony.code, code))):
            return code
    raise ExhibitError("No free code was found in twenty tries: the random numbers of this machine are not random. Restart it, then try again.")
