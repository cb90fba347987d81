"""Notes hold nobody's name; a stop is never refused because of what its reason says."""
import pytest

from exhibit.actions import consent, holds
from exhibit.actions.free_text import OF_A_PLACE, checked_note, note_of_a_stop
from exhibit.errors import Refused
from exhibit.store import queries


def test_a_note_that_leads_to_nobody_is_kept_without_outer_blanks():
    assert checked_note("  She wants to think about it.\n", "Notes") == "She wants to think about it."
    assert checked_note(None, "Notes") == ""


def test_a_note_with_a_name_is_refused_with_the_reason_and_the_way_out():
    with pytest.raises(Refused) as refusal:
        checked_note("Mrs Lopez signed, call +32 471 12 34 56", "Notes of the talk")
    assert refusal.value.sentence.startswith("Notes of the talk: “Mrs Lopez” seems to be a name. “+32 471 12 34 56” seems to be a telephone number.")
    assert "Nothing was saved." in refusal.value.sentence


def test_a_hall_has_an_address_and_still_nobody_s_number():
    assert checked_note("City hall, rue Haute 4", "Place", OF_A_PLACE) == "City hall, rue Haute 4"
    with pytest.raises(Refused, match="Place: “0471 12 34 56” seems to be a telephone number"):
        checked_note("rue Haute 4, 0471 12 34 56", "Place", OF_A_PLACE)


def test_the_reason_of_a_stop_is_left_out_and_the_record_says_so():
    assert note_of_a_stop("She asked us to.") == "She asked us to."
    assert note_of_a_stop("Mrs Lopez phoned from 0471 12 34 56") == "[left out: seems to hold a name, a telephone number]"


def test_a_stop_and_a_hold_go_through_and_keep_no_name(demo_app, now):
    testimony = queries.testimony("T01")
    holds.set_hold(testimony, "SAFETY", "Mrs Lopez is afraid", "curator@demo.example", now)
    assert testimony.hold == "SAFETY" and testimony.hold_reason.startswith("[left out: seems to hold a name] (curator@demo.example")
    assert consent.withdraw(testimony, "curator@demo.example", now, reason="call 0471 12 34 56") == len(testimony.grants)
    assert {grant.events[-1].reason for grant in testimony.grants} == {"[left out: seems to hold a telephone number]"}
