"""The cut file of the feet, read back from its bytes."""
import io
from dataclasses import replace

import pikepdf
import pytest
from shapely.geometry import LineString, Polygon, box

from exhibit.cutout.paths import flatten
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.stand import body_of, foot_pattern, load_class, material, stand_up
from exhibit.cutout.stand.body import GRIP_MM
from exhibit.cutout.stand.feet import WEB_MM
from exhibit.cutout.stand.pattern import BASE_MM, SCREW_MM, SCREWS_APART_MM, TOLERANCE_MM

SHOP = profile("plain")
MM = 25.4 / 72


def pattern(sheet="pvc-foam-10", width=950, load="D5", shop=SHOP):
    standing = stand_up(body_of(box(0, 0, width, 1650)), material(sheet), load_class(load))
    return standing, foot_pattern(standing, material(sheet), shop)


def strokes(pdf, page):
    """Every stroked path of a page as polygons in mm, each asserted to be closed; all after the cut colour was chosen."""
    found, current, chosen = [], [], False
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for operands, operator in pikepdf.parse_content_stream(file.pages[page]):
            name, numbers = str(operator), [float(value) for value in operands if not isinstance(value, pikepdf.Name)]
            if name == "CS":
                chosen = str(operands[0]) == "/Cut"
            if name in ("m", "l", "c"):
                current.append((name.upper(), *numbers))
            elif name == "h":
                current.append(("Z",))
            elif name == "S":
                assert chosen and current[-1] == ("Z",), "an open path, or one in another colour"
                found += [Polygon(ring) for ring in flatten(tuple(current), 0.01)]
                current = []
            elif name in ("f", "f*"):
                current = []
    return found


@pytest.mark.parametrize("sheet", ["pvc-foam-10", "dibond-3", "honeycomb-16", "pvc-foam-5"])
def test_the_slot_is_as_wide_as_the_board_and_a_little_more(sheet):
    _, pdf = pattern(sheet)
    (bracket,) = strokes(pdf, 1)
    assert bracket.is_valid and bracket.bounds == pytest.approx((0, 0, BASE_MM, WEB_MM + GRIP_MM), abs=0.01)
    for height in (WEB_MM + 20, WEB_MM + 60, WEB_MM + GRIP_MM - 1):
        left, right = bracket.intersection(LineString([(-1, height), (BASE_MM + 1, height)])).geoms
        assert right.bounds[0] - left.bounds[2] == pytest.approx(material(sheet).thickness_mm + TOLERANCE_MM, abs=0.02)
    whole = bracket.intersection(LineString([(-1, WEB_MM - 2), (BASE_MM + 1, WEB_MM - 2)]))
    assert whole.geom_type == "LineString", "wood under the slot is whole"


def test_the_board_comes_to_rest_on_wood():
    """The relief of the corners leaves a flat in the middle of the slot's bottom, at the web's height."""
    _, pdf = pattern()
    (bracket,) = strokes(pdf, 1)
    middle = bracket.intersection(LineString([(BASE_MM / 2, -1), (BASE_MM / 2, 200)]))
    assert middle.bounds[3] == pytest.approx(WEB_MM, abs=0.01)


def test_the_plate_is_the_one_of_the_standing():
    standing, pdf = pattern()
    plate, *holes = strokes(pdf, 0)
    wide, deep, _ = standing.feet[0].plate_mm
    assert plate.bounds == pytest.approx((0, 0, wide, deep), abs=0.01)
    assert plate.area == pytest.approx(wide * deep - (4 - 3.14159) * 20 ** 2, rel=1e-3), "round corners"
    assert len(holes) == 2 and all(hole.area == pytest.approx(3.14159 * (SCREW_MM / 2) ** 2, rel=0.02) for hole in holes)
    assert holes[0].centroid.distance(holes[1].centroid) == pytest.approx(SCREWS_APART_MM, abs=0.01)


def test_a_narrow_board_has_one_plate_with_two_brackets():
    standing, pdf = pattern(width=320)
    plate, *holes = strokes(pdf, 0)
    assert len(standing.feet) == 1 and len(holes) == 4 and all(plate.contains(hole) for hole in holes)
    left, right = sorted({round(hole.centroid.x, 1) for hole in holes})
    assert right - left == pytest.approx(160, abs=0.2) and (left + right) / 2 == pytest.approx(plate.bounds[2] / 2, abs=0.1)


def test_the_file_has_the_shops_colour_true_size_and_no_font():
    _, pdf = pattern(shop=replace(SHOP, cut_name="DIE-CUT FORME", cut_cmyk=(0.37, 0.0, 0.83, 0.0)))
    assert b"/Font" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 2
        for page in file.pages:
            kind, name, base, tint = page.Resources.ColorSpace.Cut
            assert (str(kind), str(name), str(base)) == ("/Separation", "/DIE-CUT FORME", "/DeviceCMYK")
            assert [float(part) for part in tint.C1] == pytest.approx([0.37, 0, 0.83, 0])
            assert page.Resources.ExtGState.Over.OP is True or bool(page.Resources.ExtGState.Over.OP)
            assert float(page.TrimBox[2]) <= float(page.MediaBox[2])
        trim = file.pages[1].TrimBox
        assert (float(trim[2]) - float(trim[0])) * MM == pytest.approx(BASE_MM, abs=0.01)


def test_same_standing_same_bytes():
    assert pattern()[1] == pattern()[1]
