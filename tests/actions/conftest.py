"""Actions need no door: the application is opened with accounts only."""
from __future__ import annotations

import pytest

from tests.support.rooms import opened


@pytest.fixture
def app(databases, tmp_path):
    with opened(databases, tmp_path, "empty") as application:
        yield application


@pytest.fixture
def demo_app(databases, tmp_path):
    with opened(databases, tmp_path, "demo") as application:
        yield application
