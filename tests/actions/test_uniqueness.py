"""The uniqueness check: who reviews, when a second one must give reasons, and what makes a review void."""
from __future__ import annotations

import pytest

from exhibit.actions import uniqueness
from exhibit.actions.exhibitions import add_cutout
from exhibit.actions.facts import mark_text
from exhibit.actions.gate import page_decision
from exhibit.actions.testimonies import approve_text, save_attributes, save_text
from exhibit.errors import Refused, WrongUse
from exhibit.store import reference, transaction
from exhibit.story.elements import Span
from tests.support.scenes import CASEWORKER, CURATOR, FACTS, FIGURE, NOW, VERIFIER, a_cutout, a_testimony, permitted

MANY = ["GENDER", "AGE_BAND", "SECTOR", "FORM_EXPLOITATION"]
TELLING = {"elements": MANY, "gender": "woman", "age_band": "ADULT", "exploitation": ["DOMESTIC_SERVITUDE"]}
WHY = "Thousands of women of this age work in households of this country."
COUNTS = b"gender,age_band,sector,form,people\nwoman,ADULT,DOMESTIC_WORK,DOMESTIC_SERVITUDE,40\nwoman,ADULT,CONSTRUCTION,FORCED_LABOUR,3\n"


def checked(testimony) -> bool:
    return uniqueness.has_been_checked(testimony)


def test_a_few_facts_need_one_reviewer(app):
    testimony = a_testimony(reviewed=False)
    assert not checked(testimony)
    made = uniqueness.review(testimony, {}, VERIFIER, NOW)
    assert made.facts == {"gender": ""} and not made.needs_second and checked(testimony) and testimony.uniqueness_checked


def test_four_facts_without_a_reference_need_another_person_s_reasons(app):
    testimony = a_testimony(reviewed=False, **TELLING)
    made = uniqueness.review(testimony, {"sector": "domestic_work"}, CASEWORKER, NOW)
    assert made.facts == {"age_band": "ADULT", "gender": "woman", "sector": "DOMESTIC_WORK", "form": "DOMESTIC_SERVITUDE"}
    assert made.needs_second and not checked(testimony)
    with pytest.raises(Refused, match="You were the first reviewer"):
        uniqueness.second_review(testimony, WHY, CASEWORKER, NOW)
    with pytest.raises(WrongUse, match="Say in a sentence why"):
        uniqueness.second_review(testimony, "fine", VERIFIER, NOW)
    with pytest.raises(Refused, match="seems to be a name"):
        uniqueness.second_review(testimony, "Mrs Lopez says that nobody could know her.", VERIFIER, NOW)
    assert not checked(testimony)
    uniqueness.second_review(testimony, WHY, VERIFIER, NOW)
    assert checked(testimony) and uniqueness.current_review(testimony).reasons == WHY


def test_with_a_reference_that_holds_enough_people_one_reviewer_is_enough(app):
    assert uniqueness.load_counts(COUNTS, "register", VERIFIER, NOW) == 2
    testimony = a_testimony(reviewed=False, **TELLING)
    made = uniqueness.review(testimony, {"sector": "DOMESTIC_WORK"}, CASEWORKER, NOW)
    assert made.smallest == 40 and not made.needs_second and checked(testimony)
    rare = uniqueness.review(testimony, {"sector": "CONSTRUCTION"}, CASEWORKER, NOW)
    assert rare.smallest == 0 and rare.needs_second and not checked(testimony)


def test_the_review_is_void_when_the_words_that_tell_a_fact_change(app):
    testimony = permitted(a_testimony())
    assert page_decision(testimony, "en", NOW).allowed
    story = testimony.newest("STORY", "en")
    approve_text(save_text(testimony, "en", "STORY", story.body + "\n\nShe sang.", story.id, CURATOR, NOW).id, CASEWORKER, NOW)
    assert page_decision(testimony, "en", NOW).reasons == ("UNIQUENESS",)
    uniqueness.review(testimony, {}, VERIFIER, NOW)
    assert page_decision(testimony, "en", NOW).allowed


def test_words_that_tell_nothing_leave_the_review_as_it_is(app):
    testimony = permitted(a_testimony())
    story = testimony.newest("STORY", "en")
    mark_text(story.id, [Span(0, 17, "GENDER")], CURATOR, NOW)
    uniqueness.review(testimony, {}, VERIFIER, NOW)
    approve_text(save_text(testimony, "en", "STORY", story.body + "\n\nIt was warm.", story.id, CURATOR, NOW).id, CASEWORKER, NOW)
    assert page_decision(testimony, "en", NOW).allowed
    mark_text(testimony.newest("STORY", "en").id, [], CURATOR, NOW)
    assert page_decision(testimony, "en", NOW).reasons == ("UNIQUENESS",)


def test_the_review_is_void_when_a_fact_changes(app):
    testimony = permitted(a_testimony())
    save_attributes(testimony, {**FACTS, "origin_country": "KG"}, CASEWORKER, NOW)
    assert page_decision(testimony, "en", NOW).reasons == ("UNIQUENESS",)


def test_a_translation_not_reviewed_yet_keeps_the_others_on_show(app):
    testimony = permitted(a_testimony(), needed=(("WEB_STORY", None), ("TRANSLATE", "fr")))
    approve_text(save_text(testimony, "fr", "STORY", "L’annonce disait : hôtel.", None, CURATOR, NOW).id, CASEWORKER, NOW)
    assert page_decision(testimony, "en", NOW).allowed and page_decision(testimony, "fr", NOW).reasons == ("UNIQUENESS",)


def test_a_draft_that_is_reviewed_leaves_what_is_shown_as_it_is(app):
    testimony = permitted(a_testimony())
    story = testimony.newest("STORY", "en")
    save_text(testimony, "en", "STORY", "Quite another story.", story.id, CURATOR, NOW)
    uniqueness.review(testimony, {}, VERIFIER, NOW)
    assert page_decision(testimony, "en", NOW).allowed
    approve_text(testimony.newest("STORY", "en").id, CASEWORKER, NOW)
    assert page_decision(testimony, "en", NOW).allowed


def test_a_second_reviewer_does_not_speak_of_facts_that_changed_meanwhile(app):
    testimony = a_testimony(reviewed=False, **TELLING)
    uniqueness.review(testimony, {"sector": "MINING"}, CASEWORKER, NOW)
    save_attributes(testimony, {**FACTS, **TELLING, "gender": "man"}, CASEWORKER, NOW)
    with pytest.raises(Refused, match="The facts were changed since the first review"):
        uniqueness.second_review(testimony, WHY, VERIFIER, NOW)


def test_a_value_that_is_none_is_a_sentence(app):
    with pytest.raises(WrongUse, match="“sewing” cannot be the sector"):
        uniqueness.review(a_testimony(reviewed=False), {"sector": "sewing"}, VERIFIER, NOW)


def test_a_file_with_a_bad_line_is_not_half_loaded_and_a_new_one_replaces_the_old(app):
    uniqueness.load_counts(COUNTS, "register", VERIFIER, NOW)
    with pytest.raises(WrongUse, match="Nothing was loaded. Line 3: people is “many”"):
        uniqueness.load_counts(b"gender,people\nwoman,4\nman,many\n", "register", VERIFIER, NOW)
    assert [row[:3] for row in reference.sources()] == [("register", 2, 43)]
    uniqueness.load_counts(b"gender,people\nwoman,4\n", "register", VERIFIER, NOW)
    assert [row[:3] for row in reference.sources()] == [("register", 1, 4)]
    uniqueness.remove_counts("register", VERIFIER, NOW)
    assert reference.sources() == []


@pytest.mark.parametrize(("content", "source", "sentence"), [
    (b"gender,people\nwoman,4\n", " ", "Say where the counts come from"), ("\ufeffgender,people\nfemme,é\n".encode("utf-16"), "x", "not in UTF-8"),
    (b"gender,people\nwoman,4\n", "Mrs Lopez", "Source: “Mrs Lopez” seems to be a name"),
])
def test_a_file_that_cannot_be_taken_says_why(app, content, source, sentence):
    with pytest.raises((WrongUse, Refused), match=sentence):
        uniqueness.load_counts(content, source, VERIFIER, NOW)


def test_two_texts_of_one_person_in_one_hall_are_named(app):
    first, second = a_testimony(pseudonym="Rosa"), a_testimony(pseudonym="Lila")
    cutout = a_cutout(first)
    add_cutout(cutout.exhibition, {**FIGURE, "testimony_code": second.code}, CURATOR, NOW)
    assert uniqueness.one_person_warnings(cutout.exhibition) == ()
    with transaction():
        second.person = first.person
    found = uniqueness.one_person_warnings(cutout.exhibition)
    assert [(set(pair.codes), pair.why) for pair in found] == [({first.code, second.code}, "ONE_PERSON")]


def test_the_demo_is_reviewed_and_points_at_nobody_twice(demo_app):
    from exhibit.store import queries

    hall = queries.exhibition("demo")
    assert all(checked(cutout.testimony) for cutout in queries.cutouts(hall))
    assert uniqueness.one_person_warnings(hall) == ()


def test_the_demo_shows_a_link_that_was_read(demo_app):
    from exhibit.store import approvals, queries

    testimony = queries.testimony("T15")
    (link,) = approvals.links_of(testimony)
    assert len(link.openings) == 2 and [answer.answer for answer in link.answers] == ["CHANGE", "YES", "YES", "YES"]
    assert link.answers[0].settled_at and link.answers[0].passage in testimony.newest("CUTOUT", "uk").body
