"""Drawn figures: every recipe is drawn, stands on the floor, is as tall as asked and in the proportions of its age."""

import io
import re
import subprocess
import tomllib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from shapely.affinity import affine_transform
from shapely.geometry import Point, Polygon, box

from exhibit.cutout.cut.dieline import check_cut_rules, die_line
from exhibit.cutout.errors import CutoutError, UnknownFigure
from exhibit.cutout.figures.drawn import (
    FIGURE_DIR,
    RECIPES,
    face_names,
    figure_info,
    figure_names,
    fill_small_holes,
    load_figure,
    stature_share,
)
from exhibit.cutout.figures.sheet import figure_sheet, standing_mm
from exhibit.cutout.paths import bounds, flatten, polygon_path, transform, translate

NAMES = figure_names()
FACES = face_names()


def box_of(figure):
    boxes = [bounds(layer.path) for layer in figure.layers if layer.path]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def test_the_figures_asked_for_are_there():
    wanted = {f"standing-woman-{n}" for n in range(1, 5)} | {f"standing-man-{n}" for n in range(1, 5)}
    wanted |= {f"standing-{who}-{n}" for who in ("girl", "boy") for n in (1, 2)}
    assert wanted <= set(NAMES) and len(NAMES) >= 24
    assert FACES == ("none", "calm", "eyes_closed", "solemn", "smile")


def test_the_set_is_balanced():
    """Nobody looks in vain: every age for woman and man, girl and boy, and sitting people of each."""
    known = [figure_info(name) for name in NAMES]
    count = Counter((row["reading_gender"], row["age_class"]) for row in known)
    assert abs(sum(row["reading_gender"] in {"woman", "girl"} for row in known) - len(known) / 2) <= 2
    assert all(count[who, age] for who in ("woman", "man") for age in ("adult", "young_adult", "older"))
    assert all(count[who, age] >= 2 for who in ("girl", "boy") for age in ("teen", "child"))
    postures = Counter(row["posture"] for row in known)
    assert postures["seated"] >= 2 and postures["wheelchair"] >= 2
    assert {row["reading_gender"] for row in known if row["posture"] == "wheelchair"} == {"woman", "man"}
    dresses = " ".join(row["dress"] for row in known)
    assert all(dresses.count(worn) >= 2 for worn in ("hijab", "turban", "bun", "grey hair", "boots"))


def test_no_two_figures_look_the_same():
    rows = [row for row in tomllib.loads(RECIPES.read_text(encoding="utf-8"))["figure"]]
    assert len({(row["pose"], row["hair"]) for row in rows}) == len({row["dress"] for row in rows}) == len(rows)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("face", FACES)
def test_every_figure_has_every_face(name, face):
    figure = load_figure(name, face, 1700.0)
    left, bottom, right, top = box_of(figure)
    assert {layer.role for layer in figure.layers} == {"ink", "paper"}
    assert figure.outline.is_valid and figure.outline.geom_type == "Polygon"
    assert (left, bottom) == pytest.approx((0.0, 0.0), abs=0.5)
    assert (right, top) == pytest.approx((figure.width_mm, figure.height_mm), abs=0.5)


@pytest.mark.parametrize("name", NAMES)
def test_the_recipe_row_is_complete(name):
    described = figure_info(name)
    assert described["reading_gender"] in {"woman", "man", "girl", "boy"}
    young = described["reading_gender"] in {"girl", "boy"}
    assert described["age_class"] in ({"teen", "child"} if young else {"adult", "young_adult", "older"})
    assert described["posture"] in {"standing", "seated", "wheelchair"} and name.startswith(described["posture"])
    assert described["dress"]


@pytest.fixture(scope="module")
def without_hair(tmp_path_factory):
    """Every figure drawn again with a bald head, so that crown and chin can be measured on the drawing."""
    folder = tmp_path_factory.mktemp("bald")
    recipes = folder / "figures.toml"
    recipes.write_text(re.sub(r'^(hair = ).*$|^beard = .*\n', lambda line: 'hair = "Bald"' if line[1] else "", RECIPES.read_text(encoding="utf-8"), flags=re.M))
    subprocess.run(["node", str(FIGURE_DIR.parents[1] / "tools" / "build_figures.js"), str(folder), str(recipes)], check=True)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_every_age_is_as_many_heads_tall_as_the_tables_say(name, without_hair):
    """The head is the last but one thing drawn on a figure without a face: paper, then ink from crown to chin."""
    ages = {row["name"]: row for row in tomllib.loads(RECIPES.read_text(encoding="utf-8"))["age"]}
    age = ages[figure_info(name)["age_class"]]
    figure = load_figure(name, "none", 1700.0, without_hair)
    _, chin, _, crown = bounds(figure.layers[-1].path)
    assert crown == pytest.approx(figure.height_mm, abs=0.5) or "finger" in figure_info(name)["dress"]
    assert age["least"] <= crown / stature_share(name) / (crown - chin) <= age["most"]
    assert figure.head_mm[1::2] == pytest.approx((chin, crown), abs=1.0)


def test_the_younger_the_more_head():
    heads = {row["name"]: row["heads_tall"] for row in tomllib.loads(RECIPES.read_text(encoding="utf-8"))["age"]}
    assert heads["child"] < heads["teen"] < heads["older"] <= heads["adult"] == heads["young_adult"]


SITTING_SHARE = 0.52  # Drillis and Contini 1966; ANSUR II (Natick TR-15/007): men 0.523, women 0.526
SEAT_SHARE = {"stool": 0.28, "low step": 0.17, "wheelchair": 0.30}


@pytest.mark.parametrize("name", NAMES)
def test_who_sits_is_as_tall_as_sitting_people_are(name):
    info = figure_info(name)
    seats = [share for seat, share in SEAT_SHARE.items() if seat in info["dress"]]
    assert stature_share(name) == pytest.approx(SITTING_SHARE + seats[0] if seats else 1.0)
    assert bool(seats) == (info["posture"] != "standing")
    assert load_figure(name, "calm", 1600.0).height_mm == pytest.approx(1600.0 * stature_share(name))


@pytest.mark.parametrize(("name", "stature_mm"), [("wheelchair-woman-1", 1580.0), ("wheelchair-man-1", 1700.0)])
def test_eyes_in_a_wheelchair_are_where_the_standard_has_them(name, stature_mm):
    """ADAAG figure A3: eyes 1,090 to 1,295 mm above the floor, chair 1,065 mm long without the feet beyond it."""
    figure = load_figure(name, "none", stature_mm)
    _, chin, _, crown = figure.head_mm
    eyes = chin + (crown - chin) * 0.5
    assert 1090 <= eyes <= 1295
    assert 900 <= figure.width_mm <= 1065 + 150


@pytest.mark.parametrize("name", NAMES)
def test_the_head_lies_on_the_figure_and_no_hand_hides_it(name):
    figure = load_figure(name, "calm", 1700.0)
    left, bottom, right, top = figure.head_mm
    oval = Point((left + right) / 2, (bottom + top) / 2).buffer((top - bottom) / 3)
    assert figure.outline.covers(oval)
    mirror = figure.mirrored()
    assert mirror.outline.covers(affine_transform(oval, [-1, 0, 0, 1, figure.width_mm, 0]))
    assert mirror.head_mm[0] == pytest.approx(figure.width_mm - right) and mirror.mirrored().head_mm == pytest.approx(figure.head_mm)
    assert mirror.outline.area == pytest.approx(figure.outline.area) and box_of(mirror)[:2] == pytest.approx((0, 0), abs=0.5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("face", FACES[1:])
def test_a_face_lies_on_its_head_and_nowhere_else(name, face):
    """Everything a face adds lies on the paper of the head: nothing floats beside it, nothing runs down from an eye."""
    blank, figure = (load_figure(name, worn, 1700.0) for worn in ("none", face))
    added = [layer for layer in figure.layers if layer not in blank.layers]
    left, bottom, right, top = figure.head_mm
    assert added
    for layer in added:
        x0, y0, x1, y1 = bounds(layer.path)
        assert left < x0 and x1 < right and bottom < y0 and y1 < top
        for ring in flatten(layer.path, 0.5):
            heights = [y for _, y in ring]
            assert max(heights) - min(heights) < 0.22 * (top - bottom)  # a tear would be longer


@pytest.mark.parametrize("name", [name for name in NAMES if figure_info(name)["posture"] != "standing"])
@pytest.mark.parametrize("side", [None, "left", "right"])
def test_who_sits_can_be_cut_out_like_who_stands(name, side):
    figure = load_figure(name, "calm", 1650.0)
    x = {None: 0.0, "left": -330.0, "right": figure.width_mm - 70}[side]
    panel = Polygon() if side is None else box(x, 0, x + 400, figure.height_mm * 0.88)
    assert [check.sentence for check in check_cut_rules(die_line(figure.outline, panel)) if not check.ok] == []
    low = figure.outline.intersection(box(0, 0, figure.width_mm, 80))  # as high as the ground strip: the rear wheel of a chair drawn aslant stands further back
    assert low.bounds[2] - low.bounds[0] > 500


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), height_mm=st.floats(900.0, 2000.0))
def test_a_figure_is_exactly_as_tall_as_asked(name, height_mm):
    figure = load_figure(name, "calm", height_mm)
    left, bottom, _, top = figure.outline.bounds
    drawn_mm = height_mm * stature_share(name)
    assert (left, bottom, top) == pytest.approx((0.0, 0.0, drawn_mm), abs=1e-6)
    assert box_of(figure)[3] == pytest.approx(drawn_mm, abs=0.5)


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


def test_all_figures_in_one_picture():
    sheet = figure_sheet("none", px_per_mm=0.05)
    picture = Image.open(io.BytesIO(sheet))
    assert sheet == figure_sheet("none", px_per_mm=0.05) and picture.width > 300 and len(sheet) < 300_000
    assert len(picture.getcolors()) > 10 and picture.height > 3 * 1700 * 0.05
    with pytest.raises(UnknownFigure, match="eyes_closed"):
        figure_sheet("weeping")


@pytest.mark.parametrize(("name", "height_mm"), [("standing-woman-4", 1580.0), ("wheelchair-man-1", 1700.0), ("standing-girl-4", 1610.0), ("standing-boy-3", 1320.0)])
def test_a_figure_has_the_height_of_who_it_reads_as(name, height_mm):
    assert standing_mm(name) == height_mm
