"""A second pair of eyes on a text, in its three steps."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions import second_eyes
from exhibit.store.tables import AnonymityReview, StoryVersion
from tests.support.scenes import NOW, VERIFIER

TRIED = [("sewing workshop notebook", "NOBODY"), ("hotel advertisement passport", "NOBODY"), ("reads contracts with others", "SOMEBODY")]


def compared(version: StoryVersion, by: str = VERIFIER, now: datetime = NOW, tried=TRIED) -> AnonymityReview:
    """The look before its verdict: attempts written, comparison opened."""
    review = second_eyes.begin(version.id, by, now)
    second_eyes.write_attempts(review.id, "Nobody comes to mind.", tried, by, now)
    return second_eyes.open_comparison(review.id, by, now)


def looked_at(version: StoryVersion, by: str = VERIFIER, now: datetime = NOW) -> StoryVersion:
    """The text, passed by a second person."""
    return second_eyes.pass_text(compared(version, by, now).id, (), by, now).version
