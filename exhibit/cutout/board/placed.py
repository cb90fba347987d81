"""What stands where on a board, as plain boxes: for checks, drawings with dimensions and whoever folds or stands it up."""
from __future__ import annotations

from dataclasses import dataclass, replace

from exhibit.cutout.cut.dieline import DieLine
from exhibit.cutout.paths import Path, translate
from exhibit.cutout.spec import CMYK
from exhibit.cutout.type.typeset import TextBlock

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in mm; x from the die line's left end, y up from the floor."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled path. `even_odd` follows the drawing's own rule; text and modules use the non-zero rule."""

    path: Path
    colour: CMYK
    even_odd: bool = False

    def moved(self, dx_mm: float) -> Fill:
        return replace(self, path=translate(self.path, dx_mm, 0.0))


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

    def mirrored(self, width_mm: float) -> SetBlock:
        """At the other side of a column or sheet that is width_mm wide; the text itself stays as it reads."""
        return replace(self, x_mm=width_mm - self.x_mm - self.block.width_mm)

    @property
    def bottom_mm(self) -> float:
        return self.top_mm - self.block.height_mm

    def paths(self) -> tuple[Path, ...]:
        """Glyph outlines; fill with the non-zero rule."""
        return self.block.paths(self.x_mm, self.top_mm)

    def lines(self) -> tuple[PlacedLine, ...]:
        return tuple(PlacedLine(self.role, self.language, self.block.size_pt, box) for box in self.block.line_boxes(self.x_mm, self.top_mm))


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """The code with its quiet zone: box and dark modules."""

    box_mm: Box
    modules: Path
    module_mm: float

    def moved(self, dx_mm: float, dy_mm: float = 0.0) -> PlacedCode:
        left, bottom, right, top = self.box_mm
        return replace(self, box_mm=(left + dx_mm, bottom + dy_mm, right + dx_mm, top + dy_mm), modules=translate(self.modules, dx_mm, dy_mm))

    def mirrored(self, width_mm: float) -> PlacedCode:
        """At the other side of a column or sheet that is width_mm wide; a code itself is never mirrored."""
        return self.moved(width_mm - self.box_mm[2] - self.box_mm[0])


@dataclass(frozen=True, slots=True)
class Zone:
    """A named place: face, figure, panel, words, code, foot (kept free of text), easel (where a strut is glued behind)."""

    name: str
    box_mm: Box


@dataclass(frozen=True, slots=True)
class Draft:
    """What an arrangement hands on, in coordinates of its own: `compose` moves it so that the die line's left end is x = 0.

    `fills` are the ground and the drawing in paint order; the words stand on them in `word_colour`.
    """

    fills: tuple[Fill, ...]
    words: tuple[SetBlock, ...]
    word_colour: CMYK
    code: PlacedCode | None
    die: DieLine
    figure_mm: Box
    face_mm: Box
    panel_mm: Box
    sizes_pt: dict[str, float]
    foot_mm: float
    easel_mm: tuple[float, ...]


def overlap(one: Box, other: Box) -> bool:
    """Do the boxes share more than an edge?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def around(boxes: list[Box]) -> Box:
    """The box around boxes."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
