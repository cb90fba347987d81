"""Receipts and what a person does with her number, on real databases."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from exhibit.actions import by_number, receipts
from exhibit.actions.gate import page_decision
from exhibit.actions.reapply import apply_inside
from exhibit.actions.spoken import SAID, grants_to_stop, tasks_after_stops
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import UseKind
from exhibit.consent.withdrawal import ACTIONS
from exhibit.consent.words import LANGUAGES, gives_away
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, papers, stops, transaction
from exhibit.store.tables import ConsentEvent, Party, UseRecord
from tests.support.scenes import CASEWORKER, NOW, TEXTS, a_cutout, a_testimony, permitted


def a_person_with_a_card():
    testimony = permitted(a_testimony())
    return testimony, receipts.issue(testimony, "CARD", "en", CASEWORKER, NOW)


def shown_in_brussels(testimony, kind: str = "CUTOUT_COPY", copies: int = 1) -> None:
    cutout = a_cutout(testimony, city="Brussels")
    with transaction() as session:
        for _each in range(copies):
            session.add(UseRecord(testimony=testimony, exhibition=cutout.exhibition, kind=kind, language="en", status="on_display", at=NOW, by=CASEWORKER,
                                  holder="Mrs Smith", place="Hall 3", grant_ids=[grant.uid for grant in testimony.grants]))


def events(kind: str) -> list[str]:
    return list(db.session.scalars(select(ConsentEvent.state).where(ConsentEvent.kind == kind).order_by(ConsentEvent.seq)))


def test_the_number_opens_its_page_and_is_nowhere_in_the_database(app):
    testimony, made = a_person_with_a_card()
    assert by_number.opened(made.number, NOW).id == made.receipt.id
    digits = "".join(char for char in made.number if char.isdigit())
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            plain = "".join(char for char in json.dumps([str(value) for value in row]) if char.isalnum())
            assert digits not in plain, table.name
    assert events("RECEIPT") == ["ISSUED"]


def test_a_second_number_is_given_only_in_place_of_the_first(app):
    testimony, first = a_person_with_a_card()
    with pytest.raises(Refused, match="number works"):
        receipts.issue(testimony, "PAPER", "en", CASEWORKER, NOW)
    second = receipts.issue(testimony, "PAPER", "fr", CASEWORKER, NOW, replaces=True)
    assert by_number.opened(second.number, NOW).id == second.receipt.id and first.number != second.number
    assert events("RECEIPT") == ["ISSUED", "REPLACED", "ISSUED"]


def test_an_old_number_opens_nothing_holds_everything_and_tells_the_custodian_once_more_each_time(app):
    testimony, first = a_person_with_a_card()
    receipts.issue(testimony, "CARD", "en", CASEWORKER, NOW, replaces=True)
    assert by_number.opened(first.number, NOW) is None
    assert testimony.hold == "REQUEST_PENDING" and "replaced" in testimony.hold_reason
    assert by_number.opened(first.number, NOW) is None
    assert events("RECEIPT")[-2:] == ["OLD_NUMBER_USED"] * 2 and events("HOLD") == ["REQUEST_PENDING"]


@pytest.mark.parametrize("text", ["", "+899 000 000 000 0000", "hello", "0" * 500])
def test_unknown_numbers_leave_no_trace(app, text):
    testimony, _made = a_person_with_a_card()
    before = db.session.scalar(select(ConsentEvent.seq).order_by(ConsentEvent.seq.desc()))
    assert by_number.opened(text, NOW) is None
    assert db.session.scalar(select(ConsentEvent.seq).order_by(ConsentEvent.seq.desc())) == before and testimony.hold == "NONE"


def test_a_number_that_was_replaced_stays_dead_when_an_older_backup_is_put_back(app, tmp_path):
    """The backup knows the old number as the one that works; the list of stops, which is no part of it, knows better."""
    testimony, first = a_person_with_a_card()
    later = NOW + timedelta(days=1)
    receipts.issue(testimony, "CARD", "en", CASEWORKER, later, replaces=True)
    listed = [line for line in stops.read(stops.place()) if line["kind"] == "RECEIPT"]
    assert [line["state"] for line in listed] == ["REPLACED"]
    with transaction():  # what the backup says
        first.receipt.died_at = None
    with transaction():
        done, _goings = apply_inside([{**listed[0], "hash": "f" * 64}], CASEWORKER, later)
    assert done.again == 1 and by_number.opened(first.number, later) is None and testimony.hold == "REQUEST_PENDING"


def test_declining_for_safety_is_recorded_and_makes_no_number(app):
    made = receipts.issue(permitted(a_testimony()), "NONE_DECLINED", "en", CASEWORKER, NOW)
    assert made.number == "" and made.receipt.code_hash is None and events("RECEIPT") == ["DECLINED"]
    with pytest.raises(Refused, match="declined"):
        receipts.document_of(made.receipt)
    with pytest.raises(WrongUse, match="form"):
        receipts.issue(made.receipt.testimony, "TATTOO", "en", CASEWORKER, NOW)


def test_kept_and_ended_are_written_once(app):
    _testimony, made = a_person_with_a_card()
    for _again in range(2):
        receipts.keep(made.receipt.id, CASEWORKER, NOW)
        receipts.kill(made.receipt.id, CASEWORKER, NOW)
    assert events("RECEIPT") == ["ISSUED", "KEPT", "ENDED"]
    assert made.receipt.kept_at == made.receipt.died_at == NOW


def test_a_number_from_childhood_ends_with_childhood(app):
    testimony, made = a_person_with_a_card()
    with transaction():
        testimony.person.majority_at = NOW + timedelta(days=30)
    assert by_number.opened(made.number, NOW + timedelta(days=29))
    assert by_number.opened(made.number, NOW + timedelta(days=31)) is None
    assert testimony.hold == "NONE", "the grown person is no threat: no alarm"


def test_one_thing_is_stopped_and_the_rest_stays(app):
    testimony, made = a_person_with_a_card()
    web = next(grant for grant in testimony.grants if grant.permission == "WEB_STORY")
    found = by_number.opened(made.number, NOW)
    assert by_number.stop(found, web.uid, NOW) == 1
    assert {grant.permission: grant.state for grant in testimony.grants}["WEB_STORY"] == "withdrawn"
    assert sum(grant.state == "confirmed" for grant in testimony.grants) == 3
    assert by_number.stop(found, web.uid, NOW) == 0 and by_number.stop(found, "somebody-s", NOW) is None


def test_a_yes_that_was_given_twice_is_shown_once_and_stopped_whole(app):
    """A newer confirmed row would otherwise outlive the stop of the older one: the person stops the permission, not a row of ours."""
    testimony, made = a_person_with_a_card()
    permitted(testimony, (("WEB_STORY", None),))
    rows = [grant for grant in testimony.grants if grant.permission == "WEB_STORY"]
    assert len(rows) == 2 and {grant.state for grant in rows} == {"confirmed", "renewed"}
    assert [grant.label for grant in grants_to_stop(testimony, "en", NOW)].count("Web page opened by a code or link") == 1
    found = by_number.opened(made.number, NOW)
    assert by_number.stop(found, rows[0].uid, NOW) == 2 and {grant.state for grant in rows} == {"withdrawn"}
    assert page_decision(testimony, "en", NOW).reasons == ("WITHDRAWN",)


def test_everything_is_stopped_and_the_number_still_tells_what_follows(app):
    testimony, made = a_person_with_a_card()
    shown_in_brussels(testimony)
    by_number.stop(by_number.opened(made.number, NOW), "", NOW)
    assert grants_to_stop(testimony, "en", NOW) == ()
    told = tasks_after_stops(testimony, "en")
    assert {(task.city, task.what, task.lost) for task in told} >= {("Brussels", "is taken down", False), ("Brussels", "is fetched back or destroyed", False)}
    assert all(task.when.startswith(("by ", "done on ")) for task in told)
    assert by_number.opened(made.number, NOW), "what follows can be read with the same number"


def test_a_number_cannot_touch_another_person(app):
    _testimony, made = a_person_with_a_card()
    other = permitted(a_testimony())
    assert by_number.stop(by_number.opened(made.number, NOW), other.grants[0].uid, NOW) is None
    assert {grant.state for grant in other.grants} == {"confirmed"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_number_shows_is_kind_city_and_days_only(app, language):
    testimony, _made = a_person_with_a_card()
    shown_in_brussels(testimony, copies=3)
    found = grants_to_stop(testimony, language, NOW)
    assert len(found) == 4 and found[0].uses[0].copies == 3 and found[0].uses[0].city == "Brussels"
    told = repr(found)
    for never in (testimony.code, testimony.pseudonym, testimony.person.code, "Smith", "Hall 3", CASEWORKER, "autumn", *TEXTS.values()):
        assert never not in told, never
    assert not gives_away(" ".join(part for grant in found for part in (grant.label, grant.scope, grant.until)))


def test_the_signed_file_is_checked_without_a_database_and_names_nobody(app):
    testimony, made = a_person_with_a_card()
    with transaction() as session:
        house = papers.controller_of(testimony) or Party(code="house", role="CONTROLLER")
        house.name, house.contact, house.dpo_contact, house.authority = "House against Trafficking", "help@survivors.example", "dpo@house.example", "Data office"
        session.add(house)
    made = receipts.issue(testimony, "DIGITAL", "en", CASEWORKER, NOW, replaces=True)
    document = json.loads(json.dumps(receipts.document_of(made.receipt)))
    assert receipts.verify(document, receipts.printed_key()).startswith("Genuine")
    with pytest.raises(Refused, match="changed"):
        receipts.verify({**document, "language": "fr"}, receipts.printed_key())
    with pytest.raises(WrongUse, match="no receipt"):
        receipts.verify({"a": 1}, "")
    told = json.dumps(document, ensure_ascii=False)
    assert not gives_away(told) and "dpo@house.example" in told
    assert all(word not in told for word in (testimony.code, testimony.pseudonym, *PERMISSIONS, *TEXTS.values()))
    assert [purpose["decision"] for purpose in document["services"][0]["purposes"]] == ["YES"] * 4


def test_every_use_and_every_task_has_words_for_the_person(app):
    from exhibit.actions.spoken import LABEL_OF_USE

    assert set(LABEL_OF_USE) == set(UseKind) and set(SAID) == set(ACTIONS)


def test_the_receipts_key_is_not_in_the_database(app):
    _testimony, made = a_person_with_a_card()
    key = receipts.secret(app.config["EXHIBIT"].instance, "receipt")
    assert len(key) > 40 and db.session.scalar(text("select count(*) from receipt where code_hash = :key"), {"key": key}) == 0
    assert made.receipt.code_hash not in made.number
