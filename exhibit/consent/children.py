"""Rules for children, and for people whose age is uncertain (consent model 3.6).

An adult who speaks of her childhood falls under the adult rules; a guardian's yes ends on the day the person comes of age.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import Grant, Story

ADULT_CLASSES = frozenset({"ADULT", "ADULT_OF_CHILDHOOD"})
INDEPENDENT_GUARDIANS = frozenset({"COURT_APPOINTED", "INSTITUTION"})  # the only ones who may act where family may be involved
CHILD_MAX_MONTHS = 12
NEVER_TOGETHER = frozenset({"NATIONALITY", "REGION", "AGE_BAND"})  # nationality, small place and age single a child out


def is_child(story: Story) -> bool:
    """Age uncertain, or a class nobody knows, counts as a child (Council of Europe Convention, art. 10(3))."""
    return story.age_class not in ADULT_CLASSES


def is_of_age(story: Story, now: datetime) -> bool:
    """Adult at the testimony, or come of age since."""
    return not is_child(story) or (story.majority_at is not None and story.majority_at <= now)


def child_reasons(story: Story, permissions: Sequence[str], relied: Sequence[Grant], now: datetime) -> tuple[str, ...]:
    """Why the child rules forbid the use; empty for an adult, and for one come of age who has said yes herself."""
    if is_of_age(story, now):
        return ("MAJORITY_REACHED",) if any(_is_of_childhood(g, story) for g in relied) else ()
    rules = (
        ("CHILD_FORBIDDEN", any(not PERMISSIONS[code].child_allowed for code in permissions)),
        ("NO_ASSENT", story.child_assent is not True),
        ("GUARDIAN_CONFLICT", _guardians_conflict(story)),
        ("NO_GUARDIAN", not _guardian_permits(story, now)),
    )
    return tuple(code for code, holds in rules if holds)


def tells_too_much(story: Story, now: datetime) -> bool:
    """Nationality, small place and age of a child in one text."""
    return not is_of_age(story, now) and story.elements >= NEVER_TOGETHER


def child_bounds(story: Story, now: datetime) -> tuple[datetime | None, ...]:
    """The moments at which a yes about a child ends by itself."""
    if is_of_age(story, now):
        return ()
    return (story.majority_at, story.best_interests_until, story.guardian.valid_until)


def _is_of_childhood(grant: Grant, story: Story) -> bool:
    """A row that a guardian gave, or the person before coming of age: only a yes of the adult may replace it."""
    if grant.given_by != "SUBJECT":
        return True
    return is_child(story) and (grant.given_at is None or story.majority_at is None or grant.given_at < story.majority_at)


def _guardians_conflict(story: Story) -> bool:
    implicated = story.guardian.conflict and story.guardian.kind not in INDEPENDENT_GUARDIANS
    return story.guardian.disagree or implicated


def _guardian_permits(story: Story, now: datetime) -> bool:
    """A guardian said yes and may still act, and a best-interests decision is in date."""
    may_act = story.guardian.valid_until is None or now < story.guardian.valid_until
    in_best_interests = story.best_interests_until is not None and now < story.best_interests_until
    return story.guardian.permits is True and may_act and in_best_interests
