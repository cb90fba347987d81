"""Sources that must go because of what was just saved: an approval, a stop of everything, an erasure asked for. Known to every door; it reads no source and no account itself."""
from __future__ import annotations

from datetime import datetime

from flask import current_app

from exhibit.errors import ExhibitError
from exhibit.store.engine import after_commit

PUBLIC_DOORS = frozenset({"visit", "person", "hall"})


def let_go_soon(now: datetime) -> None:
    """Inside a transaction: once it is saved, sources that are due go at once.

    A process that opens public doors alone does not touch sources, and needs no right to: there the consumer does it, within a second.
    """
    doors = set(current_app.blueprints)
    if "desk" in doors or not doors & PUBLIC_DOORS:
        after_commit(_let_go, now)


def _let_go(times: list[datetime]) -> None:
    """What was saved holds, whatever happens here: the consumer asks again, and so does every page before it shows a source."""
    from exhibit.actions import sources  # it knows the accounts, as only a process with a desk may

    try:
        sources.delete_due(max(times))
    except ExhibitError as error:
        current_app.logger.warning("A source could not be deleted at once (%s). It is tried again, and nobody can open it meanwhile.", type(error).__name__)
