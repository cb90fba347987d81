"""The demo's fifteen boards as plain specs, straight from the content files: the engine alone, no database, no consent asked."""
from __future__ import annotations

import tomllib
from pathlib import Path

from exhibit.cutout import CutoutSpec, figure_info

CONTENT = Path(__file__).resolve().parents[1] / "exhibit" / "demo_content"
HELP = "PAG-ASA +32 2 511 64 64"
HEIGHT_MM = {"man": 1740.0, "woman": 1640.0, "girl": 1600.0, "boy": 1630.0}


def demo_specs(host: str = "VOICES.EU") -> list[CutoutSpec]:
    """One spec a testimony, each with an address of its own at `host`."""
    credits = tuple(tomllib.loads((CONTENT / "exhibition.toml").read_text(encoding="utf-8"))["credits"])
    return [_spec(tomllib.loads(path.read_text(encoding="utf-8")), host, credits) for path in sorted((CONTENT / "testimonies").glob("*.toml"))]


def _spec(row: dict, host: str, credits: tuple[str, ...]) -> CutoutSpec:
    language = row["board_language"]
    return CutoutSpec(
        quote=row["quote"][language], testimony=row["cutout"][language], language=language, url=f"HTTPS://{host}/BOARD{row['code'][1:]}",
        attribution=row["attribution"][language], figure=row["figure"], face=row["face"], palette=row["palette"],
        height_mm=HEIGHT_MM[figure_info(row["figure"])["reading_gender"]], helpline=HELP, credits=credits, shown_until="2027-01-31",
        slug="design proof, no consent on file")
