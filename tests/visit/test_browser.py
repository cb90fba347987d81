"""The pages in a real browser: readable by everybody, at any width, without script, and left in an instant."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from exhibit.actions.visiting import open_languages
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Grant
from tests.support.axe import overflows, violations
from tests.visit.conftest import EXPIRED, NO_WEB

pytestmark = pytest.mark.looks

LANGUAGES = ("en", "ar", "ur", "ne", "lo", "uk", "ru", "ky", "pt", "es", "fr", "nl")
ELSEWHERE = "<!doctype html><html lang=en><title>Weather</title><h1>Cloudy</h1></html>"


@pytest.fixture
def place(live, page) -> str:
    """Address of a served demo. The site the exit leads to is a page of the test's own; any other request leaves the machine and is refused."""
    address, _app = live
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    page.route("https://www.weather.com/**", lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    return address


@pytest.fixture
def told_in(live) -> dict[str, str]:
    """Language -> path of an open story in it, for every language of the demo."""
    _address, app = live
    found: dict[str, str] = {}
    with app.app_context():
        open_the_two_that_are_closed()
        for cutout in queries.cutouts(queries.exhibition("demo")):
            for language in open_languages(cutout.copies[0], datetime.now(UTC)):
                found.setdefault(language, f"/{cutout.copies[0].code}/{language}")
    return found


def open_the_two_that_are_closed() -> None:
    """The demo's Spanish story has expired and its Russian one is for print only: here both persons said yes to the page.

    One help number is verified, so that the pages show a list."""
    later = datetime.now(UTC) + timedelta(days=30)
    with transaction() as session:
        for grant in queries.testimony(EXPIRED).grants:
            grant.valid_until = later
        printed = queries.testimony(NO_WEB).grants[0]
        columns = {column.name: getattr(printed, column.name) for column in Grant.__table__.columns if column.name not in ("id", "uid")}
        queries.helplines("BE")[0].verified_on, queries.helplines("BE")[0].verified_by = later.date(), "verifier@demo.example"
        session.add(Grant(**{**columns, "permission": "WEB_STORY", "scope": None}))
        raise_epoch()


def test_every_language_is_readable_on_a_phone(place, page, told_in):
    """axe, no sideways scroll at 360 and 320 px, letters of at least 20 px with room, fingers hit the links."""
    assert set(LANGUAGES) <= set(told_in)
    page.set_viewport_size({"width": 360, "height": 740})
    paths = {**told_in, **{f"neutral {code}": f"/ZZZZZZ/{code}" for code in LANGUAGES}, "home": "/"}
    wrong = {}
    for name, path in paths.items():
        page.goto(place + path)
        found = violations(page)
        if overflows(page):
            found.append("scrolls sideways at 360 px")
        wrong |= {name: found} if found else {}
        small = page.evaluate("[...document.querySelectorAll('.help a, .exit')].filter(a => a.getBoundingClientRect().height < 44).length")
        assert small == 0, name
    assert not wrong
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (told_in["uk"], told_in["fr"], told_in["nl"], told_in["lo"], "/ZZZZZZ/ky", "/"):
        page.goto(place + path)
        assert not overflows(page), path


def test_colours_hold_in_the_dark_and_with_more_contrast(place, page, told_in):
    for media in ({"color_scheme": "dark"}, {"color_scheme": "light", "contrast": "more"}):
        page.emulate_media(**media)
        for path in (told_in["ar"], told_in["uk"], told_in["ne"], told_in["lo"], told_in["ur"], "/ZZZZZZ", "/"):
            page.goto(place + path)
            assert violations(page) == [], (media, path)


def test_large_letters_a_good_measure_and_room_for_nastaliq(place, page, told_in):
    def look(path: str) -> tuple[float, float, float]:
        page.goto(place + path)
        return tuple(page.evaluate("(() => {const p = document.querySelector('article p'), s = getComputedStyle(p);"
                                   "return [parseFloat(s.fontSize), parseFloat(s.lineHeight) / parseFloat(s.fontSize), p.clientWidth / parseFloat(s.fontSize)]})()"))

    for width, smallest in ((360, 20), (1280, 22)):
        page.set_viewport_size({"width": width, "height": 800})
        for language, leading in (("en", 1.6), ("ar", 1.85), ("ne", 1.75), ("lo", 1.75), ("ur", 2.4)):
            size, lead, ems = look(told_in[language])
            assert size >= smallest and lead >= leading - 0.01 and ems <= 36, (width, language, size, lead, ems)
        assert not overflows(page)


def test_the_exit_comes_first_and_stays_in_sight(place, page, told_in):
    for path in (told_in["en"], told_in["ar"], "/ZZZZZZ", "/"):
        page.goto(place + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "exit", path
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        box = page.locator(".exit").bounding_box()
        assert box["y"] == 0 and box["height"] >= 44


def test_after_the_exit_back_does_not_show_the_story(place, page, told_in):
    """Also after changing the language and following the links on the page; by click, by Enter, by Shift three times."""
    ways = (lambda: page.click(".exit"), lambda: page.press(".exit", "Enter"), lambda: [page.keyboard.press("Shift") for _ in range(3)])
    for leave in ways:
        page.goto("about:blank")
        page.goto(place + told_in["ar"])
        page.click('nav a[hreflang="en"]')
        page.wait_for_selector('main[lang="en"]')
        page.wait_for_load_state("load")  # the script of the new page is there
        page.click('.skip a[href="#help"]')
        assert page.evaluate("document.activeElement.id") == "help" and page.url.endswith("#help")
        leave()
        page.wait_for_url("https://www.weather.com/**")
        assert page.text_content("h1") == "Cloudy"
        page.go_back()
        assert page.url == "about:blank" and place not in page.content()


def test_writing_capitals_is_not_an_exit(place, page, told_in):
    page.goto(place + told_in["en"])
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift", "a", "Shift", "Shift", "b"):
        page.keyboard.press(key)
    assert page.locator("article").is_visible()


def test_without_script_everything_works(place, chromium, told_in):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route("https://www.weather.com/**", lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    page.goto(place + told_in["ar"])
    page.click('nav a[hreflang="en"]')
    page.wait_for_selector('main[lang="en"]')
    page.wait_for_load_state("load")
    assert page.locator("article p").count() > 2 and page.locator('.help a[href="tel:112"]').is_visible()
    assert not page.locator("[data-keys]").is_visible(), "nothing is promised that needs script"
    page.click(".skip a >> nth=0")
    assert page.url.endswith("#after")
    page.click(".exit")
    assert page.text_content("h1") == "Cloudy"
    context.close()


def test_nothing_is_kept_and_nobody_else_is_asked(place, page, told_in):
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in (told_in["uk"], told_in["en"], "/ZZZZZZ", "/"):
        page.goto(place + path)
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {place.split("/")[2]}
    assert page.context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [line for line in complaints if "404" not in line] == [], "the policy blocks nothing that is needed"
