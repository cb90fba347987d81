"""A source as the page shows it: read by all finders, with what was decided, and the way to show it again without reading it anew."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions import lookers, pseudonym_keys, sources
from exhibit.errors import ExhibitError, WrongUse
from exhibit.store import worksheets as found_by
from exhibit.store.tables import SpanDecision, Worksheet
from exhibit.store.vault import seal, unseal
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.plan import Plan, Proposal, plan
from exhibit.story.anonymise.reading import read
from exhibit.story.elements import Spans
from exhibit.story.worksheet import (
    Cell,
    Count,
    Outcome,
    Piece,
    Place,
    Ruling,
    counts,
    outcome,
    pieces,
    places,
    rows,
    tags,
)

OLD_PAGE = "This page does not fit what is kept any more. Copy what you have not sent, and load the page again."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as things stand: what is marked in its source, what comes out, how much is left."""

    row: Worksheet
    source: str
    proposals: tuple[Proposal, ...]
    rulings: tuple[Ruling, ...]
    places: tuple[Place, ...]
    tags: Spans

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces(self.source, self.places)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return rows(self.source, self.pieces)

    @property
    def outcome(self) -> Outcome:
        return outcome(self.source, self.places, self.tags)

    @property
    def counts(self) -> tuple[Count, ...]:
        return counts(self.places)


def sheet(worksheet_id: int, by: str, now: datetime) -> Sheet:
    """Open a worksheet: its source is read by all finders, and names that are new go into the testimony's key. Raises NotFound, Refused."""
    row = opened(worksheet_id, by, now)
    made = planned(row)
    pseudonym_keys.remember(row.testimony, made.new_names, by, now)
    return as_it_stands(row, made.proposals)


def opened(worksheet_id: int, by: str, now: datetime) -> Worksheet:
    """The worksheet, for somebody who may read its source now. Raises NotFound, Refused."""
    lookers.check_not_alone(found_by.testimony_of(worksheet_id).id, by)
    return sources.opened(worksheet_id, by, now)


def planned(row: Worksheet) -> Plan:
    """What the finders see in a source, and what could stand in its place."""
    testimony = row.testimony
    finds = read(row.source or "", row.language, (testimony.pseudonym,))
    return plan(row.source or "", row.language, finds, pseudonym_keys.key_of(testimony))


def as_it_stands(row: Worksheet, proposals: Iterable[Proposal]) -> Sheet:
    """The same without reading the source once more. Raises Refused where the source is gone."""
    sources.check_there(row)
    rulings = rulings_of(row)
    known = tuple(proposals)
    return Sheet(row, row.source, known, rulings, places(row.source, known, rulings), tags(rulings))


def packed(shown: Sheet) -> str:
    """The proposals, encrypted, for the page to send back with each decision: reading a source takes a second, and nothing of it is kept in the memory of a server."""
    listed = [[p.find.start, p.find.end, p.find.kind, int(p.find.severity), p.find.confidence, p.find.sources, p.replacement, p.fits, p.note] for p in shown.proposals]
    return seal(json.dumps([shown.row.id, pseudonym_keys.fingerprint(shown.row.testimony), listed], ensure_ascii=False))


def again(worksheet_id: int, token: str, by: str, now: datetime) -> Sheet:
    """The sheet as it stands now, with the proposals a page was made with, unless a pseudonym has changed since.

    Raises as `sheet`, and WrongUse for a token that is none of ours.
    """
    row = opened(worksheet_id, by, now)
    number, key, listed = _unpacked(token)
    if number != row.id:
        raise WrongUse(OLD_PAGE)
    same = key == pseudonym_keys.fingerprint(row.testimony)
    return as_it_stands(row, [_proposal(row.source or "", *told) for told in listed] if same else planned(row).proposals)


def _unpacked(token: str) -> tuple[int, str, list]:
    try:
        number, key, listed = json.loads(unseal(token))
    except (ExhibitError, ValueError, TypeError) as error:
        raise WrongUse(OLD_PAGE) from error
    return number, key, listed


def _proposal(source: str, start: int, end: int, kind: str, severity: int, confidence: float, voices: list[str], replacement: str, fits: bool, hint: str) -> Proposal:
    return Proposal(Find(start, end, source[start:end], kind, Severity(severity), confidence, tuple(voices)), replacement, fits, hint)


def rulings_of(row: Worksheet) -> tuple[Ruling, ...]:
    """Decisions that were not undone, oldest first."""
    return tuple(ruling_of(one) for one in row.decisions if one.undone_at is None)


def ruling_of(one: SpanDecision) -> Ruling:
    """A decision as a plain value."""
    return Ruling(one.id, one.start, one.end, one.kind, one.action, one.replacement or "", one.element, one.by)
