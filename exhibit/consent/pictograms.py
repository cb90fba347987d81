"""Pictograms by name, and which one stands for a permission or a use: one table for paper and for pages."""
from __future__ import annotations

import tomllib
from pathlib import Path

GRID = 24.0
PEN = 1.6
"""Side of the grid, and width of the pen, in the same units."""

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
PICTOGRAMS: dict[str, tuple[str, ...]] = {name: tuple(strokes) for name, strokes in _TABLE["strokes"].items()}
OF_PERMISSION: dict[str, str] = _TABLE["permissions"]
OF_USE: dict[str, str] = _TABLE["uses"]


def pictogram_svg(name: str) -> str:
    """Inline SVG in the colour of the text around it; decoration for those who see it, the words beside it say the same. Raises KeyError."""
    strokes = "".join(f'<path d="{stroke}"/>' for stroke in PICTOGRAMS[name])
    return (f'<svg class="pictogram" viewBox="0 0 {GRID:g} {GRID:g}" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" '
            f'stroke-width="{PEN}" stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>')
