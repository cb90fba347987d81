"""How far a testimony leads to the person, from the facts its newest texts tell, the details left in them and the reference counts on file."""
from __future__ import annotations

from exhibit.actions.cross_checks import details_of, uneven_in
from exhibit.actions.uniqueness import facts_told
from exhibit.store import reference
from exhibit.store.tables import Testimony
from exhibit.story.risk import Risk, risk


def risk_of(testimony: Testimony) -> Risk:
    """Read now. Counted once each: details of the original, and what only a translation still tells."""
    return risk(facts_told(testimony), details_of(testimony, uneven_in(testimony)), reference.counts())
