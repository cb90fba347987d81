"""The code on a board: how large it must be, and where."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.board.placed import PlacedCode
from exhibit.cutout.codes.place import LOW_FIGURE_MM, LOW_WIDTH_MM
from exhibit.cutout.codes.qr import QUIET_MODULES, CodeMatrix, code_matrix, module_path, width_mm
from exhibit.cutout.spec import CutoutSpec

PREFERRED_MM = {False: 1100.0, True: 850.0}  # where short words leave room the code rises to this height; True: of low figures


@dataclass(frozen=True, slots=True)
class SizedCode:
    """A code that has its size and not yet its place. `side_mm` has the quiet zone in it."""

    matrix: CodeMatrix
    module_mm: float

    @property
    def side_mm(self) -> float:
        return self.module_mm * (self.matrix.modules + 2 * QUIET_MODULES)

    def placed(self, left_mm: float, centre_mm: float) -> PlacedCode:
        side, quiet = self.side_mm, QUIET_MODULES * self.module_mm
        top = centre_mm + side / 2
        return PlacedCode((left_mm, top - side, left_mm + side, top), module_path(self.matrix, left_mm + quiet, top - quiet, self.module_mm), self.module_mm)


def is_low(figure_mm: float) -> bool:
    """Is the figure as drawn so low (a child, somebody seated) that the code goes down to 700-900 mm?"""
    return figure_mm < LOW_FIGURE_MM


def sized_code(spec: CutoutSpec, low: bool) -> SizedCode | None:
    """The code of a board, None without an address. Raises AddressTooLong."""
    if not spec.url:
        return None
    matrix = code_matrix(spec.url, spec.scan_distance_mm)
    return SizedCode(matrix, max(LOW_WIDTH_MM if low else 0.0, width_mm(matrix.modules, spec.scan_distance_mm)) / matrix.modules)
