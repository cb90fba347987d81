"""Caches in front are asked to forget what was stopped; only what they confirm is done. Asked over a real connection."""
from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from exhibit.actions import purging
from exhibit.actions.consent import withdraw
from exhibit.actions.placing import record_use
from exhibit.actions.purging import BatchPurge, HttpPurge, follow_purges, paths_of
from exhibit.actions.uses import NOWHERE
from exhibit.errors import WrongUse
from exhibit.settings import load_settings
from exhibit.store import db, sites, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Recording
from tests.support.scenes import CASEWORKER, CURATOR, NOW, a_cutout, a_testimony, permitted

LATER = NOW + timedelta(minutes=1)


class Cache:
    """A cache on this machine that answers as it is told, and remembers what it was asked."""

    def __init__(self, status: int = 200, slow_s: float = 0.0) -> None:
        self.asked: list[tuple[str, str, str, bytes]] = []
        self.status, self.slow_s = status, slow_s
        cache = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                cache.asked.append((self.command, self.path, self.headers.get("Authorization", ""), body))
                time.sleep(cache.slow_s)
                self.send_response(cache.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_PURGE = do_POST = _answer

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def cache():
    found = Cache()
    yield found
    found.close()


PATHS = ("/ABC234", "/ABC234/fr")


@pytest.mark.parametrize(("status", "why"), [(200, ""), (204, ""), (404, ""), (410, ""), (403, "answered 403"), (500, "answered 500"), (302, "answered 302")])
def test_done_is_only_what_a_cache_confirms(cache, status, why):
    cache.status = status
    left = HttpPurge(cache.base).purge(PATHS)
    assert [(method, path) for method, path, _, _ in cache.asked] == [("PURGE", path) for path in PATHS]
    assert {one.why for one in left} == ({why} if why else set()) and len(left) == (2 if why else 0)


def test_a_cache_that_is_slow_is_not_waited_for_path_by_path(cache):
    cache.slow_s = 2.0
    began = time.monotonic()
    left = HttpPurge(cache.base, timeout_s=0.2).purge(PATHS * 10)
    assert time.monotonic() - began < 1.5 and len(left) == 20 and {one.why for one in left} == {"did not answer in time"}


def test_a_cache_that_is_not_there(cache):
    base = cache.base
    cache.close()
    assert {one.why for one in HttpPurge(base).purge(PATHS)} == {"could not be reached"}


def test_a_network_gets_whole_addresses_in_batches_with_its_token(cache):
    paths = tuple(f"/ABC234/{number}" for number in range(31))
    assert BatchPurge(cache.base + "/zone/purge", "https://voices.eu", "secret").purge(paths) == ()
    (first, second) = cache.asked
    assert first[:3] == ("POST", "/zone/purge", "Bearer secret") and json.loads(first[3])["files"][0] == "https://voices.eu/ABC234/0"
    assert [len(json.loads(one[3])["files"]) for one in (first, second)] == [30, 1]
    cache.status = 404
    assert len(BatchPurge(cache.base, "https://voices.eu").purge(paths)) == 31, "of such a network 404 says that the address of its interface is wrong"


def test_every_spelling_of_a_page_and_every_list_it_may_stand_in():
    paths = paths_of(["ABC234"], ["en", "ar"], ["autumn"])
    assert {"/ABC234", "/ABC234/", "/ABC234/index.html", "/ABC234/ar/easy", "/ABC234/en/large.pdf", "/ABC234/en/kiosk/index.html", "/", "/sitemap.xml", "/e/autumn/figures/ar"} <= set(paths)
    assert len(paths) == len(set(paths)) and all(path.startswith("/") for path in paths)


@pytest.fixture
def story(app, cache):
    app.config["EXHIBIT"] = replace(app.config["EXHIBIT"], purge=(cache.base,))
    return a_cutout(permitted(a_testimony())).testimony


def task_of(testimony):
    db.session.expire_all()
    return next((task for found in ledger.withdrawals(testimony=testimony) for task in found.tasks if task.action == "PURGE"), None)


def test_a_stop_asks_and_what_refused_is_noted_until_it_is_done(app, story, cache):
    withdraw(story, CASEWORKER, NOW)
    assert task_of(story).done_at is None
    cache.status = 503
    assert follow_purges(app.config["EXHIBIT"], LATER) is True
    host = cache.base.removeprefix("http://")
    assert task_of(story).note.startswith(f"{host} answered 503 (") and task_of(story).done_at is None
    cache.status = 200
    assert follow_purges(app.config["EXHIBIT"], LATER) is False
    done = task_of(story)
    assert (done.outcome, done.done_by, done.done_at, done.note) == ("DONE", "SYSTEM", LATER, "")
    assert all(any(path == f"/{code}/en" for _, path, _, _ in cache.asked) for code in sites.codes_of(story))
    asked = len(cache.asked)
    assert follow_purges(app.config["EXHIBIT"], LATER) is False and len(cache.asked) == asked, "nothing is asked for twice"


def test_a_film_is_forgotten_under_the_sign_language_it_is_told_in(app, story, cache):
    with transaction() as session:
        session.add(Recording(uid="film", testimony=story, kind="SIGN", language="vgt", text_language="en", text_sha256="0" * 64, voice="ACTOR", file_name="film.sealed",
                              file_sha256="0" * 64, mime="video/mp4", size_bytes=1, seconds=1, added_at=NOW, added_by=CASEWORKER))
    withdraw(story, CASEWORKER, NOW)
    follow_purges(app.config["EXHIBIT"], LATER)
    assert {f"/{code}/vgt/film" for code in sites.codes_of(story)} <= {path for _, path, _, _ in cache.asked}


def test_without_a_cache_nobody_is_asked_for_anything(app):
    story = a_cutout(permitted(a_testimony())).testimony
    withdraw(story, CASEWORKER, NOW)
    assert task_of(story) is None


def test_a_stop_while_an_earlier_one_waits_is_asked_for_again(app, story):
    permitted(story, (("WEB_LIST", None),))
    record_use(story, "WEB_LIST", "en", None, NOWHERE, CURATOR, NOW)
    for permission in ("WEB_LIST", "WEB_STORY"):
        withdraw(story, CASEWORKER, NOW, grant_id=next(grant.id for grant in story.grants if grant.permission == permission))
    asked = [task for found in ledger.withdrawals(testimony=story) for task in found.tasks if task.action == "PURGE"]
    assert len(asked) == 2, "the first may have been answered before the second was said"


def test_a_token_that_cannot_be_read_is_said(app, story, tmp_path):
    settings = replace(app.config["EXHIBIT"], purge=(), purge_api="http://127.0.0.1:9/purge", purge_token=tmp_path / "gone")
    withdraw(story, CASEWORKER, NOW)
    assert follow_purges(settings, LATER) is True and task_of(story).note == purging.NO_TOKEN


@pytest.mark.parametrize("given", ["cache.example.org", "https://cache.example.org/path", "https://user@cache.example.org", "ftp://x"])
def test_a_cache_that_is_named_wrongly_stops_the_start(tmp_path, given):
    with pytest.raises(WrongUse, match="EXHIBIT_PURGE names"):
        load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_PURGE": given})


def test_settings_of_caches(tmp_path):
    token = tmp_path / "token"
    token.write_text("secret\n")
    found = load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_PURGE": "https://a.example.org/, http://10.0.0.2:6081", "EXHIBIT_PURGE_API": "https://api.example.org/zones/1/purge_cache",
                           "EXHIBIT_PURGE_TOKEN": str(token)})
    assert found.purge == ("https://a.example.org", "http://10.0.0.2:6081") and found.has_caches
    assert [type(one).__name__ for one in purging.purgers(found)] == ["HttpPurge", "HttpPurge", "BatchPurge"] and purging.purgers(found)[-1].token == "secret"
