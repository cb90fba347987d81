"""The booklet at the desk: who is in it and who is not, how it looks, handing it over."""
from __future__ import annotations

import io

import pytest
from PIL import Image

from exhibit.cutout.press.raster import page_count
from exhibit.store import queries
from exhibit.store import uses as ledger

PLACE = "/desk/exhibitions/demo/leaflet"
FILLED = {"copies": "40", "holder": "a school", "place": "library", "back_to": "Visitor desk, +32 2 511 00 00"}


def use_of(testimony: str):
    return [use for use in ledger.ledger_of(queries.testimony(testimony)) if use.kind == "BROCHURE"]


def cells(page, section: str) -> list[str]:
    return [row.select("td")[1].a.text for row in page.select(f'section[aria-labelledby="{section}"] tbody tr')]


@pytest.mark.parametrize(("language", "inside"), [("en", ["T01", "T03", "T04", "T05", "T07", "T14"]), ("ar", ["T01"]), ("ne", ["T03", "T14"]), ("xx", ["T01", "T03", "T04", "T05", "T07", "T14"])])
def test_the_page_lists_who_is_in_it_and_why_others_are_not(sign_in, language, inside):
    page = sign_in("curator").page(f"{PLACE}?language={language}")
    assert cells(page, "in") == inside
    out = cells(page, "out")
    assert sorted({*inside, *out}) == [f"T{number:02d}" for number in range(1, 16)] and not set(inside) & set(out)
    reasons = {row.select("td")[1].a.text: row.select("td")[2].text for row in page.select('section[aria-labelledby="out"] tbody tr')}
    assert "has not been asked" in reasons["T02"] or "asked" in reasons["T02"]
    assert page.select_one(f'nav a[lang="{"en" if language == "xx" else language}"][aria-current]')


def test_handing_it_over_gives_the_file_and_writes_the_uses_down(demo_app, sign_in):
    curator = sign_in("curator")
    answer = curator.press(f"{PLACE}?language=en", "main section form", **FILLED, printing="to_fold")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf" and "demo-booklet-en-to-fold.pdf" in answer.headers["Content-Disposition"]
    assert page_count(answer.data) == 6
    (use,) = use_of("T01")
    assert (use.copies, use.holder, use.place, use.by) == (40, "a school", "library", "curator@demo.example")
    assert "brochure" in curator.page("/desk/testimonies/T01/uses").text
    by_page = curator.press(f"{PLACE}?language=ar", "main section form", **FILLED, printing="by_page")
    assert page_count(by_page.data) == 8 and len(use_of("T01")) == 2


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"copies": "0"}, "A whole number, at least 1."), ({"copies": "many"}, "Not a valid integer value."), ({"back_to": ""}, "Please fill this in."),
    ({"holder": ""}, "Say for whom the copies are"), ({"holder": "Maria, maria@example.org"}, "Nothing that leads to a person"),
])
def test_what_is_wrong_is_said_and_what_was_typed_stays(demo_app, sign_in, wrong, sentence):
    page = sign_in("curator").submit(f"{PLACE}?language=fr", "main section form", status=422, **{**FILLED, **wrong})
    assert sentence in page.text and page.select_one("#place")["value"] == "library" and page.select_one('input[name="language"]')["value"] == "fr"
    assert use_of("T01") == []


def test_its_pages_can_be_looked_at_before(sign_in):
    answer = sign_in("curator").get("/desk/exhibitions/demo/leaflet.png?language=ur")
    picture = Image.open(io.BytesIO(answer.data))
    assert answer.headers["Content-Type"] == "image/png" and 1_200 < picture.width < 1_600
    assert use_of("T04") == [], "looking is no use"


def test_only_curators_hand_out_booklets_and_the_public_never_sees_one(demo_app, sign_in, visitor):
    for path in (PLACE, "/desk/exhibitions/demo/leaflet.png"):
        assert sign_in("caseworker").get(path).status_code == 403
    assert sign_in("verifier").client.post(PLACE, data=FILLED).status_code in (400, 403)
    for path in ("/", "/e/demo"):
        assert "leaflet" not in visitor.get(path).get_data(as_text=True)


def test_the_exhibitions_page_leads_to_it(sign_in):
    assert sign_in("curator").page("/desk/exhibitions/demo").select_one(f'a[href="{PLACE}"]')
    assert not sign_in("caseworker").page("/desk/exhibitions/demo").select_one(f'a[href="{PLACE}"]')
