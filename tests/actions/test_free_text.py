"""Notes hold nobody's name; a stop is never refused because of what its reason says."""
import pytest

from exhibit.actions.free_text import checked_note, note_of_a_stop
from exhibit.errors import Refused


def test_a_note_that_leads_to_nobody_is_kept_without_outer_blanks():
    assert checked_note("  She wants to think about it.\n", "Notes") == "She wants to think about it."
    assert checked_note(None, "Notes") == ""


def test_a_note_with_a_name_is_refused_with_the_reason_and_the_way_out():
    with pytest.raises(Refused) as refusal:
        checked_note("Mrs Lopez signed, call +32 471 12 34 56", "Notes of the talk")
    assert refusal.value.sentence.startswith("Notes of the talk: “Mrs Lopez” seems to be a name. “+32 471 12 34 56” seems to be a telephone number.")
    assert "Nothing was saved." in refusal.value.sentence


def test_the_reason_of_a_stop_is_left_out_and_the_record_says_so():
    assert note_of_a_stop("She asked us to.") == "She asked us to."
    assert note_of_a_stop("Mrs Lopez phoned from 0471 12 34 56") == "[left out: seems to hold a name, a telephone number]"
