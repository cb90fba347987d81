"""The job ticket as data: what the shop makes, and what is still to be settled."""
import json
from dataclasses import replace
from datetime import date

import pytest

from exhibit.cutout import CutoutError, job_ticket
from exhibit.cutout.board.placed import PlacedLine
from exhibit.cutout.stand.keep_free import free_warnings, keep_free
from exhibit.cutout.stand.materials import material
from exhibit.cutout.ticket import standing_of
from tests.cutout.samples import board_in


def test_the_plain_ticket_needs_nothing_but_the_board():
    ticket = job_ticket(board_in("en"))
    assert ticket["material"]["name"] == "pvc-foam-10" and ticket["standing"]["feet"] == 2 and ticket["quantity"] == 1
    assert ticket["shop"]["name"] == board_in("en").spec.profile and ticket["cut_line"] == board_in("en").profile.cut_name
    assert json.loads(json.dumps(ticket))["standing"]["depth_mm"] == ticket["standing"]["depth_mm"]


def test_material_load_country_and_day_are_the_exhibitions():
    ticket = job_ticket(board_in("ar"), "fr-core-4", "N20", "FR", date(2027, 10, 22), quantity=3, contact="office", checksums={"a.pdf": "0" * 64})
    assert ticket["mass_kg"] == pytest.approx(ticket["area_m2"] * 7.6, abs=0.1) and ticket["material"]["fire_class"] == "B-s1,d0"
    assert ticket["standing"]["link"] and (ticket["quantity"], ticket["contact"], ticket["checksums"]) == (3, "office", {"a.pdf": "0" * 64})
    assert "M1 or better" in ticket["fire_note"] and not any("class of" in warning for warning in ticket["warnings"])


def test_the_standing_weighs_what_its_parts_weigh():
    stands = job_ticket(board_in("en"))["standing"]
    assert stands["ballast_kg"] == pytest.approx(stands["feet"] * (stands["plate_kg"] + stands["bag_kg"]), abs=0.2)


def test_an_unknown_material_or_class_is_refused():
    with pytest.raises(CutoutError, match="no material"):
        job_ticket(board_in("en"), "marble")
    with pytest.raises(CutoutError, match="no load class"):
        job_ticket(board_in("en"), load_class="X1")


def test_a_roll_up_has_a_stand_of_its_own():
    board = replace(board_in("en"), spec=replace(board_in("en").spec, template="banner"))
    ticket = job_ticket(board, "fr-core-4")
    assert ticket["standing"] is None and ticket["material"]["name"] == "roll-up" and ticket["mass_kg"] < 1


def test_a_line_under_a_bracket_is_named():
    board = board_in("en")
    standing = standing_of(board, material("pvc-foam-10"))
    assert list(free_warnings(board, standing)) == []
    x = standing.feet[0].x_mm
    low = replace(board, lines=(*board.lines, PlacedLine("credit", "en", 24.0, (x - 40, 60, x + 40, 70))))
    (warning,) = free_warnings(low, standing)
    assert "hides part of the credit" in warning
    assert len([zone for zone in keep_free(board, standing) if zone.name == "foot"]) == 2
