"""Every command there is: one that shows words of a story, on the terminal or in a file, has asked the gate, or says here why it need not."""
from __future__ import annotations

import json
from datetime import UTC, datetime

import click
import pytest

from exhibit import cli
from exhibit.actions import receipts
from exhibit.store import db, queries
from tests.cli.conftest import _close_contexts, demo, place, typed
from tests.gate.words import fragments, tells, watched

__all__ = ["_close_contexts", "demo", "place", "typed"]

COMMANDS = {  # command -> (arguments, where {code} is a copy, {out} a folder, {made} what PREPARED made; does it show words or pictures?)
    "audit check": ("audit check {made}", False),
    "audit root": ("audit root --out {out}/root.json", False),
    "audit verify": ("audit verify", False),
    "backup": ("backup {out}/all.backup", False),
    "cutout": ("cutout {code} --out {out}/board.pdf", True),
    "demo": ("demo --if-empty", False),
    "doctor": ("doctor", False),
    "drill": ("drill demo", False),
    "helplines list": ("helplines list", False),
    "helplines load": ("helplines load", False),
    "keys new": ("keys new", False),
    "keys rotate": ("keys rotate", False),
    "leaflet": ("leaflet demo --language en --out {out}/leaflet.pdf --for school --back-to desk", True),
    "list": ("list demo", False),
    "may-use": ("may-use {code}", False),
    "pack": ("pack demo --contact-sheet {out}/all.png", True),
    "person export": ("person export {person} --out {out}/person.json", True),
    "person import": ("person import {made}", False),
    "preflight": ("preflight {made}", False),
    "recall": ("recall demo", False),
    "receipt verify": ("receipt verify {made} --key {key}", False),
    "restore": ("restore {made} --replace", False),
    "retention": ("retention", False),
    "static": ("static demo --out {out}/site", True),
    "user add": ("user add new@demo.example --role curator", False),
    "withdraw": ("withdraw {testimony} --by person", False),
}
ELSEWHERE = {
    "anonymise": "reads a file that somebody brings and no row of the store; tried in tests/cli/test_anonymise.py",
    "serve": "opens the doors, each of which is walked by itself",
    "database-role": "names tables and columns and reads no row; tried with a real role in tests/store/test_rights.py",
}
HERSELF = {"person export": "the person's own file, for herself (GDPR 15, 20); the history says who took it out"}
BEFORE = {  # command -> the command that makes what it reads
    "audit check": "audit root --out {made}", "person import": "person export {person} --out {made}", "preflight": "cutout {code} --out {made}", "restore": "backup {made}",
}


def leaves(group: click.Group, before: str = "") -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        found |= leaves(command, f"{before}{name} ") if isinstance(command, click.Group) else {before + name}
    return found


def test_every_command_is_walked():
    assert leaves(cli.cli) == set(COMMANDS) | set(ELSEWHERE)


def receipt_file(testimony, made) -> str:
    """A signed receipt in a file; returns the key it is checked with."""
    issued = receipts.issue(testimony, "DIGITAL", "en", "caseworker@demo.example", datetime.now(UTC))
    made.write_text(json.dumps(receipts.document_of(issued.receipt)), encoding="utf-8")
    return receipts.printed_key()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_shows_words_without_asking(demo, typed, tmp_path, monkeypatch, command):
    arguments, shows = COMMANDS[command]
    out, made = tmp_path / "out", tmp_path / "made.json"
    out.mkdir()
    typed("list", "demo")  # opens the application, so that the codes can be looked up
    cutout = next(c for c in queries.exhibition("demo").cutouts if c.testimony.code == "T01")
    known, values = fragments(), {"code": cutout.copies[0].code, "testimony": "T01", "out": out, "made": made, "person": "T01"}
    values["key"] = receipt_file(cutout.testimony, made) if command == "receipt verify" else ""
    db.session.rollback()  # what was looked up must not keep the tables from a restore; each command has a session of its own
    if command in BEFORE:
        assert typed(*BEFORE[command].format(**values).split()).code == 0
    db.session.rollback()
    with watched(monkeypatch) as asked:
        said = typed(*arguments.format(**values).split())
    assert said.code == 0, said
    contents = [said.out.encode(), *(path.read_bytes() for path in out.rglob("*") if path.is_file())]
    shown = any(tells(content, "", known) for content in contents)
    assert shown == shows
    assert not shown or asked or command in HERSELF
