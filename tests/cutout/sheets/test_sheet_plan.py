"""The plan: every part of the board on a sheet, and as few sheets as can be, never more than the usual tool takes."""
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from exhibit.cutout import CutoutError, compose, tile
from exhibit.cutout.sheets.options import ORDERS, ORIENTATIONS, PAPERS_MM, ROLLS_MM, SheetOptions
from exhibit.cutout.sheets.plan import Edges, Outline, code_page, map_pages, plan, row_letters
from tests.cutout.samples import board_in

NAMES = [*PAPERS_MM, *ROLLS_MM]


@pytest.fixture(scope="module")
def demo_boards():
    from benchmarks.demo_boards import demo_specs

    return [compose(spec) for spec in demo_specs()]


@pytest.fixture(scope="module")
def demo(demo_boards):
    return [Outline.of(board) for board in demo_boards]


def test_fifteen_boards_on_a4_stay_under_five_megabytes(demo_boards):
    assert sum(len(tile(board, "a4")) for board in demo_boards) < 5_000_000


def boxes(grid, under=0.0):
    return [box(x0, y0 - under, x1 + under, y1) for x0, y0, x1, y1 in (window.box_mm for window in grid.windows)]


def plakativ_sheets(outline, width, height):
    """What plakativ takes for the board's own page, in both of its layouts; its border is margin and overlap in one."""
    from plakativ import complex_cover

    across, down = outline.width_mm + 40, outline.height_mm + 40
    simple = min(math.ceil(across / width) * math.ceil(down / height), math.ceil(across / height) * math.ceil(down / width))
    return min(simple, len(complex_cover(across, down, width, height)))


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize(("paper", "border"), [("a4", 10.0), ("a3", 10.0), ("a3", 15.0)])
def test_never_more_sheets_than_plakativ(paper, border, demo):
    short, long = PAPERS_MM[paper]
    for outline in demo:
        ours = plan(outline, SheetOptions(paper, margin_mm=border, overlap_mm=border))
        assert ours.sheets <= plakativ_sheets(outline, short - 2 * border, long - 2 * border)


@pytest.mark.parametrize("options", [SheetOptions("a4"), SheetOptions("a4", order="down"), SheetOptions("a3"), SheetOptions("letter", margin_mm=5, overlap_mm=12),
                                     SheetOptions("a4", overlap_mm=0), SheetOptions("roll914"), SheetOptions("250x333.3")], ids=str)
def test_all_of_the_board_and_of_its_cut_line_is_on_some_sheet(options, demo):
    for outline in demo[::3]:
        grid = plan(outline, options)
        assert unary_union(boxes(grid)).buffer(1e-6).contains(outline.polygon.buffer(0.4))
        assert all(one.intersects(outline.polygon.buffer(2)) for one in boxes(grid)), "a sheet without anything of the board"


@pytest.mark.parametrize("options", [SheetOptions("a4"), SheetOptions("a4", order="down"), SheetOptions("a3", gap_mm=6), SheetOptions("sra3", margin_mm=4)], ids=lambda o: f"{o}-{o.order}-{o.apart_mm}")
def test_windows_are_of_one_size_apart_by_the_gap_and_never_over_each_other(options, demo):
    for outline in demo[:3]:
        grid, edges = plan(outline, options), Edges.of(options)
        for window in grid.windows:
            x0, y0, x1, y1 = window.box_mm
            assert (x1 - x0, y1 - y0) == pytest.approx((window.paper_mm[0] - edges.left - edges.right, window.paper_mm[1] - edges.bottom - edges.top))
            for other in grid.neighbours[window.name]["right"]:
                assert other.box_mm[0] - x1 == pytest.approx(options.apart_mm)
            for other in grid.neighbours[window.name]["below"]:
                assert y0 - other.box_mm[3] == pytest.approx(options.apart_mm)
        shown = boxes(grid)
        assert sum(one.area for one in shown) == pytest.approx(unary_union(shown).area)


def test_a_neighbour_has_its_neighbour(demo):
    other_side = {"left": "right", "right": "left", "above": "below", "below": "above"}
    for order in ("across", "down"):
        grid = plan(demo[1], SheetOptions(order=order))
        for window in grid.windows:
            for side, others in grid.neighbours[window.name].items():
                assert all(window in grid.neighbours[other.name][other_side[side]] for other in others)
        along = ("left", "right") if order == "across" else ("above", "below")
        assert all(len(grid.neighbours[window.name][side]) <= 1 for window in grid.windows for side in along), "in a band each has one beside it"


def test_bricks_are_laid_only_where_that_saves_a_sheet(demo, monkeypatch):
    """A staggered plan is smaller than the best straight one; both kinds are among the demo's boards."""
    from exhibit.cutout.sheets import cover
    from exhibit.cutout.sheets import plan as planning

    monkeypatch.setattr(planning, "turned_cover", lambda *_: None)
    options, found = SheetOptions("a4", order="across"), []
    grids = [planning._best(outline, options) for outline in demo[:8]]
    monkeypatch.setattr(cover, "_staggered", lambda *_: None)
    for outline, grid in zip(demo[:8], grids, strict=True):
        straight = planning._best(outline, options)
        assert straight.sheets > grid.sheets if grid.staggered else straight.windows == grid.windows
        found.append(grid.staggered)
    assert any(found) and not all(found)


def test_sheets_lie_both_ways_only_where_that_saves_one(demo, monkeypatch):
    from exhibit.cutout.sheets import plan as planning

    options = SheetOptions("a3", order="across")
    grids = [planning._best(outline, options) for outline in demo[:8]]
    monkeypatch.setattr(planning, "turned_cover", lambda *_: None)
    for outline, grid in zip(demo[:8], grids, strict=True):
        if grid.turned:
            assert {window.paper_mm for window in grid.windows} == {(297, 420), (420, 297)}
            assert planning._best(outline, options).sheets > grid.sheets
    assert any(grid.turned for grid in grids)


def test_rows_are_glued_first_or_columns(demo):
    for order, key in (("across", lambda w: (w.row, w.column)), ("down", lambda w: (w.column, w.row))):
        windows = plan(demo[0], SheetOptions(order=order)).windows
        assert list(windows) == sorted(windows, key=key)
        assert len({window.name for window in windows}) == len(windows)


@pytest.mark.parametrize(("options", "place"), [(SheetOptions(order="across"), "row B, column 2 of"), (SheetOptions(order="down"), "column 2, row B of")])
def test_a_sheet_says_where_it_lies(options, place, demo):
    grid = plan(demo[7], options)
    (window,) = (one for one in grid.windows if one.name == "B2")
    assert grid.place(window).startswith(place)


@pytest.mark.parametrize(("row", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_rows_are_lettered(row, letters):
    assert row_letters(row) == letters


def test_orientation_can_be_chosen(demo):
    assert not plan(demo[0], SheetOptions(orientation="portrait")).landscape and plan(demo[0], SheetOptions(orientation="landscape")).landscape
    auto = plan(demo[0], SheetOptions()).sheets
    assert auto <= min(plan(demo[0], SheetOptions(orientation=one)).sheets for one in ("portrait", "landscape"))


def test_a_roll_is_cut_to_the_boards_length():
    board = board_in("en")
    grid = plan(board, SheetOptions("roll1067", orientation="portrait"))
    assert grid.sheets == 1 and grid.paper_mm[0] == 1067 and board.height_mm < grid.paper_mm[1] < board.height_mm + 25


def test_what_is_told_before_is_what_is_made():
    from exhibit.cutout.press.raster import page_count

    told = plan(board_in("en"), "a3").told()
    assert told["sheets"] == len(told["windows"]) == page_count(tile(board_in("en"), "a3")) - 1
    assert told["paper_mm"] in ([297, 420], [420, 297]) and told["code_on"] in [window["name"] for window in told["windows"]]


def test_a_paper_too_small_for_the_code_is_planned_and_has_no_page_for_it():
    outline = replace(Outline.of(board_in("en")), code_mm=(100, 400, 400, 700))
    assert code_page(outline, "a4") is None and plan(outline, "a4").code_on is None and plan(outline, "a4").sheets > 0
    assert code_page(outline, "a2") is not None


def test_a_board_over_five_metres_is_refused():
    long = Outline(Polygon([(0, 0), (600, 0), (600, 5200), (0, 5200)]), 600, 5200, None)
    with pytest.raises(CutoutError, match="A board of 5.20 m is too long for one page: many programs show nothing beyond 5 m. Make it smaller or in two pieces."):
        plan(long, "a4")
    assert plan(replace(long, polygon=Polygon([(0, 0), (600, 0), (600, 4990), (0, 4990)]), height_mm=4990), "a3").sheets == 32  # 4990 x 600 mm in two columns, one of each orientation


@settings(max_examples=25, deadline=None)
@given(paper=st.sampled_from(NAMES) | st.builds("{:.0f}x{:.1f}".format, st.floats(200, 700), st.floats(200, 900)), margin=st.floats(3, 25), overlap=st.none() | st.floats(0, 30),
       gap=st.floats(0, 30), orientation=st.sampled_from(ORIENTATIONS), order=st.sampled_from(ORDERS), language=st.sampled_from(["en", "ar"]))
def test_whatever_is_wanted_the_board_is_covered_or_a_sentence_says_why_not(paper, margin, overlap, gap, orientation, order, language):
    outline = Outline.of(board_in(language))
    try:
        options = SheetOptions(paper, margin, overlap, None if overlap else gap, orientation, order)
        grid = plan(outline, options)
    except CutoutError as refusal:
        assert refusal.sentence.endswith(".") and len(refusal.sentence) > 30
        return
    hidden = outline.polygon.difference(unary_union(boxes(grid)))
    if options.apart_mm == 0:
        assert hidden.area < 1e-6
    else:
        assert not hidden.buffer(-0.75 * options.apart_mm - 0.01).area, "more is hidden than the gaps"
    if grid.code_on:
        (window,) = (one for one in grid.windows if one.name == grid.code_on)
        assert box(*window.box_mm).buffer(1e-6).contains(box(*outline.code_mm))
        assert code_page(outline, options) == grid.windows.index(window) + map_pages(options)
    assert len({window.name for window in grid.windows}) == grid.sheets


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1500), st.floats(0, 2500)), min_size=3, max_size=8))
def test_any_outline_is_covered(points):
    hull = unary_union([Polygon(points).buffer(0), box(0, 0, 40, 40)]).convex_hull.difference(Polygon(points[:3]).buffer(0).buffer(-60))
    part = max(getattr(hull, "geoms", [hull]), key=lambda one: one.area)
    x0, y0, x1, y1 = part.bounds
    outline = Outline(Polygon(part.exterior), x1 - x0, y1 - y0, None)
    for options in (SheetOptions("a3"), SheetOptions("a3", order="down")):
        grid = plan(outline, options)
        assert unary_union(boxes(grid)).buffer(1e-6).contains(outline.polygon)
        straight = min(math.ceil((x1 - x0 + 3) / w) * math.ceil((y1 - y0 + 3) / h) for w, h in ((277, 400), (400, 277)))
        assert grid.sheets <= straight
