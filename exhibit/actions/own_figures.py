"""Own silhouettes instead of drawn figures: kept as drawings in the instance folder, named by their content."""
from __future__ import annotations

import hashlib
from datetime import datetime

from exhibit.cutout.figures.drawn import is_own_figure
from exhibit.cutout.figures.silhouette import trace_silhouette
from exhibit.errors import WrongUse
from exhibit.store import files, raise_epoch, transaction
from exhibit.store.figure_files import FOLDER, SHOWABLE, names, saying, stands_with
from exhibit.store.tables import Cutout, Testimony

__all__ = ["demand_own", "names", "on_file", "upload"]


def on_file(figure: str) -> bool:
    """Is there such an own figure?"""
    return is_own_figure(figure) and (files.folder(FOLDER) / f"{figure}--none.svg").is_file()


def demand_own(figure: str, testimony: Testimony) -> None:
    """Raises WrongUse for a figure of a person beside another person's story."""
    if not stands_with(figure, testimony.code):
        raise WrongUse("This figure shows the person of another story: choose a drawn figure, or upload one for this story.")


def upload(cutout: Cutout, content: bytes, filename: str, shows: str, by: str, now: datetime) -> str:
    """Cut a silhouette out, keep it and give it to the cutout; the gate then asks for the permission `shows` (one of SHOWABLE).

    The height stays that of the age band: nothing is measured on the picture (rule E07). Raises WrongUse where nobody said whom it shows,
    CutoutError for what is no silhouette, ExhibitError for a full disk.
    """
    if shows not in SHOWABLE:
        raise WrongUse("Say whom the figure shows: the person must have agreed to that kind of picture. A picture on which somebody can be recognised is never put on a board.")
    drawing = saying(trace_silhouette(content, filename), shows, cutout.testimony.code).encode()
    name = f"own-{hashlib.sha256(drawing).hexdigest()[:8]}"
    files.write(files.folder(FOLDER) / f"{name}--none.svg", drawing)
    with transaction():
        cutout.figure, cutout.face = name, "none"
        raise_epoch()
    return name
