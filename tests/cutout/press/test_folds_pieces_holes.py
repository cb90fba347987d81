"""Scored, divided and drilled boards: what a fold crosses is found, pieces make the board again, holes stay clear of words and edge."""
from dataclasses import dataclass, fields, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from exhibit.cutout import Board, CutoutError, compose, job_ticket
from exhibit.cutout.board.placed import PlacedLine
from exhibit.cutout.paths import flatten
from exhibit.cutout.press.files import print_files
from exhibit.cutout.press.folds import crossed, fold_findings, fold_heights_mm, fold_lines, free_height
from exhibit.cutout.press.holes import circle, holes
from exhibit.cutout.press.pieces import halves, pieces, tallest_piece_mm
from exhibit.cutout.press.profiles import Profile, profile
from tests.cutout.press.reading import MM, read
from tests.cutout.samples import board_in, spec_in


@cache
def board(shop, **changes):
    return compose(spec_in("en", profile=shop, **changes))


@dataclass(frozen=True, slots=True)
class BoardFor(Board):
    """A board for a shop that is in no table."""

    shop: Profile | None = None

    @property
    def profile(self):
        return self.shop


def at(board, **changes):
    """The board as its shop would want it with other values."""
    return BoardFor(**{field.name: getattr(board, field.name) for field in fields(Board)}, shop=replace(board.profile, **changes))


def area(path):
    return Polygon(flatten(path, 0.05)[0])


# Folds


def test_a_fold_is_drawn_in_its_own_ink_from_edge_to_edge():
    one = board("quickcutouts")
    (page,) = read(print_files(one)[0].pdf)
    folds = [thing for thing in page.painted if thing.ink == "Fold"]
    assert page.separations["Fold"] == [1, 0, 0, 0] and len(folds) == len(fold_lines(one)) >= 1
    frame = one.profile.frame_mm
    for thing, (left, height, right, _) in zip(folds, fold_lines(one), strict=True):
        assert thing.stroked and thing.overprint
        ends = [(x * MM - frame, y * MM - frame) for x, y in thing.points()]
        assert ends == [pytest.approx((left, height), abs=0.01), pytest.approx((right, height), abs=0.01)]
        assert height == pytest.approx(one.height_mm / 2, abs=0.1)
    edge = one.die.polygon.boundary
    shift = one.die.polygon.bounds[0]
    assert all(edge.distance(Point(x + shift, height)) < 0.2 for left, height, right, _ in fold_lines(one) for x in (left, right))


def test_the_cut_lies_over_the_fold():
    (page,) = read(print_files(board("quickcutouts"))[0].pdf)
    assert [thing.ink for thing in page.painted[-2:]] == ["Fold", "CutContour"]


@pytest.mark.parametrize("what", ["face", "code", "quote", "testimony"])
def test_a_fold_through_something_is_found_and_a_better_height_is_named(what):
    one = board("plain")
    boxes = {"face": next(zone.box_mm for zone in one.zones if zone.name == "face"), "code": one.qr_box_mm,
             **{line.role: line.box_mm for line in one.lines}}
    height = (boxes[what][1] + boxes[what][3]) / 2
    findings = fold_findings(at(one, folds_mm=(height,)))
    assert what in {finding.what for finding in findings}
    finding = next(finding for finding in findings if finding.what == what)
    words = {"face": "the face", "code": "the code"}.get(what, f"a line of text ({what})")
    assert finding.sentence.startswith(f"The fold at {height:.0f} mm goes through {words}. ")
    assert finding.better_mm is not None and fold_findings(at(one, folds_mm=(finding.better_mm,))) == ()
    assert f"At {finding.better_mm:.0f} mm it crosses nothing." in finding.sentence


def test_a_fold_just_beside_a_line_is_found_too():
    one = board("plain")
    _, bottom, _, top = next(line.box_mm for line in one.lines if line.role == "quote")
    assert fold_findings(at(one, folds_mm=(top + 2.9,))) and fold_findings(at(one, folds_mm=(bottom - 2.9,)))
    assert not any(finding.what == "quote" and finding.box_mm[3] == top for finding in fold_findings(at(one, folds_mm=(top + 3.1,))))


def test_where_nothing_is_free_it_is_said():
    one = board("plain")
    wall = tuple(PlacedLine("testimony", "en", 35, (600.0, float(low), 900.0, float(low + 9))) for low in range(0, 1700, 10))
    (first, *_) = fold_findings(at(replace(one, lines=wall), folds_mm=(800.0,)))
    assert first.better_mm is None and first.sentence.endswith("choose a shop that does not fold.")


def test_shops_that_do_not_fold_have_no_findings():
    assert fold_findings(board("plain")) == () and fold_heights_mm(board("plain")) == ()


def test_heights_and_shares_are_the_boards_own():
    one = at(board("plain"), folds_mm=(600.0, 9000.0), fold_shares=(0.5,))
    assert fold_heights_mm(one) == (600.0, pytest.approx(one.height_mm / 2, abs=0.06))


@given(st.floats(60, 1600))
@settings(max_examples=60, deadline=None)
def test_a_free_height_crosses_nothing(near_mm):
    found = free_height(board_in("ar"), near_mm)
    assert found is None or crossed(board_in("ar"), found) == []


# Pieces


@given(st.floats(60, 1600))
@settings(max_examples=40, deadline=None)
def test_the_two_halves_are_the_board(y_mm):
    """Wherever the join crosses the outline twice; elsewhere the refusal says why."""
    whole = board_in("en").die.path
    try:
        low, high = halves(whole, y_mm)
    except CutoutError as refusal:
        assert f"crosses the join at {y_mm:.0f} mm" in refusal.sentence
        return
    below, above = area(low), area(high)
    assert below.is_valid and above.is_valid
    assert below.bounds[3] == pytest.approx(y_mm) and above.bounds[1] == pytest.approx(y_mm)
    assert below.area + above.area == pytest.approx(area(whole).area, rel=1e-5)
    assert unary_union([below, above]).symmetric_difference(area(whole)).area < 60


def test_a_board_that_fits_is_whole_and_one_that_lies_turned_too():
    one = board("subia")
    assert [(piece.number, piece.of) for piece in pieces(one)] == [(1, 1)]
    wide = at(one, piece_mm=(700.0, 2400.0))  # wider than the short side: pieces up to 700 mm tall
    assert tallest_piece_mm(wide) == 700.0
    low = at(replace(one, height_mm=690.0), piece_mm=(700.0, 2400.0))
    assert len(pieces(low)) == 1


@pytest.mark.parametrize("shop_changes", [{"piece_mm": (1100.0, 1200.0)}, {"piece_mm": (1100.0, 900.0)}, {"piece_mm": (700.0, 1100.0)}])
def test_pieces_fit_the_shop_spare_words_and_make_the_board_again(shop_changes):
    one = at(board("subia"), **shop_changes)
    parts = pieces(one)
    tallest = tallest_piece_mm(one)
    assert len(parts) >= 2 and [part.number for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        left, bottom, right, top = part.box_mm
        assert top - bottom <= tallest and right - left == one.width_mm
        assert area(part.cut).bounds[1] == pytest.approx(bottom, abs=0.1) and area(part.cut).bounds[3] == pytest.approx(top, abs=0.4)
    joins = [part.box_mm[3] for part in parts[:-1]]
    assert [part.box_mm[1] for part in parts[1:]] == joins
    assert all(crossed(one, join) == [] for join in joins)
    assert sum(area(part.cut).area for part in parts) == pytest.approx(area(one.die.path).area, rel=1e-5)


def test_a_tall_board_goes_to_the_shop_as_files_with_a_closed_cut_each():
    files = print_files(board("subia", height_mm=2500.0))
    assert [file.suffix for file in files] == [f"-piece-{number}-of-{len(files)}" for number in range(1, len(files) + 1)] and len(files) >= 2
    assert sum(file.has_code for file in files) == 1 and all(f"piece {number} of {len(files)}" in file.what for number, file in enumerate(files, start=1))
    heights = 0.0
    for file in files:
        (page,) = read(file.pdf)
        cuts = [thing for thing in page.painted if thing.ink == "CutContour"]
        assert len(cuts) == 1 and cuts[0].closed and cuts[0].nodes <= 44
        heights += (page.boxes["/TrimBox"][3] - page.boxes["/TrimBox"][1]) * MM
    assert heights == pytest.approx(board("subia", height_mm=2500.0).height_mm, abs=0.1)


def test_a_board_that_no_piece_holds_is_refused_with_what_to_do():
    with pytest.raises(CutoutError, match=r"The board is \d+ mm wide and Subia, mounted pieces cuts pieces up to 400 x 800 mm: choose a narrower template"):
        pieces(at(board("subia"), piece_mm=(400.0, 800.0)))
    one = board("subia")
    wall = tuple(PlacedLine("testimony", "en", 35, (600.0, float(low), 900.0, float(low + 9))) for low in range(0, 1700, 10))
    with pytest.raises(CutoutError, match="no join was found that spares face, code and lines of text. Choose a lower board or another print shop"):
        pieces(at(replace(one, lines=wall), piece_mm=(1100.0, 1200.0)))


# Holes


def test_two_holes_are_filled_in_the_colour_of_the_cut():
    one = board("kallkwik-drilled")
    (page,) = read(print_files(one)[0].pdf)
    drilled = [thing for thing in page.painted if thing.ink == "DIE-CUT FORME" and not thing.stroked]
    assert len(drilled) == 2 and all(thing.closed and thing.overprint for thing in drilled)
    for thing, path in zip(drilled, holes(one), strict=True):
        left, _, right, _ = area(path).bounds
        assert right - left == pytest.approx(5.0, abs=0.01)
        xs = [x * MM - one.profile.frame_mm for x, _ in thing.points()]
        assert (min(xs), max(xs)) == pytest.approx((left, right), abs=0.01)


def test_holes_keep_off_edge_words_and_code():
    one = board("kallkwik-drilled")
    shift = one.die.polygon.bounds[0]
    for path in holes(one):
        hole = area(path)
        middle = Point(hole.centroid.x + shift, hole.centroid.y)
        assert one.die.polygon.contains(middle.buffer(2.5 + 15))
        assert not any(left < hole.centroid.x < right and bottom < hole.centroid.y < top for left, bottom, right, top in (line.box_mm for line in one.lines))


def test_a_hole_is_round_to_a_tenth_of_a_millimetre():
    ring = flatten(circle((0, 0), 2.5), 0.001)[0]
    assert all(2.5 <= Point(x, y).distance(Point(0, 0)) + 1e-6 <= 2.6 for x, y in ring)


def test_no_room_for_a_hole_is_said():
    one = board("kallkwik-drilled")
    wall = (PlacedLine("credit", "en", 24, (0.0, 0.0, one.width_mm, 100.0)),)
    with pytest.raises(CutoutError, match="There is no room for a drill hole 40 mm above the floor"):
        holes(replace(one, lines=wall))


def test_shops_that_drill_nothing_have_no_holes():
    assert holes(board("plain")) == () and profile("kallkwik").hole_mm == 0


def test_the_job_ticket_says_where_it_is_folded_and_warns_of_what_that_crosses():
    one = board("plain")
    made = at(one, folds_mm=(sum(one.qr_box_mm[1::2]) / 2,), fold_shares=(0.5,))
    assert fold_findings(made)
    ticket = job_ticket(made)
    assert ticket["shop"]["folds_mm"] == list(fold_heights_mm(made))
    assert {finding.sentence for finding in fold_findings(made)} <= set(ticket["warnings"])
