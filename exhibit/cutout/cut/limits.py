"""What a die line has to keep: the rules of exhibition.md 3.4, tightened by the print shop's own."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.press.profiles import Profile

BIT_RADIUS_MM = 3.0  # a 6 mm router bit cuts no tighter inner corner


@dataclass(frozen=True, slots=True)
class CutLimits:
    """Lengths in mm. `gap_mm`: least distance between two stretches of the line; `safe_mm`: from words and code to the line."""

    halo_mm: float = 15.0
    min_part_mm: float = 18.0
    inner_radius_mm: float = BIT_RADIUS_MM
    outer_radius_mm: float = 0.0  # 0: outer corners may be sharp
    gap_mm: float = 12.7
    safe_mm: float = 3.0
    hole_mm: float = 60.0
    feet_mm: float = 250.0
    outside_mm: float = 4.0  # at most this far outside the offset outline
    nodes: int = 40

    @classmethod
    def of(cls, shop: Profile) -> CutLimits:
        """The rules for one print shop."""
        return cls(halo_mm=shop.halo_mm, inner_radius_mm=max(BIT_RADIUS_MM, shop.corner_mm), outer_radius_mm=shop.corner_mm, gap_mm=shop.gap_mm,
                   safe_mm=shop.safe_mm, nodes=shop.nodes)


PLAIN = CutLimits()
