"""From what a caseworker was sent to a board in the hall: decided by keyboard, looked at by a second person, approved by the person. The board says the approved
words and no others, and the source is gone."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from exhibit.actions.boards import board_spec
from exhibit.actions.testimonies import approve_text, create_testimony, save_text
from exhibit.actions.uniqueness import review
from exhibit.cutout import compose, preflight, write_pdf
from exhibit.cutout.press.raster import grey, render
from exhibit.store import db, queries
from exhibit.store import worksheets as found_by
from tests.desk.test_files_name_nobody import everything_in
from tests.support.axe import overflows, violations
from tests.support.desk import PASSWORD
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, FACTS, VERIFIER, a_cutout, permitted
from tests.support.second_eyes import TRIED

SOURCE = ("My name is Miriam Tesfaye. I answered an advertisement in Adwa. Mrs Peeters kept my passport in rue Haute 4.\n\n"
          "I wrote down every hour in a small notebook. My number was +32 470 12 34 56. Today I teach others to read a contract.")
NAMES = ("Miriam", "Tesfaye", "Adwa", "Peeters", "Haute", "470 12")
QUOTE = "I wrote down every hour. Now I carry my own key in my own bag."
OWN_WORDS = "the woman of the house"


@pytest.mark.looks
def test_the_board_says_the_words_she_approved_and_none_of_the_source(live, page, caplog):
    address, app = live
    with app.app_context():
        testimony = create_testimony({**FACTS, "elements": [*FACTS["elements"], "REGION"]}, CASEWORKER, BEFORE)
        code = testimony.code
        approve_text(save_text(testimony, "en", "QUOTE", QUOTE, None, CURATOR, BEFORE).id, CASEWORKER, BEFORE)
    _sign_in(page, address, CURATOR)
    _made(page, address, code, "CUTOUT", _by_keyboard)
    _made(page, address, code, "STORY", _accept_the_rest)
    with app.app_context():
        sealed = [sheet.id for sheet in found_by.with_source(queries.testimony(code))]
        ciphers = list(db.session.connection().exec_driver_sql("SELECT source_enc FROM worksheet WHERE source_enc IS NOT NULL").scalars())
    assert len(sealed) == len(ciphers) == 2

    _sign_in(page, address, VERIFIER)
    for kind in ("CUTOUT", "STORY"):
        _second_look(page, address, app, code, kind)
    _sign_in(page, address, CASEWORKER)
    page.goto(f"{address}/desk/testimonies/{code}")
    for _text in ("CUTOUT", "STORY"):
        page.locator('form[action$="/approve"] button').first.click()
        page.get_by_text("Recorded: the person approved exactly this text.").wait_for()
    with app.app_context():
        review(queries.testimony(code), {}, VERIFIER, datetime.now(UTC))
        cutout = a_cutout(permitted(queries.testimony(code)))
        place, copy = f"{address}/desk/cutouts/{cutout.id}", cutout.copies[0].code
        approved = {kind: queries.testimony(code).approved(kind, "en").body for kind in ("CUTOUT", "STORY")}
    assert OWN_WORDS in approved["CUTOUT"] and not [name for name in NAMES for body in approved.values() if name in body]

    _sign_in(page, address, CURATOR)
    pdf = _printed(page, place)
    _says_only(pdf, approved["CUTOUT"], app, copy, address)
    page.goto(f"{address}/{copy}")
    shown = page.locator("main").inner_text()
    assert all(paragraph in shown for paragraph in approved["STORY"].split("\n\n")) and not [name for name in NAMES if name in page.content()]
    with app.app_context():
        assert [found_by.worksheet(number).source for number in sealed] == [None, None]
        kept = [path for path in app.config["EXHIBIT"].instance.rglob("*") if path.is_file()]
        held = [path.name for path in kept for words in (*NAMES[:4], *(cipher[20:90] for cipher in ciphers)) if words.encode() in path.read_bytes()]
    assert kept and held == [], "neither the words nor their ciphertext is left in any file"
    assert not [name for name in NAMES if name in caplog.text]

    page.goto(f"{address}/desk/testimonies/{code}/texts/CUTOUT/en")
    page.fill("#body", approved["CUTOUT"].replace("small notebook", "small red notebook"))
    page.locator("main form button.btn-primary").first.click()
    page.get_by_text("It is shown once the person has approved it").wait_for()
    assert "waits for the person's approval" in page.locator(".texts").inner_text()
    page.goto(f"{address}/desk/second-eyes")
    expect(page.locator("main table")).to_contain_text(code)
    assert _printed(page, place) == pdf, "the board keeps the words she approved"


def _sign_in(page, address: str, email: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/account/login")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def _made(page, address: str, code: str, kind: str, decide) -> None:
    """The source put in and decided about; a text made of it."""
    page.goto(f"{address}/desk/testimonies/{code}/anonymise")
    page.select_option("#language", "en")
    page.select_option("#kind", kind)
    page.fill("#body", SOURCE)
    page.get_by_role("button", name="Put in and look at it").click()
    page.locator("a.find").first.wait_for()
    decide(page)
    page.get_by_role("button", name="Make the text").click()
    page.get_by_text("The text is made").wait_for()


def _by_keyboard(page) -> None:
    """Every find in turn: accepted with a, the employer in words of one's own with c."""
    still_open = page.locator("a.find.is-open")
    for left in range(still_open.count(), 0, -1):
        if "Peeters" in page.locator("a.find.is-current").inner_text():
            page.keyboard.press("c")
            page.keyboard.press("Control+a")
            page.keyboard.type(OWN_WORDS)
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
        expect(still_open).to_have_count(left - 1)
        expect(page.locator("a.find:focus")).to_have_count(1)
    assert page.locator(".result-line").filter(has_text=OWN_WORDS).count() == 1


def _accept_the_rest(page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Accept all the rest").click()
    expect(page.locator("a.find.is-open.s1")).to_have_count(0)


def _second_look(page, address: str, app, code: str, kind: str) -> None:
    """The text alone, three attempts, the comparison with the source, and it passes. Until the attempts are written, nothing else of the testimony opens."""
    with app.app_context():
        testimony = queries.testimony(code)
        version, sheet = testimony.newest(kind, "en").id, found_by.made_into(testimony.newest(kind, "en")).id
    page.goto(f"{address}/desk/texts/{version}/facts")
    page.locator(f'form[action="/desk/texts/{version}/second-eyes"] button').click()
    page.wait_for_url("**/desk/second-eyes/*")
    look = page.url
    assert not [name for name in NAMES if name in page.content()]
    for closed in (f"/desk/worksheets/{sheet}", f"/desk/texts/{version}/compare"):
        answer = page.goto(address + closed)
        assert answer.status in (403, 409) and not [name for name in NAMES if name in page.content()]
    page.goto(look)
    page.fill("#guess", "Nobody comes to mind.")
    for number, (terms, led_to) in enumerate(TRIED, 1):
        page.fill(f"#terms_{number}", terms)
        page.check(f"input[name=led_to_{number}][value={led_to}]")
    page.get_by_role("button", name="Write this down").click()
    page.get_by_role("button", name="Open the comparison").click()
    expect(page.locator(".text-diff del").filter(has_text="Tesfaye").first).to_be_visible()
    assert violations(page) == [] and not overflows(page)
    page.get_by_role("button", name="It passes").click()
    page.get_by_text("Passed: nobody can be recognised").wait_for()


def _printed(page, place: str) -> bytes:
    """The board's file, as the curator takes it."""
    page.goto(place)
    with page.expect_download() as handed_out:
        page.locator('form[action$="/print"] button').first.click()
    return handed_out.value.path().read_bytes()


def _says_only(pdf: bytes, words: str, app, copy: str, address: str) -> None:
    """Words on a board are outlines: the file is that of a board with exactly these words, looks like it, and unlike one with the source's."""
    with app.app_context():
        spec = board_spec(queries.copy(copy), address, datetime.now(UTC))
        assert (spec.quote, spec.testimony, spec.attribution, spec.second) == (QUOTE, words, FACTS["pseudonym"], None)
        again, other = write_pdf(compose(spec)), write_pdf(compose(replace(spec, testimony=SOURCE)))
    assert pdf == again and all(check.ok for check in preflight(pdf))
    seen, same, unlike = (grey(render(file, 0, 0.4)) for file in (pdf, again, other))
    assert (seen == same).all() and (seen.shape != unlike.shape or (seen != unlike).any())
    assert not [name for name in NAMES if name.encode() in everything_in(pdf)]
