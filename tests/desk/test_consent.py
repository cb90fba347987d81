"""The consent page: recorded by one person, confirmed by another, stopped by anyone."""
from __future__ import annotations

from datetime import timedelta

from exhibit.actions.consent import withdraw
from exhibit.store import db, queries
from exhibit.store.tables import Grant
from tests.support.desk import Visitor

CONSENT = "/desk/testimonies/T13/consent"


def record(desk: Visitor, status: int = 200, **changes):
    fields = {"permission": "WEB_STORY", "scope": "", "decision": "given"} | changes
    return desk.submit(CONSENT, "section form.form-wide", status, **fields)


def web_grant() -> Grant:
    db.session.expire_all()
    return next(g for g in queries.testimony("T13").grants if g.permission == "WEB_STORY")


def test_a_yes_is_recorded_waits_is_confirmed_and_opens_the_page(sign_in, demo_app, now):
    caseworker, verifier, visitor = sign_in("caseworker"), sign_in("verifier"), Visitor(demo_app)
    code = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == "T13").copies[0].code
    assert visitor.get(f"/{code}").status_code == 404
    assert "Written down" in record(caseworker).select_one("[role=status]").text
    early = verifier.submit(CONSENT, f'form[action="/desk/permissions/{web_grant().id}/confirm"]')
    assert "72 hours to think it over" in early.select_one("[role=alert]").text
    assert visitor.get(f"/{code}").status_code == 404
    web_grant().given_at = now - timedelta(hours=73)  # three days later
    db.session.commit()
    page = verifier.submit(CONSENT, f'form[action="/desk/permissions/{web_grant().id}/confirm"]')
    assert "Confirmed." in page.select_one("[role=status]").text
    assert visitor.get(f"/{code}").status_code == 200


def test_the_one_who_wrote_it_down_cannot_confirm_it(demo_app, sign_in, now):
    from exhibit.actions.accounts import add_user
    from tests.support.desk import PASSWORD

    add_user("both@demo.example", ["caseworker", "verifier"], PASSWORD)
    both = Visitor(demo_app)
    both.sign_in("both@demo.example")
    record(both)
    web_grant().given_at = now - timedelta(hours=73)
    db.session.commit()
    page = both.submit(CONSENT, f'form[action="/desk/permissions/{web_grant().id}/confirm"]')
    assert "Another person than the one who recorded" in page.select_one("[role=alert]").text
    assert web_grant().state == "given"


def test_wrong_scope_and_dates_are_sentences_and_stay_in_the_form(sign_in):
    desk = sign_in("caseworker")
    page = record(desk, 422, permission="TRANSLATE", scope="", decision="given")
    assert "needs a scope" in page.select_one("[role=alert]").text
    page = record(desk, 422, permission="WEB_INDEX", scope="fr")
    assert "has no scope" in page.select_one("[role=alert]").text and page.select_one('option[value="WEB_INDEX"]').has_attr("selected")
    page = record(desk, 422, valid_from="2030-01-02", valid_until="2030-01-01")
    assert "ends before it starts" in page.select_one("[role=alert]").text


def test_stopping_one_permission_leaves_the_others(sign_in, demo_app):
    grant = next(g for g in queries.testimony("T01").grants if g.permission == "WEB_STORY")
    page = sign_in("administrator").submit("/desk/testimonies/T01/consent", f'form[action="/desk/permissions/{grant.id}/stop"]')
    assert "dark everywhere" in page.select_one("[role=status]").text
    db.session.expire_all()
    states = {g.permission: g.state for g in queries.testimony("T01").grants}
    assert states["WEB_STORY"] == "withdrawn" and states["PRT_CUTOUT"] == "confirmed"
    hall = sign_in("curator").page("/desk/exhibitions/demo")
    assert "prints without a code" in hall.select_one(".hall-place").text


def test_stopping_everything_darkens_page_board_and_preview_at_once(sign_in, demo_app):
    cutout = queries.cutouts(queries.exhibition("demo"))[0]
    code, curator, visitor = cutout.copies[0].code, sign_in("curator"), Visitor(demo_app)
    assert visitor.get(f"/{code}").status_code == 200
    page = sign_in("verifier").submit("/desk/testimonies/T01/consent", 'form[action="/desk/testimonies/T01/stop"]', reason="")
    assert "permissions stopped" in page.select_one("[role=status]").text
    assert visitor.get(f"/{code}").status_code == 404
    board = curator.page(f"/desk/cutouts/{cutout.id}")
    assert not board.select("#preview img") and "stopped this use" in board.select_one("#preview").text
    assert not board.select('form[action$="/print"]')
    assert curator.get(f"/desk/cutouts/{cutout.id}/picture.png").status_code == 404
    assert not curator.page(f"/desk/cutouts/{cutout.id}/preview?palette=mint").img
    assert "stopped this use" in curator.page(f"/desk/copies/{code}/job-ticket.json").select_one("[role=alert]").text
    token = board.select_one('input[name="csrf_token"]')["value"]
    answer = curator.client.post(f"/desk/copies/{code}/print", data={"csrf_token": token, "sheet": "full", "overlap_mm": "10"}, follow_redirects=True)
    assert answer.mimetype == "text/html" and "stopped this use" in answer.get_data(as_text=True)


def test_when_everybody_has_stopped_no_picture_of_the_hall_is_left(sign_in, demo_app, now):
    for cutout in queries.cutouts(queries.exhibition("demo")):
        withdraw(cutout.testimony, "verifier@demo.example", now)
    curator = sign_in("curator")
    page = curator.page("/desk/exhibitions/demo/contact-sheet.png")
    assert "None of the boards may be printed now" in page.select_one("[role=alert]").text and not page.select(".hall-place img")


def test_a_hold_is_set_by_anyone_and_lifted_by_two_verifiers(sign_in, demo_app):
    from exhibit.actions.accounts import add_user
    from tests.support.desk import PASSWORD

    add_user("second@demo.example", ["verifier"], PASSWORD)
    second = Visitor(demo_app)
    second.sign_in("second@demo.example")
    page = sign_in("curator").submit("/desk/testimonies/T01/consent", 'form[action="/desk/testimonies/T01/hold"]', hold="SAFETY", reason="somebody asked for her")
    assert "On hold" in page.select_one("main").text
    first = sign_in("verifier")
    for _ in range(2):  # the same person twice is one person
        page = first.submit("/desk/testimonies/T01/consent", 'form[action="/desk/testimonies/T01/lift"]')
        assert "second verifier must agree" in page.select_one("[role=status]").text
    page = second.submit("/desk/testimonies/T01/consent", 'form[action="/desk/testimonies/T01/lift"]')
    assert "The hold is lifted" in page.select_one("[role=status]").text
    db.session.expire_all()
    assert queries.testimony("T01").hold == "NONE"


def test_a_childs_no_is_enough(sign_in, demo_app):
    cutout = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == "T11")
    sign_in("caseworker").submit("/desk/testimonies/T11/guardians", 'form[action="/desk/testimonies/T11/assent"]', **{"assent-assent": "no"})
    page = sign_in("curator").page(f"/desk/cutouts/{cutout.id}")
    assert "NO_ASSENT" in page.select_one(".verdict-no").text


def test_a_permission_never_for_children_is_refused(sign_in):
    page = sign_in("caseworker").submit("/desk/testimonies/T11/consent", "section form.form-wide", 422, permission="PRT_BROCHURE", decision="given")
    assert "can never be granted for a child" in page.select_one("[role=alert]").text

