"""One person's file: out and in."""
from __future__ import annotations

import json
from pathlib import Path

import click

from exhibit.cli.terminal import cli, context, now, say, write
from exhibit.errors import WrongUse


@cli.group()
def person() -> None:
    """One person's file."""


@person.command("export")
@click.argument("code")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A file that ends in .json (for other systems) or .pdf (for the person).")
@click.option("--language", help="Of the PDF; the person's own if left out.")
@click.option("--json", "as_json", is_flag=True)
def export(code: str, out: Path, language: str | None, as_json: bool) -> None:
    """Everything that is kept of one person, by her code or her testimony's. That it was taken is in the history."""
    from exhibit.actions import person_file, person_paper

    if out.suffix not in (".json", ".pdf"):
        raise WrongUse("Name a file that ends in .json or .pdf.")
    context()
    testimony = person_file.testimony_of(code)
    file, content = person_file.export(testimony, "command line", now())
    tongue = language or testimony.person.preferred_language or testimony.original_language
    write(out, content if out.suffix == ".json" else person_paper.pdf(file, tongue))
    say(as_json, {"file": str(out), "person": file.person_code, "testimony": file.testimony_code},
        f"{out}: everything that is kept of {file.person_code}. It holds her words: pass it to nobody but her.")


@person.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def import_(file: Path, as_json: bool) -> None:
    """Bring in a file from another installation. Nothing opens: every yes waits for a second person here."""
    from exhibit.actions.person_import import bring_in

    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WrongUse(f"{file} is no JSON document.") from error
    if not isinstance(document, dict):
        raise WrongUse(f"{file} is no person's file.")
    context()
    made = bring_in(document, "command line", now())
    say(as_json, {"testimony": made.testimony.code, "records": made.records, "permissions": made.permissions, "texts": made.texts, "known": made.known},
        f"{made.testimony.code}: {made.records} records, {made.permissions} permissions and {made.texts} texts came in; {made.known} were here already. "
        "Nothing is open: each yes is to be confirmed.")
