"""What stands next to a figure in its hall."""
from __future__ import annotations

from sqlalchemy import exists, select

from exhibit.consent.states import PUBLISHABLE
from exhibit.store.engine import db
from exhibit.store.tables import Cutout, Grant


def listed_after(cutout: Cutout, limit: int) -> list[Cutout]:
    """The next figures in hall order, from the last on to the first, of whose stories a yes to being listed is on file."""
    yes = exists().where(Grant.testimony_id == Cutout.testimony_id, Grant.permission == "WEB_LIST", Grant.state.in_([state.value for state in PUBLISHABLE]))
    wanted = select(Cutout).where(Cutout.exhibition_id == cutout.exhibition_id, Cutout.testimony_id != cutout.testimony_id, yes)
    return list(db.session.scalars(wanted.order_by(Cutout.position <= cutout.position, Cutout.position).limit(limit)).unique())
