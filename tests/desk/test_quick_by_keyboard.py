"""A caseworker works through one person in ten minutes, with the keyboard alone: every key is counted."""
from __future__ import annotations

import time

import pytest

from exhibit.actions.forms_out import new_form_number
from exhibit.actions.quick import usual_permissions
from exhibit.store import db, queries, records
from tests.desk.test_pages_in_browser import sign_in
from tests.support.axe import overflows, violations

SECONDS_A_KEY, SECONDS_TO_THINK = 0.5, 1.35  # Card, Moran and Newell's keystroke-level model: an inexperienced typist; one thought before each field
TEN_MINUTES = 600


class Hands:
    """Ten fingers and no mouse; counts what they do."""

    def __init__(self, page) -> None:
        self.page, self.keys, self.fields = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def tab_to(self, selector: str) -> None:
        self.fields += 1
        for _ in range(30):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"thirty tabs do not lead to {selector}")

    @property
    def seconds(self) -> float:
        """What a person who does this for the first time needs."""
        return self.keys * SECONDS_A_KEY + self.fields * SECONDS_TO_THINK


def printed_form(app) -> tuple[str, int]:
    """A paper for T13 with all that is usually asked; (its number, its lines)."""
    with app.app_context():
        testimony = queries.testimony("T13")
        notice = next(row for row in records.notices() if row.language == "ru")
        asked = [":".join(filter(None, row)) for row in usual_permissions(testimony)]
        return new_form_number(testimony, asked, notice, "ru", "caseworker@demo.example", notice.valid_from), len(asked)


def test_one_person_in_ten_minutes_with_the_keyboard_alone(live, page):
    address, app = live
    number, lines = printed_form(app)
    sign_in(page, address, "caseworker")
    page.goto(f"{address}/desk/testimonies/T13/quick")
    hands, began = Hands(page), time.monotonic()
    hands.tab_to("#form")  # the page begins there
    assert hands.keys == 0
    hands.type(number)
    hands.press("Enter")
    page.wait_for_url("**form=**")
    hands.tab_to("#on")
    hands.type("11112025")  # the same day whichever way round the browser reads it
    hands.tab_to("#collected_country")
    hands.type("Belg")
    hands.tab_to("#indicated_by")
    hands.type("the p")
    hands.tab_to("#method")
    hands.type("tick")
    hands.tab_to("#assistance_independent")
    hands.press("Space")
    hands.tab_to("input[name=knows_what]")
    for _ in range(6):
        hands.fields += 1
        hands.press("y")
    answers = "yyn" + "l" + "y" * (lines - 4)
    for answer in answers:
        hands.fields += 1
        hands.press(answer)
    hands.tab_to("#held_by")
    hands.type("Open")
    hands.tab_to("form.quick button.btn-primary")
    hands.press("Enter")
    page.wait_for_url("**/consent")
    assert f"{lines} answers" in page.locator("[role=status]").first.inner_text()
    assert hands.keys < 160 and hands.seconds < TEN_MINUTES / 2 and time.monotonic() - began < TEN_MINUTES, (hands.keys, hands.seconds)
    with app.app_context():
        made = records.records_of(queries.testimony("T13"))[0]
        states = [grant.state for grant in sorted(made.grants, key=lambda grant: grant.id)]
        assert states == [{"y": "given", "n": "refused", "l": "deferred"}[answer] for answer in answers] and made.understanding[0].complete
        assert (made.collected_country, made.language, made.form_number, made.evidence[0].held_by.code) == ("BE", "ru", number, "open-door")
        db.session.remove()


def test_without_script_the_same_paper_is_entered_by_space_and_arrows(live, chromium):
    address, app = live
    number, _lines = printed_form(app)
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, address, "caseworker")
    page.goto(f"{address}/desk/testimonies/T13/quick?form={number}")
    assert not page.locator(".with-script").is_visible()
    for name, chosen in (("indicated_by", "SUBJECT"), ("method", "SIGNED_PAPER")):
        page.locator(f"#{name}").select_option(chosen)
    page.locator("#on").fill("2026-01-15")
    page.locator("#assistance_independent").press("Space")
    for name in ("knows_what", "knows_where", "knows_risk", "knows_free", "knows_stop", "nobody_with_power_present"):
        page.locator(f"input[name={name}]").first.press("Space")
    page.locator("input[name=lines-0-answer]").first.press("Space")
    page.locator("input[name=lines-1-answer]").first.press("Space")
    page.locator("input[name=lines-1-answer]").first.press("ArrowDown")
    page.locator("form.quick button.btn-primary").press("Enter")
    page.wait_for_url("**/consent")
    assert "2 answers" in page.locator("[role=status]").first.inner_text()
    context.close()


def test_a_scan_is_hashed_in_the_browser_and_stays_there(live, page):
    address, _app = live
    sign_in(page, address, "caseworker")
    page.goto(f"{address}/desk/testimonies/T13/quick")
    page.locator("#scan").set_input_files({"name": "scan.png", "mimeType": "image/png", "buffer": b"a page that was signed"})
    page.wait_for_function("document.querySelector('#sha256').value.length === 64")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.locator("form.quick button.btn-primary").click()
    assert b"a page that was signed" not in (sent.value.post_data_buffer or b"")


@pytest.mark.looks
def test_the_new_pages_are_readable_to_everybody(live, chromium):
    address, app = live
    with app.app_context():
        record = records.records_of(queries.testimony("T05"))[0].id
        db.session.remove()
    paths = ["/desk/testimonies/T13/quick", "/desk/testimonies/T11/guardians", f"/desk/testimonies/T05/records/{record}", "/desk/testimonies/T05/records",
             "/desk/testimonies/T05/records/new", "/desk/testimonies/T05/person", "/desk/parties", "/desk/notices", "/desk/notices/new?language=ar", "/desk/notices/1",
             "/desk/testimonies/T07/consent"]
    wrong: list[str] = []
    for width, locale, seen in ((360, "ar", paths), (1280, "en-GB", paths[:3])):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale=locale)
        page = context.new_page()
        sign_in(page, address, "caseworker")
        for path in seen:
            page.goto(address + path)
            wrong += [f"{path} ({locale}): {sentence}" for sentence in violations(page)]
            wrong += [f"{path} scrolls sideways at {width} px"] if overflows(page) else []
        context.close()
    assert not wrong, "\n".join(wrong)
