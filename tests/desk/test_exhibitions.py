"""A curator puts an exhibition together."""
from __future__ import annotations

from exhibit.store import queries

NEW = {"slug": "lyon-2027", "name_en": "Hear them", "venue": "Town hall", "city": "Lyon", "country": "FR", "starts_on": "2027-05-01", "ends_on": "2027-05-31",
       "languages": ["fr", "en"], "credits": "First funder\nSecond funder", "disclaimer_en": "Only ours.", "exit_url": "https://weather.example/"}


def test_a_new_exhibition_is_there_with_everything_that_was_typed(sign_in):
    desk = sign_in("curator")
    page = desk.submit("/desk/exhibitions/new", **NEW)
    assert page.h1.text == "Hear them"
    made = queries.exhibition("lyon-2027")
    assert (made.country, made.languages, made.credits, made.exit_url) == ("FR", ["en", "fr"] if made.languages[0] == "en" else ["fr", "en"], ["First funder", "Second funder"], "https://weather.example/")
    edit = desk.page("/desk/exhibitions/lyon-2027/edit")
    assert edit.select_one("#credits").text.strip() == "First funder\nSecond funder"


def test_an_event_that_ends_before_it_starts_is_refused_and_nothing_typed_is_lost(sign_in):
    page = sign_in("curator").submit("/desk/exhibitions/new", status=422, **NEW | {"ends_on": "2027-04-01"})
    assert "ends (2027-04-01) before it starts (2027-05-01)" in page.select_one("[role=alert]").text
    assert page.select_one("#venue")["value"] == "Town hall" and page.select_one("#credits").text.strip() == "First funder\nSecond funder"


def test_a_missing_day_is_named_at_its_field(sign_in):
    page = sign_in("curator").submit("/desk/exhibitions/new", status=422, **NEW | {"starts_on": ""})
    field = page.select_one("#starts_on")
    assert field["aria-invalid"] == "true" and "2026-10-18" in page.select_one(f"#{field['aria-describedby']}").text


def test_an_exhibition_needs_a_language_and_a_free_short_name(sign_in):
    desk = sign_in("curator")
    assert "at least one language" in desk.submit("/desk/exhibitions/new", status=422, **NEW | {"languages": []}).select_one("[role=alert]").text
    assert "already an exhibition" in desk.submit("/desk/exhibitions/new", status=422, **NEW | {"slug": "demo"}).select_one("[role=alert]").text


def test_two_curators_saving_the_same_exhibition(sign_in):
    first, second = sign_in("curator"), sign_in("curator")
    page = second.page("/desk/exhibitions/demo/edit")
    first.submit("/desk/exhibitions/demo/edit", venue="First venue")
    revision = page.select_one("#revision")["value"]
    late = second.submit("/desk/exhibitions/demo/edit", status=422, venue="Second venue", revision=revision)
    assert "Somebody else saved this exhibition" in late.select_one("[role=alert]").text
    assert late.select_one("#venue")["value"] == "Second venue"
    assert queries.exhibition("demo").venue == "First venue"


def test_the_hall_says_what_the_gate_says(sign_in):
    page = sign_in("curator").page("/desk/exhibitions/demo")
    places = page.select(".hall-place")
    assert len(places) == 15 and len(page.select(".hall-place .verdict-yes")) == 12
    reasons = {code.text for code in page.select(".hall-place .reason")}
    assert reasons == {"EXPIRED", "WITHDRAWN", "COOLING_OFF"}
    assert "12 of 15 boards may be printed now" in page.select_one(".band").text
    assert sum("prints without a code" in place.text for place in places) == 1


def test_a_figure_moves_and_leaves_the_hall(sign_in):
    desk = sign_in("curator")
    first = queries.cutouts(queries.exhibition("demo"))[0].id
    desk.submit("/desk/exhibitions/demo", f'form[action="/desk/cutouts/{first}/move"]:has(input[value="after"])')
    assert [c.id for c in queries.cutouts(queries.exhibition("demo"))].index(first) == 1
    desk.submit(f"/desk/cutouts/{first}", f'form[action="/desk/cutouts/{first}/remove"]')
    assert first not in [c.id for c in queries.cutouts(queries.exhibition("demo"))]


def test_an_unknown_exhibition_is_a_sentence(sign_in):
    desk = sign_in("curator")
    assert "There is no exhibition called" in desk.page("/desk/exhibitions/nowhere", 404).select_one("main").text
    assert "There is no such page at the desk" in desk.page("/desk/nothing/here", 404).select_one("main").text
