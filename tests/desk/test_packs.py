"""The pack at the desk: it waits, it can be given up and started again, it says what a hall's papers lack."""
from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from exhibit.actions.consent import withdraw
from exhibit.actions.packs import jobs as packs
from exhibit.cutout.press.raster import page_count
from exhibit.store import db, queries

START = 'form[action="/desk/exhibitions/demo/packs"]'


@pytest.fixture
def waiting(sign_in, demo_app):
    """(desk, address of a pack that waits)."""
    desk = sign_in("curator")
    desk.submit("/desk/exhibitions/demo", START)
    job = queries.packs_of(queries.exhibition("demo"))[0]
    return desk, f"/desk/packs/{job.id}"


def test_a_pack_is_cancelled_and_started_again(waiting):
    desk, address = waiting
    page = desk.submit(address, f'form[action="{address}/cancel"]')
    assert "The pack was cancelled." in page.text and page.select_one("[data-state]")["data-state"] == "cancelled"
    following = desk.submit(address, f'form[action="{address}/again"]')
    assert following.select_one("[data-state]")["data-state"] == "waiting"
    assert [job.state for job in queries.packs_of(queries.exhibition("demo"))] == ["waiting", "cancelled"]


def test_what_is_over_is_not_cancelled(waiting):
    desk, address = waiting
    token = desk.page(address).select_one('input[name="csrf_token"]')["value"]
    queries.job(address.rsplit("/", 1)[1]).state = "ready"
    db.session.commit()
    answer = desk.client.post(f"{address}/cancel", data={"csrf_token": token}, follow_redirects=True)
    assert "nothing to cancel" in answer.get_data(as_text=True)


def test_one_who_is_no_curator_sees_how_far_it_is_and_no_button(waiting, sign_in):
    page = sign_in("verifier").page(waiting[1])
    assert "Waiting for its turn" in page.text and not page.select("main form")


def test_a_pack_that_was_interrupted_too_often_says_so(waiting):
    desk, address = waiting
    job = queries.job(address.rsplit("/", 1)[1])
    job.state, job.sentence = "failed", packs.STOPPED
    db.session.commit()
    page = desk.page(address)
    assert packs.STOPPED in page.text and page.select_one(f'form[action="{address}/again"]')


def test_everything_of_one_copy_comes_in_one_archive(sign_in, demo_app):
    desk, cutout = sign_in("curator"), queries.cutouts(queries.exhibition("demo"))[0]
    copy = cutout.copies[0]
    token = desk.page(f"/desk/cutouts/{cutout.id}").select_one('input[name="csrf_token"]')["value"]
    answer = desk.client.post(f"/desk/copies/{copy.code}/everything", data={"csrf_token": token, "sheet": "a3"})
    assert answer.mimetype == "application/zip" and f"{copy.code}-ar.zip" in answer.headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert {name.split(f"{copy.code}-ar")[1] for name in names} == {
        ".pdf", "-a3.pdf", "-preflight.txt", "-feet.pdf", "-back-label.pdf", "-job-ticket.pdf", "-job-ticket.json"}
    assert queries.copies_printed(cutout) == 1


def test_nothing_of_a_copy_whose_story_was_stopped(sign_in, demo_app):
    desk, cutout = sign_in("curator"), queries.cutouts(queries.exhibition("demo"))[0]
    code, address = cutout.copies[0].code, f"/desk/cutouts/{cutout.id}"
    token = desk.page(address).select_one('input[name="csrf_token"]')["value"]
    withdraw(cutout.testimony, "caseworker@demo.example", datetime.now(UTC))
    answer = desk.client.post(f"/desk/copies/{code}/everything", data={"csrf_token": token, "sheet": "a4"}, follow_redirects=True)
    assert "The person has stopped this use." in answer.get_data(as_text=True)
    assert "stopped this use" in desk.page(f"/desk/copies/{code}/job-ticket.pdf").text and queries.copies_printed(cutout) == 0


def test_the_ticket_is_a_page(sign_in, demo_app):
    code = queries.cutouts(queries.exhibition("demo"))[0].copies[0].code
    answer = sign_in("curator").get(f"/desk/copies/{code}/job-ticket.pdf")
    assert answer.mimetype == "application/pdf" and page_count(answer.data) == 1
