"""The print file: one page, true size, CMYK and one ink for the cut, no font, no transparency (PDF/X-1a:2003 by construction).

This one file is what previews, sheets and the reading of the code are made from. What a shop wants in another arrangement
(two files, a layer, 1:10, pieces) is in files.py.
"""
from __future__ import annotations

from exhibit.cutout.board.compose import Board
from exhibit.cutout.press.document import document
from exhibit.cutout.press.operators import drawing
from exhibit.cutout.press.pages import PT_PER_MM, whole
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.press.standards import X1A, without_layers

__all__ = ["BLEED_MM", "CUT_NAME", "MARGIN_MM", "PT_PER_MM", "X_VERSION", "code_box_on_page_mm", "drawing", "margin_mm", "page_size_mm", "write_pdf"]

MARGIN_MM = profile("plain").frame_mm
BLEED_MM = profile("plain").bleed_mm
CUT_NAME = profile("plain").cut_name
X_VERSION = X1A


def margin_mm(board: Board) -> float:
    """Between page edge and trim box. MARGIN_MM is that of the plain profile: whoever places the board's page asks here, for some shops want another."""
    return board.profile.frame_mm


def page_size_mm(board: Board) -> tuple[float, float]:
    return board.width_mm + 2 * margin_mm(board), board.height_mm + 2 * margin_mm(board)


def code_box_on_page_mm(board: Board) -> tuple[float, float, float, float] | None:
    """The code with its quiet zone in page coordinates (left, bottom, right, top)."""
    if board.qr_box_mm is None:
        return None
    left, bottom, right, top = (value + margin_mm(board) for value in board.qr_box_mm)
    return left, bottom, right, top


def write_pdf(board: Board) -> bytes:
    """The board as a PDF/X of one page, cut line in the chosen shop's name and colour. Same board, same bytes. Raises CutoutError for a page over 5 m."""
    return document(board, (whole(board),), without_layers(board.profile.standard))
