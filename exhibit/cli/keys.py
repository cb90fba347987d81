"""The keys of what is kept encrypted."""
from __future__ import annotations

import click

from exhibit.cli.terminal import cli, context, now, say


@cli.group()
def keys() -> None:
    """Keys of what is kept encrypted."""


@keys.command("new")
@click.option("--json", "as_json", is_flag=True)
def new(as_json: bool) -> None:
    """A new key, newest from now on. `exhibit keys rotate` then writes everything anew under it."""
    from exhibit.actions.keys import new_key

    context()
    key, placed = new_key()
    sentence = ("A new key stands first in vault.key. Run `exhibit keys rotate`, and keep the old keys as long as a backup needs them." if placed else
                f"{key}\nPut it first in EXHIBIT_VAULT_KEYS, before a comma, start Exhibit again, then run `exhibit keys rotate`.")
    say(as_json, {"placed": placed, "key": None if placed else key}, sentence)


@keys.command("rotate")
@click.option("--json", "as_json", is_flag=True)
def rotate(as_json: bool) -> None:
    """Write everything that is encrypted anew under the newest key. May be run again at any time."""
    from exhibit.actions.keys import rotate as anew

    context()
    values, files = anew("command line", now())
    say(as_json, {"values": values, "files": files}, f"{values} values in the database and {files} files were written anew under the newest key; all others were under it already.")
