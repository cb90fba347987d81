"""What `exhibit list` and the desk say about an exhibition: every copy, with what the gate says now."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.boards import copy_url
from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.consent.records import Decision
from exhibit.store import queries
from exhibit.store.tables import Copy, Cutout, Exhibition


@dataclass(frozen=True, slots=True)
class Place:
    """One figure in the hall and what the gate says of its board and of the page behind its code."""

    cutout: Cutout
    board: Decision
    page: Decision


def hall(exhibition: Exhibition, now: datetime) -> list[Place]:
    """Every figure in hall order."""
    return [Place(c, cutout_decision(c, now), page_decision(c.testimony, c.language, now, country=exhibition.country)) for c in queries.cutouts(exhibition)]


def copies_of(exhibition: Exhibition, base_url: str, now: datetime) -> list[dict]:
    """Every copy in hall order: code, cutout, language, kind, allowed, reasons, url (None when it prints without a code)."""
    return [_row(copy, base_url, now) for cutout in queries.cutouts(exhibition) for copy in cutout.copies]


def _row(copy: Copy, base_url: str, now: datetime) -> dict:
    cutout = copy.cutout
    decision = cutout_decision(cutout, now)
    web = page_decision(cutout.testimony, cutout.language, now, country=cutout.exhibition.country)
    return {"code": copy.code, "cutout": cutout.position, "language": cutout.language, "kind": "CUTOUT_COPY", "allowed": decision.allowed,
            "reasons": list(decision.reasons), "url": copy_url(copy, base_url) if web.allowed else None}
