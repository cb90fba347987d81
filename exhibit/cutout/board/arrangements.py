"""Which module arranges which template: one row an arrangement."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exhibit.cutout.board import banner, body, panel, plinth
from exhibit.cutout.board.placed import Draft
from exhibit.cutout.board.templates import Template
from exhibit.cutout.spec import CutoutSpec

ARRANGEMENTS: dict[str, Callable[[CutoutSpec, Any], Draft]] = {"panel": panel.arrange, "body": body.arrange, "plinth": plinth.arrange, "banner": banner.arrange}


def arrange(spec: CutoutSpec, form: Template) -> Draft:
    """The draft of a board by its template's arrangement."""
    return ARRANGEMENTS[form.arrangement](spec, form.measures)
