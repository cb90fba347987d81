"""Whatever outline comes in, a line that keeps every rule comes out, or a sentence; and what was mended is said."""
import time

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from exhibit.cutout.cut.dieline import check_cut_rules, die_line, simplified
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import load_figure

NO_PANEL = Polygon()
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.reuse, Phase.generate)}
BODY = box(100.0, 0.0, 500.0, 1500.0)


def failing(die):
    return [check.name for check in check_cut_rules(die) if not check.ok]


def repairs(die):
    return {repair.name: repair for repair in die.repairs}


@pytest.mark.parametrize(("shape", "name", "words"), [
    (BODY.difference(box(270, 800, 330, 1600)), "slit_filled", "wide and"),
    (BODY.difference(box(250, 700, 350, 800)), "hole_filled", "square centimetres"),
    (unary_union([box(100, 400, 500, 1500), box(100, 0, 180, 500), box(420, 0, 500, 500)]), "feet_joined", "ground strip 80 mm"),
    (BODY.union(box(490, 900, 700, 908)), "thin_parts_thickened", "thinner than 18 mm"),
    (BODY.union(box(480, 900, 800, 1000)), "inner_corners_rounded", "inner corners were rounded"),
    (unary_union([BODY, box(100, -50, 200, 20)]), "cut_at_floor", "50 mm below the floor"),
    (Polygon([(100, 0), (500, 0), (500, 700), (100, 900), (100, 1500), (500, 1500), (500, 900), (100, 700)]), "crossing_cleaned", "crossed itself"),
])
def test_what_is_safe_is_mended_and_said(shape, name, words):
    die = die_line(shape, NO_PANEL)
    assert failing(die) == []
    assert words in repairs(die)[name].sentence
    assert repairs(die)[name].place


def test_a_plain_board_needs_no_repair():
    assert repairs(die_line(box(0.0, 0.0, 400.0, 1500.0), NO_PANEL)) == {}


def test_repairs_are_idempotent():
    """A line around what a line encloses has nothing left to fill."""
    figure = load_figure("standing-girl-2", "none", 1500.0)
    die = die_line(figure.outline, NO_PANEL)
    again = die_line(die.polygon, NO_PANEL)
    assert failing(again) == []
    assert {"slit_filled", "hole_filled", "thin_parts_thickened", "crossing_cleaned", "line_calmed"}.isdisjoint(repairs(again))
    assert again.node_count <= die.node_count


@pytest.mark.parametrize(("shape", "words"), [
    (box(0, 0, 600, 5200), "measures 5.2 m: a board is at most 5 m"),
    (box(0, 0, 600, 4995), "would measure 5.01 m"),
    (box(0, 600, 600, 900), "floats 600 mm above the floor"),
    (box(0, -600, 600, -100), "lies below the floor"),
    (Polygon([(0, 0), (float("nan"), 5), (10, 500)]), "no numbers"),
    (Polygon([(0, 0), (float("inf"), 5), (10, 500)]), "no numbers"),
    (Polygon([(0, 0), (100, 0), (200, 0)]), "nothing to cut"),
])
def test_what_cannot_be_cut_gets_a_sentence(shape, words):
    with pytest.raises(CutoutError) as refusal:
        die_line(shape, NO_PANEL)
    assert words in refusal.value.sentence


def ragged(points, seed=3):
    """A standing blob with an edge of many points, each a few millimetres off."""
    random = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, points, endpoint=False)
    radius = 1 + 0.1 * np.sin(9 * turn) + random.normal(0, 0.004, points)
    return Polygon(np.column_stack([300 + 280 * radius * np.cos(turn), 690 + 620 * radius * np.sin(turn)]))


@pytest.mark.parametrize("points", [2_000, 100_000, 1_000_000])
def test_an_outline_of_many_points_takes_seconds(points):
    began = time.monotonic()
    try:
        die = die_line(ragged(points), NO_PANEL)
    except CutoutError as refusal:
        assert "scribble" in refusal.sentence
    else:
        assert failing(die) == []
        assert points < 20_000 or "outline_redrawn" in repairs(die)
    assert time.monotonic() - began < 20


def test_a_redrawn_outline_covers_the_drawn_one():
    turn = np.linspace(0, 2 * np.pi, 50_000, endpoint=False)
    shape = Polygon(np.column_stack([300 + 280 * np.cos(turn), 700 + 700 * np.sin(turn)]))
    die = die_line(shape, NO_PANEL)
    assert die.drawing.contains(shape.buffer(-0.01))
    assert die.drawing.difference(shape.buffer(2.0)).is_empty


def test_a_scribble_of_a_million_points_is_refused_in_seconds():
    points = np.random.default_rng(1).uniform((0, 0), (800, 1700), (1_000_000, 2))
    began = time.monotonic()
    with pytest.raises(CutoutError, match="a scribble and no shape"):
        die_line(Polygon(points), NO_PANEL)
    assert time.monotonic() - began < 10


coordinates = st.tuples(st.floats(0, 700), st.floats(0, 1700))


@settings(max_examples=20, **QUICK)
@given(st.lists(coordinates, min_size=3, max_size=24))
def test_any_polygon_gets_a_line_or_a_sentence(points):
    """Crossing itself, with spikes and slivers, flat or floating."""
    try:
        die = die_line(Polygon(points), NO_PANEL)
    except CutoutError as refusal:
        assert refusal.sentence.endswith(".")
        return
    assert set(failing(die)) <= {"nodes"}
    assert failing(die) == [] or failing(simplified(die)) == []


@settings(max_examples=15, **QUICK)
@given(st.lists(st.tuples(st.floats(120, 480), st.floats(60, 1450), st.floats(1, 120), st.floats(1, 400)), max_size=8), st.sampled_from([10.0, 15.0, 20.0]))
def test_slits_and_holes_of_any_size_never_break_a_rule(cuts, halo_mm):
    shape = BODY.difference(unary_union([box(x, y, x + width, y + height) for x, y, width, height in cuts]))
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    try:
        die = die_line(largest, NO_PANEL, CutLimits(halo_mm=halo_mm, inner_radius_mm=4.0, outer_radius_mm=4.0))
    except CutoutError as refusal:
        assert "floats" in refusal.sentence
        return
    assert failing(die) == []
