"""The command line as a person types it: click's runner inside this process, the real command only where the process itself matters."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from exhibit import cli
from exhibit.store import db, scans

COMMAND = Path(sys.executable).parent / "exhibit"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict:
        """The one JSON document on standard output; fails when there is anything else."""
        return json.loads(self.out)


@pytest.fixture
def typed(capfd, monkeypatch):
    """typed("list", "demo") runs `main` as the command does, in this process. Settings come from the environment of the test."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["exhibit", *map(str, arguments)])
        capfd.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def place(monkeypatch, tmp_path) -> Path:
    """An instance folder of the test's own, nothing in it."""
    for name in ("DATABASE_URL", "EXHIBIT_BASE_URL", "EXHIBIT_DOORS"):
        monkeypatch.delenv(name, raising=False)
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    monkeypatch.setenv("EXHIBIT_INSTANCE", str(instance))
    return instance


@pytest.fixture
def demo(place, databases, monkeypatch) -> Path:
    """The demo on the database under test, reached by the settings alone. Returns the instance folder."""
    monkeypatch.setenv("DATABASE_URL", databases.fresh("demo", place))
    return place


@pytest.fixture(autouse=True)
def _close_contexts():
    """The command line leaves its application context open; the next test gets its own."""
    from flask.globals import _cv_app

    before = _cv_app.get(None)
    yield
    if _cv_app.get(None) is not before:
        scans.let_go()
        db.session.remove()
        db.engine.dispose()
        _cv_app.set(before)


def real(*arguments: str, environment: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess[str]:
    """The installed command itself."""
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, env={**os.environ, **(environment or {})}, **options)
