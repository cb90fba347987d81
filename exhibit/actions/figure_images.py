"""Which permission a cutout's picture needs: a drawn figure shows nobody, an own figure shows what the curator said when uploading it.

It stands in the drawing itself, so that the same outline said to show somebody else is another figure with another name.
"""
from __future__ import annotations

import re

from exhibit.store import files

FOLDER = "figures"
DRAWN_HERE = "IMG_SILHOUETTE"  # every figure of figures.toml is a model figure; so was every own figure before the question was asked
SHOWABLE = ("IMG_SILHOUETTE", "IMG_DRAWN", "IMG_STANDIN", "IMG_OWN_HIDDEN")
"""What an outline may show. Not IMG_OWN_OPEN: a board never shows a recognisable picture of a person (rule E02), whatever was agreed to."""
_SAID = re.compile(rb'data-shows="([A-Z_]+)"')


def image_of(figure: str) -> str:
    """The IMG_* permission that the gate asks for. An own figure that is not on file counts as drawn: no board can be made of it."""
    if not figure.startswith("own-"):
        return DRAWN_HERE
    file = files.folder(FOLDER) / f"{figure}--none.svg"
    said = _SAID.search(file.read_bytes()) if file.is_file() else None
    return said[1].decode() if said else DRAWN_HERE


def saying(drawing: str, shows: str) -> str:
    """The drawing with what it shows written into it."""
    return drawing.replace("<svg ", f'<svg data-shows="{shows}" ', 1)
