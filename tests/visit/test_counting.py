"""Counting without people: what is a visitor, what is kept, and what a crash may cost."""
from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.request import Request, urlopen

import psycopg
import pytest

from exhibit.doctor import _counts
from exhibit.store import db
from exhibit.store.scans import ScanStore, hour_of, scans
from exhibit.web.visit.counting import Counting, counting, is_bot
from tests.cli.test_serve import serving

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
NOW = datetime(2026, 10, 18, 12, 59, 59, tzinfo=UTC)
LATER = hour_of(NOW) + 10_000

PEOPLE = (
    PHONE, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/20A362 Instagram 300.0.0.0 (iPhone13,2)",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10",
    "Mozilla/5.0 (Linux; Android 12; QR Scanner) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36",
)
PROGRAMS = (
    "", "  ", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "WhatsApp/2.23.20.0 A", "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "curl/8.5.0",
    "python-requests/2.31", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0 Safari/537.36 Chrome-Lighthouse",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5", "ApacheBench/2.3",
)


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_are_counted(agent):
    assert not is_bot(agent)


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_are_not(agent):
    assert is_bot(agent)


@pytest.fixture
def counter(demo_app):
    """A counter that writes when it is told to."""
    made = Counting(scans(), flush_s=3600)
    yield made
    made.close()


def kept() -> dict[tuple[str, str, int], int]:
    return {(c.figure, c.language, c.hour): c.openings for c in scans().counts("demo", LATER)}


def test_all_codes_of_a_figure_add_up_by_language_and_hour(counter, codes):
    for code, language, moment in ((codes["T01"], "en", NOW), (codes["T01"].lower(), "en", NOW), (codes["T01"], "fr", NOW), (codes["T01"], "en", NOW + timedelta(seconds=1))):
        counter.opened(code, language, PHONE, moment)
    counter.opened(codes["T02"], "en", "Googlebot/2.1", NOW)
    assert counter.flush()
    hour = hour_of(NOW)
    assert kept() == {("T01", "en", hour): 2, ("T01", "fr", hour): 1, ("T01", "en", hour + 1): 1}
    counter.opened(codes["T01"], "en", PHONE, NOW)
    counter.flush()
    assert kept()["T01", "en", hour] == 3


def test_nothing_but_numbers_is_kept(counter, codes):
    """The columns of the store, and no trace of the code, the phone or the minute in any value."""
    counter.opened(codes["T01"], "en", PHONE, NOW)
    counter.flush()
    with scans()._reading() as connection:
        rows = connection.execute(db.text(f"SELECT * FROM {'counts.' if connection.dialect.name == 'postgresql' else ''}scan_count")).mappings().all()
    assert [dict(row) for row in rows] == [{"exhibition": "demo", "figure": "T01", "language": "en", "hour": hour_of(NOW), "openings": 1}]


def test_a_code_that_leads_nowhere_is_not_counted(counter, codes):
    counter.opened("ZZZZZZ", "en", PHONE, NOW)
    assert counter.flush() and kept() == {}


def test_a_store_that_fails_hurts_no_page_and_is_told(demo_app, codes, tmp_path, caplog):
    """Counts wait for the store, as many as there is room for; what had to be dropped is written down as soon as it can be."""
    place = tmp_path / "no" / "counts.sqlite"
    store = ScanStore(f"sqlite:///{place}", db.engine)
    counter = Counting(store, flush_s=3600)
    counter.opened(codes["T01"], "en", PHONE, NOW)
    assert not counter.flush() and not counter.flush()
    assert len([r for r in caplog.records if "out of reach" in r.message]) == 1 and codes["T01"] not in caplog.text
    counter._lost += 3  # as when there was no room
    demo_app.extensions["exhibit.scans"] = store
    assert not _counts()["ok"] and "Openings are not being counted" in _counts()["sentence"]
    place.parent.mkdir()
    counter.opened(codes["T01"], "en", PHONE, NOW)
    assert counter.flush() and kept()["T01", "en", hour_of(NOW)] == 2
    assert _counts() == {"name": "counts", "ok": True, "sentence": "the store of counts can be used, 3 openings could not be kept"}
    counter.close()


def test_there_is_an_end_to_what_waits(demo_app, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[Counting.__module__], "LIMIT", 10)
    counter = Counting(ScanStore(f"sqlite:///{tmp_path}/no/counts.sqlite", db.engine), flush_s=3600)
    for number in range(25):
        counter.opened(f"AAAA{number:02}", "en", PHONE, NOW)
    counter.flush()
    assert len(counter._counts) == 10 and counter._lost == 15


def test_a_figure_erased_while_its_numbers_are_written_leaves_none(demo_app, codes, monkeypatch):
    """Looked up before, gone after: what was written in between goes too."""
    store, answers = scans(), iter([{codes["T01"]: ("demo", "T01")}, {}])
    monkeypatch.setattr(store, "_figures", lambda openings: next(answers))
    counter = Counting(store, flush_s=3600)
    counter.opened(codes["T01"], "en", PHONE, NOW)
    assert counter.flush() and kept() == {}


def test_forked_workers_add_up(demo_app, codes, databases):
    """Four processes at once, each with its own counter on the same store, forked from here like workers."""
    db.session.remove()
    db.engine.dispose()
    scans().close()
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            counter = Counting(ScanStore(demo_app.config["EXHIBIT"].counts, db.engine), flush_s=0.01)
            for number in range(500):
                counter.opened(codes["T01" if number % 2 else "T02"], "en", PHONE, NOW)
            counter.close()
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert kept() == {("T01", "en", hour_of(NOW)): 1000, ("T02", "en", hour_of(NOW)): 1000}


def test_the_store_is_where_the_setting_says(demo_app, tmp_path):
    settings = demo_app.config["EXHIBIT"]
    assert settings.counts == (settings.database_url if "postgresql" in settings.database_url else f"sqlite:///{settings.instance}/counts.sqlite")
    assert replace(settings, counts_url="sqlite:////elsewhere/c.sqlite").counts == "sqlite:////elsewhere/c.sqlite"


def test_the_application_has_one(demo_app):
    assert counting(demo_app) is counting(demo_app)


def _openings(folder, database: str) -> int:
    if database.startswith("postgresql"):
        with psycopg.connect(database.replace("+psycopg", "")) as connection:
            there = connection.execute("SELECT to_regclass('counts.scan_count')").fetchone()[0]
            return connection.execute("SELECT coalesce(sum(openings), 0) FROM counts.scan_count").fetchone()[0] if there else 0
    if not (folder / "counts.sqlite").exists():
        return 0
    with sqlite3.connect(folder / "counts.sqlite") as connection:
        there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'scan_count'").fetchone()[0]
        return connection.execute("SELECT coalesce(sum(openings), 0) FROM scan_count").fetchone()[0] if there else 0


def test_a_crash_loses_ten_seconds_at_most_and_an_end_loses_nothing(tmp_path, databases):
    """A real server with two workers is killed without warning while it is being visited; another one is told to end."""
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)
    database = databases.fresh("demo", folder)
    with serving(folder, "--workers", "2", "--doors", "visit", database=database) as (process, address, _):
        code = _a_code(database)
        opened: list[float] = []
        end = time.monotonic() + 16
        while time.monotonic() < end:
            with urlopen(Request(f"{address}/{code}/en", headers={"User-Agent": PHONE}), timeout=5) as answer:
                assert answer.status == 200
            opened.append(time.monotonic())
            time.sleep(0.05)
        killed = time.monotonic()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    owed = sum(moment < killed - 10 for moment in opened)
    counted = _openings(folder, database)
    assert owed > 5 and owed <= counted <= len(opened), (owed, counted, len(opened))
    with serving(folder, "--workers", "2", "--doors", "visit", database=database) as (process, address, _):
        for _ in range(40):
            urlopen(Request(f"{address}/{code}/en", headers={"User-Agent": PHONE}), timeout=5).close()
        for agent in ("", "Googlebot/2.1", "WhatsApp/2.23.20.0 A"):
            urlopen(Request(f"{address}/{code}/en", headers={"User-Agent": agent}), timeout=5).close()
        urlopen(Request(f"{address}/{code}/en", headers={"User-Agent": PHONE}, method="HEAD"), timeout=5).close()
        process.terminate()
        assert process.wait(20) == 0
    assert _openings(folder, database) == counted + 40


def _a_code(database: str) -> str:
    from sqlalchemy import create_engine, text

    engine = create_engine(database)
    with engine.connect() as connection:
        wanted = "SELECT copy.code FROM copy JOIN cutout ON cutout.id = copy.cutout_id JOIN testimony ON testimony.id = cutout.testimony_id WHERE testimony.code = 'T01'"
        code = connection.scalar(text(wanted))
    engine.dispose()
    return code
