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


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 480), (740, 340), (1280, 800)])
def test_the_exit_comes_first_and_stays_in_sight(place, page, told_in, width, height):
    """On a small phone, a phone held sideways and a desk: at the top of what is seen, wherever one has scrolled to, with nothing over it."""
    page.set_viewport_size({"width": width, "height": height})
    for path in (told_in["en"], told_in["ur"], told_in["en"] + "/stop", "/ZZZZZZ", "/", "/e/demo/help/ar", "/e/demo/figures", "/card"):
        page.goto(place + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "exit", path
        for way in ("document.body.scrollHeight", "document.body.scrollHeight / 2", "0"):
            page.evaluate(f"window.scrollTo(0, {way})")
            box = page.locator(".exit").bounding_box()
            assert 0 <= box["y"] <= 1 and box["height"] >= 44 and box["width"] >= width - 20, (path, box)
            hit = page.evaluate("(([x, y]) => document.elementFromPoint(x, y).closest('.exit') !== null)", [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
            assert hit, (path, way)


def test_after_the_exit_back_and_forward_do_not_show_the_story(place, page, told_in):
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
        page.go_forward()
        assert page.text_content("h1") == "Cloudy"
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_after_a_form_back_does_not_show_the_story_either(place, page, told_in):
    """A form that was sent leaves an entry in the history, whatever a page does: it is one without a story."""
    page.goto("about:blank")
    page.goto(place + told_in["en"] + "/stop")
    page.check('input[name="why"] >> nth=0')
    page.click("form button")
    page.wait_for_selector("#done")
    page.wait_for_load_state("load")
    page.click(".exit")
    page.wait_for_url("https://www.weather.com/**")
    page.go_back()
    assert page.locator("article").count() == 0 and told_in["en"].split("/")[1] not in page.url


def test_the_page_is_empty_before_the_browser_goes(place, page, told_in):
    """What is seen until the other site comes is nothing, with a neutral title; what is heard is that one is leaving."""
    page.goto(place + told_in["en"])
    assert page.title() == "Reading" and page.locator("link[rel=icon]").get_attribute("href") == "data:,"
    left = page.evaluate("""(() => {
        document.querySelector(".exit").click();
        return [...document.body.children].map(part => [part.getAttribute("role"), part.textContent, part.getBoundingClientRect().width <= 1]);
    })()""")
    assert left == [["status", "Leaving this page", True]]


def test_three_presses_are_counted_aloud_and_forgotten_after_five_seconds(place, page, told_in):
    page.clock.install()
    page.goto(place + told_in["en"])
    said, lit = page.locator("[role=status]"), page.locator(".exit i.on")
    assert said.text_content() == "" and page.locator(".exit i").count() == 0
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it 2 more times to leave." and lit.count() == 1
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it 1 more time to leave." and lit.count() == 2
    page.clock.run_for(5_100)
    assert said.text_content() == "You are still on this page. Counting starts again." and page.locator(".exit i").count() == 0
    page.keyboard.press("Shift")
    assert lit.count() == 1 and page.url.startswith(place)


def test_a_page_that_comes_back_whole_is_emptied_and_asked_for_anew(place, page, told_in):
    """A browser may keep a page alive behind another one in spite of no-store."""
    page.goto(place + told_in["en"])
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator("article").is_visible()


def test_writing_capitals_is_not_an_exit(place, page, told_in):
    page.goto(place + told_in["en"])
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift", "a", "Shift", "Shift", "b", "Shift+D", "Control+Shift", "Control+Shift"):
        page.keyboard.press(key)
    assert page.locator("article").is_visible() and page.locator(".exit i").count() == 0


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
    assert "Back button returns to this page" in page.inner_text(".leave-note"), "what is not so is said"
    page.click(".skip a >> nth=0")
    assert page.url.endswith("#after")
    page.click(".exit")
    assert page.text_content("h1") == "Cloudy"
    page.go_back()
    assert page.locator("article p").count() > 2, "it does return: so the page said"
    context.close()


def test_with_script_nothing_is_said_that_holds_only_without(place, page, told_in):
    for path in (told_in["en"], "/card?language=en"):
        page.goto(place + path)
        note = page.inner_text(".leave-note")
        assert "It does not erase everything" in note and "Shift key three times" in note and "Back button" not in note


@pytest.mark.parametrize(("language", "face"), [("ar", "Noto Sans Arabic"), ("ur", "Noto Nastaliq Urdu"), ("ne", "Noto Sans Devanagari"), ("lo", "Noto Sans Lao")])
def test_scripts_that_this_machine_lacks_are_drawn_by_the_pages_own_face(place, page, told_in, language, face):
    """Chromium is asked which font drew each letter of the story: the one that was fetched, and no letter of the script by another."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place + told_in[language])
    page.evaluate("document.fonts.ready")
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    for place_on_page in ("article p:last-of-type", "h1"):
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": place_on_page})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        own = sum(font["glyphCount"] for font in fonts if font["isCustomFont"] and font["familyName"].startswith(face))
        assert own >= 0.8 * sum(font["glyphCount"] for font in fonts), (place_on_page, fonts)
    faces = {url.rsplit("/", 1)[1].split("-regular")[0].split("-bold")[0] for url in asked if url.endswith(".woff2") and "/name-" not in url}
    assert faces == {face.lower().replace(" ", "-")}


def test_a_page_in_another_language_fetches_no_face(place, page, told_in):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (told_in["en"], told_in["uk"], "/e/demo/fr", "/ZZZZZZ/en"):  # their menus name Arabic, Urdu, Nepali, Lao
        page.goto(place + path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".woff2") and "/name-" not in url] == []


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
