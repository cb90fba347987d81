"""The entry point: every error becomes one sentence on standard error and the contract's exit code."""
from __future__ import annotations

import json
import os
import sys
import traceback

import click

from exhibit.cli.terminal import cli
from exhibit.errors import ExhibitError, NotFound, WrongUse
from exhibit.settings import checked_base_url, load_settings


def main() -> None:
    """Entry point: every error becomes one sentence on standard error and the contract's exit code."""
    as_json = "--json" in sys.argv
    try:
        checked_base_url(os.environ.get("EXHIBIT_BASE_URL") or "http://127.0.0.1:8000")
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.Abort:
        _fail(as_json, "Stopped before it was done.", (), 1)
    except click.ClickException as wrong:
        _fail(as_json, wrong.format_message(), (), 2)
    except BrokenPipeError:  # whoever read our output has gone: there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        _fail(as_json, *_told(error))


def _told(error: Exception) -> tuple[str, tuple[str, ...], int]:
    """(sentence, reasons, exit code) of anything that went wrong; never a traceback, but a fault of ours keeps its own in a file."""
    from exhibit.cutout.errors import CutoutError

    if isinstance(error, ExhibitError | CutoutError):
        return error.sentence, getattr(error, "reasons", ()), 2 if isinstance(error, WrongUse | NotFound) else 1
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'} cannot be used ({error.strerror or error}). Check the folder, its permissions and the free space.", (), 1
    if type(error).__module__.startswith("sqlalchemy."):
        return f"The database cannot be used ({str(error).splitlines()[0]}). Nothing was saved: check DATABASE_URL, the instance folder and a backup.", (), 1
    return f"This is a fault in Exhibit ({type(error).__name__}), not in what you did. {_kept(error)}", (), 1


def _kept(error: Exception) -> str:
    """Where the technical details lie: they may hold words of a testimony, so only the instance folder gets them."""
    try:
        path = load_settings().instance / "last-fault.txt"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except (ExhibitError, OSError):
        return "The details could not be kept. Please report what you did."
    return f"The details are in {path}: look through them before you pass them on."


def _fail(as_json: bool, sentence: str, reasons: tuple[str, ...], code: int) -> None:
    if as_json:
        click.echo(json.dumps({"refused": True, "reasons": list(reasons), "sentence": sentence}, ensure_ascii=False))
    click.echo(sentence, err=True)
    sys.exit(code)
