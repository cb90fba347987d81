"""The pack at the desk: it waits, it can be given up and started again, it says what a hall's papers lack."""
from __future__ import annotations

import pytest

from exhibit.actions.packs import jobs as packs
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
