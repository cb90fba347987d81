"""Recording, confirming and stopping permissions. Many may stop, few may start."""
from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.free_text import note_of_a_stop
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import State, TransitionRefused, check_transition
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import accounts, queries, raise_epoch, transaction
from exhibit.store.tables import ConsentEvent, Grant, Testimony

FINAL = {State.WITHDRAWN.value, State.REVOKED.value, State.INVALIDATED.value}
DECISIONS = ("requested", "given", "refused", "deferred")
HOLDS = ("NONE", "SAFETY", "LEGAL", "QUALITY", "REQUEST_PENDING")
SPEAKERS = ("SUBJECT", "GUARDIAN", "LEGAL_REP", "AUTHORITY")
SCOPES = {  # what the scope of a parameterised permission looks like, and how it is kept
    "language": (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", str.lower, "a language code, for example fr"),
    "country": (r"[A-Za-z]{2}", str.upper, "a country as its two letters, for example BE"),
    "exhibition": (r"[A-Za-z0-9][A-Za-z0-9-]{1,38}", str.lower, "the short name of an exhibition"),
    "organisation": (r"[^\s].{0,59}", str, "the name of one organisation"),
}


def is_a_child(testimony: Testimony) -> bool:
    """Age uncertain counts as a child."""
    return testimony.person.age_class in ("CHILD", "UNCERTAIN")


def _move(grant: Grant, state: str, by: str, now: datetime, indicated_by: str, reason: str = "", occurred_at: datetime | None = None) -> None:
    grant.state = state
    grant.events.append(ConsentEvent(state=state, occurred_at=occurred_at or now, recorded_at=now, indicated_by=indicated_by, recorded_by=by, reason=reason))
    raise_epoch()


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
        grant = _row_to_move(testimony, permission, scope, decision)
        if grant is None:
            grant = Grant(testimony=testimony, permission=permission, scope=scope, state=State.NOT_ASKED.value, recorded_by=by)
            session.add(grant)
        grant.recorded_by, grant.max_copies = by, max_copies
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
            check_transition(State(grant.state), State.CONFIRMED, now=now, given_at=grant.given_at, recorder=grant.recorded_by.casefold(),
                             verifier=by.casefold(), cooling_off=timedelta(hours=cooling_off_hours))
        except TransitionRefused as refusal:
            raise Refused(refusal.sentence, ("UNCONFIRMED",)) from refusal
        if grant.valid_until and grant.valid_until <= now:
            raise Refused("This permission has ended before it was confirmed: ask the person again and record a new one.", ("EXPIRED",))
        _check_words(grant)
        grant.confirmed_at = now
        _move(grant, State.CONFIRMED.value, by, now, grant.given_by)
    return grant


def _check_words(grant: Grant) -> None:
    """The person approved a text, and nobody has changed it since. A translation is confirmed on its own language alone."""
    texts = [v for v in grant.testimony.versions if grant.permission != "TRANSLATE" or v.language == grant.scope]
    approved = {(v.kind, v.language) for v in texts if v.approved_at}
    if not approved and (grant.permission != "TRANSLATE" or not any(v.approved_at for v in grant.testimony.versions)):
        raise Refused("The person has not approved any text yet: record the approval first.", ("NOT_REVIEWED_BY_PERSON",))
    changed = [key for key in sorted(approved) if not grant.testimony.newest(*key).approved_at]
    if changed:
        listed = ", ".join(f"{kind.lower()} in {language}" for kind, language in changed)
        raise Refused(f"The words were changed since the person approved them ({listed}). Show the person the new words and record the approval, then confirm.",
                      ("NOT_REVIEWED_BY_PERSON",))


def withdraw(testimony: Testimony, by: str, now: datetime, indicated_by: str = "SUBJECT", reason: str = "", grant_id: int | None = None,
             occurred_at: datetime | None = None) -> int:
    """Stop one permission or all of them, at once. Needs no reason and no second person. Returns how many were stopped.

    Doing it again stops nothing and is no error. A reason that seems to hold a name or a number is left out. `occurred_at`: when the person said so, if not now. Raises WrongUse for a
    stop in the future, NotFound for a permission of somebody else.
    """
    if indicated_by not in SPEAKERS:
        raise WrongUse("Say who asked for the stop: the person, a guardian, a legal representative or an authority.")
    if occurred_at and occurred_at > now:
        raise WrongUse("A stop cannot lie in the future: it counts from the moment the person says so. To end later, give the permission an end date.")
    reason = note_of_a_stop(reason)
    with transaction() as session:
        if grant_id is not None and all(g.id != grant_id for g in testimony.grants):
            raise NotFound("There is no such permission of this testimony.")
        live = [g for g in testimony.grants if g.state not in FINAL and (grant_id is None or g.id == grant_id)]
        if grant_id is None:
            _stop_the_child_s_part(testimony, indicated_by)
            live += _stop_on_file(testimony, by, session)
        for grant in live:
            _move(grant, State.WITHDRAWN.value, by, now, indicated_by, reason, occurred_at)
        raise_epoch()
    return len(live)


def _stop_on_file(testimony: Testimony, by: str, session) -> list[Grant]:
    """Nothing was ever recorded: the stop itself must still be on file."""
    if testimony.grants:
        return []
    stop = Grant(testimony=testimony, permission="WEB_STORY", state=State.NOT_ASKED.value, recorded_by=by)
    session.add(stop)
    return [stop]


def _stop_the_child_s_part(testimony: Testimony, indicated_by: str) -> None:
    """A child's stop ends the child's assent, a guardian's stop the guardian's yes: the other one alone cannot start again."""
    if not is_a_child(testimony):
        return
    if indicated_by == "SUBJECT":
        testimony.person.child_assent = False
    elif indicated_by == "GUARDIAN":
        testimony.person.guardian_permits = False


def set_hold(testimony: Testimony, hold: str, reason: str, by: str, now: datetime) -> None:
    """Stop everything for safety, law or quality without touching what the person decided. Any signed-in user may set it.

    Two verifiers lift it: the first one's wish waits for the second. Raises WrongUse, Refused for anybody else's lift.
    """
    if hold not in HOLDS:
        raise WrongUse("Choose why the testimony is held: safety, legal, quality or a pending request.")
    with transaction():
        if hold == "NONE":
            _lift(testimony, by)
        else:
            testimony.hold, testimony.hold_reason = hold, f"{note_of_a_stop(reason)} ({by}, {now:%Y-%m-%d %H:%M} UTC)".strip()
            testimony.lift_asked_by = ""
        raise_epoch()


def _lift(testimony: Testimony, by: str) -> None:
    account = accounts.user(by)
    if account is None or not account.active or all(role.name != "verifier" for role in account.roles):
        raise Refused("Anyone may put a testimony on hold; only two verifiers together may lift the hold.", ("HOLD",))
    if testimony.hold == "NONE":
        return
    first = testimony.lift_asked_by
    if not first or first.casefold() == by.casefold():
        testimony.lift_asked_by = by
        return
    testimony.hold, testimony.hold_reason, testimony.lift_asked_by = "NONE", "", ""
