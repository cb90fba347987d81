"""The migrations make exactly the tables of the code, take old rows along, and can be taken back."""
from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from exhibit.errors import ExhibitError
from exhibit.store import accounts, db, schema  # noqa: F401  accounts registers its tables
from exhibit.store.engine import Base

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
TESTIMONY = {"id": 7, "code": "TOLD77", "person_id": 3, "pseudonym": "Rosa", "experience_type": "TIP", "original_language": "es", "origin_country": "CO",
             "hold": "SAFETY", "hold_reason": "a threat", "uniqueness_checked": True}


def _tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names())


def _move(to: str, back: bool = False) -> None:
    config = schema.config()
    with db.engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, to)


@contextmanager
def _old_tables():
    """The database as revision 0001 knows it: (connection, its reflected tables)."""
    with db.engine.begin() as connection:
        seen = sa.MetaData()
        seen.reflect(connection)
        yield connection, seen.tables


def _old_rows(attributes: dict) -> None:
    with _old_tables() as (connection, old):
        connection.execute(old["person"].insert(), {"id": 3, "code": "POLD77", "age_class": "ADULT", "guardian_conflict": False})
        connection.execute(old["testimony"].insert(), {**TESTIMONY, "attributes": attributes})
        connection.execute(old["story_version"].insert(), {"id": 5, "testimony_id": 7, "language": "es", "kind": "STORY", "body": "Hoy.", "sha256": "0" * 64,
                                                           "written_at": NOW, "written_by": "c@x", "approved_at": NOW})
        connection.execute(old["consent_grant"].insert(), {"id": 9, "testimony_id": 7, "permission": "WEB_STORY", "state": "confirmed", "recorded_by": "w@x",
                                                           "given_by": "SUBJECT"})
        connection.execute(old["exhibition"].insert(), {"id": 2, "slug": "old", "name": {"en": "Old"}, "theme": "", "city": "", "venue": "", "country": "BE",
                                                        "languages": ["en"], "starts_on": NOW.date(), "ends_on": NOW.date(), "credits": [], "disclaimer": {},
                                                        "exit_url": "", "revision": 1})
        connection.execute(old["job"].insert(), {"id": "j", "exhibition_id": 2, "started_by": "c@x", "started_at": NOW, "done": 1, "total": 1, "state": "ready",
                                                 "sentence": "", "left_out": [], "file_name": "j.zip"})
        connection.execute(old["cutout"].insert(), {"id": 4, "exhibition_id": 2, "testimony_id": 7, "position": 1, "language": "es", "figure": "standing-woman-1",
                                                    "face": "none", "height_mm": 1600, "template": "panel", "palette": "amber"})
        connection.execute(old["copy"].insert(), [{"id": 11, "cutout_id": 4, "code": "FRONT2", "number": 1}, {"id": 12, "cutout_id": 4, "code": "FRONT3", "number": 2}])
        connection.execute(old["use_record"].insert(), {"id": 6, "copy_id": 11, "testimony_id": 7, "kind": "CUTOUT_COPY", "language": "es", "grant_ids": ["9"],
                                                        "at": NOW, "by": "c@x", "file_sha256": "0" * 64})


@pytest.fixture
def old(app):
    """An application on a database of revision 0001 with a row in each changed table."""
    _move("0001", back=True)
    _old_rows({"elements": ["GENDER", "AGE_BAND"], "lift_asked_by": "first@x"})
    return app


def test_the_tables_are_exactly_those_of_the_code(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_0002_takes_old_rows_along(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        testimony = connection.execute(sa.select(new["testimony"])).mappings().one()
        assert testimony["lift_asked_by"] == "first@x" and testimony["hold"] == "SAFETY"
        assert connection.execute(sa.select(new["story_version"].c.approved_by)).scalar_one() == ""
        assert connection.execute(sa.select(new["consent_grant"].c.elements)).scalar_one() == ["GENDER", "AGE_BAND"]
        job = connection.execute(sa.select(new["job"])).mappings().one()
        assert job["boards"] == [] and job["state"] == "failed" and job["sentence"].endswith("Make it again.")
    from exhibit.store.queries import testimony as by_code

    assert by_code("TOLD77").attributes == {"elements": ["GENDER", "AGE_BAND"]}


def test_0002_can_be_taken_back_without_losing_who_asked(old):
    schema.ensure_schema()
    _move("0001", back=True)
    with _old_tables() as (connection, before):
        assert "lift_asked_by" not in before["testimony"].c and "boards" not in before["job"].c and "elements" not in before["consent_grant"].c
        attributes = connection.execute(sa.select(before["testimony"].c.attributes)).scalar_one()
        assert attributes["lift_asked_by"] == "first@x"
    schema.ensure_schema()
    assert schema.current_and_newest()[0] == schema.current_and_newest()[1]


def test_0003_gives_each_board_its_hall_and_a_code_for_its_back(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        use = connection.execute(sa.select(new["use_record"])).mappings().one()
        assert (use["exhibition_id"], use["status"], len(use["uid"])) == (2, "printed", 36)
        codes = connection.scalars(sa.select(new["copy"].c.staff_code)).all()
        assert len(set(codes)) == 2 and all(len(code) == 8 for code in codes)
    _move("0002", back=True)
    with _old_tables() as (connection, before):
        assert "staff_code" not in before["copy"].c and connection.execute(sa.select(before["use_record"].c.id)).scalar_one() == 6


def test_0005_knows_which_marks_were_looked_at(old):
    _move("0004")
    with _old_tables() as (connection, before):
        connection.execute(before["story_version"].insert(), {"id": 6, "testimony_id": 7, "language": "fr", "kind": "STORY", "body": "Oui.", "sha256": "0" * 64,
                                                              "written_at": NOW, "written_by": "c@x"})
        connection.execute(before["version_tick"].insert(), [{"version_id": 5, "tick": "ANONYMITY", "at": NOW, "by": "v@x"}, {"version_id": 6, "tick": "CONSENT", "at": NOW, "by": "w@x"}])
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        rows = connection.execute(sa.select(new["story_version"].c.id, new["story_version"].c.marks_checked).order_by(new["story_version"].c.id)).all()
        assert [(row.id, bool(row.marks_checked)) for row in rows] == [(5, True), (6, False)]
    _move("0004", back=True)
    with _old_tables() as (connection, before):
        assert "marks_checked" not in before["story_version"].c


def test_0006_gives_each_hall_a_print_shop_and_each_figure_one_language(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        hall = connection.execute(sa.select(new["exhibition"])).mappings().first()
        assert (hall["print_profile"], hall["material"], hall["load_class"]) == ("plain", "pvc-foam-10", "D5")
        figure = connection.execute(sa.select(new["cutout"])).mappings().first()
        assert (figure["panel_side"], figure["second_language"]) == ("", "")
    _move("0005", back=True)
    with _old_tables() as (_, before):
        assert "print_profile" not in before["exhibition"].c and "second_language" not in before["cutout"].c and "options" not in before["job"].c


def test_everything_can_be_taken_back_and_made_again(app):
    _move("base", back=True)
    assert _tables() - {"alembic_version"} == set()
    schema.ensure_schema()
    assert {"testimony", "copy", "job", "user"} <= _tables()


def test_a_database_of_a_newer_version_is_refused(app):
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ExhibitError, match="made by a newer Exhibit .its revision 9999 is not known here"):
        schema.ensure_schema()


def test_0008_counts_each_old_use_once(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        assert connection.scalar(sa.select(new["use_record"].c.copies)) == 1


def test_0011_takes_each_old_list_for_written(old):
    _move("0010")
    with _old_tables() as (connection, before):
        connection.execute(before["withdrawal"].insert(), {"uid": "w", "testimony_id": 7, "grant_ids": [], "at": NOW, "by": "c@x", "indicated_by": "SUBJECT"})
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        row = connection.execute(sa.select(new["withdrawal"])).mappings().one()
        assert row["listed_at"] == row["at"], "nobody writes its tasks a second time"
    _move("0010", back=True)
    with _old_tables() as (_, before):
        assert "listed_at" not in before["withdrawal"].c


def test_0009_says_of_no_old_text_how_it_is_told_and_can_be_taken_back(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        assert connection.scalar(sa.select(new["story_version"].c.telling)) == ""
        assert {"worksheet", "span_decision", "pseudonym_key", "anonymity_review"} <= set(new)
    _move("0008", back=True)
    assert "worksheet" not in _tables()


def test_0010_doubts_no_old_pseudonym_and_can_be_taken_back(old):
    schema.ensure_schema()
    with _old_tables() as (connection, new):
        assert not connection.scalar(sa.select(new["testimony"].c.pseudonym_in_source))
    _move("0009", back=True)
    with _old_tables() as (connection, before):
        assert "pseudonym_in_source" not in before["testimony"].c and connection.scalar(sa.select(before["testimony"].c.pseudonym)) == "Rosa"
