"""Translators at the desk: their pages and no other; texts beside each other, terms of the house, reading back; many testimonies at once."""
from __future__ import annotations

import io

import pytest

from exhibit.actions.accounts import add_user
from exhibit.actions.worksheets import begin
from exhibit.store import queries
from exhibit.store.translations import back_translations
from tests.desk.test_access import filled, rules
from tests.support.desk import PASSWORD, Visitor
from tests.support.scenes import CURATOR, NOW

FR = "/desk/translations/T01/fr"


@pytest.fixture
def translator(sign_in) -> Visitor:
    return sign_in("translator")


OPEN_TO_TRANSLATORS = {
    "/desk/translations", "/desk/translations/<code>/<language>", "/desk/translations/<code>/<language>/<kind>", "/desk/translations/<code>/<language>/hold",
    "/desk/glossary", "/desk/glossary/<int:term_id>", "/desk/texts/<int:version_id>/back", "/desk/language",
}


def test_a_translator_opens_the_pages_of_translations_and_no_other_page_of_the_desk(demo_app, translator):
    """Every address there is, so that a page made later is shut until somebody opens it on purpose."""
    token = translator.page("/desk/glossary").select_one('input[name="csrf_token"]')["value"]
    for address, methods in rules(demo_app).items():
        if not address.startswith("/desk") or address == "/desk/":
            continue
        for method in methods:
            answer = translator.client.open(filled(address), method=method, data={"csrf_token": token} if method == "POST" else None)
            assert (answer.status_code != 403) is (address in OPEN_TO_TRANSLATORS), (method, address, answer.status_code)


def test_a_translator_begins_at_the_translations_and_sees_no_way_elsewhere(translator):
    page = translator.page("/desk/")
    assert page.h1.text == "Translations" and [link.text for link in page.select("nav[aria-label=Main] a")] == ["Translations"]
    assert {link["href"].split("?")[0].split("/")[2] for link in page.select("main a")} == {"translations", "glossary"}


def test_the_approved_words_and_nothing_else_of_the_person_stand_beside_the_translation(translator):
    testimony = queries.testimony("T01")
    page = translator.page(FR)
    originals = " ".join(place.text for place in page.select(".pair-original"))
    assert testimony.approved("QUOTE", "ar").body in originals and page.select_one(".pair-original")["dir"] == "rtl"
    assert len(page.select("#story ~ form .pair")) == 4 and page.select_one("textarea[name=p]")["lang"] == "fr"
    said = page.select_one("main").text
    assert all(word not in said for word in ("Morocco", "Saudi", "servitude", testimony.person.code))
    assert "has not agreed to a translation into Русский" in translator.page("/desk/translations/T01/ru", 403).main.text


def test_a_translation_is_saved_answered_and_never_overwritten(translator, sign_in):
    other = sign_in("curator")
    seen = translator.page(FR).select_one('#quote ~ form input[name="based_on"]')["value"]
    other.submit(FR, 'form[action*="/QUOTE"]', p="Les mots d’une autre.")
    page = translator.submit(FR, 'form[action*="/QUOTE"]', 409, p="Les miens.", based_on=seen)
    assert "saved this text at" in page.select_one("[role=alert]").text and page.select_one("#quote-1").text == "Les miens." and "Les mots d’une autre." in page.main.text
    page = translator.submit(FR, 'form[action*="/QUOTE"]', p="Chaque semaine.")
    assert "Saved as a new version" in page.select_one("[role=status]").text and "no back-translation yet" in page.select_one("section:has(#quote)").text
    assert queries.testimony("T01").newest("QUOTE", "fr").written_by == "translator@demo.example"


def test_the_board_answers_whether_it_holds_the_words_that_are_typed(translator):
    page = translator.submit(FR, 'form[action*="/CUTOUT"]', press="do=fit", p="Un mot. " * 900)
    assert "words" in page.select_one(".verdict-no").text and page.select_one("#cutout-1").text.startswith("Un mot. Un mot.")
    assert translator.submit(FR, 'form[action*="/CUTOUT"]', press="do=fit").select_one(".verdict-yes")
    assert queries.testimony("T01").newest("CUTOUT", "fr").approved_at, "asking saved nothing"


def test_a_term_of_the_house_is_marked_in_the_text(translator, sign_in):
    translator.submit("/desk/glossary?language=ar&target_language=fr", "#term-form", term="جواز سفري", translation="passeport", note="")
    assert translator.page(FR).select_one("#quote-1-original .term-house").text == "passeport"
    assert "seems to be a name" in translator.submit("/desk/glossary", "#term-form", 422, term="x", translation="y", note="Ms Jordan Castellanos").select_one("[role=alert]").text
    curator = sign_in("curator")
    page = curator.page("/desk/glossary")
    curator.submit(page.select_one("td a")["href"], note="always so")
    page = curator.submit("/desk/glossary", 'form[action$="/remove"]')
    assert "is out of the glossary" in page.select_one("[role=status]").text


def test_a_translation_is_brought_back_by_another_read_aloud_and_then_approved(translator, sign_in):
    translator.submit(FR, 'form[action*="/QUOTE"]', p="Chaque semaine, je demandais.")
    text = queries.testimony("T01").newest("QUOTE", "fr").id
    assert "somebody else brings it back" in translator.submit(f"/desk/texts/{text}/back", "#back", 422, body="كل أسبوع").select_one("[role=alert]").text
    caseworker, approve = sign_in("caseworker"), f'form[action="/desk/texts/{text}/approve"]'
    page = caseworker.submit("/desk/testimonies/T01", approve)
    assert "Nobody has read a back-translation" in page.select_one("[role=alert]").text
    sign_in("verifier").submit(f"/desk/texts/{text}/back", "#back", body="كنت أسأل كل أسبوع.")
    page = caseworker.submit(f"/desk/texts/{text}/back", 'form[action$="/read"]', read_to="PERSON")
    assert "it was read aloud" in page.select_one("[role=status]").text and "كنت أسأل" not in translator.page(f"/desk/texts/{text}/back").text
    page = caseworker.submit("/desk/testimonies/T01", approve)
    assert "back-translation read to the person on" in page.select_one(".texts").text and queries.version(text).approved_at


def test_whoever_knows_a_source_of_the_story_brings_no_translation_of_it_back(demo_app, translator, sign_in):
    """She would write what she knows, and the person would hear that in place of what the translation says."""
    translator.submit(FR, 'form[action*="/QUOTE"]', p="Chaque semaine, je demandais.")
    testimony = queries.testimony("T01")
    path, sheet = f"/desk/texts/{testimony.newest('QUOTE', 'fr').id}/back", begin(testimony, "STORY", "en", "I asked every week in rue Haute 4.", "PASTED", CURATOR, NOW)
    verifier = sign_in("verifier")
    page = verifier.page(path)
    sent = {"csrf_token": page.select_one("#back [name=csrf_token]")["value"], "language": page.select_one("#back option")["value"], "body": "I asked."}
    verifier.page(f"/desk/worksheets/{sheet.id}")
    page = verifier.page(path)
    assert "You know a source of this story" in page.text and not page.select("#back")
    answer = verifier.client.post(path, data=sent)
    assert "You know a source of this story" in answer.get_data(as_text=True) and back_translations(testimony.newest("QUOTE", "fr")) == []
    add_user("stranger@demo.example", ["translator"], PASSWORD)
    stranger = Visitor(demo_app)
    stranger.sign_in("stranger@demo.example")
    stranger.submit(path, "#back", body="I asked each week.")
    assert len(back_translations(testimony.newest("QUOTE", "fr"))) == 1


def test_who_recognises_somebody_puts_the_testimony_on_hold(translator):
    page = translator.submit(FR, 'form[action$="/hold"]')
    assert "nothing of it is shown" in page.select_one("[role=status]").text and queries.testimony("T01").hold == "SAFETY"
    assert "on hold" in translator.page(FR, 403).main.text


def test_many_testimonies_are_tried_then_stored_and_the_report_is_a_file(sign_in):
    desk = sign_in("curator")
    table = b"pseudonym,language,country,experience,text\nNour,en,CO,UNDETERMINED,Write to nour@post.example.\n"
    page = desk.submit("/desk/batch", "#many", files={"file": (io.BytesIO(table), "many.csv")})
    assert "Nothing was stored yet" in page.select_one("[role=status]").text and "nour@" not in page.text
    page = desk.submit("/desk/batch", "#many", try_it=[], files={"file": (io.BytesIO(table), "many.csv")})
    code = page.select_one("td a").text
    assert "1 testimony was stored" in page.select_one("[role=status]").text and queries.testimony(code).pseudonym == "Nour"
    sealed, token = (page.select_one(f'form[action$="report.csv"] input[name="{name}"]')["value"] for name in ("report", "csrf_token"))
    answer = desk.client.post("/desk/batch/report.csv", data={"csrf_token": token, "report": sealed})
    assert answer.mimetype == "text/csv" and code in answer.get_data(as_text=True) and "EMAIL 1" in answer.get_data(as_text=True) and "nour@" not in answer.get_data(as_text=True)
    assert desk.client.post("/desk/batch/report.csv", data={"csrf_token": token, "report": sealed[:-3]}).status_code == 303
    assert "is empty" in desk.submit("/desk/batch", "#many", 422, files={"file": (io.BytesIO(b""), "many.csv")}).select_one("[role=alert]").text
    assert desk.get("/desk/batch/columns.csv").get_data(as_text=True).startswith("\ufeffpseudonym,language,country,experience,text,file")
