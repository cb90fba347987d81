"""What `exhibit list` and the desk say about an exhibition: every copy, with what the gate says now."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.boards import copy_url
from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.consent.records import Decision
from exhibit.store import counts, queries
from exhibit.store.tables import Copy, Cutout, Exhibition


@dataclass(frozen=True, slots=True)
class Place:
    """One figure in the hall and what the gate says of its board and of the page behind its code."""

    cutout: Cutout
    board: Decision
    page: Decision


def hall(exhibition: Exhibition, now: datetime) -> list[Place]:
    """Every figure in hall order."""
    cutouts, printed = _with_printed(exhibition)
    return [Place(c, cutout_decision(c, now, printed=printed[c.testimony_id]), _page(c, now)) for c in cutouts]


def copies_of(exhibition: Exhibition, base_url: str, now: datetime) -> list[dict]:
    """Every copy in hall order: code, cutout, language, kind, allowed, reasons, url (None when it prints without a code)."""
    cutouts, printed = _with_printed(exhibition)
    return [_row(copy, base_url, now, printed[cutout.testimony_id]) for cutout in cutouts for copy in cutout.copies]


def _with_printed(exhibition: Exhibition) -> tuple[list[Cutout], dict[int, set[int]]]:
    """The hall, and what was printed of its testimonies: a bounded number of statements however many figures stand in it."""
    cutouts = queries.cutouts(exhibition)
    return cutouts, counts.printed_copies({cutout.testimony_id for cutout in cutouts})


def _page(cutout: Cutout, now: datetime) -> Decision:
    return page_decision(cutout.testimony, cutout.language, now, country=cutout.exhibition.country)


def _row(copy: Copy, base_url: str, now: datetime, printed: set[int]) -> dict:
    cutout = copy.cutout
    decision = cutout_decision(cutout, now, copy=copy, printed=printed)
    url = copy_url(copy, base_url) if _page(cutout, now).allowed else None
    return {"code": copy.code, "cutout": cutout.position, "language": cutout.language, "kind": "CUTOUT_COPY", "allowed": decision.allowed,
            "reasons": list(decision.reasons), "url": url}
