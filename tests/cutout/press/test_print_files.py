"""The print file of a board: true size, colours, boxes, no font, same bytes; it passes preflight."""
import io
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from shapely.geometry import box

from exhibit.cutout import (
    CutoutError,
    UnknownFigure,
    compose,
    job_ticket,
    palette_names,
    preflight,
    preview_png,
    write_pdf,
)
from exhibit.cutout.board.palettes import MIN_CONTRAST, WORDS, contrast, ink, luminance, panel_colour
from exhibit.cutout.paths import bounds
from exhibit.cutout.press.lineup import contact_sheet
from exhibit.cutout.press.pdf import BLEED_MM, CUT_NAME, MARGIN_MM
from exhibit.cutout.press.raster import render
from tests.cutout.samples import LANGUAGES, board_in, pdf_in, spec_in

MM = 25.4 / 72
PRINTED_BLACK = 0.0206  # luminance of L* 16: black ink alone on coated paper (ISO 12647-2:2004, FOGRA39)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def failing(pdf):
    return [check.name for check in preflight(pdf) if not check.ok]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_passes_preflight(language):
    assert failing(pdf_in(language)) == []


@pytest.mark.parametrize("height_mm", [900.0, 1234.0, 1650.0, 2000.0])
def test_the_figure_is_as_tall_on_paper_as_asked(height_mm):
    """Ink measured on the raster, four pixels a millimetre: within half a millimetre."""
    px = 4.0
    board = compose(spec_in("en", url=None, quote="Now.", testimony="I carry it.", height_mm=height_mm, slug=""))
    pixels = np.asarray(render(write_pdf(board), 0, px))
    dark = (pixels[:, :, 2] < 110) & (pixels[:, :, 0] < 60)  # the drawing's ink; neither cut line nor paper
    figure = dark[:-int(MARGIN_MM * px), :int((board.width_mm - 400) * px)]
    top = np.nonzero(figure.any(axis=1))[0][0] / px
    assert pixels.shape[0] / px - MARGIN_MM - top == pytest.approx(height_mm, abs=0.5)


def test_the_cut_line_is_as_wide_and_tall_on_paper_as_the_ticket_says():
    px, board = 6.0, board_in("en")
    pixels = np.asarray(render(pdf_in("en"), 0, px)).astype(int)
    pink = (pixels[:, :, 0] > 200) & (pixels[:, :, 1] < 130) & (pixels[:, :, 2] > 90) & (pixels[:, :, 2] < 220)
    rows, columns = np.nonzero(pink)
    line_mm = 0.75 * MM
    assert (columns.max() - columns.min() + 1) / px - line_mm == pytest.approx(board.width_mm, abs=0.5)
    assert (rows.max() - rows.min() + 1) / px - line_mm == pytest.approx(board.height_mm, abs=0.5)
    assert job_ticket(board)["width_mm"] == pytest.approx(board.width_mm, abs=0.1)


def test_boxes_lie_around_the_cut():
    board, document = board_in("en"), opened(pdf_in("en"))
    page = document.pages[0]
    trim, bleed, crop, media = ([float(value) * MM for value in page[name].as_list()] for name in ("/TrimBox", "/BleedBox", "/CropBox", "/MediaBox"))
    assert trim == pytest.approx([MARGIN_MM, MARGIN_MM, MARGIN_MM + board.width_mm, MARGIN_MM + board.height_mm], abs=0.01)
    assert bleed == pytest.approx([trim[0] - BLEED_MM, trim[1] - BLEED_MM, trim[2] + BLEED_MM, trim[3] + BLEED_MM], abs=0.01)
    assert crop == media and media[:2] == [0, 0]


def test_only_process_colours_and_the_cut_are_in_the_file():
    with opened(pdf_in("ur")) as document:
        page = document.pages[0]
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
        assert operators <= {"q", "Q", "cm", "m", "l", "c", "h", "f", "f*", "S", "k", "K", "CS", "SCN", "w", "gs", "j", "J", "n", "W", "re"}
        assert [str(space[1]) for space in page.Resources.ColorSpace.values()] == [f"/{CUT_NAME}"]
        assert "/Font" not in page.Resources and "/XObject" not in page.Resources
        fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type", "")) == "/Font"]
        assert fonts == []
        state = next(iter(page.Resources.ExtGState.values()))
        assert bool(state.OP) and document.Root.ViewerPreferences.PrintScaling == "/None"


def test_the_cut_is_one_closed_path():
    with opened(pdf_in("en")) as document:
        names = [str(step.operator) for step in pikepdf.parse_content_stream(document.pages[0])]
    cut = names[names.index("CS"):]
    assert cut.count("m") == 1 and cut.count("S") == 1 and cut.index("h") < cut.index("S")


def test_the_same_board_gives_the_same_bytes():
    assert write_pdf(compose(spec_in("ar"))) == write_pdf(compose(spec_in("ar")))
    assert write_pdf(compose(spec_in("ar"))) != write_pdf(compose(spec_in("ar", palette="mint")))


@pytest.mark.parametrize("name", palette_names())
def test_ink_can_be_read_on_every_panel(name):
    assert contrast(ink(), panel_colour(name)) >= MIN_CONTRAST
    assert contrast(WORDS, panel_colour(name)) >= MIN_CONTRAST
    assert (luminance(panel_colour(name)) + 0.05) / (PRINTED_BLACK + 0.05) >= MIN_CONTRAST, "black alone is not quite black on paper"


@pytest.mark.parametrize("language", ["en", "ar", "ur", "lo"])
def test_everything_printed_lies_inside_the_halo(language):
    board = board_in(language)
    inside = board.die.polygon.buffer(-10)
    shift = -board.die.polygon.bounds[0]
    for fill in board.fills[1:]:
        left, bottom, right, top = bounds(fill.path)
        assert inside.buffer(12).intersects(box(left - shift, bottom, right - shift, top))
    words = [fill for fill in board.fills if fill.colour == WORDS and not fill.even_odd]
    assert len(words) > 40
    for fill in words:
        left, bottom, right, top = bounds(fill.path)
        assert inside.contains(box(left - shift, bottom, right - shift, top)), "a letter is too near the cut"


@pytest.mark.parametrize(("language", "side"), [("en", "right"), ("ar", "left"), ("uk", "right"), ("ur", "left")])
def test_the_panel_stands_where_reading_begins_from(language, side):
    board = board_in(language)
    middle = (board.qr_box_mm[0] + board.qr_box_mm[2]) / 2
    assert (middle > board.width_mm / 2) == (side == "right")


def test_the_side_can_be_chosen():
    left, right = (compose(spec_in("en", panel_side=side)) for side in ("left", "right"))
    assert left.qr_box_mm[2] < left.width_mm / 2 < right.qr_box_mm[0]
    assert left.width_mm == pytest.approx(right.width_mm, abs=12)


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"height_mm": 600.0}, "choose a height between 900 and 2500 mm"), ({"height_mm": 2600.0}, "choose a height between 900 and 2500 mm"),
    ({"quote": "  "}, "A board needs a quote and a testimony"), ({"testimony": "\n"}, "A board needs a quote and a testimony"),
    ({"scan_distance_mm": float("inf")}, "choose one between 200 and 10000 mm"), ({"scan_distance_mm": -5.0}, "choose one between 200 and 10000 mm"),
    ({"language": "English, please"}, "is no language code: write for example en"), ({"language": ""}, "is no language code"),
    ({"palette": "neon"}, "There is no palette “neon”. Known: amber"), ({"template": "poster"}, "There is no template “poster”. Known: panel"),
    ({"face": "angry"}, "There is no face “angry”"), ({"shown_until": "next year"}, "“next year” is no date")])
def test_a_board_that_cannot_be_made_says_why(changes, sentence):
    with pytest.raises(CutoutError, match=sentence):
        compose(replace(spec_in("en"), **changes))


def test_an_unknown_figure_is_said():
    with pytest.raises(UnknownFigure, match="There is no figure “somebody”"):
        compose(spec_in("en", figure="somebody"))


def test_the_job_ticket_tells_the_shop_what_it_needs():
    ticket = job_ticket(board_in("en"))
    assert ticket["scale"] == "1:1" and ticket["cut_line"] == CUT_NAME and ticket["cut_nodes"] <= 60
    assert ticket["mass_kg_pvc_10mm"] == pytest.approx(ticket["area_m2"] * 5, abs=0.1)
    assert all(check["ok"] for check in ticket["cut_checks"])
    assert ticket["address"] == board_in("en").spec.url and ticket["copy"] == [1, 1]


def test_the_preview_is_the_print_file_itself():
    from PIL import Image

    preview = Image.open(io.BytesIO(preview_png(pdf_in("en"), 500)))
    assert preview.size[0] in (500, 501)  # PDFium rounds up
    full = render(pdf_in("en"), 0, 500 / (board_in("en").width_mm + 2 * MARGIN_MM)).resize(preview.size)
    assert np.abs(np.asarray(preview).astype(int) - np.asarray(full).astype(int)).mean() < 2


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (8, 1), (9, 2), (12, 2)])
def test_the_contact_sheet_shows_all_boards_at_one_scale(count, rows):
    from PIL import Image

    sheet = Image.open(io.BytesIO(contact_sheet([pdf_in("en")] * count, [f"{n} en" for n in range(count)], px_per_mm=0.1)))
    board = render(pdf_in("en"), 0, 0.1)
    in_a_row = -(-count // rows)
    assert sheet.width == in_a_row * (board.width + 10) + 10
    assert sheet.height == rows * (board.height + 68)
