"""Proving the history, with the database and without it."""
from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from exhibit.cli.terminal import cli, context, now, say, write
from exhibit.errors import WrongUse

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@cli.group()
def audit() -> None:
    """The history: is it whole, and can that be proved?"""


@audit.command()
@click.option("--root", type=FILE, help="A root exported earlier: the history must still hold it.")
@click.option("--json", "as_json", is_flag=True)
def verify(root: Path | None, as_json: bool) -> None:
    """Walk the whole history and name every row that was changed, removed, added or moved."""
    from exhibit.actions import audit as actions

    context()
    report = actions.verify(_document(root) if root else None)
    lines = [sentence for _code, sentence in report.faults] or [f"Whole: {report.entries} entries, each as it was written, and the rest of the database agrees with them."]
    say(as_json, {"whole": report.whole, "entries": report.entries, "head": report.head,
                  "faults": [{"code": code, "sentence": sentence} for code, sentence in report.faults]}, "\n".join(lines))
    sys.exit(0 if report.whole else 1)


@audit.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="A day that has ended, UTC; yesterday if left out.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output if left out.")
def root(day: datetime | None, out: Path | None) -> None:
    """The signed root of a day: keep it outside, and nothing before it can be rewritten unseen."""
    from exhibit.actions import audit as actions

    context()
    document = json.dumps(actions.root_of(day.date() if day else None, now()), indent=1)
    if out is None:
        return click.echo(document)
    write(out, f"{document}\n".encode())
    click.echo(f"{out}: to check it elsewhere, keep the public key {actions.public_key()}")


@audit.command()
@click.argument("file", type=FILE)
@click.option("--key", default="", help="The installation's public key, as you wrote it down: then nobody else's signature passes.")
@click.option("--json", "as_json", is_flag=True)
def check(file: Path, key: str, as_json: bool) -> None:
    """Check an exported root. Needs no database and no instance folder."""
    from exhibit.actions import audit as actions

    document = _document(file)
    sentence = actions.check_root(document, key)
    say(as_json, {"holds": True, "day": document["day"], "entry": document["entry"], "hash": document["hash"], "public_key": document["public_key"]}, sentence)


def _document(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WrongUse(f"{file} is no JSON document.") from error
    if not isinstance(found, dict):
        raise WrongUse(f"{file} is no root of a history.")
    return found
