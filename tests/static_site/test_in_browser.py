"""A copy opened from a folder, in a real browser: it opens the story in the phone's language, and never when the clock says no."""
from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.axe import overflows, violations
from tests.support.scenes import CURATOR, NOW

pytestmark = pytest.mark.looks
SHIFT = "(() => { const real = Date.now; Date.now = () => real() + %d; })()"


@pytest.fixture
def copy(hall):
    from exhibit.actions.testimonies import approve_text, save_text
    from exhibit.actions.uniqueness import review
    from tests.support.scenes import CASEWORKER, VERIFIER, permitted

    testimony = hall.exhibition.cutouts[0].testimony
    for kind, body in (("STORY", "L’annonce parlait d’un hôtel."), ("QUOTE", "J’ai mon passeport dans mon sac.")):
        approve_text(save_text(testimony, "fr", kind, body, None, CURATOR, NOW).id, CASEWORKER, NOW)
    review(testimony, {}, VERIFIER, NOW)
    permitted(testimony, (("TRANSLATE", "fr"),))
    hall.made = hall.make(kiosk=True)
    return hall


@pytest.fixture
def phone(chromium):
    contexts = []

    def open_(locale="en-GB", ahead: timedelta = timedelta(), script=True, width=360):
        context = chromium.new_context(viewport={"width": width, "height": 740}, locale=locale, java_script_enabled=script, offline=True)
        if ahead:
            context.add_init_script(SHIFT % int(ahead.total_seconds() * 1000))
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()


def address(copy, name: str) -> str:
    return (copy.folder / name).as_uri()


@pytest.mark.parametrize(("locale", "words"), [("fr-BE", "L’annonce parlait"), ("en-GB", "The advertisement said hotel"), ("de-DE", "The advertisement said hotel")])
def test_a_code_opens_the_story_in_the_phones_language(copy, phone, locale, words):
    page = phone(locale)
    page.goto(address(copy, f"{copy.codes()[0]}/index.html"))
    page.get_by_text(words).first.wait_for()
    assert page.locator(".copy").is_hidden() and not overflows(page) and page.faults == []
    assert violations(page) == []
    page.get_by_role("link", name="Français" if locale != "fr-BE" else "English").first.click()
    page.get_by_text("The advertisement" if locale == "fr-BE" else "L’annonce").first.wait_for()
    page.locator("summary").first.click()
    page.get_by_role("link", name="Dark" if locale == "fr-BE" else "Sombre").first.click()
    page.wait_for_url("**/index.dark.html")


@pytest.mark.parametrize(("ahead", "said"), [(timedelta(days=4000), "The time of this copy has passed"), (timedelta(days=-2), "The date on this device cannot be right")])
def test_a_clock_that_says_no_opens_nothing(copy, phone, ahead, said):
    page = phone(ahead=ahead)
    for name in (f"{copy.codes()[0]}/en/index.html", f"{copy.codes()[0]}/en/index.dark.html", "e/autumn/figures/en/index.html", "e/autumn/kiosk/en/index.html"):
        page.goto(address(copy, name))
        page.get_by_text(said).wait_for()
        assert page.locator("main[hidden]").is_hidden() and page.get_by_text("112").first.is_visible() and violations(page) == [], name


def test_without_script_it_stays_closed_and_says_why(copy, phone):
    page = phone(script=False)
    page.goto(address(copy, f"{copy.codes()[0]}/en/index.html"))
    assert page.get_by_text("must look at the date").is_visible() and page.locator("main[hidden]").is_hidden() and page.locator(".copy a[href^='tel:']").count() >= 1


@pytest.mark.parametrize("gone", ["static/copy/copy.js", "static/copy/copy.css"])
def test_when_a_file_of_the_copy_is_missing_nothing_opens(copy, phone, gone):
    (copy.folder / gone).unlink()
    page = phone()
    page.goto(address(copy, f"{copy.codes()[0]}/en/index.html"))
    page.wait_for_timeout(300)
    assert page.locator("main[hidden]").is_hidden()


def test_the_screen_in_the_hall_leads_nowhere_else_and_goes_back_after_a_minute(copy, phone):
    page = phone(width=1280)
    page.clock.install(time=NOW + timedelta(minutes=10))
    page.goto(address(copy, "e/autumn/kiosk/index.html"))
    assert page.locator(".wall a").count() == 1 and page.faults == [] and violations(page) == []
    page.locator(".wall a").first.click()
    page.get_by_text("The advertisement said hotel").first.wait_for()
    for target in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
        assert target.startswith("file:") and "/kiosk/" in target, target
    assert page.locator("main[hidden] .help").get_by_text("112").first.is_visible() and page.locator("a[href^=tel]").count() == 0
    assert violations(page) == []
    page.clock.run_for(45_000)
    assert "goes back to its start" in page.locator(".soon").inner_text()
    page.mouse.click(5, 300)
    assert page.locator(".soon").inner_text() == ""
    page.clock.run_for(61_000)
    page.wait_for_url("**/kiosk/**index.html")
    page.locator(".wall a").first.wait_for()


def test_the_exit_of_that_screen_covers_and_goes_to_its_start(copy, phone):
    page = phone(width=1280)
    page.goto(address(copy, f"{copy.codes()[0]}/en/kiosk/index.html"))
    page.locator(".exit").click()
    page.locator(".wall a").first.wait_for()
    assert page.url.startswith(address(copy, "e/autumn/kiosk"))
