"""Writing down what a person said about one permission."""
from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.consent import is_a_child, move
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import State
from exhibit.errors import Refused, WrongUse
from exhibit.store import transaction
from exhibit.store.tables import Grant, Testimony

DECISIONS = ("requested", "given", "refused", "deferred")
SCOPES = {  # what the scope of a parameterised permission looks like, and how it is kept
    "language": (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", str.lower, "a language code, for example fr"),
    "country": (r"[A-Za-z]{2}", str.upper, "a country as its two letters, for example BE"),
    "exhibition": (r"[A-Za-z0-9][A-Za-z0-9-]{1,38}", str.lower, "the short name of an exhibition"),
    "organisation": (r"[^\s].{0,59}", str, "the name of one organisation"),
}


def _checked(permission: str, scope: str | None, valid_from: date | None, valid_until: date | None, now: datetime) -> None:
    known = PERMISSIONS.get(permission)
    if known is None:
        raise WrongUse(f"There is no permission {permission}. docs/permissions.md lists all of them.")
    if scope and not known.parameter:
        raise WrongUse(f"{permission} has no scope: leave it empty.")
    if known.parameter and not scope:
        raise WrongUse(f"{permission} needs a scope: {SCOPES[known.parameter][2]}.")
    if known.parameter and not re.fullmatch(SCOPES[known.parameter][0], scope):
        raise WrongUse(f"“{scope}” cannot be the scope of {permission}: give {SCOPES[known.parameter][2]}.")
    if valid_from and valid_until and valid_until < valid_from:
        raise WrongUse("The permission ends before it starts: check the two dates.")
    if valid_until and valid_until < now.date():
        raise WrongUse("The end date has already passed: a permission cannot be recorded for the past.")


def record_permission(testimony: Testimony, permission: str, scope: str | None, decision: str, valid_from: date | None,
                      valid_until: date | None, by: str, now: datetime, elements: list[str] | None = None, max_copies: int | None = None) -> Grant:
    """Write down what the person said about one permission. A yes still needs a second person. Raises WrongUse, Refused.

    `elements`: the facts that may be told under it; None takes those the texts tell today, so that a fact added later is not covered.
    `max_copies`: how many numbered boards of this testimony may be printed; None leaves it open.
    """
    scope = (scope or "").strip() or None
    _checked(permission, scope, valid_from, valid_until, now)
    scope = SCOPES[PERMISSIONS[permission].parameter][1](scope) if scope else None
    if max_copies is not None and (permission != "PRT_CUTOUT" or max_copies < 1):
        raise WrongUse("A number of copies belongs to the printed cutout only, and is at least 1.")
    if decision not in DECISIONS:
        raise WrongUse("Say what the person answered: asked, yes, no, or let me think.")
    with transaction() as session:
        child = is_a_child(testimony)
        if child and not PERMISSIONS[permission].child_allowed and decision == "given":
            raise Refused(f"“{PERMISSIONS[permission].label}” can never be granted for a child.", ("CHILD_FORBIDDEN",))
        grant = _row_tomove(testimony, permission, scope, decision)
        if grant is None:
            grant = Grant(testimony=testimony, permission=permission, scope=scope, state=State.NOT_ASKED.value, recorded_by=by)
            session.add(grant)
        grant.recorded_by, grant.max_copies = by, max_copies
        grant.valid_from = midnight(valid_from) or now
        grant.valid_until = _bound(testimony, permission, valid_until, now)
        for state in _path(grant.state, decision):
            move(grant, state, by, now, "GUARDIAN" if child else "SUBJECT")
        if decision == "given":
            grant.given_at, grant.given_by = now, "GUARDIAN" if child else "SUBJECT"
            grant.elements = sorted(testimony.attributes.get("elements", ()) if elements is None else elements)
    return grant


def _row_tomove(testimony: Testimony, permission: str, scope: str | None, decision: str) -> Grant | None:
    """The live row of this permission and scope. A final or confirmed row is never rewritten: a change of mind is a new row."""
    rows = [g for g in testimony.grants if g.permission == permission and g.scope == scope]
    return rows[-1] if rows and _path(rows[-1].state, decision) else None


def _path(state: str, decision: str) -> tuple[str, ...]:
    """Moves from a recorded state to the answer, through `requested` where the table of transitions asks for it."""
    # a refused row stays refused: asking again is a new row, so that an older yes is not uncovered
    direct = {"not_asked": ("requested",), "expired": ("requested",), "deferred": ("requested",), "requested": ()}
    if state not in direct:
        return ()
    steps = direct[state] + (() if decision == "requested" else (decision,))
    return steps


def midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _bound(testimony: Testimony, permission: str, valid_until: date | None, now: datetime) -> datetime:
    """The agreed end, never past the table's longest validity, 12 months for a child, or majority."""
    months = PERMISSIONS[permission].max_months or 24
    person = testimony.person
    if is_a_child(testimony):
        months = min(months, 12)
    bounds = [now + timedelta(days=round(months * 30.44))]
    if valid_until:
        bounds.append(midnight(valid_until) + timedelta(days=1))
    if is_a_child(testimony) and person.majority_at:
        bounds.append(person.majority_at)
    return min(bounds)
