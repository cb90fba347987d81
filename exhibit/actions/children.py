"""Who else must agree when a child speaks (consent model 3.6): assent, guardians, best interests, and the day the child comes of age."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from exhibit.actions.consent import is_a_child
from exhibit.actions.free_text import checked_note
from exhibit.actions.history import note
from exhibit.consent.children import INDEPENDENT_GUARDIANS
from exhibit.consent.majority import majority_date
from exhibit.consent.vocabulary import CONFLICTS, GUARDIAN_KINDS, MAY_BE_TOLD, RELATIONSHIPS
from exhibit.errors import Refused, WrongUse
from exhibit.store import raise_epoch, records, transaction
from exhibit.store.tables import BestInterests, GuardianLink, Testimony

LONGEST = timedelta(days=366)  # a best-interests decision is at most 12 months old (UNICEF I.3 to I.5)
ANSWERS = {True: "YES", False: "NO", None: "NOT_ASKED"}
FAMILY = "Familial"


def record_assent(testimony: Testimony, assent: bool | None, by: str, now: datetime, may_be_told: Iterable[str] = ()) -> None:
    """The child's own answer; a no is enough to stop. `may_be_told`: whom the child allows to hear of it. Raises WrongUse."""
    _only_a_child(testimony)
    told = [who for who in MAY_BE_TOLD if who in set(may_be_told)]
    with transaction():
        testimony.person.child_assent = assent
        note("ASSENT", ANSWERS[assent], by, now, testimony=testimony, indicated_by="SUBJECT", details={"may_be_told": told})
        raise_epoch()


def add_guardian(testimony: Testimony, fields: dict[str, Any], by: str, now: datetime) -> GuardianLink:
    """Somebody who may speak for the child, by kind only. `fields`: kind, permits, conflict_of_interest, valid_until, evidence (uid).

    Raises WrongUse; Refused for a yes of somebody who may not act. Two guardians who say different things stop everything.
    """
    _only_a_child(testimony)
    _check_guardian(testimony, fields, now)
    with transaction() as session:
        proof = records.evidence(fields["evidence"]) if fields.get("evidence") else None
        row = GuardianLink(person=testimony.person, kind=fields["kind"], permits=fields.get("permits"), conflict_of_interest=_conflict(testimony, fields),
                           evidence_id=proof.id if proof else None, valid_until=_after(fields.get("valid_until")), recorded_at=now, recorded_by=by)
        session.add(row)
        session.flush()
        _note_guardian(testimony, row, by, now)
    return row


def answer_of_guardian(guardian_id: int, permits: bool | None, by: str, now: datetime) -> GuardianLink:
    """A guardian says something else than before. Raises Refused for a yes of one who may not act."""
    with transaction():
        row = records.guardian(guardian_id)
        testimony = records.testimony_of_person(row.person)
        if permits and row.kind not in INDEPENDENT_GUARDIANS and row.conflict_of_interest != "NONE":
            raise Refused(MAY_NOT_ACT, ("GUARDIAN_CONFLICT",))
        row.permits = permits
        _note_guardian(testimony, row, by, now)
    return row


def end_guardian(guardian_id: int, by: str, now: datetime) -> GuardianLink:
    """This guardian does not speak for the child any more."""
    with transaction():
        row = records.guardian(guardian_id)
        row.ended_at = now
        note("GUARDIAN", "ENDED", by, now, testimony=records.testimony_of_person(row.person), details={"guardian": row.id, "kind": row.kind})
        raise_epoch()
    return row


def save_relationship(testimony: Testimony, relationship: str, by: str, now: datetime) -> None:
    """Who was behind it, in relation to the child (HTCDS). Family: parents and guardians by law may not act, whatever they said. Raises WrongUse."""
    _only_a_child(testimony)
    if relationship not in RELATIONSHIPS:
        raise WrongUse("Say whether family, somebody known or a stranger was behind it.")
    with transaction():
        testimony.attributes = {**testimony.attributes, "relationship_to_trafficker": relationship}
        note("GUARDIAN", "REVIEW", by, now, testimony=testimony)
        for row in testimony.person.guardians:
            if relationship == FAMILY and row.kind not in INDEPENDENT_GUARDIANS and row.conflict_of_interest == "NONE":
                row.conflict_of_interest = "SUSPECTED"
                _note_guardian(testimony, row, by, now)
        raise_epoch()


def decide_best_interests(testimony: Testimony, fields: dict[str, Any], by: str, now: datetime) -> BestInterests:
    """A qualified person's decision. `fields`: decided_by (a role), panel (roles), favourable, no_risk_to_others, on, valid_until. Raises WrongUse.

    Whether siblings or peers are put at risk must be answered (UNICEF I.6); a risk counts as a no.
    """
    _only_a_child(testimony)
    if fields.get("favourable") is None or fields.get("no_risk_to_others") is None:
        raise WrongUse("Answer both: is it in the child's best interests, and are the child, siblings and peers safe even when names are changed?")
    decided_by, panel = checked_note(fields.get("decided_by"), "Decided by"), [checked_note(role, "Panel") for role in fields.get("panel") or ()]
    if not decided_by:
        raise WrongUse("Say in which role it was decided, for example child-protection officer; never a name.")
    at = _midnight(fields.get("on")) or now
    until = _after(fields.get("valid_until")) or at + timedelta(days=365)
    if at > now or until > at + LONGEST or until <= at:
        raise WrongUse("A best-interests decision lies in the past and holds for 12 months at most: give an earlier day.")
    with transaction() as session:
        row = BestInterests(person=testimony.person, decided_by=decided_by, panel=panel, favourable=fields["favourable"], at=at, valid_until=until,
                            no_risk_to_others=fields["no_risk_to_others"], recorded_by=by)
        session.add(row)
        note("BEST_INTERESTS", "YES" if row.favourable and row.no_risk_to_others else "NO", by, now, testimony=testimony, occurred_at=at, indicated_by="AUTHORITY")
        raise_epoch()
    return row


def set_majority(testimony: Testimony, by: str, now: datetime, majority_on: date | None = None, born_on: date | None = None) -> datetime | None:
    """The day the child comes of age, kept sealed: given, or worked out from a birthday that is forgotten at once. Raises WrongUse."""
    _only_a_child(testimony)
    person = testimony.person
    if born_on and not majority_on:
        if not person.jurisdiction:
            raise WrongUse("Say first whose law counts for the person (page of the person): the age of majority differs from country to country.")
        court = any(row.kind == "COURT_APPOINTED" and row.ended_at is None for row in person.guardians)
        majority_on = majority_date(born_on, person.jurisdiction, court)
    with transaction():
        person.majority_at = _midnight(majority_on)
        note("MAJORITY", "SET" if majority_on else "UNKNOWN", by, now, testimony=testimony)
        raise_epoch()
    return person.majority_at


MAY_NOT_ACT = ("Family may be involved in what happened: a parent or guardian by law may not say yes here. Only a guardian appointed by a court or an institution "
               "that has custody may act.")


def _only_a_child(testimony: Testimony) -> None:
    if not is_a_child(testimony):
        raise WrongUse("These answers are only for a child, or for a person whose age is uncertain.")


def _check_guardian(testimony: Testimony, fields: dict[str, Any], now: datetime) -> None:
    if fields.get("kind") not in GUARDIAN_KINDS:
        raise WrongUse("Say who speaks for the child: a parent, a guardian by law or by court, or an institution.")
    if fields.get("conflict_of_interest") not in CONFLICTS:
        raise WrongUse("Say whether this guardian may be involved in what happened: reviewed and none found, suspected, or confirmed.")
    if fields.get("valid_until") and _after(fields["valid_until"]) <= now:
        raise WrongUse("The last day on which this guardian may act has passed.")
    if fields.get("permits") and fields["kind"] not in INDEPENDENT_GUARDIANS and _conflict(testimony, fields) != "NONE":
        raise Refused(MAY_NOT_ACT, ("GUARDIAN_CONFLICT",))


def _conflict(testimony: Testimony, fields: dict[str, Any]) -> str:
    """Family behind it makes every family guardian a suspect until a court has spoken."""
    stated = fields["conflict_of_interest"]
    family = testimony.attributes.get("relationship_to_trafficker") == FAMILY and fields["kind"] not in INDEPENDENT_GUARDIANS
    return "SUSPECTED" if family and stated == "NONE" else stated


def _note_guardian(testimony: Testimony, row: GuardianLink, by: str, now: datetime) -> None:
    note("GUARDIAN", ANSWERS[row.permits], by, now, testimony=testimony, indicated_by="GUARDIAN",
         details={"guardian": row.id, "kind": row.kind})
    raise_epoch()


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _after(day: date | None) -> datetime | None:
    """The first moment after a last day."""
    return datetime.combine(day, time.min, UTC) + timedelta(days=1) if day else None
