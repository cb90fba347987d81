"""What stands where in the column: sizes that can be read, the code at a height that can be reached."""
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.cutout.board.code import is_low
from exhibit.cutout.board.compose import compose
from exhibit.cutout.board.layout import lay_out
from exhibit.cutout.board.notes import own_language, short_address
from exhibit.cutout.board.templates import template
from exhibit.cutout.board.words import HANG_MM
from exhibit.cutout.errors import CutoutError, TextTooLong, UnknownCharacter
from exhibit.cutout.paths import bounds
from exhibit.cutout.type.itemise import RIGHT_TO_LEFT, shape_line
from exhibit.cutout.type.marks import quotation_marks
from exhibit.cutout.type.typeset import MM_PER_PT
from tests.cutout.samples import LANGUAGES, board_in, spec_in

PANEL = template("panel").measures


def laid_out(language="en", height_mm=1650.0, **changes):
    return lay_out(spec_in(language, height_mm=height_mm, **changes), PANEL, max(PANEL.least_mm, round(height_mm * PANEL.panel_share)), is_low(height_mm))


def boxes_of(text):
    return [bounds(path) for block in text.words for path in block.paths()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_size_is_below_what_can_be_read(language):
    sizes = board_in(language).sizes_pt
    assert 90 <= sizes["quote"] <= 110 and 35 <= sizes["testimony"] <= 50 and 24 <= sizes["note"] <= 32


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stay_in_the_column_and_off_the_code(language):
    text = laid_out(language, attribution="Amina, 25–34", helpline="PAG-ASA +32 2 511 64 64", shown_until="2027-10-18", credits=("Funded by nobody.",))
    left, bottom, right, top = text.code.box_mm
    hanging = HANG_MM if language not in RIGHT_TO_LEFT else 0.0, HANG_MM if language in RIGHT_TO_LEFT else 0.0  # the quote's opening mark
    for box in boxes_of(text):
        assert box[0] >= -6 - hanging[0] and box[2] <= text.width_mm + 6 + hanging[1]  # a letter may overhang its advance a little
        assert box[1] >= 140 and box[3] <= 1650 * PANEL.panel_share - PANEL.margin_mm
        assert box[2] <= left or box[0] >= right or box[3] <= bottom or box[1] >= top, "ink on the code's white box"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_a_quote_align_and_its_mark_stands_outside(language):
    quote = next(block.block for block in laid_out(language).words if block.role == "quote")
    mark = quotation_marks(language)[0]
    assert quote.hang_mm == pytest.approx(shape_line(mark, language, True).width * quote.size_pt * MM_PER_PT)
    assert quote.hang_mm <= min(PANEL.margin_mm, PANEL.gap_mm) - 10


def test_a_quote_that_fills_its_share_has_even_lines_too():
    """One word stood alone on the last line, as the even lines ended with a letter that hangs lower."""
    lines = [line.box_mm for line in compose(spec_in("en", figure="standing-girl-1", height_mm=1250.0)).lines if line.role == "quote"]
    widths = [right - left for left, _, right, _ in lines]
    assert len(lines) == 4 and widths[-1] > max(widths) / 2


@pytest.mark.parametrize(("height_mm", "low", "high", "least"), [(1650, 900, 1300, 90), (1900, 900, 1300, 90), (1500, 900, 1300, 90), (1300, 700, 900, 110), (1150, 700, 900, 110)])
def test_the_code_can_be_reached_and_scanned(height_mm, low, high, least):
    text = laid_out(height_mm=height_mm, testimony="I wrote down every hour.", attribution="Amina")
    left, bottom, right, top = text.code.box_mm
    assert low <= (bottom + top) / 2 <= high
    modules = (right - left) / text.code.module_mm - 8
    assert modules * text.code.module_mm >= least - 1e-6
    assert modules == pytest.approx(25)


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right"), ("ur", "right"), ("lo", "left")])
def test_the_code_stands_on_the_side_where_lines_begin(language, side):
    text = laid_out(language)
    assert text.code.box_mm[0] == 0 if side == "left" else text.code.box_mm[2] == text.width_mm


def test_a_longer_scan_distance_makes_a_larger_code():
    near, far = (laid_out(scan_distance_mm=distance).code for distance in (1000, 1500))
    assert far.module_mm > near.module_mm * 1.4


def test_without_a_web_permission_there_is_no_code_and_no_address():
    with_code, without = laid_out(), laid_out(url=None)
    assert without.code is None and len(without.words) < len(with_code.words)
    assert without.sizes_pt["testimony"] >= with_code.sizes_pt["testimony"]


@pytest.mark.parametrize("what", ["quote", "testimony"])
@pytest.mark.parametrize("language", ["en", "ar", "ur", "uk"])
def test_text_too_long_says_which_and_cutting_that_many_words_makes_it_fit(what, language):
    long_text = " ".join([getattr(spec_in(language), what)] * 12)
    spec = spec_in(language, **{what: long_text})
    with pytest.raises(TextTooLong, match=f"The {what} is too long for its place by") as refusal:
        compose(spec)
    kept = " ".join(long_text.split()[:-refusal.value.words_to_cut])
    assert compose(replace(spec, **{what: kept})).sizes_pt[what] >= 35


@settings(max_examples=12, deadline=None)
@given(words=st.integers(1, 260), language=st.sampled_from(["en", "fr", "ar"]))
def test_any_length_either_fits_or_is_counted(words, language):
    text = " ".join((spec_in(language).testimony.split() * 12)[:words])
    try:
        board = compose(spec_in(language, testimony=text))
    except TextTooLong as refusal:
        assert 0 < refusal.words_to_cut < words
        assert compose(spec_in(language, testimony=" ".join(text.split()[:-refusal.words_to_cut])))
    else:
        assert board.sizes_pt["testimony"] >= 35


def test_a_word_that_no_column_holds_is_counted_too():
    with pytest.raises(TextTooLong):
        compose(spec_in("nl", quote="Arbeidsongeschiktheidsverzekeringsmaatschappijen."))


def test_too_many_credits_are_refused_with_a_sentence():
    with pytest.raises(CutoutError, match="do not fit under the code: shorten the attribution or the credits"):
        compose(spec_in("en", credits=tuple(f"Funder number {n} of this exhibition" for n in range(60))))


def test_a_scan_distance_beyond_the_column_is_refused():
    with pytest.raises(CutoutError, match="choose a shorter scan distance"):
        compose(spec_in("en", scan_distance_mm=9000))


@pytest.mark.parametrize(("url", "short"), [("HTTPS://VOICES.EU/ABC234", "voices.eu/ABC234"), ("http://127.0.0.1:8000/abc", "127.0.0.1:8000/ABC")])
def test_the_address_is_printed_as_one_types_it(url, short):
    assert short_address(url) == short


@pytest.mark.parametrize(("text", "language", "own"), [
    ("PAG-ASA +32 2 511 64 64", "ar", "en"), ("الرقم 112", "ar", "ar"), ("Funded by the Union", "ur", "en"), ("Financé par", "fr", "fr"),
    ("Amina, 25–34", "zgh", "fr"), ("ⴰⵎⵉⵏⴰ, 25–34", "zgh", "zgh")])
def test_a_line_keeps_its_own_direction(text, language, own):
    assert own_language(text, language) == own


def test_an_unknown_character_is_named_even_when_the_quote_needs_a_wider_column():
    """A curator pasted a sign no font has, and was told to shorten her quote instead."""
    spec = replace(spec_in("en"), quote="I counted the days on a wall. Now I count them on a calendar of my own.", testimony="Hello \U00013000 there.")
    with pytest.raises(UnknownCharacter, match="U\\+13000"):
        compose(spec)
