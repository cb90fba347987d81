"""The graphics state of a page while its operators are read (ISO 32000-1, 8.4)."""
from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pikepdf

from exhibit.cutout.preflight.found import Ink

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = Ink("grey", (0.0,))


@dataclass(frozen=True, slots=True)
class State:
    """What q keeps and Q brings back."""

    matrix: Matrix
    fill: Ink = BLACK
    stroke: Ink = BLACK
    fill_space: object = None
    stroke_space: object = None
    width: float = 1.0
    dashed: bool = False
    overprint_fill: bool = False
    overprint_stroke: bool = False
    alpha_fill: float = 1.0
    alpha_stroke: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    group: str = ""  # why the transparency group around it is not opaque
    font: str = ""
    font_size: float = 0.0
    font_used: str = ""
    text_mode: int = 0

    @property
    def see_through(self) -> str:
        """Why what is painted now is not opaque; empty when it is."""
        if self.masked:
            return "soft mask"
        if min(self.alpha_fill, self.alpha_stroke) < 1:
            return f"opacity {min(self.alpha_fill, self.alpha_stroke):.0%}"
        return self.group if self.blend in ("Normal", "Compatible") else f"blend mode {self.blend}"

    def inside_group(self) -> State:
        """What a transparency group begins with (ISO 32000-1, 11.6.6): opaque by itself, as clear as a whole as it was placed."""
        return replace(self, group=self.see_through, alpha_fill=1.0, alpha_stroke=1.0, blend="Normal", masked=False)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and `then`, in the order of a cm operator inside a matrix."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def matrix_of(values: object) -> Matrix:
    """Six numbers of a file as a matrix; the identity for anything else."""
    try:
        a, b, c, d, e, f = (float(value) for value in values)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return SAME
    return (a, b, c, d, e, f) if all(map(math.isfinite, (a, b, c, d, e, f))) else SAME


def growth(matrix: Matrix) -> float:
    """By how much a matrix enlarges lengths, on the average of both directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def changes_of(state: pikepdf.Object) -> dict[str, object]:
    """Fields of State that an extended graphics state sets."""
    changes: dict[str, object] = {}
    for key, value in state.items():
        name = key.lstrip("/")
        if name in ("CA", "ca"):
            changes["alpha_stroke" if name == "CA" else "alpha_fill"] = float(value)
        elif name == "OP":
            changes["overprint_stroke"] = bool(value)
            changes.setdefault("overprint_fill", bool(value))  # OP speaks for both where op is missing
        elif name == "op":
            changes["overprint_fill"] = bool(value)
        elif name == "LW":
            changes["width"] = float(value)
        elif name == "D":
            changes["dashed"] = len(value[0]) > 0
        elif name == "SMask":
            changes["masked"] = str(value) != "/None"
        elif name == "BM":
            changes["blend"] = str(value[0] if isinstance(value, pikepdf.Array) and len(value) else value).lstrip("/")
    if "/op" in state:
        changes["overprint_fill"] = bool(state["/op"])
    return changes
