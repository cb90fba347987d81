"""Own figures on file: what each shows, and of whom. A drawn figure shows nobody; an own figure shows what the curator said when uploading it.

It stands in the drawing itself, so that the same outline said to show somebody else is another figure with another name. A figure of the
person stays with that person's story, and goes when the story is erased.
"""
from __future__ import annotations

import re
from pathlib import Path

from exhibit.store import files

FOLDER = "figures"
DRAWN_HERE = "IMG_SILHOUETTE"  # every figure of figures.toml is a model figure; so was every own figure before the question was asked
OF_THE_PERSON = ("IMG_DRAWN", "IMG_OWN_HIDDEN")
SHOWABLE = ("IMG_SILHOUETTE", "IMG_DRAWN", "IMG_STANDIN", "IMG_OWN_HIDDEN")
"""What an outline may show. Not IMG_OWN_OPEN: a board never shows a recognisable picture of a person (rule E02), whatever was agreed to."""
_SAID = re.compile(rb'data-shows="([A-Z_]+)"(?: data-of="(\w+)")?')


def saying(drawing: str, shows: str, testimony_code: str) -> str:
    """The drawing with what it shows written into it, and of whose story where it shows the person."""
    of = f' data-of="{testimony_code}"' if shows in OF_THE_PERSON else ""
    return drawing.replace("<svg ", f'<svg data-shows="{shows}"{of} ', 1)


def image_of(figure: str) -> str:
    """The IMG_* permission that the gate asks for. An own figure that is not on file counts as drawn: no board can be made of it."""
    return _said(figure)[0]


def stands_with(figure: str, testimony_code: str) -> bool:
    """May this figure stand beside this story? One of a person, beside no other's."""
    return _said(figure)[1] in ("", testimony_code)


def names(testimony_code: str) -> list[str]:
    """Own figures on file that may stand with this story, such as own-1a2b3c4d."""
    return [name for path in _on_file() if stands_with(name := path.name.split("--")[0], testimony_code)]


def of_testimony(testimony_code: str) -> list[Path]:
    """Drawings of the person of this story."""
    return [path for path in _on_file() if _said(path.name.split("--")[0])[1] == testimony_code]


def _on_file() -> list[Path]:
    return sorted(files.folder(FOLDER).glob("own-*--none.svg"))


def _said(figure: str) -> tuple[str, str]:
    """(permission, code of the story it belongs to or "")."""
    file = files.folder(FOLDER) / f"{figure}--none.svg"
    said = _SAID.search(file.read_bytes()) if figure.startswith("own-") and "/" not in figure and file.is_file() else None
    return (said[1].decode(), (said[2] or b"").decode()) if said else (DRAWN_HERE, "")
