"""A child speaks: assent, guardians, best interests and the day of majority, as the gate sees them."""
from __future__ import annotations

from datetime import timedelta

import pytest

from exhibit.actions import children, people
from exhibit.actions.confirming import confirm_permission
from exhibit.actions.gate import page_decision
from exhibit.actions.recording import record_permission
from exhibit.errors import Refused, WrongUse
from exhibit.store import db
from exhibit.store.tables import ConsentEvent
from tests.support.scenes import BEFORE, CASEWORKER, NOW, VERIFIER, a_record, a_testimony, said_yes

YES = {"kind": "LEGAL_GUARDIAN", "permits": True, "conflict_of_interest": "NONE"}
GOOD = {"decided_by": "child-protection officer", "favourable": True, "no_risk_to_others": True}


def a_child(*, guardian: dict | None = None, best: dict | None = None):
    """A child whose page may be shown."""
    testimony = a_testimony(age_class="CHILD")
    children.record_assent(testimony, True, CASEWORKER, BEFORE)
    children.add_guardian(testimony, {**YES, **(guardian or {})}, CASEWORKER, BEFORE)
    children.decide_best_interests(testimony, {**GOOD, **(best or {})}, CASEWORKER, BEFORE)
    confirm_permission(said_yes(testimony).id, VERIFIER, NOW, 72)
    return testimony


def reasons(testimony, at=NOW) -> tuple[str, ...]:
    return page_decision(testimony, "en", at, country="BE").reasons


def test_child_guardian_and_best_interests_together_open_a_page(app):
    testimony = a_child()
    assert reasons(testimony) == ()
    assert testimony.grants[0].given_by == "GUARDIAN" and testimony.grants[0].valid_until <= BEFORE + timedelta(days=366)


def test_a_childs_no_is_enough(app):
    testimony = a_child()
    children.record_assent(testimony, False, CASEWORKER, NOW, may_be_told=["CASEWORKER", "EVERYBODY"])
    assert reasons(testimony) == ("NO_ASSENT",)
    entry = db.session.scalars(db.select(ConsentEvent).where(ConsentEvent.kind == "ASSENT").order_by(ConsentEvent.seq.desc())).first()
    assert (entry.state, entry.details) == ("NO", {"may_be_told": ["CASEWORKER"]})


def test_two_guardians_who_disagree_stop_it_until_they_agree(app):
    testimony = a_child()
    second = children.add_guardian(testimony, {**YES, "kind": "PARENT", "permits": False}, CASEWORKER, NOW)
    assert reasons(testimony) == ("GUARDIAN_CONFLICT", "NO_GUARDIAN")
    children.answer_of_guardian(second.id, True, CASEWORKER, NOW)
    assert reasons(testimony) == ()
    children.answer_of_guardian(second.id, False, CASEWORKER, NOW)
    children.end_guardian(second.id, CASEWORKER, NOW)
    assert reasons(testimony) == ()


def test_when_family_is_behind_it_only_a_court_or_an_institution_may_act(app):
    testimony = a_child(guardian={"kind": "PARENT"})
    children.save_relationship(testimony, "Familial", CASEWORKER, NOW)
    assert "GUARDIAN_CONFLICT" in reasons(testimony) and testimony.person.guardians[0].conflict_of_interest == "SUSPECTED"
    with pytest.raises(Refused, match="Only a guardian appointed by a court or an institution"):
        children.add_guardian(testimony, YES, CASEWORKER, NOW)
    with pytest.raises(Refused, match="a parent or guardian by law may not say yes here"):
        children.answer_of_guardian(testimony.person.guardians[0].id, True, CASEWORKER, NOW)
    children.add_guardian(testimony, {**YES, "kind": "COURT_APPOINTED"}, CASEWORKER, NOW)
    assert reasons(testimony) == ()


def test_a_suspected_guardian_cannot_say_yes_but_her_no_counts(app):
    testimony = a_child()
    with pytest.raises(Refused):
        children.add_guardian(testimony, {**YES, "conflict_of_interest": "SUSPECTED"}, CASEWORKER, NOW)
    children.add_guardian(testimony, {**YES, "permits": False, "conflict_of_interest": "SUSPECTED"}, CASEWORKER, NOW)
    assert "GUARDIAN_CONFLICT" in reasons(testimony)


def test_the_conflict_must_be_looked_at_and_a_guardian_may_act_for_a_time_only(app):
    testimony = a_testimony(age_class="UNCERTAIN")
    with pytest.raises(WrongUse, match="Say whether this guardian may be involved"):
        children.add_guardian(testimony, {"kind": "PARENT", "permits": True}, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="has passed"):
        children.add_guardian(testimony, {**YES, "valid_until": NOW.date() - timedelta(days=1)}, CASEWORKER, NOW)
    shown = a_child(guardian={"valid_until": NOW.date() + timedelta(days=5)})
    assert reasons(shown) == () and reasons(shown, NOW + timedelta(days=7)) == ("NO_GUARDIAN",)


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"no_risk_to_others": None}, "are the child, siblings and peers safe"), ({"favourable": None}, "Answer both"), ({"decided_by": ""}, "Say in which role"),
    ({"valid_until": NOW.date() + timedelta(days=400)}, "12 months at most"),
])
def test_best_interests_are_answered_in_full(app, fields, sentence):
    with pytest.raises(WrongUse, match=sentence):
        children.decide_best_interests(a_testimony(age_class="CHILD"), {**GOOD, **fields}, CASEWORKER, NOW)


def test_who_decided_is_a_role_and_never_a_name(app):
    with pytest.raises(Refused, match="Decided by"):
        children.decide_best_interests(a_testimony(age_class="CHILD"), {**GOOD, "decided_by": "officer@protection.example"}, CASEWORKER, NOW)


@pytest.mark.parametrize("best", [{"no_risk_to_others": False}, {"favourable": False}])
def test_a_risk_for_siblings_or_peers_keeps_it_dark(app, best):
    assert reasons(a_child(best=best)) == ("NO_GUARDIAN",)


def test_a_best_interests_decision_ends_after_a_year(app):
    testimony = a_testimony(age_class="CHILD")
    row = children.decide_best_interests(testimony, GOOD, CASEWORKER, NOW)
    assert timedelta(days=364) < row.valid_until - NOW <= timedelta(days=366)


def test_the_birthday_is_forgotten_and_the_day_of_majority_kept_sealed(app):
    testimony = a_child()
    with pytest.raises(WrongUse, match="Say first whose law counts"):
        children.set_majority(testimony, CASEWORKER, NOW, born_on=NOW.date() - timedelta(days=6000))
    people.save_person(testimony, {"jurisdiction": "EG"}, CASEWORKER, NOW)
    born = (NOW - timedelta(days=365 * 17)).date().replace(day=3)
    majority = children.set_majority(testimony, CASEWORKER, NOW, born_on=born)
    assert (majority.year, majority.month, majority.day) == (born.year + 21, born.month, 3)
    stored = db.session.connection().exec_driver_sql(f"SELECT majority_enc FROM person WHERE id={testimony.person_id}").scalar()
    assert str(majority.year) not in stored and born.isoformat() not in stored


def test_at_majority_a_guardians_yes_lapses_and_only_the_person_says_yes(app):
    testimony = a_child()
    later = NOW + timedelta(days=30)
    children.set_majority(testimony, CASEWORKER, NOW, majority_on=(NOW + timedelta(days=20)).date())
    assert reasons(testimony) == () and "MAJORITY_REACHED" in reasons(testimony, later)
    with pytest.raises(Refused, match="The person is of age"):
        record_permission(testimony, "WEB_STORY", None, "given", None, None, CASEWORKER, later, record_id=a_record(testimony).id, indicated_by="GUARDIAN")
    again = record_permission(testimony, "WEB_STORY", None, "given", None, None, CASEWORKER, later, record_id=a_record(testimony).id)
    assert again.given_by == "SUBJECT" and again.valid_until > later + timedelta(days=600)
    confirm_permission(again.id, VERIFIER, later + timedelta(days=4), 72)
    assert reasons(testimony, later + timedelta(days=5)) == ()


def test_a_child_never_says_yes_alone_nor_under_her_own_name(app):
    testimony = a_testimony(age_class="CHILD")
    for more in ({"indicated_by": "SUBJECT"}, {"identity_mode": "OWN_NAME"}):
        with pytest.raises(Refused, match="For a child a guardian says yes and the child agrees"):
            said_yes(testimony, **more)


def test_these_answers_are_for_children_only(app):
    adult = a_testimony()
    for ask in (lambda: children.record_assent(adult, True, CASEWORKER, NOW), lambda: children.add_guardian(adult, YES, CASEWORKER, NOW),
                lambda: children.set_majority(adult, CASEWORKER, NOW), lambda: children.save_relationship(adult, "Familial", CASEWORKER, NOW)):
        with pytest.raises(WrongUse, match="only for a child"):
            ask()
