"""Putting a pack together: all or nothing, the gate asked per copy while it is drawn and again when it is handed over."""
from __future__ import annotations

from pathlib import Path

from exhibit.actions import boards
from exhibit.actions.packs.contents import Made, make_board
from exhibit.actions.packs.manifest import as_csv, as_json, manifest_of
from exhibit.actions.packs.order import Order, Progress
from exhibit.actions.packs.papers import build_of, event_of, hall_papers
from exhibit.actions.packs.shelf import MANIFEST, Bench, Earlier, Files
from exhibit.actions.shelf import shelf
from exhibit.cutout import contact_sheet
from exhibit.errors import ExhibitError, Refused
from exhibit.store import look_again, queries, staging, transaction
from exhibit.store.tables import Exhibition

CONTACT_SHEET, LIST = "contact-sheet.png", "manifest.csv"


def make_pack(exhibition: Exhibition, out: Path, order: Order, progress: Progress = lambda done, total: None, *,
              bench: Bench | None = None, earlier: tuple[Path, ...] = ()) -> dict:
    """Write the pack to a folder or a .zip and return its manifest. All or nothing: a failure leaves what was there before.

    `bench` keeps finished boards for the next try; boards in `earlier` packs, and in the one at `out`, are taken from there where nothing changed.
    Raises Refused when not one board may be printed, or when a permission ended while the pack was made; ExhibitError when the disk is full.
    """
    try:
        with staging.room_beside(out) as room:
            manifest, made = _fill(exhibition, room.folder, order, progress, bench, (out, *earlier))
            room.seal()
            with transaction() as session:
                for board in made:
                    boards.hand_over(board.entry["code"], board.printed, board.printed.pdf, order.by, order.now, session)
                session.flush()
                room.hand_over()
    except OSError as error:
        raise ExhibitError(f"The pack could not be written ({error.strerror or error}). Free some space or choose another folder; nothing half-written was left.") from error
    except Refused as refusal:
        raise Refused(refusal.sentence if not refusal.reasons else f"{refusal.sentence} Nothing was handed out: make the pack again.", refusal.reasons) from refusal
    return manifest


def _fill(exhibition: Exhibition, folder: Path, order: Order, progress: Progress, bench: Bench | None, earlier: tuple[Path, ...]) -> tuple[dict, list[Made]]:
    """Every file of the pack. Returns its manifest and the boards in it."""
    event, build = event_of(exhibition), build_of(exhibition, shelf())
    made, left_out = _all_boards(exhibition, order, progress, bench, earlier, event, build)
    files: Files = {name: content for board in made for name, content in board.files.items()}
    papers, missing = hall_papers(exhibition, tuple(board.hung for board in made), event, build, order)
    if order.with_contact_sheet:
        labels = [f"{board.entry['cutout']} {board.entry['language']}" for board in made]
        papers[CONTACT_SHEET] = contact_sheet([board.printed.pdf for board in made], labels)
    manifest = manifest_of(exhibition.slug, [board.entry for board in made], left_out, missing, papers)
    files |= papers
    files[LIST] = as_csv(manifest, files)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / MANIFEST).write_bytes(as_json(manifest))
    progress(len(made) + len(left_out), len(made) + len(left_out))
    return manifest, made


def _all_boards(exhibition: Exhibition, order: Order, progress: Progress, bench: Bench | None, earlier: tuple[Path, ...], event, build) -> tuple[list[Made], list[dict]]:
    """Each copy drawn or left out. Raises Refused when none may be printed."""
    shelf = (*((bench,) if bench else ()), *(Earlier(place) for place in earlier))
    codes = [copy.code for cutout in queries.cutouts(exhibition) for copy in cutout.copies]
    made: list[Made] = []
    left_out: list[dict] = []
    for done, code in enumerate(codes):
        progress(done, len(codes))
        look_again()
        answer = make_board(queries.copy(code), order, event, build, shelf, bench)
        made.append(answer) if isinstance(answer, Made) else left_out.append(answer)
    if not made:
        raise Refused("None of the boards may be printed now. " + " ".join(dict.fromkeys(item["sentences"] for item in left_out)))
    return made, left_out
