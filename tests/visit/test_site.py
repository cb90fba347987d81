"""The exhibition's own pages: what a curator wrote, and of stories only those whose people agreed to be listed, now, in that language."""
from __future__ import annotations

import gzip
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from exhibit.actions import consent, exhibitions, holds, site, site_pages
from exhibit.actions.confirming import confirm_permission
from exhibit.store import db, queries, transaction
from exhibit.store import site as reads
from exhibit.story import labels
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, VERIFIER, said_yes

LISTED = {"T01", "T05", "T07", "T14"}  # in the demo: listed and readable
PAGES = ("", "figures", "countries", "about", "campaign")
PLAIN = {"name": {"en": "Other"}, "languages": ["en"], "country": "BE"}


def let_list(code: str, *more: str) -> None:
    """Everything a listing needs, said and confirmed days ago."""
    testimony = queries.testimony(code)
    for permission in ("WEB_LIST", *more):
        row = said_yes(testimony, permission, elements=sorted(testimony.attributes["elements"]))
        confirm_permission(row.id, VERIFIER, BEFORE + timedelta(days=4), 72)


def cards(page: BeautifulSoup) -> list[str]:
    return [link["href"].split("/")[1] for link in page.select(".hall a")]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", labels.NAMES)
def test_every_page_in_every_language(visitor, name, language):
    answer = visitor.get(f"/e/demo/{name}/{language}".replace("//", "/"))
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    shown = page.html["lang"]
    assert answer.status_code == 200 and (shown == language or name == "figures") and page.html["dir"] == labels.direction(shown)
    assert [a.get("aria-current") for a in page.select(".pages a")].count("page") == 1
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    assert not page.select("script:not([src]), [style], style") and all(tag["src"].startswith("/") for tag in page.select("[src]"))
    assert len({heading.name for heading in page.select("h1")}) == 1 and not page.select("meta[property]")


def test_the_first_page_is_the_one_that_runs_and_says_so(visitor, now):
    assert visitor.page("/").select_one(".label").text == "On now" and visitor.page("/").h1.text == "Hear their voices. Act to protect."
    today = now.date()
    past = exhibitions.create_exhibition({**PLAIN, "slug": "past", "starts_on": today - timedelta(days=400), "ends_on": today - timedelta(days=300)}, CURATOR, now)
    coming = exhibitions.create_exhibition({**PLAIN, "slug": "coming", "starts_on": today + timedelta(days=400), "ends_on": today + timedelta(days=500)}, CURATOR, now)
    assert visitor.page("/").h1.text == "Hear their voices. Act to protect."
    assert [visitor.page(f"/e/{slug}").select_one(".label").text for slug in ("past", "coming")] == ["This exhibition is over", "Coming"]
    demo = queries.exhibition("demo")
    with transaction():
        demo.starts_on, demo.ends_on = today - timedelta(days=9), today - timedelta(days=1)
    assert reads.exhibition_today(today) == coming
    with transaction() as session:
        session.delete(coming)
    assert reads.exhibition_today(today) == demo != past


def test_without_any_exhibition_it_says_so_and_gives_help(app):
    from tests.support.desk import Visitor

    page = Visitor(app).page("/")
    assert page.h1.text == "No exhibition is open here at the moment." and page.select_one('a[href="tel:112"]')


def test_a_part_nobody_wrote_is_left_out(visitor, now):
    exhibitions.create_exhibition({**PLAIN, "slug": "bare", "starts_on": now.date(), "ends_on": now.date()}, CURATOR, now)
    page = visitor.page("/e/bare")
    assert [h.text for h in page.select("h2")] == ["Open a story", "If you need help now"]
    assert [a["href"] for a in page.select(".pages a")] == ["/e/bare/en", "/e/bare/figures/en", "/e/bare/campaign/en", "/e/bare/help/en"]
    assert visitor.get("/e/bare/countries").data == visitor.get("/e/bare/about").data == visitor.get("/ZZZZZZ").data
    site.save_words(queries.exhibition("bare"), "fr", {"hours": "Tous les jours"}, 0, CURATOR, now)
    hours = visitor.page("/e/bare/nl").select_one(".facts div")
    assert (hours["lang"], hours["dir"], hours.text.strip()) == ("fr", "ltr", "Tous les jours")


@pytest.mark.parametrize("path", ["/e/nowhere", "/e/nowhere/figures", "/e/nowhere/campaign/fr", "/e/demo/nothing", "/e/demo/figures/fr/more"])
def test_what_is_not_there_is_the_neutral_page(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 404 and answer.headers["X-Robots-Tag"] == "noindex, noarchive" and answer.data in (visitor.get("/ZZZZZZ").data, visitor.get("/ZZZZZZ/fr").data)


def test_only_those_who_agreed_are_listed_in_hall_order(visitor, codes):
    page = visitor.page("/e/demo/figures")
    assert cards(page) == [codes[code] for code in sorted(LISTED)]
    assert [name.text for name in page.select(".hall .name")][0] == queries.testimony("T01").approved("ATTRIBUTION", "en").body
    for one in page.select(".hall a"):
        assert visitor.get(one["href"]).status_code == 200


def test_what_is_not_listed_leaves_no_gap_no_count_no_number(visitor, codes):
    words = visitor.page("/e/demo/figures").select_one("main").text
    assert not re.search(r"\b(?:4|11|15|four|fifteen)\b", re.sub(r"\d\d–\d\d", "", words))
    assert all(code not in words for testimony, code in codes.items())
    assert not visitor.page("/e/demo/figures").select("ol")


def test_a_story_is_listed_only_in_languages_in_which_it_may_be_read(visitor, codes):
    offered = [a["hreflang"] for a in visitor.page("/e/demo/figures/en").select(".tongues a")]
    assert "en" in offered and set(offered) < set(labels.NAMES)
    for language in offered:
        readable = {codes[code] for code in LISTED if visitor.page(f"/{codes[code]}/{language}").main["lang"] == language}
        assert set(cards(visitor.page(f"/e/demo/figures/{language}"))) == readable != set()


STOPS = {
    "everything": lambda testimony, now: consent.withdraw(testimony, CASEWORKER, now),
    "the list": lambda testimony, now: consent.withdraw(testimony, CASEWORKER, now, grant_id=next(g.id for g in testimony.grants if g.permission == "WEB_LIST")),
    "the page": lambda testimony, now: consent.withdraw(testimony, CASEWORKER, now, grant_id=next(g.id for g in testimony.grants if g.permission == "WEB_STORY")),
    "hold": lambda testimony, now: holds.set_hold(testimony, "SAFETY", "asked to wait", VERIFIER, now),
}


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("code", sorted(LISTED))
def test_every_listed_story_is_gone_from_the_list_on_the_next_request(visitor, codes, now, code, stop):
    assert codes[code] in cards(visitor.page("/e/demo/figures"))
    line = queries.testimony(code).approved("ATTRIBUTION", "en").body
    STOPS[stop](queries.testimony(code), now)
    page = visitor.page("/e/demo/figures")
    assert codes[code] not in cards(page) and len(cards(page)) == len(LISTED) - 1 and line not in page.text


def test_a_list_is_never_kept_past_the_first_end(demo_app, codes, now):
    demo = queries.exhibition("demo")
    grant = next(g for g in queries.testimony("T05").grants if g.permission == "WEB_LIST")
    with transaction():
        grant.valid_until = now + timedelta(minutes=3)
    assert site_pages.listing(demo, now).until == min(grant.valid_until, site_pages.midnight_after(now))
    later = site_pages.listing(demo, now + timedelta(minutes=3))
    assert codes["T05"] not in [figure.code for figure in later.by_language["en"]]


def test_a_figure_whose_picture_was_stopped_is_drawn_as_nobody(visitor, codes, now):
    testimony = queries.testimony("T14")
    before = visitor.page("/e/demo/figures").select_one(f'a[href="/{codes["T14"]}/en"] path')["d"]
    consent.withdraw(testimony, CASEWORKER, now, grant_id=next(g.id for g in testimony.grants if g.permission == "IMG_SILHOUETTE"))
    after = visitor.page("/e/demo/figures").select_one(f'a[href="/{codes["T14"]}/en"] path')["d"]
    nobody = next(figure for figure in site_pages.listing(queries.exhibition("demo"), now).by_language["en"] if figure.code == codes["T14"])
    assert before != after and nobody.outline == "neutral"


def test_who_agreed_to_the_list_without_a_name_has_none_there(visitor, codes):
    grant = next(g for g in queries.testimony("T05").grants if g.permission == "WEB_LIST")
    with transaction():
        grant.identity_mode = "ANONYMOUS"
    db.session.expire_all()
    exhibition = queries.exhibition("demo")
    line = {figure.code: figure.line for figure in site_pages.listing(exhibition, BEFORE + timedelta(days=10)).by_language["en"]}
    assert line[codes["T05"]] == "" and line[codes["T01"]]


def test_fifteen_figures_stay_within_fourteen_kilobytes(visitor, demo_app):
    exhibition = queries.exhibition("demo")
    shown = next(cutout for cutout in queries.cutouts(exhibition) if cutout.testimony.code == "T01")
    for place in range(len(LISTED), 15):
        exhibitions.add_cutout(exhibition, {"figure": f"standing-{('woman', 'man')[place % 2]}-{place % 10 + 1}", "height_mm": 1600, "language": "en", "testimony_code": shown.testimony.code,
                                            "palette": shown.palette}, CURATOR, BEFORE)
    answer = visitor.get("/e/demo/figures", Accept_Encoding="gzip")
    page = gzip.decompress(answer.data).decode()
    parts = [visitor.get(path, Accept_Encoding="gzip").data for path in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)]
    assert page.count('class="stand') == 15 and len(parts) == 2
    assert len(answer.data) + sum(map(len, parts)) <= 14 * 1024


@pytest.mark.parametrize(("typed", "to"), [("abc234", "/ABC234/en"), (" abc-234 ", "/ABC234/en"), ("ABC 234", "/ABC234/en"), ("zzzzzz", "/ZZZZZZ/en")])
def test_a_typed_code_leads_to_the_story_without_script(visitor, typed, to):
    page = visitor.page("/e/demo")
    form = page.select_one("form.go, form[data-go]")
    assert form.get("method") is None and form["action"] == "/go"
    answer = visitor.client.get("/go", query_string={"code": typed, "in": form.select_one("[name=in]")["value"]})
    assert (answer.status_code, answer.headers["Location"], answer.data) == (303, to, b"")
    assert "form-action 'self'" in visitor.get("/e/demo").headers["Content-Security-Policy"] and "Set-Cookie" not in answer.headers


def test_the_way_in_tells_nothing_about_codes(visitor, codes):
    told = [visitor.client.get("/go", query_string={"code": code}) for code in (codes["T01"], codes["T10"], "ZZZZZZ")]
    assert {(answer.status_code, answer.data) for answer in told} == {(303, b"")}


def test_what_is_no_code_is_said_and_stays_in_the_field(visitor):
    page = BeautifulSoup(visitor.get("/go?code=abc&in=fr").get_data(as_text=True), "html.parser")
    assert page.html["lang"] == "fr" and "exactement six lettres" in page.select_one("[role=alert]").text and page.select_one("#code")["value"] == "abc"
    assert visitor.get("/go?code=abc").status_code == visitor.get("/go").status_code == 422
    assert "<script>alert" not in visitor.get("/go?code=<script>alert(1)</script>").get_data(as_text=True)


def test_the_look_is_kept_from_page_to_page(visitor):
    page = visitor.page("/e/demo?look=dark.large")
    assert all(a["href"].endswith("?look=large.dark") for a in page.select(".pages a, .tongues a"))
    assert visitor.client.get("/go?code=abc234&look=dark").headers["Location"] == "/ABC234?look=dark"


def test_country_panels_have_a_source_with_its_date_and_old_ones_say_their_year(visitor, now):
    page = visitor.page("/e/demo/countries/fr")
    assert [h.text for h in page.select(".facts h2")][:4] == ["Afrique du Sud", "Biélorussie", "Brésil", "Colombie"] and len(page.select(".facts section")) == 13
    assert all(section.select(".sources a[href^=http]") and section.select(".sources .day") for section in page.select(".facts section"))
    brazil = next(section for section in page.select(".facts section") if section.h2.text == "Brésil")
    assert "6 octobre 2016" in brazil.text and "Source de 2016" in brazil.text and not brazil.select("div[lang]")
    lao = next(section for section in visitor.page("/e/demo/countries/lo").select(".facts section") if section.select("div[lang=en]"))
    assert lao.select_one("div[lang]")["dir"] == "ltr"


def test_campaign_days_are_this_years(visitor, now):
    page = visitor.page("/e/demo/campaign/fr")
    assert [one["datetime"] for one in page.select("time")] == [f"{now.year}-{day}" for day in ("01-28", "06-12", "07-30", "10-18", "12-02", "12-18")]
    assert f"18 octobre {now.year}" in page.text and all(link["href"].startswith("https://") for link in page.select(".days a"))
    demo = queries.exhibition("demo")
    during = [one for one in site_pages.days(demo, now) if one.during]
    assert all(demo.starts_on <= one.on <= demo.ends_on for one in during) and len(page.select(".during")) == len(during)


def test_partners_stand_by_what_they_do_and_the_house_is_no_help_line(visitor):
    page = visitor.page("/e/demo/about")
    assert page.select_one("dt").text == "Organiser" and "House of Voices" in page.select_one("dd").text
    assert "not a help line" in page.text and page.select_one('a[href="mailto:exhibition@houseofvoices.example"]')


def test_saving_at_the_desk_is_seen_on_the_next_request(visitor, now):
    assert "Mondays only" not in visitor.page("/e/demo").text
    demo = queries.exhibition("demo")
    site.save_words(demo, "en", {"hours": "Mondays only"}, site.revision_of(demo, site.part_of("en")), CURATOR, now)
    assert "Mondays only" in visitor.page("/e/demo").text and "Mondays only" in visitor.page("/").text


def test_dates_run_over_the_day(demo_app):
    demo = queries.exhibition("demo")
    assert [reads.where_in_time(demo, day) for day in (demo.starts_on - timedelta(days=1), demo.starts_on, demo.ends_on, demo.ends_on + timedelta(days=1))] == ["next", "now", "now", "last"]
    assert reads.exhibition_today(date(1990, 1, 1)) == demo
