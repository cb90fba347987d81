"""The house's materials: those that come along, with its own table (setting EXHIBIT_MATERIALS) over them."""
from __future__ import annotations

from flask import current_app

from exhibit.cutout.stand import Library, library


def shelf() -> Library:
    """Raises CutoutError for a table with a mistake: it names the row."""
    return library(current_app.config["EXHIBIT"].materials_file)
