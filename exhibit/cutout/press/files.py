"""Everything the chosen print shop wants: one file or several, in its arrangement, at its scale, in pieces it can cut."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from exhibit.cutout.board.compose import Board
from exhibit.cutout.press.document import document
from exhibit.cutout.press.pages import Page, whole
from exhibit.cutout.press.pdf import write_pdf
from exhibit.cutout.press.pieces import Piece, pieces
from exhibit.cutout.press.standards import without_layers


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A file for the shop. `suffix` stands between the board's name and .pdf; `what` says in words what it is; `code_pages`: on which pages is the board's code."""

    suffix: str
    pdf: bytes
    what: str
    code_pages: tuple[bool, ...]

    @property
    def has_code(self) -> bool:
        return any(self.code_pages)

    def named(self, stem: str) -> str:
        return f"{stem}{self.suffix}.pdf"


Sheets = tuple[tuple[str, str, tuple[Page, ...]], ...]
"""For each file: suffix, in words, its pages."""


def print_files(board: Board, full: bytes | None = None) -> tuple[PrintFile, ...]:
    """The files of one board. `full`, the bytes of write_pdf, is taken where the shop wants just that. Raises CutoutError where it cannot be made."""
    shop = board.profile
    return tuple(PrintFile(suffix, _bytes(board, pages, full), words, tuple(_has_code(board, page) for page in pages))
                 for piece in pieces(board)
                 for suffix, words, pages in _ARRANGED[shop.cut_place](board, _page(board, piece), f"{_piece_suffix(piece)}{scale_suffix(shop.scale)}"))


def scale_suffix(scale: int) -> str:
    """The scale in the file's name, where it is not 1:1."""
    return f"-scale-1-{scale}" if scale != 1 else ""


def _piece_suffix(piece: Piece) -> str:
    return f"-piece-{piece.number}-of-{piece.of}" if piece.of > 1 else ""


def _page(board: Board, piece: Piece) -> Page:
    note = f"piece {piece.number} of {piece.of}, counted from the floor" if piece.of > 1 else ""
    return Page(piece.box_mm, piece.cut, scale=board.profile.scale, note=note)


def _one_page(board: Board, page: Page, suffix: str) -> Sheets:
    layer = f" on the layer {board.profile.layer}" if board.profile.layer else ""
    return ((suffix, f"Artwork and cut line{layer} ({_line(board)}){_more(board, page)}", (page,)),)


def _two_files(board: Board, page: Page, suffix: str) -> Sheets:
    return ((f"{suffix}-artwork", f"Artwork without cut line{_more(board, page)}", (replace(page, lines=False),)),
            (f"{suffix}-cut", f"Cut line alone ({_line(board)}), on a page of the same size{_more(board, page)}", (replace(page, art=False),)))


def _first_page(board: Board, page: Page, suffix: str) -> Sheets:
    return ((suffix, f"Page 1 the cut line alone ({_line(board)}), page 2 the artwork{_more(board, page)}", (replace(page, art=False), replace(page, lines=False))),)


_ARRANGED: dict[str, Callable[[Board, Page, str], Sheets]] = {"page": _one_page, "file": _two_files, "first-page": _first_page}


def _line(board: Board) -> str:
    shop = board.profile
    return f"{shop.cut_name}, {shop.cut_width_pt:g} pt"


def _more(board: Board, page: Page) -> str:
    """Scale, piece and folds, in words."""
    turned = board.profile.piece_mm and not page.note and board.width_mm > min(board.profile.piece_mm)
    parts = (f", drawn 1:{page.scale}" if page.scale != 1 else ", true size", f"; {page.note}" if page.note else "",
             "; lies turned on the shop's sheet" if turned else "", f"; score lines in {board.profile.fold_name}" if board.profile.folds_mm or board.profile.fold_shares else "")
    return "".join(parts)


def _bytes(board: Board, pages: tuple[Page, ...], full: bytes | None) -> bytes:
    standard = board.profile.standard
    if pages == (whole(board),) and without_layers(standard) == standard:
        return full or write_pdf(board)
    return document(board, pages, standard)


def _has_code(board: Board, page: Page) -> bool:
    """Does the page show the whole code?"""
    code = board.qr_box_mm
    return code is not None and page.art and page.box_mm[1] <= code[1] and code[3] <= page.box_mm[3]
