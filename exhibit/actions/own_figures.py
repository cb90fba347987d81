"""Own silhouettes instead of drawn figures: kept as drawings in the instance folder, named by their content."""
from __future__ import annotations

import hashlib
from datetime import datetime

from exhibit.cutout.figures.silhouette import trace_silhouette
from exhibit.store import files, raise_epoch, transaction
from exhibit.store.tables import Cutout

FOLDER = "figures"


def names() -> list[str]:
    """Own figures on file, such as own-1a2b3c4d."""
    return sorted(path.name.split("--")[0] for path in files.folder(FOLDER).glob("own-*.svg"))


def upload(cutout: Cutout, content: bytes, filename: str, by: str, now: datetime) -> str:
    """Trace a silhouette, keep it and give it to the cutout. Raises CutoutError for what is no silhouette, ExhibitError for a full disk."""
    drawing = trace_silhouette(content, filename).encode()
    name = f"own-{hashlib.sha256(drawing).hexdigest()[:8]}"
    files.write(files.folder(FOLDER) / f"{name}--none.svg", drawing)
    with transaction():
        cutout.figure, cutout.face = name, "none"
        raise_epoch()
    return name
