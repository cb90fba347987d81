"""Retention: what is due under the rules, said first, then done exactly so."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions import erasure, sources
from exhibit.actions.erasure import LIVE
from exhibit.actions.history import note
from exhibit.actions.holding import hold_inside
from exhibit.consent.retention import RULES, Facts, Permission, due
from exhibit.consent.states import FINAL, PUBLISHABLE, State
from exhibit.errors import Refused
from exhibit.store import db, erasing, keeping, transaction
from exhibit.store.tables import Grant, Testimony

DEPOSIT = "Sealed deposit: opened by two people only"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is due: FORGET, ERASE, SEAL or DELETE, of which testimony, under which rule. `waits`: why it cannot be done yet; "" when it can."""

    action: str
    code: str
    rule: str
    why: str
    waits: str = ""


def plan(now: datetime) -> list[Step]:
    """Everything that is due now. Changes nothing."""
    return [*(_step("SOURCE", code) for code in sources.due(now)), *_testimonies(now), *(_step("TOMBSTONE", stone.testimony_code) for stone in keeping.tombstones_past(now))]


def _testimonies(now: datetime) -> Iterator[Step]:
    for testimony in keeping.not_shown(now):
        rule = due(facts_of(testimony, now), now)
        if rule:
            yield _step(rule, testimony.code, _waits(testimony, rule, now))


def _step(rule: str, code: str, waits: str = "") -> Step:
    action, why = RULES[rule]
    return Step(action, code, rule, why, waits)


def _waits(testimony: Testimony, rule: str, now: datetime) -> str:
    if RULES[rule][0] != "ERASE" or rule == "DRAFT":
        return ""
    try:
        erasure.check_nothing_hangs(testimony)
    except Refused as refusal:
        return refusal.sentence
    return ""


def facts_of(testimony: Testimony, now: datetime) -> Facts:
    """What the rules must know of one testimony."""
    rows = tuple(Permission(grant.permission, State(grant.state_at(now)), _ended(grant)) for grant in testimony.grants)
    return Facts(rows, any(grant.confirmed_at for grant in testimony.grants), keeping.last_touched(testimony), testimony.person.erase_on_stop,
                 testimony.hold_reason.startswith(DEPOSIT))


def _ended(grant: Grant) -> datetime | None:
    if State(grant.state) in FINAL:
        return grant.events[-1].occurred_at if grant.events else grant.valid_until
    return grant.valid_until


def apply(wanted: list[Step], by: str, now: datetime) -> tuple[list[Step], bool]:
    """Do the steps of a plan that are still due and wait for nothing, in one transaction. Returns (what was done, whether the database has let go of the words)."""
    goings, done = [], []
    with transaction():
        still = plan(now)
        forgotten = sources.forget_due_inside(now) if any(step.action == "FORGET" for step in wanted) else 0
        for step in wanted:
            if step in still and not step.waits:
                goings += _do(step, by, now)
                done.append(step)
    return done, erasure.finish(goings) if goings or not forgotten else erasing.leave_no_trace()


def _do(step: Step, by: str, now: datetime) -> list:
    if step.action == "FORGET":
        return []  # all that are due have gone together, before the rest
    if step.action == "DELETE":
        keeping.delete_tombstone(step.code)
        note("ERASURE", "TOMBSTONE_DELETED", by, now, details={"testimony": step.code})
        return []
    testimony = keeping.testimony(step.code)
    if step.action == "SEAL":
        hold_inside(testimony, "LEGAL", DEPOSIT, by, now)
        return []
    for grant in testimony.grants:  # a draft may hold a yes that nobody ever confirmed
        if grant.state_at(now) in LIVE and State(grant.state) not in PUBLISHABLE:
            erasure.expire_inside(grant, by, now)
    db.session.flush()
    return [erasure.erase_inside(testimony, by, now, reason=f"retention rule {step.rule}")]
