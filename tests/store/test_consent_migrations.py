"""0003 and 0004 take the consent of earlier versions along: guardians, decisions, the history as a chain. And back again."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from exhibit.actions.audit import verify
from exhibit.store import db, ledger, queries, schema
from tests.store.test_migrations import NOW, TESTIMONY, _move, _old_tables

MAJORITY, BEST = datetime(2028, 5, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
EVENTS = [("requested", NOW - timedelta(days=9)), ("given", NOW - timedelta(days=8)), ("confirmed", NOW - timedelta(days=4)), ("withdrawn", NOW)]


@pytest.fixture
def old(app):
    """A database of revision 0002 with a child, her guardian, a permission with its events, and a board that was printed."""
    _move("0002", back=True)
    with _old_tables() as (connection, tables):
        connection.execute(tables["person"].insert(), [
            {"id": 3, "code": "POLD77", "age_class": "CHILD", "child_assent": True, "guardian_permits": True, "guardian_conflict": True,
             "best_interests_until": BEST, "majority_at": MAJORITY},
            {"id": 4, "code": "POLD88", "age_class": "ADULT", "child_assent": None, "guardian_permits": None, "guardian_conflict": False,
             "best_interests_until": None, "majority_at": None}])
        connection.execute(tables["testimony"].insert(), {**TESTIMONY, "attributes": {}, "lift_asked_by": ""})
        connection.execute(tables["consent_grant"].insert(), {"id": 9, "testimony_id": 7, "permission": "EVENT_COUNTRY", "scope": "BE", "state": "withdrawn", "recorded_by": "w@x",
                                                              "given_by": "GUARDIAN", "elements": []})
        connection.execute(tables["consent_event"].insert(), [
            {"grant_id": 9, "state": state, "occurred_at": at, "recorded_at": at, "indicated_by": "GUARDIAN", "recorded_by": "w@x", "reason": "" if state != "withdrawn" else "moved"}
            for state, at in EVENTS])
        connection.execute(tables["use_record"].insert(), {"id": 5, "testimony_id": 7, "kind": "CUTOUT_COPY", "language": "es", "grant_ids": [9], "at": NOW, "by": "c@x", "file_sha256": ""})
    return app


def test_0003_takes_guardians_and_decisions_along(old):
    schema.ensure_schema()
    testimony = queries.testimony("TOLD77")
    [guardian], [decision] = testimony.person.guardians, testimony.person.best_interests
    assert (guardian.kind, guardian.permits, guardian.conflict_of_interest) == ("PARENT", True, "SUSPECTED")
    assert decision.favourable and decision.valid_until == BEST and testimony.person.majority_at == MAJORITY
    assert testimony.grants[0].uid.startswith("G") and testimony.grants[0].identity_mode == "ANONYMOUS"
    [use] = queries.uses_of(testimony)
    assert len(use.uid) == 36 and use.status == "printed" and use.texts == []


def test_0003_keeps_the_day_a_child_comes_of_age_out_of_the_file(old):
    schema.ensure_schema()
    with db.engine.connect() as connection:
        kept = connection.execute(sa.text("SELECT majority_enc FROM person WHERE id = 3")).scalar_one()
    assert kept.startswith("gAAAA") and "2028" not in kept


def test_0004_makes_the_old_history_a_chain_that_the_database_guards(old):
    schema.ensure_schema()
    report = verify()
    assert report.entries == 4 and [code for code, _sentence in report.faults] == ["STOPS"], "the old stop was on no list yet"
    assert verify().whole
    events = queries.testimony("TOLD77").grants[0].events
    assert [(event.state, event.occurred_at) for event in events] == EVENTS
    assert {(event.testimony_code, event.person_code, event.permission, event.scope) for event in events} == {("TOLD77", "POLD77", "EVENT_COUNTRY", "BE")}
    assert events[-1].reason == "moved" and ledger.head() == (4, events[-1].hash)
    with pytest.raises(DBAPIError, match="insert-only"), db.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM consent_event"))


def test_both_can_be_taken_back(old):
    schema.ensure_schema()
    db.session.rollback()
    _move("0002", back=True)
    with _old_tables() as (connection, tables):
        child, adult = connection.execute(sa.select(tables["person"]).order_by(tables["person"].c.id)).mappings().all()
        assert (child["guardian_permits"], child["guardian_conflict"]) == (True, True) and not adult["guardian_conflict"]
        assert {child[name].replace(tzinfo=UTC) for name in ("majority_at", "best_interests_until")} == {MAJORITY, BEST}
        rows = connection.execute(sa.select(tables["consent_event"]).order_by(tables["consent_event"].c.id)).mappings().all()
        assert [(row["grant_id"], row["state"]) for row in rows] == [(9, state) for state, _at in EVENTS]
        assert "uid" not in tables["use_record"].c and "party" not in tables
    schema.ensure_schema()
    assert verify().entries == 4
