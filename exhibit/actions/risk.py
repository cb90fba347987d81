"""How far a testimony leads to the person, from the facts its newest texts tell, the details left in them and the reference counts on file."""
from __future__ import annotations

from collections.abc import Mapping

from exhibit.actions.cross_checks import details_of, uneven_in
from exhibit.actions.uniqueness import facts_told
from exhibit.store import reference
from exhibit.store.tables import Testimony
from exhibit.story.cross_check import Uneven
from exhibit.story.risk import Risk, risk


def risk_of(testimony: Testimony, uneven: Mapping[str, tuple[Uneven, ...]] | None = None) -> Risk:
    """Read now. Counted once each: details of the original, and what only a translation still tells (`uneven`, where it has been read already)."""
    return risk(facts_told(testimony), details_of(testimony, uneven_in(testimony) if uneven is None else uneven), reference.counts())
