"""Organisations, notices, records, evidence, the teach-back, compensation, the person: what stands behind a yes."""
from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from exhibit.actions import compensation, evidence, forms_out, notices, parties, people
from exhibit.actions.accounts import add_user, set_organisation
from exhibit.actions.quick import Conversation, enter_conversation, permissions_to_ask
from exhibit.actions.recording import Answer, record_permission
from exhibit.actions.records import open_record
from exhibit.actions.understanding import NOBODY, check_understanding
from exhibit.consent import notice as wording
from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.errors import Conflict, NotFound, Refused, WrongUse
from exhibit.store import db, records
from exhibit.store.tables import ConsentEvent, ConsentRecord, Evidence, Grant
from tests.support.scenes import BEFORE, CASEWORKER, NOW, VERIFIER, a_notice, a_record, a_testimony, permitted, said_yes

HOUSE = {"role": "CONTROLLER", "name": "Maison des Voix", "address": "1 rue du Canal, Gand", "contact": "voix@maison.example", "dpo_contact": "vie-privee@maison.example",
         "authority": "Autorité de protection des données"}
MODEL = wording.model_answers("en", controller="House of Voices", contact="voices@house.example", officer="privacy@house.example", authority="the authority")
UNDERSTOOD = dict.fromkeys((*UNDERSTANDING, NOBODY), True)


def history(kind: str) -> list[tuple[str, dict]]:
    rows = db.session.scalars(db.select(ConsentEvent).where(ConsentEvent.kind == kind).order_by(ConsentEvent.seq))
    return [(row.state, row.details) for row in rows]


@pytest.mark.parametrize(("gone", "named"), [("address", "Address"), ("dpo_contact", "Data-protection officer"), ("authority", "Authority for complaints")])
def test_a_controller_needs_all_that_a_notice_must_name(app, gone, named):
    with pytest.raises(WrongUse, match=f"Please fill in: {named}. Every person must be told them before she agrees."):
        parties.add_party({**HOUSE, gone: ""}, CASEWORKER, NOW)
    assert records.parties() == []


def test_organisations_get_short_names_of_their_own(app):
    assert [parties.add_party(HOUSE, CASEWORKER, NOW).code for _ in range(2)] == ["maison-des-voix", "maison-des-voix-2"]
    assert history("PARTY")[0] == ("ADDED", {"party": "maison-des-voix", "role": "CONTROLLER"})


def test_whoever_people_agreed_to_stays_who_it_is(app):
    record = a_record(a_testimony())
    code = record.controller.code
    same = {**HOUSE, "name": record.controller.name, "contact": "new@house.example"}
    assert parties.change_party(code, same, CASEWORKER, NOW).contact == "new@house.example"
    with pytest.raises(Refused, match="its name and part stay"):
        parties.change_party(code, {**same, "name": "Another house"}, CASEWORKER, NOW)


@pytest.mark.parametrize("item", wording.ITEMS)
def test_a_notice_that_leaves_something_out_is_not_published(app, item):
    with pytest.raises(WrongUse) as wrong:
        notices.publish_notice("en", {**MODEL, item: "  "}, CASEWORKER, NOW)
    assert wrong.value.sentence.endswith(f"Still empty: {wording.ITEMS[item]}.") and records.notices() == []


def test_model_words_with_a_gap_are_not_published(app):
    with pytest.raises(WrongUse, match="A gap"):
        notices.publish_notice("en", wording.model_answers("en"), CASEWORKER, NOW)


def test_a_version_is_published_once_in_each_language_and_never_changed(app):
    first, _ = notices.publish_notice("en", MODEL, CASEWORKER, NOW)
    french, _ = notices.publish_notice("fr", MODEL, CASEWORKER, NOW, version=1)
    assert (first.version, french.version, first.sha256) == (1, 1, hashlib.sha256(first.body.encode()).hexdigest())
    assert wording.sections(first.body)[0] == (wording.heading("controller", "en"), MODEL["controller"])
    with pytest.raises(Conflict, match="What people were told is never changed"):
        notices.publish_notice("fr", MODEL, CASEWORKER, NOW, version=1)
    assert notices.publish_notice("fr", MODEL, CASEWORKER, NOW)[0].version == 2


def test_a_change_that_matters_asks_everybody_again(app):
    testimony = permitted(a_testimony())
    _, asked = notices.publish_notice("en", MODEL, CASEWORKER, NOW)
    assert asked == 0 and {grant.state for grant in testimony.grants} == {"confirmed"}, "a clearer wording asks nobody anew"
    old = records.notices()[-1]
    _, asked = notices.publish_notice("fr", MODEL, CASEWORKER, NOW, material=True)
    assert asked == len(testimony.grants) and {grant.state for grant in testimony.grants} == {"update_required"}
    assert testimony.grants[0].events[-1].reason == "The notice changed (version 3)."
    with pytest.raises(Refused, match="give the person the newest one and ask again"):
        a_record(testimony, notice_id=old.id)


def test_a_yes_without_a_record_is_nothing(app):
    testimony, other = a_testimony(), a_testimony(pseudonym="Other")
    for more, kind, sentence in (({}, WrongUse, "A yes needs a consent record"), ({"record_id": a_record(other).id}, WrongUse, "belongs to another testimony"),
                                 ({"record_id": "nothing"}, NotFound, "no such consent record"),
                                 ({"record_id": a_record(testimony, assistance_independent=False).id}, Refused, "help does not depend on the answer"),
                                 ({"record_id": a_record(testimony, interpreter_present=True).id}, Refused, "An interpreter was present whom nobody had checked")):
        with pytest.raises(kind, match=sentence):
            record_permission(testimony, "WEB_STORY", None, "given", None, None, CASEWORKER, NOW, **more)
    assert testimony.grants == []


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"notice_id": None}, "Say which notice the person was given"), ({"collection_method": "SOMEHOW"}, "Say how the answers were taken"),
    ({"controller": "printer"}, "is not down as a controller"), ({"collected_country": "Belgium"}, "two letters"),
])
def test_a_record_says_what_was_told_by_whom_and_how(app, fields, sentence):
    testimony = a_testimony()
    parties.add_party({"role": "PRINTER", "name": "Printer"}, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match=sentence):
        a_record(testimony, **fields)
    assert records.records_of(testimony) == []


@pytest.mark.parametrize("field", ["restrictions", "own_risk_view", "added_value_reason", "risk_assessment_ref"])
def test_no_name_or_number_goes_into_a_record(app, field):
    with pytest.raises(Refused, match="Nothing that leads to a person is kept here"):
        a_record(a_testimony(), **{field: "call +32 470 12 34 56"})


def test_what_a_person_said_names_how_when_and_under_which_name(app):
    testimony, said = a_testimony(), BEFORE - timedelta(days=3)
    grant = said_yes(testimony, method="THUMBPRINT", occurred_at=said, identity_mode="PSEUDONYM_CHOSEN", conditions="not near schools")
    assert (grant.given_at, grant.identity_mode, grant.conditions) == (said, "PSEUDONYM_CHOSEN", "not near schools")
    event = grant.events[-1]
    assert (event.occurred_at, event.indication_method, event.indicated_by, event.details["record"]) == (said, "THUMBPRINT", "SUBJECT", grant.record_id)
    for wrong in ({"occurred_at": NOW + timedelta(days=1)}, {"method": "WINK"}, {"identity_mode": "FAMOUS"}, {"indicated_by": "NEIGHBOUR"}):
        with pytest.raises(WrongUse):
            said_yes(testimony, "PRT_PANEL", **wrong)
    with pytest.raises(Refused, match="Conditions"):
        said_yes(testimony, "PRT_PANEL", conditions="ask her at info@example.org")


def test_the_teach_back_is_complete_or_says_what_is_missing(app):
    record = a_record(a_testimony(), understood=False)
    with pytest.raises(WrongUse, match="1 still open"):
        check_understanding(record.id, {**UNDERSTOOD, "knows_risk": None}, CASEWORKER, NOW)
    assert not check_understanding(record.id, {**UNDERSTOOD, "knows_risk": False}, CASEWORKER, NOW).complete
    assert check_understanding(record.id, UNDERSTOOD, CASEWORKER, NOW).complete and len(record.understanding) == 2
    assert [(state, details["missing"]) for state, details in history("UNDERSTANDING")] == [("INCOMPLETE", ["KNOWS_RISK"]), ("COMPLETE", [])]


def test_a_scan_is_hashed_and_forgotten_unless_the_custodian_keeps_it(app):
    add_user("officer@demo.example", ["officer"]) if not _has("officer@demo.example") else None
    record, scan = a_record(a_testimony()), b"a signed paper"
    hashed = evidence.add_evidence(record.id, {"kind": "SIGNED_PAPER"}, CASEWORKER, NOW, scan)
    kept = evidence.add_evidence(record.id, {"kind": "SIGNED_PAPER"}, CASEWORKER, NOW, scan, keep_scan=True)
    assert hashed.sha256 == kept.sha256 == hashlib.sha256(scan).hexdigest() and hashed.file_name == ""
    folder = app.config["EXHIBIT"].instance / "files" / "evidence"
    assert [path.name for path in folder.iterdir()] == [kept.file_name] and scan not in (folder / kept.file_name).read_bytes()
    assert evidence.read_scan(kept.uid, "officer@demo.example", NOW) == scan
    with pytest.raises(NotFound, match="No scan of this evidence is kept here"):
        evidence.read_scan(hashed.uid, "officer@demo.example", NOW)
    for wrong, sentence in (({"kind": "RUMOUR"}, "Say what proves it"), ({"kind": "SIGNED_PAPER", "sha256": "abc"}, "64 characters"),
                            ({"kind": "SIGNED_PAPER", "sha256": "0" * 64}, "does not belong to this scan"),
                            ({"kind": "SIGNED_PAPER", "taken_on": NOW.date() + timedelta(days=1)}, "cannot be taken in the future")):
        with pytest.raises(WrongUse, match=sentence):
            evidence.add_evidence(record.id, wrong, CASEWORKER, NOW, scan)


def _has(email: str) -> bool:
    from exhibit.store import accounts

    return accounts.user(email) is not None


def test_where_the_paper_lies_is_read_by_its_custodian_and_the_officer_and_each_reading_is_written_down(app):
    testimony = a_testimony()
    shelter = parties.add_party({"role": "CUSTODIAN", "name": "Shelter", "contact": "desk@shelter.example"}, CASEWORKER, NOW)
    people.save_person(testimony, {"custodian": shelter.code, "custodian_ref": "K7-0193"}, CASEWORKER, NOW)
    proof = evidence.add_evidence(a_record(testimony).id, {"kind": "SIGNED_PAPER", "held_by": shelter.code, "locator": "blue binder, third shelf"}, CASEWORKER, NOW)
    stored = db.session.connection().exec_driver_sql("SELECT locator_enc FROM evidence").scalar()
    assert "binder" not in stored and "0193" not in (db.session.connection().exec_driver_sql(
        f"SELECT custodian_ref_enc FROM person WHERE id={testimony.person_id}").scalar() or "")
    for nobody in (VERIFIER, CASEWORKER, "nobody@nowhere.example"):
        with pytest.raises(Refused, match="Only a caseworker of the organisation that keeps this paper"):
            evidence.read_locator(proof.uid, nobody, NOW)
    set_organisation(CASEWORKER, shelter.code)
    for reader in (CASEWORKER, "officer@demo.example"):
        assert evidence.read_locator(proof.uid, reader, NOW) == "blue binder, third shelf"
    assert evidence.read_reference(testimony, CASEWORKER, NOW) == "K7-0193"
    assert [state for state, _ in history("READ")] == ["LOCATOR", "LOCATOR", "REFERENCE"]


@pytest.mark.parametrize("reference", ["ask for Maria Lopez", "+32 2 511 64 64", "someone@example.org"])
def test_a_reference_that_leads_to_the_person_is_refused(app, reference):
    testimony = a_testimony()
    with pytest.raises(Refused, match="The custodian's reference"):
        people.save_person(testimony, {"custodian_ref": reference}, CASEWORKER, NOW)
    assert testimony.person.custodian_ref is None


def test_after_a_death_nothing_new_begins(app):
    testimony = permitted(a_testimony())
    waiting, runs = said_yes(testimony, "PRT_PANEL"), testimony.grants[0]
    people.save_person(testimony, {"deceased": True}, CASEWORKER, NOW)
    assert (waiting.state, waiting.events[-1].reason, runs.state) == ("expired", "DECEASED", "confirmed")
    with pytest.raises(Refused, match="nothing new begins"):
        said_yes(testimony, "WEB_LIST")


def test_payment_is_never_a_price_for_a_yes(app):
    testimony = a_testimony()
    with pytest.raises(Refused, match="buys a yes"):
        compensation.record_compensation(testimony, "MONEY", "ACCEPTED", False, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="Say whether the offer is the same"):
        compensation.record_compensation(testimony, "MONEY", "ACCEPTED", None, CASEWORKER, NOW)
    compensation.record_compensation(testimony, "EXPENSES", "DECLINED", True, CASEWORKER, NOW, band="UNDER_50")
    assert [(row.kind, row.answer) for row in records.compensations(testimony)] == [("EXPENSES", "DECLINED")]


def test_a_printed_form_says_what_was_asked(app):
    testimony, notice = a_testimony(), a_notice()
    number = forms_out.new_form_number(testimony, ["WEB_STORY", "TRANSLATE:fr"], notice, "en", CASEWORKER, NOW)
    assert forms_out.form_out(testimony, f" {number.lower().replace('-', ' ')} ").permissions == (("WEB_STORY", ""), ("TRANSLATE", "fr"))
    assert permissions_to_ask(testimony, number) == (("WEB_STORY", ""), ("TRANSLATE", "fr")) and forms_out.form_out(testimony, number).notice.id == notice.id
    with pytest.raises(NotFound, match="No form ABCD-2345 was printed"):
        forms_out.form_out(testimony, "ABCD-2345")
    with pytest.raises(WrongUse):
        forms_out.new_form_number(testimony, ["WEB_EVERYTHING"], notice, "en", CASEWORKER, NOW)


def paper(testimony, *answers: Answer, **changes) -> Conversation:
    head = {"notice_id": a_notice().id, "controller": "house", "collection_method": "IN_PERSON", "assistance_independent": True, "form_number": "2345-6789"}
    return Conversation(**{"head": head, "understanding": UNDERSTOOD, "answers": answers, "on": BEFORE.date(), "method": "SIGNED_PAPER",
                           "proof": {"kind": "SIGNED_PAPER", "sha256": "a" * 64}, **changes})


YES, NO, LATER, OPEN = Answer("WEB_STORY", "", "given"), Answer("WEB_LIST", "", "refused"), Answer("PRT_PANEL", "", "deferred"), Answer("STATS", "", "")


def test_one_paper_is_entered_in_one_go(app):
    testimony = a_testimony()
    record = enter_conversation(testimony, paper(testimony, YES, NO, LATER, OPEN), CASEWORKER, NOW)
    assert {grant.permission: grant.state for grant in testimony.grants} == {"WEB_STORY": "given", "WEB_LIST": "refused", "PRT_PANEL": "deferred"}
    assert {grant.record_id for grant in testimony.grants} == {record.id} and record.understanding[0].complete and record.evidence[0].sha256 == "a" * 64
    assert testimony.grants[0].given_at.date() == BEFORE.date()
    with pytest.raises(Conflict, match="The form 2345-6789 was entered already"):
        enter_conversation(testimony, paper(testimony, YES), CASEWORKER, NOW)


@pytest.mark.parametrize(("answers", "changes", "sentence"), [
    ((OPEN,), {}, "No answer is ticked yet"), ((YES,), {"understanding": {}}, "Answer all five questions"), ((YES,), {"on": NOW.date() + timedelta(days=1)}, "cannot lie in the future"),
    ((YES, Answer("TRANSLATE", "", "given")), {}, "TRANSLATE needs a scope"), ((YES,), {"proof": {"kind": "SIGNED_PAPER", "sha256": "short"}}, "64 characters"),
])
def test_one_wrong_line_saves_nothing(app, answers, changes, sentence):
    testimony = a_testimony()
    with pytest.raises(WrongUse, match=sentence):
        enter_conversation(testimony, paper(testimony, *answers, **changes), CASEWORKER, NOW)
    assert not any(db.session.query(table).count() for table in (ConsentRecord, Evidence, Grant))


def test_what_is_usually_asked_fits_the_person(app):
    adult, child = a_testimony(), a_testimony(age_class="CHILD", pseudonym="Child")
    assert ("PRT_BROCHURE", "") in permissions_to_ask(adult) and ("PRT_BROCHURE", "") not in permissions_to_ask(child)
    assert not {"WEB_INDEX", "BROADCAST"} & {code for code, _ in permissions_to_ask(adult)}, "what is a no unless the person asks is not offered"


def test_a_record_keeps_the_standards_fields(app):
    record = open_record(a_testimony(), {"notice_id": a_notice().id, "controller": "house", "collection_method": "ON_PAPER", "collected_country": "be", "checklist": ["1", "3", "9"]},
                         CASEWORKER, NOW)
    assert (record.schema_version, record.collected_country, record.checklist, record.language) == ("ISO/IEC TS 27560:2023", "BE", ["1", "3"], "en")
    assert {"storage_location", "retention_rule", "recipients", "withdrawal_method", "privacy_rights", "pii_types", "special_categories"} <= set(record.details)
    assert history("RECORD")[0][1]["notice_sha256"] == record.notice.sha256
