"""Every cut rule finds its own fault, says it and marks the place; a line with too many nodes is offered a simpler one."""
from dataclasses import replace

import pytest
from shapely.geometry import Point, Polygon, box

from exhibit.cutout.cut.dieline import check_cut_rules, die_line, simplified
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.figures.drawn import load_figure
from exhibit.cutout.paths import flatten, polygon_path
from exhibit.cutout.press.profiles import profile, profile_names

NO_PANEL = Polygon()
STRICT = CutLimits(inner_radius_mm=4.0, outer_radius_mm=4.0)


def line(*rings, limits=STRICT):
    """A die line with these rings around a plain board's drawing."""
    path = polygon_path(rings)
    outer, *_ = flatten(path, 0.1)
    return replace(die_line(box(20.0, 0.0, 380.0, 380.0), NO_PANEL, limits), path=path, polygon=Polygon(outer))


def check(die, name):
    return next(found for found in check_cut_rules(die) if found.name == name)


FAULTS = {
    "one_closed_path": ([(0, 0), (400, 400), (400, 0), (0, 400)], (200, 200), "crosses itself"),
    "min_part": ([(0, 0), (400, 0), (400, 400), (210, 400), (210, 700), (200, 700), (200, 400), (0, 400)], (205, 550), "thinner than 18 mm"),
    "inner_radius": ([(0, 0), (400, 0), (400, 200), (200, 200), (200, 400), (0, 400)], (200, 200), "tighter than 4 mm"),
    "outer_radius": (list(box(10, 10, 390, 390).buffer(10).union(box(0, 200, 200, 400)).exterior.coords), (0, 400), "1 outer corner is sharper than 4 mm"),
    "gap": ([(0, 0), (400, 0), (400, 400), (210, 400), (210, 300), (200, 300), (200, 400), (0, 400)], (205, 350), "10.0 mm apart"),
    "feet": ([(0, 0), (200, 0), (200, 900), (0, 900)], (100, 20), "200 mm wide"),
    "halo": ([(15, 0), (396, 0), (396, 396), (4, 396), (4, 100)], (14, 20), "10 mm of board around it is the least"),
    "covers_drawing": ([(0, 0), (396, 0), (396, 100), (0, 100)], (200, 240), "takes away"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_said_and_marked(name):
    ring, place, words = FAULTS[name]
    found = check(line(ring), name)
    assert not found.ok and words in found.sentence
    reach = {"min_part": 155, "feet": 110, "covers_drawing": 60, "gap": 55, "halo": 60}.get(name, 12)
    assert Point(found.place).distance(Point(place)) <= reach


def test_a_line_too_far_outside_is_said_with_its_place():
    found = check(line([(-5, 0), (405, 0), (405, 400), (230, 400), (200, 460), (170, 400), (-5, 400)]), "halo")
    assert not found.ok and "outside the outline" in found.sentence
    assert Point(found.place).distance(Point(200, 460)) < 5


def test_a_line_of_two_rings_is_refused_and_its_small_hole_marked():
    die = line([(5, 0), (395, 0), (395, 395), (5, 395)], [(200, 200), (230, 200), (230, 230), (200, 230)])
    assert "has 2 lines" in check(die, "one_closed_path").sentence
    hole = check(die, "holes")
    assert not hole.ok and "smaller than 60 x 60 mm" in hole.sentence
    assert box(200, 200, 230, 230).contains(Point(hole.place))


def test_a_spike_is_a_thin_part_however_thin():
    """A spike of 3 mm used to pass, because only what is thicker than 4 mm was looked at."""
    spike = line([(0, 0), (400, 0), (400, 400), (203, 400), (201.5, 480), (200, 400), (0, 400)])
    assert not check(spike, "min_part").ok


def test_a_rounded_corner_is_no_gap_and_a_right_corner_no_thin_part():
    die = line(box(5, 0, 395, 395).difference(Point(395, 395).buffer(60)).exterior.coords)
    assert check(die, "gap").ok and check(die, "min_part").ok


def test_a_shop_that_cuts_sharp_corners_is_not_bothered():
    ring = [(0, 0), (400, 0), (400, 400), (0, 400)]
    assert not check(line(ring), "outer_radius").ok
    assert check(line(ring, limits=CutLimits()), "outer_radius").ok


@pytest.mark.parametrize("shop", profile_names())
def test_every_shop_gets_a_line_it_takes(shop):
    limits = CutLimits.of(profile(shop))
    figure = load_figure("standing-woman-2", "calm", 1650.0)
    die = die_line(figure.outline, box(figure.width_mm - 80.0, 0.0, figure.width_mm + 260.0, 1400.0).buffer(-30).buffer(30), limits)
    assert [found.sentence for found in check_cut_rules(die) if not found.ok] == []


def test_41_nodes_fail_under_a_limit_of_40_and_a_simpler_line_is_offered():
    figure = load_figure("standing-girl-1", "none", 1600.0)
    die = die_line(figure.outline, NO_PANEL, CutLimits(nodes=60))
    around = die.polygon.exterior
    ring = [around.interpolate(step / 41, normalized=True).coords[0] for step in range(41)]
    path = polygon_path([ring])
    many = replace(die, path=path, polygon=Polygon(ring), limits=CutLimits(nodes=40))
    assert many.node_count == 41
    found = check(many, "nodes")
    assert not found.ok and found.sentence.startswith("The cut has 41 nodes; this print shop takes 40. Take the simplified line")
    simpler = simplified(many)
    assert simpler.node_count <= 40
    assert [check.name for check in check_cut_rules(simpler) if not check.ok] == []


@pytest.mark.parametrize("nodes", [28, 20])
def test_a_simpler_line_stays_within_ever_fewer_nodes(nodes):
    figure = load_figure("standing-woman-1", "none", 1600.0)
    simpler = simplified(die_line(figure.outline, NO_PANEL), CutLimits(nodes=nodes))
    assert simpler.node_count <= nodes
    assert [found.name for found in check_cut_rules(simpler) if not found.ok] == []


def test_what_no_line_can_do_is_said():
    figure = load_figure("standing-woman-1", "none", 1600.0)
    with pytest.raises(CutoutError, match="cannot be cut with 4 nodes"):
        simplified(die_line(figure.outline, NO_PANEL), CutLimits(nodes=4))


def test_a_moved_line_takes_its_repairs_along():
    die = die_line(load_figure("standing-man-1", "none", 1700.0).outline, NO_PANEL)
    there = die.moved(100.0)
    assert there.polygon.bounds[0] == pytest.approx(die.polygon.bounds[0] + 100.0)
    assert [(repair.name, repair.place) for repair in there.repairs if repair.place] == [
        (repair.name, (repair.place[0] + 100.0, repair.place[1])) for repair in die.repairs if repair.place]
