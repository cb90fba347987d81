"""A place where nothing can be written, asked of the system itself: one sentence, exit 1, and no copy counts as printed."""
from __future__ import annotations

import json
import re

import pytest

from exhibit.store import db
from exhibit.store import tables as rows

NOWHERE = "/sys"  # a file system of the kernel's own: not even the administrator can make a file in it
WHY = r"\((Permission denied|Read-only file system|Operation not permitted)\)"


def printed():
    return db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY", status="printed").count()


@pytest.mark.parametrize("sheet", ["full", "a3"])
def test_a_board_that_cannot_be_written_is_a_sentence(demo, typed, sheet):
    code = typed("list", "demo", "--json").document["copies"][6]["code"]
    said = typed("cutout", code, "--out", f"{NOWHERE}/board.pdf", "--sheet", sheet, "--json")
    assert said.code == 1
    assert re.fullmatch(rf"{NOWHERE}/board\.pdf could not be written {WHY}\. Free some space or choose another folder; nothing half-written was left\.", said.document["sentence"])
    assert printed() == 0


def test_a_pack_that_cannot_be_written_is_a_sentence(demo, typed):
    said = typed("pack", "demo", "--out", f"{NOWHERE}/pack.zip", "--json")
    assert said.code == 1 and re.match(rf"The pack could not be written {WHY}\.", said.document["sentence"])
    assert printed() == 0


def test_a_proof_that_cannot_be_written_is_a_sentence(typed, tmp_path):
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps({"quote": "I read every line now.", "testimony": "The letter promised a kitchen and a room with a window.", "language": "en", "url": None}))
    said = typed("cutout", "--spec", spec, "--out", f"{NOWHERE}/proof.pdf")
    assert said.code == 1 and re.search(rf"{NOWHERE}/proof\.pdf could not be written {WHY}", said.err) and "Traceback" not in said.err
