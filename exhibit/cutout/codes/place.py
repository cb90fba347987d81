"""Where a code stands on its board, how large it is and in what colours: named checks, asked before a file is written (exhibition.md 1.3 and 1.5).

A phone in a standing hand is at 1.4 m, in a wheelchair at 0.95 m: between 0.9 and 1.3 m both see the code at less than 40 degrees from half a metre.
The code of a low figure (a child, somebody seated) goes down to 0.7-0.9 m and is larger, so that it is read from a metre.
"""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix, width_mm
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CMYK

LOW_FIGURE_MM = 1500.0
CENTRE_MM, LOW_CENTRE_MM = (900.0, 1300.0), (700.0, 900.0)
LOW_WIDTH_MM = 110.0
DARK: CMYK = (0.0, 0.0, 0.0, 1.0)
LIGHT: CMYK = (0.0, 0.0, 0.0, 0.0)
SLACK_MM = 0.5
ON_FLOOR_MM = 50.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """One check by name; the sentence says what is there and, where it fails, what to do."""

    name: str
    ok: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class StandingCode:
    """A code as it stands: box with its quiet zone (left, bottom, right, top in mm from the floor), modules a side, the height of who stands there,
    the distance it is read from, the colours."""

    box_mm: Box
    modules: int
    module_mm: float
    figure_mm: float
    scan_distance_mm: float = 1000.0
    dark: CMYK = DARK
    light: CMYK = LIGHT

    @property
    def low(self) -> bool:
        return self.figure_mm < LOW_FIGURE_MM

    @property
    def centre_mm(self) -> float:
        return (self.box_mm[1] + self.box_mm[3]) / 2


def check_code(code: StandingCode) -> tuple[CodeCheck, ...]:
    """Height, size, quiet zone and colours of a code, each as a named check."""
    return _height(code), _size(code), _quiet(code), _colours(code)


def require_code(code: StandingCode) -> None:
    """Raises CutoutError with the sentence of the first check that fails."""
    failed = next((check for check in check_code(code) if not check.ok), None)
    if failed:
        raise CutoutError(failed.sentence)


def _height(code: StandingCode) -> CodeCheck:
    low, high = LOW_CENTRE_MM if code.low else CENTRE_MM
    ok = low - SLACK_MM <= code.centre_mm <= high + SLACK_MM
    says = f"The code's centre is {code.centre_mm:.0f} mm above the floor"
    asked = f"{low:.0f} to {high:.0f} mm beside a figure of {code.figure_mm:.0f} mm"
    return CodeCheck("code height", ok, f"{says}: {asked} are right." if ok else f"{says} and cannot be reached with a phone: place it at {asked}.")


def _size(code: StandingCode) -> CodeCheck:
    wide = code.modules * code.module_mm
    needed = max(LOW_WIDTH_MM if code.low else 0.0, width_mm(code.modules, code.scan_distance_mm))
    says = f"The code is {wide:.0f} mm wide without its white edge"
    ok = wide >= needed - SLACK_MM
    from_m = code.scan_distance_mm / 1000
    return CodeCheck("code size", ok, f"{says}, enough to be read from {from_m:g} m." if ok else
                     f"{says}: {needed:.0f} mm are needed to read it from {from_m:g} m. Make it larger or choose a shorter scan distance.")


def _quiet(code: StandingCode) -> CodeCheck:
    left, bottom, right, top = code.box_mm
    edge = (min(right - left, top - bottom) / code.module_mm - code.modules) / 2
    ok = edge >= QUIET_MODULES - 0.01
    return CodeCheck("quiet zone", ok, f"The white edge around the code is {edge:.1f} modules wide" + ("." if ok else f": it must be {QUIET_MODULES}, free of all ink."))


def _colours(code: StandingCode) -> CodeCheck:
    ok = code.dark == DARK and code.light == LIGHT
    return CodeCheck("code colours", ok, "The code is black on white." if ok else
                     "The code is not plain black on white: some phones read no other colours, and none reads white on black for sure. Print it in K alone on bare white.")


def standing_mm(figure_mm: Box, board_mm: float) -> float:
    """The height that the code goes by: the figure's where it stands on the floor, else the board's (a child drawn on a banner makes no low board)."""
    return figure_mm[3] if figure_mm[1] < ON_FLOOR_MM else board_mm


def standing_code(box_mm: Box, url: str, figure_mm: float, scan_distance_mm: float) -> StandingCode:
    """The code of a board from its box with the quiet zone, its address and the height of who stands there, in our own colours."""
    modules = code_matrix(url).modules
    return StandingCode(box_mm, modules, (box_mm[2] - box_mm[0]) / (modules + 2 * QUIET_MODULES), figure_mm, scan_distance_mm)
