"""The desk in a real Chromium: readable to everybody, at every width, in both directions, without a mouse."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.axe import overflows, violations
from tests.support.desk import PASSWORD

pytestmark = pytest.mark.looks

PAGES = {
    "curator": ["/desk/", "/desk/exhibitions/demo", "/desk/exhibitions/demo/edit", "/desk/exhibitions/new", "/desk/exhibitions/demo/cutouts/new", "/desk/cutouts/1",
                "/desk/testimonies", "/desk/testimonies/T01", "/desk/testimonies/T14/edit", "/desk/testimonies/new", "/desk/testimonies/T04/texts/CUTOUT/ur",
                "/desk/helplines", "/desk/components", "/desk/exhibitions/nowhere", "/desk/accounts", "/account/change"],
    "caseworker": ["/desk/testimonies/T11/consent", "/desk/testimonies/T15", "/desk/testimonies/T15/approvals"],
    "verifier": ["/desk/testimonies/T15/consent", "/desk/texts/2/facts", "/desk/testimonies/T01/uniqueness", "/desk/reference-counts", "/desk/audit", "/desk/dpia", "/desk/retention", "/desk/testimonies/T01/file"],
    "administrator": ["/desk/accounts"],
}


def sign_in(page, address: str, role: str) -> None:
    page.goto(f"{address}/account/login")
    page.get_by_label("E-mail").or_(page.locator("#email")).first.fill(f"{role}@demo.example")
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/desk/")


@pytest.mark.parametrize(("locale", "direction", "width", "other_width"), [("en-GB", "ltr", 1280, 360), ("ar", "rtl", 360, 1280)])
def test_every_page_is_readable_to_everybody(live, chromium, locale, direction, width, other_width):
    """Each language and each width is looked at by axe once; what scrolls sideways is looked for in all four."""
    address, _app = live
    wrong: list[str] = []
    for role, paths in PAGES.items():
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale=locale)
        page = context.new_page()
        page.on("pageerror", lambda error, told=wrong: told.append(f"script: {error}"))
        sign_in(page, address, role)
        for path in paths:
            page.goto(address + path)
            wrong += [f"{path}: {sentence}" for sentence in violations(page)]
            for seen in (width, other_width):
                page.set_viewport_size({"width": seen, "height": 800})
                wrong += [f"{path} scrolls sideways at {seen} px"] if overflows(page) else []
            if page.locator("html").get_attribute("dir") != direction:
                wrong.append(f"{path} does not run {direction}")
            page.set_viewport_size({"width": width, "height": 800})
        context.close()
    assert not wrong, "\n".join(wrong)


def test_the_preview_follows_the_form_before_anything_is_saved(live, page):
    address, _app = live
    sign_in(page, address, "curator")
    page.goto(f"{address}/desk/cutouts/1")
    before = page.locator("#preview img").get_attribute("src")
    page.get_by_label("mint").focus()
    page.keyboard.press("Space")
    expect(page.locator("#preview img")).not_to_have_attribute("src", before)
    page.reload()
    assert page.locator("#preview img").get_attribute("src") == before


def test_a_search_answers_while_it_is_typed(live, page):
    address, _app = live
    sign_in(page, address, "curator")
    page.goto(f"{address}/desk/testimonies")
    page.get_by_label("Search").press_sequentially("passport")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    assert "search=passport" in page.url


def test_an_exhibition_is_made_without_a_mouse(live, page):
    address, _app = live
    sign_in(page, address, "curator")
    page.goto(f"{address}/desk/exhibitions/new")
    for label, typed in (("Name (English)", "Small show"), ("Short name", "small-show"), ("City", "Ghent")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(typed)
    page.get_by_label("Country").select_option("BE")
    page.get_by_label("First day").fill("2027-03-01")
    page.get_by_label("Last day").fill("2027-03-31")
    page.get_by_role("checkbox", name="Nederlands").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Small show")


def test_the_desk_turns_when_its_language_is_arabic(live, page):
    address, _app = live
    sign_in(page, address, "curator")
    page.locator(".desk-user summary").click()
    page.locator("#interface").select_option("ar")
    page.locator(".desk-menu form button").first.click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    bar, user = page.locator(".brand").bounding_box(), page.locator(".desk-user").bounding_box()
    assert bar["x"] > user["x"]  # the name of the desk stands on the right
    assert not overflows(page)


def test_without_script_everything_still_works(live, chromium):
    address, _app = live
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address, "curator")
    page.goto(f"{address}/desk/cutouts/1")
    page.get_by_label("mint").check()
    page.get_by_role("button", name="Save the layout").click()
    assert "Saved." in page.locator("[role=status]").first.inner_text()
    context.close()


def test_smuggling_hides_what_belongs_to_trafficking(live, page):
    address, _app = live
    sign_in(page, address, "curator")
    page.goto(f"{address}/desk/testimonies/new")
    expect(page.locator(".tip")).to_be_visible()
    page.locator("#experience_type").select_option("SOM")
    expect(page.locator(".tip")).to_be_hidden()
    expect(page.locator("p.som")).to_be_visible()
