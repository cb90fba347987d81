"""Feet for a board: whatever its shape, the chosen feet hold what the class asks, or the standing says that they do not."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand import body_of, load_class, load_class_names, material, material_names, stand_up
from exhibit.cutout.stand.feet import BAG_KG, LIFT_MM, MAX_DEPTH_MM, MIN_DEPTH_MM, PLATE_MM
from exhibit.cutout.stand.physics import depth_mm, tilt_depth_mm

PVC = material("pvc-foam-10")
PANEL = box(0, 0, 950, 1650)
SILHOUETTE = Polygon([(50, 0), (450, 0), (500, 900), (300, 1800), (200, 1800), (0, 900)])


def standing(shape, load, sheet=PVC):
    return stand_up(body_of(shape), sheet, load_class(load))


@pytest.mark.parametrize(("load", "depth_mm", "ballast_kg", "bags"), [
    ("T10", 250, 3, False), ("D5", 390, 13, False), ("N20", 390, 14, False), ("F125", 900, 50, True)])
def test_a_panel_by_class(load, depth_mm, ballast_kg, bags):
    found = standing(PANEL, load)
    assert found.depth_mm == pytest.approx(depth_mm, abs=20) and found.ballast_kg == pytest.approx(ballast_kg, abs=2.5)
    assert bool(found.feet[0].bag_kg) == bags and found.governing == ("tilt" if load == "T10" else load)


def test_a_silhouette_of_section_four_stands_as_section_four_says():
    """Staffed: about 10 kg and 300 mm; without staff 15 to 20 kg on 400 to 490 mm, and linked."""
    staffed, alone = standing(SILHOUETTE, "D5"), standing(SILHOUETTE, "N20")
    assert staffed.depth_mm <= 400 and 4 <= staffed.ballast_kg <= 12 and not staffed.link
    assert 400 <= alone.depth_mm <= 500 and 14 <= alone.ballast_kg <= 21 and alone.link
    assert any("link the figures in a zig-zag" in warning for warning in alone.warnings)


@given(st.floats(250, 1800), st.floats(900, 2500), st.floats(0.3, 1.0), st.sampled_from(material_names()), st.sampled_from(load_class_names()))
@settings(max_examples=60, deadline=None)
def test_feet_hold_or_the_standing_says_so(width, height, top_share, sheet_name, load_name):
    shape = Polygon([(0, 0), (width, 0), (width * (1 + top_share) / 2, height), (width * (1 - top_share) / 2, height)])
    load, body = load_class(load_name), body_of(shape)
    found = stand_up(body, material(sheet_name), load)
    high = body.lifted(LIFT_MM)
    asked = max(tilt_depth_mm(found.board_kg * high.centre_mm / found.total_kg), depth_mm(load.moment_nm(high), found.total_kg))
    assert asked <= found.depth_mm + 0.5 or any("fasten this board" in warning for warning in found.warnings)
    assert MIN_DEPTH_MM <= found.depth_mm <= MAX_DEPTH_MM
    assert found.total_kg > found.board_kg + found.ballast_kg and all(0 <= foot.bag_kg <= BAG_KG for foot in found.feet)
    for foot in found.feet:
        assert foot.plate_mm[1:] == (found.depth_mm, PLATE_MM)
        assert all(abs(x - foot.x_mm) <= foot.plate_mm[0] / 2 for x in foot.brackets_x_mm)
    edges = [(foot.x_mm - foot.plate_mm[0] / 2, foot.x_mm + foot.plate_mm[0] / 2) for foot in found.feet]
    assert all(right <= left for (_, right), (left, _) in zip(edges, edges[1:], strict=False)), "plates overlap"


@pytest.mark.parametrize(("width", "feet", "brackets"), [(300, 1, 2), (400, 1, 2), (401, 2, 1), (1400, 2, 1), (1500, 3, 1)])
def test_feet_by_the_width_of_the_lower_edge(width, feet, brackets):
    found = standing(box(0, 0, width, 1650), "T10")
    assert len(found.feet) == feet and {len(foot.brackets_x_mm) for foot in found.feet} == {brackets}


def test_a_heavier_sheet_needs_less_ballast():
    assert standing(PANEL, "D5", material("fr-core-4")).ballast_kg < standing(PANEL, "D5").ballast_kg


def test_a_load_that_no_feet_hold_is_said():
    found = standing(box(0, 0, 400, 2500), "F125", material("foamboard-10"))
    assert any("fasten this board to a wall" in warning for warning in found.warnings)


def test_a_board_that_leans_out_sideways_is_said():
    leaning = Polygon([(0, 0), (260, 0), (260, 200), (1200, 900), (1200, 1700), (0, 1700), (0, 200)])
    assert any("tips sideways" in warning for warning in standing(leaning, "D5").warnings)
    assert not any("sideways" in warning for warning in standing(PANEL, "D5").warnings)


def test_plates_reach_out_under_a_board_that_leans_beyond_its_lower_edge():
    """A walking figure with one foot in the air: its centre is near the end of its lower edge."""
    walking = Polygon([(400, 0), (900, 0), (900, 1500), (0, 1700), (0, 150), (400, 150)])
    found, body = standing(walking, "D5"), body_of(walking)
    left, right = found.feet
    assert left.brackets_x_mm[0] - left.x_mm == pytest.approx(right.x_mm - right.brackets_x_mm[0]) and left.x_mm < left.brackets_x_mm[0]
    assert body.centre_x_mm - (left.x_mm - left.plate_mm[0] / 2) > body.centre_x_mm - (left.brackets_x_mm[0] - left.plate_mm[0] / 2)
    assert all(abs(x - foot.x_mm) <= foot.plate_mm[0] / 2 - 29.9 for foot in found.feet for x in foot.brackets_x_mm), "plate is left beside the bracket"


def test_an_unknown_class_is_said():
    with pytest.raises(CutoutError, match="There is no load class “N50”. Known: T10, D5, N20, F125"):
        load_class("N50")


def test_the_body_of_a_board():
    body = body_of(box(-15, 0, 935, 1650))
    assert (body.width_mm, body.height_mm, body.centre_mm, body.centre_x_mm) == pytest.approx((950, 1650, 825, 475))
    assert body.area_m2 == pytest.approx(0.95 * 1.65) and body.foot_mm == pytest.approx((0, 950))
    assert body.slices[0].width_mm == pytest.approx(950) and body.slices[0].area_above_m2 == pytest.approx(0.95 * 1.55)
