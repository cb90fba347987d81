"""Print shops as data: what each asks of the cut line, the bleed, the file. Read from profiles.toml and checked on load."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.press.profile_rules import faults
from exhibit.cutout.spec import CMYK

TABLE = Path(__file__).with_name("profiles.toml")


@dataclass(frozen=True, slots=True)
class Profile:
    """One shop. Lengths in mm on the board, also where the file is drawn to scale; see profiles.toml for what each means.

    `said` pairs each value that is not the plain one with the shop's own words for it, or with the reason where it is our choice.
    """

    name: str
    title: str
    cut_name: str
    cut_spot: bool
    cut_cmyk: CMYK
    cut_width_pt: float
    cut_place: str
    layer: str
    halo_mm: float
    bleed_mm: float
    frame_mm: float
    slug: bool
    safe_mm: float
    corner_mm: float
    gap_mm: float
    nodes: int
    piece_mm: tuple[float, ...]
    standard: str
    condition: str
    scale: int
    folds_mm: tuple[float, ...]
    fold_shares: tuple[float, ...]
    fold_name: str
    fold_cmyk: CMYK
    hole_mm: float
    min_ppi: int
    crop_marks: bool
    sources: tuple[str, ...]
    said: tuple[tuple[str, str], ...]


@cache
def _profiles() -> dict[str, Profile]:
    return read_profiles(TABLE.read_text(encoding="utf-8"))


def read_profiles(text: str) -> dict[str, Profile]:
    """The shops of a table. Raises CutoutError at the first entry that is missing, unknown or out of range: here, not at the shop."""
    try:
        rows: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CutoutError(f"The table of print shops cannot be read ({error}). Correct that line.") from error
    plain = rows.get("plain")
    if not isinstance(plain, dict):
        raise CutoutError("The table of print shops has no [plain]: every other shop takes from it what it does not say itself.")
    return {name: _profile(name, plain, row) for name, row in rows.items()}


def _profile(name: str, plain: dict[str, Any], row: Any) -> Profile:
    if not isinstance(row, dict):
        raise CutoutError(f"The table of print shops, “{name}”: write it as a table, [{name}].")
    values = {**plain, "sources": [], "said": {}, **row}
    found = faults(values, {field.name for field in fields(Profile)} - {"name"}, set(row) if name != "plain" else set())
    if found:
        raise CutoutError(f"The table of print shops, “{name}”: {found[0]}")
    kept: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Profile(**{**kept, "name": name, "said": tuple(values["said"].items())})


def profile_names() -> tuple[str, ...]:
    return tuple(_profiles())


def profile(name: str) -> Profile:
    """Raises CutoutError for an unknown shop."""
    if name not in _profiles():
        raise CutoutError(f"There is no print-shop profile “{name}”. Known: {', '.join(profile_names())}.")
    return _profiles()[name]
