"""What is known of the person besides the story: how she is reached safely, what she wants when she stops. No name, telephone or address."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from exhibit.actions.consent import move
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.consent.states import State
from exhibit.consent.vocabulary import LITERACY_MODES, SAFE_CONTACTS
from exhibit.errors import WrongUse
from exhibit.store import raise_epoch, records, transaction
from exhibit.store.tables import Testimony

KEPT = ("jurisdiction", "preferred_language", "literacy_mode", "safe_contact", "erase_on_stop", "deceased")


def save_person(testimony: Testimony, fields: dict[str, Any], by: str, now: datetime) -> None:
    """Change what is known of the person. `fields`: custodian (code), custodian_ref (empty keeps it), and any of KEPT. Raises WrongUse, Refused.

    The reference must be opaque: one that seems to hold a name or a number is refused.
    """
    _check(fields)
    reference = checked_note(fields.get("custodian_ref"), "The custodian's reference")
    with transaction():
        person = testimony.person
        before = {key: getattr(person, key) for key in KEPT}
        if "custodian" in fields:
            person.custodian = records.party(fields["custodian"]) if fields["custodian"] else None
        if reference:
            person.custodian_ref = reference
        for key in KEPT:
            if key in fields:
                setattr(person, key, fields[key])
        changed = sorted(key for key in KEPT if getattr(person, key) != before[key])
        note("PERSON", "CHANGED", by, now, testimony=testimony, details={"fields": changed + (["custodian_ref"] if reference else [])})
        if person.deceased and not before["deceased"]:
            _nothing_new(testimony, by, now)
        raise_epoch()


def _nothing_new(testimony: Testimony, by: str, now: datetime) -> None:
    """After a death no waiting yes is confirmed any more; what runs, runs to its end unless the custodian stops it."""
    for grant in testimony.grants:
        if grant.state == State.GIVEN.value:
            move(grant, State.EXPIRED.value, by, now, "SYSTEM", "DECEASED")
    note("PERSON", "DECEASED", by, now, testimony=testimony)


def _check(fields: dict[str, Any]) -> None:
    if fields.get("literacy_mode", "READS") not in LITERACY_MODES:
        raise WrongUse("Say whether the person reads, prefers to be told, or prefers pictograms.")
    if fields.get("safe_contact", "NONE") not in SAFE_CONTACTS:
        raise WrongUse("Say how the person may be reached: not at all, through the caseworker, or she contacts us.")
    country = fields.get("jurisdiction") or ""
    if country and len(country) != 2:
        raise WrongUse("Give the country as its two letters, for example BE.")
