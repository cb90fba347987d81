"""A person's file goes out whole, comes in elsewhere, and opens nothing there."""
from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from flask import current_app

from exhibit.actions import approvals, audit, consent, person_file, person_import, person_paper
from exhibit.actions.gate import page_decision
from exhibit.app import create_app
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import db, history, queries, transaction
from exhibit.store.schema import ensure_schema
from exhibit.store.tables import Grant
from tests.support.boards import the_person
from tests.support.rooms import opened
from tests.support.scenes import CASEWORKER, NOW


@pytest.fixture
def her(databases, tmp_path):
    """A testimony with a record, permissions that were confirmed, and one that was stopped."""
    with opened(databases, tmp_path, "person"):
        testimony = the_person()
        consent.withdraw(testimony, CASEWORKER, NOW, grant_id=testimony.grants[0].id)
        yield queries.testimony(testimony.code)


@pytest.fixture
def elsewhere(her, tmp_path):
    """Another installation with nothing in it, as a context manager on the same code."""
    other = tmp_path / "other"
    other.mkdir()
    second = create_app(replace(current_app.config["EXHIBIT"], instance=other, database_url=f"sqlite:///{other / 'exhibit.sqlite'}", stops_file=None), doors=("account",))
    with second.app_context():
        ensure_schema()
    return second


def test_it_holds_what_is_kept_and_that_it_was_taken_is_noted(her):
    with transaction():
        her.person.custodian_ref = "B-1207"
    audit.note_reading("LOCATOR", "officer@demo.example", NOW, testimony=her)
    file, content = person_file.export(her, CASEWORKER, NOW)
    told = json.loads(content)
    assert told["format"] == "exhibit person file 1" and len(told["consent_records"]) == 1 and b"B-1207" not in content
    assert {row.permission for row in file.records[0].permissions} == {grant.permission for grant in her.grants}
    assert [(text.kind, text.body) for text in file.texts] == [(version.kind, version.body) for version in her.versions]
    assert [reading.by for reading in file.readings] == ["officer@demo.example"]
    [entry] = history.entries(kind="EXPORT")
    assert (entry.state, entry.recorded_by, entry.testimony_code) == ("PERSON_FILE", CASEWORKER, her.code)
    assert person_file.testimony_of(her.person.code).id == person_file.testimony_of(her.code.lower()).id == her.id
    with pytest.raises(NotFound):
        person_file.testimony_of("NOBODY")


def test_it_comes_in_elsewhere_as_a_yes_that_waits_and_only_once(her, elsewhere):
    _file, content = person_file.export(her, CASEWORKER, NOW)
    code, states = her.code, {grant.uid: grant.state for grant in her.grants}
    stopped = {uid for uid, state in states.items() if state == "withdrawn"}
    assert stopped and len(stopped) < len(states)
    with elsewhere.app_context():
        made = person_import.bring_in(json.loads(content), "importer@x", NOW)
        assert (made.records, made.permissions, made.texts, made.known) == (1, 4, 3, 0)
        here = queries.testimony(code)
        assert {grant.uid: grant.state for grant in here.grants} == {uid: "withdrawn" if uid in stopped else "given" for uid in states}
        assert all(grant.confirmed_at is None for grant in here.grants) and all(version.approved_at is None for version in here.versions)
        assert not page_decision(here, "en", NOW).allowed
        assert here.grants[0].record.evidence == [] and here.grants[0].record.controller.code == "house"
        again = person_import.bring_in(json.loads(content), "importer@x", NOW)
        assert (again.records, again.permissions, again.texts, again.known) == (0, 0, 0, 7)
        assert [code for code, _sentence in audit.verify().faults] == []
        db.session.remove()
        db.engine.dispose()


def test_a_stop_there_is_a_stop_here(her):
    file, content = person_file.export(her, CASEWORKER, NOW)
    document = json.loads(content)
    for row in document["exhibit"]["records"][0]["permissions"]:
        row["state"] = "withdrawn"
    person_import.bring_in(document, "importer@x", NOW)
    assert {grant.state for grant in db.session.scalars(db.select(Grant))} == {"withdrawn"}


def test_words_of_a_file_are_not_read_through_a_link_made_before_it_came_in(her):
    """A file may say that its words are old: they would have passed for words somebody had looked at."""
    _link, token = approvals.make_link(her, ["en"], 14, None, CASEWORKER, NOW)
    document = json.loads(person_file.export(her, CASEWORKER, NOW)[1])
    told = document["exhibit"]["texts"][0]
    told["body"] = "My name is Miriam Tesfaye. Call me on +32 470 12 34 56."
    person_import.bring_in(document, "importer@x", NOW + timedelta(hours=1))
    link = approvals.find(token, NOW + timedelta(hours=1))
    assert approvals.keeps_back(link, "en") and all("Miriam" not in version.body for version in approvals.texts_to_read(link, "en"))


def test_a_file_that_is_not_whole_is_refused_without_its_words(her):
    document = json.loads(person_file.export(her, CASEWORKER, NOW)[1])
    document["exhibit"]["texts"][0]["body"] = ["My name is Miriam Tesfaye."]
    with pytest.raises(WrongUse, match="not whole") as wrong:
        person_import.bring_in(document, "importer@x", NOW)
    assert "Miriam" not in wrong.value.sentence


def test_another_document_or_somebody_else_s_code_is_refused(her):
    _file, content = person_file.export(her, CASEWORKER, NOW)
    document = json.loads(content)
    with pytest.raises(WrongUse, match="no person's file"):
        person_import.bring_in({}, "importer@x", NOW)
    with pytest.raises(Refused, match="belongs to somebody else here: nothing was imported"):
        person_import.bring_in({**document, "exhibit": {**document["exhibit"], "person_code": "PELSE"}}, "importer@x", NOW)


@pytest.mark.parametrize("language", ["en", "ar", "lo"])
def test_on_paper_it_can_be_read_in_her_language(her, language, tmp_path):
    file, _content = person_file.export(her, CASEWORKER, NOW)
    document = pypdfium2.PdfDocument(person_paper.pdf(file, language))
    assert len(document) >= 1
    picture = document[0].render(scale=1).to_pil().convert("L")
    assert sum(picture.histogram()[:100]) > 3000, "there is ink on it"
