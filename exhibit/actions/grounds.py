"""What each board and each page stands on: the proof a data-protection officer asks for, made from what the gate says now."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.consent.records import Decision
from exhibit.store import counts, queries
from exhibit.store.tables import Cutout, Exhibition, Grant


@dataclass(frozen=True, slots=True)
class Ground:
    """One permission something stands on, and what is on file for it. Nothing here is a word of a story."""

    grant: Grant
    confirmed_by: str
    notice: str  # "version 2, fr", or "" when none is on file
    evidence: tuple[str, ...]  # kinds
    understood: bool


@dataclass(frozen=True, slots=True)
class Surface:
    """One board, or one page in one language, with the gate's answer and what it stands on."""

    cutout: Cutout
    kind: str
    language: str
    decision: Decision
    grounds: tuple[Ground, ...]


def grounds_of(exhibition: Exhibition, now: datetime) -> list[Surface]:
    """Every board in hall order, each followed by its pages in every language there is."""
    cutouts = queries.cutouts(exhibition)
    printed = counts.printed_copies({cutout.testimony_id for cutout in cutouts})
    return [surface for cutout in cutouts for surface in _surfaces(cutout, printed[cutout.testimony_id], now)]


def _surfaces(cutout: Cutout, printed: set[int], now: datetime) -> Iterator[Surface]:
    yield _surface(cutout, "CUTOUT_COPY", cutout.language, cutout_decision(cutout, now, printed=printed))
    for language in cutout.testimony.languages():
        yield _surface(cutout, "QR_TARGET", language, page_decision(cutout.testimony, language, now, country=cutout.exhibition.country))


def _surface(cutout: Cutout, kind: str, language: str, decision: Decision) -> Surface:
    by_uid = {grant.uid: grant for grant in cutout.testimony.grants}
    return Surface(cutout, kind, language, decision, tuple(_ground(by_uid[uid]) for uid in decision.grant_ids))


def _ground(grant: Grant) -> Ground:
    record = grant.record
    confirmed = [event.recorded_by for event in grant.events if event.state in ("confirmed", "renewed")]
    return Ground(
        grant=grant, confirmed_by=confirmed[-1] if confirmed else "",
        notice=f"{record.notice.version} ({record.notice.language})" if record and record.notice else "",
        evidence=tuple(item.kind for item in record.evidence) if record else (),
        understood=bool(record and record.understanding and record.understanding[-1].complete))


def as_document(exhibition: Exhibition, surfaces: list[Surface], now: datetime) -> dict:
    """The same for a file: codes, dates and states only."""
    return {"exhibition": exhibition.slug, "at": now.isoformat(), "surfaces": [_row(surface) for surface in surfaces]}


def _row(surface: Surface) -> dict:
    decision = surface.decision
    return {
        "cutout": surface.cutout.position, "copies": [copy.code for copy in surface.cutout.copies], "testimony": surface.cutout.testimony.code,
        "kind": surface.kind, "language": surface.language, "allowed": decision.allowed, "reasons": list(decision.reasons),
        "valid_until": decision.valid_until.isoformat() if decision.valid_until else None,
        "stands_on": [{
            "grant": ground.grant.uid, "permission": ground.grant.permission, "scope": ground.grant.scope, "state": ground.grant.state,
            "given_at": ground.grant.given_at.isoformat() if ground.grant.given_at else None, "given_by": ground.grant.given_by,
            "recorded_by": ground.grant.recorded_by, "confirmed_by": ground.confirmed_by, "record": ground.grant.record_id,
            "notice": ground.notice, "evidence": list(ground.evidence), "understood": ground.understood,
        } for ground in surface.grounds]}
