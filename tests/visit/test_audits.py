"""Every kind of page in seven languages at 360 px in a real browser: axe, the W3C's checker, Lighthouse; without another host, without script."""
from __future__ import annotations

import pytest

from exhibit.web.visit.door import OURS
from tests.support import lighthouse, nu
from tests.support.axe import overflows, violations
from tests.support.visitor_pages import AUDITED, UNKNOWN, VisitorPage, in_turn, visitor_pages

pytestmark = [pytest.mark.looks, pytest.mark.timeout(1_500)]

PHONE = {"width": 360, "height": 740}
EVERYWHERE = {"story", "stop", "home", "figures", "countries", "about", "campaign", "help", "kiosk", "neutral", "card"}


@pytest.fixture
def pages(live) -> list[VisitorPage]:
    _address, app = live
    with app.app_context():
        return visitor_pages()


def guess_until_told_to_wait(app) -> list[VisitorPage]:
    """Codes that lead nowhere are tried from this machine until it must wait; the page that says so, in every language."""
    guesses = app.extensions[OURS].guesses
    for number in range(200_000):
        if guesses.must_wait("127.0.0.1"):
            return [VisitorPage("wait", language, f"/{UNKNOWN}/{language}", 429) for language in AUDITED]
        guesses.missed("127.0.0.1", f"{number:06}")
    raise AssertionError("nobody was told to wait")


def test_all_kinds_and_all_languages_are_there(pages):
    by_kind: dict[str, set[str]] = {}
    for page in pages:
        by_kind.setdefault(page.kind, set()).add(page.language)
    assert {kind for kind, languages in by_kind.items() if languages == set(AUDITED)} >= EVERYWHERE, by_kind


def test_axe_and_the_w3c_have_nothing_to_say(live, pages, page, tmp_path):
    address, app = live
    page.set_viewport_size(PHONE)
    wrong, sources = {}, tmp_path / "pages"
    sources.mkdir()

    def look(asked: VisitorPage) -> None:
        answer = page.goto(address + asked.path)
        assert answer.status == asked.status, asked
        (sources / f"{asked.name.replace(' ', '-')}.html").write_bytes(answer.body())
        found = violations(page) + (["scrolls sideways"] if overflows(page) else [])
        wrong.update({asked.name: found} if found else {})

    for asked in pages:
        look(asked)
    for asked in guess_until_told_to_wait(app):
        look(asked)
    assert (wrong, nu.errors(sources)) == ({}, [])


def test_lighthouse_gives_a_hundred(live, pages):
    """The story in all languages, every other kind in one of them in turn. Search engines are kept out on purpose, so that score is not asked for."""
    address, app = live
    chosen = in_turn(pages)
    assert {page.language for page in chosen} == set(AUDITED)
    found = lighthouse.shortcomings([(address + page.path, page.status) for page in chosen])
    found |= lighthouse.shortcomings([(address + page.path, page.status) for page in guess_until_told_to_wait(app)[:1]])
    assert not found


def test_nothing_is_missing_when_no_other_host_can_be_reached(live, pages, page):
    address, _app = live
    page.set_viewport_size(PHONE)
    others, failed = [], []
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else (others.append(route.request.url), route.abort()))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 and answer.request.resource_type != "document" else None)
    for asked in pages:
        page.goto(address + asked.path)
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)"), asked
    assert (others, failed) == ([], [])


def test_without_script_every_page_says_the_same(live, pages, page, chromium):
    address, _app = live
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    plain = context.new_page()
    page.set_viewport_size(PHONE)
    for asked in pages:
        page.goto(address + asked.path)
        plain.goto(address + asked.path)
        assert plain.locator(".exit").is_visible() and plain.locator("h1").first.is_visible(), asked
        if "kiosk" not in asked.kind:  # a kiosk offers its full screen with script alone
            assert plain.inner_text("main") == page.inner_text("main"), asked
    context.close()
