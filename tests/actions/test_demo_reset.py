"""Resetting the demo takes out what the demo made, and nothing else."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from exhibit.actions import audit, demo
from exhibit.actions.exhibitions import add_cutout, create_exhibition
from exhibit.actions.testimonies import create_testimony, save_text
from exhibit.errors import Conflict
from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.support.rooms import print_board

NOW = datetime.now(UTC)
BASE = "https://voices.example"
HALL = {"slug": "autumn", "name": {"en": "Autumn"}, "languages": ["en"], "country": "FR", "starts_on": date(2030, 1, 1), "ends_on": date(2030, 2, 1)}
FACTS = {"pseudonym": "Rosa", "experience_type": "TIP", "original_language": "es", "origin_country": "CO", "age_class": "ADULT",
         "tip_act": ["RECRUITMENT"], "tip_means": ["DECEPTION"], "tip_purpose": ["SERVITUDE"]}
FIGURE = {"figure": "standing-woman-1", "height_mm": 1600, "language": "es"}


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def real(demo_app):
    """A real exhibition with a testimony of its own beside the demo; returns (exhibition's slug, testimony's code)."""
    exhibition = create_exhibition(HALL, "curator@demo.example", NOW)
    testimony = create_testimony(FACTS, "caseworker@demo.example", NOW)
    save_text(testimony, "es", "STORY", "Hoy tengo mi propia cocina.", None, "curator@demo.example", NOW)
    add_cutout(exhibition, {**FIGURE, "testimony_code": testimony.code}, "curator@demo.example", NOW)
    return exhibition.slug, testimony.code


def test_a_real_exhibition_beside_the_demo_survives(real):
    slug, code = real
    kept_code = queries.exhibition(slug).cutouts[0].copies[0].code
    demo.reset_demo(NOW)
    assert queries.exhibition(slug).cutouts[0].copies[0].code == kept_code
    assert queries.testimony(code).versions[0].body == "Hoy tengo mi propia cocina."
    assert count(rows.Exhibition) == 2 and count(rows.Testimony) == count(rows.Person) == 16


def test_the_demo_comes_back_with_new_codes_and_says_what_went(demo_app):
    before = set(db.session.scalars(select(rows.Copy.code)))
    removed: dict[str, int] = {}
    pages = count(rows.UseRecord)
    demo.reset_demo(NOW, report=removed.update)
    after = set(db.session.scalars(select(rows.Copy.code)))
    assert len(after) == 15 and not before & after
    assert removed["cutouts"] == removed["testimonies"] == removed["copies"] == 15 and removed["exhibitions"] == 1
    assert removed["use records"] == pages and removed["packs"] == 0


def test_the_history_tells_that_the_demo_was_taken_out_and_is_whole(demo_app):
    demo.reset_demo(NOW)
    assert [fault for fault in audit.verify().faults if fault[0] != "STOPS"] == []
    db.session.delete(queries.testimony("T01").grants[0])
    db.session.commit()
    assert [fault[0] for fault in audit.verify().faults if fault[0] != "STOPS"] == ["PERMISSION"], "a permission that goes without a word is still found"


def test_the_demo_s_packs_and_use_records_go_too(demo_app, tmp_path):
    cutout = queries.exhibition("demo").cutouts[0]
    print_board(cutout, BASE, "curator@demo.example", NOW)
    db.session.add(rows.Job(id="j1", exhibition_id=cutout.exhibition_id, started_by="c", started_at=NOW, state="ready", file_name="j1.zip"))
    db.session.commit()
    (tmp_path / "j1.zip").write_bytes(b"a pack")
    (tmp_path / "other.zip").write_bytes(b"not the demo's")
    demo.reset_demo(NOW, tmp_path)
    boards = db.session.scalars(select(rows.UseRecord).where(rows.UseRecord.kind == "CUTOUT_COPY"))
    assert {use.testimony.code for use in boards} == {"T10"} and count(rows.Job) == 0, "only the board of the stopped story, which the demo tells of"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".zip"] == ["other.zip"]


def test_what_was_printed_of_a_real_testimony_in_the_demo_hall_stays_on_record(real):
    _, code = real
    testimony = queries.testimony(code)
    hall = queries.exhibition("demo")
    cutout = add_cutout(hall, {**FIGURE, "testimony_code": code}, "curator@demo.example", NOW)
    db.session.add(rows.UseRecord(copy_id=cutout.copies[0].id, testimony_id=testimony.id, kind="CUTOUT_COPY", language="es", grant_ids=[], at=NOW, by="c"))
    db.session.commit()
    demo.reset_demo(NOW)
    kept = db.session.scalars(select(rows.UseRecord).where(rows.UseRecord.kind == "CUTOUT_COPY", rows.UseRecord.by == "c")).one()
    assert kept.testimony_id == queries.testimony(code).id and kept.copy_id is None


def test_a_demo_testimony_shown_elsewhere_stops_the_reset(real):
    slug, _ = real
    add_cutout(queries.exhibition(slug), {**FIGURE, "testimony_code": "T01"}, "curator@demo.example", NOW)
    with pytest.raises(Conflict) as refused:
        demo.reset_demo(NOW)
    assert refused.value.sentence == ("Testimonies of the demo are shown elsewhere (T01 in autumn). Take those figures out first; nothing was removed.")
    assert len(queries.exhibition("demo").cutouts) == 15


def test_when_loading_fails_the_old_demo_is_still_there(demo_app, monkeypatch):
    before = set(db.session.scalars(select(rows.Copy.code)))
    monkeypatch.setattr(demo, "CONTENT", demo.CONTENT / "nowhere")
    with pytest.raises(OSError):
        demo.reset_demo(NOW)
    assert set(db.session.scalars(select(rows.Copy.code))) == before and count(rows.StoryVersion) > 100


def test_help_numbers_are_neither_lost_nor_doubled(demo_app):
    row = db.session.scalars(select(rows.Helpline).where(rows.Helpline.emergency.is_(False))).first()
    row.verified_on, row.verified_by = NOW.date() - timedelta(days=3), "duty officer"
    db.session.commit()
    number, before = row.number, count(rows.Helpline)
    demo.reset_demo(NOW)
    assert count(rows.Helpline) == before
    assert db.session.scalars(select(rows.Helpline).where(rows.Helpline.number == number)).one().verified_by == "duty officer"


def test_loading_twice_is_refused_with_the_way_out(demo_app):
    with pytest.raises(Conflict, match="`exhibit demo --reset` starts it afresh"):
        demo.load_demo(NOW)
