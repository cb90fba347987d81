"""What a caseworker sent is read by few, each reading is in the history, and it goes as soon as nobody needs it, without a trace."""
from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from exhibit.actions import erasure, person_file, retention, sheets, sources
from exhibit.actions import worksheets as actions
from exhibit.actions.backup import make
from exhibit.actions.consent import withdraw
from exhibit.actions.drills import run_drill
from exhibit.actions.holds import set_hold
from exhibit.actions.restore import restore
from exhibit.actions.testimonies import approve_text, create_testimony, save_text
from exhibit.consent import record27560
from exhibit.errors import Refused
from exhibit.store import db, history, queries
from exhibit.store import worksheets as found_by
from tests.support.scenes import CASEWORKER, CURATOR, FACTS, NOW, VERIFIER, a_cutout, said_yes

CANARY = "Zyxandria"
SOURCE = f"Every evening {CANARY} wrote the hours down.\n\nToday she teaches others."


@pytest.fixture
def row(app):
    return actions.begin(create_testimony(FACTS, CASEWORKER, NOW), "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)


def entries(row, kind):
    return [(e.state, e.recorded_by) for e in reversed(history.entries(kind=kind, code=row.testimony.code))]


def left(row):
    db.session.expire_all()
    return found_by.worksheet(row.id)


def finished(row):
    actions.decide(row.id, SOURCE.index(CANARY), SOURCE.index(CANARY) + len(CANARY), "NAME", "CHANGE", "she", "", "", 0, CURATOR, NOW)
    return actions.finish(row.id, None, CURATOR, NOW, rest=True)


def set_to(app, **changes):
    app.config["EXHIBIT"] = replace(app.config["EXHIBIT"], **changes)


def test_each_reading_is_in_the_history_once_an_opening(row):
    for by, minutes in ((CURATOR, 0), (CURATOR, 30), (VERIFIER, 31), (CURATOR, 90)):
        sheets.sheet(row.id, by, NOW + timedelta(minutes=minutes))
    assert entries(row, "READ") == [("SOURCE", CURATOR), ("SOURCE", VERIFIER), ("SOURCE", CURATOR)]
    with pytest.raises(Refused):
        sheets.sheet(row.id, "officer@demo.example", NOW)
    assert len(entries(row, "READ")) == 3


def test_the_source_goes_when_its_text_is_approved(row):
    version = finished(row)
    assert sources.goes_at(row) == NOW + timedelta(days=60)
    assert sources.delete_due(NOW + timedelta(days=59)) == 0 and left(row).source == SOURCE
    approve_text(version.id, CASEWORKER, NOW)
    sources.delete_due(NOW)
    gone = left(row)
    assert gone.source is None and gone.source_deleted_at == NOW and gone.source_sha256 and gone.decisions[0].replacement is None
    assert entries(row, "SOURCE") == [("PLACED", CURATOR), ("FINISHED", CURATOR), ("DELETED", "SYSTEM")]
    for late in (lambda: sheets.sheet(row.id, CURATOR, NOW), lambda: actions.reopen(row.id, CURATOR, NOW), lambda: actions.finish(row.id, version.id, CURATOR, NOW)):
        with pytest.raises(Refused, match="source of this text is gone"):
            late()


def test_the_approval_of_a_later_text_in_its_place_counts_and_of_another_does_not(row):
    first = finished(row)
    other = save_text(row.testimony, "en", "QUOTE", "I wrote every hour down.", None, CURATOR, NOW)
    approve_text(other.id, CASEWORKER, NOW)
    assert sources.delete_due(NOW) == 0
    later = save_text(row.testimony, "en", "STORY", "Every evening she wrote her hours down.", first.id, CURATOR, NOW)
    approve_text(later.id, CASEWORKER, NOW)
    sources.delete_due(NOW)
    assert left(row).source is None


def test_the_house_says_how_long(app, row):
    set_to(app, source_kept_hours=48)
    version = finished(row)
    approve_text(version.id, CASEWORKER, NOW)
    assert sources.goes_at(left(row)) == NOW + timedelta(hours=48)
    assert sources.delete_due(NOW + timedelta(hours=47)) == 0 and sources.delete_due(NOW + timedelta(hours=48)) == 1


def test_nobody_reads_a_source_after_its_time(row):
    late = NOW + timedelta(days=60)
    with pytest.raises(Refused, match="is gone"):
        sheets.sheet(row.id, CURATOR, late)
    assert left(row).source is None and entries(row, "READ") == []


def test_on_approval_deletes_at_once_where_there_is_a_desk_and_leaves_it_to_the_consumer_where_there_is_none(app, row, monkeypatch):
    from exhibit.store import transaction

    version = finished(row)
    for doors, gone in (({"person"}, False), ({"person", "desk"}, True)):
        monkeypatch.setattr(app, "blueprints", dict.fromkeys(doors))
        with transaction():
            found = queries.version(version.id)
            found.approved_at, found.approved_by = NOW, CASEWORKER
            sources.on_approval(found, NOW)
        assert (left(row).source is None) is gone


def test_the_consumer_deletes_what_is_due(app, row, monkeypatch):
    from exhibit import jobs

    set_to(app, source_longest_days=0)
    due = actions.begin(row.testimony, "QUOTE", "en", SOURCE, "PASTED", CURATOR, NOW)
    monkeypatch.setattr(jobs, "_app", lambda _instance: app)
    assert jobs.Follower(app.config["EXHIBIT"]).look()
    assert left(due).source is None and left(row).source == SOURCE


def test_an_older_backup_does_not_bring_a_source_back(app, row, tmp_path):
    make(tmp_path / "b.exhibit", CURATOR, NOW)
    sources.delete_now(row.id, CURATOR, NOW)
    assert entries(row, "SOURCE")[-1] == ("DELETED", CURATOR)
    code, number = row.testimony.code, row.id
    restore(tmp_path / "b.exhibit", None, "", CASEWORKER, NOW, replace=True)
    db.session.expire_all()
    assert found_by.worksheet(number).source is None
    assert [e.state for e in history.entries(kind="SOURCE", code=code)] == ["DELETED", "PLACED"]


def test_nothing_of_a_source_lies_anywhere_in_the_clear_and_nothing_at_all_once_it_is_gone(app, row, caplog, tmp_path):
    """The words are looked for, and the ciphertext of the source: neither is left in any file, and no log has said a word."""
    version = finished(row)
    instance = app.config["EXHIBIT"].instance
    sealed = db.session.connection().exec_driver_sql("SELECT source_enc FROM worksheet").scalar()
    holding = [path.name for path in instance.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert holding == [], "the source is encrypted"
    for wrong in (lambda: actions.decide(row.id, 0, 10**6, "EDIT", "CHANGE", CANARY, "", "", 0, CURATOR, NOW), lambda: actions.decide_words(row.id, CANARY + "s", "x", 0, CURATOR, NOW)):
        with pytest.raises(Exception) as told:
            wrong()
        assert CANARY not in str(told.value)
    approve_text(version.id, CASEWORKER, NOW)
    sources.delete_due(NOW)
    assert not [path.name for path in instance.rglob("*") if path.is_file() and (sealed[20:80].encode() in path.read_bytes() or CANARY.encode() in path.read_bytes())]
    assert CANARY not in caplog.text and CANARY not in json.dumps([e.details for e in history.entries(limit=100)])


def test_a_source_whose_key_is_lost_goes_all_the_same(app, row, monkeypatch):
    from cryptography.fernet import Fernet

    actions.begin(row.testimony, "QUOTE", "en", SOURCE, "PASTED", CURATOR, NOW)
    monkeypatch.setenv("EXHIBIT_VAULT_KEYS", Fernet.generate_key().decode())
    assert sources.delete_due(NOW + timedelta(days=60)) == 2 and left(row).source is None


def test_a_stop_of_everything_takes_the_sources_along_and_a_smaller_one_leaves_them(row):
    testimony = row.testimony
    one, _other = said_yes(testimony), said_yes(testimony, "PRT_CUTOUT")
    withdraw(testimony, CASEWORKER, NOW, grant_id=one.id)
    assert left(row).source == SOURCE
    withdraw(queries.testimony(testimony.code), CASEWORKER, NOW)
    assert left(row).source is None and entries(row, "SOURCE")[-1] == ("DELETED", "SYSTEM")
    with pytest.raises(Refused, match="has stopped everything"):
        actions.begin(row.testimony, "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)


def test_where_there_is_no_desk_the_consumer_lets_go_what_she_stopped(app, row, monkeypatch):
    monkeypatch.setattr(app, "blueprints", {"person": None})
    withdraw(row.testimony, "receipt", NOW)
    assert left(row).source == SOURCE and sources.delete_due(NOW) == 1 and left(row).source is None


def test_a_drill_of_a_stop_takes_no_source(row):
    hall = a_cutout(row.testimony).exhibition
    run_drill(hall, "", CURATOR, NOW)
    assert sources.delete_due(NOW) == 0 and left(row).source == SOURCE


def test_asking_for_the_erasure_takes_the_source_before_the_second_person_comes(row):
    erasure.ask(row.testimony, CASEWORKER, NOW)
    assert left(row).source is None
    with pytest.raises(Refused, match="erasure of this testimony is asked for"):
        actions.begin(row.testimony, "STORY", "en", SOURCE, "PASTED", CURATOR, NOW)


def test_while_somebody_asks_to_take_it_down_nobody_opens_the_source(row):
    set_hold(row.testimony, "REQUEST_PENDING", "a letter", CURATOR, NOW)
    for opening in (lambda: sheets.sheet(row.id, CURATOR, NOW), lambda: actions.decide_words(row.id, CANARY, "she", 0, CURATOR, NOW)):
        with pytest.raises(Refused, match="stays closed until two people"):
            opening()
    assert not sources.may_read(row.testimony, CURATOR) and left(row).source == SOURCE


def test_her_file_says_that_a_source_is_kept_and_retention_lets_it_go(row):
    file, content = person_file.export(row.testimony, CASEWORKER, NOW)
    [told] = file.sources
    assert (told.kind, told.language, told.since, told.until) == ("STORY", "en", NOW.isoformat(), (NOW + timedelta(days=60)).isoformat()) and CANARY.encode() not in content
    assert record27560.read(json.loads(content)) == file
    late = NOW + timedelta(days=60)
    assert retention.plan(late - timedelta(minutes=1)) == []
    [step] = retention.plan(late)
    assert (step.action, step.code, step.rule) == ("FORGET", row.testimony.code, "SOURCE") and left(row).source == SOURCE
    assert retention.apply([step], "command line", late) == ([step], True)
    assert left(row).source is None and retention.plan(late) == [] and person_file.of(row.testimony, late).sources == ()
