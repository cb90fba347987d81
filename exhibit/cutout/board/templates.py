"""Board templates, read from templates.toml and checked on load."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.errors import CutoutError

TABLE = Path(__file__).with_name("templates.toml")


@dataclass(frozen=True, slots=True)
class Template:
    """Measures of one template; see templates.toml for what each means."""

    panel_share: float
    column_mm: tuple[float, ...]
    margin_mm: float
    gap_mm: float
    tuck_mm: float
    corner_mm: float
    foot_mm: float
    code_centre_mm: tuple[float, ...]
    code_centre_low_mm: tuple[float, ...]


@cache
def _templates() -> dict[str, Template]:
    rows: dict[str, dict[str, Any]] = tomllib.loads(TABLE.read_text())
    return {name: _row(row) for name, row in rows.items()}


def _row(row: dict[str, Any]) -> Template:
    """One table of the file; a measure that is missing or unknown stops the program here, not at the print shop."""
    measures: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Template(**measures)


def template_names() -> tuple[str, ...]:
    return tuple(_templates())


def template(name: str) -> Template:
    """Raises CutoutError for an unknown template."""
    if name not in _templates():
        raise CutoutError(f"There is no template “{name}”. Known: {', '.join(template_names())}.")
    return _templates()[name]
