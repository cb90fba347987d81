"""What a person is told before she agrees: ten items, complete in every language."""
from __future__ import annotations

import pytest

from exhibit.consent import notice
from exhibit.consent.words import LANGUAGES

NAMES = {"controller": "House of Voices", "contact": "voices@house.example", "officer": "privacy@house.example", "authority": "Authority"}


def test_every_language_of_the_house_has_model_words():
    assert set(notice.languages()) == set(LANGUAGES)


@pytest.mark.parametrize("language", notice.languages())
def test_model_words_say_all_ten_things_and_stay_whole(language):
    answers = notice.model_answers(language, **NAMES)
    assert notice.missing(answers) == [] and all(name in " ".join(answers.values()) for name in NAMES.values())
    body = notice.compose(language, answers)
    assert notice.sections(body) == [(notice.heading(item, language), answers[item]) for item in notice.ITEMS]
    assert len({notice.heading(item, language) for item in notice.ITEMS}) == len(notice.ITEMS)


def test_an_empty_line_inside_an_item_does_not_break_it_in_two():
    answers = notice.model_answers("en", **NAMES) | {"rights": "One.\r\n\r\nTwo.\n\n\nThree."}
    assert dict(notice.sections(notice.compose("en", answers)))[notice.heading("rights", "en")] == "One.\nTwo.\nThree."


def test_what_is_not_known_yet_stays_a_visible_gap():
    assert "…" in notice.model_answers("en")["controller"] and notice.missing({"rights": " "}) == list(notice.ITEMS)
