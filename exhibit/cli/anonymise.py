"""A text, or a folder of them, without what leads to a person. Nothing is stored and nothing leaves the machine."""
from __future__ import annotations

from pathlib import Path

import click

from exhibit.cli.terminal import cli, say, write
from exhibit.errors import ExhibitError, WrongUse


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=True, path_type=Path))
@click.option("--language", required=True, help="Language of the text: en, fr, uk, ar...")
@click.option("--agreed", multiple=True, help="A name that is meant to stand there, as the pseudonym; may be given several times.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the new text there; for a folder, the folder of the new texts and the report.")
@click.option("--json", "as_json", is_flag=True)
def anonymise(file: Path, language: str, agreed: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Find what leads to a person in a text (TXT, DOCX, ODT, PDF) or a folder of texts, and propose other words. People decide."""
    from exhibit.story.labels import languages

    if language not in languages():
        raise WrongUse(f"Exhibit has no finders for “{language}”. Known: {', '.join(languages())}.")
    (_folder if file.is_dir() else _one)(file, language, agreed, out, as_json)


def _one(file: Path, language: str, agreed: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    from exhibit.actions.document_text import text_of_document
    from exhibit.actions.suggesting import suggested

    text, _came_as = text_of_document(_content(file), file.name)
    document = suggested(text, language, agreed)
    if out:
        write(out, (str(document["text"]) + "\n").encode())
    say(as_json, document, str(document["text"]))
    if not as_json:
        click.echo(_summary(document), err=True)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExhibitError(f"{file} could not be read ({error.strerror}).") from error


def _summary(document: dict) -> str:
    open_ones = sum(one["severity"] == 1 for one in document["suggestions"])
    return f"{len(document['suggestions'])} finds, {open_ones} of them lead to a person by themselves. This is a proposal: read it as a stranger, and as somebody who knows the person."


def _folder(folder: Path, language: str, agreed: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    from exhibit.actions.batch import anonymise_folder

    if out is None:
        raise WrongUse("A folder needs --out: the folder in which the new texts and the report are written.")
    report = anonymise_folder(folder, out, language, agreed)
    say(as_json, report.document(), report.text())
