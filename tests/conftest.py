"""Real databases, real browser: every test that touches the store runs on SQLite and on PostgreSQL."""
from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ["EXHIBIT_INSTANCE"] = tempfile.mkdtemp(prefix="exhibit-tests-")  # the queue opens it on import; never the developer's own

from werkzeug.serving import make_server

from exhibit.app import create_app
from exhibit.settings import Settings
from exhibit.store import db, scans
from tests.support import quick
from tests.support.desk import PASSWORD, Visitor
from tests.support.postgres import Cluster

quick.begin()

ROLES = ("administrator", "curator", "caseworker", "verifier", "officer", "translator")
LONGEST = ("tests/journey/test_fresh_clone.py", "tests/actions/test_pack.py", "tests/desk/test_pages_in_browser.py")  # a worker that began one last would end alone
ROOMY_BYTES = 6_000_000_000
DOORS = ("visit", "desk", "account", "person", "hall")


def pytest_configure(config) -> None:
    """Folders of the tests lie in memory where there is room: a test waits for the disk in every transaction. What passed is cleared away at once."""
    memory = Path("/dev/shm")
    if config.option.basetemp is None and not hasattr(config, "workerinput") and memory.is_dir() and shutil.disk_usage(memory).free > ROOMY_BYTES:
        config.option.basetemp = tempfile.mkdtemp(prefix="exhibit-tests-", dir=memory)
        config.add_cleanup(lambda: shutil.rmtree(config.option.basetemp, ignore_errors=True))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[Cluster]:
    """A PostgreSQL cluster of the tests' own, on a socket in a temporary folder."""
    cluster = Cluster.start(tmp_path_factory.mktemp("postgres", numbered=True))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(request) -> str:
    """Which database this run of the test uses."""
    return request.param


@pytest.hookimpl(trylast=True)  # after pytest has put together what shares a database
def pytest_collection_modifyitems(config, items) -> None:
    """How a page or a board looks does not depend on the database behind it: what is marked `looks` runs on one of them. The longest modules come first."""
    twice = {item for item in items if item.get_closest_marker("looks") and "[postgresql" in item.name}
    config.hook.pytest_deselected(items=list(twice))
    items[:] = sorted((item for item in items if item not in twice), key=lambda item: item.location[0] not in LONGEST)


@pytest.fixture
def now() -> datetime:
    """The moment of the test; pages use the real clock, so this is the real one too."""
    return datetime.now(UTC)


class Databases:
    """Templates made once (empty, with the demo), copied for each test."""

    def __init__(self, backend: str, folder: Path, request) -> None:
        self.backend, self.folder = backend, folder
        self.cluster = request.getfixturevalue("postgres") if backend == "postgresql" else None
        self._templates: dict[str, str] = {}

    def fresh(self, kind: str, target: Path) -> str:
        """Address of a new database holding `kind`: "empty", "demo", or a hall of `tests.support.boards`."""
        if kind not in self._templates:
            self._templates[kind] = self._make(kind)
        for kept in (*self.folder.glob("*.key"), *self.folder.glob("stops.jsonl")):  # passwords were hashed and rows encrypted with these keys
            shutil.copy(kept, target)
        if self.cluster:
            return self.cluster.copy_of(self._templates[kind])
        shutil.copyfile(self._templates[kind], target / "exhibit.sqlite")
        return f"sqlite:///{target / 'exhibit.sqlite'}"

    def _make(self, kind: str) -> str:
        path = self.folder / f"{self.backend}-{kind.replace(' ', '-')}.sqlite"
        url = self.cluster.url(self.cluster.create()) if self.cluster else f"sqlite:///{path}"
        app = create_app(settings_for(self.folder, url), doors=("account",))
        with app.app_context():
            _fill(kind)
            if not self.cluster:  # the write-ahead log goes into the file before it is copied
                with db.engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            scans.let_go()
            db.session.remove()
            db.engine.dispose()
        return url.split("@/", 1)[1].split("?")[0] if self.cluster else str(path)


def _fill(kind: str) -> None:
    from exhibit.actions import demo
    from exhibit.actions.accounts import add_user
    from exhibit.store.schema import ensure_schema

    ensure_schema()
    for role in ROLES:
        add_user(f"{role}@demo.example", [role], PASSWORD)
    if kind == "demo":
        demo.load_demo(datetime.now(UTC))
    elif kind != "empty":
        from tests.support.boards import SCENES

        SCENES[kind]()


def settings_for(folder: Path, url: str) -> Settings:
    return Settings(instance=folder, base_url="http://127.0.0.1:8000", database_url=url, cooling_off_hours=72, doors=DOORS, sign_in_limit="1000 per minute")


@pytest.fixture(scope="session")
def templates() -> dict[str, Databases]:
    """Templates by database. Apart from `databases`, which is made again whenever the tests turn from one database to the other."""
    return {}


@pytest.fixture(scope="session")
def databases(backend, templates, tmp_path_factory, request) -> Databases:
    if backend not in templates:
        templates[backend] = Databases(backend, tmp_path_factory.mktemp(f"templates-{backend}"), request)
    return templates[backend]


def _application(databases, folder: Path, kind: str, **changes):
    instance = folder / "instance"
    instance.mkdir(mode=0o700)
    settings = replace(settings_for(instance, databases.fresh(kind, instance)), **changes)
    app = create_app(settings, doors=DOORS)
    return app


@pytest.fixture
def app(databases, tmp_path):
    """The application with all doors on a database that holds accounts and nothing else, its context open."""
    yield from _in_context(_application(databases, tmp_path, "empty"))


@pytest.fixture
def demo_app(databases, tmp_path):
    """The application with the demo exhibition loaded, its context open."""
    yield from _in_context(_application(databases, tmp_path, "demo"))


def _in_context(app):
    with app.app_context():
        yield app
        scans.let_go()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(demo_app) -> Visitor:
    """Somebody with a phone, and without a cookie."""
    return Visitor(demo_app)


@pytest.fixture
def sign_in(demo_app):
    """sign_in("curator") gives a client that has come in through the sign-in page."""

    def enter(role: str) -> Visitor:
        client = Visitor(demo_app)
        client.sign_in(f"{role}@demo.example")
        return client

    return enter


@pytest.fixture
def live(databases, tmp_path) -> Iterator[tuple[str, object]]:
    """(address, application) of a served demo, for the browser."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    app = _application(databases, tmp_path, "demo", base_url=address)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address, app
    server.shutdown()
    thread.join(10)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "chromium is missing: `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh browser window of a desk's size; no state from other tests."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()
