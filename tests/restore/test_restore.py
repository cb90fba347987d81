"""An older backup is put back, and what was stopped since stays dark: withdrawn, held, erased, revoked."""
from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from exhibit.actions import audit, backup, consent, erasure, holds, restore
from exhibit.app import create_app
from exhibit.errors import ExhibitError, Refused, WrongUse
from exhibit.serving import _prepare
from exhibit.settings import Settings
from exhibit.store import db, files, history, keeping, ledger, queries, stops, transaction
from exhibit.store.tables import Grant, WithdrawalTask
from exhibit.store.vault import seal_bytes, unseal_bytes
from tests.support.desk import Visitor

WITHDRAWN, ERASED, HELD, OPEN = "T01", "T02", "T03", "T05"
CASEWORKER, VERIFIER = "caseworker@demo.example", "verifier@demo.example"


@pytest.fixture
def copy_of_codes(demo_app) -> dict[str, str]:
    """Testimony -> the code on its board."""
    return {cutout.testimony.code: cutout.copies[0].code for cutout in queries.cutouts(queries.exhibition("demo"))}


@pytest.fixture
def old(demo_app, tmp_path, now) -> Path:
    """A backup of the demo with a reference and a scan under the vault's key, made before anything was stopped."""
    with transaction():
        queries.testimony(OPEN).person.custodian_ref = "B-1207"
    files.write(files.folder("evidence") / "scan.sealed", seal_bytes(b"paper"))
    path = tmp_path / "old.backup"
    backup.make(path, "keeper", now)
    return path


def stop_everything(now) -> None:
    """What happens in the weeks after the backup."""
    consent.withdraw(queries.testimony(WITHDRAWN), CASEWORKER, now)
    holds.set_hold(queries.testimony(HELD), "SAFETY", "a threat", CASEWORKER, now)
    consent.withdraw(queries.testimony(ERASED), CASEWORKER, now)
    with transaction() as session:
        for task in session.query(WithdrawalTask).filter(WithdrawalTask.done_at.is_(None)):
            task.done_at, task.outcome = now, "DONE"
    erasure.ask(queries.testimony(ERASED), CASEWORKER, now)
    erasure.erase(queries.testimony(ERASED), VERIFIER, now)


def status(visitor: Visitor, codes: dict[str, str]) -> dict[str, int]:
    return {name: visitor.get(f"/{codes[name]}").status_code for name in (WITHDRAWN, ERASED, HELD, OPEN)}


def test_what_was_stopped_after_the_backup_stays_dark(demo_app, visitor, old, copy_of_codes, now, tmp_path):
    words = queries.testimony(ERASED).approved("STORY", "en") or queries.testimony(ERASED).versions[0]
    phrase = words.body[10:60]
    assert status(visitor, copy_of_codes) == dict.fromkeys((WITHDRAWN, ERASED, HELD, OPEN), 200)
    stop_everything(now)
    before, last = history.entries(limit=1)[0].seq, audit.verify().head
    done = restore.restore(old, None, "", "restorer", now + timedelta(minutes=5), replace=True)
    assert (done.stops.again > 0, done.stops.unknown) == (True, 0) and not ledger.restored()
    assert status(visitor, copy_of_codes) == {WITHDRAWN: 404, ERASED: 404, HELD: 404, OPEN: 200}
    assert {grant.state for grant in queries.testimony(WITHDRAWN).grants} == {"withdrawn"} and queries.testimony(HELD).hold == "SAFETY"
    assert keeping.tombstone(ERASED) and queries.find_copy(copy_of_codes[ERASED]) is None
    assert all(phrase.encode() not in path.read_bytes() for path in demo_app.config["EXHIBIT"].instance.glob("exhibit.sqlite*"))
    again = [entry for entry in history.entries(code=WITHDRAWN, limit=200) if entry.reason == "re-applied after a restore"]
    assert again and all(entry.details["again"] for entry in again if entry.kind == "GRANT")
    assert [entry.state for entry in history.entries(kind="RESTORE")] == ["OPENED", "RESTORED"]
    assert audit.verify().whole and audit.verify().head != last and history.entries(limit=1)[0].seq != before
    assert queries.testimony(OPEN).person.custodian_ref == "B-1207" and unseal_bytes((files.folder("evidence") / "scan.sealed").read_bytes()) == b"paper"


def test_a_second_restore_of_the_same_backup_ends_the_same(demo_app, visitor, old, copy_of_codes, now):
    stop_everything(now)
    for _time in range(2):
        restore.restore(old, None, "", "restorer", now, replace=True)
        assert status(visitor, copy_of_codes) == {WITHDRAWN: 404, ERASED: 404, HELD: 404, OPEN: 200}
    assert audit.verify().whole


def test_until_the_stops_are_applied_every_door_is_closed(demo_app, visitor, sign_in, old, copy_of_codes, now, monkeypatch):
    """The power fails between the rows and the stops: `restored` stays up, and nothing is served until the restore is finished."""
    curator = sign_in("curator")
    stop_everything(now)
    monkeypatch.setattr(restore, "finish", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        restore.restore(old, None, "", "restorer", now, replace=True)
    monkeypatch.undo()
    assert ledger.restored()
    neutral = visitor.get("/ZZZZZZ")
    assert all((answer := visitor.get(f"/{code}")).status_code == 404 and answer.data == neutral.data for code in copy_of_codes.values())
    page = curator.page("/desk/", 503)
    assert page.select_one("h1").text == "A backup was put back" and "exhibit restore --stops" in page.select_one("pre").text
    assert visitor.get("/account/login").status_code == 503
    card = visitor.get("/card", Accept_Language="ar")
    assert card.status_code == 503 and "مغلقة لفترة قصيرة" in card.get_data(as_text=True) and "restore" not in card.get_data(as_text=True)
    settings: Settings = demo_app.config["EXHIBIT"]
    monkeypatch.setenv("EXHIBIT_INSTANCE", str(settings.instance))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    with pytest.raises(Refused, match="nothing is served. Run `exhibit restore --stops LIST`"):
        _prepare(("visit", "desk"))
    restore.finish(restore.listed(None, ""), "", "restorer", now)
    assert status(visitor, copy_of_codes) == {WITHDRAWN: 404, ERASED: 404, HELD: 404, OPEN: 200}
    assert curator.get("/desk/").status_code in (200, 302)


def _power_cut(*_arguments, **_more):
    raise KeyboardInterrupt


def test_without_the_list_nothing_is_put_back_unless_somebody_vouches(demo_app, old, now, tmp_path):
    kept = stops.place().read_text()
    stops.place().unlink()
    elsewhere = tmp_path / "nowhere.jsonl"
    with pytest.raises(Refused, match="There is no list of stops at .*nowhere.jsonl"):
        restore.restore(old, elsewhere, "", "restorer", now, replace=True)
    half = tmp_path / "half.jsonl"
    half.write_text("".join(f"{line}\n" for line in kept.splitlines()[1:]))
    with pytest.raises(Refused, match="lacks 1 stops that the backup itself holds"):
        restore.restore(old, half, "", "restorer", now, replace=True)
    half.write_text(kept[:-20])
    with pytest.raises(ExhibitError, match=f"Line {len(kept.splitlines())} of the list of stops .* cut off or changed"):
        restore.restore(old, half, "", "restorer", now, replace=True)
    assert not ledger.restored() and history.entries(kind="RESTORE") == []
    stops.place().unlink(missing_ok=True)
    applied = restore.finish(restore.listed(elsewhere, "the data-protection officer"), "the data-protection officer", "restorer", now)
    assert applied.again == 0
    assert history.entries(kind="RESTORE")[1].reason == "no later stops, says the data-protection officer"
    with pytest.raises(WrongUse, match="leave --no-later-stops out"):
        restore.listed(None, "somebody")


def test_a_database_in_use_is_not_replaced_by_mistake(demo_app, old, now):
    with pytest.raises(Refused, match="give --replace"):
        restore.restore(old, None, "", "restorer", now)


def test_a_damaged_backup_or_a_wrong_key_is_refused_before_anything_is_touched(demo_app, old, now, tmp_path):
    whole, entries = old.read_bytes(), history.entries(limit=1)[0].seq
    pieces = whole.splitlines(keepends=True)
    damages = {"no backup of Exhibit": b"PK" + whole[2:], "was cut off": b"".join(pieces[:-1]), "with a key that is not here": whole[:-100] + b"AAAA" + whole[-96:]}
    for sentence, content in damages.items():
        bad = tmp_path / "bad.backup"
        bad.write_bytes(content)
        with pytest.raises(ExhibitError, match=sentence):
            restore.restore(bad, None, "", "restorer", now, replace=True)
    key = demo_app.config["EXHIBIT"].instance / "vault.key"
    kept = key.read_text()
    key.write_text(Fernet.generate_key().decode())
    with pytest.raises(ExhibitError, match="encrypted with a key that is not here"):
        restore.restore(old, None, "", "restorer", now, replace=True)
    key.write_text(kept)
    assert history.entries(limit=1)[0].seq == entries and not ledger.restored()


def test_a_backup_shows_no_word_on_the_disk(demo_app, old):
    content = old.read_bytes()
    assert b"PK" not in content[:64] and queries.testimony(OPEN).versions[0].body[:30].encode() not in content


def test_it_goes_into_the_other_kind_of_database(demo_app, old, now, tmp_path, backend, postgres, copy_of_codes):
    """From SQLite to PostgreSQL when one machine is not enough, or back: the same file."""
    uids = sorted(db.session.scalars(db.select(Grant.uid)))
    entry = audit.verify()
    other = tmp_path / "other"
    other.mkdir()
    (other / "vault.key").write_text((demo_app.config["EXHIBIT"].instance / "vault.key").read_text())
    url = f"sqlite:///{other / 'exhibit.sqlite'}" if backend == "postgresql" else postgres.url(postgres.create())
    second = create_app(replace(demo_app.config["EXHIBIT"], instance=other, database_url=url), doors=("visit", "account"))
    listed = stops.place()
    with second.app_context():
        from exhibit.store.schema import ensure_schema

        ensure_schema()
        restore.restore(old, listed, "", "restorer", now)
        assert sorted(db.session.scalars(db.select(Grant.uid))) == uids
        found = audit.verify()
        assert found.whole and found.entries == entry.entries + 2
        assert queries.testimony(OPEN).person.custodian_ref == "B-1207"
        with transaction() as session:  # the next number is free
            session.add(Grant(testimony=queries.testimony(OPEN), permission="STATS", state="not_asked", recorded_by=CASEWORKER))
        assert Visitor(second).get(f"/{copy_of_codes[OPEN]}").status_code == 200
        db.session.remove()
        db.engine.dispose()


def test_a_child_s_no_a_panel_s_no_and_words_taken_back_hold_again(demo_app, old, now):
    """Whoever it was who said no, and to what: nothing of it comes back with the backup."""
    from exhibit.actions import children
    from exhibit.actions.history import note

    child = next(testimony for testimony in queries.testimonies()[0] if testimony.person.age_class == "CHILD" and testimony.person.child_assent)
    text = queries.testimony(OPEN).approved("STORY", queries.testimony(OPEN).original_language)
    code, sha256 = child.code, text.sha256
    with transaction():
        for kind, state, who, details in (("ASSENT", "NO", child, {}), ("GUARDIAN", "NO", child, {}), ("GUARDIAN", "REVIEW", child, {}), ("PERSON", "DECEASED", child, {}),
                                          ("APPROVAL", "taken back", queries.testimony(OPEN), {"sha256": sha256})):
            note(kind, state, CASEWORKER, now, testimony=who, details=details)
    children.decide_best_interests(child, {"decided_by": "child-protection officer", "favourable": False, "no_risk_to_others": True}, CASEWORKER, now)
    done = restore.restore(old, None, "", "restorer", now, replace=True)
    again = queries.testimony(code).person
    assert done.stops.again >= 5 and again.child_assent is False and again.deceased and not again.best_interests[-1].favourable
    assert all(not row.permits and row.conflict_of_interest != "NONE" for row in again.guardians)
    assert [version.approved_at for version in queries.testimony(OPEN).versions if version.sha256 == sha256] == [None] and audit.verify().whole


def test_the_list_of_stops_holds_codes_only(demo_app, now):
    stop_everything(now)
    for line in stops.place().read_text().splitlines():
        told = json.loads(line)
        assert set(told) == {*stops.FIELDS, "about"} and "threat" not in line
