"""Score lines: some suppliers send figures folded. What a fold goes through is found before the shop scores it."""
from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import LineString

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.placed import Box

STEP_MM = 1.0
REACH_MM = 400.0  # how far a better height is looked for


@dataclass(frozen=True, slots=True)
class FoldFinding:
    """Something that a fold crosses. `what`: face, code or the line's role; `better_mm`: the nearest height that crosses nothing, if there is one."""

    height_mm: float
    what: str
    box_mm: Box
    better_mm: float | None

    @property
    def sentence(self) -> str:
        thing = {"face": "the face", "code": "the code"}.get(self.what, f"a line of text ({self.what})")
        advice = f"At {self.better_mm:.0f} mm it crosses nothing." if self.better_mm is not None else "No height near it is free: choose a shop that does not fold."
        return f"The fold at {self.height_mm:.0f} mm goes through {thing}. {advice}"


def fold_heights_mm(board: Board) -> tuple[float, ...]:
    """Where the shop scores the board, from the floor, lowest first: fixed heights and shares of the board's own."""
    shop = board.profile
    heights = {*shop.folds_mm, *(round(share * board.height_mm, 1) for share in shop.fold_shares)}
    return tuple(sorted(height for height in heights if 0 < height < board.height_mm))


def fold_lines(board: Board) -> tuple[Box, ...]:
    """Each fold as (left, height, right, height): from edge to edge of the board."""
    return tuple((x0, height, x1, height) for height in fold_heights_mm(board) for x0, x1 in sections(board, height))


def sections(board: Board, height_mm: float) -> list[tuple[float, float]]:
    """Where the board is, at a height: left and right end of each unbroken stretch."""
    shift, y0, right, _ = board.die.polygon.bounds
    cut = board.die.polygon.intersection(LineString([(shift - 1, y0 + height_mm), (right + 1, y0 + height_mm)]))
    parts = [part.bounds for part in getattr(cut, "geoms", [cut]) if part.length > 0]
    return [(left - shift, end - shift) for left, _, end, _ in sorted(parts)]


def crossed(board: Board, height_mm: float) -> list[tuple[str, Box]]:
    """What a horizontal line through the board would go through or come nearer to than the shop's safe distance."""
    clear = board.profile.safe_mm
    return [(what, box) for what, box in _kept_whole(board) if box[1] - clear < height_mm < box[3] + clear]


def _kept_whole(board: Board) -> list[tuple[str, Box]]:
    """Faces, code and lines of text."""
    things = [("face", zone.box_mm) for zone in board.zones if zone.name == "face"]
    things += [("code", board.qr_box_mm)] if board.qr_box_mm else []
    return things + [(line.role, line.box_mm) for line in board.lines]


def fold_findings(board: Board) -> tuple[FoldFinding, ...]:
    """Every face, code and text line that a fold of the shop crosses; empty where nothing is folded."""
    return tuple(FoldFinding(height, what, box, free_height(board, height)) for height in fold_heights_mm(board) for what, box in crossed(board, height))


def free_height(board: Board, near_mm: float) -> float | None:
    """The nearest height at which a fold crosses nothing."""
    steps = range(int(REACH_MM / STEP_MM) + 1)
    tried = (height for step in steps for height in (near_mm - step * STEP_MM, near_mm + step * STEP_MM))
    return next((height for height in tried if 0 < height < board.height_mm and not crossed(board, height)), None)
