"""The application without a door, for tests of actions, of the store and of the command line."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exhibit.actions.boards import PrintedBoard, first_copy, print_copy
from exhibit.app import create_app
from exhibit.settings import Settings
from exhibit.store import db


@contextmanager
def opened(databases, folder: Path, kind: str) -> Iterator:
    """An application with accounts only, on a fresh database of `kind`, its context open. `Databases.fresh` says what kinds there are."""
    instance = folder / "instance"
    instance.mkdir(mode=0o700)
    url = databases.fresh(kind, instance)
    app = create_app(Settings(instance=instance, base_url="http://127.0.0.1:8000", database_url=url, cooling_off_hours=72,
                              doors=("account",), sign_in_limit="1000 per minute"), doors=("account",))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def another_session(app) -> Iterator:
    """A session of its own on the same database, as another process has."""
    with app.app_context():
        yield db.session
        db.session.remove()


@pytest.fixture
def app(databases, tmp_path):
    with opened(databases, tmp_path, "empty") as application:
        yield application


@pytest.fixture
def demo_app(databases, tmp_path):
    with opened(databases, tmp_path, "demo") as application:
        yield application


def print_board(cutout, *arguments, **more) -> PrintedBoard:
    """The print file of a cutout's first copy."""
    return print_copy(first_copy(cutout), *arguments, **more)
