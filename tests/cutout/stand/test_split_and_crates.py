"""Two pieces for the road, and what travels in which case."""
from dataclasses import replace

import pytest
from shapely import unary_union
from shapely.geometry import Point

from exhibit.cutout.board.placed import overlap
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand import freight_of, material, pack_crates, split_board
from exhibit.cutout.stand.crates import BALLAST_KG, CARRIER_KG, COURIER_KG, FIGURES, GIRTH_MM
from exhibit.cutout.stand.split import CLEAR_MM, rolled, whole
from exhibit.cutout.ticket import standing_of
from tests.cutout.samples import board_in

PVC = material("pvc-foam-10")


@pytest.mark.parametrize("language", ["en", "ar", "lo", "ur"])
def test_no_word_code_or_face_is_cut(language):
    board = board_in(language)
    split = split_board(board, PVC)
    band = (0.0, split.at_mm - CLEAR_MM + 0.01, board.width_mm, split.at_mm + CLEAR_MM - 0.01)
    read = [line.box_mm for line in board.lines] + [zone.box_mm for zone in board.zones if zone.name == "face"] + [board.qr_box_mm]
    assert split.join == "dowel" and not any(overlap(band, box) for box in read)


def test_the_pieces_are_the_board():
    board = board_in("en")
    lower, upper = split_board(board, PVC).pieces
    assert unary_union([lower.polygon, upper.polygon]).area == pytest.approx(board.die.polygon.area, rel=1e-9)
    assert lower.height_mm + upper.height_mm == pytest.approx(board.height_mm, abs=0.01)
    assert all(min(piece.width_mm, piece.height_mm) <= 950 and max(piece.width_mm, piece.height_mm) <= 1200 for piece in (lower, upper))


def test_dowels_stand_in_the_board_and_not_too_far_apart():
    board = board_in("en")
    split = split_board(board, PVC)
    lower, _ = split.pieces
    assert len(split.dowels_x_mm) >= 2 and all(b - a <= 260 for a, b in zip(split.dowels_x_mm, split.dowels_x_mm[1:], strict=False))
    assert all(lower.polygon.contains(Point(x, split.at_mm - 40)) for x in split.dowels_x_mm)


def test_a_thin_sheet_is_joined_by_plates():
    split = split_board(board_in("en"), material("dibond-3"))
    assert split.join == "plate" and "plates" in split.sentence and "bolted" in split.sentence


def test_what_fits_travels_whole():
    split = split_board(board_in("en"), PVC, (1100.0, 2000.0))
    assert [piece.name for piece in split.pieces] == ["board"] and split.dowels_x_mm == () and split.join == ""


def test_a_board_that_fits_in_no_two_pieces_is_refused_with_a_way_out():
    with pytest.raises(CutoutError, match="Send it whole"):
        split_board(board_in("en"), PVC, (300.0, 500.0))


def freight(place, pieces_of=None, sheet=PVC, load="D5"):
    board = board_in("en")
    parts = split_board(board, sheet) if pieces_of is None else whole(board, "whole")
    return freight_of(place, f"C{place}", parts, standing_of(board, sheet, load), sheet)


def test_fifteen_figures_and_their_feet():
    crates = pack_crates([freight(place) for place in range(15, 0, -1)])
    cases, boxes = [c for c in crates if c.kind == "boards"], [c for c in crates if c.kind == "feet"]
    packed = [item for crate in crates for item in crate.contents]
    assert sorted({item.place for item in packed}) == list(range(1, 16)) and len(packed) == 15 * (2 + 2)
    assert [item.place for case in cases for item in case.contents] == sorted(item.place for case in cases for item in case.contents), "in the order of the places"
    assert all(len({item.place for item in case.contents}) <= FIGURES and case.kg <= CARRIER_KG for case in cases)
    assert all(box.kg <= BALLAST_KG for box in boxes)
    assert [crate.number for crate in cases] == list(range(1, len(cases) + 1))


def test_what_a_parcel_service_takes_is_kept_within_its_limits():
    small = [replace(freight(place), pieces=tuple(replace(item, size_mm=(700, 800)) for item in freight(place).pieces)) for place in range(1, 6)]
    cases = [crate for crate in pack_crates(small) if crate.kind == "boards"]
    assert len(cases) > 1 and all(case.kg <= COURIER_KG and case.girth_mm <= GIRTH_MM and not case.warnings for case in cases)


def test_a_courier_is_not_worth_twice_as_many_cases():
    """Boards of which a courier takes but one a case: fifteen cases would be many. They share three, for a carrier."""
    one = freight(1)
    wide = [replace(one, place=place, pieces=tuple(replace(item, place=place, size_mm=(930, 810)) for item in one.pieces)) for place in range(1, 16)]
    cases = [crate for crate in pack_crates(wide) if crate.kind == "boards"]
    assert [len({item.place for item in case.contents}) for case in cases] == [5, 5, 5] and all(case.warnings for case in cases)


def test_what_none_takes_says_so():
    (case, *_) = pack_crates([freight(1, "whole")])
    assert any("send it by carrier" in warning for warning in case.warnings)


def test_a_foot_too_heavy_for_one_goes_alone_and_says_so():
    light = freight(1)
    heavy = replace(light, feet=(replace(light.feet[0], kg=24.0), light.feet[1]))
    first, second = [crate for crate in pack_crates([heavy]) if crate.kind == "feet"]
    assert len(first.contents) == 1 and first.kg == pytest.approx(25.0) and "two people" in first.warnings[0] and second.warnings == ()


def test_a_roll_up_travels_as_a_roll():
    board = board_in("en")
    (case,) = pack_crates([freight_of(4, "C4", rolled(board), None, material("roll-up"))])
    (item,) = case.contents
    assert item.what == "rollup" and case.size_mm[0] > board.width_mm and 150 < case.size_mm[2] < 250 and not case.warnings
