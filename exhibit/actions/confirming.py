"""A second person confirms what was written down: the only way anything is ever opened."""
from __future__ import annotations

from datetime import datetime, timedelta

from exhibit.actions.consent import is_a_child, move
from exhibit.actions.facts import check_elements
from exhibit.actions.uniqueness import is_checked
from exhibit.consent.states import PUBLISHABLE, State, TransitionRefused, check_transition
from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.errors import Refused
from exhibit.store import queries, transaction
from exhibit.store.tables import Grant, StoryVersion


def confirm_permission(grant_id: int, by: str, now: datetime, cooling_off_hours: int) -> Grant:
    """A second person confirms a recorded yes after the cooling-off. Raises Refused with the reason.

    A yes of which an earlier one was confirmed counts as renewed. What is confirmed is the permission for exactly the texts the
    person approved: their hashes go into the history with it.
    """
    with transaction():
        grant = queries.grant(grant_id)
        wanted, earlier = _wanted(grant)
        try:
            check_transition(State(grant.state), wanted, now=now, given_at=grant.given_at, confirmed_at=earlier, recorder=grant.recorded_by.casefold(),
                             verifier=by.casefold(), curator=_author(grant, by), cooling_off=timedelta(hours=cooling_off_hours))
        except TransitionRefused as refusal:
            raise Refused(refusal.sentence, ("UNCONFIRMED",)) from refusal
        if grant.valid_until and grant.valid_until <= now:
            raise Refused("This permission has ended before it was confirmed: ask the person again and record a new one.", ("EXPIRED",))
        for check in CHECKS:
            check(grant)
        grant.confirmed_at = now
        move(grant, wanted.value, by, now, grant.given_by, details={"record": grant.record_id, "texts": sorted(v.sha256 for v in _approved(grant))})
    return grant


def _wanted(grant: Grant) -> tuple[State, datetime | None]:
    """Confirmed, or renewed when this permission was confirmed once before; and when that was."""
    before = [g.confirmed_at for g in grant.testimony.grants
              if g is not grant and (g.permission, g.scope) == (grant.permission, grant.scope) and g.confirmed_at and State(g.state) in (*PUBLISHABLE, State.EXPIRED, State.UPDATE_REQUIRED)]
    return (State.RENEWED, max(before)) if before else (State.CONFIRMED, None)


def _author(grant: Grant, by: str) -> str:
    """`by`, when this account wrote a text of the testimony: who uses the words does not confirm that they may be used."""
    return by.casefold() if any(v.written_by.casefold() == by.casefold() for v in grant.testimony.versions) else ""


def _approved(grant: Grant) -> list[StoryVersion]:
    """The texts as the person last approved them, one of each kind and language; for a translation those in its language."""
    texts = [v for v in grant.testimony.versions if v.approved_at and (grant.permission != "TRANSLATE" or v.language == grant.scope)]
    return list({(v.kind, v.language): v for v in texts}.values())


def _check_person(grant: Grant) -> None:
    if grant.testimony.person.deceased:
        raise Refused("The person has died: no new use begins. The custodian decides with the family about what is shown already.")


def _check_child(grant: Grant) -> None:
    if is_a_child(grant.testimony) and grant.given_by == "GUARDIAN" and grant.testimony.person.child_assent is not True:
        raise Refused("The child has not agreed, or has said no: without the child's own yes nothing is confirmed.", ("NO_ASSENT",))


def _check_understanding(grant: Grant) -> None:
    """The five questions asked back, all answered yes, in the conversation in which the permission was given."""
    if grant.record is None:
        raise Refused("No conversation is on file for this permission: open a consent record first, with the five questions asked back.", ("UNCONFIRMED",))
    newest = grant.record.understanding[-1] if grant.record.understanding else None
    if newest is None:
        raise Refused("The five questions were not asked back yet: the person must have said in her own words what she agrees to.", ("UNCONFIRMED",))
    missing = [words for name, words in UNDERSTANDING.items() if not getattr(newest, name)]
    if missing:
        raise Refused(f"Not everything was understood yet: {'; '.join(missing)}. Explain it once more, ask again, then confirm.", ("UNCONFIRMED",))
    if not newest.nobody_with_power_present:
        raise Refused("Somebody with power over the person may have been present. Ask again where nobody can hear her, then confirm.", ("UNCONFIRMED",))


def _check_words(grant: Grant) -> None:
    """The person approved a text, and nobody has changed it since. A translation is confirmed on its own language alone."""
    approved = {(v.kind, v.language) for v in _approved(grant)}
    if not approved and (grant.permission != "TRANSLATE" or not any(v.approved_at for v in grant.testimony.versions)):
        raise Refused("The person has not approved any text yet: record the approval first.", ("NOT_REVIEWED_BY_PERSON",))
    changed = [key for key in sorted(approved) if not grant.testimony.newest(*key).approved_at]
    if changed:
        listed = ", ".join(f"{kind.lower()} in {language}" for kind, language in changed)
        raise Refused(f"The words were changed since the person approved them ({listed}). Show the person the new words and record the approval, then confirm.",
                      ("NOT_REVIEWED_BY_PERSON",))


def _check_uniqueness(grant: Grant) -> None:
    if not is_checked(grant.testimony, _approved(grant)):
        raise Refused("Nobody has checked yet whether the facts told single the person out: do the uniqueness check first.", ("UNIQUENESS",))


CHECKS = (_check_person, _check_child, _check_understanding, _check_words, check_elements, _check_uniqueness)
