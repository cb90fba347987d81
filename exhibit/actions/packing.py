"""The pack: all boards that may be printed, tiled sheets, job tickets, and the list of what was left out and why."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exhibit.actions import boards
from exhibit.actions.back_labels import back_label
from exhibit.actions.boards import PrintedBoard, in_words
from exhibit.actions.gate import cutout_decision
from exhibit.cutout import CutoutError, contact_sheet, job_ticket
from exhibit.errors import ExhibitError, Refused
from exhibit.store import look_again, queries, staging, transaction
from exhibit.store.tables import Copy, Exhibition

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """How a pack is wanted."""

    base_url: str
    by: str
    now: datetime
    sheet: str
    overlap_mm: float


def make_pack(exhibition: Exhibition, out: Path, base_url: str, by: str, now: datetime, progress: Progress = lambda done, total: None,
              sheet: str = "a4", overlap_mm: float = 10.0, with_contact_sheet: bool = True) -> dict:
    """Write the pack to a folder or a .zip and return its manifest. All or nothing: a failure leaves what was there before.

    Raises Refused when not one board may be printed, or when a permission ended while the pack was made; ExhibitError when
    the disk is full.
    """
    order = Order(base_url, by, now, sheet, overlap_mm)
    try:
        with staging.room_beside(out) as room:
            manifest, drawn = _fill(exhibition, room.folder, order, progress, with_contact_sheet)
            room.seal()
            with transaction() as session:
                for code, printed in drawn:
                    boards.hand_over(code, printed, printed.pdf, by, now, session)
                session.flush()
                room.hand_over()
    except OSError as error:
        raise ExhibitError(f"The pack could not be written ({error.strerror or error}). Free some space or choose another folder; nothing half-written was left.") from error
    except Refused as refusal:
        raise Refused(refusal.sentence if not refusal.reasons else f"{refusal.sentence} Nothing was handed out: make the pack again.", refusal.reasons) from refusal
    return manifest


def _fill(exhibition: Exhibition, folder: Path, order: Order, progress: Progress, with_contact_sheet: bool) -> tuple[dict, list]:
    """Every file of the pack. Returns its manifest and [(code of the copy, drawn board)]."""
    slug, entries, left_out, drawn = exhibition.slug, [], [], []
    codes = [copy.code for cutout in queries.cutouts(exhibition) for copy in cutout.copies]
    for done, code in enumerate(codes):
        progress(done, len(codes))
        look_again()
        copy = queries.copy(code)
        printed, tiles, why_not = _drawn(copy, order)
        if printed is None:
            left_out.append(why_not)
            continue
        entries.append(_write_board(folder, copy, printed, tiles, order))
        drawn.append((code, printed))
    if not entries:
        raise Refused("None of the boards may be printed now. " + " ".join(dict.fromkeys(item["sentences"] for item in left_out)))
    if with_contact_sheet:
        labels = [f"{entry['cutout']} {entry['language']}" for entry in entries]
        (folder / "contact-sheet.png").write_bytes(contact_sheet([printed.pdf for _, printed in drawn], labels))
    manifest = {"exhibition": slug, "made_at": order.now.isoformat(), "boards": entries, "left_out": left_out}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    progress(len(codes), len(codes))
    return manifest, drawn


def _drawn(copy: Copy, order: Order) -> tuple[PrintedBoard | None, bytes, dict]:
    """The board of one copy and its sheets, or why it is left out."""
    cutout = copy.cutout
    left_out = {"cutout": cutout.position, "code": copy.code, "testimony": cutout.testimony.code}
    decision = cutout_decision(cutout, order.now, copy=copy)
    if not decision.allowed:
        return None, b"", {**left_out, "reasons": list(decision.reasons), "sentences": in_words(decision.reasons)}
    try:
        printed = boards.draw_copy(copy, order.base_url, order.now)
        return printed, boards.checked_sheets(printed.board, printed.pdf, order.sheet, order.overlap_mm), {}
    except (CutoutError, Refused) as refusal:
        return None, b"", {**left_out, "reasons": ["PRINT"], "sentences": refusal.sentence}


def _write_board(folder: Path, copy: Copy, printed: PrintedBoard, tiles: bytes, order: Order) -> dict:
    """The board, its sheets and its job ticket; returns its entry in the manifest."""
    stem, spec, decision = printed.file_name.removesuffix(".pdf"), printed.board.spec, printed.decision
    (folder / printed.file_name).write_bytes(printed.pdf)
    (folder / f"{stem}-{order.sheet}.pdf").write_bytes(tiles)
    (folder / f"{stem}-job-ticket.json").write_text(json.dumps(job_ticket(printed.board), ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / f"{stem}-back-label.pdf").write_bytes(back_label(copy, order.base_url, order.now))
    testimony = copy.cutout.testimony
    return {"cutout": copy.cutout.position, "code": copy.code, "testimony": testimony.code, "language": spec.language, "url": spec.url,
            "file": printed.file_name, "tiles": f"{stem}-{order.sheet}.pdf", "back": f"{stem}-back-label.pdf", "sha256": hashlib.sha256(printed.pdf).hexdigest(),
            "texts": [testimony.approved(kind, spec.language).id for kind in ("QUOTE", "CUTOUT")],
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}
