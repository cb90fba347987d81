"""Copies of the public site at the desk: ordered, made by the queue, taken along, taken back."""
from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from exhibit import jobs
from exhibit.actions.consent import withdraw
from exhibit.actions.static_site import orders
from exhibit.app import create_app
from exhibit.store import db, queries, sites
from tests.conftest import DOORS, settings_for
from tests.support.desk import Visitor
from tests.support.scenes import CASEWORKER, NOW

PLACE = "/desk/exhibitions/autumn/sites"


@pytest.fixture
def app(databases, tmp_path):
    """Two stories that may be shown, every door open."""
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    found = create_app(settings_for(instance, databases.fresh("hall", instance)), doors=DOORS)
    with found.app_context():
        yield found
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def queue(monkeypatch):
    """What was put into the queue; the consumer is another process."""
    waiting = []
    monkeypatch.setattr(jobs, "copy_task", lambda instance: waiting.append)
    return waiting


def signed_in(app, role: str = "curator") -> Visitor:
    desk = Visitor(app)
    desk.sign_in(f"{role}@demo.example")
    return desk


def test_a_copy_is_ordered_made_taken_along_and_taken_back(app, queue):
    desk, settings = signed_in(app), app.config["EXHIBIT"]
    ordered = desk.submit(PLACE, "section form", place="stick for the kiosk", kiosk="y")
    assert "Waiting for its turn." in ordered.get_text()
    [token] = queue
    assert "A copy for stick for the kiosk is being made." in desk.page(PLACE).get_text()
    wish = jobs.run_copy(token, settings)
    assert wish.state == "ready", wish.sentence
    assert jobs.run_copy(token, settings) == wish, "a copy that is ready is not made twice"
    page = desk.page(f"/desk/site-orders/{token}")
    assert "The copy is ready." in page.get_text() and "WEB_LIST" not in page.get_text() and "list on the public site" in page.get_text()
    page = desk.page(f"/desk/sites/{wish.build}")
    assert "Every file is as it was signed, and it may be shown." in page.get_text() and "stick for the kiosk" in page.get_text()
    archive = zipfile.ZipFile(io.BytesIO(desk.get(f"/desk/sites/{wish.build}/file").data))
    code = queries.exhibition("autumn").cutouts[0].copies[0].code
    assert {"autumn/index.html", "autumn/manifest.json", f"autumn/{code}/index.html"} <= set(archive.namelist())
    desk.submit(f"/desk/sites/{wish.build}", 'form[action$="/back"]')
    assert "taken back or replaced" in desk.page(PLACE).get_text() and not orders.place_of(wish, settings.sites).exists()


def test_after_a_stop_the_old_copy_is_not_handed_out_and_the_new_one_waits_to_be_carried(app, queue):
    desk, settings = signed_in(app), app.config["EXHIBIT"]
    desk.submit(PLACE, "section form", place="stick")
    wish = jobs.run_copy(queue[0], settings)
    withdraw(queries.exhibition("autumn").cutouts[0].testimony, CASEWORKER, NOW)
    answer = desk.client.get(f"/desk/sites/{wish.build}/file", follow_redirects=True)
    assert "holds a story that may not be shown any more" in answer.get_data(as_text=True)
    jobs.follow_stops(settings, datetime.now(UTC) + timedelta(minutes=1))
    newest = sites.builds(queries.exhibition("autumn"))[0]
    assert newest.uid != wish.build and newest.built_by == "SYSTEM" and newest.place == "stick"
    assert "Bring the new copy to: stick." in [task.note for task in sites.open_tasks("REBUILD")][0]


@pytest.mark.parametrize(("place", "words"), [("", "This field is required"), ("ask Maria Popescu, +32 470 12 34 56", "Nothing that leads to a person is kept here")])
def test_a_bad_order_keeps_what_was_typed(app, queue, place, words):
    page = signed_in(app).submit(PLACE, "section form", status=422, place=place)
    assert queue == [] and page.select_one("[name=place]")["value"] == place and (words in page.get_text() or page.select_one(".invalid-feedback, .alert"))


def test_what_failed_is_told(app, queue):
    for cutout in queries.exhibition("autumn").cutouts:
        withdraw(cutout.testimony, CASEWORKER, NOW)
    desk = signed_in(app)
    desk.submit(PLACE, "section form", place="stick")
    jobs.run_copy(queue[0], app.config["EXHIBIT"])
    assert "Not one story may go into a copy" in desk.page(f"/desk/site-orders/{queue[0]}").get_text()


def test_only_a_curator_makes_copies(app, queue):
    desk = signed_in(app, "caseworker")
    assert desk.page(PLACE).select("section form") == [] and desk.page("/desk/site-orders/0000000000000000", 404)


def test_the_consumer_follows_every_stop_and_waits_longer_for_what_does_not_go(app, monkeypatch):
    calls, clock = [], [0.0]
    monkeypatch.setattr(jobs, "_app", lambda instance: app)
    monkeypatch.setattr(jobs, "follow_stops", lambda settings, now: calls.append(clock[0]) or True)
    follower = jobs.Follower(app.config["EXHIBIT"], clock=lambda: clock[0])
    for second in range(16):
        clock[0] = float(second)
        follower.look()
    assert calls == [0.0, 2.0, 6.0, 14.0]
    withdraw(queries.exhibition("autumn").cutouts[0].testimony, CASEWORKER, NOW)
    assert follower.look() is True and calls[-1] == 15.0, "a change is seen at once"
