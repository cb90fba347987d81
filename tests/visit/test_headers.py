"""What every answer of the visitor's door tells a browser, and where somebody who found a hole can say so."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exhibit.app import create_app
from exhibit.errors import WrongUse
from exhibit.settings import load_settings
from exhibit.store import db
from exhibit.web.visit.headers import HEADERS, headers_at
from tests.support.desk import Visitor

SECURE = "https://voices.example.org"


@pytest.fixture
def another(demo_app):
    """another(base_url=..., security_contact=...) is somebody at the same exhibition under other settings."""
    made = []

    def make(**changes) -> Visitor:
        made.append(create_app(replace(demo_app.config["EXHIBIT"], **changes), doors=("visit",)))
        return Visitor(made[-1])

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("address", ["/", "/{code}", "/{code}/fr", "/ZZZZZZ", "/no/such/place", "/robots.txt", "/.well-known/security.txt"])
def test_every_answer_has_every_header(visitor, codes, address):
    for _ in range(2):  # once rendered, once kept
        found = visitor.get(address.format(code=codes["T01"])).headers
        named = {name for name, _ in HEADERS} | {"Content-Type", "Content-Length"}
        assert {name for name, _ in found} == named
        for name, value in HEADERS:
            if name not in ("X-Robots-Tag", "Content-Security-Policy"):  # a page may say more of these two
                assert found[name] == value, name
        policy = found["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'") and "frame-ancestors 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("path", ["/{code}//en", "/{code}/en//stop", "/{code}//", "/e//demo", "/ZZZZZZ//en"])
def test_no_address_of_a_story_is_sent_on_to_another(visitor, codes, path):
    """A browser keeps a permanent redirect, code and all; and it would lead to whatever host was named."""
    unknown = visitor.get("/ZZZZZZ")
    answer = visitor.get(path.format(code=codes["T01"]), Host="elsewhere.example")
    assert (answer.status_code, answer.data, list(answer.headers)) == (404, unknown.data, list(unknown.headers))
    assert visitor.client.post(path.format(code=codes["T01"]), data={"why": "MINE"}).status_code == 404


def test_everything_is_denied_that_a_page_could_ask_a_browser_for():
    rules = dict(HEADERS)["Permissions-Policy"].split(", ")
    assert all(rule.endswith("=()") for rule in rules) and len(rules) == len(set(rules)) > 25
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()", "browsing-topics=()"} <= set(rules)


def test_https_is_for_two_years_and_http_promises_nothing(another, codes):
    assert "Strict-Transport-Security" not in dict(headers_at("http://127.0.0.1:8000"))
    secure = another(base_url=SECURE)
    for path in ("/", f"/{codes['T01']}", f"/{codes['T01']}", "/ZZZZZZ", "/robots.txt"):
        assert secure.get(path).headers["Strict-Transport-Security"] == "max-age=63072000", path


def test_security_txt_says_who_hears_of_a_hole(another):
    answer = another(base_url=SECURE, security_contact="mailto:holes@example.org").get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines())
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert (fields["Contact"], fields["Preferred-Languages"]) == ("mailto:holes@example.org", "en, fr, nl, ar")
    assert fields["Canonical"] == f"{SECURE}/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=150) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_such_page(visitor):
    answer, unknown = visitor.get("/.well-known/security.txt"), visitor.get("/ZZZZZZ")
    assert (answer.status_code, list(answer.headers), answer.data) == (404, list(unknown.headers), unknown.data)


@pytest.mark.parametrize(("given", "kept"), [
    ("holes@example.org", "mailto:holes@example.org"), ("https://example.org/holes", "https://example.org/holes"), ("mailto:a@b.example", "mailto:a@b.example"), ("", ""), ("none", ""),
])
def test_a_contact_is_an_address(tmp_path, given, kept):
    assert load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_SECURITY_CONTACT": given}).security_contact == kept


@pytest.mark.parametrize("given", ["somebody", "http://example.org", "a@b@c.example", "https://x\nExpires: never"])
def test_what_is_no_contact_is_said_at_the_start(tmp_path, given):
    with pytest.raises(WrongUse, match="EXHIBIT_SECURITY_CONTACT"):
        load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_SECURITY_CONTACT": given})
