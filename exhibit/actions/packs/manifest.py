"""What a pack says of itself: JSON for programs, CSV for a spreadsheet. No clock in it, so that the same exhibition gives the same bytes."""
from __future__ import annotations

import csv
import io
import json

from exhibit.actions.packs.shelf import Files, hashes

COLUMNS = ("file", "what", "place", "copy", "language", "second language", "width mm", "height mm", "bytes", "sha256")
WHAT = {"file": "board, true size", "tiles": "board on sheets", "feet": "cut file of the feet", "back": "label for the back", "ticket": "job ticket"}


def manifest_of(slug: str, entries: list[dict], left_out: list[dict], papers_left_out: list[dict], papers: Files) -> dict:
    return {"exhibition": slug, "boards": entries, "left_out": left_out, "papers": hashes(papers), "papers_left_out": papers_left_out}


def as_json(manifest: dict) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()


def as_csv(manifest: dict, files: Files) -> bytes:
    """One row a file, with a byte-order mark so that spreadsheets read the letters right."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for board in manifest["boards"]:
        names = {board[key]: words for key, words in WHAT.items() if key in board}
        for name, sha256 in board["files"].items():
            what = names.get(name) or ("for the print shop" if name in board["for_the_shop"] else "what was checked, for a mail" if name.endswith(".txt") else "job ticket as data")
            rows.writerow((name, what, board["cutout"], board["code"], board["language"], board["second_language"], board["width_mm"], board["height_mm"], len(files[name]), sha256))
    for name, sha256 in manifest["papers"].items():
        rows.writerow((name, "paper for the hall", "", "", "", "", "", "", len(files[name]), sha256))
    return ("\ufeff" + out.getvalue()).encode()
