"""One board's files in a pack: true size, as the shop wants it, on sheets, feet, back label, job ticket. Made anew only where something changed."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from exhibit.actions import boards
from exhibit.actions.back_labels import back_label, staff_url
from exhibit.actions.boards import PrintedBoard, board_spec, demand, in_words, said_by
from exhibit.actions.gate import cutout_decision, end_of
from exhibit.actions.margin_notes import refuse_to_print
from exhibit.actions.packs.order import Order, options_of
from exhibit.actions.packs.shelf import Bench, Earlier, Files, fingerprint, hashes
from exhibit.actions.papers import Build, Event, HungBoard, job_ticket_pdf
from exhibit.cutout import Board, CutoutError, compose, job_ticket, verify_codes
from exhibit.cutout.codes.verify import MODULE_MM
from exhibit.cutout.preflight import Asked, examine
from exhibit.cutout.press.files import PrintFile, print_files
from exhibit.cutout.stand import foot_pattern
from exhibit.errors import Refused
from exhibit.store.tables import Copy

PREFLIGHT = "-preflight.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """A board of the pack: its files by name, its entry in the manifest, the board itself, and what hands it over."""

    printed: PrintedBoard
    files: Files
    entry: dict
    hung: HungBoard


def make_board(copy: Copy, order: Order, event: Event, build: Build, shelf: Iterable[Bench | Earlier], bench: Bench | None) -> Made | dict:
    """The files of one copy, or why it is left out. Asks the gate before drawing and again after."""
    cutout = copy.cutout
    left_out = {"cutout": cutout.position, "code": copy.code, "testimony": cutout.testimony.code}
    decision = cutout_decision(cutout, order.now, copy=copy)
    if not decision.allowed:
        return {**left_out, "reasons": list(decision.reasons), "sentences": in_words(decision.reasons)}
    try:
        spec = board_spec(copy, order.base_url, order.now)
        refuse_to_print(boards.texts_on(cutout, boards.said_in(spec)))
        board = compose(spec)
        mark = _mark(copy, board, order, event, build)
        files = next((found for place in shelf if (found := place.find(mark))), None) or _files(copy, board, order, event, build)
        demand(cutout_decision(cutout, order.now, copy=copy, second=board.spec.second.language if board.spec.second else ""))
    except (CutoutError, Refused) as refusal:
        return {**left_out, "reasons": ["PRINT"], "sentences": refusal.sentence}
    if bench:
        bench.put(mark, files)
    return _made(copy, board, mark, files, order)


def stem_of(copy: Copy) -> str:
    """How the files of a copy begin: exhibition, place in the hall, code, language."""
    cutout = copy.cutout
    return f"{cutout.exhibition.slug}-{cutout.position:02d}-{copy.code}-{cutout.language}"


def _mark(copy: Copy, board: Board, order: Order, event: Event, build: Build) -> str:
    cutout = copy.cutout
    until = cutout_decision(cutout, order.now, copy=copy).valid_until or end_of(cutout.exhibition)
    return fingerprint(board.spec, name=stem_of(copy), sheets=options_of(order.sheets), event=event, material=build.sheet, load_class=build.load_class,
                       staff_url=staff_url(copy, order.base_url), language=cutout.exhibition.languages[0], until=(until - timedelta(seconds=1)).date())


def _files(copy: Copy, board: Board, order: Order, event: Event, build: Build) -> Files:
    """All files of one board, every code read back from the file it is in. Raises CutoutError, Refused."""
    stem = stem_of(copy)
    _, pdf = boards.checked_board(board.spec, board)
    files = {f"{stem}.pdf": pdf}
    for wanted in print_files(board, pdf):
        files[wanted.named(stem)] = wanted.pdf
        if wanted.has_code and wanted.pdf != pdf:  # the true-size file was read already
            verify_codes(wanted.pdf, [board.spec.url if shows else None for shows in wanted.code_pages], module_mm=MODULE_MM / board.profile.scale)
        files[wanted.named(stem).removesuffix(".pdf") + PREFLIGHT] = _read_by_another(board, wanted, stem)
    files[f"{stem}-{order.sheets}.pdf"] = boards.checked_sheets(board, pdf, order.sheets)
    if standing := build.standing(board):
        files[f"{stem}-feet.pdf"] = foot_pattern(standing, build.sheet, board.profile)
    files[f"{stem}-back-label.pdf"] = back_label(copy, order.base_url, order.now)
    hung = HungBoard(copy.cutout.position, copy.code, board, checksums=hashes(files))
    ticket = job_ticket(board, build.material, build.load_class, event.country, event.ends_on, contact=event.contact, checksums=hung.checksums, shelf=build.shelf)
    files[f"{stem}-job-ticket.json"] = json.dumps(ticket, ensure_ascii=False, indent=1).encode()
    files[f"{stem}-job-ticket.pdf"] = job_ticket_pdf(hung, event, build)
    return files


def _read_by_another(board: Board, wanted: PrintFile, stem: str) -> bytes:
    """What the independent reader says of a file for the shop, as a mail that goes with it."""
    return examine(wanted.pdf, Asked(board.profile, file_name=wanted.named(stem))).mail().encode()


def _made(copy: Copy, board: Board, mark: str, files: Files, order: Order) -> Made:
    stem, spec, cutout = stem_of(copy), board.spec, copy.cutout
    decision = demand(cutout_decision(cutout, order.now, copy=copy))
    known, words = hashes(files), said_by(spec)
    main, ends = f"{stem}.pdf", {"tiles": f"-{order.sheets}.pdf", "feet": "-feet.pdf", "back": "-back-label.pdf", "ticket": "-job-ticket.pdf"}
    usual = {main, f"{stem}-job-ticket.json", *(f"{stem}{end}" for end in ends.values())}
    entry = {
        "cutout": cutout.position, "code": copy.code, "testimony": cutout.testimony.code, "language": spec.language, "second_language": words[1].language if spec.second else "",
        "url": spec.url, "file": main, **{what: f"{stem}{end}" for what, end in ends.items() if f"{stem}{end}" in files},
        "for_the_shop": sorted(name for name in set(files) - usual if not name.endswith(PREFLIGHT)), "profile": spec.profile, "width_mm": round(board.width_mm, 1), "height_mm": round(board.height_mm, 1),
        "sha256": known[main], "files": known, "fingerprint": mark,
        "texts": [cutout.testimony.approved(kind, said.language).id for said in words for kind in ("QUOTE", "CUTOUT")],
        "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None,
    }
    printed = PrintedBoard(files[main], main, decision, board)
    return Made(printed, files, entry, HungBoard(cutout.position, copy.code, board, checksums=known))
