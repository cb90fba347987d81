"""Every template with all kinds of words, heights and languages: a board that holds every rule, or a sentence that says what to change."""
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exhibit.cutout import CutoutSpec, Words, compose, figure_info, figure_names
from exhibit.cutout.board.notes import own_language
from exhibit.cutout.board.palettes import PAPER, contrast, ink, palette_names, panel_colour
from exhibit.cutout.board.templates import template, template_names
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.paths import bounds
from exhibit.cutout.type.typeset import is_rtl
from tests.cutout.board.holds import faults, zone
from tests.cutout.samples import LANGUAGES, QUOTES, TESTIMONIES, spec_in

SMALL = {"attribution": "Amina, 25–34", "helpline": "PAG-ASA +32 2 511 64 64", "shown_until": "2027-10-18", "credits": ("Funded by the European Union.",)}
FIGURE = {"panel": "standing-woman-2", "body": "standing-man-6", "plinth": "standing-woman-1", "banner": "standing-man-3"}
SAYS_WHAT_TO_DO = re.compile("choose|shorten|use a|show one|keep it|replace|write")
BILINGUAL = tuple(name for name in template_names() if name != "body")


def board_of(template: str, language: str = "en", **changes):
    return compose(spec_in(language, **{"template": template, "figure": FIGURE[template], **SMALL, **changes}))


def second(language: str) -> Words:
    return Words(QUOTES[language], TESTIMONIES.get(language, f"{QUOTES[language]} " * 3), language, "Amina, 25–34")


def lines_of(board, role: str):
    return [line for line in board.lines if line.role == role]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", template_names())
def test_every_template_in_every_language_holds_every_rule(name, language):
    assert faults(board_of(name, language)) == []


@pytest.mark.parametrize("posture", ["standing", "seated", "wheelchair"])
@pytest.mark.parametrize("name", template_names())
def test_every_template_takes_standing_seated_and_wheeled_figures(name, posture):
    figures = [figure for figure in figure_names() if figure_info(figure)["posture"] == posture and figure_info(figure)["age_class"] == "adult"]
    assert figures
    for figure in figures[:3]:
        assert faults(board_of(name, figure=figure)) == []


words = st.integers(1, 130)
boards = st.fixed_dictionaries({
    "template": st.sampled_from(template_names()), "figure": st.sampled_from(figure_names()), "height_mm": st.integers(900, 2500).map(float),
    "attribution": st.sampled_from(["", "Amina", "Amina, 25–34, domestic servitude and forced begging in three countries"]),
    "credits": st.sampled_from([(), ("Funded by the European Union.",), ("Views and opinions expressed are those of the authors only and do not bind anybody who paid for it.",) * 2]),
    "helpline": st.sampled_from(["", SMALL["helpline"]]), "url": st.sampled_from([None, "HTTPS://VOICES.EU/ABC234", "HTTPS://EXHIBITIONS.EXAMPLE.ORG/ABC234"]),
    "scan_distance_mm": st.sampled_from([800.0, 1000.0, 1600.0])})


@settings(max_examples=40, deadline=None)
@example(look={"template": "body", "figure": "wheelchair-man-1", "height_mm": 2085.0, "attribution": "", "credits": (), "helpline": "", "url": None, "scan_distance_mm": 800.0},
         count=1, language="en", other=None)  # a large wheelchair once took 41 nodes
@given(look=boards, count=words, language=st.sampled_from(LANGUAGES), other=st.sampled_from((None, *LANGUAGES)))
def test_a_board_holds_every_rule_or_says_what_to_change(look, count, language, other):
    said = (TESTIMONIES.get(language, f"{QUOTES[language]} " * 3) * 6).split()[:count]
    spec = spec_in(language, testimony=" ".join(said), second=second(other) if other else None, face="none", **look)
    try:
        board = compose(spec)
    except CutoutError as refusal:
        assert SAYS_WHAT_TO_DO.search(refusal.sentence), refusal.sentence
    else:
        assert faults(board) == []


@settings(max_examples=12, deadline=None)
@given(name=st.sampled_from(template_names()), count=st.integers(60, 240), language=st.sampled_from(["en", "fr", "ar"]))
def test_cutting_as_many_words_as_it_says_makes_it_fit(name, count, language):
    said = (spec_in(language).testimony.split() * 12)[:count]
    spec = replace(spec_in(language), template=name, figure=FIGURE[name], testimony=" ".join(said))
    try:
        compose(spec)
    except TextTooLong as refusal:
        assert 0 < refusal.words_to_cut < count and refusal.what == "testimony"
        assert faults(compose(replace(spec, testimony=" ".join(said[:-refusal.words_to_cut])))) == []


@pytest.mark.parametrize("name", template_names())
def test_a_character_without_a_font_is_named_by_every_template(name):
    with pytest.raises(UnknownCharacter, match="U\\+13000"):
        board_of(name, testimony="Hello \U00013000 there.")


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("palette", palette_names())
def test_words_stand_out_from_their_ground(name, palette):
    board = board_of(name, palette=palette)
    colours = {fill.colour for fill in board.fills}
    assert panel_colour(palette) in colours and contrast(ink(), panel_colour(palette)) >= 7


@pytest.mark.parametrize("name", template_names())
def test_the_same_words_make_the_same_board(name):
    assert board_of(name).fills == board_of(name).fills


def mirrored_box(box_mm, width_mm):
    left, bottom, right, top = box_mm
    return width_mm - right, bottom, width_mm - left, top


@pytest.mark.parametrize("name", ["panel", "plinth", "banner"])
def test_a_layout_from_the_right_is_the_mirror_of_one_from_the_left(name):
    """The same Latin words on a board that is said to run from the right: every place on the other side, codes and letters as they read."""
    spec = spec_in("en", template=name, figure=FIGURE[name])
    left, right = compose(spec), compose(replace(spec, language="en-Hebr"))
    assert is_rtl("en-Hebr") and left.sizes_pt == right.sizes_pt
    for here, there in ((left.qr_box_mm, right.qr_box_mm), (zone(left, "panel"), zone(right, "panel")), (zone(left, "face"), zone(right, "face"))):
        assert mirrored_box(here, left.width_mm) == pytest.approx(there, abs=4)


@pytest.mark.parametrize(("language", "right"), [("en", False), ("ar", True), ("ur", True), ("lo", False)])
def test_small_texts_are_flush_with_the_side_where_lines_begin(language, right):
    board = board_of("panel", language)
    edges = {round(line.box_mm[2 if right else 0]) for role in ("quote", "attribution", "note", "help", "copy") for line in lines_of(board, role)[role == "quote":]}  # the mark that opens a quote hangs out
    assert max(edges) - min(edges) <= 2


# Panel and plinth

@pytest.mark.parametrize("height_mm", [900, 1000, 1150, 1300])
def test_a_panel_beside_a_small_child_still_holds_its_words(height_mm):
    board = board_of("panel", figure="standing-girl-1", height_mm=float(height_mm))
    assert faults(board) == [] and zone(board, "panel")[3] >= 1100


def test_short_words_let_the_code_rise_to_where_it_is_wanted():
    short, long = board_of("panel", testimony="I wrote down every hour."), board_of("panel")
    assert sum(short.qr_box_mm[1::2]) / 2 > sum(long.qr_box_mm[1::2]) / 2 and sum(short.qr_box_mm[1::2]) / 2 <= 1100.01


def test_a_plinth_stands_before_the_legs_and_leaves_head_and_chest():
    board = board_of("plinth", figure="wheelchair-woman-1")
    panel, figure = zone(board, "panel"), zone(board, "figure")
    assert panel[0] < figure[0] and panel[2] > figure[2] and panel[3] <= 0.75 * figure[3]


def test_a_plinth_that_would_hide_a_small_figure_says_how_tall_it_must_be():
    with pytest.raises(CutoutError, match="would hide a figure of 900 mm: choose the template panel, a figure of at least 11\\d\\d mm"):
        board_of("plinth", figure="standing-girl-1", height_mm=900.0)


# Banner

def test_a_banner_is_a_rectangle_whose_ground_runs_into_the_bleed():
    board = board_of("banner")
    assert (board.width_mm, board.height_mm) == (850, 2000) and board.die.node_count <= 5
    left, bottom, right, top = bounds(board.fills[0].path)
    bleed = board.profile.bleed_mm
    assert bleed > 0 and (left, bottom, right, top) == pytest.approx((-bleed, -bleed, 850 + bleed, 2000 + bleed))


def test_nothing_stands_where_the_cassette_hides_it():
    board = board_of("banner")
    assert zone(board, "foot")[3] == 150 and zone(board, "figure")[1] >= 150 - 1e-6 and min(line.box_mm[1] for line in board.lines) >= 150


@pytest.mark.parametrize("figure", ["standing-man-3", "wheelchair-man-1", "seated-woman-1", "standing-girl-1"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_words_of_a_banner_stay_off_the_drawing(figure, language):
    board = board_of("banner", language, figure=figure)
    left, bottom, right, top = zone(board, "figure")
    assert all(line.box_mm[2] <= left or line.box_mm[0] >= right or line.box_mm[1] >= top for line in board.lines)
    assert 0 < left and right < 850


# Two languages

@pytest.mark.parametrize("pair", [("en", "fr"), ("en", "ar"), ("ar", "en"), ("ur", "lo"), ("ne", "uk"), ("zgh", "ky"), ("bm", "ha")])
@pytest.mark.parametrize("name", BILINGUAL)
def test_two_languages_have_the_same_sizes_and_each_its_own_labels(name, pair):
    board = board_of(name, pair[0], second=second(pair[1]))
    assert faults(board) == []
    named = {own_language("Amina, 25–34", language) for language in pair}
    for role, languages in (("quote", set(pair)), ("testimony", set(pair)), ("attribution", named)):
        assert {line.language for line in lines_of(board, role)} == languages and len({line.size_pt for line in lines_of(board, role)}) == 1
    assert len({line.box_mm for line in lines_of(board, "help")}) == 2 and len(lines_of(board, "address")) <= 3
    assert sum(fill.colour == PAPER and bounds(fill.path) == pytest.approx(board.qr_box_mm) for fill in board.fills) == 1


def test_side_by_side_the_first_language_stands_where_its_lines_begin():
    board = board_of("panel", "ur", second=second("lo"))
    urdu, lao = ([line.box_mm for line in lines_of(board, "quote") if line.language == language] for language in ("ur", "lo"))
    assert min(box[0] for box in urdu) > max(box[2] for box in lao)


def test_a_body_takes_one_language_and_says_so():
    with pytest.raises(CutoutError, match="Two languages do not fit inside one outline: choose the template panel, plinth or banner"):
        board_of("body", second=second("fr"))


def test_an_empty_second_language_is_refused():
    with pytest.raises(CutoutError, match="in its second language too: one of them is empty"):
        board_of("panel", second=Words(" ", "Il n’y avait pas d’hôtel.", "fr"))
    with pytest.raises(CutoutError, match="“fr;drop” is no language code"):
        board_of("panel", second=Words("a", "b", "fr;drop"))


@pytest.mark.parametrize("name", BILINGUAL)
def test_two_languages_too_long_say_how_many_words_to_keep(name):
    spec = spec_in("en", template=name, figure=FIGURE[name], testimony=TESTIMONIES["en"] * 12, second=second("fr"))
    with pytest.raises(TextTooLong, match=r"(keep it to \d+ words? in each|too long for its place by \d+ words?)"):
        compose(spec)


def test_templates_named_in_the_spec_are_those_of_the_table():
    assert CutoutSpec("a", "b", "en", None).template == "panel" and template("panel").arrangement == "panel"
