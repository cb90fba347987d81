"""What the facts tell together, looked at by one or two people; and the counts the organisation loads."""
from __future__ import annotations

import io

from exhibit.store import db, queries
from exhibit.store.tables import Person

WHY = "Thousands of women of this age work in households of this country."


def change_a_fact(curator) -> None:
    curator.submit("/desk/testimonies/T01/edit", age_band="OLDER")


def test_a_changed_fact_darkens_the_board_until_two_people_have_looked(sign_in):
    curator, caseworker, verifier = sign_in("curator"), sign_in("caseworker"), sign_in("verifier")
    change_a_fact(curator)
    assert "UNIQUENESS" in curator.page("/desk/testimonies/T01").text and "not checked" in curator.page("/desk/testimonies/T01").text
    page = caseworker.page("/desk/testimonies/T01/uniqueness")
    assert "void: the facts or the marked words were changed" in page.text and "4 facts are told, and no reference counts all of them together." in page.text
    assert [row.td.text for row in page.select("tbody tr")] == ["age band", "gender", "kind of work", "form of exploitation"]
    page = caseworker.submit("/desk/testimonies/T01/uniqueness", 'form[action$="/uniqueness"]')
    assert "A second person must give reasons" in page.select_one("[role=status]").text
    page = caseworker.submit("/desk/testimonies/T01/uniqueness", 'form[action$="/second"]', 422, reasons=WHY)
    assert "You were the first reviewer" in page.select_one("[role=alert]").text and WHY in page.select_one("textarea").text
    page = verifier.submit("/desk/testimonies/T01/uniqueness", 'form[action$="/second"]', reasons=WHY)
    assert "The check is complete." in page.select_one("[role=status]").text and WHY in page.select_one("blockquote").text
    assert "UNIQUENESS" not in curator.page("/desk/testimonies/T01").text


def test_only_what_the_texts_tell_is_asked(sign_in):
    caseworker = sign_in("caseworker")
    sign_in("curator").submit("/desk/testimonies/T05/edit", age_band="OLDER")
    page = caseworker.page("/desk/testimonies/T05/uniqueness")
    assert [field["name"] for field in page.select('form[action$="/uniqueness"] [name]')] == ["csrf_token", "rare_event"]
    page = caseworker.submit("/desk/testimonies/T05/uniqueness", 'form[action$="/uniqueness"]')
    assert "these facts may stand together" in page.select_one("[role=status]").text


def test_the_curator_may_look_and_not_review(sign_in):
    change_a_fact(curator := sign_in("curator"))
    page = curator.page("/desk/testimonies/T01/uniqueness")
    assert page.select_one('form[action$="/uniqueness"]') is None
    token = curator.page("/desk/testimonies/T01/edit").select_one("[name=csrf_token]")["value"]
    assert curator.client.post("/desk/testimonies/T01/uniqueness", data={"csrf_token": token}).status_code == 403


def test_counts_are_loaded_from_a_file_and_a_bad_line_is_named(sign_in):
    verifier = sign_in("verifier")
    good, bad = b"gender,form,people\nwoman,DOMESTIC_SERVITUDE,7\n", b"gender,people\nwoman,many\n"
    page = verifier.submit("/desk/reference-counts", "form[enctype]", source="register", files={"table": (io.BytesIO(good), "counts.csv")})
    assert "1 lines loaded." in page.select_one("[role=status]").text and "register" in page.table.text
    page = verifier.submit("/desk/reference-counts", "form[enctype]", 422, source="register", files={"table": (io.BytesIO(bad), "counts.csv")})
    assert "Nothing was loaded. Line 2: people is “many”" in page.select_one("[role=alert]").text
    page = verifier.page("/desk/testimonies/T01/uniqueness")
    assert "Fewer than 11 people share these facts. The smallest set that does it: gender. All counted facts together are shared by 7." in " ".join(page.select_one(".verdict").text.split())
    page = verifier.submit("/desk/reference-counts", 'form[action$="/remove"]')
    assert "No reference counts are loaded" in page.text


def test_two_texts_of_one_person_are_named_on_the_page_of_the_hall(sign_in):
    curator = sign_in("curator")
    assert curator.page("/desk/exhibitions/demo").select_one("#one-person") is None
    queries.testimony("T02").person = db.session.get(Person, queries.testimony("T01").person_id)
    db.session.commit()
    warning = curator.page("/desk/exhibitions/demo").select_one("#one-person").parent
    assert "T01" in warning.text and "T02" in warning.text and "They come from one person" in warning.text
