"""Where a code stands, how large and in what colours: each check by name, and every board made here passes them."""
from dataclasses import replace

import pytest

from exhibit.cutout import compose
from exhibit.cutout.board.templates import template_names
from exhibit.cutout.codes.place import StandingCode, check_code, require_code, standing_code, standing_mm
from exhibit.cutout.errors import CutoutError
from tests.cutout.samples import spec_in

ADULT = StandingCode((100.0, 1040.0, 218.8, 1158.8), 25, 3.6, 1650.0)
CHILD = StandingCode((100.0, 727.4, 245.2, 872.6), 25, 4.4, 1150.0)


def failed(code):
    return [check.name for check in check_code(code) if not check.ok]


@pytest.mark.parametrize("code", [ADULT, CHILD, replace(CHILD, figure_mm=1499.9)])
def test_a_code_by_the_rules_passes_all(code):
    assert failed(code) == []
    assert [check.name for check in check_code(code)] == ["code height", "code size", "quiet zone", "code colours"]
    require_code(code)


def moved(code, centre_mm):
    left, bottom, right, top = code.box_mm
    return replace(code, box_mm=(left, centre_mm - (top - bottom) / 2, right, centre_mm + (top - bottom) / 2))


@pytest.mark.parametrize(("code", "centre_mm", "ok"), [
    (ADULT, 900, True), (ADULT, 1300, True), (ADULT, 899, False), (ADULT, 1301, False), (CHILD, 700, True), (CHILD, 900, True), (CHILD, 699, False), (CHILD, 901, False)])
def test_the_height_goes_with_the_figure(code, centre_mm, ok):
    assert (failed(moved(code, centre_mm)) == []) is ok


@pytest.mark.parametrize(("code", "name", "sentence"), [
    (moved(ADULT, 1500), "code height", "The code's centre is 1500 mm above the floor and cannot be reached with a phone: place it at 900 to 1300 mm beside a figure of 1650 mm."),
    (moved(CHILD, 1100), "code height", "The code's centre is 1100 mm above the floor and cannot be reached with a phone: place it at 700 to 900 mm beside a figure of 1150 mm."),
    (replace(ADULT, scan_distance_mm=2000.0), "code size", "The code is 90 mm wide without its white edge: 174 mm are needed to read it from 2 m. Make it larger or choose a shorter scan distance."),
    (replace(CHILD, module_mm=3.6, box_mm=(0.0, 740.6, 118.8, 859.4)), "code size", "The code is 90 mm wide without its white edge: 110 mm are needed to read it from 1 m. Make it larger or choose a shorter scan distance."),
    (replace(ADULT, box_mm=(100.0, 1043.6, 211.6, 1155.2)), "quiet zone", "The white edge around the code is 3.0 modules wide: it must be 4, free of all ink."),
    (replace(ADULT, dark=(1.0, 0.6, 0.0, 0.4)), "code colours", "The code is not plain black on white"),
    (replace(ADULT, dark=(0.0, 0.0, 0.0, 0.0), light=(0.0, 0.0, 0.0, 1.0)), "code colours", "none reads white on black for sure. Print it in K alone on bare white.")])
def test_a_check_that_fails_says_what_to_do(code, name, sentence):
    assert failed(code) == [name]
    assert sentence in next(check.sentence for check in check_code(code) if not check.ok)
    with pytest.raises(CutoutError):
        require_code(code)


@pytest.mark.parametrize("template", template_names())
@pytest.mark.parametrize("height_mm", [1150, 1490, 1650, 1900])
def test_every_board_passes_before_it_is_written(template, height_mm):
    board = compose(spec_in("en", template=template, height_mm=height_mm))
    figure = next(zone.box_mm for zone in board.zones if zone.name == "figure")
    assert failed(standing_code(board.qr_box_mm, board.spec.url, standing_mm(figure, board.height_mm), board.spec.scan_distance_mm)) == []
