"""create_app: wiring only."""
from __future__ import annotations

import io
import os
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flask import Flask, Request, request
from werkzeug.middleware.proxy_fix import ProxyFix

from exhibit.actions.history import FOLLOW
from exhibit.actions.uses import follow_decisions
from exhibit.closed import guard
from exhibit.errors import WrongUse
from exhibit.front.assets import load_assets
from exhibit.front.early import EARLY, BeforeWSGI
from exhibit.lifeline import end_with
from exhibit.settings import ROOT, Settings, load_settings, secret
from exhibit.store import db, stops

if TYPE_CHECKING:
    from exhibit.front.rsgi import FromGranian

PACKAGE = Path(__file__).parent
IN_MEMORY_BYTES = 42_000_000  # of a form with a file: the largest document
THREADS = 12  # a worker; the pool of database connections holds 15
DOORS = {"visit": "exhibit.web.visit", "desk": "exhibit.web.desk", "account": "exhibit.web.account", "person": "exhibit.web.person", "hall": "exhibit.web.hall"}
STOPPING = frozenset({"desk", "person", "visit"})  # doors through which somebody can stop something


class InMemory(Request):
    """A request whose files never lie on a disk: a story that is sent as a document would otherwise stand there, unencrypted, while it is read. Films are too large."""

    def _get_file_stream(self, total_content_length: int | None, content_type: str | None, filename: str | None = None, content_length: int | None = None) -> IO[bytes]:
        if total_content_length is not None and total_content_length <= IN_MEMORY_BYTES:
            return io.BytesIO()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)


class Exhibit(Flask):
    """Flask, but for two things: files of a form stay in memory, and a fault is logged by the kind of address, since an address of a visitor's page
    holds the code of a story."""

    request_class = InMemory

    def log_exception(self, exc_info) -> None:
        rule = request.url_rule.rule if request.url_rule else "an unknown address"
        self.logger.error("Exception on %s [%s]", rule, request.method, exc_info=exc_info)


def _folder(name: str) -> str:
    """Top-level in a checkout, inside the package in a wheel."""
    return str(ROOT / name if (ROOT / name).is_dir() else PACKAGE / f"_{name}")


def create_app(settings: Settings | None = None, doors: tuple[str, ...] | None = None) -> Flask:
    """The application with the named doors; a door that is not named is not even imported."""
    settings = settings or load_settings()
    app = Exhibit("exhibit", template_folder=_folder("templates"), static_folder=_folder("static"))
    app.config.update(
        EXHIBIT=settings,
        SECRET_KEY=secret(settings.instance, "session"),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # a fault is logged with its statement, never with the words and codes in it
        MAX_CONTENT_LENGTH=4_000_000,
        MAX_FORM_MEMORY_SIZE=4_000_000,
        SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SECURE=settings.base_url.startswith("https"),
    )
    db.init_app(app)
    app.extensions[FOLLOW] = follow_decisions
    assets = load_assets(Path(app.static_folder))
    app.jinja_env.globals["asset"] = assets.address
    app.extensions[EARLY] = [assets]
    for door in sorted(settings.doors if doors is None else doors, key=tuple(DOORS).index):
        package = import_module(DOORS[door])
        package.register(app)
    guard(app)
    if settings.materials_file and "desk" in app.blueprints:
        _check_materials(settings.materials_file)
    app.wsgi_app = BeforeWSGI(app.wsgi_app, tuple(app.extensions[EARLY]))
    if settings.proxies:  # limits count the visitor's address, not the proxy's
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0, x_prefix=0)
    return app


def _check_materials(table: Path) -> None:
    """A mistake in the house's table stops the desk here, with the row's name, not a curator over a form. Raises WrongUse."""
    from exhibit.cutout import CutoutError
    from exhibit.cutout.stand import library

    try:
        library(table)
    except CutoutError as mistake:
        raise WrongUse(mistake.sentence) from mistake


def rsgi() -> FromGranian:
    """For granian: one application per worker, which ends with its server. A worker that was killed may have left its last stop off the list."""
    from exhibit.front.log import AnswerLog
    from exhibit.front.rsgi import FromGranian

    end_with(os.getppid())
    app = create_app()
    settings = app.config["EXHIBIT"]
    if STOPPING & set(settings.doors):
        with app.app_context():
            stops.catch_up()
    log = AnswerLog.at(settings.access_log, (rule.rule for rule in app.url_map.iter_rules()))
    return FromGranian(app.wsgi_app, app.extensions[EARLY], THREADS, settings.proxies, log)
