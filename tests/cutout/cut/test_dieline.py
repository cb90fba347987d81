"""The die line: one closed, calm curve that keeps the cut rules for every figure and panel."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from exhibit.cutout.cut.dieline import check_cut_rules, die_line, simplified
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import face_names, figure_names, load_figure

NAMES = figure_names()
CHECKS = ("one_closed_path", "min_part", "inner_radius", "outer_radius", "gap", "holes", "feet", "halo", "nodes", "covers_drawing")
STRICT = CutLimits(inner_radius_mm=4.0, outer_radius_mm=4.0, nodes=40)
NO_PANEL = Polygon()
SIDES = ("left", "right")
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.reuse, Phase.generate)}  # shrinking a figure takes minutes and says little more


def rounded_panel(left_mm, width_mm=300.0, height_mm=1450.0):
    body = box(left_mm + 30, 30, left_mm + width_mm - 30, height_mm - 30).buffer(30)
    return body.union(box(left_mm, 0, left_mm + width_mm, 60))


def failing(die):
    return [check.name for check in check_cut_rules(die) if not check.ok]


@pytest.mark.parametrize(("name", "side"), [*((name, SIDES[at % 2]) for at, name in enumerate(NAMES)), *((name, "none") for name in NAMES)])
def test_every_figure_keeps_every_cut_rule(name, side):
    """Each figure by itself and with a panel, every second one on the left; `test_the_halo...` takes any panel anywhere."""
    figure = load_figure(name, "calm", 1650.0)
    panels = {"left": rounded_panel(-220.0), "right": rounded_panel(figure.width_mm - 80.0), "none": NO_PANEL}
    die = die_line(figure.outline, panels[side], STRICT)
    assert failing(die) == []
    assert die.node_count <= 40
    assert tuple(check.name for check in check_cut_rules(die)) == CHECKS
    assert die.polygon.bounds[1] == 0.0


@pytest.mark.parametrize("face", face_names())
def test_a_face_does_not_change_the_cut(face):
    panel = rounded_panel(500.0)
    lines = [die_line(load_figure("standing-woman-3", f, 1650.0).outline, panel).polygon for f in ("none", face)]
    assert lines[0].symmetric_difference(lines[1]).area < 0.01 * lines[0].area


@settings(max_examples=12, **QUICK)
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
    above_corners = box(-1e5, 6.0, 1e5, 1e5)  # the corners on the floor are rounded
    assert die.polygon.buffer(1e-6).contains(die.drawing.buffer(halo_mm - 0.1).intersection(above_corners))
    assert set(failing(die)) <= {"nodes"}
    assert failing(die) == [] or failing(simplified(die)) == []
    outer = die.drawing.convex_hull.buffer(halo_mm + 4.0)
    left, _, right, _ = die.drawing.bounds
    feet = box(left - halo_mm - 10.0, 0.0, right + halo_mm + 10.0, 100.0)
    assert outer.union(feet).contains(die.polygon)


def test_a_closed_subpath_may_not_count_its_first_point_twice():
    die = die_line(box(0.0, 0.0, 300.0, 1500.0), NO_PANEL)
    first, *_ = die.path
    explicit = replace(die, path=(*die.path[:-1], ("L", *first[1:]), ("Z",)))
    assert explicit.node_count == die.node_count == len(die.path) - 1


def test_an_edit_of_words_costs_no_new_line():
    figure, panel = load_figure("standing-woman-1", "calm", 1650.0).outline, rounded_panel(500.0)
    assert die_line(figure, panel) is die_line(figure, panel)


@pytest.mark.parametrize("name", ["standing-woman-1", "standing-girl-1"])
def test_the_line_runs_smoothly_on_at_every_node(name):
    """No kinks where curves meet: the direction of travel changes by under five degrees."""
    figure = load_figure(name, "calm", 1650.0)
    die = die_line(figure.outline, rounded_panel(figure.width_mm - 80.0), STRICT)
    directions = [leaving_and_arriving(start, command) for start, command in pairwise(die.path[:-1])]
    turns = [abs(angle_between(arriving, leaving)) for (_, arriving), (leaving, _) in pairwise(directions)]
    assert max(turns) < 5.0


def leaving_and_arriving(start, command):
    points = [start[-2:], *(command[at:at + 2] for at in range(1, len(command), 2))]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    return steps[0], steps[-1]


def angle_between(one, other):
    return math.degrees(math.atan2(one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]))


@settings(max_examples=12, **QUICK)
@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 1500), st.floats(30, 200), st.floats(30, 300)), min_size=1, max_size=6))
def test_any_traced_shape_gets_one_closed_line(blocks):
    """An uploaded silhouette can be anything; the cut is still one line around all of it."""
    spine = box(300.0, 0.0, 380.0, 1500.0)
    arms = [box(min(x, 330.0), y, max(x + width, 350.0), y + height) for x, y, width, height in blocks]
    shape = unary_union([spine, *arms])
    die = die_line(shape, NO_PANEL)
    assert set(failing(die)) <= {"nodes"}
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
    assert failing(die) == []


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
