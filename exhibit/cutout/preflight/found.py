"""What was found in a PDF: plain data, no object of a library. Lengths in mm on the finished board, from the media box's lower left."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.cutout.errors import CutoutError

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Points = NDArray[np.float64]
"""Rows of x, y."""


class CannotRead(CutoutError):
    """A file that nobody can check: no PDF, damaged, locked, empty or too large."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as the file gives it. `space`: CMYK, grey, RGB, Lab, ICC grey, ICC RGB, ICC CMYK, spot, pattern; `mixed_in`: the space of a spot's replacement."""

    space: str
    values: tuple[float, ...] = ()
    spots: tuple[str, ...] = ()
    mixed_in: str = ""
    alternate: tuple[float, ...] = ()

    @property
    def is_white(self) -> bool:
        """No ink at all, in a space of inks."""
        return self.space in ("CMYK", "spot") and not any(self.values)

    @property
    def total(self) -> float:
        """Sum of the inks, 0 to 4; of a spot colour its tint."""
        return sum(self.values) if self.space in ("CMYK", "spot") else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """One stretch of a path: its points with the Bezier controls, one letter a segment in `kinds` (l or c)."""

    points: Points
    kinds: str
    closed: bool

    @property
    def box(self) -> Box:
        """Around all points, controls included: never smaller than the shape."""
        (x0, y0), (x1, y1) = self.points.min(axis=0), self.points.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @property
    def is_upright(self) -> bool:
        """Only straight lines along the axes: a box, a module of a code, a rule."""
        if "c" in self.kinds or len(self.points) < 2:
            return False
        steps = np.abs(np.diff(self.points, axis=0))
        return bool((steps.min(axis=1) < 1e-3).all())


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture in its place."""

    width_px: int
    height_px: int
    ppi: float
    space: str
    filters: tuple[str, ...]
    most_ink: float  # largest sum of inks in it, 0 to 4; 0 where it cannot be told


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One thing that is painted. `order` counts over the page; `layer` is the optional content it stands in; `see_through` says why it is not opaque."""

    order: int
    kind: str  # path, text, image, shading
    rings: tuple[Ring, ...]
    fill: Ink | None
    stroke: Ink | None
    width_pt: float = 0.0
    dashed: bool = False
    overprint_fill: bool = False
    overprint_stroke: bool = False
    see_through: str = ""
    layer: str = ""
    font: str = ""
    picture: Picture | None = None

    @property
    def box(self) -> Box:
        boxes = [ring.box for ring in self.rings]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    @property
    def inks(self) -> tuple[Ink, ...]:
        return tuple(ink for ink in (self.fill, self.stroke) if ink)


@dataclass(frozen=True, slots=True)
class Font:
    """A font among the resources of a page. `used`: something is set in it."""

    name: str
    kind: str
    embedded: bool
    used: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    number: int
    media: Box
    boxes: dict[str, Box]  # trim, bleed, crop, art as far as they are there
    user_unit: float
    rotate: int
    annotations: tuple[str, ...]
    groups: tuple[str, ...]  # colour spaces of transparency groups, the page's own first
    fonts: tuple[Font, ...]
    marks: tuple[Mark, ...]

    @property
    def trim(self) -> Box:
        return self.boxes.get("trim", self.media)


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: what it is for, the printing condition, and whether it carries its ICC profile."""

    kind: str
    condition: str
    has_profile: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A whole file."""

    sheets: tuple[Sheet, ...]
    version: str
    standard: str  # as the file claims it; empty: none
    trapped: str
    has_ids: bool
    has_title: bool
    locked: bool
    print_scaling: str
    intents: tuple[Intent, ...]
    layers: tuple[str, ...]
    extras: tuple[str, ...]  # scripts, attachments, form fields, actions


def width(box: Box) -> float:
    return box[2] - box[0]


def height(box: Box) -> float:
    return box[3] - box[1]


def middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds(outer: Box, inner: Box, slack_mm: float = 0.0) -> bool:
    """Does one box lie inside the other, but for some slack?"""
    return outer[0] - slack_mm <= inner[0] and outer[1] - slack_mm <= inner[1] and outer[2] + slack_mm >= inner[2] and outer[3] + slack_mm >= inner[3]


def meet(one: Box, other: Box) -> bool:
    """Do two boxes share more than an edge?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
