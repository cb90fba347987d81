"""Search engines, archives and shared links: nothing without a yes to exactly that, nothing after a stop."""
from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from exhibit.actions import consent, holds, indexing, site
from exhibit.actions.confirming import confirm_permission
from exhibit.store import queries, transaction, uses
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, VERIFIER, said_yes
from tests.visit.test_site import STOPS, let_list

CODE = "T09"  # in the demo: readable in French, English and Dutch, neither listed nor found
HIDDEN = "noindex, noarchive"


def told(visitor, path: str) -> tuple[str, str, dict[str, str]]:
    """(header, tag, og tags) of a page; header and tag say the same."""
    answer = visitor.get(path)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    return answer.headers["X-Robots-Tag"], page.select_one('meta[name="robots"]')["content"], {tag["property"]: tag["content"] for tag in page.select("meta[property]")}


def listed(visitor) -> list[str]:
    answer = visitor.get("/sitemap.xml")
    assert answer.status_code == 200 and answer.mimetype == "application/xml" and answer.headers["Cache-Control"] == "no-store"
    return [node.text.removeprefix("http://127.0.0.1:8000") for node in ElementTree.fromstring(answer.data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def open_site(now) -> None:
    demo = queries.exhibition("demo")
    site.save_house(demo, {**demo.site, "listed": True}, site.revision_of(demo, site.HOUSE), CURATOR, now)


@pytest.mark.parametrize(("granted", "said"), [((), HIDDEN), (("WEB_ARCHIVE",), HIDDEN), (("WEB_PREVIEW",), HIDDEN), (("WEB_INDEX",), "noarchive"), (("WEB_INDEX", "WEB_ARCHIVE"), "all")])
def test_a_story_says_what_its_person_agreed_to(visitor, codes, granted, said):
    let_list(CODE, *granted)
    header, tag, cards = told(visitor, f"/{codes[CODE]}/en")
    assert header == tag == said and bool(cards) is ("WEB_PREVIEW" in granted)


@pytest.mark.parametrize("form", ["easy", "text", "large"])
def test_other_forms_of_a_story_are_never_found(visitor, codes, form):
    let_list(CODE, "WEB_INDEX", "WEB_ARCHIVE")
    assert visitor.get(f"/{codes[CODE]}/en/{form}").headers["X-Robots-Tag"] == HIDDEN


def test_a_yes_in_one_language_is_none_in_another(visitor, codes, now):
    let_list(CODE, "WEB_INDEX")
    testimony = queries.testimony(CODE)
    assert told(visitor, f"/{codes[CODE]}/nl")[0] == "noarchive" and f"/{codes[CODE]}/nl" in listed(visitor)
    consent.withdraw(testimony, CASEWORKER, now, grant_id=next(g.id for g in testimony.grants if g.permission == "TRANSLATE" and g.scope == "nl"))
    assert f"/{codes[CODE]}/nl" not in listed(visitor) and f"/{codes[CODE]}/fr" in listed(visitor)


def test_a_preview_shows_the_exhibition_and_nothing_of_the_person(visitor, codes):
    let_list(CODE, "WEB_PREVIEW")
    testimony = queries.testimony(CODE)
    _, _, card = told(visitor, f"/{codes[CODE]}/fr")
    assert card["og:title"] == "Écoutez leurs voix. Agissez pour protéger." and card["og:image"] == "http://127.0.0.1:8000/static/vendor/preview.png"
    words = " ".join(card.values())
    assert codes[CODE] not in words and testimony.pseudonym not in words
    assert not any(sentence in words for version in testimony.versions if version.language == "fr" for sentence in re.split(r"(?<=[.!?])\s", version.body))


def test_the_picture_of_a_preview_is_there_and_the_same_for_all(visitor, demo_app):
    answer = visitor.get("/static/vendor/preview.png")
    assert answer.status_code == 200 and Image.open(Path(demo_app.static_folder) / "vendor" / "preview.png").size == (1200, 630)


def test_pages_without_stories_are_found_once_the_curator_opens_them(visitor, now):
    paths = ("/", "/e/demo", "/e/demo/countries", "/e/demo/about", "/e/demo/campaign")
    assert {told(visitor, path)[:2] for path in (*paths, "/e/demo/figures")} == {(HIDDEN, HIDDEN)} and listed(visitor) == []
    open_site(now)
    assert {told(visitor, path)[:2] for path in paths} == {("noarchive", "noarchive")}
    assert told(visitor, "/e/demo/figures")[:2] == (HIDDEN, HIDDEN), "names of people who did not agree to be found stand there"
    assert listed(visitor) == ["/e/demo", "/e/demo/countries", "/e/demo/about", "/e/demo/campaign"]


def test_robots_names_no_code(visitor, codes):
    let_list(CODE, "WEB_INDEX")
    said = visitor.get("/robots.txt").get_data(as_text=True)
    assert said.splitlines() == ["User-agent: *", "Allow: /", "Sitemap: http://127.0.0.1:8000/sitemap.xml"] and not any(code in said for code in codes.values())


@pytest.mark.parametrize("granted", [("WEB_LIST",), ("WEB_INDEX",), ("WEB_ARCHIVE", "WEB_PREVIEW")])
def test_a_story_is_in_the_sitemap_only_with_both_yeses(visitor, codes, granted):
    testimony = queries.testimony(CODE)
    for permission in granted:
        row = said_yes(testimony, permission, elements=sorted(testimony.attributes["elements"]))
        confirm_permission(row.id, VERIFIER, BEFORE + timedelta(days=4), 72)
    assert listed(visitor) == []


@pytest.mark.parametrize("stop", STOPS)
def test_after_a_stop_it_is_in_no_list_and_no_card(visitor, codes, now, stop):
    let_list(CODE, "WEB_INDEX", "WEB_PREVIEW")
    address = f"/{codes[CODE]}/en"
    assert address in listed(visitor) and told(visitor, address)[2]
    STOPS[stop](queries.testimony(CODE), now)
    assert not any(codes[CODE] in path for path in listed(visitor))
    answer = visitor.get(address)
    if stop == "the list":  # the page itself goes on, and may be found; it is only listed nowhere
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.headers["X-Robots-Tag"], answer.data) == (404, HIDDEN, visitor.get("/ZZZZZZ/en").data) and b"og:" not in answer.data


def test_what_engines_may_have_taken_is_on_file_and_a_stop_asks_them_to_forget(demo_app, codes, now):
    let_list(CODE, "WEB_INDEX", "WEB_ARCHIVE")
    testimony = queries.testimony(CODE)
    taken = {(use.kind, use.language, use.status) for use in uses.ledger_of(testimony) if use.kind in ("SEARCH_INDEX", "WEB_ARCHIVE")}
    assert taken == {(kind, language, "live") for kind in ("SEARCH_INDEX", "WEB_ARCHIVE") for language in ("fr", "en", "nl")}
    consent.withdraw(testimony, CASEWORKER, now)
    asked = [task.action for task in uses.withdrawals(testimony=testimony)[0].tasks]
    assert asked.count("DELIST") == 3 and asked.count("ASK_ARCHIVE") == 3


def test_a_page_and_the_sitemap_end_with_the_permission_to_be_found(visitor, demo_app, codes, now):
    let_list(CODE, "WEB_INDEX")
    grant = next(g for g in queries.testimony(CODE).grants if g.permission == "WEB_INDEX")
    with transaction():
        grant.valid_until = now + timedelta(minutes=2)
    known = indexing.indexing(codes[CODE], "en", ("en", "fr"), now, "http://host")
    assert known.robots == "noarchive" and known.until == grant.valid_until == indexing.pages_to_be_found(now)[1]
    later = now + timedelta(minutes=2)
    assert indexing.indexing(codes[CODE], "en", ("en",), later, "http://host").robots == HIDDEN and indexing.pages_to_be_found(later)[0] == ()


def test_a_held_story_and_an_unknown_code_tell_the_same(demo_app, codes, now):
    let_list(CODE, "WEB_INDEX", "WEB_PREVIEW")
    holds.set_hold(queries.testimony(CODE), "LEGAL", "asked to wait", VERIFIER, now)
    assert indexing.indexing(codes[CODE], "en", ("en",), now, "http://host") == indexing.indexing("ZZZZZZ", "en", ("en",), now, "http://host")
