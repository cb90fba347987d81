"""The visitor's door: a code opens its story. No cookie, no script needed, no third party, no address kept."""
from flask import Flask

from exhibit.front.early import EARLY
from exhibit.store import db
from exhibit.store.watch import LedgerWatch
from exhibit.web.visit import (
    faults,
    helping,
    kiosk,
    large_print,
    recordings,
    robots,
    security_txt,
    site,
    sitemap,
    stopping,
    stories,
)
from exhibit.web.visit.blueprint import blueprint
from exhibit.web.visit.counting import counting
from exhibit.web.visit.door import OURS, Kept, OnlyOurs
from exhibit.web.visit.headers import headers_at

PAGES = (stories, stopping, large_print, recordings, site, helping, kiosk, robots, security_txt, sitemap, faults)  # each registers its addresses on the blueprint when it is imported


def register(app: Flask) -> None:
    with app.app_context():
        kept = app.extensions[OURS] = Kept(LedgerWatch(db.engine), counting(app), headers_at(app.config["EXHIBIT"].base_url))
    app.register_blueprint(blueprint)
    app.wsgi_app = OnlyOurs(app.wsgi_app)
    app.extensions[EARLY].append(kept)


__all__ = ["PAGES", "register"]
