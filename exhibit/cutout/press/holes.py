"""Drill holes for the screws of the feet, for shops that drill what is filled in the colour of the cut."""
from __future__ import annotations

from shapely.geometry import Point as Spot
from shapely.geometry import box

from exhibit.cutout.board.compose import Board
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Path, Point

UP_MM = 40.0  # half of the ground strip
SHARES = (0.25, 0.75)  # of the board's width at that height
EDGE_MM = 15.0  # board left around a hole
STEP_MM = 5.0


def holes(board: Board) -> tuple[Path, ...]:
    """One closed circle a hole; none where the shop drills none. Raises CutoutError where words leave no room."""
    radius = board.profile.hole_mm / 2
    return tuple(circle(centre, radius) for centre in _centres(board, radius)) if radius else ()


def circle(centre: Point, radius_mm: float) -> Path:
    """Two cubics: within 2 % of the radius, a tenth of a millimetre here, and two nodes of the few that a shop allows a file."""
    x, y = centre
    left, right, handle = x - radius_mm, x + radius_mm, 4 / 3 * radius_mm
    return ("M", left, y), ("C", left, y + handle, right, y + handle, right, y), ("C", right, y - handle, left, y - handle, left, y), ("Z",)


def _centres(board: Board, radius_mm: float) -> list[Point]:
    left, bottom, right, _ = board.die.polygon.bounds
    words = [box(*line.box_mm) for line in board.lines] + ([box(*board.qr_box_mm)] if board.qr_box_mm else [])
    found: list[Point] = []
    for share in SHARES:
        wished = share * (right - left)
        tried = (wished + sign * step * STEP_MM for step in range(int((right - left) / STEP_MM / 4)) for sign in (1, -1))
        fits = (x for x in tried
                if board.die.polygon.contains(Spot(x + left, bottom + UP_MM).buffer(radius_mm + EDGE_MM))
                and not any(Spot(x, UP_MM).buffer(radius_mm + board.profile.safe_mm).intersects(line) for line in words))
        x = next(fits, None)
        if x is None:
            raise CutoutError(f"There is no room for a drill hole {UP_MM:.0f} mm above the floor: choose a print shop that does not drill, or another template.")
        found.append((x, UP_MM))
    return found
