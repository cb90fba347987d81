"""An erased testimony is gone: from the tables, the files and the bytes on the disk. What must be provable stays, and says nothing."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from exhibit.actions import audit, erasure, retention
from exhibit.actions.consent import withdraw
from exhibit.errors import NotFound, Refused
from exhibit.store import db, files, history, keeping, queries, transaction
from exhibit.store.tables import ConsentRecord, Evidence, Grant, Job, StoryVersion
from exhibit.store.vault import seal_bytes
from tests.support.scenes import CASEWORKER, NOW, VERIFIER

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def stopped(demo_app):
    """A testimony that was stopped, and every task of its recall is done."""
    return _stopped(demo_app)


def _stopped(app, code: str = "T02"):
    testimony = queries.testimony(code)
    withdraw(testimony, CASEWORKER, NOW)
    with transaction() as session:
        session.execute(text("UPDATE withdrawal_task SET done_at = :now, outcome = 'DONE' WHERE done_at IS NULL"), {"now": NOW})
    return queries.testimony(code)


def words_of(testimony) -> list[str]:
    """Phrases of its texts, long enough to be nobody else's."""
    return [version.body[10:60] for version in testimony.versions if len(version.body) > 80]


def on_disk(app, databases) -> bytes:
    """Everything the database has on the disk: SQLite's file and its log, PostgreSQL's files of this database."""
    if databases.cluster is None:
        instance = app.config["EXHIBIT"].instance
        return b"".join(path.read_bytes() for path in sorted(instance.glob("exhibit.sqlite*")))
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar_one()
    return b"".join(path.read_bytes() for path in sorted((databases.cluster.folder / "data" / "base" / str(number)).iterdir()))


def there(words: list[str], disk: bytes) -> list[str]:
    return [phrase for phrase in words if phrase.encode() in disk]


def test_two_people_erase_and_the_words_are_nowhere_any_more(stopped, demo_app, databases):
    words = words_of(stopped)
    fault = demo_app.config["EXHIBIT"].instance / "last-fault.txt"
    fault.write_text(words[0])
    assert words and there(words, on_disk(demo_app, databases)), "before the erasure they can be found, so that the search means something"
    erasure.ask(stopped, CASEWORKER, NOW)
    assert erasure.asked_by(stopped) == CASEWORKER
    erased = erasure.erase(stopped, VERIFIER, LATER)
    assert erased.traceless and erased.code == "T02" and not fault.exists()
    assert there(words, on_disk(demo_app, databases)) == []
    with pytest.raises(NotFound):
        queries.testimony("T02")
    assert [code for code, _sentence in audit.verify().faults if code != "STOPS"] == []


def test_what_remains_proves_and_tells_nothing(stopped, demo_app):
    country, grants, words = stopped.origin_country, {grant.uid for grant in stopped.grants}, words_of(stopped)
    person, pseudonym = stopped.person.code, stopped.pseudonym
    erasure.ask(stopped, CASEWORKER, NOW)
    erasure.erase(stopped, VERIFIER, LATER)
    [stone] = keeping.tombstones()
    kept = json.dumps(stone.kept)
    assert (stone.testimony_code, stone.person_code, stone.by) == ("T02", person, VERIFIER)
    assert {row["grant"] for row in stone.kept["permissions"]} == grants
    assert all(row["given_at"] and row["confirmed_at"] and row["stopped_at"] and row["state"] == "withdrawn"
               for row in stone.kept["permissions"] if row["permission"] != "VIS_PHOTO"), "the one that was refused was never given"
    assert stone.kept["recorded_and_verified_by"] and "@" not in kept
    assert pseudonym not in kept and f'"{country}"' not in kept and not there(words, kept.encode())
    assert stone.delete_after > NOW + timedelta(days=9 * 365)
    states = [entry.state for entry in history.entries(kind="ERASURE", code="T02")]
    assert states == ["ERASED", "ASKED"] and len(history.entries(kind="GRANT", code="T02", limit=200)) >= 3 * len(grants)


def test_scans_and_packs_go_as_well(stopped, demo_app):
    with transaction() as session:
        record = ConsentRecord(person_id=stopped.person_id, testimony_id=stopped.id, language="en", made_at=NOW, made_by=CASEWORKER)
        record.evidence.append(Evidence(kind="SIGNED_PAPER", taken_on=NOW.date(), taken_by=CASEWORKER, file_name="scan.sealed", sha256="a" * 64))
        session.add(record)
        hall = queries.exhibition("demo")
        session.add(Job(id="pack", exhibition_id=hall.id, started_by="c@x", started_at=NOW, state="ready", file_name="pack.zip"))
    scan, pack = files.folder("evidence") / "scan.sealed", files.folder("packs") / "pack.zip"
    files.write(scan, seal_bytes(b"paper"))
    files.write(pack, b"boards")
    erasure.ask(stopped, CASEWORKER, NOW)
    assert erasure.erase(stopped, VERIFIER, LATER).files == 2
    assert not scan.exists() and not pack.exists()
    db.session.expire_all()
    assert queries.job("pack").state == "failed" and queries.job("pack").sentence.endswith("make it again.")
    [stone] = keeping.tombstones()
    assert stone.kept["evidence"][0]["sha256"] == "a" * 64


def test_nobody_erases_alone_and_nothing_that_is_live(demo_app):
    testimony = queries.testimony("T02")
    with pytest.raises(Refused, match=r"permissions of T02 are still open\. Stop them first, with the person"):
        erasure.ask(testimony, CASEWORKER, NOW)
    _stopped(demo_app)
    with pytest.raises(Refused, match="Nobody has asked yet"):
        erasure.erase(testimony, VERIFIER, NOW)
    erasure.ask(testimony, CASEWORKER, NOW)
    with pytest.raises(Refused, match="another person must do it"):
        erasure.erase(testimony, CASEWORKER.upper(), NOW)
    assert queries.testimony("T02").versions


def test_on_the_person_s_wish_the_first_step_stops_everything(demo_app):
    testimony = queries.testimony("T02")
    with transaction():
        testimony.person.erase_on_stop = True
    erasure.ask(testimony, CASEWORKER, NOW)
    assert {grant.state for grant in queries.testimony("T02").grants} == {"withdrawn"}


def test_a_board_that_may_still_hang_comes_first(stopped, demo_app):
    with transaction() as session:
        session.execute(text("UPDATE withdrawal_task SET done_at = NULL"))
    erasure.ask(stopped, CASEWORKER, NOW)
    with pytest.raises(Refused, match="tasks of the recall of T02 are open: something of it may still hang"):
        erasure.erase(stopped, VERIFIER, NOW)


def test_retention_says_first_and_then_does_exactly_that(demo_app):
    _stopped(demo_app, "T02")
    draft = queries.testimony("T03")
    with transaction():
        for grant in draft.grants:
            grant.state, grant.confirmed_at = "given", None
        queries.testimony("T02").person.erase_on_stop = True
    late = NOW + timedelta(days=200)
    wanted = retention.plan(late)
    assert {(step.code, step.rule) for step in wanted} >= {("T02", "WISH"), ("T03", "DRAFT")}
    before = db.session.query(StoryVersion).count()
    assert retention.plan(late) == wanted and db.session.query(StoryVersion).count() == before, "saying changes nothing"
    chosen = [step for step in wanted if step.code in ("T02", "T03")]
    done, traceless = retention.apply(chosen, "officer@demo.example", late)
    assert done == chosen and traceless and {stone.testimony_code for stone in keeping.tombstones()} == {"T02", "T03"}
    assert [step for step in retention.plan(late) if step.code in ("T02", "T03")] == []
    assert retention.apply(chosen, "officer@demo.example", late) == ([], True), "a plan that was done is not done twice"
    assert [code for code, _sentence in audit.verify().faults if code != "STOPS"] == []


def test_tombstones_go_when_they_were_kept_long_enough(stopped):
    erasure.ask(stopped, CASEWORKER, NOW)
    erasure.erase(stopped, VERIFIER, LATER)
    far = NOW + timedelta(days=11 * 365)
    due = [step for step in retention.plan(far) if step.rule == "TOMBSTONE"]
    assert [(step.action, step.code) for step in due] == [("DELETE", "T02")]
    retention.apply(due, "officer@demo.example", far)
    assert keeping.tombstones() == []


def test_a_sealed_deposit_is_put_behind_two_people(stopped):
    with transaction():
        stopped.grants.append(Grant(permission="ARCHIVE_SEALED", state="confirmed", valid_until=NOW + timedelta(days=4000), recorded_by=CASEWORKER, confirmed_at=NOW))
    far = NOW + timedelta(days=400)
    due = [step for step in retention.plan(far) if step.code == "T02"]
    assert [(step.action, step.rule) for step in due] == [("SEAL", "SEALED")]
    retention.apply(due, "officer@demo.example", far)
    assert queries.testimony("T02").hold == "LEGAL" and [step for step in retention.plan(far) if step.code == "T02"] == []
