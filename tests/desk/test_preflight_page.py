"""A print file checked at the desk: any PDF, any shop, the findings, the words of a mail; nothing is kept."""
from __future__ import annotations

import io
from pathlib import Path

import pytest

from exhibit.store import db
from exhibit.web.desk.preflight import LARGEST_BYTES
from tests.cutout.preflight.handmade import code, drawn, page
from tests.desk.test_pages_in_browser import sign_in as open_desk
from tests.support.axe import overflows, violations

pytestmark = pytest.mark.looks


def checked(desk, pdf: bytes, status: int = 200, **fields):
    return desk.submit("/desk/preflight", "form[enctype]", status, files={"file": (io.BytesIO(pdf), "board.pdf")}, **fields)


def test_a_clean_file_is_fine_for_the_shop(sign_in):
    answer = checked(sign_in("curator"), page())
    assert "Everything is as this shop asks." in answer.select_one("[role=status]").text and "Plain" in answer.select_one("[role=status]").text
    assert answer.select_one("section > table") is None
    assert "ready to print" in answer.select_one("textarea").text
    assert {"fine"} == {pill.text for pill in answer.select("details .pill-yes")} and len(answer.select("section details tbody tr")) > 45


def test_a_fault_is_named_with_its_place_and_stands_in_the_mail(sign_in):
    answer = checked(sign_in("curator"), drawn(code=code(30)), shop="vinylfire")
    assert "send this file back: 1 check fails" in answer.select_one("[role=status]").text and "Vinyl Fire" in answer.select_one("[role=status]").text
    (row,) = answer.select("section > table tbody tr")
    assert row.select_one("th").text == "code size" and "page 1, 95 mm from the left, 335 mm from below" in row.text
    assert "1. Code size (page 1, 95 mm from the left" in answer.select_one("textarea").text


def test_the_asked_height_is_held_against_the_file(sign_in):
    answer = checked(sign_in("caseworker"), page(), height_mm="1650")
    assert "1200.0 mm tall; 1650.0 mm were asked" in answer.select_one("section > table").text


@pytest.mark.parametrize(("content", "sentence"), [(b"hello", "This is no PDF"), (b"", "The file is empty"), (b"%PDF-1.4 nothing", "The file is damaged")])
def test_what_is_no_print_file_gets_a_sentence(sign_in, content, sentence):
    assert sentence in checked(sign_in("curator"), content, 422).select_one("[role=alert]").text


def test_no_file_no_number_no_shop(sign_in):
    desk = sign_in("curator")
    assert "Choose a file." in desk.submit("/desk/preflight", "form[enctype]", 422).text
    assert "Write a number between 1 and 20000." in checked(desk, page(), 422, height_mm="-4").text
    assert checked(desk, page(), 422, shop="nobody").select_one("textarea") is None


def test_a_print_file_may_be_larger_than_other_forms_and_not_endless(sign_in):
    desk = sign_in("curator")
    assert "This is no PDF" in checked(desk, b"x" * 5_000_000, 422).text
    assert "That is more than 40 MB: it was not looked at." in checked(desk, b"x" * (LARGEST_BYTES + 1), 413).text


def test_words_in_a_file_are_shown_and_not_obeyed(sign_in):
    answer = sign_in("curator").press("/desk/preflight", "form[enctype]", files={"file": (io.BytesIO(page()), "<script>alert(1)</script>.pdf")})
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_nothing_of_it_is_kept(demo_app, sign_in):
    desk = sign_in("curator")
    before = _files(demo_app), _rows()
    checked(desk, page())
    assert (_files(demo_app), _rows()) == before


def _files(app) -> set[str]:
    return {str(path) for path in Path(app.config["EXHIBIT"].instance).rglob("*") if path.is_file() and path.suffix not in (".db-wal", ".db-shm")}


def _rows() -> dict[str, int]:
    return {table.name: db.session.execute(db.select(db.func.count()).select_from(table)).scalar() for table in db.metadata.sorted_tables}


@pytest.mark.looks
@pytest.mark.parametrize(("width", "locale"), [(1280, "en-GB"), (360, "en-GB"), (360, "ar")])
def test_the_answer_is_readable_to_everybody(live, chromium, tmp_path, width, locale):
    (tmp_path / "board.pdf").write_bytes(drawn(code=code(30), extra="1 0 0 rg 50 50 100 100 re f"))
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale=locale)
    tab = context.new_page()
    open_desk(tab, live[0], "curator")
    tab.goto(f"{live[0]}/desk/preflight")
    assert violations(tab) == [] and not overflows(tab)
    tab.locator("#file").set_input_files(tmp_path / "board.pdf")
    tab.locator("main form button").click()
    tab.locator("textarea").wait_for()
    tab.locator("main details summary").click()
    assert violations(tab) == [] and not overflows(tab)
    context.close()
