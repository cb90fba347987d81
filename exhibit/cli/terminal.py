"""The group of all commands, and what each of them needs: the clock, the application, one way to answer."""
from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from exhibit.errors import ExhibitError, NotFound, WrongUse


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Exhibit: testimonies, consent, true-size cutouts, and the page behind each code."""


def now() -> datetime:
    """The moment at which this command was typed, aware UTC."""
    return datetime.now(UTC)


def context():
    """The application without any door, its database made and up to date."""
    from exhibit.app import create_app
    from exhibit.store.schema import ensure_schema

    app = create_app(doors=("account",))
    app.app_context().push()
    ensure_schema()
    return app.config["EXHIBIT"]


def write(path: Path, content: bytes) -> None:
    """The file whole, or what was there before."""
    from exhibit.store.staging import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        raise ExhibitError(f"{path} could not be written ({error.strerror}). Free some space or choose another folder; nothing half-written was left.") from error


def say(as_json: bool, document: dict, sentence: str) -> None:
    """The one answer of a command: a document or a sentence."""
    if as_json or sentence:
        click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


def moment(at: str | None) -> datetime:
    """The ISO time a person typed, UTC unless it says otherwise; now when left out. Raises WrongUse."""
    if not at:
        return now()
    try:
        found = datetime.fromisoformat(at)
    except ValueError as error:
        raise WrongUse(f"“{at}” is no ISO time, for example 2026-10-18T12:00:00Z.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def testimony_of(code: str):
    """The testimony behind a copy's code or its own code, and the copy if one was named."""
    from exhibit.store import queries

    copy = queries.find_copy(code)
    if copy:
        return copy.cutout.testimony, copy
    try:
        return queries.testimony(code), None
    except NotFound as error:
        raise NotFound(f"There is no copy and no testimony with the code {code}. `exhibit list EXHIBITION` shows all codes.") from error
