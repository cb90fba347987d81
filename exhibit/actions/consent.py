"""Recording, confirming and stopping permissions. Many may stop, few may start."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import State, TransitionRefused, check_transition
from exhibit.errors import Refused, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import ConsentEvent, Grant, Testimony

FINAL = {State.WITHDRAWN.value, State.REVOKED.value, State.INVALIDATED.value}
DECISIONS = ("requested", "given", "refused", "deferred")


def is_a_child(testimony: Testimony) -> bool:
    """Age uncertain counts as a child."""
    return testimony.person.age_class in ("CHILD", "UNCERTAIN")


def _move(grant: Grant, state: str, by: str, now: datetime, indicated_by: str, reason: str = "") -> None:
    grant.state = state
    grant.events.append(ConsentEvent(state=state, occurred_at=now, recorded_at=now, indicated_by=indicated_by, recorded_by=by, reason=reason))
    raise_epoch()


def _checked(permission: str, scope: str | None, valid_from: date | None, valid_until: date | None, now: datetime) -> None:
    known = PERMISSIONS.get(permission)
    if known is None:
        raise WrongUse(f"There is no permission {permission}. docs/permissions.md lists all of them.")
    if scope and not known.parameter:
        raise WrongUse(f"{permission} has no scope: leave it empty.")
    if known.parameter and not scope:
        raise WrongUse(f"{permission} needs a scope, for example a language, a country or one exhibition.")
    if valid_from and valid_until and valid_until < valid_from:
        raise WrongUse("The permission ends before it starts: check the two dates.")
    if valid_until and valid_until < now.date():
        raise WrongUse("The end date has already passed: a permission cannot be recorded for the past.")


def record_permission(testimony: Testimony, permission: str, scope: str | None, decision: str, valid_from: date | None,
                      valid_until: date | None, by: str, now: datetime, elements: list[str] | None = None) -> Grant:
    """Write down what the person said about one permission. A yes still needs a second person. Raises WrongUse, Refused.

    `elements`: the facts that may be told under it; None takes those the texts tell today, so that a fact added later is not covered.
    """
    scope = (scope or "").strip() or None
    _checked(permission, scope, valid_from, valid_until, now)
    if decision not in DECISIONS:
        raise WrongUse("Say what the person answered: asked, yes, no, or let me think.")
    child = is_a_child(testimony)
    if child and not PERMISSIONS[permission].child_allowed and decision == "given":
        raise Refused(f"“{PERMISSIONS[permission].label}” can never be granted for a child.", ("CHILD_FORBIDDEN",))
    with transaction() as session:
        grant = _row_to_move(testimony, permission, scope, decision)
        if grant is None:
            grant = Grant(testimony=testimony, permission=permission, scope=scope, state=State.NOT_ASKED.value, recorded_by=by)
            session.add(grant)
        grant.recorded_by = by
        grant.valid_from = _midnight(valid_from) or now
        grant.valid_until = _bound(testimony, permission, valid_until, now)
        for state in _path(grant.state, decision):
            _move(grant, state, by, now, "GUARDIAN" if child else "SUBJECT")
        if decision == "given":
            grant.given_at, grant.given_by = now, "GUARDIAN" if child else "SUBJECT"
            grant.elements = sorted(testimony.attributes.get("elements", ()) if elements is None else elements)
    return grant


def _row_to_move(testimony: Testimony, permission: str, scope: str | None, decision: str) -> Grant | None:
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


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _bound(testimony: Testimony, permission: str, valid_until: date | None, now: datetime) -> datetime:
    """The agreed end, never past the table's longest validity, 12 months for a child, or majority."""
    months = PERMISSIONS[permission].max_months or 24
    person = testimony.person
    if is_a_child(testimony):
        months = min(months, 12)
    bounds = [now + timedelta(days=round(months * 30.44))]
    if valid_until:
        bounds.append(_midnight(valid_until) + timedelta(days=1))
    if is_a_child(testimony) and person.majority_at:
        bounds.append(person.majority_at)
    return min(bounds)


def confirm_permission(grant_id: int, by: str, now: datetime, cooling_off_hours: int) -> Grant:
    """A second person confirms a recorded yes after the cooling-off. Raises Refused with the reason."""
    with transaction():
        grant = queries.grant(grant_id)
        try:
            check_transition(State(grant.state), State.CONFIRMED, now=now, given_at=grant.given_at, recorder=grant.recorded_by,
                             verifier=by, cooling_off=timedelta(hours=cooling_off_hours))
        except TransitionRefused as refusal:
            raise Refused(refusal.sentence, ("UNCONFIRMED",)) from refusal
        if not any(v.approved_at for v in grant.testimony.versions):
            raise Refused("The person has not approved any text yet: record the approval first.", ("NOT_REVIEWED_BY_PERSON",))
        grant.confirmed_at = now
        _move(grant, State.CONFIRMED.value, by, now, "SUBJECT")
    return grant


def withdraw(testimony: Testimony, by: str, now: datetime, indicated_by: str = "SUBJECT", reason: str = "", grant_id: int | None = None) -> int:
    """Stop one permission or all of them, at once. Needs no reason and no second person. Returns how many were stopped."""
    with transaction() as session:
        live = [g for g in testimony.grants if g.state not in FINAL and (grant_id is None or g.id == grant_id)]
        for grant in live:
            _move(grant, State.WITHDRAWN.value, by, now, indicated_by, reason)
        if grant_id is None and not testimony.grants:
            # nothing was ever recorded: the stop itself must still be on file
            stop = Grant(testimony=testimony, permission="WEB_STORY", state=State.NOT_ASKED.value, recorded_by=by)
            session.add(stop)
            _move(stop, State.WITHDRAWN.value, by, now, indicated_by, reason)
            live = [stop]
    return len(live)


def set_hold(testimony: Testimony, hold: str, reason: str, by: str, now: datetime) -> None:
    """Stop everything for safety, law or quality without touching what the person decided. Any signed-in user may set it."""
    if hold not in ("NONE", "SAFETY", "LEGAL", "QUALITY", "REQUEST_PENDING"):
        raise WrongUse("Choose why the testimony is held: safety, legal, quality or a pending request.")
    with transaction():
        if hold == "NONE" and testimony.hold != "NONE":
            _lift(testimony, by, now)
        else:
            testimony.hold, testimony.hold_reason = hold, f"{reason} ({by}, {now:%Y-%m-%d %H:%M} UTC)".strip()
            testimony.attributes = {**testimony.attributes, "lift_asked_by": ""}
        raise_epoch()


def _lift(testimony: Testimony, by: str, now: datetime) -> None:
    """Two different people lift a hold: the first one's wish waits for the second."""
    first = testimony.attributes.get("lift_asked_by", "")
    if not first or first == by:
        testimony.attributes = {**testimony.attributes, "lift_asked_by": by}
        return
    testimony.hold, testimony.hold_reason = "NONE", ""
    testimony.attributes = {**testimony.attributes, "lift_asked_by": ""}
