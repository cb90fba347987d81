"""Sheets: put together again they are the board, and an ordinary printer can print them."""
import io
import re

import numpy as np
import pikepdf
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import box

from exhibit.cutout import CodeNotReadable, CutoutError, code_page, tile, verify_codes, verify_sheets, write_pdf
from exhibit.cutout.press.pdf import PT_PER_MM, margin_mm
from exhibit.cutout.press.raster import grey, page_count, render
from exhibit.cutout.sheets.lettering import Letters
from exhibit.cutout.sheets.marks import (
    BAR_HIGH_MM,
    BAR_LEFT_MM,
    BAR_MM,
    BAR_STEP_MM,
    BAR_TOP_MM,
    INCHES_MM,
    LABEL_MM,
    PRINTED_MM,
    Sheet,
)
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.cutout.sheets.plan import Edges, Outline, map_pages, plan
from exhibit.cutout.sheets.tiling import sheets_of
from tests.cutout.samples import board_in, pdf_in, spec_in
from tests.cutout.sheets.exact import part

MM = 25.4 / 72
WAYS = [SheetOptions(), SheetOptions(order="down"), SheetOptions("a3"), SheetOptions("letter", margin_mm=5, overlap_mm=15), SheetOptions("tabloid", overlap_mm=0),
        SheetOptions("a3", gap_mm=4), SheetOptions("300x400", margin_mm=12.7), SheetOptions("roll610"), SheetOptions("a4", orientation="landscape", gap_mm=0)]


def named(options):
    return f"{options}-{options.order}-{options.orientation}-{options.under_mm:g}-{options.apart_mm:g}"


@pytest.fixture(scope="module")
def tiled():
    kept = {}

    def made(options):
        if options not in kept:
            kept[options] = tile(board_in("en"), options, full=pdf_in("en"))
        return kept[options]
    return made


def windows_on_both(pdf, options, px, shift_mm=0.0, every=1):
    """For each sheet, or every third and so on, what its window shows: (window, on the sheet, on the board), both on the same pixels."""
    board = board_in("en")
    margin, edges, grid = margin_mm(board), Edges.of(options), plan(board, options)
    for page, window in list(enumerate(grid.windows, start=map_pages(options)))[::every]:
        left, bottom, right, top = window.box_mm
        x0, y0, x1, y1 = max(left, 0), max(bottom, 0), min(right, board.width_mm), min(top, board.height_mm)
        size = x1 - x0, y1 - y0
        yield window, part(pdf, page, (edges.left + x0 - left + shift_mm, edges.bottom + y0 - bottom), size, px), part(pdf_in("en"), 0, (x0 + margin, y0 + margin), size, px)


def unlike(one, other):
    """Mean difference of grey values at edges, a pixel away from the picture's own."""
    inside = slice(2, -2), slice(2, -2)
    return np.abs(one[inside] - other[inside]).mean()


@pytest.mark.parametrize("options", WAYS, ids=named)
def test_the_sheets_put_together_are_the_board(options, tiled):
    """On A4 every window, the whole board; on others every third: the same picture, but for what PDFium rounds."""
    for window, on_sheet, on_board in windows_on_both(tiled(options), options, 2.0, every=1 if options == WAYS[0] else 3):
        assert unlike(on_sheet, on_board) < 0.05, window.name


@pytest.mark.parametrize("options", [WAYS[0], WAYS[1], WAYS[5]], ids=named)
def test_nothing_is_moved_by_a_tenth_of_a_millimetre(options, tiled):
    """At 10 pixels a millimetre; the same picture moved by a tenth is told from the right one ten times over, so it would be seen."""
    right = {window.name: unlike(one, other) for window, one, other in windows_on_both(tiled(options), options, 10.0, every=7)}
    moved = {window.name: unlike(one, other) for window, one, other in windows_on_both(tiled(options), options, 10.0, shift_mm=0.1, every=7)}
    assert max(right.values()) < 0.05
    told = [name for name in right if moved[name] > 10 * max(right[name], 0.01)]
    assert len(told) >= len(right) / 2


@pytest.mark.parametrize("options", WAYS, ids=named)
def test_the_board_lies_on_each_page_where_the_plan_says(options, tiled):
    """Geometry, without pixels: the matrix before the board's form puts the trim box's corner at the window's offset."""
    board, grid, edges = board_in("en"), plan(board_in("en"), options), Edges.of(options)
    with pikepdf.open(io.BytesIO(tiled(options))) as document:
        for page, window in zip(document.pages[1:], grid.windows, strict=True):
            placed = re.search(rb"q ([\d.]+) 0 0 ([\d.]+) (-?[\d.]+) (-?[\d.]+) cm /Board Do", page.Contents.read_bytes())
            sx, sy, x, y = (float(number) for number in placed.groups())
            assert (sx, sy) == (1, 1)
            corner = [x / PT_PER_MM + margin_mm(board), y / PT_PER_MM + margin_mm(board)]
            assert corner == pytest.approx([edges.left - window.box_mm[0], edges.bottom - window.box_mm[1]], abs=0.001), window.name


@pytest.mark.parametrize(("sheet", "size"), [("a4", (210, 297)), ("a3", (297, 420)), ("letter", (215.9, 279.4)), ("300x400", (300, 400))])
def test_a_sheet_is_exactly_as_large_as_its_paper(sheet, size, tiled):
    with pikepdf.open(io.BytesIO(tiled(SheetOptions(sheet)))) as document:
        for page in document.pages:
            sides = sorted(float(value) * MM for value in page.MediaBox.as_list()[2:])
            assert sides == pytest.approx(list(size), abs=0.01)
            assert page.TrimBox.as_list() == page.MediaBox.as_list()
        assert document.Root.ViewerPreferences.PrintScaling == "/None" and document.Root.ViewerPreferences.Duplex == "/Simplex"


def test_pages_are_labelled_as_the_sheets_are_named():
    board, options = board_in("en"), SheetOptions("a3", two_sided=True)
    with pikepdf.open(io.BytesIO(tile(board, options, full=pdf_in("en")))) as document:
        labels = [page.label for page in document.pages]
    assert labels == ["Map", "Map of the back", *(window.name for window in plan(board, options).windows)]
    assert code_page(board, options) == labels.index(plan(board, options).code_on)


def test_each_sheet_bears_its_own_name(tiled):
    grid = plan(board_in("en"), "a4")
    seen = set()
    for page, window in enumerate(grid.windows, start=1):
        top = grey(render(tiled(SheetOptions()), page, 6))[int(3.5 * 6):int(7.5 * 6), int(LABEL_MM * 6):int(185 * 6)]
        assert (top < 120).sum() > 150, window.name
        seen.add((top < 128).tobytes())
    assert len(seen) == len(grid.windows) == len({window.name for window in grid.windows})


@pytest.mark.parametrize("options", [SheetOptions(), SheetOptions("a3"), SheetOptions(margin_mm=3, overlap_mm=0, marks=False, labels=False), SheetOptions("roll610")], ids=named)
def test_both_scale_bars_are_on_every_sheet_and_as_long_as_they_say(options, tiled):
    px = 10.0
    pdf = tiled(options)
    for page in {0, 1, page_count(pdf) - 1}:
        pixels = grey(render(pdf, page, px))
        for at, long in enumerate((BAR_MM, INCHES_MM)):
            row = pixels[round((BAR_TOP_MM + at * BAR_STEP_MM + BAR_HIGH_MM / 2) * px)]
            dark = np.nonzero(row[round((BAR_LEFT_MM - 1) * px):round((BAR_LEFT_MM + INCHES_MM + 1) * px)] < 100)[0]
            assert (dark.max() - dark.min() + 1) / px == pytest.approx(long, abs=0.2), page


def test_marks_and_labels_are_where_office_printers_print(tiled):
    edge = int((PRINTED_MM - 0.1) * 4)
    for page in (3, 8, 20):
        pixels = grey(render(tiled(SheetOptions()), page, 4))
        assert (pixels[:edge] > 250).all() and (pixels[-edge:] > 250).all() and (pixels[:, :edge] > 250).all() and (pixels[:, -edge:] > 250).all()


def test_without_marks_and_labels_only_board_and_scale_bars_are_left(tiled):
    options = SheetOptions(marks=False, labels=False)
    edges = Edges.of(options)
    for page in (1, 7):
        pixels = grey(render(tiled(options), page, 4)).copy()
        pixels[:round(8 * 4), :round((LABEL_MM - 1) * 4)] = 255
        assert (pixels[:round((edges.top - 0.3) * 4)] > 250).all() and (pixels[:, :round((edges.left - 0.3) * 4)] > 250).all()


def test_nothing_is_drawn_on_what_stays_visible(tiled):
    """With marks, labels and shading a window shows exactly what it shows without."""
    plain, marked = tiled(SheetOptions(marks=False, labels=False)), tiled(SheetOptions())
    edges, px = Edges.of(SheetOptions()), 4
    for page in range(1, page_count(marked), 9):
        one, other = (grey(render(pdf, page, px)) for pdf in (plain, marked))
        inside = slice(round(edges.top * px) + 1, -round(edges.bottom * px) - 1), slice(round(edges.left * px) + 1, -round(edges.right * px) - 1)
        assert (one[inside] == other[inside]).all()


def test_the_cut_line_is_dashed_where_a_neighbour_covers_it(tiled):
    """On the covered edge there are gaps in it; on what stays visible it is one line."""
    board = board_in("en")
    grid, outline = plan(board, "a4"), Outline.of(board)
    found = 0
    for window in grid.windows:
        sheet = Sheet(grid, window, outline, Letters())
        line = outline.polygon.exterior
        for flap in sheet.covered:
            under = translate(line, *sheet.shift).intersection(box(*flap))
            if under.length > 5:
                shown = under.intersection(sheet.shown).length / under.length
                assert 0.2 < shown < 0.9, window.name
                found += 1
        visible = translate(line, *sheet.shift).intersection(box(*sheet.picture))
        assert visible.difference(sheet.shown.buffer(1e-6)).length < 1e-6
    assert found >= 10


@pytest.mark.parametrize("sheet", ["a4", "a3", "sra3", "a1", "roll610", "letter"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_is_whole_on_one_sheet_and_reads_from_it(sheet, language):
    board = board_in(language)
    page = code_page(board, sheet, 10)
    window = plan(board, sheet, 10).windows[page - 1].box_mm
    left, bottom, right, top = board.qr_box_mm
    assert window[0] <= left and window[1] <= bottom and window[2] >= right and window[3] >= top
    pdf = tile(board, sheet, 10, pdf_in(language))
    verify_sheets(pdf, board.spec.url, page)
    picture = grey(render(pdf, page, 1.5))
    assert {found.text for found in zxingcpp.read_barcodes(picture)} == {board.spec.url}


def test_a_board_without_a_code_needs_no_code_page():
    from exhibit.cutout import compose

    board = compose(spec_in("en", url=None))
    assert code_page(board, "a4", 10) is None
    verify_sheets(tile(board, "a4"), None, None)


def test_sheets_without_the_code_are_not_handed_out(tiled):
    with pytest.raises(CodeNotReadable, match="No sheet of this size holds the whole code"):
        verify_sheets(tiled(SheetOptions()), board_in("en").spec.url, None)
    with pytest.raises(CodeNotReadable, match="zxing-cpp does not read the code"):
        verify_sheets(tiled(SheetOptions()), board_in("en").spec.url, 1)


def test_the_map_and_sheets_are_in_print_colours_only_and_vector(tiled):
    with pikepdf.open(io.BytesIO(tiled(SheetOptions()))) as document:
        assert len(document.pages) == plan(board_in("en"), "a4", 10).sheets + map_pages(SheetOptions())
        forms = document.pages[0].Resources.XObject
        assert {form.Subtype for form in forms.values()} == {"/Form"}
        for stream in [page.Contents.read_bytes() for page in document.pages] + [form.read_bytes() for form in forms.values()]:
            assert not set(stream.decode("latin-1").split()) & {"rg", "RG", "g", "G", "Tf", "Tj", "BI"}
        assert "/OutputIntents" in document.Root


def test_the_board_is_in_the_file_once(tiled):
    """Thirty sheets weigh little more than one board."""
    assert len(tiled(SheetOptions())) < len(pdf_in("en")) + 140_000


def test_the_same_board_gives_the_same_sheets(tiled):
    assert tile(board_in("en"), "a4", 10) == tiled(SheetOptions())


def test_sheets_of_a_finished_file_need_no_board(tiled):
    outline = Outline.of(board_in("en"))
    assert sheets_of(pdf_in("en"), outline, plan(outline, SheetOptions())) == tiled(SheetOptions())


def test_a_technical_line_in_another_script_is_set_too():
    from dataclasses import replace

    outline = replace(Outline.of(board_in("en")), slug="Zürich · بيروت")
    pdf = sheets_of(pdf_in("en"), outline, plan(outline, "a3"))
    plain = sheets_of(pdf_in("en"), replace(outline, slug=""), plan(outline, "a3"))
    left = [grey(render(one, 5, 6))[:, int(4 * 6):int(7.4 * 6)] < 120 for one in (pdf, plain)]
    assert left[0].sum() > left[1].sum() + 100


@pytest.mark.parametrize(("sheet", "overlap_mm", "sentence"), [
    ("a5", 10, "There is no sheet size “a5”. Known: full, a4, a3"), ("a4", 80, "leaves too little of the sheet: choose at most 63 mm"),
    ("a4", -1, "overlap of -1 mm is not possible: choose between 0 and 100 mm")])
def test_sheets_that_cannot_be_made_say_why(sheet, overlap_mm, sentence):
    with pytest.raises(CutoutError, match=sentence):
        tile(board_in("en"), sheet, overlap_mm)


@settings(max_examples=6, deadline=None)
@example(SheetOptions(paper="a3", margin_mm=15, overlap_mm=0, marks=False, labels=False))  # rows of both orientations once cut the code in two
@given(st.builds(SheetOptions, paper=st.sampled_from(["a4", "a3", "legal", "420x420", "roll700"]), margin_mm=st.floats(3, 20), overlap_mm=st.floats(0, 20),
                 orientation=st.sampled_from(["auto", "portrait", "landscape"]), order=st.sampled_from(["across", "down"]), marks=st.booleans(), labels=st.booleans()))
def test_whatever_is_wanted_the_code_reads_from_its_sheet(options):
    pdf = tile(board_in("en"), options, full=pdf_in("en"))
    page = code_page(board_in("en"), options)
    assert {found.text for found in zxingcpp.read_barcodes(grey(render(pdf, page, 1.5)))} == {board_in("en").spec.url}


def test_every_page_reads_its_own_code():
    verify_codes(pdf_in("en"), [board_in("en").spec.url], seeds=20)


def _spoiled(find, put):
    """The board with a part of its code painted over."""
    from dataclasses import replace

    from exhibit.cutout.board.compose import Fill
    from exhibit.cutout.board.palettes import PAPER
    from exhibit.cutout.paths import polygon_path

    board = board_in("en")
    x0, y0, x1, y1 = board.qr_box_mm
    side = x1 - x0
    (a, b), (c, d) = find, put
    ring = [(x0 + a * side, y0 + b * side), (x0 + c * side, y0 + b * side), (x0 + c * side, y0 + d * side), (x0 + a * side, y0 + d * side)]
    return replace(board, fills=(*board.fills, Fill(polygon_path([ring]), PAPER)))


@pytest.mark.parametrize(("find", "put"), [((0, 0), (1, 1)), ((0.3, 0.3), (0.75, 0.75)), ((0.0, 0.6), (0.4, 1.0))])
def test_a_damaged_code_is_not_handed_out(find, put):
    with pytest.raises(CodeNotReadable, match="the file is not handed out"):
        verify_codes(write_pdf(_spoiled(find, put)), [board_in("en").spec.url])


def test_a_swapped_code_is_not_handed_out():
    with pytest.raises(CodeNotReadable, match="On page 1 zxing-cpp does not read the code that should be there"):
        verify_codes(pdf_in("en"), ["HTTPS://VOICES.EU/XYZ999"])


def test_a_code_where_none_may_be_is_not_handed_out():
    with pytest.raises(CodeNotReadable):
        verify_codes(pdf_in("en"), [None])


def test_a_missing_page_is_not_handed_out():
    with pytest.raises(CodeNotReadable, match="The file has 1 pages, 2 were expected"):
        verify_codes(pdf_in("en"), [board_in("en").spec.url] * 2)
