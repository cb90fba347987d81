"""A stop, by whoever, in whatever process, leads to a copy without the story; what cannot be reached waits for people."""
from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import current_app

from exhibit.actions import receipts, tasks
from exhibit.actions.consent import withdraw
from exhibit.actions.holds import set_hold
from exhibit.actions.static_site import following
from exhibit.errors import NotFound, Refused
from exhibit.store import db, sites
from exhibit.store import uses as ledger
from tests.support.desk import Visitor
from tests.support.scenes import CASEWORKER, CURATOR, NOW

LATER = NOW + timedelta(minutes=5)


def follow(hall, now=LATER):
    db.session.expire_all()
    return following.follow_copies(now, Path(current_app.static_folder), hall.readers)


def rebuild_tasks(hall):
    db.session.expire_all()
    return [task for found in ledger.withdrawals() for task in found.tasks if task.action == "REBUILD"]


def rows(hall) -> dict[str, str]:
    db.session.expire_all()
    return {use.testimony.code: use.status for use in ledger.ledger_in(hall.exhibition) if use.kind == "STATIC_BUILD"}


def stop(hall, place: int = 0, permission: str = "") -> None:
    testimony = hall.exhibition.cutouts[place].testimony
    chosen = next((grant.id for grant in testimony.grants if grant.permission == permission), None)
    withdraw(testimony, CASEWORKER, NOW + timedelta(minutes=1), grant_id=chosen)


def test_a_stop_at_the_persons_own_door_leads_to_a_copy_without_her_story(hall):
    hall.make()
    testimony = hall.exhibition.cutouts[0].testimony
    code = hall.codes()[0]
    issued = receipts.issue(testimony, "DIGITAL", "en", CASEWORKER, NOW)
    answer = Visitor(hall.app).client.post("/card", data={"number": issued.number, "stop": "everything"})
    assert answer.status_code == 200 and [task.done_at for task in rebuild_tasks(hall)] == [None], "that process makes nothing: whoever looks next does"
    assert code.encode() in hall.everything()
    [made] = follow(hall)
    assert made.stories == 1 and code.encode() not in hall.everything() and hall.codes()[1].encode() in hall.everything()
    [task] = rebuild_tasks(hall)
    assert (task.outcome, task.done_by, task.done_at) == ("DONE", "SYSTEM", LATER) and rows(hall)[testimony.code] == "removed"
    assert follow(hall) == [], "there is nothing left to do"


def test_the_last_story_leaves_a_copy_without_stories_and_not_the_old_one(hall):
    hall.make()
    stop(hall, 0)
    stop(hall, 1)
    follow(hall)
    assert not any(code.encode() in hall.everything() for code in hall.codes()) and (hall.folder / "index.html").is_file()
    assert {task.done_by for task in rebuild_tasks(hall)} == {"SYSTEM"}


def test_when_only_the_list_is_stopped_the_story_stays_and_leaves_the_list(hall):
    hall.make(kiosk=True)
    stop(hall, 0, "WEB_LIST")
    follow(hall)
    code = hall.codes()[0]
    assert (hall.folder / f"{code}/en/index.html").is_file() and code not in hall.file("e/autumn/kiosk/index.html")
    [task] = rebuild_tasks(hall)
    assert task.done_by == "SYSTEM" and rows(hall)[hall.exhibition.cutouts[0].testimony.code] == "live"


def test_a_hold_shrinks_the_copy_as_well_although_it_opens_no_list(hall):
    hall.make()
    set_hold(hall.exhibition.cutouts[0].testimony, "SAFETY", "", CURATOR, NOW)
    follow(hall)
    assert hall.codes()[0].encode() not in hall.everything() and rebuild_tasks(hall) == []


def test_a_copy_that_shrinks_never_grows(hall):
    from tests.support.scenes import permitted

    hall.make()
    permitted(hall.exhibition.cutouts[2].testimony)
    stop(hall, 0)
    [made] = follow(hall)
    assert made.stories == 1 and hall.codes()[2].encode() not in hall.everything()


def test_what_went_to_another_place_waits_until_somebody_has_brought_the_new_copy(hall):
    hall.make(place="a stick for the kiosk")
    stop(hall)
    [made] = follow(hall)
    assert made.stories == 1
    [task] = rebuild_tasks(hall)
    assert task.done_at is None and task.note == "The folder was made anew without the story. Bring the new copy to: a stick for the kiosk."
    assert follow(hall) == []
    tasks.finish_task(task.id, "DONE", CURATOR, LATER)
    assert rows(hall)[hall.exhibition.cutouts[0].testimony.code] == "removed"


def test_a_folder_out_of_reach_waits_for_people(hall):
    hall.make()
    shutil.move(hall.folder, hall.folder.with_name("unplugged"))
    stop(hall)
    assert follow(hall) == []
    [task] = rebuild_tasks(hall)
    assert task.done_at is None and "cannot be reached from here" in task.note
    shutil.move(hall.folder.with_name("unplugged"), hall.folder)
    assert len(follow(hall)) == 1 and rebuild_tasks(hall)[0].done_by == "SYSTEM", "plugged in again, it is found"


def test_taken_back_ends_its_uses_and_deletes_what_lies_in_the_house(hall):
    made = hall.make()
    stop(hall)
    following.take_back(made.uid, CURATOR, LATER, hall.folder.parent)
    assert not hall.folder.exists() and set(rows(hall).values()) == {"removed"} and rebuild_tasks(hall)[0].done_by == CURATOR
    with pytest.raises(Refused, match="taken back or replaced already"):
        following.take_back(made.uid, CURATOR, LATER, hall.folder.parent)
    with pytest.raises(NotFound):
        sites.build("none")


def test_a_copy_is_handed_out_only_while_everything_in_it_may_be_shown(hall):
    made = hall.make()
    assert following.may_hand_out(sites.build(made.uid), LATER) == hall.folder
    stop(hall)
    with pytest.raises(Refused, match="may not be shown any more"):
        following.may_hand_out(sites.build(made.uid), LATER)
    follow(hall)
    with pytest.raises(Refused, match="replaced"):
        following.may_hand_out(sites.build(made.uid), LATER)
    newest = sites.builds_out()[0]
    (hall.folder / "index.html").write_text("changed")
    with pytest.raises(Refused, match="index.html was changed"):
        following.may_hand_out(newest, LATER)


def test_a_reading_goes_in_where_it_is_permitted_and_out_when_it_was_ended(hall):
    from exhibit.actions import recordings
    from tests.support.recorded import allow, recorded

    code, testimony = hall.codes()[0], hall.exhibition.cutouts[0].testimony
    row = recorded(testimony.code)
    assert ("AUDIO", ("NOT_ASKED",)) in [(one.kind, one.reasons) for one in hall.make().left_out]
    assert not list(hall.folder.rglob("sound.*"))
    allow(testimony.code, "AUD_ACTOR")
    hall.make(LATER)
    assert (hall.folder / f"{code}/en/sound.mp3").is_file() and 'src="../sound.mp3"' in hall.file(f"{code}/en/listen/index.html")
    recordings.end(row.uid, CURATOR, LATER)
    [made] = follow(hall)
    assert made.stories == 2 and not list(hall.folder.rglob("sound.*")) and not (hall.folder / f"{code}/en/listen").exists()


def test_the_words_are_gone_before_the_copy_is_made_anew_and_stay_gone_when_that_fails(hall, monkeypatch):
    hall.make()
    stop(hall)
    monkeypatch.setattr(following, "make_site", lambda *_: (_ for _ in ()).throw(Refused("The disk is full.")))
    assert follow(hall) == []
    first, second, _ = hall.codes()
    assert not any(path.is_file() for path in (hall.folder / first).rglob("*")) and (hall.folder / f"{second}/index.html").is_file()
    assert rebuild_tasks(hall)[0].note == "The disk is full." and rebuild_tasks(hall)[0].done_at is None
    monkeypatch.undo()
    assert len(follow(hall)) == 1 and rebuild_tasks(hall)[0].done_by == "SYSTEM"
