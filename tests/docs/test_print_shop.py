"""The page for the print shop says the engine's own numbers."""
from pathlib import Path

import pytest

from exhibit.cutout.codes import qr
from exhibit.cutout.cut import dieline
from exhibit.cutout.press import pdf
from exhibit.cutout.press.operators import MAX_INK
from exhibit.cutout.press.pages import SLUG_DOWN_MM
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.sheets import options
from exhibit.cutout.ticket import KG_PER_M2

PAGE = (Path(__file__).parents[2] / "docs" / "print-shop.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sentence", [
    f"spot colour `{pdf.CUT_NAME}`",
    f"{pdf.BLEED_MM:.0f} mm around the trim box",
    f"no place takes more than {100 * MAX_INK:.0f} %",
    f"{SLUG_DOWN_MM:.0f} mm under the trim",
    f"PDF 1.4, built as {pdf.X_VERSION}; output intent {profile('plain').condition}",
    f"{pdf.MARGIN_MM:.0f} mm outside the trim box",
    f"plus {2 * pdf.MARGIN_MM:.0f} mm both ways",
    f"a {2 * dieline.INNER_RADIUS_MM:.0f} mm bit reaches all of them",
    f"no part is thinner than {2 * dieline.OPENING_MM:.0f} mm",
    f"feet at least {dieline.FEET_MM:.0f} mm",
    f"cutters that take {dieline.WISHED_NODES} to {dieline.NODE_BUDGET}",
    f"at least {qr.MIN_WIDTH_MM:.0f} mm wide",
    f"about {KG_PER_M2:.0f} kg per square metre",
])
def test_numbers_are_the_engines_own(sentence):
    assert sentence in PAGE


def test_every_sheet_size_is_named():
    for name in options.PAPERS_MM:
        assert (name.upper() if name[-1].isdigit() else name.capitalize()) in PAGE
    assert options.ROLLS_MM and "a roll" in PAGE
