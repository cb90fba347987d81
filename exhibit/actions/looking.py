"""Looking at a board and at the whole hall before anything is printed: closer, from three metres, side by side. Always the print file itself."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions.boards import board_spec, first_copy
from exhibit.actions.gate import cutout_decision
from exhibit.cutout import Board, CutoutError, compose, fold_findings, line_up, part_png, print_files, write_pdf
from exhibit.cutout.codes.place import CodeCheck, check_code, standing_code, standing_mm
from exhibit.cutout.cut.distances import check_text_distance
from exhibit.cutout.cut.marked import marked_picture
from exhibit.cutout.cut.rules import CutCheck, check_cut_rules
from exhibit.cutout.preflight import Asked, Report, examine
from exhibit.errors import Refused
from exhibit.store import queries
from exhibit.store.tables import Cutout, Exhibition

Box = tuple[float, float, float, float]
CLOSEST_MM, EDGE_MM = 60.0, 20.0
SHAPE = 1.25  # height of the part shown against its width
VIEW_PX = 640
THREE_METRES, PHONE_MM = 3000.0, 300.0  # a telephone is held at 30 cm: a tenth of three metres


@dataclass(frozen=True, slots=True)
class View:
    """A part of a board as a PNG, the box it shows in page mm, the named places to go to, and the size the board has on a telephone at three metres."""

    png: bytes
    box_mm: Box
    whole_mm: tuple[float, float]
    places: dict[str, Box]
    far_width_mm: float

    @property
    def whole(self) -> bool:
        return self.box_mm[2] - self.box_mm[0] >= self.whole_mm[0]


def look_at(cutout: Cutout, base_url: str, now: datetime, centre_mm: tuple[float, float] | None, width_mm: float | None) -> View:
    """The part of a board of this width around this point (page mm); all of it without one. Raises Refused where the gate says no, CutoutError."""
    board = compose(board_spec(first_copy(cutout), base_url, now))
    pdf = write_pdf(board)
    page = board.width_mm + 2 * board.profile.frame_mm, board.height_mm + 2 * board.profile.frame_mm
    box = _part(page, centre_mm, width_mm)
    return View(part_png(pdf, box, VIEW_PX), box, page, _places(board), page[0] * PHONE_MM / THREE_METRES)


def _part(page: tuple[float, float], centre_mm: tuple[float, float] | None, width_mm: float | None) -> Box:
    """The box to show, kept inside the page."""
    if centre_mm is None or width_mm is None or width_mm >= page[0]:
        return 0.0, 0.0, page[0], page[1]
    width = max(CLOSEST_MM, width_mm)
    height = min(page[1], width * SHAPE)
    left = min(max(0.0, centre_mm[0] - width / 2), page[0] - width)
    bottom = min(max(0.0, centre_mm[1] - height / 2), page[1] - height)
    return left, bottom, left + width, bottom + height


def _places(board: Board) -> dict[str, Box]:
    """Face, words and code in page mm, as far as the board has them."""
    found = {zone.name: zone.box_mm for zone in board.zones if zone.name == "face"}
    for name, roles in (("quote", ("quote",)), ("testimony", ("testimony",)), ("notes", ("attribution", "note", "help", "helpline")), ("credits", ("credit", "copy"))):
        if boxes := [line.box_mm for line in board.lines if line.role in roles]:
            found[name] = around(boxes)
    if board.qr_box_mm:
        found["code"] = board.qr_box_mm
    edge = board.profile.frame_mm
    return {name: (x0 + edge, y0 + edge, x1 + edge, y1 + edge) for name, (x0, y0, x1, y1) in found.items()}


def around(boxes: Iterable[Box]) -> Box:
    """The box around all of them."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, slots=True)
class Checks:
    """What is known of a board before it is printed. `mended`: what was changed on the outline by itself; `files`: (name, what the independent reader says)."""

    cut: tuple[CutCheck, ...]
    mended: tuple[str, ...]
    code: tuple[CodeCheck, ...]
    folds: tuple[str, ...]
    files: tuple[tuple[str, Report], ...]
    picture: bytes | None  # PNG with the failing places marked; None when every rule of the cut is kept


def check_board(cutout: Cutout, base_url: str, now: datetime) -> Checks:
    """Every rule of the cut, the code's place, folds, and an independent reading of each file the chosen shop gets. Raises Refused, CutoutError."""
    board = compose(board_spec(first_copy(cutout), base_url, now))
    pdf = write_pdf(board)
    near = [*((line.role, line.box_mm) for line in board.lines), *((("code", board.qr_box_mm),) if board.qr_box_mm else ())]
    rules = (*check_cut_rules(board.die), check_text_distance(board.die.polygon, near, board.profile.safe_mm))
    files = tuple((file.what, examine(file.pdf, Asked(board.profile, file_name=file.what))) for file in print_files(board, pdf))
    return Checks(rules, tuple(repair.sentence for repair in board.die.repairs), _code_checks(board), tuple(finding.sentence for finding in fold_findings(board)), files,
                  None if all(rule.ok for rule in rules) else marked_picture(board.die, rules, pdf))


def _code_checks(board: Board) -> tuple[CodeCheck, ...]:
    if board.qr_box_mm is None or board.spec.url is None:
        return ()
    standing = next(zone.box_mm for zone in board.zones if zone.name == "figure")
    return check_code(standing_code(board.qr_box_mm, board.spec.url, standing_mm(standing, board.height_mm), board.spec.scan_distance_mm))


def hall_picture(exhibition: Exhibition, base_url: str, now: datetime) -> bytes:
    """PNG of all boards that may be printed, at one scale beside a figure of 1.70 m. Raises Refused when there is none."""
    pdfs, labels = [], []
    for cutout in queries.cutouts(exhibition):
        if not cutout_decision(cutout, now).allowed:
            continue
        try:
            pdfs.append(write_pdf(compose(board_spec(first_copy(cutout), base_url, now))))
        except CutoutError:
            continue  # the hall's page says of each board why it cannot be laid out
        labels.append(f"{cutout.position} {cutout.language}")
    if not pdfs:
        raise Refused("None of the boards may be printed now: the list says why.")
    return line_up(pdfs, labels)
