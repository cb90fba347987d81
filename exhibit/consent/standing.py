"""Which row on file decides a need, and whether it holds at `now`. Computed from facts: no nightly job has to have run."""
from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from exhibit.consent.children import CHILD_MAX_MONTHS, is_of_age
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import Grant, Story, Use
from exhibit.consent.requirements import IN_A_HALL, Need, Step, Wanted, same
from exhibit.consent.states import FINAL, PUBLISHABLE, State

STOPPED: dict[State, str] = {State.WITHDRAWN: "WITHDRAWN", State.REVOKED: "REVOKED", State.INVALIDATED: "INVALID"}
SAID_NO = FINAL | {State.REFUSED}
PENDING = frozenset({State.NOT_ASKED, State.REQUESTED, State.DEFERRED, State.GIVEN})
BY_STATE: dict[State, str] = {**STOPPED, State.REFUSED: "REFUSED", State.UPDATE_REQUIRED: "UPDATE_REQUIRED", State.EXPIRED: "EXPIRED"}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a row is judged against."""

    story: Story
    use: Use
    now: datetime
    cooling_off: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """One need, the option and the row that decide it, and why not; `reason` is "" exactly when the need is met."""

    need: Need
    option: Wanted
    grant: Grant | None
    reason: str


def standing(need: Need, grants: tuple[Grant, ...], at: Moment) -> Standing:
    """How this need stands: met by the first option that holds, else the most telling no."""
    found = [_of_option(need, option, grants, at) for option in need.options]
    if need.step is Step.PLACE and found[-1].grant is not None and found[-1].grant.state in SAID_NO:
        return found[-1]  # a no to this one event outranks a yes to its country
    met = [s for s in found if not s.reason]
    stopped = [s for s in found if s.reason in STOPPED.values()]
    on_file = [s for s in found if s.grant is not None]
    return (met or stopped or on_file or found)[0]


def ends_at(grant: Grant, *, child: bool) -> datetime | None:
    """When this row ends by itself: the agreed end; without one, the table's longest validity; for a child never past 12 months."""
    since = grant.confirmed_at or grant.given_at
    months = PERMISSIONS[grant.permission].max_months if grant.valid_until is None else None
    limits = [months, CHILD_MAX_MONTHS if child else None]
    bounds = [add_months(since, limit) for limit in limits if since and limit]
    return min([*bounds, *([grant.valid_until] if grant.valid_until else [])], default=None)


def add_months(moment: datetime, months: int) -> datetime:
    """The same day so many calendar months later, or the last day of that month."""
    year, month = divmod(moment.month - 1 + months, 12)
    year = min(moment.year + year, 9999)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def _of_option(need: Need, option: Wanted, grants: tuple[Grant, ...], at: Moment) -> Standing:
    grant = _deciding([g for g in grants if _speaks_of(g, option, at.use)], at)
    return Standing(need, option, grant, _absent(need, option, grants) if grant is None else _why_not(grant, need, at))


def _absent(need: Need, option: Wanted, grants: tuple[Grant, ...]) -> str:
    """COUNTRY becomes EVENT where the person did say yes, but to another event."""
    elsewhere = any(g.permission == "EVENT_ONE" and g.state in PUBLISHABLE for g in grants)
    return "EVENT" if need.absent == "COUNTRY" and elsewhere else need.absent


def _speaks_of(grant: Grant, option: Wanted, use: Use) -> bool:
    """A yes speaks only of exactly what it names; a stop without a scope speaks of every scope."""
    if grant.permission != option.permission:
        return False
    unscoped = not (grant.scope or "").strip()
    if option.scope is not None:
        return same(option.scope, grant.scope) or (unscoped and grant.state in FINAL)
    places = (use.country, use.exhibition_id)
    narrower: tuple[str | None, ...] = places if option.permission in ("EVENT_ORIGIN", "EVENT_EXPLOIT") else ()
    if grant.state in SAID_NO:
        narrower = (*places, use.language, use.partner)
    return unscoped or any(same(grant.scope, name) for name in narrower)


def _deciding(rows: list[Grant], at: Moment) -> Grant | None:
    """The row that decides. A no holds until a newer confirmed yes; asking again does not end a yes that still holds."""
    if not rows:
        return None
    noes = [r for i, r in enumerate(rows) if r.state in SAID_NO and not _superseded(i, rows)]
    if noes:
        return next((r for r in noes if r.state in FINAL), noes[-1])
    answered = [r for r in rows if r.state not in PENDING]
    newest = _newest(rows)
    if newest.state in PENDING and answered and _holds(_newest(answered), at):
        return _newest(answered)
    return newest


def _superseded(position: int, rows: list[Grant]) -> bool:
    """Is there a newer confirmed row? A change of mind is always a new row."""
    return any(row.state in PUBLISHABLE and _is_newer((i, row), (position, rows[position])) for i, row in enumerate(rows))


def _newest(rows: list[Grant]) -> Grant:
    newest = (0, rows[0])
    for numbered in enumerate(rows):
        newest = numbered if _is_newer(numbered, newest) else newest
    return newest[1]


def _is_newer(one: tuple[int, Grant], other: tuple[int, Grant]) -> bool:
    """By the day the person said yes where both rows have one, else by their order on file (oldest first)."""
    (i, a), (j, b) = one, other
    if a.given_at and b.given_at and a.given_at != b.given_at:
        return a.given_at > b.given_at
    return i > j


def _holds(grant: Grant, at: Moment) -> bool:
    return grant.state in PUBLISHABLE and not _out_of_bounds(grant, at)


def _why_not(grant: Grant, need: Need, at: Moment) -> str:
    """Reason code when this row does not meet the need now, or ""."""
    if grant.state in BY_STATE:
        return BY_STATE[grant.state]
    if grant.state in PUBLISHABLE:
        return _out_of_bounds(grant, at)
    if grant.state is not State.GIVEN:
        return need.absent
    if _has_ended(grant, at):
        return "EXPIRED"
    waiting = grant.given_at is not None and at.now - grant.given_at < at.cooling_off
    return "COOLING_OFF" if waiting else "UNCONFIRMED"


def _out_of_bounds(grant: Grant, at: Moment) -> str:
    """Why a confirmed row does not hold at this moment, or ""."""
    if _has_ended(grant, at):
        return "EXPIRED"
    if any(start is not None and at.now < start for start in (grant.embargo_until, grant.valid_from)):
        return "EMBARGO"
    full = grant.max_copies is not None and at.use.copies_printed >= grant.max_copies
    return "MAX_COPIES" if full and at.use.kind in IN_A_HALL else ""


def _has_ended(grant: Grant, at: Moment) -> bool:
    end = ends_at(grant, child=not is_of_age(at.story, at.now))
    return end is not None and at.now >= end
