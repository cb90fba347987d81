"""Two versions of a text side by side, word by word, in scripts with and without blanks."""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exhibit.story.sentences import words
from exhibit.story.word_diff import Part, Side, is_changed, word_diff

SAME, GONE, NEW = Side
CASES = (  # language, the older text, the newer one, the parts
    ("en", "I sewed coats in Leeds.", "I sewed coats in a town.", [(SAME, "I sewed coats in"), (GONE, "Leeds"), (NEW, "a town"), (SAME, ".")]),
    ("en", "It was cold there.", "It was cold there. Today I smile.", [(SAME, "It was cold there."), (NEW, "Today I smile.")]),
    ("fr", "J’ai vu l’usine.", "J’ai vu l’atelier.", [(SAME, "J’ai vu"), (GONE, "l’usine"), (NEW, "l’atelier"), (SAME, ".")]),
    ("lo", "ຂ້ອຍໄດ້ເຮັດວຽກຢູ່ໂຮງງານ", "ຂ້ອຍໄດ້ເຮັດວຽກຢູ່ສວນ", [(SAME, "ຂ້ອຍໄດ້ເຮັດວຽກຢູ່"), (GONE, "ໂຮງງານ"), (NEW, "ສວນ")]),
    ("ar", "عملتُ في بيروت سنتين.", "عملتُ في مدينة سنتين.", [(SAME, "عملتُ في"), (GONE, "بيروت"), (NEW, "مدينة"), (SAME, "سنتين.")]),
    ("en", "Words.", "Words.", [(SAME, "Words.")]),
    ("en", "", "Words.", [(NEW, "Words.")]),
)


@pytest.mark.parametrize(("language", "old", "new", "parts"), CASES)
def test_a_changed_word_stands_as_taken_out_and_put_in(language, old, new, parts):
    found = word_diff(old, new, language)
    assert [(part.side, part.text) for part in found] == parts
    assert is_changed(found) == (old != new)


def test_other_line_ends_are_no_difference_and_are_shown_as_the_newer_text_has_them():
    assert word_diff("It was cold.\n\nToday I smile.", "It was cold. Today\nI smile.", "en") == (Part(SAME, "It was cold. Today\nI smile.", ""),)


def test_what_is_taken_out_at_the_end_does_not_touch_the_last_word():
    assert [(part.text, part.gap) for part in word_diff("I smile. Call me.", "I smile.", "en")] == [("I smile.", " "), ("Call me.", "")]


def test_more_different_words_than_there_are_characters_before_the_surrogates():
    old = " ".join(f"w{number}" for number in range(56_000))
    assert [part.side for part in word_diff(old, f"{old} end", "en")] == [SAME, NEW]


SOME = st.lists(st.sampled_from(["key", "Я", "ຂ້ອຍ", "मेरो", "عملتُ", ".", "door,", "\U0001d4d0"]), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow at drawing lists; the check takes a millisecond
@given(SOME, SOME, st.sampled_from([" ", "\n\n"]))
def test_nothing_is_lost_of_either_text(before, after, gap):
    old, new = " ".join(before), gap.join(after)
    parts = word_diff(old, new, "en")
    assert "".join(part.text + part.gap for part in parts if part.side is not GONE).rstrip() == new
    kept = " ".join(part.text for part in parts if part.side is not NEW)
    assert "".join(word.text for word in words(old, "en")) == "".join(kept.split())
