"""The gate, case by case: each is something a person, a caseworker or a curator once met or could meet."""
from dataclasses import replace

import pytest

from exhibit.consent.records import Guardian, UseKind
from exhibit.consent.states import State

from .scenes import DAY, NOW, grant, open_scene

CUTOUT = open_scene(UseKind.CUTOUT_COPY)
PAGE = open_scene(UseKind.WEB_PAGE)
CHILD = open_scene(UseKind.CUTOUT_COPY, child=True)


def used(scene, **facts):
    return replace(scene, use=replace(scene.use, **facts))


# --- changes of mind

def test_a_new_confirmed_row_replaces_a_withdrawn_one():
    assert PAGE.first(state=State.WITHDRAWN).plus(grant("WEB_STORY", id="new", given_at=NOW - 5 * DAY)).ask().allowed


def test_a_new_row_that_nobody_confirmed_does_not_replace_a_withdrawn_one():
    again = grant("WEB_STORY", id="new", state=State.GIVEN, given_at=NOW - 5 * DAY)
    assert PAGE.first(state=State.WITHDRAWN).plus(again).ask().reasons == ("WITHDRAWN",)


def test_an_older_confirmed_row_does_not_survive_a_withdrawal():
    stop = grant("WEB_STORY", id="stop", state=State.WITHDRAWN, given_at=NOW - 5 * DAY)
    assert PAGE.plus(stop).ask().reasons == ("WITHDRAWN",)
    assert replace(PAGE, grants=(stop, *PAGE.grants)).ask().reasons == ("WITHDRAWN",), "whatever the order on file"


def test_a_stop_without_a_date_counts_from_where_it_stands_on_file():
    stop = grant("WEB_STORY", id="stop", state=State.WITHDRAWN, given_at=None)
    assert PAGE.plus(stop).ask().reasons == ("WITHDRAWN",)
    assert replace(PAGE, grants=(stop, *PAGE.grants)).ask().allowed


def test_asking_again_does_not_end_a_yes_that_still_holds():
    for pending in (State.REQUESTED, State.DEFERRED, State.GIVEN):
        assert PAGE.plus(grant("WEB_STORY", id="again", state=pending, given_at=NOW - DAY)).ask().grant_ids[0] == "WEB_STORY:None"


def test_a_later_no_ends_an_earlier_yes():
    assert PAGE.plus(grant("WEB_STORY", id="no", state=State.REFUSED, given_at=None)).ask().reasons == ("REFUSED",)


def test_a_renewal_waits_out_its_own_cooling_off_once_the_old_yes_has_ended():
    scene = PAGE.first(valid_until=NOW - DAY).plus(grant("WEB_STORY", id="again", state=State.GIVEN, given_at=NOW - DAY))
    assert scene.ask().reasons == ("COOLING_OFF",)


def test_a_withdrawal_of_something_else_leaves_this_use_alone():
    assert PAGE.plus(grant("PRT_CUTOUT", state=State.WITHDRAWN), grant("TRANSLATE", "nl", state=State.WITHDRAWN)).ask().allowed


def test_a_stop_of_all_languages_stops_each():
    assert PAGE.plus(grant("TRANSLATE", None, state=State.WITHDRAWN, given_at=None)).ask().reasons == ("WITHDRAWN",)


# --- scopes

@pytest.mark.parametrize("kind", [UseKind.LOAN, UseKind.EXPORT])
def test_a_use_that_names_no_partner_finds_no_permission(kind):
    assert not used(open_scene(kind), partner="").ask().allowed


def test_a_use_that_names_no_country_is_not_open_to_every_country():
    assert used(CUTOUT, country="").ask().reasons == ("COUNTRY",)
    one_event = CUTOUT.without("EVENT_COUNTRY").plus(grant("EVENT_ONE", "brussels"))
    assert one_event.ask().allowed
    assert used(one_event, country=" ").ask().reasons == ("COUNTRY",)


def test_no_exhibition_is_not_any_exhibition():
    scene = CUTOUT.without("EVENT_COUNTRY").plus(grant("EVENT_ONE", "brussels"), grant("EVENT_ONE", None))
    assert used(scene, exhibition_id=None).ask().reasons == ("EVENT",)


def test_a_translation_permission_without_a_language_opens_none():
    assert PAGE.without("TRANSLATE").plus(grant("TRANSLATE", None)).ask().reasons == ("LANG",)


def test_a_web_permission_narrowed_to_something_does_not_open_the_web():
    assert PAGE.first(scope="fr").ask().reasons == ("NOT_ASKED",)


@pytest.mark.parametrize("country", ["np", "NP", "Np"])
def test_the_letter_case_of_a_country_does_not_slip_past_the_origin_rule(country):
    scene = used(CUTOUT, country=country).plus(grant("EVENT_COUNTRY", "NP"))
    assert scene.ask().reasons == ("ORIGIN_COUNTRY",)
    assert scene.plus(grant("EVENT_ORIGIN")).ask().allowed
    assert scene.plus(grant("EVENT_ORIGIN", "vienna")).ask().reasons == ("ORIGIN_COUNTRY",)


def test_a_no_to_one_event_outranks_a_yes_to_its_country():
    assert CUTOUT.plus(grant("EVENT_ONE", "brussels", state=State.WITHDRAWN)).ask().reasons == ("WITHDRAWN",)
    assert CUTOUT.plus(grant("EVENT_ONE", "brussels", state=State.REFUSED)).ask().reasons == ("REFUSED",)
    assert CUTOUT.plus(grant("EVENT_ONE", "vienna", state=State.WITHDRAWN)).ask().allowed


def test_origin_and_exploitation_countries_do_not_close_the_web():
    assert used(PAGE, country="NP").ask().allowed and used(PAGE, country="IT").ask().allowed


def test_the_original_language_needs_no_translation():
    assert PAGE.telling(original_language="FR").without("TRANSLATE").ask().requires == ("WEB_STORY",)


def test_a_text_in_another_language_than_asked_was_not_approved():
    assert PAGE.telling(language="nl").ask().reasons == ("NOT_REVIEWED_BY_PERSON",)


def test_language_and_approval_are_reported_together():
    assert PAGE.without("TRANSLATE").telling(approved_by_person=False).ask().reasons == ("LANG", "NOT_REVIEWED_BY_PERSON")


def test_all_missing_permissions_are_named_at_once():
    scene = CUTOUT.first(state=State.REFUSED).without("IMG_SILHOUETTE")
    assert scene.ask().reasons == ("REFUSED", "NOT_ASKED")


# --- pictures

def test_any_permitted_picture_will_do_and_a_named_one_must_be_permitted():
    drawn = CUTOUT.without("IMG_SILHOUETTE").plus(grant("IMG_SILHOUETTE", state=State.WITHDRAWN), grant("IMG_DRAWN"))
    assert drawn.ask().allowed
    assert "IMG_DRAWN" in drawn.ask().requires
    assert used(drawn, image="IMG_SILHOUETTE").ask().reasons == ("WITHDRAWN",)
    assert used(drawn, image="IMG_DRAWN").ask().allowed


# --- time and numbers

def test_expiry_does_not_wait_for_anybody_to_write_it_down():
    assert PAGE.ask(NOW + 300 * DAY).reasons == ("EXPIRED",)


def test_a_permission_without_an_end_gets_the_tables():
    assert PAGE.first(valid_until=None).ask().valid_until == NOW + 300 * DAY
    old = PAGE.first(valid_until=None, confirmed_at=NOW - 800 * DAY, given_at=NOW - 810 * DAY)
    assert old.ask().reasons == ("EXPIRED",)


def test_a_permission_that_starts_later_waits():
    assert PAGE.first(valid_from=NOW + DAY).ask().reasons == ("EMBARGO",)


def test_the_last_copy_prints_and_the_next_does_not():
    scene = CUTOUT.first(max_copies=2)
    assert used(scene, copies_printed=1).ask().allowed
    assert used(scene, copies_printed=2).ask().reasons == ("MAX_COPIES",)


def test_a_board_of_an_exhibition_that_is_over_does_not_print():
    assert used(CUTOUT, exhibition_ends_at=NOW).ask().reasons == ("EVENT",)


# --- children

@pytest.mark.parametrize("age_class", ["CHILD", "UNCERTAIN", "", "something new"])
def test_anything_but_a_known_adult_is_a_child(age_class):
    assert CHILD.telling(age_class=age_class, child_assent=None).ask().reasons == ("NO_ASSENT",)


def test_an_adult_who_speaks_of_childhood_is_an_adult():
    assert CUTOUT.telling(age_class="ADULT_OF_CHILDHOOD").ask().allowed


def test_a_childs_no_and_a_guardians_no_are_both_named():
    scene = CHILD.telling(child_assent=None, guardian=Guardian(permits=False))
    assert scene.ask().reasons == ("NO_ASSENT", "NO_GUARDIAN")


def test_an_implicated_guardian_may_not_act_but_a_court_appointed_one_may():
    assert CHILD.telling(guardian=Guardian(permits=True, conflict=True)).ask().reasons == ("GUARDIAN_CONFLICT",)
    assert CHILD.telling(guardian=Guardian(permits=True, conflict=True, kind="COURT_APPOINTED")).ask().allowed


@pytest.mark.parametrize("facts", [
    {"best_interests_until": None}, {"best_interests_until": NOW}, {"guardian": Guardian(permits=True, valid_until=NOW)}, {"guardian": Guardian(permits=None)}])
def test_without_a_guardian_who_may_act_and_a_best_interests_decision_nothing_is_shown(facts):
    assert CHILD.telling(**facts).ask().reasons == ("NO_GUARDIAN",)


def test_a_childs_permission_never_lasts_longer_than_a_year():
    scene = CHILD.first(valid_until=NOW + 2000 * DAY, given_at=NOW - 400 * DAY, confirmed_at=NOW - 370 * DAY)
    assert scene.ask().reasons == ("EXPIRED",)


def test_at_majority_only_the_now_adult_can_say_yes_again():
    of_age = CHILD.telling(majority_at=NOW - 30 * DAY)
    assert of_age.ask().reasons == ("MAJORITY_REACHED",)
    renewed = replace(of_age, grants=tuple(replace(g, given_by="SUBJECT", given_at=NOW - 10 * DAY) for g in of_age.grants))
    assert renewed.telling(child_assent=None, guardian=Guardian(), best_interests_until=None).ask().allowed
    half = replace(renewed, grants=(of_age.grants[0], *renewed.grants[1:]))
    assert half.ask().reasons == ("MAJORITY_REACHED",)


def test_recording_that_the_child_is_now_an_adult_does_not_keep_the_guardians_yes():
    assert CHILD.telling(age_class="ADULT").ask().reasons == ("MAJORITY_REACHED",)


def test_nationality_place_and_age_of_a_child_never_stand_together():
    three = frozenset({"NATIONALITY", "REGION", "AGE_BAND"})
    scene = replace(CHILD, grants=tuple(replace(g, elements=three) for g in CHILD.grants))
    assert scene.telling(elements=three - {"REGION"}).ask().allowed
    assert scene.telling(elements=three).ask().reasons == ("ELEMENT",)


# --- the house

def test_the_house_may_close_but_never_open():
    everything = frozenset(UseKind)
    assert replace(PAGE, policy=everything).ask().reasons == ("POLICY",)
    assert replace(PAGE.without("WEB_STORY"), policy=frozenset()).ask().reasons == ("NOT_ASKED",)
