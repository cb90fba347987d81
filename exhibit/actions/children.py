"""Who else must agree when a child speaks (consent model 3.6)."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.consent import is_a_child
from exhibit.actions.history import note
from exhibit.actions.uses import follow_pages
from exhibit.errors import WrongUse
from exhibit.store import raise_epoch, transaction
from exhibit.store.tables import BestInterests, GuardianLink, Testimony

LONGEST = timedelta(days=366)  # a best-interests decision is at most 12 months old


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def save_child_facts(testimony: Testimony, child_assent: bool | None, guardian_permits: bool | None, guardian_conflict: bool,
                     best_interests_until: date | None, majority_on: date | None, by: str, now: datetime) -> None:
    """Write down the child's assent, the guardian's answer and the dates that bound them. Raises WrongUse."""
    if not is_a_child(testimony):
        raise WrongUse("These answers are only for a child, or for a person whose age is uncertain.")
    if best_interests_until and _midnight(best_interests_until) > now + LONGEST:
        raise WrongUse("A best-interests decision holds for 12 months at most: give an earlier day.")
    with transaction():
        person = testimony.person
        person.child_assent, person.majority_at = child_assent, _midnight(majority_on)
        guardian = person.guardians[-1] if person.guardians else GuardianLink(kind="PARENT", recorded_at=now, recorded_by=by)
        guardian.permits, guardian.conflict_of_interest = guardian_permits, "SUSPECTED" if guardian_conflict else "NONE"
        if guardian not in person.guardians:
            person.guardians.append(guardian)
        if best_interests_until:
            person.best_interests.append(BestInterests(decided_by="best-interests panel", favourable=True, no_risk_to_others=True, at=now,
                                                       valid_until=_midnight(best_interests_until), recorded_by=by))
        note("ASSENT", {True: "YES", False: "NO", None: "NOT_ASKED"}[child_assent], by, now, testimony=testimony, indicated_by="SUBJECT")
        note("GUARDIAN", {True: "YES", False: "NO", None: "NOT_ASKED"}[guardian_permits], by, now, testimony=testimony, indicated_by="GUARDIAN")
        follow_pages(testimony, now, by)
        raise_epoch()
