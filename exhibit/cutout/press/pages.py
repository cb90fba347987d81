"""One page of a print file: which part of the board it shows, what of it, and the boxes around it.

What is drawn, from below: the artwork, clipped to the bleed; the technical line and crop marks in the margin; score lines, drill holes and at last the cut line,
in inks of their own that overprint, so that nothing under them is left out of the print.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.cutout.board.compose import Board
from exhibit.cutout.board.palettes import BLACK
from exhibit.cutout.board.placed import Box, overlap
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import Path
from exhibit.cutout.press.folds import fold_lines
from exhibit.cutout.press.holes import holes
from exhibit.cutout.press.operators import drawing, fills, line, outline, process
from exhibit.cutout.press.profiles import Profile
from exhibit.cutout.press.standards import MAX_PAGE_PT
from exhibit.cutout.spec import CMYK
from exhibit.cutout.type.typeset import MM_PER_PT, set_text

PT_PER_MM = 1 / MM_PER_PT
SLUG_PT, SLUG_DOWN_MM = 12.0, 6.0
FOLD_PT, MARK_PT, MARK_MM = 0.5, 0.25, 5.0


@dataclass(frozen=True, slots=True)
class Page:
    """`box_mm`: the part of the board inside the trim box; `cut`: its closed outline. `art` and `lines` say what is drawn. `scale` 10: a tenth of the size."""

    box_mm: Box
    cut: Path
    art: bool = True
    lines: bool = True
    scale: int = 1
    note: str = ""  # at the end of the technical line, e.g. "piece 1 of 2"


@dataclass(frozen=True, slots=True)
class Ink:
    """What a line is drawn in: a separation of its own (`spot`), or the process inks. `key` names it on the page."""

    key: str
    name: str
    colour: CMYK
    spot: bool = True

    def stroke(self) -> str:
        return f"/{self.key} CS 1 SCN" if self.spot else f"{process(self.colour)} K"

    def fill(self) -> str:
        return f"/{self.key} cs 1 scn" if self.spot else f"{process(self.colour)} k"


def cut_ink(shop: Profile) -> Ink:
    return Ink("Cut", shop.cut_name, shop.cut_cmyk, shop.cut_spot)


def fold_ink(shop: Profile) -> Ink:
    return Ink("Fold", shop.fold_name, shop.fold_cmyk)


def inks(board: Board, page: Page) -> tuple[Ink, ...]:
    """The separations a page holds."""
    if not page.lines:
        return ()
    used = ([fold_ink(board.profile)] if folds_on(board, page) else []) + [cut_ink(board.profile)]
    return tuple(ink for ink in used if ink.spot)


def folds_on(board: Board, page: Page) -> list[Box]:
    return [fold for fold in fold_lines(board) if page.box_mm[1] < fold[1] < page.box_mm[3]]


def boxes_pt(board: Board, page: Page) -> dict[str, Box]:
    """MediaBox, CropBox, BleedBox and TrimBox in points. Raises CutoutError for a page over 5 m, which few programs open."""
    left, bottom, right, top = page.box_mm
    shop = board.profile
    unit = PT_PER_MM / page.scale
    width, height = (right - left + 2 * shop.frame_mm) * unit, (top - bottom + 2 * shop.frame_mm) * unit
    if max(width, height) > MAX_PAGE_PT:
        raise CutoutError(f"The page would be {max(width, height) * MM_PER_PT / 1000:.2f} m long, and programs open no page over {MAX_PAGE_PT * MM_PER_PT / 1000:.2f} m: "
                          "choose a smaller board, or a print shop that takes files drawn 1:10.")
    frame, bleed = shop.frame_mm * unit, (shop.frame_mm - shop.bleed_mm) * unit
    whole = (0.0, 0.0, width, height)
    return {"/MediaBox": whole, "/CropBox": whole, "/BleedBox": (bleed, bleed, width - bleed, height - bleed), "/TrimBox": (frame, frame, width - frame, height - frame)}


def content(board: Board, page: Page, layered: bool) -> str:
    """The page's operators. Raises CutoutError where ink or drill holes cannot be."""
    drawn = {"Artwork": _art(board, page) if page.art else "", "Lines": _lines(board, page) if page.lines else ""}
    parts = [f"/OC /{key} BDC\n{operators}EMC\n" if layered else operators for key, operators in drawn.items() if operators]
    return f"q\n{_placed(board, page)}\n{''.join(parts)}Q\n"


def _placed(board: Board, page: Page) -> str:
    """From the board's millimetres to the page's points."""
    unit, frame = PT_PER_MM / page.scale, board.profile.frame_mm
    return f"{unit:.8f} 0 0 {unit:.8f} {(frame - page.box_mm[0]) * unit:.4f} {(frame - page.box_mm[1]) * unit:.4f} cm"


def _art(board: Board, page: Page) -> str:
    left, bottom, right, top = page.box_mm
    bleed = board.profile.bleed_mm
    clip = f"{left - bleed:.3f} {bottom - bleed:.3f} {right - left + 2 * bleed:.3f} {top - bottom + 2 * bleed:.3f} re W n"
    reach = (left - bleed, bottom - bleed, right + bleed, top + bleed)
    painted = fills((fill.path, fill.colour, fill.even_odd) for fill in board.fills if page.cut is board.die.path or overlap(_reach(fill.path), reach))
    return f"q\n{clip}\n{_under_the_floor(board, page)}{painted}Q\n{_slug(board, page)}{_crop_marks(board, page)}"


def _under_the_floor(board: Board, page: Page) -> str:
    """Shoes and panel stand on the floor, where the cut runs through their colour: the lowest strip again, mirrored into the bleed."""
    bleed = board.profile.bleed_mm
    if not bleed or page.box_mm[1] != 0:
        return ""
    low = [fill for fill in board.fills if min([y for command in fill.path for y in command[2::2]], default=bleed) < bleed]
    clip = f"{page.box_mm[0] - bleed:.3f} {-bleed:.3f} {page.box_mm[2] - page.box_mm[0] + 2 * bleed:.3f} {bleed:.3f} re W n"
    return f"q\n{clip}\n1 0 0 -1 0 0 cm\n{fills((fill.path, fill.colour, fill.even_odd) for fill in low)}Q\n" if low else ""


def _reach(path: Path) -> Box:
    """A box around a path and its handles: enough to know what a piece does not hold."""
    numbers = [command[1:] for command in path]
    xs, ys = [x for row in numbers for x in row[::2]], [y for row in numbers for y in row[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _slug(board: Board, page: Page) -> str:
    """The technical line under the floor, outside the trim."""
    shop = board.profile
    if not shop.slug:
        return ""
    measures = f"{board.width_mm:.0f} x {board.height_mm:.0f} mm  1:{page.scale}"
    text = "   ".join(part for part in (board.spec.slug, board.spec.figure, measures, shop.cut_name, page.note) if part)
    block = set_text(text, "en", SLUG_PT * min(page.scale, 3), max(board.width_mm, 200))
    down = max(SLUG_DOWN_MM, shop.bleed_mm + 2)
    return "".join(drawing(path, BLACK) for path in block.paths(page.box_mm[0], page.box_mm[1] - down))


def _crop_marks(board: Board, page: Page) -> str:
    """Hairlines at the corners of the trim box, outside the bleed."""
    if not board.profile.crop_marks:
        return ""
    left, bottom, right, top = page.box_mm
    gap = board.profile.bleed_mm + 0.5
    across = [(x + side * gap, y, x + side * (gap + MARK_MM), y) for x, side in ((left, -1), (right, 1)) for y in (bottom, top)]
    along = [(x, y + side * gap, x, y + side * (gap + MARK_MM)) for y, side in ((bottom, -1), (top, 1)) for x in (left, right)]
    return f"{process(BLACK)} K {_width(MARK_PT, page)}\n" + "".join(line(*mark) for mark in (*across, *along))


def _width(width_pt: float, page: Page) -> str:
    """A stroke as wide in the file as asked, whatever the scale."""
    return f"{width_pt * MM_PER_PT * page.scale:.4f} w"


def _lines(board: Board, page: Page) -> str:
    return "q /Over gs\n" + "".join(_line_parts(board, page)) + "Q\n"


def _line_parts(board: Board, page: Page) -> Iterator[str]:
    """Folds, then holes, the cut last and on top."""
    cut, folds = cut_ink(board.profile), folds_on(board, page)
    if folds:
        yield f"{fold_ink(board.profile).stroke()} {_width(FOLD_PT, page)}\n" + "".join(line(*fold) for fold in folds)
    drilled = holes(board) if page.box_mm[1] == 0 else ()
    if drilled:
        yield f"{cut.fill()}\n" + "".join(f"{outline(hole)} f\n" for hole in drilled)
    yield f"{cut.stroke()} {_width(board.profile.cut_width_pt, page)}\n{outline(page.cut)} S\n"


def whole(board: Board) -> Page:
    """The board at true size on one page, cut line included."""
    return Page((0.0, 0.0, board.width_mm, board.height_mm), board.die.path)
