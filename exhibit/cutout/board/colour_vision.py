"""How the colours of a set of boards look to colour-blind visitors, and which of them become hard to tell apart.

Simulation: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009),
severity 1.0. Difference: CIEDE2000 (Sharma, Wu and Dalal, Color Research and Application 30, 2005). Colours are the naive screen
colours of CMYK values (`palettes.screen_rgb`), linear RGB of sRGB primaries, 0..1.
"""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from exhibit.cutout.board.palettes import linear_rgb, luminance_of, panel_colour
from exhibit.cutout.spec import CMYK

Triple = tuple[float, float, float]

HARD_TO_TELL = 10.0
"""CIEDE2000 under which two boards in one hall, never side by side, are not told apart by their colour. About 2 is the least
difference seen between colours that touch; from memory, across a room, it takes several times as much (a choice of this project)."""

MATRICES: dict[str, tuple[Triple, Triple, Triple]] = {
    "full colour vision": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE: Triple = (0.95047, 1.0, 1.08883)  # D65, 2 degrees


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two palettes that look alike to somebody; `difference` is CIEDE2000."""

    one: str
    other: str
    vision: str
    difference: float

    @property
    def sentence(self) -> str:
        seen = "to everybody" if self.vision == "full colour vision" else f"to people with {self.vision}"
        return f"The colours {self.one} and {self.other} look alike {seen}: do not let the colour alone say what belongs together."


def confusions(palettes: Iterable[str]) -> tuple[Confusion, ...]:
    """The pairs of panel colours that are hard to tell apart, the nearest first. Raises CutoutError for an unknown palette."""
    colours = {name: panel_colour(name) for name in palettes}
    found = [Confusion(one, other, vision, difference(colours[one], colours[other], vision))
             for vision in MATRICES for one, other in combinations(sorted(colours), 2)]
    return tuple(sorted((pair for pair in found if pair.difference < HARD_TO_TELL), key=lambda pair: pair.difference))


def seen_rgb(colour: CMYK, vision: str) -> Triple:
    """The colour as this vision sees it, linear RGB held within 0..1."""
    seen = _times(MATRICES[vision], linear_rgb(colour))
    r, g, b = (min(1.0, max(0.0, part)) for part in seen)
    return r, g, b


def seen_contrast(one: CMYK, other: CMYK, vision: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours in this vision, 1 to 21."""
    low, high = sorted(luminance_of(seen_rgb(colour, vision)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def difference(one: CMYK, other: CMYK, vision: str = "full colour vision") -> float:
    """CIEDE2000 between two colours in this vision."""
    return ciede2000(_lab(seen_rgb(one, vision)), _lab(seen_rgb(other, vision)))


def _times(matrix: tuple[Triple, Triple, Triple], column: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix)
    return x, y, z


def _lab(linear: Triple) -> Triple:
    """CIE L*a*b* (D65) of linear RGB."""
    fx, fy, fz = (_cube_root(part / white) for part, white in zip(_times(_TO_XYZ, linear), _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _cube_root(share: float) -> float:
    return math.cbrt(share) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29


def ciede2000(one: Triple, other: Triple) -> float:
    """The CIEDE2000 difference of two L*a*b* colours, with the names of Sharma's equations 2 to 22."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    g = 0.5 * (1 - _seventh((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2))
    c1, c2 = math.hypot((1 + g) * a1, b1), math.hypot((1 + g) * a2, b2)
    h1, h2 = _hue((1 + g) * a1, b1), _hue((1 + g) * a2, b2)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180 if abs(h2 - h1) != 180 else h2 - h1
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, c, h = (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2)
    t = 1 - 0.17 * _cos(h - 30) + 0.24 * _cos(2 * h) + 0.32 * _cos(3 * h + 6) - 0.20 * _cos(4 * h - 63)
    sl, sc, sh = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2), 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -2 * _seventh(c) * math.sin(math.radians(60 * math.exp(-(((h - 275) / 25) ** 2))))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def _seventh(chroma: float) -> float:
    return math.sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360


def _mean_hue(h1: float, h2: float, chroma: float) -> float:
    if chroma == 0:
        return h1 + h2
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
