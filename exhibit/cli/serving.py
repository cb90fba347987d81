"""Opening the doors, and looking whether everything for it is there."""
from __future__ import annotations

import sys

import click

from exhibit.cli.terminal import cli, context, say
from exhibit.settings import KNOWN_DOORS, load_settings


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--doors", default=",".join(KNOWN_DOORS), show_default=True)
def serve(host: str, port: int, workers: int, doors: str) -> None:
    """Open the doors with granian."""
    from exhibit.serving import serve as run

    run(host, port, workers, doors)


@cli.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Is everything here that printing and serving need?"""
    from exhibit.doctor import checks

    load_settings()
    found = checks(context)
    say(as_json, {"checks": found, "ok": all(c["ok"] for c in found)}, "\n".join(f"{'ok  ' if c['ok'] else 'FAIL'} {c['name']}: {c['sentence']}" for c in found))
    sys.exit(0 if all(c["ok"] for c in found) else 1)
