"""Links of our own pages are led elsewhere without touching anything else."""
import pytest

from exhibit.actions.static_site.markup import addresses_in, style_with_links, with_links
from exhibit.actions.static_site.names import Address, address, file_of, from_to, shown_in


def led(given: str) -> str | None:
    return {"/a": "a/index.html", "/b?x=1&y=2": "b.html", "tel:112": ""}.get(given)


@pytest.mark.parametrize(("before", "after"), [
    ('<p>one < two &amp; three</p>', '<p>one < two &amp; three</p>'),
    ('<a class="x" href="/a" lang=fr>go</a>', '<a class="x" href="a/index.html" lang=fr>go</a>'),
    ('<a href="/b?x=1&amp;y=2">go</a>', '<a href="b.html">go</a>'),
    ('<p><a href="/gone">plain</a> stays</p>', '<p><span>plain</span> stays</p>'),
    ('<ul><li><a href="/gone">x</a></li><li><a href="/a">y</a></li></ul>', '<ul><li><a href="a/index.html">y</a></li></ul>'),
    ('<ul><li>outer<ul><li><a href="/gone">x</a></li></ul><a href="/a">y</a></li></ul>', '<ul><li>outer<ul></ul><a href="a/index.html">y</a></li></ul>'),
    ('<li><a href="tel:112">call <bdi>112</bdi></a></li>', '<li><span>call <bdi>112</bdi></span></li>'),
    ('<a href="#after">skip</a><img src="data:,">', '<a href="#after">skip</a><img src="data:,">'),
    ('<section><h2>Type</h2><form action="/go"><input name=c></form></section><p>rest</p>', '<p>rest</p>'),
    ('<link rel="alternate" href="/gone">x', 'x'),
    ('<script src="/a" defer></script>', '<script src="a/index.html" defer></script>'),
    ('<svg viewBox="0 0 9 9"><path d="M1 1"/></svg>', '<svg viewBox="0 0 9 9"><path d="M1 1"/></svg>'),
])
def test_only_what_leads_somewhere_is_changed(before, after):
    assert with_links(before, led) == after


def test_every_address_is_seen_in_its_order():
    assert addresses_in('<link href="/s.css"><a href="/x">1</a><a href="#y">2</a><video poster="/p.png" src="/v.mp4"></video>') == ["/s.css", "/x", "/p.png", "/v.mp4"]


def test_a_style_keeps_what_it_cannot_place():
    assert style_with_links("a{src:url(/a)}b{src:url('data:,')}c{src:url(/gone)}", led) == "a{src:url(a/index.html)}b{src:url('data:,')}c{src:url(/gone)}"


@pytest.mark.parametrize(("path", "kind", "look", "name"), [
    ("/", "text/html", "", "index.html"), ("/ABC234", "text/html", "", "ABC234/index.html"), ("/ABC234/fr/easy", "text/html", "large.dark", "ABC234/fr/easy/index.large.dark.html"),
    ("/ABC234/fr/large", "application/pdf", "", "ABC234/fr/large.pdf"), ("/static/visit.1a.css", "text/css", "", "static/visit.1a.css"), ("/robots.txt", "text/plain", "", "robots.txt"),
])
def test_names_of_files(path, kind, look, name):
    assert file_of(path, kind, look) == name


def test_one_file_names_another_from_where_it_lies():
    assert from_to("ABC234/fr/index.html", "static/visit.css") == "../../static/visit.css"
    assert from_to("index.html", "ABC234/index.html") == "ABC234/index.html" and from_to("ABC234/fr/index.html", "ABC234/fr/index.html") == "index.html"


def test_an_address_taken_apart():
    assert address("/ABC234/fr/easy/?look=dark#p1") == Address("/ABC234/fr/easy", "dark", "ABC234", "", "fr", "easy")
    assert address("/e/autumn/figures/ar").neutral.path == "/e/autumn/figures" and address("/ABC234/fr").neutral.path == "/ABC234"
    assert address("/static/x.css") == Address("/static/x.css")


@pytest.mark.parametrize(("name", "shown"), [
    ("ABC234/index.html", ("ABC234", "", "")), ("ABC234/fr/index.dark.html", ("ABC234", "fr", "")), ("ABC234/fr/easy/index.large.dark.html", ("ABC234", "fr", "easy")),
    ("ABC234/fr/large.pdf", ("ABC234", "fr", "large")), ("ABC234/vgt/film.mp4", ("ABC234", "vgt", "film")), ("ABC234/fr/kiosk/index.html", ("ABC234", "fr", "kiosk")),
    ("index.html", None), ("e/autumn/figures/index.html", None), ("static/visit.1a2b3c4d.css", None), ("manifest.json", None),
])
def test_which_story_a_file_shows(name, shown):
    assert shown_in(name) == shown
