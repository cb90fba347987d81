"""Who speaks is told only as far as the permission for the page goes; the topics before a story tell nothing more."""
from __future__ import annotations

import pytest

from exhibit.actions.gate import page_decision
from exhibit.actions.speaker import granted, speaker, told_on_page, topics
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uniqueness import review
from exhibit.store import transaction
from exhibit.story.vocabulary import EXPLOITATION
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, NOW, VERIFIER, a_testimony, permitted

ALL = ["GENDER", "PRESENT_LIFE", "AGE_BAND", "PSEUDONYM_CHOSEN", "FORM_EXPLOITATION"]


@pytest.fixture
def story(app):
    """A story with a line that says who speaks; all facts it declares may be told."""
    made = a_testimony(reviewed=False, age_band="YOUNG_ADULT", elements=ALL, exploitation=["DOMESTIC_SERVITUDE", "FORCED_LABOUR"])
    approve_text(save_text(made, "en", "ATTRIBUTION", "Rosa, 18–24", None, CURATOR, BEFORE).id, CASEWORKER, BEFORE)
    review(made, {}, VERIFIER, BEFORE)
    return permitted(made, (("WEB_STORY", None),))


def as_agreed(story, mode: str, elements: list[str] = ALL, line: str = ""):
    """The page's permission with this way of being called and these facts; the gate's own answer about elements is left aside."""
    decision = page_decision(story, "en", NOW)
    assert decision.allowed
    with transaction():
        [grant] = [grant for grant in story.grants if grant.permission == "WEB_STORY"]
        grant.identity_mode, grant.elements = mode, elements
    allowed, told = granted(story, decision), told_on_page(story, "en", "STORY")
    found = speaker(story, "en", allowed, told)
    return found.line, found.age_band, found.named, found.several, topics(story, allowed, told)


FORMS, GENERAL = ("domestic_servitude", "forced_labour"), ("exploitation",)


@pytest.mark.parametrize(("mode", "missing", "shown"), [
    ("PSEUDONYM_CHOSEN", "", ("Rosa, 18–24", "", True, False, FORMS)),
    ("PSEUDONYM_ASSIGNED", "", ("Rosa, 18–24", "", True, False, FORMS)),
    ("COMPOSITE", "", ("Rosa, 18–24", "", True, True, FORMS)),
    ("ANONYMOUS", "", ("", "YOUNG_ADULT", False, False, FORMS)),
    ("OWN_NAME", "", ("", "YOUNG_ADULT", False, False, FORMS)),
    ("PSEUDONYM_CHOSEN", "PSEUDONYM_CHOSEN", ("", "YOUNG_ADULT", False, False, FORMS)),
    ("PSEUDONYM_CHOSEN", "AGE_BAND", ("Rosa", "", True, False, FORMS)),
    ("PSEUDONYM_ASSIGNED", "AGE_BAND", ("Rosa", "", True, False, FORMS)),
    ("ANONYMOUS", "AGE_BAND", ("", "", False, False, FORMS)),
    ("PSEUDONYM_CHOSEN", "FORM_EXPLOITATION", ("Rosa", "YOUNG_ADULT", True, False, GENERAL)),
])
def test_only_what_was_agreed_to(story, mode, missing, shown):
    assert as_agreed(story, mode, [element for element in ALL if element != missing]) == shown


def test_an_age_band_that_no_text_tells_is_not_added(app):
    """What is told together was looked at together: the page adds no fact to it."""
    story = permitted(a_testimony(age_band="OLDER"), (("WEB_STORY", None),))
    assert as_agreed(story, "ANONYMOUS", [*ALL])[:3] == ("", "", False)


@pytest.mark.parametrize(("experience", "expected"), [
    ("SOM", ("smuggling",)), ("SOM_WITH_ABUSE", ("smuggling", "harm_on_the_way")), ("SOM_BECAME_TIP", ("smuggling", *FORMS)), ("TIP", FORMS), ("UNDETERMINED", FORMS),
])
def test_smuggling_is_never_called_exploitation(story, experience, expected):
    with transaction():
        story.experience_type = experience
    assert as_agreed(story, "ANONYMOUS")[4] == expected


def test_every_form_has_a_word_before_the_story():
    from exhibit.story import labels

    for code in EXPLOITATION:
        assert labels.label("en", f"topic_{code.lower()}")
