"""One story in several forms and looks: only what there is and may be shown now, kept in the address and nowhere else."""
from __future__ import annotations

import gzip

import pytest
from bs4 import BeautifulSoup

from exhibit.actions import consent, holds
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uniqueness import text_digest
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.tables import Grant
from exhibit.story import labels
from exhibit.story.reading import LONGEST
from exhibit.web.visit.stories import looks
from tests.visit.conftest import EXPIRED, OPEN, WITHDRAWN

EASY_TOO, NO_EASY = "T01", "T02"


def text_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def grants(testimony: str, permission: str) -> list[Grant]:
    return [grant for grant in queries.testimony(testimony).grants if grant.permission == permission]


def offered(visitor, path: str) -> dict[str, str]:
    return {link.text: link["href"] for link in text_of(visitor.get(path)).select(".ways nav a")}


def test_only_the_forms_that_there_are_are_offered(visitor, codes):
    code = codes[EASY_TOO]
    assert offered(visitor, f"/{code}/en") == {
        "Story": f"/{code}/en", "Easy words": f"/{code}/en/easy", "Plain text": f"/{code}/en/text", "Large print (PDF)": f"/{code}/en/large"}
    assert "Easy words" not in offered(visitor, f"/{codes[NO_EASY]}/en")


def test_easy_words_are_another_text_in_the_same_place(visitor, codes):
    code = codes[EASY_TOO]
    story, easy = text_of(visitor.get(f"/{code}/en")), text_of(visitor.get(f"/{code}/en/easy"))
    assert easy.select_one("#p1").text == "I wanted to work in a hotel. That is what the advertisement said."
    assert "That is what the advertisement said" not in story.article.text and easy.h1.text == story.h1.text
    assert [mark.text for mark in easy.select(".hero .label")][0] == "Easy words"
    assert [link["href"] for link in easy.select(".hero nav a")] == [f"/{code}/{language}/easy" for language in ("ar", "en", "fr", "nl")], "the form is kept from language to language"
    assert easy.select_one('.ways [aria-current="page"]')["href"] == f"/{code}/en/easy"


@pytest.mark.parametrize("close", [
    lambda now: consent.withdraw(queries.testimony(EASY_TOO), "caseworker@demo.example", now, grant_id=grants(EASY_TOO, "EDIT_SHORT")[0].id),
    lambda now: save_and_refuse(now),
])
def test_without_the_yes_to_shortened_texts_there_is_no_easy_page(visitor, codes, now, close):
    """Nor when the person takes her yes to exactly these words back. The story itself stays."""
    code = codes[EASY_TOO]
    assert visitor.get(f"/{code}/en/easy").status_code == 200
    close(now)
    assert visitor.get(f"/{code}/en/easy").data == visitor.get("/ZZZZZZ/en/easy").data
    assert "Easy words" not in offered(visitor, f"/{code}/en") and visitor.get(f"/{code}/en").status_code == 200


def save_and_refuse(now) -> None:
    with transaction():
        for version in queries.testimony(EASY_TOO).versions:
            version.approved_at = None if version.kind == "EASY" else version.approved_at
        raise_epoch()


def test_where_the_easy_text_is_not_there_in_a_language_another_one_is_shown(visitor, codes):
    """As with the story itself; the links never lead there."""
    with transaction():
        queries.testimony(EASY_TOO).approved("EASY", "en").approved_at = None
        raise_epoch()
    page = text_of(visitor.get(f"/{codes[EASY_TOO]}/en/easy", Accept_Language="nl"))
    assert page.main["lang"] == "nl" and [link["hreflang"] for link in page.select(".hero nav a")] == ["ar", "fr", "nl"]
    assert "Easy words" not in offered(visitor, f"/{codes[EASY_TOO]}/en")


def test_a_new_easy_text_is_shown_when_the_person_has_approved_it(visitor, codes, now):
    story, path = queries.testimony(NO_EASY), f"/{codes[NO_EASY]}/en"
    words = save_text(story, "en", "EASY", "I built houses. Nobody paid me.", None, "curator@demo.example", now)
    assert visitor.get(f"{path}/easy").status_code == 404
    approve_text(words.id, "caseworker@demo.example", now)
    assert visitor.get(f"{path}/easy").status_code == 404, "somebody must have looked whether the person can be recognised from them"
    with transaction():
        made = queries.version(words.id)
        made.spans, made.marks_checked = [], True
        review = queries.testimony(NO_EASY).reviews[-1]
        review.texts = [*review.texts, text_digest(made)]
        raise_epoch()
    assert "I built houses." in visitor.get(f"{path}/easy").get_data(as_text=True) and f"{path}/easy" in offered(visitor, path).values()


def test_the_plain_text_is_the_same_text_and_goes_with_it(visitor, codes, now):
    path = f"/{codes[OPEN]}/ar"
    answer = visitor.get(f"{path}/text", Accept_Encoding="gzip")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8" and answer.headers["Cache-Control"] == "no-store"
    said, page = gzip.decompress(answer.data).decode(), text_of(visitor.get(path))
    assert " ".join(part.text for part in page.select("article p:not(.opening)")).split() == queries.testimony(OPEN).approved("STORY", "ar").body.split()
    assert queries.testimony(OPEN).approved("STORY", "ar").body in said
    for piece in (page.h1.q.text, page.select_one(".who").contents[0], "الاسم مستعار", "112", "Demonstration. All people and stories are fictional and composed."):
        assert piece.strip() in said
    assert "<" not in said
    holds.set_hold(queries.testimony(OPEN), "SAFETY", "", "verifier@demo.example", now)
    assert visitor.get(f"{path}/text").data == visitor.get("/ZZZZZZ/ar/text").data


@pytest.mark.parametrize("form", ["easy", "text", "stop"])
def test_a_form_of_what_is_not_shown_is_the_neutral_page(visitor, codes, form):
    answers = [visitor.get(f"/{code}/en/{form}") for code in ("ZZZZZZ", codes[WITHDRAWN], codes[EXPIRED])]
    assert {answer.status_code for answer in answers} == {404} and len({answer.data for answer in answers}) == 1
    assert len({tuple(answer.headers) for answer in answers}) == 1


def test_a_look_is_kept_from_page_to_page_by_the_address_alone(visitor, codes):
    page = text_of(visitor.get(f"/{codes[OPEN]}/en?look=dark.large"))
    assert set(page.html["class"]) == {"large", "dark"}
    inner = [link["href"] for link in page.select("main a[href^='/']") if link["href"] != "/" and not link.find_parent("details") and "/e/" not in link["href"]]
    assert len(inner) >= 8 and all(href.endswith("?look=large.dark") for href in inner), inner
    assert [(link.span.text, link["href"].partition("?")[2]) for link in page.select("details a")] == [
        ("on", "look=dark"), ("off", "look=large.contrast.dark"), ("off", "look=large.spaced.dark"), ("on", "look=large")]


def test_every_look_can_be_turned_on_and_off():
    assert looks("") == [("large", False, "?look=large"), ("contrast", False, "?look=contrast"), ("spaced", False, "?look=spaced"), ("dark", False, "?look=dark")]
    assert looks("large")[0] == ("large", True, "") and looks("large")[1] == ("contrast", False, "?look=large.contrast")


def test_paragraphs_are_short_and_have_the_same_place_in_every_language(visitor, codes):
    places = {}
    for language in ("ar", "en", "fr", "nl"):
        page = text_of(visitor.get(f"/{codes[OPEN]}/{language}"))
        places[language] = [part["id"] for part in page.select("article [id]")]
        assert max(len(part.text) for part in page.select("article p")) <= 1.5 * LONGEST
        assert all(link.has_attr("data-place") for link in page.select("nav [hreflang]"))
    assert places["en"] == ["p1", "p2", "p3", "p4"] and len(set(map(tuple, places.values()))) == 1


def test_nobody_is_named_who_did_not_agree_to_it(visitor, codes):
    with transaction():
        [web] = grants(OPEN, "WEB_STORY")
        web.identity_mode = "ANONYMOUS"
        raise_epoch()
    page = text_of(visitor.get(f"/{codes[OPEN]}/en"))
    assert page.select_one(".who").text.strip() == "Someone who lived this · an adult" and "Amina" not in page.text


def test_what_was_composed_says_so(visitor, codes):
    with transaction():
        [web] = grants(OPEN, "WEB_STORY")
        web.identity_mode = "COMPOSITE"
        raise_epoch()
    marks = [mark.text for mark in text_of(visitor.get(f"/{codes[OPEN]}/en")).select(".hero .label")]
    assert "Composed from the accounts of several people." in marks


def test_the_note_before_the_story_is_specific_where_that_may_be_told(visitor, codes):
    """T05's texts do not tell the form of exploitation: nor does the note."""
    assert "servitude in a household" in text_of(visitor.get(f"/{codes[OPEN]}/en")).select_one(".note").text
    assert text_of(visitor.get(f"/{codes['T05']}/en")).select_one(".note p").text == "This story touches on: exploitation. You can skip it, or stop at any point."


def test_the_next_figure_is_one_that_may_be_listed(visitor, codes, now):
    """In hall order those with a yes to being listed are T01, T05, T07, T14; after the last comes the first."""
    def next_of(testimony: str) -> str:
        link = text_of(visitor.get(f"/{codes[testimony]}/en")).select_one(".onwards a[href]:not(.quiet a)")
        return link["href"].split("/")[1]

    assert [next_of(one) for one in ("T01", "T02", "T05", "T07", "T14")] == [codes[one] for one in ("T05", "T05", "T07", "T14", "T01")]
    holds.set_hold(queries.testimony("T05"), "SAFETY", "", "verifier@demo.example", now)
    assert next_of("T01") == codes["T07"]
    consent.withdraw(queries.testimony("T07"), "caseworker@demo.example", now, grant_id=grants("T07", "WEB_LIST")[0].id)
    assert next_of("T01") == codes["T14"] and visitor.get(f"/{codes['T07']}/en").status_code == 200
    holds.set_hold(queries.testimony("T14"), "SAFETY", "", "verifier@demo.example", now)
    page = text_of(visitor.get(f"/{codes[OPEN]}/en"))
    assert len(page.select(".onwards li")) == 1, "nothing is said of figures that are not shown"


def test_what_a_visitor_can_do_in_every_language(visitor, codes):
    for language in ("en", "fr", "nl", "ar"):
        part = text_of(visitor.get(f"/{codes[OPEN]}/{language}")).select_one(".act")
        assert part.strong.text == labels.label(language, "act_today") and len(part.select("li")) == 8
