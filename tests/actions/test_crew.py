"""What the crew is told and says; the walk through the hall; the drill that changes nothing."""
from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import current_app

from exhibit.actions import crew, drills, tasks, walks
from exhibit.actions.consent import withdraw
from exhibit.actions.holds import set_hold
from exhibit.errors import NotFound, Refused
from exhibit.store import db, epoch, queries
from exhibit.store import uses as ledger
from exhibit.store.engine import Base
from tests.support.boards import handed_over
from tests.support.photos import photo
from tests.support.rooms import opened
from tests.support.scenes import CASEWORKER, CURATOR, NOW, VERIFIER, a_cutout, a_testimony, permitted

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def hall(databases, tmp_path):
    """Two stories, each with a printed board, in one exhibition."""
    with opened(databases, tmp_path, "hall"):
        yield tuple(queries.cutouts(queries.exhibition("autumn")))


def back(cutout) -> str:
    return cutout.copies[0].staff_code


def use_of(cutout):
    db.session.expire_all()
    return ledger.board_of(cutout.copies[0])


def test_keep_while_it_may_stand_and_take_down_from_the_moment_it_may_not(hall):
    first, second = hall
    seen = crew.board(back(first).lower(), NOW)
    assert (seen.verdict, seen.number, seen.of, seen.position) == ("KEEP", 1, 1, 1) and seen.until
    withdraw(first.testimony, CASEWORKER, NOW)
    assert crew.board(back(first), NOW).verdict == "TAKE_DOWN" and crew.board(back(first), NOW).until is None
    assert crew.board(back(second), NOW).verdict == "KEEP"
    set_hold(second.testimony, "SAFETY", "somebody asked", CURATOR, NOW)
    assert crew.board(back(second), NOW).verdict == "TAKE_DOWN"


def test_only_codes_on_a_back_open_anything(hall):
    first, _ = hall
    for code in (first.copies[0].code, "ZZZZZZZZ", "", "A" * 9, "ABC1OI23", first.testimony.code):
        assert crew.board(code, NOW) is None
    with pytest.raises(NotFound):
        crew.stands_here("ZZZZZZZZ", "", NOW)


def test_the_crew_sets_up_and_takes_down_with_a_photo(hall):
    first, _ = hall
    crew.stands_here(back(first), "hall 2, left wall", NOW)
    assert (use_of(first).status, use_of(first).place) == ("on_display", "hall 2, left wall")
    with pytest.raises(Refused, match="Nothing that leads to a person"):
        crew.stands_here(back(first), "ask on +32 470 12 34 56", NOW)
    withdraw(first.testimony, CASEWORKER, NOW)
    with pytest.raises(Refused, match="may not stand"):
        crew.stands_here(back(first), "", LATER)
    crew.taken_down(back(first), photo(), LATER)
    use = use_of(first)
    task = next(task for task in ledger.withdrawals()[0].tasks if task.action == "TAKE_DOWN")
    assert use.status == "removed" and use.proof.by == "crew of autumn" and task.outcome == "REMOVED" and task.done_by == "crew of autumn"
    crew.taken_down(back(first), photo(), LATER)
    assert use_of(first).status == "removed"


def test_a_board_that_is_not_on_the_ledger_may_not_stand(hall):
    from exhibit.actions.exhibitions import add_copy

    copy = add_copy(hall[0], CURATOR, NOW)
    assert crew.board_of(copy, NOW).verdict == "TAKE_DOWN"
    with pytest.raises(Refused, match="not on the list"):
        crew.stands_here(copy.staff_code, "", NOW)


def test_a_walk_tells_each_board_and_ends_in_a_signed_list(hall):
    first, second = hall
    other = a_cutout(permitted(a_testimony()), slug="spring")
    handed_over(other.copies[0], CURATOR, NOW)
    walk = walks.start_walk(first.exhibition, CURATOR, NOW)
    assert walks.by_token(walks.token(walk), NOW).id == walk.id
    assert walks.by_token(walks.token(walk) + "x", NOW) is None and walks.by_token(walks.token(walk), NOW + timedelta(days=2)) is None
    assert [walks.scan(walk.id, code, NOW) for code in (back(first), back(first), back(other), "ZZZZZZZZ")] == ["LIVE", "LIVE", "WRONG_PLACE", "UNKNOWN"]
    found = walks.walk_list(walk)
    assert {line.verdict for line in found.met} == {"LIVE", "WRONG_PLACE"} and len(found.met) == 2 and found.unknown == 1
    assert [line.staff_code for line in found.not_met] == [back(second)]
    signed = walks.sign_walk(walk.id, CURATOR, LATER)
    assert len(signed.list_sha256) == 64 and signed.closed_by == CURATOR, "nothing had to come down: nobody else is needed"
    for again in (lambda: walks.scan(walk.id, back(first), LATER), lambda: walks.sign_walk(walk.id, CURATOR, LATER)):
        with pytest.raises(Refused, match="signed already"):
            again()
    assert walks.by_token(walks.token(walk), LATER) is None


def test_a_walk_with_recalls_is_closed_by_a_second_person_once_the_boards_are_down(hall):
    first, second = hall
    for cutout in hall:
        withdraw(cutout.testimony, CASEWORKER, NOW)
    walk = walks.start_walk(first.exhibition, CURATOR, NOW)
    assert walks.scan(walk.id, back(first), NOW) == "TAKE_DOWN"
    assert walks.sign_walk(walk.id, CURATOR, LATER).closed_at is None
    with pytest.raises(Refused, match="signed this list yourself"):
        walks.close_walk(walk.id, CURATOR, LATER)
    with pytest.raises(Refused, match="not been taken down yet"):
        walks.close_walk(walk.id, VERIFIER, LATER)
    crew.taken_down(back(first), photo(), LATER)
    assert walks.close_walk(walk.id, VERIFIER, LATER).closed_by == VERIFIER
    task = next(task for task in ledger.withdrawals(testimony=second.testimony)[0].tasks if task.action == "TAKE_DOWN")
    assert task.outcome == "REMOVED" and task.proof.kind == "SIGNED_LIST" and walk.list_sha256 in task.proof.note
    assert use_of(second).status == "removed"


def everything_on_file() -> dict:
    """Every row of every table, and the epoch."""
    db.session.rollback()
    rows = {}
    for table in Base.metadata.sorted_tables:
        rows[table.name] = db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    return {**rows, "epoch": epoch(), "states": sorted(row for row in db.session.execute(sa.text("SELECT state FROM consent_grant ORDER BY id")).scalars()),
            "uses": sorted(db.session.execute(sa.text("SELECT status FROM use_record ORDER BY id")).scalars())}


def test_a_drill_stops_everything_on_paper_and_changes_nothing(hall):
    first, second = hall
    crew.stands_here(back(first), "hall 2", NOW)
    before, kept = everything_on_file(), sorted(current_app.config["EXHIBIT"].instance.rglob("*"))
    assert before["use_record"] == 4 and before["epoch"] > 0
    drill = drills.run_drill(first.exhibition, "", CURATOR, NOW)
    assert everything_on_file() == before and sorted(current_app.config["EXHIBIT"].instance.rglob("*")) == kept
    assert len(drill.stories) == 2 and all(story.open_after == 0 and 0 < story.listed_ms <= story.closed_ms < 5000 for story in drill.stories)
    assert {"TAKE_DOWN", "RECALL", "GO_DARK"} <= {task.action for task in drill.stories[0].tasks}
    assert drill.document()["changed"] == "nothing" and drill.document()["stories"][0]["tasks"][0]["due_at"].startswith(f"{NOW:%Y-%m-%d}")
    assert crew.board(back(first), NOW).verdict == "KEEP"
    one = drills.run_drill(first.exhibition, second.testimony.code, CURATOR, NOW)
    assert [story.testimony for story in one.stories] == [second.testimony.code]
    with pytest.raises(Refused, match="not in this exhibition"):
        drills.run_drill(first.exhibition, "T99", CURATOR, NOW)


def test_a_task_is_taken_on_by_name(hall):
    withdraw(hall[0].testimony, CASEWORKER, NOW)
    task = next(task for task in ledger.withdrawals()[0].tasks if task.action == "RECALL")
    assert task.owner == CURATOR
    tasks.take_on(task.id, VERIFIER, NOW)
    db.session.expire_all()
    assert ledger.task(task.id).owner == VERIFIER
