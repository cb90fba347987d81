"""Backup and restore."""
from __future__ import annotations

from pathlib import Path

import click

from exhibit.cli.terminal import cli, context, now, say
from exhibit.errors import WrongUse

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def backup(file: Path, as_json: bool) -> None:
    """Everything in one encrypted file, while Exhibit runs; the same for SQLite and PostgreSQL."""
    from exhibit.actions.backup import make
    from exhibit.store import stops

    context()
    manifest = make(file, "command line", now())
    rows = sum(table["rows"] for table in manifest["tables"].values())
    say(as_json, {"file": str(file), "made_at": manifest["made_at"], "rows": rows, "files": len(manifest["files"]), "entry": manifest["entries"], "head": manifest["head"]},
        f"{file}: {rows} rows and {len(manifest['files'])} files, encrypted. "
        f"Keep apart from it: the key (vault.key or EXHIBIT_VAULT_KEYS) and the list of stops ({stops.place()}).")


@cli.command()
@click.argument("file", required=False, type=FILE)
@click.option("--stops", "--tombstones", "stops_list", type=FILE, help="The list of stops, where it is not this installation's own.")
@click.option("--no-later-stops", default="", metavar="NAME", help="The list is lost: who vouches that nothing was stopped since. Goes into the history.")
@click.option("--replace", is_flag=True, help="Put the backup in the place of a database that is in use.")
@click.option("--json", "as_json", is_flag=True)
def restore(file: Path | None, stops_list: Path | None, no_later_stops: str, replace: bool, as_json: bool) -> None:
    """Put a backup back, then apply every stop made since; nothing is shown before that. Without FILE: finish an interrupted restore."""
    from exhibit.actions import restore as actions
    from exhibit.store import ledger

    context()
    if file is None and not ledger.restored():
        raise WrongUse("Name the backup: exhibit restore FILE.")
    if file is None:
        applied = actions.finish(actions.listed(stops_list, no_later_stops), no_later_stops, "command line", now())
        document, said = {}, "The restore is finished"
    else:
        done = actions.restore(file, stops_list, no_later_stops, "command line", now(), replace)
        applied, document = done.stops, {"made_at": done.made_at, "rows": done.rows, "files": done.files}
        said = f"The backup of {done.made_at[:16]} UTC is back: {done.rows} rows, {done.files} files"
    say(as_json, {**document, "stops_again": applied.again, "stops_unknown": applied.unknown},
        f"{said}. {applied.again} later stops were applied again; {applied.unknown} are about testimonies that the backup does not know. The doors may open.")
