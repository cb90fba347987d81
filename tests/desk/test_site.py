"""A curator writes the public site at the desk; a translator writes beside her; nothing leads to a person, nothing is without a source."""
from __future__ import annotations

import pytest

from exhibit.store import queries
from exhibit.store import site as reads

SITE = "/desk/exhibitions/demo/site"
PANEL = f"{SITE}/countries/BR/en"
SOURCE = {"source_title": ["Annual report"], "source_url": ["https://source.example/report"], "source_date": ["2025-05"]}


def alert(page) -> str:
    return " ".join(page.select_one("[role=alert]").text.split())


def test_the_overview_says_what_is_written_and_what_is_old(sign_in):
    page = sign_in("caseworker").page(SITE)
    assert {bdi["lang"] for bdi in page.select("table bdi[lang]")} >= {"en", "fr", "nl"} and not page.select('a[href$="/house"]')
    brazil = page.select_one("#BR")
    assert "Português" in brazil.text and "older than three years" in brazil.text
    assert page.select_one('a[href="http://127.0.0.1:8000/e/demo"]')
    assert sign_in("curator").page("/desk/exhibitions/demo").select_one(f'a[href="{SITE}"]')


def test_words_are_saved_and_shown(sign_in, visitor):
    page = sign_in("curator").submit(f"{SITE}/words/uk", hours="Щодня, крім понеділка", way="", theme="")
    assert page.h1.text == "Public site"
    shown = visitor.page("/e/demo/uk")
    assert "Щодня, крім понеділка" in shown.select_one(".facts").text and "Tuesday" not in shown.text
    assert "Tuesday" in visitor.page("/e/demo/en").text


@pytest.mark.parametrize(("field", "typed", "says"), [
    ("about", "Maria Lopez will welcome you.", "seems to be a name"), ("access", "Ring 02 511 64 64 for help.", "a telephone number"),
    ("hours", "x" * 401, "Take 1 out"), ("about", "Write to anna@house.example", "an e-mail address"),
])
def test_what_leads_to_a_person_or_is_too_long_is_refused_and_stays_in_the_form(sign_in, field, typed, says):
    page = sign_in("curator").submit(f"{SITE}/words/en", status=422, **{field: typed})
    assert says in alert(page) and page.select_one(f"#{field}").text.strip() == typed
    assert typed not in str(queries.exhibition("demo").site)


def test_a_street_is_no_secret(sign_in, visitor):
    sign_in("curator").submit(f"{SITE}/words/en", way="Leave the station by Rue du Progrès 80.")
    assert "Rue du Progrès 80" in visitor.page("/e/demo/en").text


def test_two_who_save_the_same_words_lose_nothing(sign_in):
    first, second = sign_in("curator"), sign_in("curator")
    began = second.page(f"{SITE}/words/en").select_one("#revision")["value"]
    first.submit(f"{SITE}/words/en", hours="First hours")
    late = second.submit(f"{SITE}/words/en", status=422, hours="Second hours", revision=began)
    assert "Somebody else saved this" in alert(late) and late.select_one("#hours").text.strip() == "Second hours"
    assert [note.text.split(":")[1].strip() for note in late.select("[role=note]")] == ["First hours"]
    assert queries.exhibition("demo").site["hours"]["en"] == "First hours"
    second.submit(f"{SITE}/words/en", hours="Both", revision=late.select_one("#revision")["value"])
    assert queries.exhibition("demo").site["hours"]["en"] == "Both"


def test_two_who_write_in_two_languages_do_not_meet(sign_in):
    first, second = sign_in("curator"), sign_in("curator")
    began = {language: first.page(f"{SITE}/words/{language}").select_one("#revision")["value"] for language in ("en", "fr")}
    house = first.page(f"{SITE}/house").select_one("#revision")["value"]
    first.submit(f"{SITE}/words/en", hours="English hours", revision=began["en"])
    second.submit(f"{SITE}/words/fr", hours="Heures françaises", revision=began["fr"])
    second.submit(f"{SITE}/house", contact_phone="02 511 64 64", revision=house)
    kept = queries.exhibition("demo").site
    assert (kept["hours"]["en"], kept["hours"]["fr"], kept["contact"]["phone"]) == ("English hours", "Heures françaises", "+32 2 511 64 64")
    assert kept["about"]["nl"], "what nobody touched is still there"


@pytest.mark.parametrize(("fields", "says"), [
    ({"contact_phone": "12"}, "no telephone number that can be called"), ({"contact_email": "anna.berg@house.example"}, "reads like the mailbox of one person"),
    ({"contact_email": "not an address"}, "no e-mail address"), ({"place_link": "javascript:alert(1)"}, "no web address"), ({"contact_link": "ftp://house.example"}, "no web address"),
    ({"contact_name": "Mrs Lopez"}, "seems to be a name"), ({"partner_name": ["A house"], "partner_role": ["king"], "partner_link": [""]}, "Choose what A house does"),
    ({"partner_name": ["A house, ring +32 2 511 64 64"], "partner_role": ["partner"], "partner_link": [""]}, "a telephone number"),
    ({"partner_name": ["A house"], "partner_role": ["partner"], "partner_link": ["house.example"]}, "no web address"),
    ({"partner_name": [""], "partner_role": ["partner"], "partner_link": ["https://house.example"]}, "needs a name"),
])
def test_the_house_takes_only_what_is_no_person_and_can_be_called(sign_in, fields, says):
    before = queries.exhibition("demo").site
    page = sign_in("curator").submit(f"{SITE}/house", status=422, **fields)
    assert says in alert(page) and queries.exhibition("demo").site == before
    for name, value in fields.items():
        assert value in ([field.get("value") for field in page.select(f"#{name}")] if isinstance(value, str) else [[field.get("value", "") for field in page.select(f'[name="{name}"]')], ["king"], value])


def test_partners_are_saved_in_rows(sign_in, visitor):
    sign_in("curator").submit(f"{SITE}/house", partner_name=["King Baudouin House", "", "Second"], partner_role=["funder", "partner", "organiser"],
                              partner_link=["https://funder.example/", "", ""])
    assert [row["name"] for row in queries.exhibition("demo").site["partners"]] == ["King Baudouin House", "Second"]
    page = visitor.page("/e/demo/about")
    assert [dt.text for dt in page.select("dt")] == ["Organiser", "Funder"] and page.select_one('.partners a[href="https://funder.example/"][rel="noreferrer"]')


@pytest.mark.parametrize(("fields", "says"), [
    ({"source_title": [""], "source_url": [""], "source_date": [""]}, "Nothing is shown without one"), (SOURCE | {"source_date": ["last year"]}, "give its date as"),
    (SOURCE | {"source_date": ["2999"]}, "lies in the future"), (SOURCE | {"source_date": ["2025-13"]}, "give its date as"), (SOURCE | {"source_url": [""]}, "give the web address"),
    (SOURCE | {"source_url": ["javascript:alert(1)"]}, "no web address"), (SOURCE | {"source_title": [""]}, "needs its title"), (SOURCE | {"body": ""}, "at least one sentence"),
    (SOURCE | {"body": "Maria Lopez was found there."}, "seems to be a name"), (SOURCE | {"body": "x" * 901}, "Take 1 out"),
])
def test_no_panel_without_a_dated_source_or_about_a_person(sign_in, fields, says):
    before = reads.panel(queries.exhibition("demo"), "BR", "en").body
    page = sign_in("curator").submit(PANEL, status=422, **fields)
    assert says in alert(page) and reads.panel(queries.exhibition("demo"), "BR", "en").body == before
    assert [field.get("value", "") for field in page.select('[name="source_title"]')] == fields.get("source_title")


def test_a_panel_is_written_shown_and_taken_off(sign_in, visitor):
    desk = sign_in("curator")
    answer = desk.get(f"{SITE}/countries?country=SN&language=en")
    assert answer.location == f"{SITE}/countries/SN/en"
    desk.submit(answer.location, body="A law of 2005 forbids trafficking in persons.", **SOURCE)
    section = next(one for one in visitor.page("/e/demo/countries").select("section") if one.h2.text == "Senegal")
    assert "May 2025" in section.text and "may have changed" not in section.text and section.a["href"] == "https://source.example/report"
    french = desk.page(f"{SITE}/countries/SN/fr")
    assert french.select_one('[name="source_title"]')["value"] == "Annual report" and "A law of 2005" in french.select_one("main details").text
    desk.submit(answer.location, 'form[action$="/remove"]')
    assert "Senegal" not in visitor.page("/e/demo/countries").text


def test_two_who_write_the_same_panel_lose_nothing(sign_in):
    first, second = sign_in("curator"), sign_in("curator")
    began = second.page(PANEL).select_one("#revision")["value"]
    first.submit(PANEL, body="First sentence.", **SOURCE)
    late = second.submit(PANEL, status=422, body="Second sentence.", revision=began, **{**SOURCE, "source_title": ["Another report"]})
    assert "Somebody else saved this" in alert(late) and "First sentence." in late.text and "Annual report" in late.text
    assert late.select_one("#body").text.strip() == "Second sentence." and late.select_one('[name="source_title"]')["value"] == "Another report"
    assert reads.panel(queries.exhibition("demo"), "BR", "en").body == "First sentence."


@pytest.mark.parametrize("path", [f"{SITE}/words/xx", f"{SITE}/countries/ZZ/en", f"{SITE}/countries/BR/xx", "/desk/exhibitions/nowhere/site"])
def test_what_is_not_there_is_said(sign_in, path):
    assert sign_in("curator").page(path, 404).select_one("main").text


@pytest.mark.parametrize("path", [f"{SITE}/words/en", f"{SITE}/house", PANEL])
def test_only_curators_write(sign_in, path):
    assert "curator" in sign_in("verifier").page(path, 403).select_one("main").text
