"""Who else must agree when a child speaks (consent model 3.6)."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions.consent import is_a_child
from exhibit.errors import WrongUse
from exhibit.store import raise_epoch, transaction
from exhibit.store.tables import Testimony

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
        person.child_assent, person.guardian_permits, person.guardian_conflict = child_assent, guardian_permits, guardian_conflict
        person.best_interests_until, person.majority_at = _midnight(best_interests_until), _midnight(majority_on)
        raise_epoch()
