"""A second person confirms what was written down: the only way anything is ever opened."""
from __future__ import annotations

from datetime import datetime, timedelta

from exhibit.actions.consent import move
from exhibit.consent.states import State, TransitionRefused, check_transition
from exhibit.errors import Refused
from exhibit.store import queries, transaction
from exhibit.store.tables import Grant


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
        move(grant, State.CONFIRMED.value, by, now, grant.given_by)
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
