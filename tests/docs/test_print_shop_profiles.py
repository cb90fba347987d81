"""The page about print shops says what the table says, and its example is a row that can be read."""
from pathlib import Path

import pytest

from exhibit.cutout.press.profiles import TABLE, profile, profile_names, read_profiles

PAGE = (Path(__file__).parents[2] / "docs" / "print-shop-profiles.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", profile_names())
def test_each_shop_has_its_row(name):
    shop = profile(name)
    piece = f"{shop.piece_mm[0]:g} x {shop.piece_mm[1]:g}" if shop.piece_mm else "any"
    cells = (f"`{name}`", shop.title, f"`{shop.cut_name}`", f"{shop.cut_width_pt:g} pt", shop.cut_place, shop.layer or "-", f"{shop.bleed_mm:g}", str(shop.nodes), piece,
             f"1:{shop.scale}", shop.standard)
    assert f"| {' | '.join(cells)} |\n" in PAGE


def test_no_row_is_left_behind():
    assert PAGE.count("\n| `") == len(profile_names())


def test_the_example_can_be_read():
    example = PAGE.split("```toml\n", 1)[1].split("```", 1)[0]
    shop = read_profiles(f"{TABLE.read_text(encoding='utf-8')}\n{example}")["corner-shop"]
    assert (shop.cut_name, shop.bleed_mm) == ("Thru-cut", 5.0)
