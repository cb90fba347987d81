"""What stands where on a board, as plain boxes: for checks, drawings with dimensions and whoever folds or stands it up."""
from __future__ import annotations

from dataclasses import dataclass, replace

from exhibit.cutout.paths import Path
from exhibit.cutout.type.typeset import TextBlock

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in mm; x from the die line's left end, y up from the floor."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text. `role` is quote, testimony, scan, address, attribution, note, help, helpline, credit or copy; the box is around its ink."""

    role: str
    language: str
    size_pt: float
    box_mm: Box


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A set text in its place: left edge of its column and its own upper edge, in mm."""

    role: str
    language: str
    block: TextBlock
    x_mm: float
    top_mm: float

    def moved(self, dx_mm: float, dy_mm: float = 0.0) -> SetBlock:
        return replace(self, x_mm=self.x_mm + dx_mm, top_mm=self.top_mm + dy_mm)

    def paths(self) -> tuple[Path, ...]:
        """Glyph outlines; fill with the non-zero rule."""
        return self.block.paths(self.x_mm, self.top_mm)

    def lines(self) -> tuple[PlacedLine, ...]:
        return tuple(PlacedLine(self.role, self.language, self.block.size_pt, box) for box in self.block.line_boxes(self.x_mm, self.top_mm))


@dataclass(frozen=True, slots=True)
class Zone:
    """A named place: face, figure, panel, words, code, foot (kept free of text), easel (where a strut is glued behind)."""

    name: str
    box_mm: Box


def overlap(one: Box, other: Box) -> bool:
    """Do the boxes share more than an edge?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
