"""Help numbers from the terminal: what stands where, and the numbers to begin with."""
from __future__ import annotations

import click

from exhibit.cli.terminal import cli, context, now, say


@cli.group()
def helplines() -> None:
    """Help numbers: none is printed or shown until somebody has called it and marked it verified at the desk."""


@helplines.command()
@click.option("--json", "as_json", is_flag=True)
def load(as_json: bool) -> None:
    """Add the numbers that come with the program and are not there yet. None of them counts as verified."""
    from exhibit.actions.help_numbers import load_helplines

    context()
    count = load_helplines(now())
    say(as_json, {"added": count}, f"{count} added. Nobody has called them yet: they are shown once somebody has, at the desk under Help numbers." if count else "All of them are there already.")


@helplines.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_all(as_json: bool) -> None:
    """Every number with what stands about it: never called, overdue, to be called soon, current."""
    from exhibit.actions.helplines import standing
    from exhibit.store import queries

    context()
    today = now().date()
    rows = [{"country": row.country, "name": row.name, "number": row.number, "standing": standing(row, today),
             "verified_on": row.verified_on.isoformat() if row.verified_on else None, "verified_by": row.verified_by} for row in queries.all_helplines()]
    say(as_json, {"helplines": rows}, "\n".join(f"{row['country']}  {row['standing']:9}  {row['number']:20} {row['name']}" for row in rows) or "No number yet: `exhibit helplines load` adds those that come with the program.")
