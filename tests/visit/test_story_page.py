"""The story behind a code: in any letter case, in the phone's language, light, and without a trace."""
from __future__ import annotations

import gzip
import re

import pytest
from bs4 import BeautifulSoup

from exhibit.actions import demo
from exhibit.cutout.board.palettes import palette_names
from exhibit.cutout.type.typeset import quotation_marks
from exhibit.front.assets import load_assets
from exhibit.settings import ROOT
from exhibit.store import db, queries, raise_epoch, transaction
from exhibit.story import labels

STYLE = (ROOT / "static" / "visit" / "base.css").read_text(encoding="utf-8")
ASSETS = load_assets(ROOT / "static")

VISITOR_HEADERS = {
    "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, noarchive", "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Language, Accept-Encoding",
}


def text_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def test_every_way_of_writing_an_address_opens_the_same_story(visitor, codes):
    code = codes["T01"]
    mixed = "".join(letter.lower() if place % 2 else letter for place, letter in enumerate(code))
    first = visitor.get(f"/{code}", Accept_Language="en")
    assert first.status_code == 200
    for address in (code.lower(), mixed, f"{code}/", f"{code}/en", f"{code}/EN", f"{code.lower()}/eN/"):
        assert visitor.get(f"/{address}", Accept_Language="en").data == first.data, address


@pytest.mark.parametrize(("address", "phone", "language"), [
    ("", "ar-MA,fr;q=0.8", "ar"), ("", "de,nl;q=0.5,fr;q=0.9", "fr"), ("", "de", "ar"), ("", "", "ar"), ("", "*", "ar"), ("", "fr;q=0, nl", "nl"),
    ("/AR", "en", "ar"), ("/nl", "en", "nl"), ("/lo", "en", "en"), ("", ";;q=,\x7f,-,en", "en"),
])
def test_the_language_is_the_addresses_then_the_phones_then_the_boards(visitor, codes, address, phone, language):
    page = text_of(visitor.get(f"/{codes['T01']}{address}", Accept_Language=phone))
    assert page.html["lang"] == page.main["lang"] == language
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert page.select_one("nav [aria-current]")["hreflang"] == language


def test_what_stands_on_a_story_page(visitor, codes):
    page = text_of(visitor.get(f"/{codes['T01']}/en"))
    first = page.select_one("a[href], button, input")
    assert first.text == "Leave this page now" and first["href"].startswith("https://")
    assert page.title.text == "Reading", "a glance at the tab says nothing"
    assert page.h1.q.text and not page.h1.q.text.startswith("“"), "quotation marks belong to the style of the language"
    assert page.select_one(".who small").text == "Not the real name"
    assert page.select_one(".label").text == "Demonstration: a fictional story, written for this exhibition."
    assert [a["href"] for a in page.select(".skip a")] == ["#after", "#help"] and page.select_one("#after") and page.select_one("#help")
    assert "Reading time: about" in page.select_one(".opening").text and len(page.select("article p")) > 2
    assert page.select_one('.help a[href="tel:112"]').text == "Emergency number:\u00a0112"
    assert "It does not erase everything" in page.text
    headings = [h.text for h in page.select("h2")]
    assert headings == ["If you need help now", "What you can do", "Trafficking and smuggling are two different things"]
    assert "This story is about trafficking in persons." in page.select_one(".apart").text
    assert "The views expressed are not those of any funder." in page.footer.text
    assert "This person has seen this text" not in page.text, "nobody agreed to a fictional story"


def test_a_smuggling_story_is_never_called_trafficking(visitor, codes):
    page = text_of(visitor.get(f"/{codes['T14']}/en"))
    assert page.select_one(".apart strong").text == "This story is about the smuggling of migrants."
    assert "crossing borders with smugglers" in page.select_one(".note").text and "exploitation" not in page.select_one(".note").text


def test_a_real_story_says_that_it_stands_on_consent(demo_app, visitor, codes):
    with transaction():
        testimony = queries.testimony("T01")
        testimony.attributes = {**testimony.attributes, "composed": False}
        raise_epoch()
    page = text_of(visitor.get(f"/{codes['T01']}/en"))
    assert page.select_one(".consent").text == "Shown with consent: this person has seen this text and can stop it at any time."
    assert not page.select_one(".label")


def test_verified_numbers_come_first_and_can_be_tapped(demo_app, visitor, codes, now):
    with transaction():
        row = queries.helplines("BE")[0]
        row.verified_on, row.verified_by = now.date(), "verifier@demo.example"
        raise_epoch()
    links = text_of(visitor.get(f"/{codes['T01']}/en")).select(".help a[href^=tel]")
    assert [link["href"] for link in links] == ["tel:+3225116464", "tel:112"]
    assert "none" not in text_of(visitor.get("/ZZZZZZ", Accept_Language="en")).select_one(".help").text


@pytest.mark.parametrize("address", ["/", "/{code}", "/{code}/fr", "/ZZZZZZ", "/no/such/place", "/robots.txt"])
def test_no_cookie_and_only_our_headers(sign_in, visitor, codes, address):
    """Also for somebody who is signed in at the desk of the same application, at a first and at a second look."""
    curator, path = sign_in("curator"), address.format(code=codes["T01"])
    for person in (visitor, curator, curator, visitor):
        answer = person.get(path)
        assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
        for name, value in VISITOR_HEADERS.items():
            assert path == "/robots.txt" or answer.headers[name] == value, (path, name)
    assert visitor.get(path).data == curator.get(path).data


def test_nothing_inline_and_nobody_else(visitor, codes):
    for path in (f"/{codes['T04']}", f"/{codes['T01']}/en/easy", "/ZZZZZZ"):
        answer = visitor.get(path)
        policy, page = answer.headers["Content-Security-Policy"], text_of(answer)
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'") and "unsafe" not in policy and "http" not in policy
        assert not page.select("style, [style], iframe, object, form, img")
        assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert [tag["src"] for tag in page.select("script")] == [ASSETS.address("visit.js")] and not any(tag.text for tag in page.select("script"))
        assert {tag["href"] for tag in page.select("link:not([rel=preload])")} == {"data:,", ASSETS.address("visit.css")}
        assert all(tag["href"].startswith("/static/") for tag in page.select("link[rel=preload]"))
        assert len([tag for tag in page.select("[href^=http]")]) == 1, "the exit is the only way to another site"


@pytest.mark.parametrize("address", ["/", "/{code}/ar", "/ZZZZZZ", ASSETS.address("visit.css")])
def test_head_is_get_without_the_body(visitor, codes, address):
    path = address.format(code=codes["T01"])
    for _ in range(2):  # once rendered, once kept
        seen, head = visitor.get(path), visitor.client.head(path)
        assert head.status_code == seen.status_code and head.data == b""
        assert dict(head.headers) == dict(seen.headers)


def test_the_first_view_is_under_14_kilobytes_in_every_language(demo_app, visitor, codes):
    style, script = (len(visitor.get(ASSETS.address(name), Accept_Encoding="gzip").data) for name in ("visit.css", "visit.js"))
    weights = {}
    for testimony, code in codes.items():
        for language in queries.testimony(testimony).languages():
            answer = visitor.get(f"/{code}/{language}", Accept_Encoding="gzip, br")
            if answer.status_code == 200:
                assert answer.headers["Content-Encoding"] == "gzip" and b"<h1>" in gzip.decompress(answer.data)
                weights[testimony, language] = len(answer.data) + style + script
    assert len(weights) > 20 and max(weights.values()) < 12_000, "under 14 kB, with room for a story twice as long"


def test_the_front_address_tells_of_the_exhibition_and_of_no_story(visitor, demo_app):
    page = text_of(visitor.get("/", Accept_Language="fr"))
    assert page.h1.text == "Écoutez leurs voix. Agissez pour protéger." and "12 octobre 2026" in page.text
    assert all(cutout.testimony.pseudonym not in page.text for cutout in queries.cutouts(queries.exhibition("demo")))


def test_without_an_exhibition_the_front_address_says_so(app):
    from tests.support.desk import Visitor

    page = text_of(Visitor(app).get("/", Accept_Language="uk"))
    assert page.h1.text == "Зараз тут немає відкритої виставки." and page.select_one('a[href="tel:112"]')


def test_codes_of_a_reset_demo_are_forgotten(demo_app, visitor, codes, now):
    assert visitor.get(f"/{codes['T01']}").status_code == 200
    demo.reset_demo(now)
    db.session.remove()
    assert visitor.get(f"/{codes['T01']}").status_code == 404


@pytest.mark.parametrize("palette", palette_names())
def test_the_page_has_the_colour_of_its_board(palette):
    assert palette == "amber" or f".hero.{palette}{{background:" in STYLE


@pytest.mark.parametrize(("language", "quoted"), [(code, "".join(quotation_marks(code))) for code in labels.NAMES])
def test_the_page_quotes_as_the_board_does(language, quoted):
    rules = {code: marks for codes, marks in re.findall(r'([^{}\n]*q)\{quotes:([^}]+)\}', STYLE) for code in re.findall(r":lang\((\w+)\)", codes) or ["en"]}
    opening, closing = re.findall(r'"([^"]*)"', rules.get(language, rules["en"]).replace("\\202f", "\u202f"))
    assert opening + closing == quoted
