"""Testimonies and their texts, through the desk."""
from __future__ import annotations

import io

import docx
import pytest

from exhibit.store import queries

FACTS = {"pseudonym": "Nadia", "experience_type": "TIP", "original_language": "fr", "origin_country": "MA", "age_class": "ADULT", "age_band": "ADULT", "gender": "woman",
         "term": "SURVIVOR", "tip_act": ["RECRUITMENT"], "tip_means": ["DECEPTION"], "tip_purpose": ["SERVITUDE"], "exploitation": ["DOMESTIC_SERVITUDE"], "elements": ["GENDER"]}


def new_code(desk) -> str:
    page = desk.submit("/desk/testimonies/new", **FACTS)
    assert "nothing of it can be shown" in page.select_one("[role=status]").text
    return page.h1.text.split(" · ")[1]


def test_a_new_testimony_has_its_facts_and_no_permission(sign_in):
    code = new_code(sign_in("curator"))
    made = queries.testimony(code)
    assert (made.pseudonym, made.person.age_class, made.attributes["tip_act"], made.grants) == ("Nadia", "ADULT", ["RECRUITMENT"], [])


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"experience_type": "SOM"}, "Smuggling has no act and no means and no purpose"),
    ({"tip_means": []}, "please give the means"),
    ({"experience_type": "SOM", "tip_act": [], "tip_means": [], "tip_purpose": [], "term": "VICTIM"}, "not called a victim of smuggling"),
])
def test_trafficking_and_smuggling_are_kept_apart(sign_in, changes, sentence):
    page = sign_in("curator").submit("/desk/testimonies/new", status=422, **FACTS | changes)
    assert sentence in page.select_one("[role=alert]").text
    assert page.select_one("#pseudonym")["value"] == "Nadia"


def test_the_form_marks_the_types_that_are_smuggling(sign_in):
    """The style hides act, means and purpose for them."""
    page = sign_in("curator").page("/desk/testimonies/new")
    assert {option["value"] for option in page.select("option[data-smuggling]")} == {"SOM", "SOM_WITH_ABUSE"}


def test_the_list_is_searched_and_filtered(sign_in):
    desk = sign_in("curator")
    def found(query):
        return [row.select_one("small").text for row in desk.page(f"/desk/testimonies?{query}").select("tbody tr")]

    assert len(found("")) == 15
    assert found("search=T04") == ["T04"]
    assert found("search=passport") == ["T01"]
    assert found("experience_type=SOM") == ["T14"]
    assert found("language=ur") == ["T04"]
    assert found("consent_state=withdrawn") == ["T10"]
    assert found("consent_state=expired") == ["T03", "T08"], "of T03 the year before it was renewed"
    assert "T08" not in found("consent_state=confirmed")  # its last day has passed
    assert "No testimony fits" in desk.page("/desk/testimonies?search=zzz").select_one(".empty").text
    assert found("search=%25") == []  # a sign that means “anything” to a database means itself here


def write(desk, code: str, body: str, status: int = 200, **more):
    return desk.submit(f"/desk/testimonies/{code}/texts/STORY/fr", "main form", status, body=body, **more)


def test_a_text_is_saved_waits_for_the_person_and_is_approved_by_a_caseworker(sign_in):
    curator, caseworker = sign_in("curator"), sign_in("caseworker")
    code = new_code(curator)
    page = write(curator, code, "Premier paragraphe.\n\nDeuxième paragraphe.")
    assert "waits for the person's approval" in page.select_one(".texts").text
    assert not page.select('form[action$="/approve"]')
    page = caseworker.submit(f"/desk/testimonies/{code}", 'form[action$="/approve"]')
    assert "exactly this text" in page.select_one("[role=status]").text
    assert queries.testimony(code).approved("STORY", "fr").body == "Premier paragraphe.\n\nDeuxième paragraphe."


def test_two_curators_saving_the_same_text_lose_nothing(sign_in):
    first, second = sign_in("curator"), sign_in("curator")
    code = new_code(first)
    based_on = second.page(f"/desk/testimonies/{code}/texts/STORY/fr").select_one("#based_on")["value"]
    write(first, code, "Le texte de la première.")
    page = write(second, code, "Le texte de la seconde.", 422, based_on=based_on)
    assert "while you were writing" in page.select_one("[role=alert]").text
    assert page.select_one("#body").text.strip() == "Le texte de la seconde." and "Le texte de la première." in page.select_one(".two-texts").text
    assert queries.testimony(code).newest("STORY", "fr").body == "Le texte de la première."
    both = second.submit(f"/desk/testimonies/{code}/texts/STORY/fr", body="Les deux ensemble.")
    assert "Saved as a new version" in both.select_one("[role=status]").text


@pytest.mark.parametrize(("content", "name", "sentence"), [
    (b"%PDF-1.7 ...", "story.pdf", "story.pdf is damaged"),
    (b"PK\x03\x04....", "story.docx", "story.docx is damaged"),
    ("Déjà vu".encode("cp1252"), "story.txt", "not in UTF-8"),
    (b"", "empty.txt", "empty"),
    (b"x" * 700_000, "long.txt", "700 kB"),
])
def test_a_file_that_is_no_text_is_refused_and_what_was_saved_stays(sign_in, content, name, sentence):
    desk = sign_in("curator")
    code = new_code(desk)
    write(desk, code, "Avant.")
    page = desk.submit(f"/desk/testimonies/{code}/texts/STORY/fr", "main form", 422, body="Ce que je tapais.", files={"upload": (io.BytesIO(content), name)})
    assert sentence in page.select_one("[role=alert]").text
    assert page.select_one("#body").text.strip() == "Ce que je tapais."
    assert queries.testimony(code).newest("STORY", "fr").body == "Avant."


def test_a_text_file_is_taken_over(sign_in):
    desk = sign_in("curator")
    code = new_code(desk)
    desk.submit(f"/desk/testimonies/{code}/texts/STORY/fr", files={"upload": (io.BytesIO("\ufeffUn texte.\r\nDeux lignes.".encode()), "story.txt")})
    assert queries.testimony(code).newest("STORY", "fr").body == "Un texte.\nDeux lignes."


def test_of_a_word_document_only_the_words_are_taken_and_the_page_says_what_stayed_out(sign_in):
    document = docx.Document()
    document.core_properties.author = "Jordan Roe"
    document.add_comment(document.add_paragraph("Un texte.").runs, "Jordan Roe l'a dit", author="Jordan Roe")
    content = io.BytesIO()
    document.save(content)
    desk = sign_in("curator")
    code = new_code(desk)
    page = desk.submit(f"/desk/testimonies/{code}/texts/STORY/fr", files={"upload": (io.BytesIO(content.getvalue()), "story.docx")})
    assert queries.testimony(code).newest("STORY", "fr").body == "Un texte."
    assert "the author's name" in page.main.text and "a comment" in page.main.text and "Roe" not in page.text


@pytest.mark.parametrize(("body", "sentence"), [("x" * 3_000_000, "3000 kB long"), ("   ", "The text is empty"), ("bad\x07bell", "control characters")])
def test_a_text_too_long_empty_or_strange_is_refused_with_a_sentence(sign_in, body, sentence):
    desk = sign_in("curator")
    code = new_code(desk)
    assert sentence in write(desk, code, body, 422).select_one("[role=alert]").text


def test_more_than_the_door_takes_is_a_sentence(sign_in):
    desk = sign_in("curator")
    code = new_code(desk)
    answer = desk.client.post(f"/desk/testimonies/{code}/texts/STORY/fr", data={"body": "x" * 5_000_000})
    assert answer.status_code == 413 and "more than 4 MB" in answer.get_data(as_text=True)
