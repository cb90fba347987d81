"""What a log line may hold: words of our own addresses, a status, a duration. Never a code, an address of somebody, a time of day."""
from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest
from sqlalchemy import text

from exhibit.errors import WrongUse
from exhibit.front.log import AnswerLog, literals
from exhibit.serving import wait_until_up
from exhibit.settings import ROOT, load_settings
from exhibit.store import db
from tests.front.test_rsgi import free_port, read

RULES = ("/", "/<code:code>", "/<code:code>/<language:language>/easy", "/e/<slug:slug>/figures", "/static/<path:filename>", "/desk/testimonies/<code>")


@pytest.mark.parametrize(("path", "template"), [
    ("/", "/"), ("/ABC234", "/*"), ("/abc234/fr/easy", "/*/*/easy"), ("/e/demo/figures", "/e/*/figures"), ("/static/visit.0a1b2c3d.css", "/static/*"),
    ("/desk/testimonies/T01", "/desk/testimonies/*"), ("/wp-login.php", "/*"), ("/a/b/c/d/f/g/h/i", "/*/*/*/*/*/*/..."), ("/x\n/easy", "/*/easy"), ("//", "/"),
])
def test_only_words_of_our_own_addresses_are_written(path, template):
    out = io.StringIO()
    AnswerLog(out, literals(RULES)).answered(path, 404, 0.00314)
    assert out.getvalue() == f"{template} 404 3.1 ms\n"


def test_a_served_visit_leaves_one_line_that_says_nothing_of_it(demo_app, visitor, codes, tmp_path):
    settings, port, log = demo_app.config["EXHIBIT"], free_port(), tmp_path / "answers.log"
    environ = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url, "EXHIBIT_ACCESS_LOG": str(log)}
    server = subprocess.Popen([sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", str(port), "--workers", "1", "--doors", "visit"], cwd=ROOT, env=environ)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/robots.txt")
        for path in (f"/{codes['T01']}", f"/{codes['T01']}/fr", f"/{codes['T01']}/fr", f"/{codes['T10']}?look=large", "/static/visit.css"):
            read(port, path, {"User-Agent": "Mozilla/5.0 (a telephone)", "Accept-Language": "fr", "X-Forwarded-For": "203.0.113.7"})
    finally:
        server.terminate()
        server.wait(20)
    lines = [line for line in log.read_text().splitlines() if not line.startswith("/robots.txt")]
    assert [re.sub(r"[\d.]+ ms$", "ms", line) for line in lines] == ["/* 200 ms", "/*/* 200 ms", "/*/* 200 ms", "/* 404 ms", "/static/* 404 ms"]


def test_a_fault_is_logged_without_the_code(demo_app, visitor, codes, monkeypatch, caplog):
    from exhibit.actions import visiting

    monkeypatch.setattr(visiting, "story_page", lambda *_: 1 / 0)
    assert visitor.get(f"/{codes['T01']}/fr").status_code == 500
    assert "/<code:code>/<language:language>" in caplog.text and codes["T01"] not in caplog.text


def test_a_fault_of_the_database_is_logged_without_what_was_asked(demo_app, visitor, codes, monkeypatch, caplog):
    from exhibit.actions import visiting

    monkeypatch.setattr(visiting, "story_page", lambda code, *_: db.session.execute(text("SELECT body FROM nowhere WHERE code = :code"), {"code": code}))
    monkeypatch.setitem(demo_app.error_handler_spec["visit"], None, {})  # as at a door that does not expect it
    assert visitor.get(f"/{codes['T01']}/fr").status_code == 500
    assert "FROM nowhere" in caplog.text and codes["T01"] not in caplog.text


@pytest.mark.parametrize("place", ["/no/such/folder/log", "/tmp"])
def test_a_place_that_cannot_be_written_is_said_at_the_start(tmp_path, place):
    with pytest.raises(WrongUse, match="no file can be written there"):
        load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_ACCESS_LOG": place})
