"""The outlines that the build step drew (tools/build_silhouettes.py), as they stand in a page."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from exhibit.errors import ExhibitError


def outline(name: str) -> Markup:
    """The SVG of a figure, to be set into a page. Raises ExhibitError when the build step has not drawn it."""
    return _read(Path(current_app.static_folder) / "vendor" / "silhouettes" / f"{name}.svg")


@lru_cache(maxsize=200)
def _read(file: Path) -> Markup:
    if not file.is_file():
        raise ExhibitError(f"The outline “{file.stem}” has not been drawn: run `make setup`.")
    return Markup(file.read_text(encoding="ascii").strip().replace(' xmlns="http://www.w3.org/2000/svg"', ' aria-hidden="true"'))
