"""The margin at the desk: notes beside their words, answers kept, whose words they are; and the page of the risk."""
from __future__ import annotations

import pytest

from exhibit.actions.margin_notes import notes_for
from exhibit.actions.testimonies import save_text
from exhibit.store import queries
from tests.desk.test_facts import sign_in_with
from tests.support.axe import violations
from tests.support.scenes import NOW

BODY = "I was 17 then. They called us innocent. I decided to leave. Today I teach others to read."
WHY = "She asked for this word: it is the one she uses of herself."


def drafted(body: str = BODY):
    testimony = queries.testimony("T01")
    return save_text(testimony, "en", "STORY", body, testimony.newest("STORY", "en").id, "curator@demo.example", NOW)


def words(page) -> str:
    return " ".join(page.text.split())


def test_each_note_says_what_could_stand_there_and_its_answer_is_kept(sign_in):
    version = drafted()
    path = f"/desk/texts/{version.id}/notes"
    page = sign_in("curator").page(path)
    assert [mark.find(string=True) for mark in page.select(".marked-text mark")] == ["17", "innocent"]
    age, innocent = page.select(".margin-note")
    assert "stops the text" in age.text and "an exact age" in age.text
    assert "rights do not depend on innocence" in innocent.text and "Perhaps: leave it out" in " ".join(innocent.text.split())
    page = sign_in("curator").submit(path, "#note-2 form", answer=WHY)
    assert "Your answer is kept" in page.select_one("[role=status]").text
    kept = page.select_one("#note-2")
    assert WHY in kept.text and "settled" in kept.text and kept.select_one("form") is None


def test_an_exact_age_is_settled_by_a_curator_and_then_a_verifier(sign_in):
    version = drafted()
    path = f"/desk/texts/{version.id}/notes"
    assert sign_in("verifier").page(path).select_one("#note-1 form") is None
    curator = sign_in("curator").submit(path, "#note-1 form", answer=WHY)
    assert "Now a verifier says" in curator.select_one("#note-1").text
    verifier = sign_in("verifier").submit(path, "#note-1 form", answer="The age is in the law she speaks of.")
    assert "settled" in verifier.select_one("#note-1").text and not [margin for margin in notes_for(version) if margin.stops]


def test_whose_words_they_are_is_said_on_the_text_page_and_shown(sign_in):
    page = sign_in("curator").page("/desk/testimonies/T01/texts/STORY/en")
    assert "composed from several accounts" in page.select_one("section[aria-labelledby=telling] .pill").text
    assert page.select_one("#margin") and "Nothing stands in the margin" in words(page)
    page = sign_in("curator").submit("/desk/testimonies/T01/texts/STORY/en", "section[aria-labelledby=telling] form", telling="EDITED")
    assert queries.testimony("T01").newest("STORY", "en").telling == "EDITED" and "edited with her approval" in page.select_one("[role=status]").text


def test_who_only_looks_gets_no_field(sign_in):
    page = sign_in("officer").page(f"/desk/texts/{drafted().id}/notes")
    assert page.select(".margin-note") and page.select_one("main textarea") is None and page.select_one("main input[type=radio]") is None


def test_the_board_says_what_its_margin_holds(sign_in):
    cutout = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == "T14")
    page = sign_in("curator").page(f"/desk/cutouts/{cutout.id}/checks")
    assert "Words on the board" in words(page) and "nothing waits in the margin" in words(page)


def test_the_risk_page_says_how_many_share_it_and_what_would_help(sign_in):
    page = sign_in("verifier").page("/desk/testimonies/T13/risk")
    assert "No counts are on file" in words(page) and "Small sample." in words(page)
    assert [change.text.split(" makes it")[0] for change in page.select(".risk-changes li")] == ["Leaving out the age band", "Leaving out the gender"]
    beside = sign_in("verifier").page("/desk/testimonies/T13/risk/demo")
    assert "No trace was found" in words(beside)


@pytest.mark.looks
def test_the_pages_are_accessible_and_fit_a_telephone(live, page):
    address, app = live
    with app.app_context():
        version_id = drafted().id
    sign_in_with(page, address, "curator")
    page.set_viewport_size({"width": 360, "height": 800})
    for path in (f"/desk/texts/{version_id}/notes", "/desk/testimonies/T01/risk"):
        page.goto(address + path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
