"""Drawn figures: every recipe is drawn, stands on the floor and is exactly as tall as asked."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from exhibit.cutout.errors import CutoutError, UnknownFigure
from exhibit.cutout.figures.drawn import (
    FIGURE_DIR,
    RECIPES,
    face_names,
    figure_info,
    figure_names,
    fill_small_holes,
    load_figure,
)
from exhibit.cutout.paths import bounds, flatten, polygon_path, transform, translate

NAMES = figure_names()
FACES = face_names()


def box_of(figure):
    boxes = [bounds(layer.path) for layer in figure.layers if layer.path]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def test_the_figures_asked_for_are_there():
    wanted = {f"standing-woman-{n}" for n in range(1, 5)} | {f"standing-man-{n}" for n in range(1, 5)}
    wanted |= {f"standing-{who}-{n}" for who in ("girl", "boy") for n in (1, 2)}
    assert wanted <= set(NAMES)
    assert FACES == ("none", "calm", "eyes_closed", "solemn", "smile")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("face", FACES)
def test_every_figure_has_every_face(name, face):
    figure = load_figure(name, face, 1700.0)
    left, bottom, right, top = box_of(figure)
    assert {layer.role for layer in figure.layers} == {"ink", "paper"}
    assert figure.outline.is_valid and figure.outline.geom_type == "Polygon"
    assert (left, bottom) == pytest.approx((0.0, 0.0), abs=0.5)
    assert (right, top) == pytest.approx((figure.width_mm, 1700.0), abs=0.5)


@pytest.mark.parametrize("name", NAMES)
def test_the_recipe_row_is_complete(name):
    described = figure_info(name)
    assert described["reading_gender"] in {"woman", "man", "girl", "boy", "neutral"}
    assert described["age_class"] == ("child" if described["reading_gender"] in {"girl", "boy"} else "adult")
    assert described["dress"]


def test_children_have_more_head_than_adults():
    rows = tomllib.loads(RECIPES.read_text(encoding="utf-8"))["figure"]
    for row in rows:
        assert (row["head_scale"] > 1.0) == (row["age_class"] == "child"), row["name"]


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), height_mm=st.floats(900.0, 2000.0))
def test_a_figure_is_exactly_as_tall_as_asked(name, height_mm):
    figure = load_figure(name, "calm", height_mm)
    left, bottom, _, top = figure.outline.bounds
    assert (left, bottom, top) == pytest.approx((0.0, 0.0, height_mm), abs=1e-6)
    assert box_of(figure)[3] == pytest.approx(height_mm, abs=0.5)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_off_the_outline(name):
    figure = load_figure(name, "smile", 1700.0)
    room = figure.outline.buffer(2.0)
    for layer in figure.layers:
        assert all(room.intersects(Point(ring[0])) for ring in flatten(layer.path, 1.0))


def test_a_face_adds_ink_and_changes_no_outline():
    blank, smiling = (load_figure("standing-man-1", face, 1700.0) for face in ("none", "smile"))
    assert len(smiling.layers) > len(blank.layers)
    assert smiling.outline.symmetric_difference(blank.outline).area < 1.0


def test_only_holes_of_60_mm_stay_open():
    plate = Polygon(
        [(0, 0), (400, 0), (400, 400), (0, 400)],
        [[(20, 20), (70, 20), (70, 70), (20, 70)], [(200, 200), (280, 200), (280, 280), (200, 280)]],
    )
    assert [Polygon(ring).area for ring in fill_small_holes(plate).interiors] == [6400.0]


def test_another_directory_of_drawings(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M10 0H60V200Q35 230 10 200Z" fill="#ffffff"/></svg>'
    (tmp_path / "standing-man-1--none.svg").write_text(svg, encoding="utf-8")
    figure = load_figure("standing-man-1", "none", 1000.0, tmp_path)
    assert figure.height_mm == 1000.0
    assert figure.width_mm == pytest.approx(50 / 215 * 1000, abs=1.0)
    assert figure.layers[0].role == "paper"


def test_pieces_too_far_apart_are_refused(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H50V50H0ZM0 900H50V950H0Z" fill="#000000"/></svg>'
    (tmp_path / "standing-man-1--none.svg").write_text(svg, encoding="utf-8")
    with pytest.raises(CutoutError, match="too far apart"):
        load_figure("standing-man-1", "none", 1000.0, tmp_path)


def test_refusals_name_what_there_is(tmp_path):
    with pytest.raises(UnknownFigure, match="standing-woman-1"):
        load_figure("dancing-queen", "calm", 1700.0)
    with pytest.raises(UnknownFigure, match="eyes_closed"):
        load_figure("standing-woman-1", "weeping", 1700.0)
    with pytest.raises(UnknownFigure, match="make setup"):
        load_figure("standing-woman-1", "calm", 1700.0, tmp_path)
    with pytest.raises(CutoutError, match="more than 0 mm"):
        load_figure("standing-woman-1", "calm", 0.0, FIGURE_DIR)


@settings(max_examples=50, deadline=None)
@given(dx=st.floats(-1e3, 1e3), dy=st.floats(-1e3, 1e3))
def test_moving_a_path_moves_its_bounds(dx, dy):
    curve = (("M", 0.0, 0.0), ("C", 0.0, 40.0, 60.0, 40.0, 60.0, 0.0), ("Z",))
    left, bottom, right, top = bounds(curve)
    assert (left, bottom, right) == (0.0, 0.0, 60.0) and top == pytest.approx(30.0, abs=0.1)
    assert bounds(translate(curve, dx, dy)) == pytest.approx((left + dx, bottom + dy, right + dx, top + dy), abs=1e-6)


def test_a_path_can_be_mirrored_and_closes_its_rings():
    triangle = polygon_path([[(0, 0), (10, 0), (0, 5), (0, 0)]])
    assert triangle == (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 0.0, 5.0), ("Z",))
    mirrored = transform(triangle, -1, 0, 0, 1, 10, 0)
    assert flatten(mirrored, 0.1) == [[(10.0, 0.0), (0.0, 0.0), (10.0, 5.0), (10.0, 0.0)]]
