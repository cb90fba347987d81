"""A person of the demo with a card in her hand."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exhibit.actions import receipts
from exhibit.store import queries

CODE = "T01"


def hand_out(code: str = CODE, language: str = "en", replaces: bool = False) -> str:
    """A card of this person; returns its number."""
    return receipts.issue(queries.testimony(code), "CARD", language, "caseworker@demo.example", datetime.now(UTC), replaces=replaces).number


@pytest.fixture
def number(demo_app) -> str:
    return hand_out()
