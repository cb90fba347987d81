"""Writing down what a person said about one permission."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from exhibit.actions.consent import is_a_child, move
from exhibit.actions.free_text import checked_note
from exhibit.actions.records import obstacle
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.states import State
from exhibit.consent.vocabulary import IDENTITY_MODES, INDICATION_METHODS, SPEAKERS
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, records, transaction
from exhibit.store.tables import Grant, Testimony

COUNTED = frozenset({"PRT_CUTOUT", "PRT_BROCHURE"})  # permissions to print that may name a number of copies
DECISIONS = ("requested", "given", "refused", "deferred")
SCOPES = {  # what the scope of a parameterised permission looks like, and how it is kept
    "language": (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", str.lower, "a language code, for example fr"),
    "country": (r"[A-Za-z]{2}", str.upper, "a country as its two letters, for example BE"),
    "exhibition": (r"[A-Za-z0-9][A-Za-z0-9-]{1,38}", str.lower, "the short name of an exhibition"),
    "organisation": (r"[^\s].{0,59}", str, "the name of one organisation"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about one permission with one scope.

    `elements`: the facts that may be told under it; None takes those the texts tell today, so that a fact added later is not covered.
    `occurred_at`: when the person said so, if not now. `max_copies`: numbered boards, or booklets, that may be printed; None leaves it open.
    """

    permission: str
    scope: str | None
    decision: str
    valid_from: date | None = None
    valid_until: date | None = None
    elements: list[str] | None = None
    max_copies: int | None = None
    record_id: str | None = None
    indicated_by: str = ""
    occurred_at: datetime | None = None
    method: str = ""
    identity_mode: str = "ANONYMOUS"
    conditions: str = ""


def record_permission(testimony: Testimony, permission: str, scope: str | None, decision: str, valid_from: date | None,
                      valid_until: date | None, by: str, now: datetime, **more: Any) -> Grant:
    """Write down what the person said about one permission; `more` as in Answer. A yes needs a record it stands on, and a second person.

    Raises WrongUse, Refused, NotFound.
    """
    answer = Answer(permission, scope, decision, valid_from, valid_until, **more)
    with transaction():
        return record_inside(testimony, answer, by, now)


def record_inside(testimony: Testimony, answer: Answer, by: str, now: datetime) -> Grant:
    """The same inside a transaction that is open already."""
    scope = (answer.scope or "").strip() or None
    _check_question(answer, scope, now)
    scope = SCOPES[PERMISSIONS[answer.permission].parameter or ""][1](scope) if scope else None
    _check_answer(testimony, answer, now)
    said = answer.occurred_at or now
    grant = _row_to_move(testimony, answer.permission, scope, answer.decision)
    if grant is None:
        grant = Grant(testimony=testimony, permission=answer.permission, scope=scope, state=State.NOT_ASKED.value, recorded_by=by)
        db.session.add(grant)
    speaker = answer.indicated_by or ("GUARDIAN" if is_still_a_child(testimony, now) else "SUBJECT")
    grant.recorded_by, grant.max_copies, grant.record_id = by, answer.max_copies, answer.record_id
    grant.valid_from, grant.valid_until = midnight(answer.valid_from) or said, _bound(testimony, answer, said, now)
    grant.identity_mode, grant.conditions = answer.identity_mode, checked_note(answer.conditions, "Conditions")
    if answer.decision == "given":
        grant.given_at, grant.given_by = said, speaker
        grant.elements = sorted(testimony.attributes.get("elements", ()) if answer.elements is None else answer.elements)
    for state in _path(grant.state, answer.decision):
        move(grant, state, by, now, speaker, occurred_at=answer.occurred_at, method=answer.method,
             details={"record": answer.record_id} if answer.record_id else None)
    return grant


def is_still_a_child(testimony: Testimony, now: datetime) -> bool:
    """A child, or somebody of uncertain age, who has not come of age since."""
    majority = testimony.person.majority_at
    return is_a_child(testimony) and not (majority and majority <= now)


def _check_question(answer: Answer, scope: str | None, now: datetime) -> None:
    permission, known = answer.permission, PERMISSIONS.get(answer.permission)
    if known is None:
        raise WrongUse(f"There is no permission {permission}. docs/permissions.md lists all of them.")
    if scope and not known.parameter:
        raise WrongUse(f"{permission} has no scope: leave it empty.")
    if known.parameter and not scope:
        raise WrongUse(f"{permission} needs a scope: {SCOPES[known.parameter][2]}.")
    if known.parameter and not re.fullmatch(SCOPES[known.parameter][0], scope or ""):
        raise WrongUse(f"“{scope}” cannot be the scope of {permission}: give {SCOPES[known.parameter][2]}.")
    if answer.valid_from and answer.valid_until and answer.valid_until < answer.valid_from:
        raise WrongUse("The permission ends before it starts: check the two dates.")
    if answer.valid_until and answer.valid_until < now.date():
        raise WrongUse("The end date has already passed: a permission cannot be recorded for the past.")
    if answer.max_copies is not None and (permission not in COUNTED or answer.max_copies < 1):
        raise WrongUse("A number of copies belongs to the printed cutout or to the booklet only, and is at least 1.")


def _check_answer(testimony: Testimony, answer: Answer, now: datetime) -> None:
    if answer.decision not in DECISIONS:
        raise WrongUse("Say what the person answered: asked, yes, no, or let me think.")
    if answer.occurred_at and answer.occurred_at > now:
        raise WrongUse("An answer cannot lie in the future: give the day on which the person said so.")
    if answer.indicated_by and answer.indicated_by not in SPEAKERS:
        raise WrongUse("Say who answered: the person, a guardian or a legal representative.")
    if answer.method and answer.method not in INDICATION_METHODS:
        raise WrongUse("Say how the answer was given: on paper, aloud, on a recording.")
    if answer.identity_mode not in IDENTITY_MODES:
        raise WrongUse("Say under which name the words may be shown: none, a pseudonym, composed, or the own name.")
    if answer.decision == "given":
        _check_yes(testimony, answer, now)


def _check_yes(testimony: Testimony, answer: Answer, now: datetime) -> None:
    """A yes rests on a record in which all that makes it free and informed is written down."""
    label = PERMISSIONS[answer.permission].label
    if is_still_a_child(testimony, now):
        if not PERMISSIONS[answer.permission].child_allowed:
            raise Refused(f"“{label}” can never be granted for a child.", ("CHILD_FORBIDDEN",))
        if answer.indicated_by == "SUBJECT" or answer.identity_mode == "OWN_NAME":
            raise Refused("For a child a guardian says yes and the child agrees: write the child's own answer down under “A child speaks”. "
                          "A child's own name is never shown.", ("CHILD_FORBIDDEN",))
    elif answer.indicated_by == "GUARDIAN":
        raise Refused("The person is of age: only the person can say yes now.", ("MAJORITY_REACHED",))
    if testimony.person.deceased:
        raise Refused("The person has died: nothing new begins. What runs may end; the custodian decides about that with the family, as the person wished.")
    if not answer.record_id:
        raise WrongUse("A yes needs a consent record: what the person was told, by whom, how. Open a record first, then write the yes down under it.")
    record = records.record(answer.record_id)
    if record.testimony_id != testimony.id:
        raise WrongUse("That record belongs to another testimony: choose one of this person.")
    if obstacle(record):
        raise Refused(obstacle(record))


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


def midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _bound(testimony: Testimony, answer: Answer, said: datetime, now: datetime) -> datetime:
    """The agreed end, never past the table's longest validity, 12 months for a child, or majority."""
    months = PERMISSIONS[answer.permission].max_months or 24
    child = is_still_a_child(testimony, now)
    if child:
        months = min(months, 12)
    bounds = [said + timedelta(days=round(months * 30.44))]
    if answer.valid_until:
        bounds.append(midnight(answer.valid_until) + timedelta(days=1))
    if child and testimony.person.majority_at:
        bounds.append(testimony.person.majority_at)
    return min(bounds)
