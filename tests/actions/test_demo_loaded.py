"""The demo as it is loaded: who agreed to what, and that the gate says exactly that. Its words are held elsewhere to the house's rules."""
from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from exhibit.actions.demo import RECORDER, VERIFIER, load_demo, told_testimonies
from exhibit.actions.demo_records import on_file
from exhibit.actions.gate import page_decision
from exhibit.actions.overview import copies_of, hall
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.words import LANGUAGES
from exhibit.errors import Conflict
from exhibit.store import db, queries, records, uses
from exhibit.story.vocabulary import ELEMENTS, validate_attributes

NOW = datetime.now(UTC)
TOLD = {told["code"]: told for told in told_testimonies()}
COUNTRIES = {"BY", "BR", "CO", "EG", "KG", "LA", "ML", "MA", "NP", "NE", "PK", "ZA", "UA"}
REASONS = {"complete": [], "no_web": [], "expired": ["EXPIRED"], "withdrawn": ["WITHDRAWN"], "unconfirmed": ["COOLING_OFF"]}
STATES = {"complete": {"confirmed", "renewed"}, "no_web": {"confirmed"}, "expired": {"confirmed"}, "withdrawn": {"withdrawn"}, "unconfirmed": {"given"}}
PATHS = {  # state -> the steps by which a permission of the demo got there
    "confirmed": ["requested", "given", "confirmed"], "renewed": ["requested", "given", "renewed"], "given": ["requested", "given"],
    "withdrawn": ["requested", "given", "confirmed", "withdrawn"], "update_required": ["requested", "given", "confirmed", "update_required"],
    "refused": ["requested", "refused"], "deferred": ["requested", "deferred"], "requested": ["requested"],
}


def test_fifteen_figures_of_thirteen_countries(demo_app):
    exhibition = queries.exhibition("demo")
    places = hall(exhibition, NOW)
    assert [place.cutout.position for place in places] == list(range(1, 16)) and (exhibition.city, exhibition.country) == ("Brussels", "BE")
    assert {place.cutout.testimony.origin_country for place in places} == COUNTRIES
    assert exhibition.starts_on <= NOW.date() <= exhibition.ends_on or NOW.date() < exhibition.starts_on


def test_twelve_boards_eleven_codes_three_reasons(demo_app):
    rows = copies_of(queries.exhibition("demo"), "https://voices.eu", NOW)
    assert Counter(row["allowed"] for row in rows) == {True: 12, False: 3}
    assert sum(1 for row in rows if row["allowed"] and row["url"]) == 11
    assert sorted(row["reasons"][0] for row in rows if not row["allowed"]) == ["COOLING_OFF", "EXPIRED", "WITHDRAWN"]


@pytest.mark.parametrize("code", sorted(TOLD))
def test_each_consent_is_as_its_data_file_says(demo_app, code):
    told, testimony = TOLD[code], queries.testimony(code)
    place = next(place for place in hall(queries.exhibition("demo"), NOW) if place.cutout.testimony_id == testimony.id)
    assert list(place.board.reasons) == REASONS[told["consent"]]
    besides = {(permission, scope or None): state for permission, scope, state in on_file(code).get("also", ())}
    usual = [grant for grant in testimony.grants if (grant.permission, grant.scope) not in besides]
    assert {grant.state for grant in usual} <= STATES[told["consent"]] and len(usual) == len({grant.uid for grant in usual})
    assert {key: state for key, state in besides.items() if told["consent"] != "withdrawn"} == {
        (grant.permission, grant.scope): grant.state for grant in testimony.grants if (grant.permission, grant.scope) in besides and grant.state != "withdrawn"}
    assert {grant.permission for grant in testimony.grants} >= {"PRT_CUTOUT", "IMG_SILHOUETTE", "EVENT_COUNTRY"}
    assert ("WEB_STORY" in {grant.permission for grant in testimony.grants}) == (told["consent"] != "no_web")
    assert {g.scope for g in testimony.grants if g.permission == "TRANSLATE"} == set(told["story"]) - {told["original_language"]}
    for grant in testimony.grants:
        assert [event.state for event in grant.events] == PATHS[grant.state] and grant.recorded_by == RECORDER
        assert all(e.recorded_by == (VERIFIER if e.state in ("confirmed", "renewed", "update_required") else RECORDER) for e in grant.events)
        if grant.given_at:
            assert grant.elements == sorted(told["elements"]) and grant.record.understanding[-1].complete and grant.record.evidence


@pytest.mark.parametrize("code", sorted(TOLD))
def test_every_language_of_a_shown_story_opens(demo_app, code):
    told, testimony = TOLD[code], queries.testimony(code)
    assert {"en", told["original_language"], told["board_language"]} <= {v.language for v in testimony.versions if v.kind == "STORY"}
    assert bool(testimony.languages()) == (told["consent"] != "withdrawn"), "a stop voids the approvals"
    shown = {language for language in testimony.languages() if page_decision(testimony, language, NOW, country="BE").allowed}
    assert shown == (set(told["story"]) if told["consent"] == "complete" else set())


@pytest.mark.parametrize("code", sorted(TOLD))
def test_what_is_told_of_a_person_is_declared_and_fits(code):
    told = TOLD[code]
    assert told["elements"] and set(told["elements"]) <= set(ELEMENTS)
    child = told["age_class"] in ("CHILD", "UNCERTAIN")
    assert validate_attributes(told["experience_type"], tip_act=told["tip_act"], tip_means=told["tip_means"], tip_purpose=told["tip_purpose"], child=child) == []
    if told["experience_type"] == "SOM":
        assert told["tip_act"] == told["tip_means"] == told["tip_purpose"] == [], "smuggling has no element of trafficking"
    if child:
        assert not {"NATIONALITY", "REGION", "AGE_BAND"} <= set(told["elements"])


@pytest.mark.parametrize("word", ["slave girl", "sold like", "innocent", "helpless", "voiceless", "horrific", "shocking", "prostitute", "illegal migrant", "rescued by"])
def test_no_word_of_the_ethics_list_is_in_any_text(word):
    """Rule E08: words that take agency away or sell a shock."""
    assert [code for code, told in TOLD.items() for table in ("quote", "cutout", "story", "attribution") for text in told[table].values() if word in text.lower()] == []


def test_the_set_holds_what_the_exhibition_is_about():
    forms = {form for told in TOLD.values() for form in told["exploitation"]}
    assert forms >= {"DOMESTIC_SERVITUDE", "FORCED_LABOUR", "FORCED_BEGGING", "ORGAN_REMOVAL", "SEXUAL_EXPLOITATION", "FORCED_MARRIAGE", "FORCED_CRIMINALITY",
                     "SLAVERY_PRACTICES"}
    assert Counter(told["age_class"] for told in TOLD.values()) == {"ADULT": 12, "CHILD": 2, "ADULT_OF_CHILDHOOD": 1}
    assert {told["original_language"] for told in TOLD.values()} >= {"ar", "ur", "ne", "lo", "uk", "pt", "es", "fr"} and any("SOM" in t["experience_type"] for t in TOLD.values())
    assert Counter(told["consent"] for told in TOLD.values()) == {"complete": 11, "expired": 1, "withdrawn": 1, "no_web": 1, "unconfirmed": 1}


def test_permissions_of_children_are_ones_a_child_can_give(demo_app):
    for code, told in TOLD.items():
        if told["age_class"] == "CHILD":
            testimony = queries.testimony(code)
            assert all(PERMISSIONS[g.permission].child_allowed and g.given_by == "GUARDIAN" for g in testimony.grants)
            assert all(g.valid_until <= testimony.person.majority_at for g in testimony.grants) and testimony.person.child_assent


def test_a_demo_tried_years_later_is_still_running(app):
    later = datetime(2031, 5, 5, 12, tzinfo=UTC)
    exhibition = load_demo(later)
    assert exhibition.starts_on < later.date() < exhibition.ends_on
    assert sum(row["allowed"] for row in copies_of(exhibition, "https://voices.eu", later)) == 12
    with pytest.raises(Conflict):
        load_demo(later)
    assert len(db.session.scalars(db.select(type(exhibition))).all()) == 1


def test_every_conversation_is_on_file_as_the_standard_asks(demo_app):
    for code in TOLD:
        testimony = queries.testimony(code)
        found, person = records.records_of(testimony), testimony.person
        assert found and person.custodian.role == "CUSTODIAN" and person.custodian_ref and person.jurisdiction == "BE" and records.compensations(testimony)
        for record in found:
            assert record.controller.role == "CONTROLLER" and record.notice.language == testimony.original_language and record.assistance_independent and record.form_number
            assert record.own_risk_view and record.added_value_reason and all(len(proof.sha256) == 64 and proof.held_by and proof.locator for proof in record.evidence)
    assert {notice.language for notice in records.notices()} == set(LANGUAGES) and {notice.version for notice in records.notices()} == {1, 2}


def test_the_children_have_guardians_who_may_act(demo_app):
    karim, thandi = queries.testimony("T11"), queries.testimony("T12")
    assert [(g.kind, g.permits, g.conflict_of_interest) for g in karim.person.guardians] == [("PARENT", None, "SUSPECTED"), ("COURT_APPOINTED", True, "NONE")]
    assert karim.attributes["relationship_to_trafficker"] == "Familial" and {e.kind for e in records.records_of(karim)[0].evidence} == {"SIGNED_PAPER", "COURT_ORDER"}
    assert [g.kind for g in thandi.person.guardians] == ["LEGAL_GUARDIAN"] and all(t.person.best_interests[-1].no_risk_to_others for t in (karim, thandi))


def test_one_was_stopped_and_its_list_is_half_done(demo_app):
    found = uses.withdrawals(testimony=queries.testimony("T10"))
    assert len(found) == 1 and found[0].closed_at is None
    done = {task.action for task in found[0].tasks if task.done_at}
    assert {"GO_DARK", "TAKE_DOWN", "APPROVALS", "WORKING_FILES"} <= done and {task.action for task in found[0].tasks} - done == {"RECALL", "STOP_STOCK", "DRAFTS", "BACKUPS"}


def test_one_was_renewed_and_the_year_before_has_ended(demo_app):
    rows = [grant for grant in queries.testimony("T03").grants if grant.permission == "WEB_STORY"]
    assert [grant.state_at(NOW) for grant in rows] == ["expired", "renewed"] and len({grant.record_id for grant in rows}) == 2
