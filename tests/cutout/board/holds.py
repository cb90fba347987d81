"""What every board must hold, whatever its template, words and height: said as a list of faults, empty for a good board."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shapely.geometry import box

from exhibit.cutout import Board
from exhibit.cutout.board.placed import overlap
from exhibit.cutout.cut.dieline import check_cut_rules

LEAST_PT = {"quote": 90.0, "testimony": 35.0}
SMALLEST_PT = 24.0
TOUCH_MM = 0.2  # rounding
ZONES = {"face", "figure", "panel", "words", "foot", "easel"}


def shrunk(given, by_mm=TOUCH_MM):
    left, bottom, right, top = given
    return left + by_mm, bottom + by_mm, right - by_mm, top - by_mm


def faults(board: Board) -> list[str]:
    return [*_overlaps(board), *_sizes(board), *_places(board), *_code(board), *(check.sentence for check in check_cut_rules(board.die) if not check.ok)]


def zone(board: Board, name: str):
    return next(found.box_mm for found in board.zones if found.name == name)


def _overlaps(board: Board) -> Iterator[str]:
    for one, other in combinations(board.lines, 2):
        if overlap(shrunk(one.box_mm), shrunk(other.box_mm)):
            yield f"{one.role} {one.box_mm} lies over {other.role} {other.box_mm}"
    for line in board.lines:
        if board.qr_box_mm and overlap(shrunk(line.box_mm), board.qr_box_mm):
            yield f"{line.role} lies on the code"
        if overlap(shrunk(line.box_mm), zone(board, "face")) and board.spec.template != "body":
            yield f"{line.role} lies on the face"


def _sizes(board: Board) -> Iterator[str]:
    for line in board.lines:
        if line.size_pt < LEAST_PT.get(line.role, SMALLEST_PT) - 1e-6:
            yield f"{line.role} is set in {line.size_pt} pt"


def _places(board: Board) -> Iterator[str]:
    if not {found.name for found in board.zones} >= ZONES:
        yield "a zone is missing"
    safe = board.die.polygon.buffer(-board.profile.safe_mm + 0.01)
    foot, panel = zone(board, "foot"), zone(board, "panel")
    for line in board.lines:
        left, bottom, right, top = shrunk(line.box_mm)
        if not safe.covers(box(left, bottom, right, top)):
            yield f"{line.role} is nearer to the cut than {board.profile.safe_mm} mm"
        if overlap((left, bottom, right, top), foot):
            yield f"{line.role} stands in the foot"
        if left < panel[0] - 2 or right > panel[2] + 2 or top > panel[3] + 2:
            yield f"{line.role} is outside the panel"
    easel = zone(board, "easel")
    if not board.die.polygon.buffer(0.5).covers(box(*easel)):
        yield "the easel stands beside the board"


def _code(board: Board) -> Iterator[str]:
    if board.qr_box_mm is None:
        return
    if not board.die.polygon.buffer(-board.profile.safe_mm).covers(box(*board.qr_box_mm)):
        yield "the code is too near to the cut"
    centre = (board.qr_box_mm[1] + board.qr_box_mm[3]) / 2
    low, high = (700, 900) if zone(board, "figure")[3] < 1500 and board.spec.template != "banner" else (900, 1300)
    if not low - 0.01 <= centre <= high + 0.01:
        yield f"the code's middle is at {centre:.0f} mm"
