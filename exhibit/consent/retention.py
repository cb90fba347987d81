"""How long words are kept when they may no longer be shown (consent model 3.11), as a table and one pure question."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from exhibit.consent.states import FINAL, PUBLISHABLE, State

DRAFT = timedelta(days=183)
AFTER_THE_END = timedelta(days=365)
RULES: dict[str, tuple[str, str]] = {  # rule -> (what is done, why)
    "WISH": ("ERASE", "The person asked that the words go as well when she stops, and everything is stopped."),
    "REFUSED": ("ERASE", "The person said no: only that fact is kept, so that nobody asks again."),
    "DRAFT": ("ERASE", "Nothing of it was confirmed, and nobody has worked on it for six months."),
    "ENDED": ("ERASE", "Every permission ended more than twelve months ago and was not renewed."),
    "SEALED": ("SEAL", "Every permission ended more than twelve months ago; the person agreed to a sealed deposit."),
    "SOURCE": ("FORGET", "The time of a source text is over, its text was approved, or the person wants it gone. What was made of it stays."),
    "TOMBSTONE": ("DELETE", "What remained of an erased testimony was kept as long as the organisation has to be able to prove it."),
}
OPEN = frozenset({State.REQUESTED, State.DEFERRED, State.GIVEN, State.UPDATE_REQUIRED})
DEPOSIT = "ARCHIVE_SEALED"


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission as retention sees it; `ended_at`: when it stopped or ran out, for states that are an end."""

    code: str
    state: State
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One testimony: its permissions at this moment, and when anybody last wrote or decided anything about it."""

    permissions: tuple[Permission, ...]
    ever_confirmed: bool
    last_touched: datetime | None
    erase_on_stop: bool = False
    sealed_already: bool = False


def due(facts: Facts, now: datetime) -> str:
    """The rule under which something is to be done with this testimony now; "" when it stays as it is."""
    public = [row for row in facts.permissions if row.code != DEPOSIT]
    states = {row.state for row in public}
    if states & PUBLISHABLE:
        return ""
    if not facts.ever_confirmed:
        return _never_shown(states, facts, now)
    if states & OPEN or not states:
        return ""
    if facts.erase_on_stop and states & FINAL:
        return "WISH"
    if any(row.ended_at is None or row.ended_at > now - AFTER_THE_END for row in public if row.state in FINAL | {State.EXPIRED}):
        return ""
    deposit = any(row.code == DEPOSIT and row.state in PUBLISHABLE for row in facts.permissions)
    if deposit and not facts.erase_on_stop:
        return "" if facts.sealed_already else "SEALED"
    return "ENDED"


def _never_shown(states: set[State], facts: Facts, now: datetime) -> str:
    answered = states - {State.NOT_ASKED}
    if answered == {State.REFUSED}:
        return "REFUSED"
    if facts.erase_on_stop and answered and answered <= FINAL:
        return "WISH"
    return "DRAFT" if facts.last_touched is not None and facts.last_touched <= now - DRAFT else ""
