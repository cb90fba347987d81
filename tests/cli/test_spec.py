"""SPEC.json: the engine alone, without any database, and what it says of files that are no SPEC.json."""
from __future__ import annotations

import json

import pytest

from exhibit.cutout.codes.verify import read_zxing
from exhibit.cutout.press.raster import grey, page_count, render

GOOD = {"quote": "I asked for my passport every week. Now I carry it.", "testimony": "I answered an advertisement for hotel work. There was no hotel. "
        "I wrote down every hour in a small notebook. Today I teach others to read a contract.", "language": "en", "url": "https://voices.eu/ABC234"}


@pytest.fixture
def spec(tmp_path, place, monkeypatch):
    """spec(**changes) writes a SPEC.json; no database may be touched."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    def write(**changes):
        path = tmp_path / "SPEC.json"
        path.write_text(json.dumps({key: value for key, value in {**GOOD, **changes}.items() if value != "LEAVE OUT"}), encoding="utf-8")
        return path

    return write


def test_a_small_spec_becomes_a_board_whose_code_reads(spec, typed, tmp_path):
    said = typed("cutout", "--spec", spec(), "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 0 and said.document["url"] == "HTTPS://VOICES.EU/ABC234" and 300 < said.document["width_mm"] < 1500
    assert read_zxing(grey(render((tmp_path / "b.pdf").read_bytes(), 0, 0.8))) == {"HTTPS://VOICES.EU/ABC234"}


def test_its_sheets_are_read_back_too(spec, typed, tmp_path):
    said = typed("cutout", "--spec", spec(), "--out", tmp_path / "b.pdf", "--sheet", "a3", "--overlap", "12", "--json")
    pdf = (tmp_path / "b.pdf").read_bytes()
    assert said.code == 0 and sum(1 for page in range(1, page_count(pdf)) if read_zxing(grey(render(pdf, page, 2)))) == 1


def test_without_an_address_there_is_no_code(spec, typed, tmp_path):
    assert typed("cutout", "--spec", spec(url=None), "--out", tmp_path / "b.pdf", "--json").document["url"] is None
    assert read_zxing(grey(render((tmp_path / "b.pdf").read_bytes(), 0, 0.8))) == set()


def test_a_second_language_makes_a_wider_board_for_the_shop_that_is_named(spec, typed, tmp_path):
    second = {"quote": "Je demandais mon passeport chaque semaine. Aujourd’hui je le porte.", "testimony": "J’ai répondu à une annonce. Il n’y avait pas d’hôtel.", "language": "fr"}
    one = typed("cutout", "--spec", spec(), "--out", tmp_path / "one.pdf", "--json")
    two = typed("cutout", "--spec", spec(second=second, profile="plain"), "--out", tmp_path / "two.pdf", "--json")
    assert one.code == two.code == 0 and two.document["width_mm"] > one.document["width_mm"] + 20
    assert read_zxing(grey(render((tmp_path / "two.pdf").read_bytes(), 0, 0.8))) == {"HTTPS://VOICES.EU/ABC234"}


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"quote": "LEAVE OUT"}, "lacks: quote."),
    ({"url": "LEAVE OUT", "language": ""}, "lacks: language, url."),
    ({"colour": "red"}, "has unknown entries: colour."),
    ({"figure": "dragon"}, "there is no figure “dragon”. Known: "),
    ({"template": "poster"}, "there is no template “poster”. Known: "),
    ({"palette": "neon"}, "there is no palette “neon”."),
    ({"face": "angry"}, "there is no face “angry”."),
    ({"quote": 7}, "quote must be text."),
    ({"url": 7}, "url must be text."),
    ({"height_mm": "tall"}, "height_mm must be a number of millimetres."),
    ({"scan_distance_mm": -1}, "scan_distance_mm must be more than 0."),
    ({"copy": [3, 1]}, "copy must be two whole numbers"),
    ({"copy": "1 of 3"}, "copy must be two whole numbers"),
    ({"shown_until": "soon"}, "shown_until must be a day, for example 2027-01-31."),
    ({"panel_side": "above"}, "panel_side is left or right."),
    ({"profile": "nobody"}, "there is no profile “nobody”. Known: plain"),
    ({"profile": 7}, "profile must be text."),
    ({"second": "Je porte mon passeport."}, "second must be an object with quote, testimony, language."),
    ({"second": {"quote": "Je le porte.", "language": "fr"}}, "second lacks: testimony."),
    ({"second": {"quote": "", "testimony": "Je le porte.", "language": " "}}, "second lacks: quote, language."),
    ({"second": {"quote": "Je le porte.", "testimony": ["a"], "language": "fr"}}, "testimony of second must be text."),
    ({"second": {"quote": "a", "testimony": "b", "language": "fr", "url": "x"}}, "second has unknown entries: url. Known: quote, testimony, language, attribution, note."),
])
def test_what_is_wrong_in_a_spec_is_named(spec, typed, tmp_path, changes, sentence):
    said = typed("cutout", "--spec", spec(**changes), "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 2 and sentence in said.document["sentence"]
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize(("content", "sentence"), [
    (json.dumps(GOOD).encode("utf-16"), "is not in UTF-8"),
    ('{"quote": "caf\xe9"}'.encode("cp1252"), "is not in UTF-8 (byte 15 cannot be read)."),
    (b"", "is no JSON: line 1"),
    (b"%PDF-1.7", "is no JSON: line 1"),
    (b"[1, 2]", "must hold one JSON object."),
    (b"[" * 100_000, "is n"),
    (b" " * 1_000_001, "is 1000 kB large"),
])
def test_a_file_that_is_no_spec(place, typed, tmp_path, content, sentence):
    path = tmp_path / "SPEC.json"
    path.write_bytes(content)
    said = typed("cutout", "--spec", path, "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 2 and sentence in said.document["sentence"]


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"testimony": "word " * 900}, "word"),
    ({"url": "https://a-very-long-host-name-for-a-small-exhibition.example.org/voices/ABC234"}, "use a shorter host and a shorter path, 29 characters in all give the best code."),
    ({"height_mm": 100}, "choose a height between 900 and 2500 mm"),
    ({"quote": "A sign no font here has: 𒀀."}, "𒀀"),
])
def test_what_cannot_be_printed_is_refused(spec, typed, tmp_path, changes, sentence):
    said = typed("cutout", "--spec", spec(**changes), "--out", tmp_path / "b.pdf", "--json")
    assert said.code == 1 and sentence in said.document["sentence"] and not (tmp_path / "b.pdf").exists()


def test_either_a_code_or_a_spec(spec, typed, tmp_path):
    for arguments in ((), ("ABC234", "--spec", spec())):
        said = typed("cutout", *arguments, "--out", tmp_path / "b.pdf")
        assert said.code == 2 and said.err.strip() == "Give either the CODE of a copy or --spec SPEC.json."
