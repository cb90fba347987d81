"""“If I stop in three months, this is what happens to each item”: told before anybody agrees, and before anything is printed."""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import UseKind
from exhibit.consent.requirements import IN_A_HALL, REQUIRED
from exhibit.consent.uses import KINDS, still_out
from exhibit.consent.withdrawal import Task, UseFacts, actions_for, limits, tasks_for

REVERSIBILITY: dict[str, str] = {
    "R0": "It stops at once, everywhere.",
    "R1": "It can be called back: what was printed is taken down, then destroyed or given back.",
    "R2": "It can be undone in part: ours goes at once, copies made by others may stay.",
    "R3": "It cannot be undone for what has been handed out by then; nothing new is handed out.",
}
SHOWN_AS = {"printed": "on_display"}  # a board that is printed will hang: the forecast tells of that


@dataclass(frozen=True, slots=True)
class Agreed:
    """One permission the person holds or is asked for."""

    uid: str
    permission: str
    scope: str | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a stop of one permission would do. `uses`: what is out now and its tasks; `expected`: kinds of use it could open by then."""

    agreed: Agreed
    reversibility: str
    ended_before: bool
    uses: tuple[tuple[UseFacts, tuple[Task, ...]], ...]
    expected: tuple[tuple[str, tuple[str, ...]], ...]
    limits: tuple[str, ...]


def kinds_opened_by(permission: str) -> tuple[str, ...]:
    """Kinds of use that cannot be without this permission, or that it is one way to."""
    if permission == "TRANSLATE":
        return tuple(KINDS)
    in_a_hall = IN_A_HALL if permission.startswith("EVENT_") else frozenset()
    return tuple(kind.value for kind in UseKind if kind in in_a_hall or any(permission in row for row in REQUIRED[kind]))


def months_later(now: datetime, months: int) -> datetime:
    """The same day that many months later, or the last day of a shorter month."""
    year, month = divmod(now.month - 1 + months, 12)
    year, month = now.year + year, month + 1
    return now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))


def preview(agreed: Iterable[Agreed], uses: Iterable[UseFacts], in_months: int, now: datetime) -> tuple[Forecast, ...]:
    """A row for each permission, in the order given."""
    then, out = months_later(now, in_months), [use for use in uses if still_out(use.kind, use.status)]
    return tuple(_forecast(one, out, then) for one in agreed)


def _forecast(one: Agreed, out: list[UseFacts], then: datetime) -> Forecast:
    stopped = frozenset({one.uid})
    own = [use for use in out if use.grants & stopped]
    seen = {use.kind for use in own}
    found = tuple((use, tuple(task for task in tasks_for([use], stopped, False, then) if task.use)) for use in own)
    opened = [kind for kind in kinds_opened_by(one.permission) if kind not in seen] if one.permission != "TRANSLATE" else []
    expected = tuple((kind, actions_for(kind, SHOWN_AS.get(KINDS[kind].begins, KINDS[kind].begins))) for kind in opened)
    actions = [task.action for _, tasks in found for task in tasks] + [action for _, actions in expected for action in actions]
    return Forecast(one, PERMISSIONS[one.permission].reversibility, one.valid_until is not None and one.valid_until <= then, found, expected, limits(actions))
