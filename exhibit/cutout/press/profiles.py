"""Print shops as data: what each asks of the cut line, the bleed, the file. Read from profiles.toml and checked on load."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.spec import CMYK

TABLE = Path(__file__).with_name("profiles.toml")


@dataclass(frozen=True, slots=True)
class Profile:
    """One shop. Lengths in mm on the board, also where the file is drawn to scale; see profiles.toml for what each means."""

    name: str
    title: str
    cut_name: str
    cut_spot: bool
    cut_cmyk: CMYK
    cut_width_pt: float
    cut_place: str
    halo_mm: float
    bleed_mm: float
    frame_mm: float
    safe_mm: float
    corner_mm: float
    gap_mm: float
    nodes: int
    piece_mm: tuple[float, ...]
    standard: str
    scale: int
    folds_mm: tuple[float, ...]
    fold_name: str
    hole_mm: float
    min_ppi: int
    crop_marks: bool
    sources: tuple[str, ...]


@cache
def _profiles() -> dict[str, Profile]:
    rows: dict[str, dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: _row(name, {**rows["plain"], "sources": [], **row}) for name, row in rows.items()}


def _row(name: str, row: dict[str, Any]) -> Profile:
    """One table; an entry that is missing or unknown stops the program here, not at the shop."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    unknown = set(values) - {field.name for field in fields(Profile)}
    if unknown:
        raise ValueError(f"profiles.toml, {name}: unknown {', '.join(sorted(unknown))}")
    return Profile(name=name, **values)


def profile_names() -> tuple[str, ...]:
    return tuple(_profiles())


def profile(name: str) -> Profile:
    """Raises CutoutError for an unknown shop."""
    if name not in _profiles():
        raise CutoutError(f"There is no print-shop profile “{name}”. Known: {', '.join(profile_names())}.")
    return _profiles()[name]
