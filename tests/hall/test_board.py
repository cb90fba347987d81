"""The page behind the code on a board's back: keep or take down, and nothing else of anybody."""
from __future__ import annotations

import io

import pytest

from exhibit.actions import walks
from exhibit.actions.consent import withdraw
from exhibit.store import db, queries
from exhibit.store import uses as ledger
from tests.support.boards import handed_over
from tests.support.desk import Visitor
from tests.support.photos import photo

CURATOR, CASEWORKER = "curator@demo.example", "caseworker@demo.example"
CLOSED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, noarchive"}


@pytest.fixture
def copy(demo_app, now):
    """The first board of the demo, printed."""
    found = queries.cutouts(queries.exhibition("demo"))[0].copies[0]
    handed_over(found, CURATOR, now)
    return found


@pytest.fixture
def crew(demo_app) -> Visitor:
    return Visitor(demo_app)


def the_board(copy):
    db.session.expire_all()
    return ledger.board_of(copy)


def test_keep_then_take_down_from_the_moment_of_the_stop(crew, copy, now):
    page = crew.page(f"/h/{copy.staff_code}")
    assert page.select_one(".keep h1").text.split()[-1] == "KEEP" and "Shown until" in page.text and "Copy 1 of 1" in page.text
    withdraw(copy.cutout.testimony, CASEWORKER, now)
    page = crew.page(f"/h/{copy.staff_code.lower()}")
    assert "TAKE DOWN NOW" in page.select_one(".take_down h1").text and "Shown until" not in page.text


def test_nothing_of_the_story_stands_on_the_page(crew, copy, now):
    testimony, exhibition = copy.cutout.testimony, copy.cutout.exhibition
    told = [testimony.code, testimony.pseudonym, testimony.person.code, copy.code, exhibition.slug, *(text.body[:30] for text in testimony.versions)]
    for stop in (False, True):
        if stop:
            withdraw(testimony, CASEWORKER, now)
        html = crew.get(f"/h/{copy.staff_code}").get_data(as_text=True)
        assert not [words for words in told if words in html]
        assert "withdr" not in html.casefold() and "surviv" not in html.casefold()


def test_the_printed_address_in_capitals_leads_there(crew, copy):
    answer = crew.get(f"/H/{copy.staff_code}")
    assert answer.status_code == 302 and answer.location == f"/h/{copy.staff_code}"


def test_a_visitors_code_an_unknown_and_a_mistyped_one_look_the_same(crew, copy):
    pages = [crew.get(f"/h/{code}") for code in (copy.code, "ZZZZZZZZ", "nothing-at-all", "A1")]
    bodies = {answer.get_data(as_text=True).replace(f"/h/{code}", "/h/CODE") for answer, code in zip(pages, (copy.code, "ZZZZZZZZ", "nothing-at-all", "A1"), strict=True)}
    assert {answer.status_code for answer in pages} == {404} and len(bodies) == 1
    assert "This code is not for the crew" in bodies.pop()


def test_the_staff_code_opens_nothing_at_the_visitors_door(crew, copy):
    assert crew.get(f"/{copy.staff_code}").status_code == 404


def test_the_crew_says_that_it_stands_and_where(crew, copy):
    page = crew.submit(f"/h/{copy.staff_code}", 'form[action*="/stands"]', place="hall 2, left wall")
    assert "Noted" in page.select_one("[role=status]").text and page.select_one("#place")["value"] == "hall 2, left wall"
    assert (the_board(copy).status, the_board(copy).place) == ("on_display", "hall 2, left wall")
    page = crew.submit(f"/h/{copy.staff_code}", 'form[action*="/stands"]', place="ask on +32 470 12 34 56")
    assert "only the place" in page.select_one("[role=status]").text and the_board(copy).place == "hall 2, left wall"


def test_the_crew_shows_with_a_photo_that_it_is_down(crew, copy, now):
    withdraw(copy.cutout.testimony, CASEWORKER, now)
    path = f"/h/{copy.staff_code}"
    page = crew.submit(path, 'form[action*="/down"]', files={"photo": (io.BytesIO(b"no picture"), "a.jpg")})
    assert "could not be read" in page.select_one("[role=status]").text and the_board(copy).status == "printed"
    page = crew.submit(path, 'form[action*="/down"]', files={"photo": (io.BytesIO(photo()), "a.jpg")})
    assert "with the photo" in page.select_one("[role=status]").text
    assert the_board(copy).status == "removed" and the_board(copy).proof.sha256
    task = next(task for task in ledger.withdrawals(testimony=copy.cutout.testimony)[0].tasks if task.action == "TAKE_DOWN")
    assert (task.outcome, task.done_by) == ("REMOVED", "crew of demo")


def test_a_photo_of_eight_megabytes_is_taken(crew, copy, now):
    withdraw(copy.cutout.testimony, CASEWORKER, now)
    big = photo() + b"\0" * 8_000_000  # what a camera appends after the picture
    page = crew.submit(f"/h/{copy.staff_code}", 'form[action*="/down"]', files={"photo": (io.BytesIO(big), "a.jpg")})
    assert "with the photo" in page.select_one("[role=status]").text
    answer = crew.client.post(f"/h/{copy.staff_code}/down", data={"photo": (io.BytesIO(b"\0" * 13_000_000), "a.jpg")}, content_type="multipart/form-data")
    assert answer.status_code == 413 and "take it again" in answer.get_data(as_text=True)


def test_a_stopped_board_cannot_be_put_up_by_hand(crew, copy, now):
    withdraw(copy.cutout.testimony, CASEWORKER, now)
    answer = crew.client.post(f"/h/{copy.staff_code}/stands", data={"place": "hall 1"}, follow_redirects=True)
    assert "TAKE DOWN NOW" in answer.get_data(as_text=True) and "Noted" not in answer.get_data(as_text=True)
    assert crew.client.post("/h/ZZZZZZZZ/stands", data={}).status_code == 404
    assert the_board(copy).status == "printed"


def test_no_cookie_in_or_out_and_nothing_is_kept(crew, copy, sign_in):
    for path in (f"/h/{copy.staff_code}", "/h/ZZZZZZZZ", "/h/"):
        answer = sign_in("curator").get(path)
        assert "Set-Cookie" not in answer.headers and {name: answer.headers[name] for name in CLOSED} == CLOSED
        assert "@demo.example" not in answer.get_data(as_text=True)


def test_trying_out_codes_is_slow_and_a_right_code_never_is(crew, copy):
    statuses = [crew.get(f"/h/ZZZZZZZ{n % 8 + 2}").status_code for n in range(45)]
    assert statuses[:40] == [404] * 40 and statuses[-1] == 429
    assert "Too many tries" in crew.get("/h/ZZZZZZZZ").get_data(as_text=True)


def test_a_typed_code_leads_to_its_page(crew, copy):
    assert crew.page("/h/").select_one("form.ask input[name=code]")
    assert crew.page(f"/h/?code=+{copy.staff_code[:4].lower()}+{copy.staff_code[4:]}&language=fr").select_one(".keep h1").text.endswith("LAISSER")
    assert crew.page("/h/?code=<script>").select_one("form.ask")


@pytest.mark.parametrize(("language", "words", "direction"), [("ar", "اتركها", "rtl"), ("ne", "रहन दिनुहोस्", "ltr"), ("nl", "LATEN STAAN", "ltr")])
def test_in_the_language_of_the_telephone(crew, copy, language, words, direction):
    answer = crew.get(f"/h/{copy.staff_code}", Accept_Language=f"{language}-XX,en;q=0.5").get_data(as_text=True)
    assert words in answer and f'dir="{direction}"' in answer
    assert words in crew.get(f"/h/{copy.staff_code}?language={language}").get_data(as_text=True)


def test_a_walk_counts_what_this_telephone_opens(crew, copy, now):
    walk = walks.start_walk(copy.cutout.exhibition, CURATOR, now)
    page = crew.page(f"/h/walk/{walks.token(walk)}")
    assert "Boards met: 0" in page.text and "Not met yet: 1" in page.text
    page = crew.page(f"/h/{copy.staff_code}")
    assert "Boards met: 1" in page.text and "Not met yet: 0" in page.text
    crew.get("/h/ZZZZZZZZ")
    db.session.expire_all()
    assert [scan.verdict for scan in ledger.walk(walk.id).scans] == ["LIVE", "UNKNOWN"]
    assert "Boards met" not in Visitor(crew.client.application).page(f"/h/{copy.staff_code}").text, "another telephone is not on the walk"
    walks.sign_walk(walk.id, CURATOR, now)
    assert "Boards met" not in crew.page(f"/h/{copy.staff_code}").text
    assert "This walk is over" in crew.page(f"/h/walk/{walks.token(walk)}", 404).text


def test_a_board_of_another_hall_is_in_the_wrong_place(crew, copy, now):
    from exhibit.actions.exhibitions import create_exhibition
    from tests.support.scenes import HALL

    walk = walks.start_walk(create_exhibition(HALL, CURATOR, now), CURATOR, now)
    crew.page(f"/h/walk/{walks.token(walk)}")
    assert "WRONG PLACE" in crew.page(f"/h/{copy.staff_code}").select_one(".wrong_place h1").text
