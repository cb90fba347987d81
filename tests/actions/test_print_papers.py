"""The papers of a pack: one page where one is promised, the same bytes each time, of a person only what is on the board."""
from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from flask import current_app
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exhibit.actions.exhibitions import save_exhibition
from exhibit.actions.helplines import VERIFIED_FOR
from exhibit.actions.papers import (
    Build,
    Event,
    HungBoard,
    crate_list,
    floor_labels,
    help_sheet,
    install_sheet,
    job_ticket_pdf,
    label_sheet,
)
from exhibit.actions.papers import words as crew_words
from exhibit.actions.papers.crate_list import crates_of
from exhibit.actions.papers.drawing import LEFT_PX, PX_PER_MM, RIGHT_PX, board_picture, dimensioned_png
from exhibit.actions.papers.facts import in_order
from exhibit.actions.papers.museum_labels import SCALES, _document, _label
from exhibit.actions.print_papers import ticket_of
from exhibit.app import create_app
from exhibit.cutout import CutoutError
from exhibit.cutout.press.raster import page_count, render
from exhibit.cutout.spec import Words
from exhibit.doctor import _materials
from exhibit.errors import Refused, WrongUse
from exhibit.paper.flow import pages_of
from exhibit.settings import load_settings
from exhibit.store import queries, transaction
from exhibit.story import labels
from tests.cutout.samples import board_in
from tests.support.scenes import CURATOR, NOW

EVENT = Event("Hear their voices", "BE", date(2027, 10, 18), date(2027, 10, 22), "Mont des Arts, Brussels", "Exhibition office, +32 2 000 00 00")
SUMS = {f"demo-01-ABC234-en{part}.pdf": "a" * 64 for part in ("", "-a4", "-feet", "-back-label", "-cut", "-sheets")}
LANGUAGES = ("en", "ar", "lo", "ur")


def boards(*languages):
    return tuple(HungBoard(at, f"ABC23{at}", board_in(language), checksums=SUMS) for at, language in enumerate(languages, 1))


def ink(pdf, page=0, px_per_mm=2):
    return (np.asarray(render(pdf, page, px_per_mm).convert("L")) < 128).sum()


PAPERS = {
    "ticket": lambda: job_ticket_pdf(boards("ar")[0], EVENT), "install": lambda: install_sheet(boards("en", "lo"), EVENT), "labels": lambda: label_sheet(boards("en", "ar"), EVENT),
    "floor": lambda: floor_labels([1, 12], ("en", "ar")), "crates": lambda: crate_list(boards("en", "lo"), EVENT),
}


@pytest.mark.parametrize("name", PAPERS)
def test_same_boards_same_bytes_and_no_font(name):
    pdf = PAPERS[name]()
    assert pdf == PAPERS[name]() and pdf.startswith(b"%PDF-1.7") and b"/Font" not in pdf and ink(pdf) > 500


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", [Build(), Build("foamboard-10", "F125")], ids=["plain", "much to be settled"])
def test_a_job_ticket_is_one_page(language, build):
    assert page_count(job_ticket_pdf(boards(language)[0], replace(EVENT, country="DE"), build)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_three_figures_on_a_page_of_the_install_sheet(language):
    """The first page is the order of work; seven figures need three more."""
    several = boards(*(LANGUAGES + LANGUAGES)[:7])
    assert page_count(install_sheet(several, EVENT, Build(load_class="N20"), language)) == 1 + 3


def test_four_labels_on_a_sheet():
    assert [page_count(label_sheet(boards(*(["en"] * count)), EVENT)) for count in (1, 4, 5)] == [1, 1, 2]


def test_a_label_says_what_the_board_says_and_nothing_else():
    """Another quote and another testimony change nothing: they are not on the label. The name on the board does."""
    (one,) = boards("en")
    others = {"quote": "Other words.", "testimony": "Quite other words.", "figure": "seated-woman-1", "helpline": "other"}
    silent = replace(one, board=replace(one.board, spec=replace(one.board.spec, **others)))
    renamed = replace(one, board=replace(one.board, spec=replace(one.board.spec, attribution="Somebody")))
    assert label_sheet((silent,), EVENT) == label_sheet((one,), EVENT) != label_sheet((renamed,), EVENT)


@pytest.mark.parametrize("language", ["en", "ur", "lo"])
def test_a_label_in_two_languages_loses_nothing(language):
    """Long words in two scripts once ran over onto a page that was never printed: the address and the last day were gone."""
    (one,) = boards(language)
    both = Words("Words.", "Words.", "ur", attribution="بشیر، 45–54، اینٹوں کا بھٹہ، لاہور کے قریب")
    spec = replace(one.board.spec, second=both, attribution="Somebody with a long line under the story, 35–44, work at sea")
    two = replace(one, board=replace(one.board, spec=spec))
    bare = replace(two, board=replace(two.board, spec=replace(spec, credits=(), shown_until="", url=None)))
    (page,) = pages_of(_label(two, EVENT))
    assert page in [tuple(mark for sheet in pages_of(_document(two, EVENT, scale)) for mark in sheet) for scale in SCALES], "all of it, at one of the sizes"
    (every,), (without,) = (pages_of(_document(hung, EVENT, SCALES[-1])) for hung in (two, bare))
    assert len(every) >= len(without) + 4, "scan line, address, last day and credits"


def test_words_that_no_label_holds_are_refused():
    (one,) = boards("en")
    long = replace(one, board=replace(one.board, spec=replace(one.board.spec, credits=("A very long line of thanks. " * 40,) * 3)))
    with pytest.raises(CutoutError, match="The label of place 1 .* does not hold its words"):
        label_sheet((long,), EVENT)


def test_a_label_without_a_code_shows_no_address():
    (one,) = boards("en")
    bare = replace(one, board=replace(one.board, spec=replace(one.board.spec, url=None)))
    assert ink(label_sheet((bare,), EVENT)) < ink(label_sheet((one,), EVENT))


def test_the_packing_list_names_nobody():
    (one,) = boards("en")
    renamed = replace(one, board=replace(one.board, spec=replace(one.board.spec, attribution="Somebody")))
    assert crate_list((one,), EVENT) == crate_list((renamed,), EVENT)


def test_every_piece_and_foot_is_on_the_packing_list():
    hung_boards = boards("en", "lo", "ar")
    crates = crates_of(hung_boards, Build())
    assert {item.place for crate in crates for item in crate.contents} == {1, 2, 3}
    assert sum(item.what == "foot" for crate in crates for item in crate.contents) == 6


@pytest.mark.parametrize("places", [(1,), (9, 9, 12), tuple(range(1, 16))])
def test_one_floor_label_a_place(places):
    assert page_count(floor_labels(places, crew_words.languages())) == len(set(places))


def test_a_floor_label_knows_no_story():
    """It takes numbers alone, so that it cannot."""
    assert floor_labels([3]) == floor_labels([3]) != floor_labels([4])


@pytest.mark.parametrize("make", [lambda none: install_sheet(none, EVENT), lambda none: label_sheet(none, EVENT), lambda none: crate_list(none, EVENT), floor_labels])
def test_papers_about_nothing_are_refused(make):
    with pytest.raises(WrongUse, match="There is no"):
        make(())


def test_places_come_in_order():
    assert [one.place for one in in_order(tuple(reversed(boards("en", "ar", "lo"))))] == [1, 2, 3]


def test_the_drawing_is_the_board_at_its_scale():
    board = board_in("en")
    picture = board_picture(board)
    assert picture.width == pytest.approx(board.width_mm * PX_PER_MM, abs=2) and picture.height == pytest.approx(board.height_mm * PX_PER_MM, abs=2)

    drawn = Image.open(io.BytesIO(dimensioned_png(board, Build().standing(board), 860.0)))
    assert drawn.width == picture.width + LEFT_PX + RIGHT_PX
    middle = (board.qr_box_mm[1] + board.qr_box_mm[3]) / 2
    beside = np.asarray(drawn.convert("L"))[:, LEFT_PX + picture.width + 4:LEFT_PX + picture.width + 20]
    rows = np.flatnonzero((beside < 200).any(axis=1))
    found = [(picture.height + 14 - row) / PX_PER_MM for row in rows]
    assert any(abs(height - middle) < 4 for height in found) and any(abs(height - 860) < 4 for height in found)


@pytest.mark.parametrize("language", crew_words.languages())
def test_every_language_has_every_word_with_the_same_values(language):
    english, own = crew_words.table()["en"], crew_words.table()[language]
    assert list(own) == list(english)
    for key, words in english.items():
        assert own[key].strip() == own[key] != "" and sorted(re.findall(r"{\w+}", own[key])) == sorted(re.findall(r"{\w+}", words)), key


@given(st.text("\u2066\u2069أب12x ", max_size=20))
@settings(max_examples=20, deadline=None)
def test_measures_stay_in_one_piece_in_arabic(words):
    assert crew_words.measured("ar-EG", words) == f"\u2066{words}\u2069" and crew_words.measured("en", words) == words


@pytest.fixture
def demo(demo_app):
    return queries.exhibition("demo")


def test_the_desks_ticket_is_for_the_exhibitions_material_and_shop(demo):
    with transaction():
        demo.material, demo.load_class, demo.print_contact = "fr-core-4", "N20", "Print desk, +32 2 000 00 00"
    ticket = ticket_of(demo, board_in("en"))
    assert ticket["material"]["name"] == "fr-core-4" and ticket["standing"]["governing"] == "N20" and ticket["contact"] == demo.print_contact


OWN = """
[cardboard-20]
title = "Cardboard honeycomb 20 mm"
kg_m2 = 3.1
thickness_mm = 20
e_mpa = 550
sigma_mpa = 1.8
fire_class = ""
kind = "cardboard"
source = "our supplier"
"""


def changed(exhibition, **fields):
    kept = {key: getattr(exhibition, key) for key in ("name", "languages", "starts_on", "ends_on", "country", "exit_url")}
    return save_exhibition(exhibition, {**kept, **fields}, exhibition.revision, CURATOR, NOW)


def test_a_material_of_the_house_can_be_chosen(demo, tmp_path):
    with pytest.raises(WrongUse, match="There is no material “cardboard-20”"):
        changed(demo, material="cardboard-20")
    table = tmp_path / "ours.toml"
    table.write_text(OWN, encoding="utf-8")
    current_app.config["EXHIBIT"] = replace(current_app.config["EXHIBIT"], materials_file=table)
    changed(demo, material="cardboard-20")
    assert ticket_of(demo, board_in("en"))["material"]["thickness_mm"] == 20


def test_a_table_with_a_mistake_stops_the_desk_and_the_doctor_says_it(tmp_path, monkeypatch):
    table = tmp_path / "ours.toml"
    table.write_text("[cardboard-20]\nkg_m2 = 3", encoding="utf-8")
    monkeypatch.setenv("EXHIBIT_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("EXHIBIT_MATERIALS", str(table))
    with pytest.raises(WrongUse, match="ours.toml, cardboard-20: missing"):
        create_app()
    row = _materials(load_settings())
    assert not row["ok"] and "ours.toml, cardboard-20: missing" in row["sentence"]
    monkeypatch.setenv("EXHIBIT_MATERIALS", str(tmp_path / "nowhere.toml"))
    with pytest.raises(WrongUse, match="EXHIBIT_MATERIALS is “.*”: there is no such file"):
        load_settings()


def verify_all(country, day):
    with transaction():
        for row in queries.helplines(country):
            row.verified_on, row.verified_by = day, "somebody"


def test_a_help_poster_needs_a_number_that_was_verified_lately(demo):
    today = NOW.date()
    verify_all("BE", today - VERIFIED_FOR)
    poster = help_sheet("BE", demo.languages, today)
    assert page_count(poster) == 1 and poster == help_sheet("BE", demo.languages, today) and page_count(help_sheet("BE", demo.languages, today, "a3")) == 1
    with pytest.raises(Refused, match="No help number of BE was verified in the last 90 days"):
        help_sheet("BE", demo.languages, date.fromordinal(today.toordinal() + 1))


def test_all_languages_of_the_pages_fit_on_one_poster(demo):
    verify_all("BE", NOW.date())
    assert [page_count(help_sheet("BE", labels.languages(), NOW.date(), paper)) for paper in ("a4", "a3")] == [1, 1]
    with pytest.raises(WrongUse, match="A poster comes on a4 or a3, not on “a9”"):
        help_sheet("BE", ("en",), NOW.date(), "a9")


def test_a_number_nobody_verified_is_on_no_poster(demo):
    today = NOW.date()
    first, second = queries.helplines("BE")[:2]
    with transaction():
        for row in (first, second):
            row.verified_on, row.verified_by = today, "somebody"
    before = help_sheet("BE", ("en",), today)
    with transaction():
        first.verified_by = ""
    assert ink(help_sheet("BE", ("en",), today)) < ink(before)


def test_a_country_without_numbers_gets_no_poster(demo):
    with pytest.raises(Refused, match="Until then the emergency number"):
        help_sheet("NE", ("fr",), NOW.date())
