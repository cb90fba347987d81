"""Checking a person's receipt, years later and anywhere: no database, no instance folder, no network."""
from __future__ import annotations

import json
from pathlib import Path

import click

from exhibit.cli.terminal import cli, say
from exhibit.errors import WrongUse


@cli.group()
def receipt() -> None:
    """Receipts that people keep."""


@receipt.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", default="", help="The public key as printed on the receipt: then nobody else's signature passes.")
@click.option("--json", "as_json", is_flag=True)
def verify(file: Path, key: str, as_json: bool) -> None:
    """Is the file what was signed? Needs no database and no instance folder."""
    from exhibit.actions import receipts as actions

    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WrongUse(f"{file} is no JSON document.") from error
    if not isinstance(document, dict):
        raise WrongUse(f"{file} is no receipt.")
    sentence = actions.verify(document, key)
    say(as_json, {"genuine": True, "receipt": document["receipt_id"], "issued": document["consentTimestamp"], "public_key": document["public_key"]}, sentence)
