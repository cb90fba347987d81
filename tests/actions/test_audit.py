"""Somebody with the database's password changes rows behind Exhibit's back: the database refuses, and when its guards are taken away the history tells."""
from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from exhibit.actions import audit, consent
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import db, history, queries, stops
from exhibit.store.signing import signing_key
from tests.support.scenes import CASEWORKER, CURATOR, NOW

GUARDS = {
    "sqlite": [f"DROP TRIGGER {name}" for names in history.TRIGGERS["sqlite"].values() for name in names],
    "postgresql": ["ALTER TABLE consent_event DISABLE TRIGGER ALL"],
}
RENUMBER = "UPDATE consent_event SET seq = :new WHERE seq = :old"
COLUMNS = ", ".join(name for name in (*history.FIELDS, "prev_hash", "hash") if name not in ("seq", "state"))


@pytest.fixture
def told(demo_app):
    """A testimony whose page was stopped last of all; returns it and how many entries the history has."""
    stops.catch_up()  # the demo was copied, its list of stops was not
    testimony = queries.testimony("T01")
    [page] = [grant for grant in testimony.grants if grant.permission == "WEB_STORY"]
    consent.withdraw(testimony, CASEWORKER, NOW, grant_id=page.id)
    report = audit.verify()
    assert report.whole, report.faults
    return testimony, report.entries


def behind_our_back(*statements: str, **values) -> None:
    db.session.rollback()  # PostgreSQL's ALTER TABLE waits for every reader
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
    db.session.rollback()


def without_guards(*statements: str, **values) -> list[str]:
    """Run them with the triggers gone; returns the sentences that a verification then says, without those about the triggers."""
    behind_our_back(*GUARDS[db.engine.dialect.name], *statements, **values)
    faults = audit.verify().faults
    assert "TRIGGER" in dict(faults), "a missing guard is a fault of its own"
    return [sentence for code, sentence in faults if code != "TRIGGER"]


@pytest.mark.parametrize("statement", [
    "UPDATE consent_event SET state = 'confirmed' WHERE seq = 3", "DELETE FROM consent_event WHERE seq = 3", "DELETE FROM consent_event",
    f"INSERT INTO consent_event (seq, state, {COLUMNS}) SELECT 3, 'x', {COLUMNS} FROM consent_event WHERE seq = 3",
])
def test_the_database_itself_refuses(told, statement):
    with pytest.raises(DBAPIError, match="insert-only|duplicate key"):
        behind_our_back(statement)
    assert audit.verify().whole


def test_the_ways_around_the_triggers_are_closed_too(told):
    ways = {"sqlite": [f"INSERT OR REPLACE INTO consent_event (seq, state, {COLUMNS}) SELECT 3, 'x', {COLUMNS} FROM consent_event WHERE seq = 3"],
            "postgresql": ["TRUNCATE consent_event", f"INSERT INTO consent_event (seq, state, {COLUMNS}) SELECT 3, 'x', {COLUMNS} FROM consent_event WHERE seq = 3 "
                                                     "ON CONFLICT (seq) DO UPDATE SET state = 'x'"]}
    for statement in ways[db.engine.dialect.name]:
        with pytest.raises(DBAPIError, match="insert-only"):
            behind_our_back(statement)
    assert audit.verify().whole


def test_a_changed_row_is_named(told):
    assert without_guards("UPDATE consent_event SET recorded_by = 'nobody' WHERE seq = 3") == ["Entry 3 was changed after it was written."]


def test_a_removed_row_is_named(told):
    assert without_guards("DELETE FROM consent_event WHERE seq = 2") == ["Entry 2 was removed: entry 3 follows entry 1."]


def test_a_row_removed_at_the_end_is_named(told):
    """The permission's own row still says that it was stopped: that is told as well."""
    testimony, last = told
    [page] = [grant for grant in testimony.grants if grant.permission == "WEB_STORY"]
    first = next(entry.seq for entry in history.entries(code=page.uid) if entry.state == "withdrawn")
    sentences = without_guards("DELETE FROM consent_event WHERE seq >= :first", first=first)
    gone = f"Entry {last} was" if first == last else f"Entries {first} to {last} were"
    assert sentences[0] == f"{gone} removed: the history ends with entry {first - 1}, but {last} were written."
    assert len(sentences) == 2 and "is “withdrawn”, but the history's last word is “confirmed”" in sentences[1]


def test_an_added_row_is_named(told):
    _testimony, last = told
    added = f"INSERT INTO consent_event (seq, state, {COLUMNS}) SELECT :new, 'confirmed', {COLUMNS} FROM consent_event WHERE seq = :last"
    sentences = without_guards(added, last=last, new=last + 1)
    assert f"Entry {last + 1} was added: only {last} were written by Exhibit." in sentences


def test_two_rows_that_changed_places_are_named(told):
    moves = [RENUMBER.replace(":new", new).replace(":old", old) for old, new in (("3", "-1"), ("6", "3"), ("-1", "6"))]
    sentences = without_guards(*moves)
    assert sentences[:2] == ["Entry 3 was written as entry 6: the order was changed.", "Entry 6 was written as entry 3: the order was changed."]


def test_a_permission_changed_behind_the_history_s_back_is_named(told):
    testimony, _last = told
    [stopped], open_one = [grant for grant in testimony.grants if grant.permission == "WEB_STORY"], testimony.grants[0]
    stopped_uid, open_uid = stopped.uid, open_one.uid
    behind_our_back("UPDATE consent_grant SET state = 'confirmed' WHERE uid = :uid", uid=stopped_uid)
    behind_our_back("UPDATE consent_grant SET valid_until = :later WHERE uid = :uid", uid=open_uid, later=datetime(2099, 1, 1, tzinfo=UTC))
    sentences = dict(enumerate(sentence for _code, sentence in audit.verify().faults))
    assert len(sentences) == 2
    assert f"{open_uid} (PRT_CUTOUT)" in sentences[0] and "has other terms (dates, copies, facts) than when it was confirmed" in sentences[0]
    assert f"{stopped_uid} (WEB_STORY)" in sentences[1] and "is “confirmed”, but the history's last word is “withdrawn”" in sentences[1]


def test_a_deleted_permission_and_a_changed_text_are_named(told):
    testimony, _last = told
    uid, version = testimony.grants[0].uid, testimony.versions[0].id
    behind_our_back("DELETE FROM consent_grant WHERE uid = :uid", uid=uid)
    behind_our_back("UPDATE story_version SET body = 'She was happy.' WHERE id = :id", id=version)
    assert dict(audit.verify().faults) == {
        "PERMISSION": f"The permission {uid} (PRT_CUTOUT) of {testimony.code} was deleted without an entry in the history.",
        "TEXT": f"The story of {testimony.code} in en (text {version}) was changed after it was written: it no longer fits its hash."}


def test_a_stop_that_fell_off_the_list_is_put_back(told, demo_app):
    path = demo_app.config["EXHIBIT"].stops
    whole = path.read_text()
    path.write_text(whole[:-30])  # a crash in the middle of the line
    assert [code for code, _sentence in audit.verify().faults] == ["STOPS"]
    assert path.read_text() == whole and audit.verify().whole


def test_a_root_holds_without_the_database_and_against_a_rewritten_history(told):
    document = json.loads(json.dumps(audit.root_of(NOW.date() - timedelta(days=1), NOW)))
    assert audit.check_root(document, audit.public_key()).startswith("Signed and unchanged: the last entry until the end of")
    assert audit.verify(document).whole
    with pytest.raises(Refused, match="changed after it was signed"):
        audit.check_root({**document, "entry": 2})
    with pytest.raises(Refused, match="another key"):
        audit.check_root(document, "A" * 43 + "=")
    rewritten = {**document, "hash": "0" * 64}
    rewritten.pop("signature"), rewritten.pop("public_key")
    from exhibit.consent.signature import signed

    assert [code for code, _ in audit.verify(signed(rewritten, signing_key())).faults] == ["ROOT"]
    assert [code for code, _ in audit.verify(signed({**rewritten, "entry": 999}, signing_key())).faults] == ["ROOT"]


def test_a_root_is_made_of_days_that_have_ended(told):
    with pytest.raises(WrongUse, match="has ended"):
        audit.root_of(NOW.date(), NOW)
    with pytest.raises(NotFound, match="no entry in the history yet on 2020-01-01"):
        audit.root_of(date(2020, 1, 1), NOW)
    with pytest.raises(WrongUse, match="no root"):
        audit.check_root({"format": "something else"})


def test_reading_leaves_a_trace(told):
    audit.note_reading("evidence locator", CURATOR, NOW, testimony=queries.testimony(told[0].code))
    [entry] = history.entries(kind="READ")
    assert (entry.recorded_by, entry.testimony_code, entry.details) == (CURATOR, told[0].code, {"what": "evidence locator"})
    assert history.entries(code=told[0].code)[0].seq == entry.seq and history.entries(by=CURATOR, before=entry.seq + 1)[0].seq == entry.seq
    assert audit.verify().whole
