"""The ledger, recalls, walks and drills at the desk, through the browser's own forms."""
from __future__ import annotations

import io
import json

import pytest

from exhibit.actions.consent import withdraw
from exhibit.store import db, queries
from exhibit.store import uses as ledger
from tests.support.boards import handed_over
from tests.support.photos import photo

CURATOR, CASEWORKER = "curator@demo.example", "caseworker@demo.example"
FORM = "main form.form-wide"


@pytest.fixture
def board(demo_app, now):
    """The first board of the demo, printed."""
    copy = queries.cutouts(queries.exhibition("demo"))[0].copies[0]
    return handed_over(copy, CURATOR, now)


def again(use):
    db.session.expire_all()
    return ledger.use(use.uid)


def test_the_exhibition_shows_printed_against_accounted_for(sign_in, board):
    desk = sign_in("curator")
    page = desk.page("/desk/exhibitions/demo/uses")
    assert "1 of 2 printed boards are accounted for" in page.text and "Of 1 nobody has said where they are" in page.text
    page = desk.submit(f"/desk/uses/{board.uid}", FORM, state="on_display", place="hall 2, left wall")
    assert "Noted." in page.select_one("[role=status]").text and again(board).status == "on_display"
    page = desk.page("/desk/exhibitions/demo/uses")
    assert "2 of 2 printed boards are accounted for" in page.text and "hall 2, left wall" in page.text


def test_a_use_says_what_it_stands_on_and_what_happened_to_it(sign_in, board):
    page = sign_in("verifier").page(f"/desk/uses/{board.uid}")
    assert "life-size printed cutout" in page.text and "May go on" in page.text and board.copy.staff_code in page.text
    assert page.select_one("ol.history li").text.startswith("") and "printed" in page.select_one("ol.history").text


def test_a_wrong_move_is_a_sentence_and_stays_in_the_form(sign_in, board):
    desk = sign_in("caseworker")
    page = desk.submit(f"/desk/uses/{board.uid}", FORM, 422, state="destroyed", words="")
    assert "needs a proof" in page.select_one("[role=alert]").text
    page = desk.submit(f"/desk/uses/{board.uid}", FORM, 422, state="missing", words="ask +32 470 12 34 56")
    assert "Nothing that leads to a person" in page.select_one("[role=alert]").text and again(board).status == "printed"


def test_other_uses_are_asked_for_and_written_down(sign_in, demo_app):
    desk = sign_in("curator")
    page = desk.submit("/desk/testimonies/T01/uses", FORM, 422, kind="PRESS_PACK", language="es", holder="Daily paper")
    assert "Nobody has said yes" in page.select_one("[role=alert]").text
    assert not sign_in("caseworker").page("/desk/testimonies/T01/uses").select(FORM)


def test_a_recall_from_the_list_to_its_end(sign_in, board, now):
    curator, verifier = sign_in("curator"), sign_in("verifier")
    curator.submit(f"/desk/uses/{board.uid}", FORM, state="on_display", place="hall 2")
    withdraw(queries.testimony("T01"), CASEWORKER, now)
    page = curator.page("/desk/recalls")
    assert "at this moment: 1." in page.text and "stopped by the person" in page.text
    crew = curator.page("/desk/exhibitions/demo/take-down")
    assert board.copy.staff_code in crew.text and "hall 2" in crew.text and "T01" not in crew.select_one("main").text
    paper = curator.get("/desk/exhibitions/demo/take-down.pdf")
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")
    found = ledger.withdrawals(only_open=True, testimony=queries.testimony("T01"))[0]
    path = f"/desk/recalls/{found.uid}"
    page = curator.page(path)
    quotes = " ".join(quote.text for quote in page.select("blockquote"))
    assert board.copy.staff_code in quotes and "withdr" not in quotes and "surviv" not in quotes and "T01" not in quotes
    assert "Visitors may have taken pictures" in page.select_one("[aria-labelledby=limits]").text
    for task in [task for task in found.tasks if not task.done_at]:
        form, prefix = f'form[action="{path}/tasks/{task.id}"]', f"t{task.id}-"
        outcome = {"TAKE_DOWN": "REMOVED", "RECALL": "DESTROYED", "PRINT_FILES": "DONE", "WORKING_FILES": "CONFIRMED", "DRAFTS": "SEALED", "BACKUPS": "ROTATED"}[task.action]
        files = {f"{prefix}photo": (io.BytesIO(photo()), "p.jpg")} if outcome in ("REMOVED", "DESTROYED") else {}
        if task.action == "TAKE_DOWN":
            refused = curator.submit(path, form, 422, **{f"{prefix}outcome": outcome})
            assert "needs a proof: a photo" in refused.select_one("[role=alert]").text
        page = curator.submit(path, form, files=files, **{f"{prefix}outcome": outcome, f"{prefix}words": "as agreed"})
        assert "Noted." in page.select_one("[role=status]").text
    assert "Somebody who did not do the last task" in page.text and not page.select(f'form[action="{path}/close"]')
    page = verifier.submit(path, f'form[action="{path}/close"]')
    assert "The list is closed" in page.select_one("[role=status]").text
    use = again(board)
    assert use.status == "destroyed"
    shown = verifier.get(f"/desk/proofs/{use.proof.uid}")
    assert shown.mimetype == "image/jpeg" and shown.headers["Cache-Control"] == "no-store"


def test_a_telephones_photo_is_not_too_large_for_the_desk(sign_in, board):
    desk = sign_in("curator")
    big = photo() + b"\0" * 8_000_000  # what a camera appends after the picture
    page = desk.submit(f"/desk/uses/{board.uid}", FORM, state="removed", files={"photo": (io.BytesIO(big), "p.jpg")})
    assert "Noted." in page.select_one("[role=status]").text and again(board).proof.kind == "PHOTO"


def test_a_task_is_taken_on(sign_in, board, now):
    withdraw(queries.testimony("T01"), CASEWORKER, now)
    found = ledger.withdrawals(only_open=True, testimony=queries.testimony("T01"))[0]
    task = next(task for task in found.tasks if task.action == "RECALL")
    page = sign_in("verifier").submit(f"/desk/recalls/{found.uid}", f'form[action$="/tasks/{task.id}/mine"]')
    assert "sees to it: verifier@demo.example" in page.select_one(f"#task-{task.id}").text


def test_before_anybody_agrees_the_page_says_what_a_stop_would_do(sign_in, board):
    desk = sign_in("caseworker")
    page = desk.page("/desk/testimonies/T01/if-stopped?months=6")
    assert page.select_one("h1").text == "If I stop in 6 months" and "take the board down" in page.text and "Whoever read the page before" in page.text
    assert desk.page("/desk/testimonies/T01/if-stopped?months=999999999").select_one("h1").text == "If I stop in 3 months"


def test_a_walk_is_signed_and_closed_by_a_second_person(sign_in, board, now):
    curator, verifier = sign_in("curator"), sign_in("verifier")
    withdraw(queries.testimony("T01"), CASEWORKER, now)
    page = curator.submit("/desk/exhibitions/demo/walks", 'form[action="/desk/exhibitions/demo/walks"]')
    walk = ledger.walks_in(queries.exhibition("demo"))[0]
    path = f"/desk/walks/{walk.id}"
    assert "/h/walk/" in page.select_one(".walk-link").text
    page = curator.submit(path, f'form[action="{path}/scan"]', code=board.copy.staff_code.lower())
    assert "take down" in page.select_one("[role=status]").text
    page = curator.submit(path, f'form[action="{path}/sign"]')
    assert "a second person looks at the list" in page.select_one("[role=status]").text and not page.select(f'form[action="{path}/close"]')
    page = verifier.submit(path, f'form[action="{path}/close"]')
    assert "not been taken down yet" in page.select_one("[role=alert]").text
    verifier.submit(f"/desk/uses/{board.uid}", FORM, state="removed")
    page = verifier.submit(path, f'form[action="{path}/close"]')
    assert "The list is closed" in page.select_one("[role=status]").text
    assert verifier.get(f"{path}/list.pdf").data.startswith(b"%PDF")


def test_a_drill_at_the_desk_changes_nothing(sign_in, board):
    desk, before = sign_in("curator"), len(ledger.withdrawals())
    page = desk.submit("/desk/exhibitions/demo/drill", "main form.search", testimony="T01")
    assert "nothing was changed" in page.select_one("[role=status]").text and "Everything was closed after" in page.text and "take the board down" in page.text
    assert len(ledger.withdrawals()) == before and again(board).status == "printed"
    token = page.select_one("main input[name=csrf_token]")["value"]
    answer = desk.client.post("/desk/exhibitions/demo/drill", data={"csrf_token": token, "testimony": "", "as": "file"})
    result = json.loads(answer.data)
    assert len(result["stories"]) == 15 and result["changed"] == "nothing" and "attachment" in answer.headers["Content-Disposition"]
