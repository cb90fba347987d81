"""The die line: one closed, calm curve that keeps the cut rules for every figure and panel."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from exhibit.cutout.cut.dieline import check_cut_rules, die_line
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import face_names, figure_names, load_figure
from exhibit.cutout.paths import flatten, polygon_path

NAMES = figure_names()
CHECKS = ("one_closed_path", "min_part_18mm", "inner_radius_3mm", "feet_250mm", "node_budget", "covers_drawing")
NO_PANEL = Polygon()


def rounded_panel(left_mm, width_mm=300.0, height_mm=1450.0):
    body = box(left_mm + 30, 30, left_mm + width_mm - 30, height_mm - 30).buffer(30)
    return body.union(box(left_mm, 0, left_mm + width_mm, 60))


def failing(die):
    return [check.name for check in check_cut_rules(die) if not check.ok]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", ["left", "right", "none"])
def test_every_figure_keeps_every_cut_rule(name, side):
    figure = load_figure(name, "calm", 1650.0)
    panels = {"left": rounded_panel(-220.0), "right": rounded_panel(figure.width_mm - 80.0), "none": NO_PANEL}
    die = die_line(figure.outline, panels[side])
    assert failing(die) == []
    assert tuple(check.name for check in check_cut_rules(die)) == CHECKS
    assert die.polygon.bounds[1] == 0.0


@pytest.mark.parametrize("face", face_names())
def test_a_face_does_not_change_the_cut(face):
    panel = rounded_panel(500.0)
    lines = [die_line(load_figure("standing-woman-3", f, 1650.0).outline, panel).polygon for f in ("none", face)]
    assert lines[0].symmetric_difference(lines[1]).area < 0.01 * lines[0].area


@settings(max_examples=25, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    height_mm=st.floats(900.0, 2000.0),
    overlap_mm=st.floats(-60.0, 200.0),
    panel_mm=st.tuples(st.floats(200.0, 600.0), st.floats(500.0, 1600.0)),
    halo_mm=st.floats(10.0, 20.0),
)
def test_the_halo_is_whole_and_no_wider_than_needed(name, height_mm, overlap_mm, panel_mm, halo_mm):
    figure = load_figure(name, "none", height_mm)
    die = die_line(figure.outline, rounded_panel(figure.width_mm - overlap_mm, *panel_mm), CutLimits(halo_mm=halo_mm))
    above_floor = box(-1e5, 0.0, 1e5, 1e5)
    assert die.polygon.buffer(1e-6).contains(die.drawing.buffer(halo_mm - 1.0).intersection(above_floor))
    assert {"one_closed_path", "feet_250mm", "node_budget", "covers_drawing", "inner_radius_3mm"}.isdisjoint(failing(die))
    outer = die.drawing.convex_hull.buffer(halo_mm + 4.0)
    feet = box(-300.0, 0.0, figure.width_mm + 300.0, 100.0)
    assert outer.union(feet).contains(die.polygon)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 1500), st.floats(30, 200), st.floats(30, 300)), min_size=1, max_size=6))
def test_any_traced_shape_gets_one_closed_line(blocks):
    """An uploaded silhouette can be anything; the cut is still one line around all of it."""
    spine = box(300.0, 0.0, 380.0, 1500.0)
    arms = [box(min(x, 330.0), y, max(x + width, 350.0), y + height) for x, y, width, height in blocks]
    shape = unary_union([spine, *arms])
    die = die_line(shape, NO_PANEL)
    assert {"one_closed_path", "covers_drawing"}.isdisjoint(failing(die))
    assert die.polygon.geom_type == "Polygon" and die.polygon.bounds[1] == 0.0


def test_straight_panel_sides_stay_straight():
    die = die_line(load_figure("standing-man-1", "calm", 1700.0).outline, rounded_panel(550.0))
    right = die.polygon.bounds[2]
    upright = [command for command in die.path if command[0] == "L" and abs(command[1] - right) < 0.1]
    assert any(command[2] > 1300 for command in upright)


def test_the_line_is_calm_enough_for_a_strict_shop():
    figure = load_figure("standing-woman-2", "calm", 1650.0)
    assert die_line(figure.outline, rounded_panel(figure.width_mm - 80.0)).node_count <= 40


def test_a_gap_between_figure_and_panel_is_bridged():
    figure = load_figure("standing-boy-1", "calm", 1300.0).outline
    die = die_line(figure, translate(rounded_panel(0.0), figure.bounds[2] + 40.0))
    assert {"one_closed_path", "covers_drawing"}.isdisjoint(failing(die))


def test_feet_close_together_get_a_ground_strip():
    die = die_line(box(0.0, 0.0, 90.0, 1500.0), NO_PANEL)
    assert failing(die) == []
    assert die.polygon.intersection(box(-500.0, 20.0, 500.0, 21.0)).bounds[2] >= 150.0


def test_nothing_to_cut_is_said():
    with pytest.raises(CutoutError, match="nothing to cut"):
        die_line(Polygon(), NO_PANEL)


def test_a_floating_drawing_is_refused():
    with pytest.raises(CutoutError, match="floats 672 mm"):
        die_line(box(0.0, 672.0, 30.0, 702.0), NO_PANEL)


def broken(die, ring):
    path = polygon_path([ring])
    return replace(die, path=path, polygon=Polygon(flatten(path, 0.1)[0]))


@pytest.mark.parametrize(
    ("rule", "ring"),
    [
        ("one_closed_path", [(0, 0), (400, 400), (400, 0), (0, 400)]),
        ("min_part_18mm", [(0, 0), (400, 0), (400, 400), (210, 400), (210, 700), (200, 700), (200, 400), (0, 400)]),
        ("inner_radius_3mm", [(0, 0), (400, 0), (400, 200), (200, 200), (200, 400), (0, 400)]),
        ("feet_250mm", [(0, 0), (200, 0), (200, 900), (0, 900)]),
        ("node_budget", [(i * 10, 0) for i in range(61)] + [(600, 600), (0, 600)]),
        ("covers_drawing", [(0, 0), (260, 0), (260, 100), (0, 100)]),
    ],
)
def test_each_check_finds_its_fault(rule, ring):
    die = broken(die_line(box(20.0, 0.0, 240.0, 380.0), NO_PANEL), ring)
    assert rule in failing(die)
