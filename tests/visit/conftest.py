"""The demo's codes, and what all tests of the visitor's door look at."""
from __future__ import annotations

import pytest

from exhibit.store import queries

OPEN, EXPIRED, WITHDRAWN, NO_WEB, UNCONFIRMED = "T01", "T08", "T10", "T13", "T15"


def codes_of(app) -> dict[str, str]:
    """Testimony code -> code of its first board in the demo."""
    with app.app_context():
        return {cutout.testimony.code: cutout.copies[0].code for cutout in queries.cutouts(queries.exhibition("demo"))}


@pytest.fixture
def codes(demo_app) -> dict[str, str]:
    return codes_of(demo_app)
