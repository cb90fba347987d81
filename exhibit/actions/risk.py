"""How far a testimony leads to the person, from the facts its newest texts tell, the details left in them and the reference counts on file."""
from __future__ import annotations

from exhibit.actions.cross_checks import Readings
from exhibit.actions.uniqueness import facts_told
from exhibit.store import reference
from exhibit.story.risk import Risk, risk


def risk_of(readings: Readings) -> Risk:
    """Of the texts as they were read. Counted once each: details of the original, and what only a translation still tells."""
    return risk(facts_told(readings.testimony), readings.details, reference.counts())
