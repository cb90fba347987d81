"""Colours of a board, as CMYK, with the contrast that text needs."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CMYK

TABLE = Path(__file__).with_name("palettes.toml")
PAPER: CMYK = (0.0, 0.0, 0.0, 0.0)
BLACK: CMYK = (0.0, 0.0, 0.0, 1.0)
MIN_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text())


def palette_names() -> tuple[str, ...]:
    return tuple(_table()["panel"])


def ink() -> CMYK:
    return tuple(_table()["ink"])


def panel_colour(name: str) -> CMYK:
    """The panel's colour. Raises CutoutError for an unknown palette."""
    if name not in _table()["panel"]:
        raise CutoutError(f"There is no palette “{name}”. Known: {', '.join(palette_names())}.")
    return tuple(_table()["panel"][name])


def luminance(colour: CMYK) -> float:
    """Relative luminance (WCAG 2.2) of the naive screen colour of a CMYK value."""
    c, m, y, k = colour
    channels = [(1 - part) * (1 - k) for part in (c, m, y)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: CMYK, other: CMYK) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
