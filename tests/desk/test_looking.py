"""Looking before printing: any part of a board, the board from three metres, the hall side by side."""
from __future__ import annotations

import base64
import io
from dataclasses import replace

import pytest
from PIL import Image

from exhibit.actions.holds import set_hold
from exhibit.cutout.board import panel as panel_layout
from exhibit.cutout.press import profiles
from exhibit.store import queries
from tests.support.scenes import NOW

pytestmark = pytest.mark.looks


@pytest.fixture
def board(demo_app):
    return queries.cutouts(queries.exhibition("demo"))[0]


def picture(tag) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(tag["src"].split(",")[1])))


def shown_mm(page) -> list[float]:
    return [float(page.select_one(f'main form input[name="{side}"]')["value"]) for side in ("left", "bottom", "right", "top")]


def test_a_click_comes_closer_to_that_place(sign_in, board):
    desk = sign_in("curator")
    page = desk.page(f"/desk/cutouts/{board.id}/closer")
    left, bottom, right, top = shown_mm(page)
    assert (left, bottom) == (0, 0) and picture(page.select_one('input[type="image"]')).width == 640
    here = "&".join(f"{side}={value}" for side, value in zip(("left", "bottom", "right", "top"), (left, bottom, right, top), strict=True))
    closer = desk.page(f"/desk/cutouts/{board.id}/closer?{here}&at.x=320&at.y=300")
    x0, y0, x1, y1 = shown_mm(closer)
    scale = right / 640
    assert x1 - x0 == pytest.approx(right / 2.5, abs=0.2)
    assert (x0 + x1) / 2 == pytest.approx(320 * scale, abs=1) and (y0 + y1) / 2 == pytest.approx(top - 300 * scale, abs=1)
    assert "The whole board" in closer.text and not closer.select_one("figure img"), "only the whole board is seen from three metres"


def test_a_key_on_the_picture_comes_closer_to_its_middle(sign_in, board):
    page = sign_in("curator").page(f"/desk/cutouts/{board.id}/closer?left=0&bottom=0&right=400&top=500&at.x=0&at.y=0")
    x0, y0, x1, y1 = shown_mm(page)
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == (pytest.approx(200, abs=1), pytest.approx(250, abs=1))


@pytest.mark.parametrize("part", ["face", "quote", "text on the board", "code", "notes", "credits"])
def test_every_part_has_a_link(sign_in, board, part):
    desk = sign_in("curator")
    link = next(link for link in desk.page(f"/desk/cutouts/{board.id}/closer").select(".page-actions a") if link.text == part)
    shown = picture(desk.page(link["href"]).select_one('input[type="image"]'))
    assert shown.convert("L").getextrema()[0] < 90, "something is drawn there"


@pytest.mark.parametrize("query", ["left=a&bottom=0&right=1&top=1", "left=5", "left=9&bottom=9&right=1&top=1&at.x=4&at.y=4", "left=-1e9&bottom=-1e9&right=1e9&top=1e9", "left=nan&bottom=0&right=inf&top=1"])
def test_nonsense_shows_the_board(sign_in, board, query):
    assert sign_in("curator").page(f"/desk/cutouts/{board.id}/closer?{query}").select_one('input[type="image"]')


def test_the_board_as_it_looks_from_three_metres(sign_in, board):
    page = sign_in("curator").page(f"/desk/cutouts/{board.id}/closer")
    width_mm = shown_mm(page)[2]
    assert int(page.select_one("figure img")["width"]) == pytest.approx(width_mm / 10 * 96 / 25.4, abs=1), "a tenth, in true millimetres of the screen"


def test_what_may_not_be_shown_is_not_shown_closer_either(sign_in, board):
    set_hold(board.testimony, "SAFETY", "", "curator@demo.example", NOW)
    page = sign_in("curator").page(f"/desk/cutouts/{board.id}/closer")
    assert not page.select('input[type="image"]') and "on hold" in page.select_one(".alert-danger").text


def test_the_hall_stands_in_line_beside_a_measure(sign_in, board):
    desk = sign_in("curator")
    page = desk.page("/desk/exhibitions/demo/line-up")
    assert "1.70 m" in page.text and "Colours for everyone" in page.text
    answer = desk.get(page.select_one(".line-up img")["src"])
    assert answer.mimetype == "image/png" and Image.open(io.BytesIO(answer.data)).width > 1500


def test_every_rule_of_the_cut_and_every_file_is_looked_at(sign_in, board):
    page = sign_in("curator").page(f"/desk/cutouts/{board.id}/checks")
    rules = page.select("#cut ~ .checks li")
    assert len(rules) == 11 and all(rule.select_one(".pill-yes") for rule in rules), "ten rules of the cut and the distance of the words"
    assert [heading.text for heading in page.select("h2")] == ["The cut", "The code", "Words on the board", "Files for the print shop"] and "checks are as this shop asks" in page.text


def test_a_rule_that_fails_is_marked_on_a_picture(sign_in, board, monkeypatch):
    """A shop that takes eight nodes: no figure can be cut with so few."""
    plain = profiles.profile("plain")
    monkeypatch.setattr(panel_layout, "profile", lambda name: replace(plain, nodes=8))
    page = sign_in("curator").page(f"/desk/cutouts/{board.id}/checks")
    assert picture(page.select_one("img.marked-picture")).width == 900
    assert any("node" in rule.text for rule in page.select(".checks li") if rule.select_one(".pill-no"))
