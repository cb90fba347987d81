"""The page behind a number in a real browser, on a small telephone."""
from __future__ import annotations

import pytest

from exhibit.store import queries, transaction
from exhibit.store.tables import UseRecord
from tests.person.conftest import CODE, hand_out
from tests.support.axe import overflows, violations

pytestmark = pytest.mark.looks


@pytest.fixture
def place(live, page) -> str:
    """Address of the served door; any request to another place is refused."""
    address, _app = live
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    return f"{address}/card"


@pytest.fixture
def number(live) -> str:
    """The number of a person whose figure stands in three copies."""
    _address, app = live
    with app.app_context():
        testimony, hall = queries.testimony(CODE), queries.exhibition("demo")
        with transaction() as session:
            for _copy in range(3):
                session.add(UseRecord(testimony=testimony, exhibition=hall, kind="CUTOUT_COPY", language="en", status="on_display", at=testimony.grants[0].given_at,
                                      by="curator@demo.example", grant_ids=[grant.uid for grant in testimony.grants]))
        return hand_out()


def test_from_the_number_to_the_stop_on_a_small_telephone(place, number, page):
    """No barrier, no sideways scroll, fingers hit the buttons, in Arabic, Urdu and the longest languages; then one stop, by touch alone."""
    page.set_viewport_size({"width": 360, "height": 740})
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = violations(page) + (["scrolls sideways"] if overflows(page) else [])
        small = page.evaluate("[...document.querySelectorAll('button, .exit, summary, .languages a')].filter(a => a.offsetParent && a.getBoundingClientRect().height < 44).length")
        wrong.update({name: found + ([f"{small} targets are too small"] if small else [])} if found or small else {})

    for language in ("ar", "ur", "uk", "en"):
        page.goto(f"{place}?language={language}")
        look(f"{language}, asked")
        page.fill("#number", number)
        page.click(".go")
        page.wait_for_selector(".everything")
        look(f"{language}, open")
    page.click(".jump")
    assert page.locator(".everything").evaluate("e => e.getBoundingClientRect().bottom <= innerHeight"), "one tap leads to the button that stops everything"
    page.click(".row >> nth=0 >> .stop")
    page.wait_for_selector("[role=status]")
    look("en, stopped")
    assert "From this moment it is no longer shown." in page.content() and page.url == place
    page.click(".languages summary")
    page.click('.languages button[lang="ar"]')
    page.wait_for_selector('html[lang="ar"]')
    assert page.locator(".row .stop").count() and wrong == {}
    assert page.context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_colours_hold_in_the_dark_and_without_script(place, number, page, chromium):
    page.emulate_media(color_scheme="dark")
    page.goto(place)
    assert violations(page) == []
    page.fill("#number", number)
    page.click(".go")
    page.wait_for_selector(".everything")
    assert violations(page) == []
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    plain = context.new_page()
    plain.goto(place)
    plain.fill("#number", number)
    plain.click(".go")
    plain.wait_for_selector(".everything")
    plain.click(".everything")
    plain.wait_for_selector("[role=status]")
    assert plain.locator("#next").is_visible()
    context.close()


def test_the_exit_leaves_at_once_and_back_does_not_show_the_number(place, number, page):
    page.route("https://www.weather.com/**", lambda route: route.fulfill(body="<h1>Cloudy</h1>", content_type="text/html"))
    page.goto(place)
    page.fill("#number", number)
    page.click(".go")
    page.wait_for_selector(".everything")
    page.click(".exit")
    page.wait_for_url("https://www.weather.com/**")
    page.go_back()
    assert number not in page.content() and page.locator(".row").count() == 0
