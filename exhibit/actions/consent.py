"""Stopping permissions: by the person, by the organisation responsible, by the data-protection officer. Many may stop, few may start."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.free_text import note_of_a_stop
from exhibit.actions.history import note
from exhibit.actions.letting_go import let_go_soon
from exhibit.actions.withdrawals import begin_list, list_afterwards, write_list
from exhibit.consent.states import State, TransitionRefused, check_move, check_transition
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import db, queries, raise_epoch, transaction
from exhibit.store.tables import Grant, Testimony, Withdrawal

FINAL = {State.WITHDRAWN.value, State.REVOKED.value, State.INVALIDATED.value}
CAUSES = {State.REVOKED: "REVOKED", State.INVALIDATED: "INVALID"}
SPEAKERS = ("SUBJECT", "GUARDIAN", "LEGAL_REP", "AUTHORITY")


def is_a_child(testimony: Testimony) -> bool:
    """Age uncertain counts as a child."""
    return testimony.person.age_class in ("CHILD", "UNCERTAIN")


def move(grant: Grant, state: str, by: str, now: datetime, indicated_by: str, reason: str = "", occurred_at: datetime | None = None,
         method: str = "", details: dict | None = None) -> None:
    """One step of one permission, with its entry in the history. Inside a transaction; who may take it, and when, the caller has checked.

    The only place where a state is ever set: a step that is not in the table raises TransitionRefused, and nothing is kept.
    """
    _step(grant, state, by, now, indicated_by, reason, occurred_at, method, details)
    raise_epoch()


def _step(grant: Grant, state: str, by: str, now: datetime, indicated_by: str, reason: str = "", occurred_at: datetime | None = None,
          method: str = "", details: dict | None = None) -> None:
    """The same for one of many: the epoch rises once, after the last."""
    check_move(State(grant.state), State(state))
    grant.state = state
    note("GRANT", state, by, now, grant=grant, indicated_by=indicated_by, reason=reason, occurred_at=occurred_at, method=method, details=details)


def withdraw(testimony: Testimony, by: str, now: datetime, indicated_by: str = "SUBJECT", reason: str = "", grant_id: int | None = None,
             occurred_at: datetime | None = None) -> int:
    """Stop one permission or all of them, at once. Needs no reason and no second person. Returns how many were stopped.

    One permission is every row of it with the same scope: a newer yes to the same thing does not outlive the stop.

    Doing it again stops nothing and is no error. A reason that seems to hold a name or a number is left out. `occurred_at`: when the
    person said so, if not now. Raises WrongUse for a stop in the future, NotFound for a permission of somebody else.
    """
    if indicated_by not in SPEAKERS:
        raise WrongUse("Say who asked for the stop: the person, a guardian, a legal representative or an authority.")
    if occurred_at and occurred_at > now:
        raise WrongUse("A stop cannot lie in the future: it counts from the moment the person says so. To end later, give the permission an end date.")
    with transaction():
        count, begun = _darken(testimony, by, now, indicated_by, note_of_a_stop(reason), grant_id, occurred_at)
        if begun:
            list_afterwards(now)
        if grant_id is None:
            let_go_soon(now)
    return count


def stop_inside(testimony: Testimony, by: str, now: datetime, indicated_by: str, reason: str = "", grant_id: int | None = None,
                occurred_at: datetime | None = None) -> int:
    """The stop itself with all that it sets off, inside a transaction that is open already: for whoever needs the list in that very transaction."""
    count, begun = _darken(testimony, by, now, indicated_by, reason, grant_id, occurred_at)
    if begun:
        write_list(begun, now)
    if grant_id is None:
        let_go_soon(now)
    return count


def _darken(testimony: Testimony, by: str, now: datetime, indicated_by: str, reason: str, grant_id: int | None,
            occurred_at: datetime | None) -> tuple[int, Withdrawal | None]:
    """What makes a story dark, and that its list is to be written; nothing that could wait. Returns how many were stopped, and the list that was begun."""
    queries.own_row(testimony)
    if grant_id is not None and all(g.id != grant_id for g in testimony.grants):
        raise NotFound("There is no such permission of this testimony.")
    named = {(g.permission, g.scope) for g in testimony.grants if g.id == grant_id}
    live = [g for g in testimony.grants if g.state not in FINAL and (grant_id is None or (g.permission, g.scope) in named)]
    if grant_id is None:
        _stop_the_child_s_part(testimony, by, now, indicated_by)
        live += _stop_on_file(testimony, by)
    for grant in live:
        _step(grant, State.WITHDRAWN.value, by, now, indicated_by, reason, occurred_at)
    begun = begin_list(testimony, live, grant_id is None, by, indicated_by, now)
    raise_epoch()
    return len(live), begun


def _stop_on_file(testimony: Testimony, by: str) -> list[Grant]:
    """Nothing was ever recorded: the stop itself must still be on file."""
    if testimony.grants:
        return []
    stop = Grant(testimony=testimony, permission="WEB_STORY", state=State.NOT_ASKED.value, recorded_by=by)
    db.session.add(stop)
    return [stop]


def _stop_the_child_s_part(testimony: Testimony, by: str, now: datetime, indicated_by: str) -> None:
    """A child's stop ends the child's assent, a guardian's stop the guardian's yes: the other one alone cannot start again."""
    if not is_a_child(testimony):
        return
    if indicated_by == "SUBJECT":
        testimony.person.child_assent = False
        note("ASSENT", "NO", by, now, testimony=testimony, indicated_by=indicated_by)
    elif indicated_by == "GUARDIAN":
        for guardian in testimony.person.guardians:
            guardian.permits = False
        note("GUARDIAN", "NO", by, now, testimony=testimony, indicated_by=indicated_by)


def revoke(grant: Grant, reason: str, by: str, now: datetime) -> None:
    """The organisation responsible takes a permission back, with a reason. Final. Raises WrongUse without a reason, Refused."""
    _end(grant, State.REVOKED, "CONTROLLER", reason, by, now)


def invalidate(grant: Grant, reason: str, by: str, now: datetime) -> None:
    """The data-protection officer declares that a permission never held, with a reason. Final. Raises WrongUse, Refused."""
    _end(grant, State.INVALIDATED, "AUTHORITY", reason, by, now)


def _end(grant: Grant, state: State, indicated_by: str, reason: str, by: str, now: datetime) -> None:
    if not reason.strip():
        raise WrongUse("Give the reason: the person has a right to know why.")
    reason = note_of_a_stop(reason)
    with transaction():
        try:
            check_transition(State(grant.state), state, now=now)
        except TransitionRefused as refusal:
            raise Refused(refusal.sentence) from refusal
        move(grant, state.value, by, now, indicated_by, reason)
        if begin_list(grant.testimony, [grant], False, by, indicated_by, now, CAUSES[state]):
            list_afterwards(now)


def ask_anew(grant: Grant, reason: str, by: str, now: datetime) -> bool:
    """Something changed since the person agreed (notice, controller, scope): nothing is shown on it until she is asked again.

    Inside a transaction. Returns whether there was anything to ask anew.
    """
    if State(grant.state) not in (State.CONFIRMED, State.RENEWED):
        return False
    move(grant, State.UPDATE_REQUIRED.value, by, now, "SYSTEM", reason)
    return True
