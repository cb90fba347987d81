"""From an empty desk to a printed board and an open page: four people, each doing only what is theirs. And then she says stop."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.cutout import preflight, verify_codes
from exhibit.store import queries, records
from tests.conftest import _application, _in_context
from tests.support.desk import Visitor

TEXTS = {
    "QUOTE": "I kept the recipe in my head, where nobody could lock it away from me.",
    "CUTOUT": "The kitchen was not mine and neither was the key. I cooked for a family that never asked my name. A delivery driver did ask, and came back "
              "with a leaflet. I read it twice. Today I run a small canteen with two friends, and our names are on the door.",
    "STORY": "The kitchen was not mine.\n\nA delivery driver asked my name, and came back with a leaflet.\n\nToday I run a small canteen with two friends.",
    "ATTRIBUTION": "Mira, 25–34, domestic work",
}
FACTS = {"pseudonym": "Mira", "experience_type": "TIP", "original_language": "en", "origin_country": "PH", "age_class": "ADULT", "age_band": "ADULT", "gender": "woman",
         "term": "SURVIVOR", "tip_act": ["HARBOURING"], "tip_means": ["DECEPTION"], "tip_purpose": ["SERVITUDE"], "exploitation": ["DOMESTIC_SERVITUDE"],
         "elements": ["GENDER", "AGE_BAND", "FORM_EXPLOITATION", "PRESENT_LIFE"]}
PERMISSIONS = [("PRT_CUTOUT", ""), ("IMG_SILHOUETTE", ""), ("EVENT_COUNTRY", "BE"), ("WEB_STORY", "")]


@pytest.fixture
def house(databases, tmp_path):
    """An application with accounts and nothing else; no days of waiting, so that the walk fits into a test."""
    yield from _in_context(_application(databases, tmp_path, "empty", cooling_off_hours=0))


@pytest.fixture
def people(house) -> dict[str, Visitor]:
    found = {role: Visitor(house) for role in ("curator", "caseworker", "verifier", "officer")}
    for role, person in found.items():
        person.sign_in(f"{role}@demo.example")
    return found


def printed(curator: Visitor, cutout: str):
    form = curator.page(cutout).select_one('form[action$="/print"]')
    return form and curator.client.post(form["action"], data={"csrf_token": form.select_one("[name=csrf_token]")["value"], "sheet": "full", "overlap_mm": "10"})


def she_reads_and_says_yes(caseworker: Visitor, phone: Visitor, code: str) -> None:
    """By a link, on her own telephone: yes to each of the four texts."""
    page = caseworker.submit(f"/desk/testimonies/{code}/approvals", "form.form-wide", languages=["en"])
    path = page.select_one(".secret-address").text.removeprefix("http://127.0.0.1:8000")
    parts = BeautifulSoup(phone.client.post(path, data={"text_language": "en"}).data, "html.parser").select(".part")
    assert len(parts) == len(TEXTS)
    for part in parts:
        sent = phone.client.post(path, data={"text": part["id"].removeprefix("text-"), "text_language": "en", "answer": "YES"})
        assert sent.status_code == 200
    assert "not yet" not in [pill.text for pill in caseworker.page(f"/desk/testimonies/{code}/approvals").select("section[aria-labelledby=ticks] td:nth-child(2) .pill")]


def a_conversation(officer: Visitor, caseworker: Visitor, code: str) -> None:
    """Who is responsible, what she is told, and that she understood."""
    officer.submit("/desk/parties", 'form[action="/desk/parties"]', name="House of Echoes", role="CONTROLLER", contact="echo@house.example", address="1 Canal Street, Ghent",
                   dpo_contact="privacy@house.example", authority="the data-protection authority")
    officer.submit("/desk/notices/new?language=en", "main form")
    caseworker.submit(f"/desk/testimonies/{code}/records/new", "main form", notice_id=str(records.notices()[0].id), controller="house-of-echoes", language="en",
                      collection_method="IN_PERSON", assistance_independent="y")
    made = records.records_of(queries.testimony(code))[0].id
    caseworker.submit(f"/desk/testimonies/{code}/records/{made}", f'form[action="/desk/records/{made}/understanding"]', **dict.fromkeys((*UNDERSTANDING, "nobody_with_power_present"), "yes"))


def test_a_story_goes_from_her_yes_to_the_hall_and_back_into_the_dark(house, people):
    curator, caseworker, verifier, phone = people["curator"], people["caseworker"], people["verifier"], Visitor(house)
    today = datetime.now(UTC).date()
    curator.submit("/desk/exhibitions/new", slug="ghent", name_en="In our own words", city="Ghent", country="BE", languages=["en"],
                   starts_on=str(today), ends_on=str(today + timedelta(days=60)), credits="A funder")
    code = caseworker.submit("/desk/testimonies/new", **FACTS).h1.text.split(" · ")[1]
    for kind, body in TEXTS.items():
        curator.submit(f"/desk/testimonies/{code}/texts/{kind}/en", body=body)
    curator.submit(f"/desk/texts/{queries.testimony(code).newest('QUOTE', 'en').id}/facts", "#by-sentence form", **{"sentence-0": ["PRESENT_LIFE"]})
    she_reads_and_says_yes(caseworker, phone, code)
    a_conversation(people["officer"], caseworker, code)
    for permission, scope in PERMISSIONS:
        caseworker.submit(f"/desk/testimonies/{code}/consent", "section form.form-wide", permission=permission, scope=scope, decision="given")
    verifier.submit(f"/desk/testimonies/{code}/uniqueness", 'form[action$="/uniqueness"]')
    for _ in PERMISSIONS:
        verifier.submit(f"/desk/testimonies/{code}/consent", 'form[action$="/confirm"]')
    board = curator.submit("/desk/exhibitions/ghent/cutouts/new", 'form[action$="/cutouts"]', language="en")
    cutout, copy = f"/desk/cutouts/{queries.cutouts(queries.exhibition('ghent'))[0].id}", queries.cutouts(queries.exhibition("ghent"))[0].copies[0].code
    assert "The board may be printed" in curator.page(cutout).select_one(".verdict-yes").text, board.select_one(".verdict-no")
    pdf = printed(curator, cutout).data
    verify_codes(pdf, [f"HTTP://127.0.0.1:8000/{copy}"])
    assert all(check.ok for check in preflight(pdf))
    assert "our own names" not in phone.page(f"/{copy}").text and "small canteen" in phone.page(f"/{copy}").text

    curator.submit(f"/desk/testimonies/{code}/consent", f'form[action="/desk/testimonies/{code}/stop"]')
    assert phone.get(f"/{copy}").status_code == 404 and printed(curator, cutout) is None
    assert "WITHDRAWN" in curator.page("/desk/exhibitions/ghent").select_one(".hall-place").text


def test_a_word_changed_after_her_approval_closes_nothing_but_waits(house, people):
    """The approved words stay on show; the new ones wait for her."""
    curator, caseworker = people["curator"], people["caseworker"]
    code = caseworker.submit("/desk/testimonies/new", **FACTS).h1.text.split(" · ")[1]
    curator.submit(f"/desk/testimonies/{code}/texts/STORY/en", body="First words.")
    caseworker.submit(f"/desk/testimonies/{code}", 'form[action$="/approve"]')
    page = curator.submit(f"/desk/testimonies/{code}/texts/STORY/en", body="Other words.")
    assert "waits for the person's approval" in page.select_one(".texts").text
    assert queries.testimony(code).approved("STORY", "en").body == "First words."
