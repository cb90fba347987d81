"""What each print shop gets, read back from the bytes: one closed cut line in the shop's own colour, on top, overprinting, in its place."""
import hashlib
from dataclasses import replace
from functools import cache

import pytest

from exhibit.cutout import CutoutError, compose, write_pdf
from exhibit.cutout.press.files import print_files
from exhibit.cutout.press.pdf import code_box_on_page_mm, margin_mm, page_size_mm
from exhibit.cutout.press.profiles import profile, profile_names
from tests.cutout.press.reading import MM, box_mm, opened, read
from tests.cutout.samples import spec_in

BOARDS = {"panel, English": ("en", {}), "panel on the left, Arabic": ("ar", {"height_mm": 1720.0}), "a child's, no code": ("uk", {"height_mm": 1380.0, "url": None})}
NINE = {"vinylfire", "newgraphics", "jgx", "reflex", "onlineprinters", "myfolie", "printrade", "kallkwik", "s-print"}
BLACK = (0.0, 0.0, 0.0, 1.0)


@cache
def board_for(shop, which):
    language, changes = BOARDS[which]
    return compose(spec_in(language, profile=shop, **changes))


@cache
def files_for(shop, which):
    return print_files(board_for(shop, which))


def lines_of(page, shop):
    """What the page paints in the colour of the cut. A shop without a colour of its own gets the line on a page of its own."""
    wanted = shop.cut_name if shop.cut_spot else shop.cut_cmyk
    found = [thing for thing in page.painted if thing.ink == wanted]
    return found if shop.cut_spot else [thing for thing in found if thing.stroked]


def cut_pages(shop, which):
    """Every page that holds a cut line, and what on it is in the colour of the cut."""
    pages = [page for file in files_for(shop.name, which) for page in read(file.pdf)]
    return [(page, lines_of(page, shop)) for page in pages if lines_of(page, shop)]


def test_the_nine_shops_that_were_read_are_there():
    assert NINE | {"plain"} <= set(profile_names())


@pytest.mark.parametrize("which", BOARDS)
@pytest.mark.parametrize("name", profile_names())
def test_a_shop_finds_exactly_one_closed_line_to_cut(name, which):
    shop = profile(name)
    (page, in_colour), = cut_pages(shop, which)
    strokes = [thing for thing in in_colour if thing.stroked]
    assert len(strokes) == 1 and strokes[0].closed
    assert strokes[0].overprint and strokes[0].mode == 1, "the line knocks out what is under it"
    assert page.painted[-1] == strokes[0], "something lies over the line"
    assert strokes[0].width_pt == pytest.approx(shop.cut_width_pt, abs=0.01)
    assert strokes[0].layer == shop.layer
    if shop.cut_spot:
        assert page.separations[shop.cut_name] == pytest.approx(list(shop.cut_cmyk))


@pytest.mark.parametrize("which", BOARDS)
@pytest.mark.parametrize("name", profile_names())
def test_line_and_holes_keep_the_shops_number_of_nodes(name, which):
    shop = profile(name)
    (_, in_colour), = cut_pages(shop, which)
    most = 40 if name == "kallkwik-drilled" else shop.nodes
    assert sum(thing.nodes for thing in in_colour) <= most


@pytest.mark.parametrize("name", profile_names())
def test_boxes_and_size_are_as_the_shop_wants_them(name):
    shop, board = profile(name), board_for(name, "panel, English")
    width, height = board.width_mm / shop.scale, board.height_mm / shop.scale
    for page in (page for file in files_for(name, "panel, English") for page in read(file.pdf)):
        trim, bleed, crop, media = (box_mm(page, box) for box in ("/TrimBox", "/BleedBox", "/CropBox", "/MediaBox"))
        assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([width, height], abs=0.01)
        assert trim[0] == trim[1] == pytest.approx(shop.frame_mm / shop.scale, abs=0.01)
        assert trim[0] - bleed[0] == pytest.approx(shop.bleed_mm / shop.scale, abs=0.01) and bleed[3] - trim[3] == pytest.approx(shop.bleed_mm / shop.scale, abs=0.01)
        assert media[:2] == [0, 0] and crop == media and not page.keys & {"/UserUnit", "/Rotate"}
        assert [media[2] * shop.scale, media[3] * shop.scale] == pytest.approx(page_size_mm(board), abs=0.05)


@pytest.mark.parametrize("name", profile_names())
def test_the_line_lies_on_the_trim_box(name):
    """Its lowest and outermost points are the box's edges: the page and the cut are one drawing at one scale."""
    (page, in_colour), = cut_pages(profile(name), "panel, English")
    line = next(thing for thing in in_colour if thing.stroked)
    xs, ys = zip(*line.points(), strict=True)
    trim = page.boxes["/TrimBox"]
    assert min(ys) == pytest.approx(trim[1], abs=0.02)
    assert min(xs) >= trim[0] - 0.3 / MM and max(xs) <= trim[2] + 0.3 / MM and max(ys) <= trim[3] + 0.3 / MM


@pytest.mark.parametrize("name", ["catdi", "display-factory"])
def test_two_files_lie_exactly_over_each_other(name):
    art, cut = files_for(name, "panel, English")
    assert (art.suffix, cut.suffix) == ("-artwork", "-cut") and art.has_code and not cut.has_code
    (one,), (other,) = read(art.pdf), read(cut.pdf)
    assert one.boxes == other.boxes
    assert one.separations == {} and len(other.painted) == 1 and not any(thing.overprint for thing in one.painted)


def test_the_line_has_the_first_page_to_itself():
    (file,) = files_for("s-print", "panel, English")
    first, second = read(file.pdf)
    assert [thing.ink for thing in first.painted] == [BLACK]
    assert not any(thing.stroked for thing in second.painted) and len(second.painted) > 100
    assert first.boxes == second.boxes


@pytest.mark.parametrize("name", [name for name in profile_names() if profile(name).layer])
def test_a_layer_is_there_where_the_shop_wants_one_and_never_in_an_x_file(name):
    (file,) = files_for(name, "panel, English")
    with opened(file.pdf) as document:
        names = [str(layer.Name) for layer in document.Root.OCProperties.OCGs]
        assert names == ["Artwork", profile(name).layer] and document.pdf_version == "1.7" and "/GTS_PDFXVersion" not in document.docinfo
        assert {thing.layer for thing in read(file.pdf)[0].painted} == set(names)
    with opened(write_pdf(board_for(name, "panel, English"))) as plain:
        assert "/OCProperties" not in plain.Root and plain.docinfo["/GTS_PDFXVersion"] == "PDF/X-1a:2003" and plain.pdf_version == "1.4"


def test_a_tenth_of_the_size_is_said_in_the_name_and_holds_the_same_drawing():
    (file,), board = files_for("jetgraphics", "panel, English"), board_for("jetgraphics", "panel, English")
    assert file.named("hall-07") == "hall-07-scale-1-10.pdf" and "drawn 1:10" in file.what
    one, other = read(file.pdf)[0].painted, read(write_pdf(board))[0].painted
    for (_, little), (_, large) in zip(one[0].path, other[0].path, strict=True):
        assert [value * 10 for value in little] == pytest.approx(large, abs=0.02)
    assert one[-1].width_pt == pytest.approx(other[-1].width_pt, abs=0.001), "a hairline stays a line"


def test_nothing_is_printed_in_the_frame_that_must_stay_blank():
    (page,) = read(write_pdf(board_for("kallkwik", "panel, English")))
    left, bottom, right, top = page.boxes["/TrimBox"]
    assert [thing for thing in page.painted[:-1] if not all(left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1 for x, y in thing.points())] == []


def test_crop_marks_stand_outside_the_bleed():
    (page,) = read(files_for("display-factory", "panel, English")[0].pdf)
    left, bottom, right, top = page.boxes["/BleedBox"]
    marks = [thing for thing in page.painted if thing.stroked]
    assert len(marks) == 8 and {mark.ink for mark in marks} == {BLACK}
    assert all(x < left or x > right or y < bottom or y > top for mark in marks for x, y in mark.points())


def test_a_shop_that_takes_the_plain_file_gets_those_very_bytes():
    board = board_for("vinylfire", "panel, English")
    full = write_pdf(board)
    (file,) = print_files(board, full)
    assert file.pdf is full and file.named("hall-07-ABC234") == "hall-07-ABC234.pdf"
    assert file.what == "Artwork and cut line (CutContour, 0.75 pt), true size"


@pytest.mark.parametrize("name", ["plain", "catdi", "jetgraphics", "s-print", "subia"])
def test_the_same_board_gives_the_same_files(name):
    again = print_files(compose(spec_in("en", profile=name)))
    assert [hashlib.sha256(file.pdf).hexdigest() for file in again] == [hashlib.sha256(file.pdf).hexdigest() for file in files_for(name, "panel, English")]


def test_a_page_over_five_metres_is_refused_and_a_tenth_of_it_is_not():
    wide = replace(board_for("plain", "panel, English"), width_mm=5060.0)
    with pytest.raises(CutoutError, match=r"The page would be 5\.10 m long, and programs open no page over 5\.08 m: .* files drawn 1:10"):
        write_pdf(wide)
    (file,) = print_files(replace(board_for("jetgraphics", "panel, English"), width_mm=5060.0))
    assert box_mm(read(file.pdf)[0], "/MediaBox")[2] == pytest.approx(510.0, abs=0.1)


def test_the_code_is_found_on_the_page_whatever_the_margin():
    for name in ("plain", "kallkwik"):
        board = board_for(name, "panel, English")
        assert code_box_on_page_mm(board) == pytest.approx([value + margin_mm(board) for value in board.qr_box_mm])
    assert margin_mm(board_for("kallkwik", "panel, English")) == 15 and margin_mm(board_for("plain", "panel, English")) == 20


def test_a_colour_that_does_not_dry_is_refused():
    board = board_for("plain", "panel, English")
    heavy = replace(board, fills=(replace(board.fills[0], colour=(1.0, 0.8, 0.7, 0.6)), *board.fills[1:]))
    with pytest.raises(CutoutError, match="A colour of 310 % ink does not dry: make it lighter, 300 % is the most"):
        write_pdf(heavy)
