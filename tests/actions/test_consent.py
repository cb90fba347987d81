"""Recording, confirming, stopping, holding: many may stop, few may start."""
from __future__ import annotations

from datetime import timedelta

import pytest

from exhibit.actions.accounts import add_user
from exhibit.actions.children import add_guardian, record_assent
from exhibit.actions.confirming import confirm_permission
from exhibit.actions.consent import invalidate, move, revoke, withdraw
from exhibit.actions.gate import page_decision
from exhibit.actions.holds import set_hold
from exhibit.actions.recording import record_permission
from exhibit.actions.testimonies import approve_text, create_testimony, save_attributes, save_text
from exhibit.actions.uniqueness import review
from exhibit.consent.states import TransitionRefused
from exhibit.errors import NotFound, Refused, WrongUse
from exhibit.store import db, epoch, queries, transaction
from exhibit.store import tables as rows
from tests.support.scenes import (
    BEFORE,
    CASEWORKER,
    CURATOR,
    FACTS,
    NOW,
    VERIFIER,
    a_record,
    a_testimony,
    permitted,
    said_yes,
)

COOL = 72


def asked(testimony, **changes):
    """A yes to the story page, written down ten days ago."""
    return said_yes(testimony, **changes)


def reason(testimony) -> tuple[str, ...]:
    return page_decision(testimony, "en", NOW, country="BE").reasons


def test_a_yes_counts_when_a_second_person_confirmed_it(app):
    testimony = a_testimony()
    grant = asked(testimony)
    assert reason(testimony) == ("UNCONFIRMED",)
    confirm_permission(grant.id, VERIFIER, NOW, COOL)
    assert reason(testimony) == ()
    assert [(e.state, e.recorded_by) for e in grant.events] == [("requested", CASEWORKER), ("given", CASEWORKER), ("confirmed", VERIFIER)]
    assert all(e.occurred_at.tzinfo and e.recorded_at.tzinfo for e in grant.events)


@pytest.mark.parametrize("verifier", [CASEWORKER, "Caseworker@Demo.Example"])
def test_who_recorded_it_cannot_confirm_it(app, verifier):
    grant = asked(a_testimony())
    with pytest.raises(Refused) as refused:
        confirm_permission(grant.id, verifier, NOW, COOL)
    assert refused.value.sentence == "Another person than the one who recorded the permission must confirm it."
    assert grant.state == "given" and grant.confirmed_at is None


def test_the_person_has_time_to_think_it_over(app):
    grant = said_yes(a_testimony(), when=NOW)
    with pytest.raises(Refused, match="The person has 72 hours to think it over after saying yes; it can be confirmed after that."):
        confirm_permission(grant.id, VERIFIER, NOW + timedelta(hours=71), COOL)
    assert confirm_permission(grant.id, VERIFIER, NOW + timedelta(hours=72), COOL).state == "confirmed"


def test_without_an_approved_text_nothing_is_confirmed(app):
    testimony = create_testimony(FACTS, CASEWORKER, BEFORE)
    save_text(testimony, "en", "STORY", "A draft.", None, CURATOR, BEFORE)
    with pytest.raises(Refused) as refused:
        confirm_permission(asked(testimony).id, VERIFIER, NOW, COOL)
    assert refused.value.sentence == "The person has not approved any text yet: record the approval first." and refused.value.reasons == ("NOT_REVIEWED_BY_PERSON",)


def test_words_changed_since_the_approval_stop_the_confirmation(app):
    testimony = a_testimony()
    grant = asked(testimony)
    changed = save_text(testimony, "en", "QUOTE", "Other words, not seen by the person yet.", testimony.newest("QUOTE", "en").id, CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        confirm_permission(grant.id, VERIFIER, NOW, COOL)
    assert refused.value.sentence == ("The words were changed since the person approved them (quote in en). "
                                      "Show the person the new words and record the approval, then confirm.")
    approve_text(changed.id, CASEWORKER, NOW)
    with pytest.raises(Refused, match="do the uniqueness check first"):
        confirm_permission(grant.id, VERIFIER, NOW, COOL)
    review(testimony, {}, VERIFIER, NOW)
    assert confirm_permission(grant.id, VERIFIER, NOW, COOL).state == "confirmed"


def test_a_translation_is_confirmed_on_its_own_words(app):
    testimony = a_testimony()
    save_text(testimony, "en", "STORY", "A newer English draft.", testimony.newest("STORY", "en").id, CURATOR, NOW)
    french = save_text(testimony, "fr", "STORY", "Aujourd’hui j’ouvre ma porte.", None, CURATOR, NOW)
    approve_text(french.id, CASEWORKER, NOW)
    review(testimony, {}, VERIFIER, NOW)
    grant = said_yes(testimony, "TRANSLATE", "FR")
    assert grant.scope == "fr" and confirm_permission(grant.id, VERIFIER, NOW, COOL).state == "confirmed"


def test_new_words_go_on_only_because_the_person_approved_exactly_these(app):
    testimony = permitted(a_testimony())
    draft = save_text(testimony, "en", "STORY", "New words, still a draft.", testimony.newest("STORY", "en").id, CURATOR, NOW)
    assert testimony.approved("STORY", "en").body.startswith("The advertisement said hotel."), "a draft is never shown"
    before = epoch()
    approve_text(draft.id, CASEWORKER, NOW)
    grant = next(g for g in testimony.grants if g.permission == "WEB_STORY")
    assert grant.state == "confirmed" and testimony.approved("STORY", "en").body == "New words, still a draft." and epoch() > before
    assert draft.approved_by == CASEWORKER
    assert (grant.events[-1].state, grant.events[-1].reason) == ("confirmed", f"The person approved new words: story in en, text {draft.id}.")
    approve_text(draft.id, "somebody@else.example", NOW)
    assert draft.approved_by == CASEWORKER and len([e for e in grant.events if e.reason]) == 1


def test_an_older_version_is_not_approved(app):
    testimony = a_testimony()
    old = testimony.newest("STORY", "en")
    save_text(testimony, "en", "STORY", "Newer words.", old.id, CURATOR, NOW)
    with pytest.raises(Refused, match="^There is a newer version of this text: show the person that one.$"):
        approve_text(old.id, CASEWORKER, NOW)


def test_a_fact_added_after_the_yes_is_not_covered_by_it(app):
    testimony = permitted(a_testimony())
    assert reason(testimony) == ()
    save_attributes(testimony, {**FACTS, "elements": [*FACTS["elements"], "HEALTH"]}, CURATOR, NOW)
    assert reason(testimony) == ("ELEMENT",)
    again = said_yes(testimony, when=NOW)
    confirm_permission(again.id, VERIFIER, NOW + timedelta(days=4), COOL)
    assert page_decision(testimony, "en", NOW + timedelta(days=5), country="BE").allowed


@pytest.mark.parametrize(("permission", "scope", "sentence"), [
    ("PRT_EVERYTHING", None, "There is no permission PRT_EVERYTHING. docs/permissions.md lists all of them."),
    ("TRANSLATE", None, "TRANSLATE needs a scope: a language code, for example fr."),
    ("TRANSLATE", "French please", "“French please” cannot be the scope of TRANSLATE: give a language code, for example fr."),
    ("EVENT_COUNTRY", "Belgium", "“Belgium” cannot be the scope of EVENT_COUNTRY: give a country as its two letters, for example BE."),
    ("WEB_STORY", "fr", "WEB_STORY has no scope: leave it empty."),
])
def test_a_permission_is_one_thing_with_one_scope(app, permission, scope, sentence):
    with pytest.raises(WrongUse) as wrong:
        record_permission(a_testimony(), permission, scope, "given", None, None, CASEWORKER, NOW)
    assert wrong.value.sentence == sentence


def test_dates_and_answers_must_make_sense(app):
    testimony, today = a_testimony(), NOW.date()
    for answer, start, end, sentence in (
            ("given", today, today - timedelta(days=1), "The permission ends before it starts"),
            ("given", None, today - timedelta(days=1), "The end date has already passed"),
            ("perhaps", None, None, "Say what the person answered: asked, yes, no, or let me think.")):
        with pytest.raises(WrongUse, match=sentence):
            record_permission(testimony, "WEB_STORY", None, answer, start, end, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="A number of copies belongs to the printed cutout or to the booklet only"):
        record_permission(testimony, "WEB_STORY", None, "given", None, None, CASEWORKER, NOW, max_copies=3)
    assert testimony.grants == []


def test_a_yes_that_ended_before_it_was_confirmed(app):
    grant = said_yes(a_testimony(), valid_until=BEFORE.date())
    with pytest.raises(Refused, match="has ended before it was confirmed: ask the person again"):
        confirm_permission(grant.id, VERIFIER, NOW, COOL)


def test_some_uses_are_never_allowed_for_a_child(app):
    with pytest.raises(Refused, match="“radio, television, film” can never be granted for a child."):
        record_permission(a_testimony(age_class="CHILD"), "BROADCAST", None, "given", None, None, CASEWORKER, NOW)


def test_withdrawing_one_permission_leaves_the_others(app):
    testimony = permitted(a_testimony())
    web = next(g for g in testimony.grants if g.permission == "WEB_STORY")
    before = epoch()
    assert withdraw(testimony, CASEWORKER, NOW, grant_id=web.id) == 1
    assert web.state == "withdrawn" and {g.state for g in testimony.grants if g.id != web.id} == {"confirmed"} and epoch() > before
    assert (web.events[-1].reason, web.events[-1].indicated_by) == ("", "SUBJECT")


def test_withdrawing_everything_twice_writes_it_once(app):
    testimony = permitted(a_testimony())
    assert withdraw(testimony, CASEWORKER, NOW, reason="asked on the telephone") == 4
    events = db.session.query(rows.ConsentEvent).count()
    assert withdraw(testimony, CURATOR, NOW) == 0 and db.session.query(rows.ConsentEvent).count() == events
    assert reason(testimony) == ("WITHDRAWN",)


def test_a_stop_is_on_file_even_when_nobody_was_asked_yet(app):
    testimony = a_testimony()
    assert withdraw(testimony, CASEWORKER, NOW) == 1 and withdraw(testimony, CASEWORKER, NOW) == 0
    assert [(g.permission, g.state) for g in testimony.grants] == [("WEB_STORY", "withdrawn")]


@pytest.mark.parametrize("state", ["requested", "given", "refused", "deferred"])
def test_a_stop_is_possible_from_every_state(app, state):
    testimony = a_testimony()
    grant = record_permission(testimony, "WEB_STORY", None, state, None, None, CASEWORKER, NOW, record_id=a_record(testimony).id)
    assert withdraw(testimony, CURATOR, NOW) == 1 and grant.state == "withdrawn"


def test_a_stop_never_lies_in_the_future_and_may_have_been_said_before(app):
    testimony = permitted(a_testimony())
    with pytest.raises(WrongUse, match="A stop cannot lie in the future: it counts from the moment the person says so."):
        withdraw(testimony, CASEWORKER, NOW, occurred_at=NOW + timedelta(minutes=1))
    said = NOW - timedelta(hours=5)
    withdraw(testimony, CASEWORKER, NOW, occurred_at=said)
    assert (testimony.grants[0].events[-1].occurred_at, testimony.grants[0].events[-1].recorded_at) == (said, NOW)


def test_only_a_permission_of_this_testimony(app):
    mine, other = permitted(a_testimony()), permitted(a_testimony())
    with pytest.raises(NotFound, match="There is no such permission of this testimony."):
        withdraw(mine, CASEWORKER, NOW, grant_id=other.grants[0].id)
    with pytest.raises(WrongUse, match="Say who asked for the stop"):
        withdraw(mine, CASEWORKER, NOW, indicated_by="NEIGHBOUR")
    assert {g.state for g in [*mine.grants, *other.grants]} == {"confirmed"}


@pytest.mark.parametrize(("who", "assent", "guardian"), [("SUBJECT", False, True), ("GUARDIAN", True, False)])
def test_a_child_alone_and_a_guardian_alone_may_stop(app, who, assent, guardian):
    """And what one of them ended, the other alone cannot start again."""
    testimony = a_testimony(age_class="CHILD")
    record_assent(testimony, True, CASEWORKER, NOW)
    add_guardian(testimony, {"kind": "LEGAL_GUARDIAN", "permits": True, "conflict_of_interest": "NONE"}, CASEWORKER, NOW)
    said_yes(testimony, when=NOW)
    assert withdraw(testimony, CURATOR, NOW, indicated_by=who) == 1
    assert testimony.grants[0].events[-1].indicated_by == who
    assert (testimony.person.child_assent, testimony.person.guardians[-1].permits) == (assent, guardian)


def test_a_change_of_mind_is_a_new_row(app):
    testimony = permitted(a_testimony())
    withdraw(testimony, CASEWORKER, NOW)
    again = said_yes(testimony, when=NOW)
    assert again.state == "given" and [g.state for g in testimony.grants if g.permission == "WEB_STORY"] == ["withdrawn", "given"]


def test_anyone_holds_and_two_verifiers_lift(app):
    testimony = permitted(a_testimony())
    add_user("second@demo.example", ["verifier"])
    set_hold(testimony, "SAFETY", "somebody asked for the person", CURATOR, NOW)
    assert reason(testimony) == ("HOLD",) and "somebody asked" in testimony.hold_reason
    for nobody in (CURATOR, CASEWORKER, "stranger@nowhere.example"):
        with pytest.raises(Refused, match="only two of the verifiers and data-protection officers together may lift it"):
            set_hold(testimony, "NONE", "", nobody, NOW)
    set_hold(testimony, "NONE", "", VERIFIER, NOW)
    set_hold(testimony, "NONE", "", VERIFIER, NOW)
    assert testimony.hold == "SAFETY" and testimony.lift_asked_by == VERIFIER, "the same person twice is one person"
    set_hold(testimony, "NONE", "", "second@demo.example", NOW)
    assert (testimony.hold, testimony.hold_reason, testimony.lift_asked_by, reason(testimony)) == ("NONE", "", "", ())


def test_a_new_hold_forgets_who_wished_to_lift_the_old_one(app):
    testimony = a_testimony()
    set_hold(testimony, "QUALITY", "", CURATOR, NOW)
    set_hold(testimony, "NONE", "", VERIFIER, NOW)
    set_hold(testimony, "LEGAL", "a letter", CASEWORKER, NOW)
    assert (testimony.hold, testimony.lift_asked_by) == ("LEGAL", "")
    with pytest.raises(WrongUse, match="Choose why the testimony is held"):
        set_hold(testimony, "BORED", "", CURATOR, NOW)
    assert queries.testimony(testimony.code).hold == "LEGAL"


@pytest.mark.parametrize(("spoil", "sentence"), [
    (lambda row: setattr(row, "record_id", None), "No conversation is on file for this permission"),
    (lambda row: db.session.delete(row.record.understanding[-1]), "The five questions were not asked back yet"),
    (lambda row: setattr(row.record.understanding[-1], "knows_risk", False), "Not everything was understood yet: Who might recognise the person"),
    (lambda row: setattr(row.record.understanding[-1], "nobody_with_power_present", False), "Somebody with power over the person may have been present"),
    (lambda row: setattr(row.testimony.person, "deceased", True), "The person has died: no new use begins"),
    (lambda row: setattr(row, "elements", []), "The texts tell more than the person agreed to"),
    (lambda row: setattr(row.testimony, "origin_country", "PE"), "Nobody has checked yet whether the facts told single the person out"),
], ids=["no-record", "not-asked-back", "not-understood", "not-free", "died", "facts", "other-facts-than-reviewed"])
def test_what_else_a_confirmation_needs(app, spoil, sentence):
    row = said_yes(a_testimony())
    spoil(row)
    db.session.commit()
    with pytest.raises(Refused, match=sentence):
        confirm_permission(row.id, VERIFIER, NOW, COOL)
    assert row.state == "given" and reason(row.testimony)


def test_a_step_that_is_not_in_the_table_is_never_written(app):
    row = permitted(a_testimony(), [("WEB_STORY", None)]).grants[0]
    written = len(row.events)
    with pytest.raises(TransitionRefused, match="cannot become “requested”"), transaction():
        move(row, "requested", CURATOR, NOW, "SUBJECT")
    assert row.state == "confirmed" and len(row.events) == written


def test_who_wrote_the_words_cannot_confirm_that_they_may_be_used(app):
    row = said_yes(a_testimony())
    with pytest.raises(Refused, match="The curator who will use this permission cannot confirm it"):
        confirm_permission(row.id, CURATOR, NOW, COOL)


def test_a_yes_again_before_the_first_one_ends_is_a_renewal_on_a_row_of_its_own(app):
    testimony = permitted(a_testimony(), [("WEB_STORY", None)])
    first, again = testimony.grants[0], said_yes(testimony, when=NOW - timedelta(days=4))
    assert reason(testimony) == () and first.state == "confirmed"
    confirm_permission(again.id, VERIFIER, NOW, COOL)
    assert (again.state, first.state) == ("renewed", "confirmed") and again.valid_until > first.valid_until
    assert page_decision(testimony, "en", NOW, country="BE").grant_ids == (again.uid,)
    assert set(again.events[-1].details) >= {"record", "texts"}


def test_the_organisation_revokes_and_the_officer_invalidates_with_a_reason_and_for_good(app):
    for how, state in ((revoke, "revoked"), (invalidate, "invalidated")):
        testimony = permitted(a_testimony(), [("WEB_STORY", None)])
        with pytest.raises(WrongUse, match="Give the reason"):
            how(testimony.grants[0], " ", "officer@demo.example", NOW)
        how(testimony.grants[0], "the project ends", "officer@demo.example", NOW)
        assert testimony.grants[0].state == state and testimony.grants[0].events[-1].reason == "the project ends"
        assert reason(testimony) == ({"revoked": "REVOKED", "invalidated": "INVALID"}[state],)
        with pytest.raises(Refused, match="cannot become"):
            how(testimony.grants[0], "again", "officer@demo.example", NOW)
