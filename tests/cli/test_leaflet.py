"""`exhibit leaflet`: the file and the uses, or neither."""
from __future__ import annotations

from exhibit.cutout.press.raster import page_count


def test_a_booklet_page_by_page_and_to_fold(demo, typed, tmp_path):
    out = tmp_path / "booklet.pdf"
    said = typed("leaflet", "demo", "--language", "en", "--out", out, "--copies", 20, "--for", "a school", "--back-to", "Visitor desk, +32 2 511 00 00", "--json")
    assert said.code == 0 and said.document["stories"] == ["T01", "T03", "T04", "T05", "T07", "T14"] and said.document["copies"] == 20
    assert page_count(out.read_bytes()) == said.document["pages"] == 12
    assert {left["testimony"]: left["reasons"] for left in said.document["left_out"]}["T10"] == ["WITHDRAWN"]
    words = typed("leaflet", "demo", "--language", "LO", "--out", out, "--imposed", "--for", "a school", "--back-to", "Visitor desk")
    assert words.code == 0 and "1 stories" not in words.out and "8 pages" in words.out and "Left out: place 1 (T01)" in words.out and page_count(out.read_bytes()) == 4


def test_what_cannot_be_done_is_said_and_nothing_is_written(demo, typed, tmp_path):
    out = tmp_path / "booklet.pdf"
    for language, more, code, sentence in (("be", ["--back-to", "Desk"], 1, "No story of this exhibition may be in a booklet"), ("en", [], 2, "who takes back"),
                                           ("en", ["--back-to", "Desk", "--copies", "0"], 2, "Say how many copies")):
        said = typed("leaflet", "demo", "--language", language, "--out", out, "--for", "a school", *more)
        assert said.code == code and sentence in said.out + said.err and not out.exists()
    nowhere = typed("leaflet", "demo", "--language", "en", "--out", tmp_path / "no" / "folder.pdf", "--for", "a school", "--back-to", "Desk")
    assert nowhere.code != 0 and "booklet" not in nowhere.out
    assert '"BROCHURE"' not in typed("list", "demo", "--json").out
