"""What a page's content stream says: paths in mm, filled and stroked in CMYK or in a named ink."""
from __future__ import annotations

from collections.abc import Iterable

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Path
from exhibit.cutout.spec import CMYK

MAX_INK = 3.0  # of 4: more does not dry, and shops refuse it
_OPERATORS = {"M": "%.2f %.2f m", "L": "%.2f %.2f l", "C": "%.2f %.2f %.2f %.2f %.2f %.2f c", "Z": "h"}  # to a hundredth of a millimetre: a dot of a 1,200 dpi press is twice that


def outline(path: Path) -> str:
    """The path alone, to be followed by a painting operator."""
    return " ".join([_OPERATORS[command[0]] % command[1:] for command in path])


def drawing(path: Path, colour: CMYK) -> str:
    """Page operators that fill a path by the non-zero rule."""
    return f"{process(colour)} k\n{outline(path)} f\n"


def fills(painted: Iterable[tuple[Path, CMYK, bool]]) -> str:
    """Paths filled in paint order: (path, colour, even-odd?). A colour is said once for all that follow in it. Raises CutoutError for too much ink."""
    said: CMYK | None = None
    lines: list[str] = []
    for path, colour, even_odd in painted:
        if colour != said:
            lines.append(f"{process(colour)} k")
            said = colour
        lines.append(f"{outline(path)} {'f*' if even_odd else 'f'}")
    return "\n".join(lines) + "\n"


def process(colour: CMYK) -> str:
    """Four numbers for `k` or `K`. Raises CutoutError where the inks together are more than paper takes."""
    if sum(colour) > MAX_INK + 1e-9:
        raise CutoutError(f"A colour of {100 * sum(colour):.0f} % ink does not dry: make it lighter, {100 * MAX_INK:.0f} % is the most.")
    return " ".join([f"{part:g}" for part in colour])


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S\n"
