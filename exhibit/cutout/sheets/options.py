"""How sheets are wanted: paper, margin, overlap or gap, orientation, order, marks. Checked on making, every refusal a sentence."""
from __future__ import annotations

import re
from dataclasses import dataclass

from exhibit.cutout.errors import CutoutError

PAPERS_MM: dict[str, tuple[float, float]] = {  # short and long side: ISO 216, ISO 217 (SRA3), ANSI/ASME Y14.1
    "a4": (210, 297), "a3": (297, 420), "a2": (420, 594), "a1": (594, 841), "a0": (841, 1189), "sra3": (320, 450),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "tabloid": (279.4, 431.8),
}
ROLLS_MM: dict[str, float] = {f"roll{width}": float(width) for width in (610, 914, 1067)}  # plotters of 24, 36 and 42 inches; any other width by number
ORIENTATIONS = ("auto", "portrait", "landscape")
ORDERS = ("auto", "across", "down")
MARGIN_MM = (3.0, 40.0)
LARGEST_MM = 100.0  # of an overlap or a gap
SIDE_MM = (200.0, 2500.0)  # of a sheet of own size: marks, label and scale bar need 200
ROLL_MM = (300.0, 1650.0)
OVERLAP_MM = 10.0
_OWN = re.compile(r"(\d{2,4}(?:\.\d+)?)\s*[x×]\s*(\d{2,4}(?:\.\d+)?)")
_ROLL = re.compile(r"roll(\d{2,4})")


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """Lengths in mm. Neither overlap nor gap: 10 mm overlap. Raises CutoutError.

    `paper`: a name, "roll" and a width, or a size as "WxH". `margin_mm`: white edge the printer needs. `overlap_mm`: how far a sheet goes
    under its neighbour. `gap_mm`: instead of an overlap, a strip of the board that no sheet shows (0: sheets butt). `order`: glue rows
    first (across) or columns first (down), or whichever takes fewer sheets. `marks`: crosses, cut lines, shading. `labels`: names, arrows, notes. The scale bars always stay.
    """

    paper: str = "a4"
    margin_mm: float = 10.0
    overlap_mm: float | None = None
    gap_mm: float | None = None
    orientation: str = "auto"
    order: str = "auto"
    marks: bool = True
    labels: bool = True
    two_sided: bool = False

    def __post_init__(self) -> None:
        paper_sides_mm(self.paper)
        _within(self.margin_mm, *MARGIN_MM, "margin")
        if self.gap_mm is not None and self.overlap_mm:
            raise CutoutError("Sheets either overlap or have a gap between them: leave one of the two out.")
        for what, value in (("overlap", self.overlap_mm), ("gap", self.gap_mm)):
            if value is not None:
                _within(value, 0, LARGEST_MM, what)
        for what, named, known in (("orientation", self.orientation, ORIENTATIONS), ("order", self.order, ORDERS)):
            if named not in known:
                raise CutoutError(f"There is no {what} “{named}”. Known: {', '.join(known)}.")

    def __str__(self) -> str:
        """As it stands in the name of a file."""
        return self.paper.replace("×", "x").replace(" ", "")

    @property
    def under_mm(self) -> float:
        """How far a sheet goes under its neighbour."""
        return OVERLAP_MM if self.overlap_mm is None and self.gap_mm is None else self.overlap_mm or 0.0

    @property
    def apart_mm(self) -> float:
        """The strip between two sheets."""
        return self.gap_mm or 0.0

    @property
    def glued(self) -> bool:
        """Do sheets lie over each other (with an overlap of 0: over the neighbour's blank margin)?"""
        return not self.apart_mm


def wanted(sheet: str | SheetOptions, overlap_mm: float | None = None) -> SheetOptions:
    """Options from a paper's name, or as they are."""
    return sheet if isinstance(sheet, SheetOptions) else SheetOptions(paper=sheet, overlap_mm=overlap_mm)


def paper_sides_mm(paper: str) -> tuple[float, float | None]:
    """(width, height) as a sheet is named, upright; (width, None) for a roll. Raises CutoutError for one that is unknown or too small."""
    if paper in PAPERS_MM:
        return PAPERS_MM[paper]
    if roll := _ROLL.fullmatch(paper):
        return _within(float(roll[1]), *ROLL_MM, "roll's width"), None
    if own := _OWN.fullmatch(paper):
        return _within(float(own[1]), *SIDE_MM, "sheet's width"), _within(float(own[2]), *SIDE_MM, "sheet's height")
    raise CutoutError(f"There is no sheet size “{paper}”. Known: full, {', '.join((*PAPERS_MM, *ROLLS_MM))}, or a size in mm such as 300x400.")


def paper_names() -> tuple[str, ...]:
    return (*PAPERS_MM, *ROLLS_MM)


def _within(value: float, least: float, most: float, what: str) -> float:
    if not least <= value <= most:
        raise CutoutError(f"{'An' if what[0] in 'aeiou' else 'A'} {what} of {value:g} mm is not possible: choose between {least:g} and {most:g} mm.")
    return value
