"""A role of the database for the public doors."""
from __future__ import annotations

import click

from exhibit.cli.terminal import cli, context, say


@cli.command("database-role")
@click.argument("name")
@click.option("--doors", default="visit,person,hall", show_default=True, help="The public doors that will use it.")
@click.option("--apply", "do_it", is_flag=True, help="Grant it now, as the owner that DATABASE_URL names; without this the SQL is printed.")
@click.option("--json", "as_json", is_flag=True)
def database_role(name: str, doors: str, do_it: bool, as_json: bool) -> None:
    """The SQL that makes a PostgreSQL role with the rights the public doors need, and no others."""
    from exhibit.store import rights

    settings = context()
    chosen = [door.strip() for door in doors.split(",") if door.strip()]
    sql = list(rights.statements(name, chosen, rights.database_name(), settings.counts == settings.database_url))
    if do_it:
        rights.apply(sql)
    sentence = (f"{name} may now do what the doors {', '.join(chosen)} need, and nothing else. Give it a way to sign in (\\password {name} in psql), then serve those doors "
                "with a DATABASE_URL that names it." if do_it else "".join(f"{statement};\n" for statement in sql).rstrip())
    say(as_json, {"role": name, "doors": chosen, "applied": do_it, "sql": sql}, sentence)
