"""A board in two pieces for the road: where the join runs, and the dowels (or plates) that hold it.

The join is level, between two lines of text or above them all; it never crosses a word, the code or a face.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import LineString
from shapely.affinity import translate
from shapely.geometry import Polygon, box

from exhibit.cutout.board.compose import Board
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand.materials import Material

PIECE_MM = (950.0, 1200.0)  # short and long side; goes into a case a courier takes and through a car's door
CLEAR_MM = 2.0  # least distance from the join to ink
ROOMY_MM = 12.0  # more than this is no better
ROLL, ROLL_MM, CASSETTE_MM = "rollup", 110.0, 80.0  # name, thickness, and what the cassette is longer than the print
DOWEL_MM, DOWEL_LONG_MM = 6.0, 80.0
DOWEL_IN_MM = 9.0  # thinner sheets cannot be drilled: plates behind them instead
EVERY_MM, EDGE_MM = 250.0, 40.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its outline in the board's coordinates, and its box."""

    name: str
    polygon: Polygon
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Split:
    """Lower and upper piece (or the whole board alone), and where the join's dowels stand. `join`: “dowel”, “plate”, or “” for a whole board."""

    pieces: tuple[Piece, ...]
    at_mm: float
    join: str
    dowels_x_mm: tuple[float, ...]
    sentence: str


def split_board(board: Board, sheet: Material, piece_mm: tuple[float, float] = PIECE_MM) -> Split:
    """The board whole where it fits; else in two. Raises CutoutError when no join is possible."""
    shape = _standing(board)
    if _fits(shape, piece_mm):
        return whole(board, "Travels whole.")
    at = _join_mm(board, shape, piece_mm)
    lower, upper = _halves(shape, at)
    dowels = _dowels(shape, at)
    join = "dowel" if sheet.thickness_mm >= DOWEL_IN_MM else "plate"
    return Split((_piece("lower", lower), _piece("upper", upper)), at, join, dowels, _sentence(at, join, len(dowels)))


def whole(board: Board, sentence: str) -> Split:
    """The board in one piece; the sentence says why."""
    return Split((_piece("board", _standing(board)),), 0.0, "", (), sentence)


def rolled(board: Board) -> Split:
    """A roll-up in its cassette: as long as it is wide, as thick as its roll."""
    return Split((Piece(ROLL, _standing(board), board.width_mm + CASSETTE_MM, ROLL_MM),), 0.0, "", (), "Travels rolled up in its cassette.")


def _standing(board: Board) -> Polygon:
    """The die line's area in the board's coordinates: left end 0, floor 0."""
    left, bottom, _, _ = board.die.polygon.bounds
    return translate(board.die.polygon, -left, -bottom)


def _sentence(at: float, join: str, count: int) -> str:
    if join == "dowel":
        return f"Two pieces, joined {at:.0f} mm above the lower edge by {count} dowels of {DOWEL_MM:.0f} x {DOWEL_LONG_MM:.0f} mm, glued in below and dry above."
    return f"Two pieces, joined {at:.0f} mm above the lower edge by {count} plates of 60 x 160 mm behind, glued below and bolted above."


def _piece(name: str, shape: Polygon) -> Piece:
    left, bottom, right, top = shape.bounds
    return Piece(name, shape, right - left, top - bottom)


def _fits(shape: Polygon, piece_mm: tuple[float, float]) -> bool:
    left, bottom, right, top = shape.bounds
    short, long = sorted((right - left, top - bottom))
    return short <= min(piece_mm) and long <= max(piece_mm)


def _halves(shape: Polygon, at: float) -> tuple[Polygon, Polygon]:
    left, bottom, right, top = shape.bounds
    lower, upper = shape.intersection(box(left - 1, bottom - 1, right + 1, at)), shape.intersection(box(left - 1, at, right + 1, top + 1))
    if not isinstance(lower, Polygon) or not isinstance(upper, Polygon):
        raise CutoutError("A join here would leave more than two pieces.")
    return lower, upper


def _join_mm(board: Board, shape: Polygon, piece_mm: tuple[float, float]) -> float:
    """Of all places a join may be, the one with most room, then the one nearest the middle. Raises CutoutError."""
    middle = shape.bounds[3] / 2
    possible = sorted(((min(room, ROOMY_MM), -abs(at - middle), at) for at, room in _gaps(board, shape.bounds[3]) if room >= CLEAR_MM), reverse=True)
    best = next((at for _, _, at in possible if _both_fit(shape, at, piece_mm)), None)
    if best is None:
        raise CutoutError(f"This board cannot be sent in two pieces of {piece_mm[0]:.0f} x {piece_mm[1]:.0f} mm: every join would run through words, the code or the face. Send it whole.")
    return best


def _gaps(board: Board, height: float) -> Iterator[tuple[float, float]]:
    """(height, room to the nearest ink) every two millimetres, where nothing that is read lies in the way."""
    taken = [(line.box_mm[1], line.box_mm[3]) for line in board.lines]
    taken += [(zone.box_mm[1], zone.box_mm[3]) for zone in board.zones if zone.name == "face"]
    taken += [(board.qr_box_mm[1], board.qr_box_mm[3])] if board.qr_box_mm else []
    for step in range(1, int(height / 2)):
        at = 2.0 * step
        room = min((max(low - at, at - high) for low, high in taken), default=height)
        if room > 0:
            yield at, room


def _both_fit(shape: Polygon, at: float, piece_mm: tuple[float, float]) -> bool:
    try:
        return all(_fits(half, piece_mm) for half in _halves(shape, at))
    except CutoutError:
        return False


def _dowels(shape: Polygon, at: float) -> tuple[float, ...]:
    """Evenly along the join, at least two, none near an edge."""
    left, _, right, _ = shape.bounds
    reach = DOWEL_LONG_MM / 2
    within = shape.intersection(translate(shape, 0, reach)).intersection(translate(shape, 0, -reach))  # a whole dowel has wood around it here
    runs = within.intersection(LineString([(left - 1, at), (right + 1, at)]))
    low, _, high, _ = max(getattr(runs, "geoms", [runs]), key=lambda run: run.length).bounds
    inside = high - low - 2 * EDGE_MM
    count = max(2, math.ceil(inside / EVERY_MM) + 1)
    return tuple(round(low + EDGE_MM + inside * step / (count - 1), 1) for step in range(count))
