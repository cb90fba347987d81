"""Words and code keep their distance from the cut."""
import pytest
from shapely.geometry import Point, box

from exhibit.cutout.cut.distances import check_text_distance, smallest_text_distance, smallest_text_distance_mm

DIE = box(0.0, 0.0, 400.0, 1500.0)


@pytest.mark.parametrize(("boxes", "expected_mm"), [
    ([], None),
    ([("quote", (50.0, 1200.0, 350.0, 1300.0))], 50.0),
    ([("quote", (50.0, 1200.0, 350.0, 1300.0)), ("code", (20.0, 900.0, 140.0, 1020.0))], 20.0),
    ([("quote", (50.0, 1200.0, 398.5, 1300.0))], 1.5),
    ([("quote", (50.0, 1200.0, 450.0, 1300.0))], 0.0),
    ([("quote", (450.0, 1200.0, 550.0, 1300.0))], 0.0),
])
def test_the_smallest_distance_is_measured(boxes, expected_mm):
    assert smallest_text_distance_mm(DIE, boxes) == (expected_mm if expected_mm is None else pytest.approx(expected_mm))


def test_the_nearest_thing_is_named_with_its_place():
    nearest = smallest_text_distance(DIE, [("quote", (50.0, 1200.0, 350.0, 1300.0)), ("code", (380.0, 900.0, 390.0, 1020.0))])
    assert nearest.what == "code"
    assert nearest.place[0] == pytest.approx(400.0)


@pytest.mark.parametrize(("right_mm", "ok", "sentence"), [
    (397.0, True, "The help line is 3.0 mm from the cut, the nearest of all; 3 mm is the least."),
    (398.0, False, "The help line is 2.0 mm from the cut; 3 mm is the least. Shorten it, or choose a wider panel."),
    (410.0, False, "The cut goes through the help line; 3 mm is the least. Shorten it, or choose a wider panel."),
])
def test_the_check_says_what_is_too_near(right_mm, ok, sentence):
    check = check_text_distance(DIE, [("help line", (50.0, 200.0, right_mm, 230.0))], 3.0)
    assert (check.ok, check.sentence) == (ok, sentence)
    assert (check.place is None) == ok
    assert ok or Point(check.place).distance(box(395.0, 200.0, 410.0, 230.0)) < 2


def test_a_board_without_words_has_nothing_to_measure():
    assert check_text_distance(DIE, [], 3.0).ok
