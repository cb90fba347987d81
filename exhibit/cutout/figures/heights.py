"""How tall a figure stands: the middle height of an age band, rounded to 10 mm and moved a little, never the person's own.

Adults: mean of the thirteen countries' 1996 birth cohorts (NCD-RisC, eLife 2016;5:e13410). Children: WHO 2007 growth reference,
median at the middle of the band.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass

JITTER_MM = (-20, -10, 0, 10, 20)


@dataclass(frozen=True, slots=True)
class HeightBand:
    """`median_mm` before it is moved; `reads_as` is the gender the figure reads as."""

    name: str
    label: str
    reads_as: str
    age_class: str
    median_mm: int


BANDS: dict[str, HeightBand] = {band.name: band for band in (
    HeightBand("adult-woman", "adult woman", "woman", "adult", 1580),
    HeightBand("adult-man", "adult man", "man", "adult", 1700),
    HeightBand("adult", "adult, either", "", "adult", 1640),
    HeightBand("teen-girl", "girl, 12 to 17", "girl", "child", 1610),
    HeightBand("teen-boy", "boy, 12 to 17", "boy", "child", 1660),
    HeightBand("child", "child, 6 to 11", "", "child", 1320),
)}


def height_mm(band: str, seed: str) -> int:
    """Height of a figure of this band in mm. The same seed (a cutout's code) gives the same height. Raises KeyError for an unknown band."""
    at = hashlib.sha256(f"{band} {seed}".encode()).digest()[0] % len(JITTER_MM)
    return BANDS[band].median_mm + JITTER_MM[at]
