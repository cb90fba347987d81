"""The page on which words are marked: with boxes for everyone, with the pointer where there is script; and the four ticks."""
from __future__ import annotations

import json

import pytest

from exhibit.store import queries
from exhibit.story.elements import told
from tests.support.axe import violations


def story(code: str = "T01", language: str = "en", kind: str = "STORY"):
    return queries.testimony(code).newest(kind, language)


def test_the_text_stands_there_with_its_marks_and_says_what_it_tells(sign_in):
    page = sign_in("curator").page(f"/desk/texts/{story().id}/facts")
    assert page.select_one("#marked-text").text == story().body
    assert "I received part of my wages" in [mark.text for mark in page.select("#marked-text mark")]
    assert page.select_one("#marked-text mark")["title"] == "how the person was controlled"
    assert {box["value"] for box in page.select("input[type=checkbox][checked]")} == {"GENDER", "FORM_EXPLOITATION", "MEANS_OF_CONTROL", "RESCUE_DETAILS", "PRESENT_LIFE"}


def test_a_box_ticked_marks_its_sentence_and_the_page_goes_dark_for_a_fact_not_agreed_to(sign_in, visitor):
    code = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == "T01").copies[0].code
    assert visitor.get(f"/{code}/en").status_code == 200
    page = sign_in("curator").submit(f"/desk/texts/{story().id}/facts", "#by-sentence form", **{"sentence-0": ["YEAR"]})
    assert "The marks are saved." in page.select_one("[role=status]").text
    assert [story().body[start:end] for start, end, element in story().spans if element == "YEAR"] == ["The advertisement said hotel."]
    assert "lang=\"en\"" not in visitor.get(f"/{code}/en").get_data(as_text=True)[:200]
    verdicts = sign_in("curator").page("/desk/testimonies/T01").select(".verdict-no")
    assert [verdict.select_one("code").text for verdict in verdicts] == ["ELEMENT"]
    assert "nobody is asked about it: year" in " ".join(page.select_one(".alert-warning").text.split())


def test_marks_that_cannot_be_read_change_nothing(sign_in):
    curator, before = sign_in("curator"), story().spans
    token = curator.page(f"/desk/texts/{story().id}/facts").select_one("[name=csrf_token]")["value"]
    for sent in ("no json", "[[1]]", '[[0,"x","YEAR"]]', "[[0,4,\"SHOE_SIZE\"]]", "[[0,99999,\"YEAR\"]]", "5"):
        answer = curator.client.post(f"/desk/texts/{story().id}/facts", data={"csrf_token": token, "spans": sent}, follow_redirects=True)
        assert answer.status_code == 200 and "alert-danger" in answer.get_data(as_text=True), sent
    assert story().spans == before


def test_each_tick_has_its_button_for_those_who_may_set_it(sign_in):
    path = f"/desk/texts/{story(kind='QUOTE').id}/facts"
    curator = sign_in("curator")
    curator.submit(path, "#by-sentence form", **{"sentence-0": ["MEANS_OF_CONTROL", "GENDER"]})
    assert [row.select_one(".pill").text for row in curator.page(path).select("section tr")][1] == "waits for a second pair of eyes"
    assert [field["value"] for field in curator.page(path).select('form[action$="/ticks"] [name=tick]')] == [], "whoever ticked the layout ticks nothing else"
    verifier = sign_in("verifier")
    assert "waits for a second pair of eyes" in verifier.page(path).select("section tr")[1].text
    page = verifier.submit(path, 'form[action$="/second-eyes"]')
    assert page.select_one(".steps [aria-current]").text == "Read it alone", "anonymity is not ticked with a press: it begins with reading"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_are_marked_with_the_keyboard_in_a_browser(live, page, language):
    address, app = live
    with app.app_context():
        version_id, body = story(language=language).id, story(language=language).body
    sign_in_with(page, address, "curator")
    page.goto(f"{address}/desk/texts/{version_id}/facts")
    marked = page.locator("#marks li").count()
    page.evaluate("""() => { const place = document.getElementById("marked-text"), range = document.createRange();
        range.setStart(place.firstChild, 0); range.setEnd(place.firstChild, 10); getSelection().addRange(range); }""")
    page.keyboard.press("7")
    assert page.locator("#marks li").count() == marked + 1
    page.get_by_role("button", name="Save the marks").click()
    page.get_by_text("The marks are saved.").wait_for()
    with app.app_context():
        assert [0, len(body[:10].rstrip()), "YEAR"] in story(language=language).spans and "YEAR" in told(marks_of(story(language=language)))
    assert violations(page) == []


def marks_of(version):
    from exhibit.actions.facts import marks

    return marks(version)


def sign_in_with(page, address: str, role: str) -> None:
    from tests.support.desk import PASSWORD

    page.goto(f"{address}/account/login")
    page.fill("input[name=email]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/desk/**")


def test_the_list_of_marks_is_what_the_script_begins_with(sign_in):
    form = sign_in("curator").page(f"/desk/texts/{story().id}/facts").select_one("#draw")
    assert json.loads(form["data-spans"]) == story().spans and form.has_attr("hidden")
