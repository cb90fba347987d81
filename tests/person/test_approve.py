"""`/read/<token>`: closed at first, then her texts as they will hang and read, and her answer to each."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from exhibit.actions import approvals
from exhibit.actions.testimonies import save_text
from exhibit.consent.words import LANGUAGES, word
from exhibit.store import approvals as on_file
from exhibit.store import db, queries
from tests.support.axe import overflows, violations
from tests.support.desk import Visitor
from tests.support.scenes import CASEWORKER

CODE = "T15"  # approved texts, nothing confirmed: dark for everybody else


def link_for(code: str = CODE, languages=("en", "uk"), days: int = 14):
    testimony = queries.testimony(code)
    return approvals.make_link(testimony, languages, days, queries.cutouts_of_testimony(testimony)[0].id, CASEWORKER, datetime.now(UTC))


@pytest.fixture
def token(demo_app) -> str:
    return link_for()[1]


def post(phone: Visitor, token: str, status: int = 200, **fields) -> BeautifulSoup:
    answer = phone.client.post(f"/read/{token}", data=fields)
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def test_the_closed_page_holds_no_word_of_the_story_and_counts_no_opening(visitor, token):
    page = visitor.page(f"/read/{token}")
    assert [button["value"] for button in page.select("button[name=text_language]")] == ["en", "uk"]
    assert "violin" not in page.text and "Ilona" not in page.text and on_file.links_of(queries.testimony(CODE))[0].openings == []


def test_she_reads_everything_as_it_will_be_although_nobody_else_may(visitor, token):
    page = post(visitor, token, text_language="en")
    testimony = queries.testimony(CODE)
    assert page.select_one("img.board")["src"].startswith("data:image/png;base64,")
    assert [part.text for part in page.select(".as-read p")[1:]] == testimony.newest("STORY", "en").body.split("\n\n")
    assert [part.text for part in page.select(".part h3")] == ["The quote", "The text on the board", "The line that says who speaks", "The story"]
    assert len(on_file.links_of(testimony)[0].openings) == 1
    assert visitor.get(f"/{queries.cutouts_of_testimony(testimony)[0].copies[0].code}").status_code == 404


def test_words_nobody_has_looked_at_are_kept_back_and_she_is_told(visitor, token):
    testimony = queries.testimony(CODE)
    for kind in ("QUOTE", "STORY"):
        save_text(testimony, "en", kind, "I play in the evening, with the window open.", testimony.newest(kind, "en").id, "curator@demo.example", datetime.now(UTC))
    page = post(visitor, token, text_language="en")
    assert "being looked at once more before you read them" in page.text and "with the window open" not in page.text
    assert [part.text for part in page.select(".part h3")] == ["The text on the board", "The line that says who speaks"]
    assert "being looked at" not in post(visitor, token, text_language="uk", language="en").text


def test_in_her_language_the_page_speaks_it_too(visitor, token):
    page = post(visitor, token, text_language="uk")
    assert page.html["lang"] == "uk" and page.select_one(".part .go").text == "Так, ці слова підходять"
    assert post(visitor, token, text_language="uk", language="fr").select_one(".part .go").text == "Oui à ces mots"


def test_yes_change_and_no_come_to_the_desk_with_passage_and_reason(visitor, token, sign_in):
    quote, board, story = (queries.testimony(CODE).newest(kind, "en") for kind in ("QUOTE", "CUTOUT", "STORY"))
    page = post(visitor, token, text=quote.id, answer="YES", text_language="en")
    assert "You said yes to these words on" in page.select_one(f"#text-{quote.id} [role=status]").text
    page = post(visitor, token, 422, text=board.id, answer="CHANGE", passage="1", reason="", text_language="en")
    assert "Please write a few words why" in page.select_one(f"#text-{board.id} [role=alert]").text
    page = post(visitor, token, 422, text=board.id, answer="CHANGE", reason="Ask Maria Lopez", text_language="en")
    assert "without names" in page.select_one(f"#text-{board.id} [role=alert]").text and page.select_one(f"#what-{board.id}").text == "Ask Maria Lopez"
    post(visitor, token, text=board.id, answer="CHANGE", passage="1", reason="It was a hat.", text_language="en")
    post(visitor, token, text=story.id, answer="NO", reason="Too much of the square.", text_language="en")
    page = sign_in("curator").page(f"/desk/testimonies/{CODE}/approvals")
    rows = [" ".join(row.text.split()) for row in page.select("section[aria-labelledby=answers] tbody tr")]
    assert "No" in rows[0] and "Too much of the square." in rows[0]
    assert "The coins went into another pocket." in rows[1] and "It was a hat." in rows[1] and "Yes to these words" in rows[2]
    page = sign_in("curator").submit(f"/desk/testimonies/{CODE}/approvals", 'form[action$="/settle"]')
    assert "dealt with" in page.text and queries.testimony(CODE).approved("STORY", "en") is None


def test_whatever_closed_it_the_answer_is_the_same(visitor, demo_app):
    ended, revoked, held = link_for(), link_for(), link_for("T02", ("en",))
    ended[0].expires_at = datetime.now(UTC) - timedelta(seconds=1)
    revoked[0].revoked_at = datetime.now(UTC)
    held[0].testimony.hold = "SAFETY"
    db.session.commit()
    reference = visitor.get("/read/nothing")
    assert reference.status_code == 404 and "There is nothing here any more." in reference.get_data(as_text=True)
    for token in (ended[1], revoked[1], held[1]):
        got, sent = visitor.get(f"/read/{token}"), visitor.client.post(f"/read/{token}", data={"text_language": "en"})
        assert (got.status_code, got.data) == (sent.status_code, sent.data) == (404, reference.data)


def test_no_cookie_no_copy_no_trace_in_any_answer(visitor, token):
    for answer in (visitor.get(f"/read/{token}"), visitor.client.post(f"/read/{token}", data={"text_language": "en"}), visitor.get("/read/x")):
        assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store" and answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive" and "img-src data:" in answer.headers["Content-Security-Policy"]
        assert 'class="exit"' in answer.get_data(as_text=True)


def test_guessing_is_slow(demo_app):
    phone = Visitor(demo_app)
    assert [phone.get(f"/read/{number}").status_code for number in range(11)][-1] == 429


def test_every_language_has_the_page(visitor, demo_app):
    _link, token = approvals.make_link(queries.testimony(CODE), ["en"], 1, None, CASEWORKER, datetime.now(UTC))
    for language in LANGUAGES:
        page = post(visitor, token, text_language="en", language=language)
        assert page.html["lang"] == language and page.select_one(".part .go").text == word("approve", language, "yes")


def test_the_desk_makes_the_link_shows_it_once_and_closes_it(sign_in, visitor):
    caseworker = sign_in("caseworker")
    page = caseworker.submit(f"/desk/testimonies/{CODE}/approvals", "form.form-wide", days="3", languages=["en"])
    address = page.select_one(".secret-address").text
    path = address.removeprefix("http://127.0.0.1:8000")
    assert visitor.get(path).status_code == 200 and caseworker.page(f"/desk/testimonies/{CODE}/approvals").select_one(".secret-address") is None
    post(visitor, path.removeprefix("/read/"), text_language="en")
    assert "1" in caseworker.page(f"/desk/testimonies/{CODE}/approvals").select_one("section[aria-labelledby=links] details summary").text
    page = caseworker.submit(f"/desk/testimonies/{CODE}/approvals", 'form[action$="/revoke"]')
    assert "closed" in page.select_one("section[aria-labelledby=links] tbody").text and visitor.get(path).status_code == 404
    assert sign_in("curator").page(f"/desk/testimonies/{CODE}/approvals").select_one("form.form-wide") is None


def test_a_link_without_a_language_is_a_sentence(sign_in):
    page = sign_in("caseworker").submit(f"/desk/testimonies/{CODE}/approvals", "form.form-wide", 422, languages=[])
    assert "Choose the languages to be read" in page.select_one("[role=alert]").text


@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_on_a_small_telephone_it_fits_and_can_be_used_by_everyone(live, chromium, language):
    address, app = live
    with app.app_context():
        token = link_for("T01" if language == "ar" else CODE, (language,))[1]
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/read/{token}")
    assert not overflows(page) and violations(page) == []
    page.click("button.go")
    page.wait_for_selector(".part")
    assert not overflows(page) and violations(page) == []
    page.locator(".part details summary").first.click()
    assert not overflows(page)
    context.close()
