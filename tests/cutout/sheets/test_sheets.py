"""Sheets: put together again they are the board, and an ordinary printer can print them."""
import io
import math

import numpy as np
import pikepdf
import pytest
import zxingcpp

from exhibit.cutout import CodeNotReadable, CutoutError, code_page, tile, verify_codes, verify_sheets, write_pdf
from exhibit.cutout.press.pdf import MARGIN_MM, code_box_on_page_mm
from exhibit.cutout.press.raster import grey, page_count, render
from exhibit.cutout.sheets.plan import PRINTABLE_MARGIN_MM, SHEETS_MM, name_of, plan, row_letters
from exhibit.cutout.sheets.tiling import BAR_MM, BAR_Y_MM, EDGE_MM
from tests.cutout.samples import board_in, pdf_in

PX = 2.0
MM = 25.4 / 72


@pytest.fixture(scope="module")
def tiled():
    return {sheet: tile(board_in("en"), sheet, 10, pdf_in("en")) for sheet in ("a4", "a3")}


def rejoined(pdf, grid, shape):
    """All sheets pasted at their windows; pixels no sheet shows stay white."""
    whole = np.full(shape, 255, np.uint8)
    for page, window in enumerate(grid.windows, start=1):
        sheet = grey(render(pdf, page, PX))
        left, bottom, right, top = window.box_mm
        x, y = round(left * PX), round(shape[0] - top * PX)
        width, height = round((right - left) * PX), round((top - bottom) * PX)
        edge = round(EDGE_MM * PX)
        part = sheet[edge:edge + height, edge:edge + width]
        x0, y0, x1, y1 = max(0, x), max(0, y), min(shape[1], x + width), min(shape[0], y + height)
        whole[y0:y1, x0:x1] = part[y0 - y:y1 - y, x0 - x:x1 - x]
    return whole


@pytest.mark.parametrize("sheet", ["a4", "a3"])
def test_the_sheets_put_together_are_the_board(sheet, tiled):
    full = grey(render(pdf_in("en"), 0, PX))
    together = rejoined(tiled[sheet], plan(board_in("en"), sheet, 10), full.shape)
    floor = full.shape[0] - int((MARGIN_MM - 1) * PX)  # the technical line under the floor stays off the sheets
    difference = np.abs(together[:floor].astype(int) - full[:floor].astype(int))
    assert difference.mean() < 1.5
    blocks = difference[:floor // 8 * 8, :full.shape[1] // 8 * 8].reshape(floor // 8, 8, -1, 8).mean(axis=(1, 3))
    assert (blocks > 60).mean() < 0.004  # 4 mm squares: only edges shifted by a fraction of a pixel differ


@pytest.mark.parametrize(("sheet", "size"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_a_sheet_is_exactly_as_large_as_its_paper(sheet, size, tiled):
    with pikepdf.open(io.BytesIO(tiled[sheet])) as document:
        for page in document.pages:
            sides = sorted(float(value) * MM for value in page.MediaBox.as_list()[2:])
            assert sides == pytest.approx(list(size), abs=0.01)
            assert page.TrimBox.as_list() == page.MediaBox.as_list()
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("sheet", SHEETS_MM)
@pytest.mark.parametrize("overlap_mm", [0.0, 10.0, 25.0])
def test_neighbours_overlap_and_all_of_the_board_is_on_some_sheet(sheet, overlap_mm):
    from shapely.affinity import translate
    from shapely.geometry import box
    from shapely.ops import unary_union

    board = board_in("en")
    grid = plan(board, sheet, overlap_mm)
    boxes = {(window.row, window.column): window.box_mm for window in grid.windows}
    for (row, column), (left, bottom, right, _top) in boxes.items():
        assert right - left == pytest.approx(grid.paper_mm[0] - 2 * PRINTABLE_MARGIN_MM)
        if (row, column + 1) in boxes:
            assert right - boxes[row, column + 1][0] == pytest.approx(overlap_mm)
        if (row + 1, column) in boxes:
            assert boxes[row + 1, column][3] - bottom == pytest.approx(overlap_mm)
    cut = translate(board.die.polygon, MARGIN_MM - board.die.polygon.bounds[0], MARGIN_MM)
    assert unary_union([box(*one) for one in boxes.values()]).buffer(1e-6).contains(cut)
    assert all(box(*one).intersects(cut) for one in boxes.values())


@pytest.mark.parametrize(("sheet", "most"), [("a4", 36), ("a3", 20), ("sra3", 16), ("a1", 6), ("roll610", 2), ("roll914", 2)])
def test_no_more_sheets_than_needed(sheet, most):
    """Never more than the plain grid in the better orientation, and blank sheets are left out."""
    board, grid = board_in("en"), plan(board_in("en"), sheet, 10)
    short, long = SHEETS_MM[sheet]
    papers = [(short, long), (long, short)] if long else [(short, board.height_mm + 40 + 20)]
    plain = min(math.ceil((board.width_mm - 8) / (w - 30)) * math.ceil((board.height_mm - 8) / (h - 30)) for w, h in papers)
    assert len(grid.windows) <= min(plain, most)


@pytest.mark.parametrize(("row", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_rows_are_lettered(row, letters):
    assert row_letters(row) == letters


def test_each_sheet_bears_its_own_name(tiled):
    """The label's ink on the raster against the same label set alone."""
    grid = plan(board_in("en"), "a4", 10)
    seen = set()
    for page, window in enumerate(grid.windows, start=1):
        top = grey(render(tiled["a4"], page, 6))[int(4.4 * 6):int(9 * 6), int(EDGE_MM * 6):int(62 * 6)]
        assert (top < 120).sum() > 150, name_of(window)
        seen.add((top < 128).tobytes())
    assert len(seen) == len(grid.windows) == len({name_of(window) for window in grid.windows})


@pytest.mark.parametrize("sheet", ["a4", "a3"])
def test_the_scale_bar_is_a_hundred_millimetres_long(sheet, tiled):
    px = 10.0
    for page in (1, page_count(tiled[sheet]) - 1):
        pixels = grey(render(tiled[sheet], page, px))
        row = pixels[-round((BAR_Y_MM + 0.6) * px)]
        dark = np.nonzero(row[:round((EDGE_MM + 4 + BAR_MM + 2) * px)] < 100)[0]
        assert (dark.max() - dark.min() + 1) / px == pytest.approx(100, abs=0.3)


def test_marks_and_labels_are_where_office_printers_print(tiled):
    pixels = grey(render(tiled["a4"], 3, 4))
    assert (pixels[:int(4.2 * 4)] > 250).all() and (pixels[-int(4.2 * 4):] > 250).all()
    assert (pixels[:, :int(4.2 * 4)] > 250).all() and (pixels[:, -int(4.2 * 4):] > 250).all()


@pytest.mark.parametrize("sheet", ["a4", "a3", "sra3", "a1", "roll610"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_is_whole_on_one_sheet_and_reads_from_it(sheet, language):
    board = board_in(language)
    page = code_page(board, sheet, 10)
    window = plan(board, sheet, 10).windows[page - 1].box_mm
    left, bottom, right, top = code_box_on_page_mm(board)
    assert window[0] <= left and window[1] <= bottom and window[2] >= right and window[3] >= top
    pdf = tile(board, sheet, 10, pdf_in(language))
    verify_sheets(pdf, board.spec.url, page)
    picture = grey(render(pdf, page, 1.5))
    assert {found.text for found in zxingcpp.read_barcodes(picture)} == {board.spec.url}


def test_a_board_without_a_code_needs_no_code_page():
    from exhibit.cutout import compose
    from tests.cutout.samples import spec_in

    board = compose(spec_in("en", url=None))
    assert code_page(board, "a4", 10) is None
    verify_sheets(tile(board, "a4"), None, None)


def test_sheets_without_the_code_are_not_handed_out(tiled):
    with pytest.raises(CodeNotReadable, match="No sheet of this size holds the whole code"):
        verify_sheets(tiled["a4"], board_in("en").spec.url, None)
    with pytest.raises(CodeNotReadable, match="zxing-cpp does not read the code"):
        verify_sheets(tiled["a4"], board_in("en").spec.url, 1)


def test_the_map_and_sheets_are_in_print_colours_only(tiled):
    with pikepdf.open(io.BytesIO(tiled["a4"])) as document:
        assert len(document.pages) == len(plan(board_in("en"), "a4", 10).windows) + 1
        streams = [page.Contents.read_bytes() for page in document.pages]
        streams += [form.read_bytes() for page in document.pages for form in page.Resources.XObject.values()]
        for stream in streams:
            operators = set(stream.decode("latin-1").split())
            assert not operators & {"rg", "RG", "g", "G", "Tf", "Tj"}
        assert "/OutputIntents" in document.Root


def test_the_same_board_gives_the_same_sheets(tiled):
    assert tile(board_in("en"), "a4", 10) == tiled["a4"]


@pytest.mark.parametrize(("sheet", "overlap_mm", "sentence"), [
    ("a5", 10, "There is no sheet size “a5”. Known: full, a4, a3"), ("a4", 80, "leaves too little of the sheet: choose at most 63 mm"), ("a4", -1, "leaves too little")])
def test_sheets_that_cannot_be_made_say_why(sheet, overlap_mm, sentence):
    with pytest.raises(CutoutError, match=sentence):
        tile(board_in("en"), sheet, overlap_mm)


def test_every_page_reads_its_own_code():
    verify_codes(pdf_in("en"), [board_in("en").spec.url], seeds=20)


def _spoiled(find, put):
    """The board with a part of its code painted over."""
    from exhibit.cutout.board.compose import Fill
    from exhibit.cutout.board.palettes import PAPER
    from exhibit.cutout.paths import polygon_path

    board = board_in("en")
    x0, y0, x1, y1 = board.qr_box_mm
    side = x1 - x0
    (a, b), (c, d) = find, put
    ring = [(x0 + a * side, y0 + b * side), (x0 + c * side, y0 + b * side), (x0 + c * side, y0 + d * side), (x0 + a * side, y0 + d * side)]
    from dataclasses import replace

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
