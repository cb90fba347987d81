"""Who may come in: every page of the desk needs a sign-in, every change a token and the right role. No address vanishes unnoticed."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import _application, _in_context
from tests.support.desk import PASSWORD, Visitor

ROUTES = Path(__file__).parents[1] / "routes.json"
EXAMPLE = {"slug": "demo", "cutout_id": "1", "code": "T01", "job_id": "x", "kind": "STORY", "language": "en", "version_id": "1", "grant_id": "1", "helpline_id": "1", "email": "a@b.example"}


def rules(app) -> dict[str, list[str]]:
    """Address -> methods of everything the application answers."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    return {address: sorted(methods) for address, methods in sorted(found.items())}


def filled(address: str) -> str:
    for name, value in EXAMPLE.items():
        for shape in (f"<{name}>", f"<int:{name}>", f"<code:{name}>", f"<language:{name}>"):
            address = address.replace(shape, value)
    return re.sub(r"<(?:\w+:)?\w+>", "1", address)


def test_the_list_of_addresses_is_the_one_on_file(demo_app):
    """When this fails on purpose: write tests/routes.json anew with what it prints."""
    now = rules(demo_app)
    on_file = json.loads(ROUTES.read_text())
    assert now == on_file, json.dumps(now, indent=1)


def test_no_page_of_the_desk_opens_without_a_sign_in(demo_app):
    visitor = Visitor(demo_app)
    for address, methods in rules(demo_app).items():
        if not address.startswith("/desk"):
            continue
        for method in methods:
            answer = visitor.client.open(filled(address), method=method)
            refused = answer.status_code == 400 and "text/html" in answer.content_type  # a change without a token is refused first
            assert refused or (answer.status_code == 302 and "/account/login" in answer.location), (method, address, answer.status_code)
            assert "hall-place" not in answer.get_data(as_text=True) and "text-body" not in answer.get_data(as_text=True)


def test_every_change_needs_its_token(demo_app, sign_in):
    desk = sign_in("curator")
    for address, methods in rules(demo_app).items():
        if address.startswith(("/desk", "/account")) and "POST" in methods:
            answer = desk.client.post(filled(address), data={"anything": "1"})
            assert answer.status_code == 400, (address, answer.status_code)


MAY = {  # role -> the changes only this role may make
    "curator": ["/desk/exhibitions/new", "/desk/exhibitions/demo/edit", "/desk/exhibitions/demo/cutouts/new"],
    "administrator": ["/desk/accounts"],
}


@pytest.mark.parametrize("role", ["curator", "caseworker", "verifier", "administrator"])
def test_a_page_for_another_role_says_which_role_it_needs(sign_in, role):
    desk = sign_in(role)
    for owner, addresses in MAY.items():
        for address in addresses:
            page = desk.page(address, 200 if owner == role else 403)
            assert owner == role or owner in page.select_one("main").text


@pytest.mark.parametrize(("role", "words", "there"), [("caseworker", "Write it down", True), ("curator", "Write it down", False), ("verifier", "Write it down", False),
                                                      ("verifier", "Stop everything", True), ("curator", "Stop everything", True), ("administrator", "Stop everything", True)])
def test_few_may_start_and_everybody_may_stop(sign_in, role, words, there):
    page = sign_in(role).page("/desk/testimonies/T01/consent")
    assert (words in page.select_one("main").text) is there


def test_a_curator_cannot_record_even_with_a_form_of_her_own(sign_in):
    desk = sign_in("curator")
    token = desk.page("/desk/testimonies/T01/consent").select_one('input[name="csrf_token"]')["value"]
    answer = desk.client.post("/desk/testimonies/T01/consent", data={"csrf_token": token, "permission": "WEB_INDEX", "decision": "given"})
    assert answer.status_code == 403


def test_signing_in_wrongly_says_nothing_about_the_account(demo_app):
    for email in ("curator@demo.example", "nobody@demo.example"):
        page = Visitor(demo_app).submit("/account/login", email=email, password="not this one, sorry")
        assert "check the e-mail address and the password" in page.select_one("[role=alert]").text


def test_signing_in_is_limited(databases, tmp_path):
    for app in _in_context(_application(databases, tmp_path, "empty", sign_in_limit="3 per minute")):
        visitor = Visitor(app)
        visitor.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
        tries = [_try_to_sign_in(visitor) for _ in range(5)]
        assert [status for status, _ in tries] == [200, 200, 200, 429, 429]
        assert "Wait a minute" in tries[-1][1]
        visitor.client.environ_base["REMOTE_ADDR"] = "203.0.113.10"
        assert _try_to_sign_in(visitor)[0] == 200  # somebody else is not kept out


def _try_to_sign_in(visitor: Visitor) -> tuple[int, str]:
    token = visitor.page("/account/login").select_one('input[name="csrf_token"]')["value"]
    answer = visitor.client.post("/account/login", data={"csrf_token": token, "email": "curator@demo.example", "password": "wrong, wrong, wrong"})
    return answer.status_code, answer.get_data(as_text=True)


def test_signing_out_needs_a_press_and_ends_the_session(sign_in):
    desk = sign_in("curator")
    assert desk.client.get("/account/logout").status_code == 405
    desk.submit("/desk/", '.desk-menu form[action="/account/logout"]')
    assert desk.client.get("/desk/").status_code == 302


def test_a_password_can_be_changed_and_the_old_one_is_dead(demo_app, sign_in):
    desk = sign_in("curator")
    fresh = "another long enough passphrase"
    desk.submit("/account/change", password=PASSWORD, new_password=fresh, new_password_confirm=fresh)
    old, new = Visitor(demo_app), Visitor(demo_app)
    old.sign_in("curator@demo.example", PASSWORD)
    new.sign_in("curator@demo.example", fresh)
    assert old.client.get("/desk/").status_code == 302 and new.client.get("/desk/").status_code == 200


def test_pages_behind_the_sign_in_are_kept_by_nobody(sign_in):
    answer = sign_in("curator").get("/desk/testimonies/T01")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"] and "unsafe" not in answer.headers["Content-Security-Policy"]


def test_an_administrator_makes_and_closes_an_account(demo_app, sign_in):
    desk = sign_in("administrator")
    page = desk.submit("/desk/accounts", "section form", email="new@demo.example", roles=["curator"])
    password = page.select_one("code.password").text
    newcomer = Visitor(demo_app)
    newcomer.sign_in("new@demo.example", password)
    assert newcomer.client.get("/desk/").status_code == 200
    desk.submit("/desk/accounts", 'form[action="/desk/accounts/new@demo.example/close"]')
    assert newcomer.client.get("/desk/").status_code == 302
    assert "already an account" in desk.submit("/desk/accounts", "section form", 422, email="new@demo.example", roles=["curator"]).select_one("[role=alert]").text
    assert "no e-mail address" in desk.submit("/desk/accounts", "section form", 422, email="not an address", roles=["curator"]).select_one("[role=alert]").text
