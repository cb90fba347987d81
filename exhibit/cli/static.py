"""A copy of the public site in a folder, and the check whether a folder is one that may still be shown."""
from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app

from exhibit.cli.terminal import cli, context, now, say
from exhibit.errors import WrongUse


@cli.command()
@click.argument("exhibition", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to make; an earlier copy in it is replaced.")
@click.option("--place", default="", help="Where it goes from there, in words: a stick, a kiosk, a host. Leave it out for a folder that is served as it lies.")
@click.option("--kiosk", is_flag=True, help="With the pages for a screen in the hall.")
@click.option("--check", "checked", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Make nothing: look whether this folder is whole and may still be shown.")
@click.option("--key", default="", help="With --check: the house's public key, as printed on receipts; then nobody else's signature passes.")
@click.option("--json", "as_json", is_flag=True)
def static(exhibition: str | None, out: Path | None, place: str, kiosk: bool, checked: Path | None, key: str, as_json: bool) -> None:
    """A copy of the public site for any web server, kiosk or stick. It shows nothing after the first permission in it has ended."""
    if checked:
        if exhibition or out or place or kiosk:
            raise WrongUse("--check looks at a folder and makes nothing: leave the exhibition and the other options out.")
        _check(checked, key, as_json)
        return
    if not exhibition or not out:
        raise WrongUse("Name the exhibition and the folder: exhibit static EXHIBITION --out FOLDER.")
    if key:
        raise WrongUse("--key goes with --check.")
    _make(exhibition, out.resolve(), place, kiosk, as_json)


def _make(exhibition: str, out: Path, place: str, kiosk: bool, as_json: bool) -> None:
    from exhibit.actions.static_site.making import Order, make_site
    from exhibit.jobs import own_pages
    from exhibit.store import queries

    settings = context()
    found = queries.exhibition(exhibition)
    with own_pages(settings) as reader:
        made = make_site(found, Order(out, "command line", now(), Path(current_app.static_folder or ""), place, kiosk), reader)
    lines = [f"{made.stories} stories by language, {made.files} files, {made.bytes / 1e6:.1f} MB in {out}.", f"It shows stories until {made.span.not_after:%d %B %Y, %H:%M} UTC."]
    lines += [f"Left out: {one.testimony} in {one.language} ({one.kind}): {one.sentences}" for one in made.left_out]
    say(as_json, made.document(), "\n".join(lines))


def _check(folder: Path, key: str, as_json: bool) -> None:
    from exhibit.actions.static_site.manifest import check_folder

    found = check_folder(folder, now(), key)
    told = [f"{folder} is whole and may be shown until {found.manifest['not_after']}."] if found.whole else [f"{folder} must not be shown:", *(f"  {one}" for one in found.reasons)]
    if not key:
        told.append(f"Signed with {found.manifest.get('public_key', 'no key')}: compare it with the house's key, or give it with --key.")
    say(as_json, found.document(), "\n".join(told))
    sys.exit(0 if found.whole else 1)
