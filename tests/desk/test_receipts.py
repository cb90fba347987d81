"""The receipt at the desk: the number is seen once, cards and papers are neutral, and the form on paper is complete."""
from __future__ import annotations

import json
import re

import numpy as np
import pytest
from sqlalchemy import delete

from exhibit.actions import by_number, receipts
from exhibit.actions.consent_form import ROW_NUMBERS
from exhibit.actions.forms_out import form_out
from exhibit.consent import receipt as rules
from exhibit.cutout.codes.verify import READERS
from exhibit.cutout.press.raster import page_count, render
from exhibit.store import db, papers, queries, transaction
from exhibit.store.tables import ConsentNotice
from exhibit.web.desk.forms.receipt import FORMS
from tests.support.scenes import a_testimony, permitted

NUMBER = re.compile(r"\+89\d \d{3} \d{3} \d{3} \d{4}")


@pytest.fixture
def place(demo_app) -> str:
    return f"/desk/testimonies/{permitted(a_testimony()).code}"


def issue(desk, place: str, status: int = 200, **changes):
    return desk.submit(f"{place}/receipt", "form.form-wide", status, **{"kind": "CARD", "language": "en", **changes})


def shown(page) -> str:
    return page.select_one(".receipt-number").text


def test_the_number_is_shown_once_works_and_is_not_shown_again(place, sign_in, now):
    desk = sign_in("caseworker")
    number = shown(issue(desk, place))
    assert NUMBER.fullmatch(number) and by_number.opened(number, now)
    again = desk.page(f"{place}/receipt")
    assert not NUMBER.search(again.text) and "works, not yet put away" in again.text
    desk.submit(f"{place}/receipt", "td form[action$=kept]")
    assert "works, put away" in desk.page(f"{place}/receipt").text


def test_reloading_the_page_that_shows_the_number_makes_no_second_one(place, sign_in):
    desk = sign_in("caseworker")
    issue(desk, place)
    page = issue(desk, place, 422)
    assert "whose number works" in page.select_one("[role=alert]").text
    assert len(papers.receipts_of(queries.testimony(place.rsplit("/")[-1]))) == 1


def test_lost_a_new_one_in_its_place(place, sign_in, now):
    desk = sign_in("caseworker")
    first = shown(issue(desk, place))
    second = shown(issue(desk, place, replaces="y"))
    assert by_number.opened(second, now) and not by_number.opened(first, now)
    db.session.expire_all()
    assert queries.testimony(place.rsplit("/")[-1]).hold == "REQUEST_PENDING"
    assert "opens nothing since" in desk.page(f"{place}/receipt").text


def test_an_old_number_that_was_used_is_told_at_the_top(place, sign_in, now):
    desk = sign_in("caseworker")
    first = shown(issue(desk, place))
    issue(desk, place, replaces="y")
    assert "was replaced" not in desk.page(f"{place}/receipt").text
    by_number.opened(first, now)
    assert "Somebody typed a number that was replaced" in desk.page(f"{place}/receipt").select_one(".alert-danger").text


def test_after_a_stop_there_is_a_paper_for_the_person(place, sign_in, now):
    desk = sign_in("caseworker")
    assert not desk.page(f"{place}/receipt").select("#stop-language")
    by_number.stop(by_number.opened(shown(issue(desk, place)), now), "", now)
    answer = desk.press(f"{place}/receipt", "form[action$='stopped.pdf']", language="ar")
    assert answer.status_code == 200 and page_count(answer.data) == 1


def test_the_desk_offers_every_form_there_is():
    assert set(FORMS) == set(rules.FORMS)


def test_declined_and_ended(place, sign_in, now):
    desk = sign_in("caseworker")
    page = issue(desk, place, kind="NONE_DECLINED")
    assert "declined a receipt" in page.select_one("[role=status]").text
    number = shown(issue(desk, place))
    page = desk.submit(f"{place}/receipt", "td form[action$=end]")
    assert "opens nothing any more" in page.select_one("[role=status]").text and not by_number.opened(number, now)


def test_only_caseworkers_see_it(place, sign_in):
    for role in ("curator", "verifier", "administrator"):
        desk = sign_in(role)
        assert desk.get(f"{place}/receipt").status_code == desk.get(f"{place}/form").status_code == 403


def test_card_and_paper_are_handed_out_with_the_number_of_that_receipt_only(place, sign_in):
    desk = sign_in("caseworker")
    page = issue(desk, place, language="ar")
    forms = {form["action"]: {field["name"]: field["value"] for field in form.select("input[type=hidden]")} for form in page.select(".receipt-papers form")}
    for action, fields in forms.items():
        answer = desk.client.post(action, data=fields)
        assert answer.mimetype == "application/pdf" and page_count(answer.data) == 1
        assert re.search(r"filename=(card|paper)\.pdf", answer.headers["Content-Disposition"])
        refused = desk.client.post(action, data={**fields, "number": "+899 000 000 000 0000"}, follow_redirects=True)
        assert "does not belong" in refused.get_data(as_text=True)


def test_the_card_has_the_size_of_a_bank_card_and_says_nothing(app):
    from exhibit.actions.receipt_paper import CARD_MM, card_pdf

    ink = np.asarray(render(card_pdf("+891 234 567 890 1234"), 0, 10).convert("L")) < 128
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert (columns[-1] - columns[0]) / 10 == pytest.approx(CARD_MM[0], abs=0.6)
    assert (rows[-1] - rows[0]) / 10 == pytest.approx(CARD_MM[1], abs=0.6)
    bare = np.asarray(render(card_pdf("+891 234 567 890 1234", with_address=False), 0, 10).convert("L")) < 128
    assert ink.sum() > bare.sum(), "the address can be left off"


def test_the_signed_file_is_genuine(place, sign_in):
    desk = sign_in("caseworker")
    issue(desk, place)
    found = papers.receipts_of(queries.testimony(place.rsplit("/")[-1]))[0]
    document = json.loads(desk.get(f"/desk/receipts/{found.id}/receipt.json").data)
    assert receipts.verify(document, receipts.printed_key()).startswith("Genuine")


@pytest.fixture
def noticed(place, now):
    with transaction() as session:
        for language in ("en", "ur"):
            session.add(ConsentNotice(version=99, language=language, body="What you should know.\n\nMore.", sha256="0" * 64, valid_from=now, written_by="x@demo.example"))


def test_the_form_is_a_pdf_with_a_number(place, noticed, sign_in):
    desk = sign_in("caseworker")
    for language in ("en", "ur"):
        answer = desk.press(f"{place}/form", "form.form-wide", language=language, translations="fr, NL", countries="be")
        assert answer.mimetype == "application/pdf" and page_count(answer.data) >= 2
        number = re.search(r"filename=form-([2-9A-Z]{4}-[2-9A-Z]{4})\.pdf", answer.headers["Content-Disposition"])[1]
        asked = form_out(queries.testimony(place.rsplit("/")[-1]), number).permissions
        assert ("TRANSLATE", "nl") in asked and ("EVENT_COUNTRY", "BE") in asked and [ROW_NUMBERS[code] for code, _scope in asked] == sorted(ROW_NUMBERS[code] for code, _scope in asked)


def test_without_a_notice_in_the_language_no_form_is_made(place, noticed, sign_in):
    with transaction() as session:
        session.execute(delete(ConsentNotice).where(ConsentNotice.language == "be"))
    page = sign_in("caseworker").submit(f"{place}/form", "form.form-wide", 422, language="be")
    assert "no consent notice in Беларуская" in page.select_one("[role=alert]").text
    page = sign_in("caseworker").submit(f"{place}/form", "form.form-wide", 422, language="en", permissions=[])
    assert "at least one permission" in page.select_one("[role=alert]").text


def test_a_child_is_never_asked_for_what_a_child_cannot_give(demo_app, noticed, sign_in):
    child = a_testimony(age_class="CHILD")
    page = sign_in("caseworker").submit(f"/desk/testimonies/{child.code}/form", "form.form-wide", 422, permissions=["WEB_STORY", "PRESS_FULL"])
    assert "never be granted for a child" in page.select_one("[role=alert]").text


def test_nothing_on_receipt_or_card_is_a_code_for_a_phone_camera(place, sign_in):
    """A QR code would put the address into somebody's history: the number is typed."""
    from exhibit.actions.receipt_paper import paper_pdf

    made = receipts.issue(queries.testimony(place.rsplit("/")[-1]), "PAPER", "uk", "caseworker@demo.example", receipts.datetime.now().astimezone())
    picture = np.asarray(render(paper_pdf(made.receipt, made.number), 0, 5).convert("L"))
    assert all(read(picture) == set() for read in READERS.values())
