"""Colours of boards: words can be read on every ground in every colour vision, and no ink smears."""
import math
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.cutout.board.colour_vision import MATRICES, ciede2000, confusions, difference, seen_contrast, seen_rgb
from exhibit.cutout.board.palettes import (
    BLACK,
    MAX_INK,
    MIN_CONTRAST,
    PAPER,
    contrast,
    grounds,
    ink,
    luminance,
    palette_names,
    panel_colour,
    text_colours,
)
from exhibit.cutout.errors import CutoutError

COLOURS = st.tuples(*[st.floats(0, 1)] * 4)


@pytest.mark.parametrize(("text", "ground"), product(text_colours(), grounds()))
def test_every_text_colour_can_be_read_on_every_ground(text, ground):
    assert contrast(text_colours()[text], grounds()[ground]) >= MIN_CONTRAST


@pytest.mark.parametrize(("ground", "vision"), product(grounds(), MATRICES))
def test_ink_keeps_its_contrast_in_every_colour_vision(ground, vision):
    assert all(seen_contrast(text, grounds()[ground], vision) >= MIN_CONTRAST for text in text_colours().values())


@pytest.mark.parametrize("name", ["ink", *palette_names()])
def test_no_colour_takes_more_ink_than_a_sheet_holds(name):
    colour = ink() if name == "ink" else panel_colour(name)
    assert len(colour) == 4 and all(0 <= part <= 1 for part in colour)
    assert sum(colour) <= MAX_INK


def test_an_unknown_palette_is_said():
    with pytest.raises(CutoutError, match="There is no palette “mauve”. Known: amber"):
        panel_colour("mauve")


def test_pairs_that_look_alike_are_named():
    found = confusions(palette_names())
    assert {(pair.one, pair.other, pair.vision) for pair in found} == {
        ("lilac", "sky", "deuteranopia"), ("lilac", "sky", "protanopia"), ("mint", "sand", "deuteranopia"),
        ("amber", "coral", "tritanopia"), ("mint", "sky", "tritanopia"),
    }
    assert [pair.difference for pair in found] == sorted(pair.difference for pair in found)
    assert found[0].sentence == "The colours lilac and sky look alike to people with deuteranopia: do not let the colour alone say what belongs together."


def test_three_colours_are_told_apart_by_everybody():
    assert confusions(["amber", "sky", "sand"]) == ()
    assert confusions(["amber"]) == confusions([]) == ()


def test_everybody_tells_all_colours_apart_with_full_vision():
    assert not [pair for pair in confusions(palette_names()) if pair.vision == "full colour vision"]


def test_red_and_green_of_one_brightness_are_alike_without_red_or_green_cones():
    """The textbook case: two colours that differ by much, and by little in both red-green blindnesses."""
    red, green = (0.0, 0.55, 0.80, 0.20), (0.45, 0.20, 0.90, 0.15)
    assert difference(red, green) > 35
    assert difference(red, green, "deuteranopia") < 12
    assert difference(red, green, "tritanopia") > 35


SHARMA = """
50 2.6772 -79.7751 50 0 -82.7485 2.0425
50 3.1571 -77.2803 50 0 -82.7485 2.8615
50 -1.3802 -84.2814 50 0 -82.7485 1.0000
50 0 0 50 -1 2 2.3669
50 2.49 -0.001 50 -2.49 0.0009 7.1792
50 2.49 -0.001 50 -2.49 0.0011 7.2195
50 -0.001 2.49 50 0.0009 -2.49 4.8045
50 -0.001 2.49 50 0.0011 -2.49 4.7461
50 2.5 0 73 25 -18 27.1492
50 2.5 0 61 -5 29 22.8977
50 2.5 0 56 -27 -3 31.9030
50 2.5 0 58 24 15 19.4535
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""


@pytest.mark.parametrize("row", SHARMA.strip().splitlines())
def test_the_difference_is_that_of_the_published_table(row):
    """Rows of table 1 in Sharma, Wu and Dalal (2005)."""
    l1, a1, b1, l2, a2, b2, expected = map(float, re.split(r"\s+", row))
    assert ciede2000((l1, a1, b1), (l2, a2, b2)) == pytest.approx(expected, abs=5e-5)
    assert ciede2000((l2, a2, b2), (l1, a1, b1)) == pytest.approx(expected, abs=5e-5)


@given(one=COLOURS, other=COLOURS, vision=st.sampled_from(list(MATRICES)))
def test_differences_and_contrasts_are_those_of_a_measure(one, other, vision):
    assert difference(one, one, vision) == 0
    assert difference(one, other, vision) == pytest.approx(difference(other, one, vision), abs=1e-9) and math.isfinite(difference(one, other, vision))
    assert 1 <= seen_contrast(one, other, vision) <= 21.01
    assert all(0 <= part <= 1 for part in seen_rgb(one, vision))


def test_grey_stays_grey_in_every_vision():
    for vision in MATRICES:
        for colour in (PAPER, BLACK, (0.0, 0.0, 0.0, 0.5)):
            assert seen_rgb(colour, vision) == pytest.approx((luminance(colour),) * 3, abs=1e-5)
