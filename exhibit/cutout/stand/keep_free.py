"""Which parts of a board its feet and struts need: nothing that is read may stand there."""
from __future__ import annotations

from collections.abc import Iterator

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.placed import Box, Zone, overlap
from exhibit.cutout.stand.body import GRIP_MM
from exhibit.cutout.stand.feet import Standing
from exhibit.cutout.stand.pattern import BRACKET_MM

AROUND_MM = 6.0
FOOT, EASEL = "foot", "easel"


def named(board: Board, name: str) -> Box | None:
    """The board's own zone of that name, where its template has one."""
    return next((zone.box_mm for zone in board.zones if zone.name == name), None)


def keep_free(board: Board, standing: Standing) -> tuple[Zone, ...]:
    """One zone for each bracket, and the easel's where the board has one."""
    half = BRACKET_MM / 2 + AROUND_MM
    brackets = tuple(Zone(FOOT, (x - half, 0.0, x + half, GRIP_MM + AROUND_MM)) for foot in standing.feet for x in foot.brackets_x_mm)
    strut = named(board, EASEL)
    return (*brackets, Zone(EASEL, strut)) if strut else brackets


def free_warnings(board: Board, standing: Standing) -> Iterator[str]:
    """A line or a code that a bracket would hide. (A strut is glued behind and hides nothing.)"""
    brackets = [zone.box_mm for zone in keep_free(board, standing) if zone.name == FOOT]
    hidden = sorted({line.role for line in board.lines if any(overlap(line.box_mm, box) for box in brackets)})
    if hidden:
        yield f"A foot's bracket hides part of the {', '.join(hidden)}: move the feet, or choose a template that keeps the lowest {GRIP_MM:.0f} mm free."
    if board.qr_box_mm and any(overlap(board.qr_box_mm, box) for box in brackets):
        yield f"A foot's bracket hides part of the code: it must stand higher than {GRIP_MM:.0f} mm."
