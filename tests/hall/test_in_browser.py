"""The crew's page on a small telephone and the crew's list at the desk, in a real browser: readable by everybody, without script."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exhibit.actions import crew
from exhibit.actions.consent import withdraw
from exhibit.actions.gate import cutout_decision
from exhibit.store import queries
from exhibit.story import hall_words
from tests.support.axe import overflows, violations
from tests.support.boards import handed_over
from tests.support.desk import PASSWORD
from tests.support.photos import photo

pytestmark = pytest.mark.looks

CURATOR, CASEWORKER = "curator@demo.example", "caseworker@demo.example"


@pytest.fixture
def boards(live) -> tuple[str, str, str]:
    """(address, code of a board that may stand, code of one that was stopped)."""
    address, app = live
    with app.app_context():
        now = datetime.now(UTC)
        standing, stopped = [cutout for cutout in queries.cutouts(queries.exhibition("demo")) if cutout_decision(cutout, now).allowed][:2]
        for cutout in (standing, stopped):
            handed_over(cutout.copies[0], CURATOR, now)
        crew.stands_here(stopped.copies[0].staff_code, "hall 2, left wall", now)
        withdraw(stopped.testimony, CASEWORKER, now)
        return address, standing.copies[0].staff_code, stopped.copies[0].staff_code


def test_every_language_is_readable_on_a_small_telephone(boards, page):
    address, standing, stopped = boards
    page.set_viewport_size({"width": 360, "height": 740})
    wrong = {}
    for number, language in enumerate(hall_words.languages()):
        path = f"/h/{(standing, stopped, 'ZZZZZZZZ')[number % 3]}?language={language}"
        page.goto(address + path)
        found = violations(page) + (["scrolls sideways"] if overflows(page) else [])
        small = page.evaluate("[...document.querySelectorAll('button, input:not([type=hidden])')].filter(e => e.getBoundingClientRect().height < 44).length")
        wrong |= {path: [*found, small]} if found or small else {}
    assert not wrong


def test_without_script_the_crew_takes_a_board_down(boards, chromium, tmp_path):
    address, _, stopped = boards
    (tmp_path / "down.jpg").write_bytes(photo(1200, 900))
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/H/{stopped}")
    assert "TAKE DOWN NOW" in page.text_content("h1") and page.locator(".take_down").bounding_box()["y"] < 100
    page.set_input_files("#photo", tmp_path / "down.jpg")
    page.click("form[action*='/down'] button")
    page.wait_for_selector("[role=status]")
    assert "with the photo" in page.text_content("[role=status]") and context.cookies() == []
    context.close()


def test_the_crews_list_and_the_recall_at_the_desk(boards, page):
    address, _, stopped = boards
    page.goto(f"{address}/account/login")
    page.fill("#email", CURATOR)
    page.fill("#password", PASSWORD)
    page.click("main form button")
    page.wait_for_selector(".desk-bar nav")
    found = {}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/desk/exhibitions/demo/take-down", "/desk/recalls", "/desk/exhibitions/demo/uses", "/desk/testimonies/T01/if-stopped", "/desk/exhibitions/demo/walks", "/desk/exhibitions/demo/drill"):
            page.goto(address + path)
            wrong = violations(page) + (["scrolls sideways"] if overflows(page) else [])
            found |= {(width, path): wrong} if wrong else {}
    assert not found
    page.goto(f"{address}/desk/exhibitions/demo/take-down")
    assert stopped in page.text_content(".crew-list")
    page.emulate_media(media="print")
    assert not page.locator(".desk-bar").is_visible() and page.locator(".crew-list").is_visible()
    page.emulate_media(media="screen")
    page.goto(f"{address}/desk/recalls")
    page.click(".cards a >> nth=0")
    page.wait_for_selector(".tasks")
    page.locator(".tasks summary").first.click()
    assert violations(page) == [] and page.locator(".tasks select").first.is_visible()
