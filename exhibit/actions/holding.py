"""Putting a testimony on hold, for every door from which something can be stopped: whoever may lift it again is not known here."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from exhibit.actions.free_text import note_of_a_stop
from exhibit.actions.history import note
from exhibit.store.tables import Testimony


def hold_inside(testimony: Testimony, hold: str, reason: str, by: str, now: datetime, indicated_by: str = "", details: dict[str, Any] | None = None) -> None:
    """Put it on hold inside a transaction that is open already."""
    testimony.hold, testimony.hold_reason = hold, f"{note_of_a_stop(reason)} ({by}, {now:%Y-%m-%d %H:%M} UTC)".strip()
    testimony.lift_asked_by = ""
    note("HOLD", hold, by, now, testimony=testimony, indicated_by=indicated_by, reason=note_of_a_stop(reason), details=details)
