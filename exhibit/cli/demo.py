"""The demo exhibition."""
from __future__ import annotations

import click

from exhibit.cli.terminal import cli, context, now, say


@cli.command()
@click.option("--reset", is_flag=True, help="Take out what the demo made, and only that, and load it again.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is already an exhibition.")
@click.option("--json", "as_json", is_flag=True)
def demo(reset: bool, if_empty: bool, as_json: bool) -> None:
    """Load the demo exhibition, with one account a role."""
    from exhibit.actions import demo as actions
    from exhibit.store import queries

    settings = context()
    if if_empty and not queries.is_empty():
        return say(as_json, {"loaded": False}, "")
    removed: dict[str, int] = {}
    exhibition = actions.reset_demo(now(), settings.packs, removed.update) if reset else actions.load_demo(now())
    accounts = actions.demo_accounts()
    lines = [f"Removed of the old demo: {', '.join(f'{count} {what}' for what, count in removed.items())}. Everything else is untouched."] if removed else []
    lines += [f"Loaded “{exhibition.title()}” with {len(exhibition.cutouts)} cutouts. All people and stories in it are fictional."]
    lines += ["Accounts (these passwords are shown once; keep them):"] if accounts else []
    lines += [f"  {role:14} {email:30} {password}" for role, email, password in accounts]
    say(as_json, {"loaded": True, "exhibition": exhibition.slug, "cutouts": len(exhibition.cutouts), "removed": removed,
                   "accounts": [dict(zip(("role", "email", "password"), account, strict=True)) for account in accounts]}, "\n".join(lines))
