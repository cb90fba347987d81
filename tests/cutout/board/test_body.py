"""Words that follow an outline: edges without jumps, even lines, no hyphens, a plaque where the body is too narrow."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from exhibit.cutout import compose
from exhibit.cutout.board.body import silhouette
from exhibit.cutout.board.flow import LEAST_CHARS, Voicing, flow
from exhibit.cutout.board.outline import STEP_MM, Inside, inside
from exhibit.cutout.board.templates import template
from exhibit.cutout.errors import CutoutError, UnknownCharacter
from exhibit.cutout.figures.drawn import load_figure
from exhibit.cutout.type.itemise import shape_line
from exhibit.cutout.type.marks import quotation_marks
from tests.cutout.board.holds import faults, zone
from tests.cutout.samples import QUOTES, TESTIMONIES, spec_in

FORM = template("body").measures
RUNNING = Voicing("testimony", "en", spread=True, least_chars=LEAST_CHARS, most_em=27.5)


def straight(width_mm: float, height_mm: float = 600.0) -> Inside:
    count = int(height_mm / STEP_MM)
    return Inside(height_mm, np.zeros(count), np.full(count, width_mm))


def body(figure: str, language: str = "en", **changes):
    return compose(spec_in(language, template="body", figure=figure, attribution="Amina, 25–34", helpline="PAG-ASA +32 2 511 64 64", **changes))


def boxes(board, role):
    return [line.box_mm for line in board.lines if line.role == role]


def test_the_edges_of_a_square_are_its_sides():
    edges = inside(box(10, 0, 110, 200), 190, 20)
    assert edges.slot(150, 100).left_mm == 10 and edges.slot(150, 100).width_mm == 100


def test_where_a_shape_parts_the_words_follow_the_wider_leg():
    trousers = Polygon([(0, 0), (60, 0), (60, 100), (80, 100), (80, 0), (170, 0), (170, 200), (0, 200)])
    edges = inside(trousers, 190, 10)
    assert edges.slot(180, 160).width_mm == 170 and (edges.slot(60, 40).left_mm, edges.slot(60, 40).right_mm) == (80, 170)


@settings(max_examples=30, deadline=None)
@given(edge=st.lists(st.floats(0, 100), min_size=5, max_size=60), slope=st.floats(0.1, 2))
def test_calm_edges_never_jump_and_never_leave_the_shape(edge, slope):
    rough = Inside(500, np.array(edge), np.full(len(edge), 400.0))
    calm = rough.calmed(slope)
    assert np.all(calm.left >= rough.left - 1e-9) and np.all(np.abs(np.diff(calm.left)) <= slope * STEP_MM + 1e-6)
    assert calm.left.max() == pytest.approx(max(edge)), "no more is lost than the widest notch takes"


def test_running_text_reaches_both_edges_and_its_last_line_stands_in_the_middle():
    text = flow(TESTIMONIES["en"], RUNNING, 40, 600, straight(330))
    lines = [block.lines()[0].box_mm for block in text.blocks]
    assert len(lines) >= 4
    for left, _, right, _ in lines[:-1]:
        assert right - left >= 0.86 * 330 and left == pytest.approx(330 - right, abs=1)
    assert (lines[-1][0] + lines[-1][2]) / 2 == pytest.approx(165, abs=1)


def test_either_all_lines_are_spread_or_none():
    """One line with wide word spaces among others without looks torn."""
    found = set()
    for width_mm in range(190, 460, 10):
        text = flow(TESTIMONIES["en"], RUNNING, 40, 2000, straight(float(width_mm), 2000))
        if text is None:
            continue
        natural = [shape_line(line, "en", False).width for line in said_in(TESTIMONIES["en"], text)]
        spread = {block.block.lines[0].width > own + 1e-6 for block, own in zip(text.blocks[:-1], natural, strict=False)}
        assert len(spread) == 1, f"at {width_mm} mm"
        found |= spread
    assert found == {True, False}


def test_no_word_is_lost_or_broken():
    text = flow(TESTIMONIES["en"], RUNNING, 36, 600, straight(300))
    shaped = sum(len(block.block.lines[0].glyphs) for block in text.blocks)
    assert shaped == len(TESTIMONIES["en"]) - (len(text.blocks) - 1), "one glyph a letter, the spaces at the line ends left out"


def test_a_telephone_number_and_a_hyphened_word_stay_whole():
    for said, letters in (("PAG-ASA +32 2 511 64 64", [7, 15]), ("Belgium-wide help", [12, 4])):
        text = flow(said, Voicing("helpline", "en"), 30, 600, straight(90))
        assert [len(block.block.lines[0].glyphs) for block in text.blocks] == letters


def said_in(text: str, flowed) -> list[str]:
    """The lines of a text whose every character is one glyph."""
    lines, at = [], 0
    for block in flowed.blocks:
        letters = len(block.block.lines[0].glyphs)
        lines.append(text[at:at + letters])
        at += letters + 1
    return lines


@pytest.mark.parametrize("width_mm", range(95, 240, 5))
def test_a_number_and_its_unit_stay_on_one_line(width_mm):
    text = "We walked 1 500 km to the sea in 12 days of rain"
    lines = said_in(text, flow(text, Voicing("testimony", "en"), 30, 600, straight(float(width_mm))))
    assert " ".join(lines) == text and any("1 500 km" in line for line in lines)


def test_a_russian_line_never_ends_with_a_preposition_of_one_letter():
    text = "Я шла в лес и к реке с ним у воды"
    for width_mm in range(70, 200, 5):
        lines = said_in(text, flow(text, Voicing("testimony", "ru"), 30, 600, straight(float(width_mm))))
        assert not [line for line in lines if line[-2:] in (" в", " и", " к", " с", " у")], lines


def test_a_quote_in_french_has_its_marks_and_narrow_spaces():
    how = Voicing("quote", "fr", bold=True, marks=quotation_marks("fr"))
    for written in ("Qui suis-je ?", "« Qui suis-je? »"):
        (block,) = flow(written, how, 90, 600, straight(900)).blocks
        assert block.block.lines[0] == shape_line("«\u202fQui suis-je\u202f?\u202f»", "fr", True)


def test_paragraphs_begin_on_lines_of_their_own():
    one, other = flow("We left.\n\nWe came back.", RUNNING, 36, 600, straight(500)).blocks
    assert one.block.lines[0] == shape_line("We left.", "en", False) and other.bottom_mm < one.bottom_mm - 10


def test_a_character_without_a_letter_is_refused_by_its_place():
    with pytest.raises(UnknownCharacter, match="number 12 of the text after “Nobody came”"):
        body("standing-man-6", quote="Nobody came\ue000 for us.")
    with pytest.raises(UnknownCharacter, match="U\\+1F600, GRINNING FACE"):
        body("standing-man-6", testimony="We laughed \U0001f600 and left.")


@pytest.mark.parametrize("width_mm", range(150, 420, 30))
def test_a_telephone_number_in_arabic_keeps_its_order_on_one_line(width_mm):
    number = "+32 2 511 64 64"
    text = f"اتصل بنا في أي وقت على الرقم {number}، وسنجيبك بلغتك."
    wanted = [glyph.glyph for glyph in shape_line(number, "ar", False).glyphs]
    lines = [[glyph.glyph for glyph in block.block.lines[0].glyphs] for block in flow(text, Voicing("testimony", "ar"), 36, 600, straight(float(width_mm))).blocks]
    assert sum(line[at:at + len(wanted)] == wanted for line in lines for at in range(len(line))) == 1


@pytest.mark.parametrize("narrow_mm", [20.0, 60.0])
def test_a_room_too_narrow_or_too_low_takes_nothing(narrow_mm):
    assert flow(TESTIMONIES["en"], RUNNING, 36, 600, straight(narrow_mm)) is None
    assert flow(TESTIMONIES["en"], RUNNING, 36, 60, straight(300, 60)) is None


@pytest.mark.parametrize("figure", ["standing-man-6", "standing-woman-1", "standing-woman-3", "standing-girl-1", "wheelchair-woman-1", "seated-woman-1"])
def test_words_lie_inside_the_silhouette_by_the_template_s_margin(figure):
    board = body(figure, height_mm=1300.0 if "girl" in figure else 1700.0)
    drawn = silhouette(load_figure(figure, "none", board.spec.height_mm).outline, FORM.close_mm)
    within = drawn.buffer(1 - FORM.margin_mm)
    left = zone(board, "figure")[0] - drawn.bounds[0]
    for x0, y0, x1, y1 in (*boxes(board, "quote"), *boxes(board, "testimony")):
        assert within.covers(box(x0 - left, y0, x1 - left, y1))


@pytest.mark.parametrize("language", ["en", "uk", "ar", "ur", "ne", "fr"])
def test_lines_follow_each_other_without_jumps(language):
    board = body("standing-man-6", language)
    found = boxes(board, "testimony")[:-1]
    for (x0, _, x1, _), (left, _, right, _) in zip(found, found[1:], strict=False):
        assert abs(left - x0) <= 45 and abs(right - x1) <= 45


@pytest.mark.parametrize("language", sorted(QUOTES))
def test_no_line_of_running_text_is_under_eighteen_characters(language):
    """Measured by its width: a line of eighteen letters of the text's own average."""
    board = body("standing-man-6", language)
    said = spec_in(language).testimony.strip()
    size_mm = board.sizes_pt["testimony"] * 25.4 / 72
    whole = flow(said, Voicing("testimony", language), board.sizes_pt["testimony"], 600, straight(50_000))
    letter_mm = whole.blocks[0].block.width_mm / len(said)
    assert all(x1 - x0 >= 0.8 * LEAST_CHARS * letter_mm for x0, _, x1, _ in boxes(board, "testimony")) and size_mm > 12


@pytest.mark.parametrize(("figure", "height_mm", "plaque"), [("standing-man-6", 1700, False), ("standing-woman-3", 1650, False), ("standing-girl-1", 1300, True), ("wheelchair-man-1", 1700, True)])
def test_the_code_stands_inside_where_the_body_is_wide_enough_else_on_a_plaque(figure, height_mm, plaque):
    board = body(figure, height_mm=float(height_mm))
    beside = board.qr_box_mm[0] > zone(board, "figure")[2] - 40 or board.qr_box_mm[0] > max(box[2] for box in boxes(board, "testimony"))
    assert faults(board) == [] and beside is plaque


def test_a_plaque_stands_left_for_a_language_that_runs_from_the_right():
    board = body("standing-girl-1", "ar", height_mm=1300.0)
    assert board.qr_box_mm[2] < min(box[0] for box in boxes(board, "testimony"))


def test_a_figure_too_low_for_its_code_is_told_which_template_to_take():
    with pytest.raises(CutoutError, match="choose the template panel"):
        body("seated-girl-1", height_mm=1200.0)


def test_a_silhouette_has_no_gap_narrower_than_it_closes():
    legs = Polygon([(0, 0), (100, 0), (100, 600), (140, 600), (140, 0), (240, 0), (240, 1000), (0, 1000)])
    assert silhouette(legs, 45).contains(box(105, 300, 135, 400)) and not silhouette(legs, 10).intersects(box(115, 100, 125, 400))
