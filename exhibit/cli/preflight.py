"""A print file looked at before a shop does: ours, or one that somebody else made."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from exhibit.cli.terminal import cli
from exhibit.errors import WrongUse

MM = click.FloatRange(1, 20_000)


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--profile", "shop", default="plain", show_default=True, help="The print shop, a table of press/profiles.toml.")
@click.option("--height", "height_mm", type=MM, help="mm the board should be tall.")
@click.option("--width", "width_mm", type=MM, help="mm the board should be wide.")
@click.option("--address", help="What the code should open.")
@click.option("--distance", "distance_mm", type=MM, default=750.0, show_default=True, help="mm from which the code must read.")
@click.option("--mail", "as_mail", is_flag=True, help="The words of a mail to the shop.")
@click.option("--json", "as_json", is_flag=True)
def preflight(file: Path, shop: str, height_mm: float | None, width_mm: float | None, address: str | None, distance_mm: float, as_mail: bool, as_json: bool) -> None:
    """What a print shop would say of a PDF: every check, what was measured, exit 1 if one refuses it."""
    from exhibit.cutout.preflight import Asked, examine
    from exhibit.cutout.press.profiles import profile, profile_names

    if shop not in profile_names():
        raise WrongUse(f"There is no print-shop profile “{shop}”. Known: {', '.join(profile_names())}.")
    report = examine(file.read_bytes(), Asked(profile(shop), height_mm, width_mm, address, distance_mm, file.name))
    click.echo(json.dumps(report.document(), ensure_ascii=False) if as_json else report.mail() if as_mail else report.text())
    sys.exit(1 if report.refused else 0)
