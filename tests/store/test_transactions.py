"""One action, one transaction, one writer: what is checked still holds when it commits, and a trouble is one sentence."""
from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from exhibit.errors import Conflict, ExhibitError
from exhibit.store import db, engine, epoch, look_again, raise_epoch, transaction
from exhibit.store import tables as rows
from tests.support.rooms import another_session


def test_an_error_undoes_everything(app):
    with pytest.raises(ValueError), transaction() as session:
        session.add(rows.Person(code="P1", age_class="ADULT"))
        session.flush()
        raise_epoch()
        raise ValueError
    assert db.session.query(rows.Person).count() == 0 and epoch() == 0


def test_an_action_inside_an_action_is_a_fault(app):
    with pytest.raises(RuntimeError, match="an action inside an action"), transaction(), transaction():
        pass
    with transaction() as session:
        session.add(rows.Person(code="P1", age_class="ADULT"))
    assert db.session.query(rows.Person).count() == 1


def test_what_was_read_before_is_read_again_inside(app):
    db.session.add(rows.Person(code="P1", age_class="ADULT"))
    db.session.commit()
    mine = db.session.query(rows.Person).one()
    assert mine.age_class == "ADULT"

    def somebody() -> None:
        with another_session(app), transaction() as session:
            session.query(rows.Person).one().age_class = "CHILD"

    other = threading.Thread(target=somebody)
    other.start()
    other.join(10)
    with transaction():
        assert mine.age_class == "CHILD"


def test_a_writer_who_keeps_the_pen_is_said_in_words(app, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MS", 200)
    if db.engine.dialect.name == "sqlite":
        db.session.remove()
        db.engine.dispose()  # the next connections wait 200 ms
    holding, done = threading.Event(), threading.Event()

    def somebody() -> None:
        with another_session(app), transaction():
            holding.set()
            done.wait(10)

    other = threading.Thread(target=somebody)
    other.start()
    assert holding.wait(10)
    with pytest.raises(Conflict, match="^Somebody else is saving at this moment. Nothing was saved: try again.$"), transaction():
        pass
    done.set()
    other.join(10)


def test_a_full_disk_is_said_in_words():
    class Full(Exception):
        orig = Exception("database or disk is full")

    told = engine._in_words(Full())
    assert isinstance(told, ExhibitError) and told.sentence == (
        "The disk is full. Nothing was saved, and what was saved before is intact: free some space and try again.")


def test_the_epoch_rises_with_the_change_and_only_then(app):
    before = epoch()
    with transaction():
        raise_epoch()
        raise_epoch()
    look_again()
    assert epoch() == before + 2


def test_a_time_without_a_zone_never_enters(app):
    with pytest.raises(Exception, match="a time without a zone never enters the store"), transaction() as session:
        session.add(rows.Person(code="P1", age_class="CHILD", majority_at=datetime(2030, 1, 1)))
    with transaction() as session:
        session.add(rows.Person(code="P2", age_class="CHILD", majority_at=datetime(2030, 1, 1, tzinfo=UTC)))
    assert db.session.query(rows.Person).one().majority_at == datetime(2030, 1, 1, tzinfo=UTC)
