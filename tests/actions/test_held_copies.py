"""What is on hold is forgotten by caches and taken out of copies as well, and nobody learns from it who asked."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from exhibit.actions import holds
from exhibit.actions.held_copies import list_held_copies
from exhibit.actions.placing import record_use
from exhibit.actions.purging import FIRST_THE_COPY, follow_purges
from exhibit.actions.spoken import tasks_after_stops
from exhibit.actions.tasks import finish_task
from exhibit.actions.uses import NOWHERE
from exhibit.actions.visitor_stops import ask_to_stop
from exhibit.store import db, sites
from exhibit.store import uses as ledger
from exhibit.store.tables import ConsentEvent
from tests.actions.test_purging import Cache
from tests.support.scenes import CURATOR, NOW, a_cutout, a_testimony, permitted

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def cache():
    found = Cache()
    yield found
    found.close()


@pytest.fixture
def story(app, cache):
    app.config["EXHIBIT"] = replace(app.config["EXHIBIT"], purge=(cache.base,))
    return a_cutout(permitted(a_testimony())).testimony


def lists_of(testimony):
    db.session.expire_all()
    return ledger.withdrawals(testimony=testimony)


def quietly(testimony) -> None:
    assert ask_to_stop(sites.codes_of(testimony)[0], "MINE", NOW)


def safely(testimony) -> None:
    holds.set_hold(testimony, "SAFETY", "", CURATOR, NOW)


def test_after_a_quiet_stop_caches_are_asked_to_forget_the_page(app, story, cache):
    quietly(story)
    list_held_copies(LATER)
    [found] = lists_of(story)
    assert [task.action for task in found.tasks] == ["PURGE"] and follow_purges(app.config["EXHIBIT"], LATER) is False
    [task] = lists_of(story)[0].tasks
    assert (task.outcome, task.done_by) == ("DONE", "SYSTEM")
    assert all(f"/{code}/en" in {path for _, path, _, _ in cache.asked} for code in sites.codes_of(story))


@pytest.mark.parametrize("hold", [quietly, safely])
def test_the_list_is_the_same_whoever_asked_and_the_person_s_number_tells_nothing_of_it(story, hold):
    hold(story)
    [found] = list_held_copies(LATER)
    assert (found.cause, found.by, found.indicated_by, found.grant_ids, found.everything) == ("HOLD", "SYSTEM", "SYSTEM", [], False)
    told = db.session.scalars(db.select(ConsentEvent).where(ConsentEvent.kind == "TASK")).one()
    assert (told.recorded_by, told.indicated_by, told.reason) == ("SYSTEM", "SYSTEM", "") and told.details["cause"] == "HOLD"
    assert tasks_after_stops(story, "en") == ()


def test_one_hold_opens_one_list_and_the_next_hold_another(story):
    safely(story)
    assert len(list_held_copies(LATER)) == 1 and list_held_copies(LATER) == []
    story.hold = "NONE"  # as after two have lifted it
    db.session.commit()
    assert list_held_copies(LATER) == []
    holds.set_hold(story, "LEGAL", "", CURATOR, LATER + timedelta(minutes=1))
    assert list_held_copies(LATER + timedelta(minutes=2)) == [], "nothing of it had come back"


def test_without_copies_outside_a_hold_opens_no_list(app):
    testimony = a_cutout(permitted(a_testimony())).testimony
    safely(testimony)
    assert list_held_copies(LATER) == [] and lists_of(testimony) == []


def test_a_copy_that_went_elsewhere_is_asked_for_first_and_the_caches_behind_it_afterwards(app, story):
    use = record_use(story, "STATIC_BUILD", "en", sites.halls_of(story)[0], NOWHERE, CURATOR, NOW)
    quietly(story)
    [found] = list_held_copies(LATER)
    assert {task.action for task in found.tasks} == {"REBUILD", "PURGE"}
    follow_purges(app.config["EXHIBIT"], LATER)
    rebuild, purge = (next(task for task in lists_of(story)[0].tasks if task.action == action) for action in ("REBUILD", "PURGE"))
    assert rebuild.use_id == use.id and purge.note == FIRST_THE_COPY and purge.done_at is None
    finish_task(rebuild.id, "DONE", CURATOR, LATER)
    follow_purges(app.config["EXHIBIT"], LATER)
    assert all(task.done_at for task in lists_of(story)[0].tasks)
