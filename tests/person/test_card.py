"""The page behind a number, with a real client: neutral before, plain after, and nothing that could be started."""
from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from exhibit.actions import receipts
from exhibit.consent.words import LANGUAGES, gives_away
from exhibit.store import db, queries
from exhibit.store.tables import ConsentEvent, Exhibition
from exhibit.web.person.limits import FLOOR_S
from tests.conftest import _application, _in_context
from tests.person.conftest import CODE, hand_out
from tests.support.desk import Visitor

NOBODY = "+899 000 000 000 0000"


@pytest.fixture
def phone(demo_app) -> Visitor:
    return Visitor(demo_app)


def post(phone: Visitor, number: str, **fields):
    return phone.client.post("/card", data={"number": number, **fields})


def opened(phone: Visitor, number: str, **fields) -> BeautifulSoup:
    answer = post(phone, number, **fields)
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def pictures_of(testimony) -> list[str]:
    """Everything about the person that the page must never hold."""
    hall = db.session.scalars(select(Exhibition)).first()
    return [testimony.code, testimony.pseudonym, testimony.person.code, "caseworker", *hall.name.values(), hall.slug, hall.venue, "Exhibit",
            *(sentence for version in testimony.versions for sentence in version.body.split("\n") if sentence)]


def test_before_the_number_the_page_names_nobody_and_keeps_nothing(phone):
    for language in (*LANGUAGES, "xx"):
        answer = phone.get(f"/card?language={language}")
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
        assert not gives_away(text), language
        hall = db.session.scalars(select(Exhibition)).first()
        assert not any(name in text for name in (*hall.name.values(), hall.slug, "xhibit"))
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_every_answer_is_closed_whatever_is_asked(phone, number):
    answers = [phone.get("/card"), post(phone, number), post(phone, NOBODY), post(phone, number, stop="nothing"), phone.client.put("/card"), phone.get("/card/x"),
               phone.client.delete("/card")]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_the_number_is_typed_as_people_type(phone, number):
    easy = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text in (number, number.replace(" ", ""), number.replace("+", "00"), easy, f"  {number}\u200f"):
        assert opened(phone, text).select(".row")


def test_it_shows_permissions_cities_and_days_in_every_language_and_nothing_else(phone, number):
    testimony = queries.testimony(CODE)
    for language in LANGUAGES:
        page = opened(phone, number, language=language)
        assert page.html["lang"] == language and page.html["dir"] == ("rtl" if language in ("ar", "ur") else "ltr")
        assert len(page.select(".row .stop")) == len([grant for grant in testimony.grants if grant.state == "confirmed"]) and page.select("svg.pictogram")
        text = page.prettify()
        assert not gives_away(page.text), language
        assert [word for word in pictures_of(testimony) if word in text] == [], language
    assert "Brussels" in opened(phone, number, language="en").text


def test_nothing_can_be_started(phone, number):
    """No field but the number, no button but stop, language and show: and no address of this door does anything else."""
    page = opened(phone, number)
    assert {form["action"] for form in page.select("form")} == {"/card"}
    assert {field["name"] for field in page.select("input, button[name], select, textarea")} == {"number", "language", "stop"}
    before = {grant.uid: grant.state for grant in queries.testimony(CODE).grants}
    post(phone, number, stop="GNOTHING000", state="confirmed", permission="PRESS_FULL", decision="given")
    db.session.expire_all()
    assert {grant.uid: grant.state for grant in queries.testimony(CODE).grants} == before


def test_one_thing_is_stopped_in_one_step_and_its_page_is_dark(phone, number, demo_app):
    code = next(cutout for cutout in queries.cutouts(queries.exhibition("demo")) if cutout.testimony.code == CODE).copies[0].code
    assert phone.get(f"/{code}").status_code == 200
    web = next(grant for grant in queries.testimony(CODE).grants if grant.permission == "WEB_STORY")
    page = opened(phone, number, stop=web.uid)
    assert "From this moment it is no longer shown." in page.text and phone.get(f"/{code}").status_code == 404
    db.session.expire_all()
    states = {grant.permission: grant.state for grant in queries.testimony(CODE).grants}
    assert states["WEB_STORY"] == "withdrawn" and states["PRT_CUTOUT"] == "confirmed"
    event = db.session.scalars(select(ConsentEvent).where(ConsentEvent.state == "withdrawn", ConsentEvent.testimony_code == CODE)).one()
    assert (event.indicated_by, event.recorded_by) == ("SUBJECT", "receipt")


def test_everything_is_stopped_and_again_is_no_error(phone, number):
    for _again in range(2):
        page = opened(phone, number, stop="everything")
        assert "Stopped" in page.select_one("h1").text and "What happens now" in page.text
        assert "cannot be fetched back" in page.text
        assert page.select_one("button.go").text == "Back"
    page = opened(phone, number)
    assert "Nothing is shown any more." in page.text and not page.select(".stop") and page.select("#next")


def test_wrong_unknown_and_old_numbers_look_the_same(phone, number):
    """Also by the clock: the quickest of a few tries of each kind, so that a busy machine does not count."""
    hand_out(replaces=True)
    took, bodies = {}, set()
    for text in ("12", NOBODY, number) * 3:
        began = time.monotonic()
        answer = post(phone, text)
        took[text] = min(took.get(text, 60.0), time.monotonic() - began)
        bodies.add((answer.status_code, answer.get_data(), tuple(answer.headers)))
    assert len(bodies) == 1 and min(took.values()) >= FLOOR_S
    assert max(took.values()) - min(took.values()) < 0.5 * FLOOR_S
    assert queries.testimony(CODE).hold == "REQUEST_PENDING"


def test_a_signed_in_browser_changes_nothing(demo_app, number, sign_in):
    """The cookie of the desk is neither needed nor looked at nor set anew."""
    desk = sign_in("caseworker")
    answer = desk.client.post("/card", data={"number": number})
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers and "caseworker" not in answer.get_data(as_text=True)


def test_a_form_that_is_too_large_is_not_read(phone):
    answer = post(phone, "1" * 10_000)
    assert answer.status_code == 413 and "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"


def test_the_language_is_the_chosen_one_then_the_receipts_then_the_phones(demo_app, phone):
    number = hand_out(language="uk")
    assert opened(phone, number).html["lang"] == "uk" and opened(phone, number, language="ar").html["lang"] == "ar"
    assert BeautifulSoup(phone.get("/card", Accept_Language="xx,ne-NP;q=0.8").data, "html.parser").html["lang"] == "ne"
    assert BeautifulSoup(phone.get("/card", Accept_Language="x" * 5000).data, "html.parser").html["lang"] == "en"


def test_guessing_is_slow_for_one_address_and_does_not_keep_the_others_out(databases, tmp_path):
    for app in _in_context(_application(databases, tmp_path, "demo", card_limit="3 per minute")):
        number, phone = hand_out(), Visitor(app)
        phone.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
        for _often in range(5):
            assert post(phone, number).status_code == 200, "who has the number may use it as often as she likes"
        answers = [post(phone, NOBODY) for _try in range(4)]
        assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
        last = answers[-1].get_data(as_text=True)
        assert "Please wait a few minutes" in last and not gives_away(last) and "xhibit" not in last and "Set-Cookie" not in answers[-1].headers
        phone.client.environ_base["REMOTE_ADDR"] = "203.0.113.10"
        assert post(phone, number).status_code == 200


def test_behind_a_proxy_each_telephone_is_counted_by_itself(databases, tmp_path):
    for app in _in_context(_application(databases, tmp_path, "demo", card_limit="1 per minute", proxies=1)):
        tries = [("203.0.113.9", NOBODY), ("203.0.113.9", NOBODY), ("203.0.113.10", hand_out())]
        phone = Visitor(app)
        answers = [phone.client.post("/card", data={"number": typed}, headers={"X-Forwarded-For": f"198.51.100.1, {address}"}) for address, typed in tries]
        assert [answer.status_code for answer in answers] == [422, 429, 200]


def test_everybody_together_may_guess_600_times_an_hour(app):
    from exhibit.web.person.limits import EVERYBODY

    tries = int(re.match(r"\d+", EVERYBODY)[0]) * 24 * 365
    assert 1_000 * tries / 10**14 < 1e-4, "a year of guessing against a thousand cards"


def test_out_of_order_says_that_nothing_was_changed(demo_app, number, phone):
    from sqlalchemy import text

    db.session.execute(text("alter table receipt rename to receipt_elsewhere"))
    db.session.commit()
    answer = post(phone, number, stop="everything")
    assert answer.status_code == 503 and "nothing was changed" in answer.get_data(as_text=True)
    assert not gives_away(answer.get_data(as_text=True))


def test_the_paper_says_how_to_come_here(demo_app):
    assert receipts.address_of_the_page() == "127.0.0.1:8000/card"


def test_a_number_from_before_coming_of_age_looks_unknown(demo_app, number, phone):
    queries.testimony(CODE).person.majority_at = datetime.now(UTC)
    db.session.commit()
    assert post(phone, number).status_code == 422
