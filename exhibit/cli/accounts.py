"""Accounts of the desk."""
from __future__ import annotations

import sys

import click

from exhibit.cli.terminal import cli, context, say


@cli.group()
def user() -> None:
    """Accounts of the desk."""


@user.command("add")
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, help="curator, caseworker, verifier, translator, officer or administrator; may be given more than once.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making a random one.")
@click.option("--json", "as_json", is_flag=True)
def user_add(email: str, roles: tuple[str, ...], password_stdin: bool, as_json: bool) -> None:
    """A new account; its random password is shown once."""
    from exhibit.actions.accounts import add_user

    context()
    made, password = add_user(email, list(roles), sys.stdin.readline().strip() if password_stdin else None)
    say(as_json, {"email": made.email, "roles": list(roles), "password": None if password_stdin else password},
         f"{made.email} ({', '.join(roles)})" + ("" if password_stdin else f": password {password} (shown once)"))
