"""A stop is dark before anything else of it is written, and what is left to write outlives the process that was to write it."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text

from exhibit.actions import tasks
from exhibit.actions.approvals import make_link
from exhibit.actions.consent import revoke, withdraw
from exhibit.actions.uses import may_still
from exhibit.actions.withdrawals import open_recalls, write_lists
from exhibit.consent.states import PUBLISHABLE
from exhibit.errors import Refused
from exhibit.store import db, ledger
from exhibit.store import uses as uses_on_file
from exhibit.store.tables import ApprovalLink, ConsentEvent
from tests.support.scenes import CASEWORKER, CURATOR, NOW, a_cutout, a_testimony, permitted

LATER = NOW + timedelta(minutes=3)


class Killed(BaseException):
    """The process ended here."""


@contextmanager
def at_first_commit(what) -> Iterator[None]:
    """Does `what` right after the first transaction is saved, before the action goes on."""
    calls = []

    def saved(_session) -> None:
        if not calls:
            calls.append(1)
            what()

    event.listen(db.session, "after_commit", saved)
    try:
        yield
    finally:
        event.remove(db.session, "after_commit", saved)


@contextmanager
def killed_after_the_first_commit() -> Iterator[None]:
    """The process ends with the first statement it wants to send once its first transaction is saved."""
    over = []

    def end(*_) -> None:
        if over:
            raise Killed

    event.listen(db.engine, "before_cursor_execute", end)
    try:
        with at_first_commit(lambda: over.append(1)), pytest.raises(Killed):
            yield
    finally:
        event.remove(db.engine, "before_cursor_execute", end)
        db.session.remove()


def seen_by_another_process() -> dict:
    """What somebody else reads at this moment, on a connection of their own."""
    with db.engine.connect() as connection:
        one = {name: connection.scalar(text(f"SELECT {asked}")) for name, asked in {
            "live": "count(*) FROM consent_grant WHERE state = 'confirmed'", "epoch": "epoch FROM ledger", "begun": "count(*) FROM withdrawal WHERE listed_at IS NULL",
            "tasks": "count(*) FROM withdrawal_task", "links": "count(*) FROM approval_link WHERE revoked_at IS NULL"}.items()}
    return one


@pytest.fixture
def story(app):
    return a_cutout(permitted(a_testimony())).testimony


def the_list(testimony):
    db.session.expire_all()
    return uses_on_file.withdrawals(testimony=testimony)[0]


def stop_and_be_killed(testimony) -> None:
    with killed_after_the_first_commit():
        withdraw(testimony, CASEWORKER, NOW)


def test_others_see_it_dark_before_its_list_is_written(story):
    make_link(story, ["en"], 14, None, CASEWORKER, NOW)
    before, seen = ledger.epoch(), []
    with at_first_commit(lambda: seen.append(seen_by_another_process())):
        withdraw(story, CASEWORKER, NOW)
    [then] = seen
    assert (then["live"], then["begun"], then["tasks"], then["links"]) == (0, 1, 0, 0) and then["epoch"] > before
    now = seen_by_another_process()
    assert now["begun"] == 0 and now["tasks"] > 0, "and the action answers with its list written"


def test_the_same_for_what_the_organisation_takes_back(story):
    seen = []
    with at_first_commit(lambda: seen.append(seen_by_another_process())):
        revoke(next(grant for grant in story.grants if grant.permission == "WEB_STORY"), "The partner has left.", CASEWORKER, NOW)
    assert (seen[0]["begun"], seen[0]["tasks"]) == (1, 0) and the_list(story).cause == "REVOKED" and the_list(story).listed_at


def test_a_list_that_a_crash_left_is_written_by_the_next_look_as_if_nothing_had_happened(app, story):
    code = story.code
    stop_and_be_killed(story)
    testimony = db.session.scalars(select(type(story))).unique().one()
    assert all(grant.state not in PUBLISHABLE for grant in testimony.grants) and the_list(testimony).tasks == []
    assert testimony.approved("STORY", "en"), "what is left to do is not done yet"
    assert write_lists(LATER) == 1 and write_lists(LATER) == 0
    found = the_list(testimony)
    assert {"GO_DARK", "APPROVALS", "WORKING_FILES", "DRAFTS", "BACKUPS"} <= {task.action for task in found.tasks}
    assert (found.at, found.listed_at) == (NOW, LATER) and {task.due_at for task in found.tasks if task.action == "DRAFTS"} == {NOW + timedelta(days=30)}
    assert not testimony.approved("STORY", "en") and not any(may_still(use, LATER).allowed or use.status == "live" for use in uses_on_file.ledger_of(testimony))
    opened = db.session.scalars(select(ConsentEvent).where(ConsentEvent.state == "LIST_OPENED")).one()
    assert (opened.testimony_code, opened.recorded_by, opened.recorded_at) == (code, CASEWORKER, LATER)


def test_nobody_closes_a_list_before_it_is_written_and_looking_at_the_lists_writes_it(story):
    stop_and_be_killed(story)
    testimony = db.session.scalars(select(type(story))).unique().one()
    with pytest.raises(Refused, match="still being written"):
        tasks.close_list(the_list(testimony).uid, CURATOR, LATER)
    open_recalls(CURATOR, LATER)
    assert the_list(testimony).tasks and len(uses_on_file.withdrawals(testimony=testimony)) == 1


def test_a_second_stop_fills_what_the_first_left(story):
    page = next(grant.id for grant in story.grants if grant.permission == "WEB_STORY")
    with killed_after_the_first_commit():
        withdraw(story, CASEWORKER, NOW, grant_id=page)
    testimony = db.session.scalars(select(type(story))).unique().one()
    withdraw(testimony, CASEWORKER, LATER)
    assert [bool(found.listed_at) for found in uses_on_file.withdrawals(testimony=testimony)] == [True, True]


def test_links_for_reading_are_counted_in_the_history(story):
    make_link(story, ["en"], 14, None, CASEWORKER, NOW)
    withdraw(story, CASEWORKER, NOW)
    void = db.session.scalars(select(ConsentEvent).where(ConsentEvent.kind == "APPROVAL", ConsentEvent.state == "VOID")).one()
    assert void.details["links"] == 1 and db.session.scalars(select(ApprovalLink.revoked_at)).one() == NOW
