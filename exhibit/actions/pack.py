"""The pack: all boards that may be printed, tiled sheets, job tickets, and the list of what was left out and why."""
from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from exhibit.actions.boards import in_words, print_copy
from exhibit.actions.gate import cutout_decision
from exhibit.cutout import CutoutError, contact_sheet, job_ticket, tile
from exhibit.errors import ExhibitError, Refused
from exhibit.store import queries, transaction
from exhibit.store.tables import Exhibition, Job

Progress = Callable[[int, int], None]


def make_pack(exhibition: Exhibition, out: Path, base_url: str, by: str, now: datetime, progress: Progress = lambda done, total: None,
              sheet: str = "a4", overlap_mm: float = 10.0, with_contact_sheet: bool = True) -> dict:
    """Write the pack to a folder or a .zip and return its manifest. All or nothing: a failure leaves no half pack.

    Raises Refused when not one board may be printed, ExhibitError when the disk is full.
    """
    staging = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}")
    try:
        staging.mkdir(parents=True)
        manifest = _fill(exhibition, staging, base_url, by, now, progress, sheet, overlap_mm, with_contact_sheet)
        _hand_over(staging, out)
    except OSError as error:
        raise ExhibitError(f"The pack could not be written ({error.strerror or error}). Free some space or choose another folder; nothing half-written was left.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _fill(exhibition: Exhibition, folder: Path, base_url: str, by: str, now: datetime, progress: Progress, sheet: str,
          overlap_mm: float, with_contact_sheet: bool) -> dict:
    boards, left_out, pdfs = [], [], []
    copies = [copy for cutout in queries.cutouts(exhibition) for copy in cutout.copies]
    for done, copy in enumerate(copies):
        progress(done, len(copies))
        cutout = copy.cutout
        decision = cutout_decision(cutout, now)
        if not decision.allowed:
            left_out.append({"cutout": cutout.position, "code": copy.code, "testimony": cutout.testimony.code,
                             "reasons": list(decision.reasons), "sentences": in_words(decision.reasons)})
            continue
        try:
            printed = print_copy(copy, base_url, by, now)
            tiles = tile(printed.board, sheet=sheet, overlap_mm=overlap_mm)
        except (CutoutError, Refused) as refusal:
            left_out.append({"cutout": cutout.position, "code": copy.code, "testimony": cutout.testimony.code,
                             "reasons": ["PRINT"], "sentences": refusal.sentence})
            continue
        pdfs.append((printed.pdf, f"{cutout.position} {printed.board.spec.language}"))
        boards.append(_write_board(folder, copy, printed, tiles, sheet))
    progress(len(copies), len(copies))
    if not boards:
        raise Refused("None of the boards may be printed now: " + " ".join(item["sentences"] for item in left_out[:3]))
    if with_contact_sheet:
        (folder / "contact-sheet.png").write_bytes(contact_sheet([pdf for pdf, _ in pdfs], [label for _, label in pdfs]))
    manifest = {"exhibition": exhibition.slug, "made_at": now.isoformat(), "boards": boards, "left_out": left_out}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _write_board(folder: Path, copy, printed, tiles: bytes, sheet: str) -> dict:
    stem = printed.file_name.removesuffix(".pdf")
    (folder / printed.file_name).write_bytes(printed.pdf)
    (folder / f"{stem}-{sheet}.pdf").write_bytes(tiles)
    ticket = job_ticket(printed.board)
    (folder / f"{stem}-job-ticket.json").write_text(json.dumps(ticket, ensure_ascii=False, indent=1))
    decision = printed.decision
    return {"cutout": copy.cutout.position, "code": copy.code, "language": printed.board.spec.language, "url": printed.board.spec.url,
            "file": printed.file_name, "tiles": f"{stem}-{sheet}.pdf", "sha256": hashlib.sha256(printed.pdf).hexdigest(),
            "grants": list(decision.grant_ids), "valid_until": decision.valid_until.isoformat() if decision.valid_until else None}


def _hand_over(staging: Path, out: Path) -> None:
    """Move the finished pack into place in one step."""
    if out.suffix == ".zip":
        packed = staging.with_suffix(".part")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(staging.iterdir()):
                archive.write(path, path.name)
        os.replace(packed, out)
        return
    if out.exists() and not out.is_dir():
        raise ExhibitError(f"{out} is a file: name a folder, or a file that ends in .zip.")
    out.mkdir(parents=True, exist_ok=True)
    for path in staging.iterdir():
        os.replace(path, out / path.name)


def new_job(exhibition: Exhibition, by: str, now: datetime) -> Job:
    """A waiting pack; the queue makes it."""
    with transaction() as session:
        job = Job(id=str(uuid.uuid4()), exhibition_id=exhibition.id, started_by=by, started_at=now, state="waiting", file_name="")
        session.add(job)
    return job


def run_job(job_id: str, folder: Path, base_url: str, now: datetime) -> None:
    """Make the pack of a waiting job, keeping its row up to date for the progress bar."""
    job = queries.job(job_id)
    exhibition = next(e for e in queries.exhibitions() if e.id == job.exhibition_id)

    def progress(done: int, total: int) -> None:
        with transaction():
            job.done, job.total, job.state = done, total, "running"

    folder.mkdir(parents=True, exist_ok=True)
    try:
        manifest = make_pack(exhibition, folder / f"{job_id}.zip", base_url, job.started_by, now, progress)
    except ExhibitError as refusal:
        with transaction():
            job.state, job.sentence = "failed", refusal.sentence
        return
    with transaction():
        job.state, job.left_out, job.file_name = "ready", manifest["left_out"], f"{job_id}.zip"


def pack_file(job: Job, folder: Path) -> Path:
    """The finished pack. Raises Refused when a board in it may no longer be shown: the pack is made again then."""
    if job.state != "ready":
        raise Refused("The pack is not ready yet.")
    return folder / job.file_name
