"""Pictures of every template in every script, looked at once and kept: what changes the look of a board shows here first."""
from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from tests.cutout.board.golden_boards import FOLDER, golden_specs, picture, shades

SPECS = golden_specs()
MOST_MEAN, MOST_SHARE, CLEARLY = 2.0, 0.01, 60.0  # shades of 255 on average; share of pixels that are clearly different


def difference(found: Image.Image, kept: Image.Image) -> tuple[float, float]:
    """Mean difference in shades, and the share of pixels that differ clearly."""
    apart = np.abs(shades(found) - shades(kept)).max(axis=2)
    return float(apart.mean()), float((apart > CLEARLY).mean())


@pytest.mark.parametrize("name", SPECS)
def test_a_board_looks_as_it_looked_when_somebody_approved_it(name, tmp_path):
    kept, found = Image.open(FOLDER / f"{name}.png"), picture(SPECS[name])
    found.save(tmp_path / f"{name}.png")
    assert abs(found.height - kept.height) <= 2 and abs(found.width - kept.width) <= 2, "the board's size changed"
    mean, share = difference(found.resize(kept.size), kept)
    assert mean <= MOST_MEAN and share <= MOST_SHARE, f"{name}: differs by {mean:.1f} shades, {share:.1%} of the pixels clearly: look at {tmp_path}, then renew it"


def test_every_kept_picture_has_its_board():
    assert {path.stem for path in FOLDER.glob("*.png")} == set(SPECS)


def test_words_that_moved_by_a_few_millimetres_are_seen():
    """The tolerance is for rasterisers, not for layouts."""
    name = "panel-latin"
    kept = Image.open(FOLDER / f"{name}.png").convert("RGB")
    moved = kept.copy()
    left = kept.width * 2 // 3
    moved.paste(kept.crop((left, 40, kept.width - 16, 200)), (left, 43))
    mean, share = difference(moved, kept)
    assert mean > MOST_MEAN or share > MOST_SHARE


def test_another_palette_is_seen():
    found, kept = picture(SPECS["body-latin"]), picture(SPECS["body-cyrillic"])
    assert difference(found.resize(kept.size), kept)[0] > MOST_MEAN
