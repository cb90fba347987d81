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
WORDS: CMYK = BLACK  # one plate: thin strokes stay sharp where inks do not quite meet; the rich ink is for large areas (bcsg.com.au, folger.ee, 2026)
MIN_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA)
MAX_INK = 3.0  # C+M+Y+K: coated sheets and PVC foam smear above 300 %


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


def text_colours() -> dict[str, CMYK]:
    """Everything that words and code may be printed in."""
    return {"ink": ink(), "black": BLACK}


def grounds() -> dict[str, CMYK]:
    """Everything that words and code may stand on."""
    return {"paper": PAPER, **{name: panel_colour(name) for name in palette_names()}}


def screen_rgb(colour: CMYK) -> tuple[float, float, float]:
    """The naive screen colour (sRGB, 0..1) of a CMYK value; print is a little darker, so contrast on paper is not less."""
    c, m, y, k = colour
    return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)


def linear_rgb(colour: CMYK) -> tuple[float, float, float]:
    """`screen_rgb` without the transfer curve of sRGB (IEC 61966-2-1)."""
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in screen_rgb(colour))
    return r, g, b


def luminance_of(linear: tuple[float, float, float]) -> float:
    """Relative luminance (WCAG 2.2) of linear RGB."""
    r, g, b = linear
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def luminance(colour: CMYK) -> float:
    """Relative luminance (WCAG 2.2) of the naive screen colour of a CMYK value."""
    return luminance_of(linear_rgb(colour))


def contrast(one: CMYK, other: CMYK) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
