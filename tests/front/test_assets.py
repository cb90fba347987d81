"""Styles, scripts and fonts: joined in order, found by name, kept by a phone under an address that changes with what is in them."""
from __future__ import annotations

import gzip
import re
from hashlib import sha256
from pathlib import Path

import pytest

from exhibit.errors import ExhibitError
from exhibit.front.assets import load_assets
from exhibit.front.early import WSGIAsking

FONT_BYTES = b"wOF2 for a test"


def asking(path: str) -> WSGIAsking:
    return WSGIAsking({"REQUEST_METHOD": "GET", "PATH_INFO": path})


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in {"visit/b.css": "b{}\n", "visit/a.css": "a{src:url(font:lao.woff2)}\n", "visit/z.js": "z()\n", "visit/c.js": "c()", "visit/exit.css": "", "visit/fonts.css": "", "desk.css": "desk{}"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "vendor" / "webfonts").mkdir(parents=True)
    (tmp_path / "vendor" / "webfonts" / "lao.woff2").write_bytes(FONT_BYTES)
    return tmp_path


def test_parts_are_joined_by_name_and_fonts_get_their_address(folder):
    assets = load_assets(folder)
    font = assets.address("fonts/lao.woff2")
    assert font == f"/static/fonts/lao.{sha256(FONT_BYTES).hexdigest()[:8]}.woff2"
    style = assets.find(asking(assets.address("visit.css")))
    assert style.fitting("").content == f"a{{src:url({font})}}\nb{{}}\n\n".encode() and gzip.decompress(style.fitting("gzip, br").content) == style.fitting("").content
    assert assets.find(asking(assets.address("visit.js"))).fitting("").content == b"c()\nz()"
    assert assets.find(asking(font)).fitting("gzip").content == FONT_BYTES, "a font is packed already"


def test_an_address_changes_with_its_content_and_with_nothing_else(folder):
    first = load_assets(folder).addresses
    assert load_assets(folder).addresses == first and re.fullmatch(r"/static/visit\.[0-9a-f]{8}\.css", first["visit.css"])
    (folder / "visit" / "b.css").write_text("b{color:red}")
    second = load_assets(folder)
    assert second.addresses["visit.css"] != first["visit.css"] and second.addresses["visit.js"] == first["visit.js"]
    assert second.find(asking(first["visit.css"])) is None


def test_a_font_nobody_made_is_said_at_the_start(folder):
    (folder / "vendor" / "webfonts" / "lao.woff2").unlink()
    with pytest.raises(ExhibitError, match="The font lao.woff2, .* was not made: run `make setup`"):
        load_assets(folder)


def test_a_page_cannot_name_what_is_not_there(folder):
    with pytest.raises(ExhibitError, match="called visit.scss"):
        load_assets(folder).address("visit.scss")


def test_what_is_served_may_be_kept_for_a_year(demo_app, visitor):
    name = demo_app.jinja_env.globals["asset"]
    for address, kind in ((name("visit.css"), "text/css; charset=utf-8"), (name("visit.js"), "text/javascript; charset=utf-8")):
        answer = visitor.get(address, Accept_Encoding="gzip")
        assert answer.status_code == 200 and answer.headers["Content-Type"] == kind and answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable" and "Set-Cookie" not in answer.headers
        assert gzip.decompress(answer.data) == visitor.get(address).data


def test_pages_without_an_account_name_addresses_that_are_served(demo_app, visitor):
    for path in ("/", "/ZZZZZZ", "/card"):
        page = visitor.get(path).get_data(as_text=True)
        found = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert found, path
        assert {address: visitor.get(address).status_code for address in found} == dict.fromkeys(found, 200)
