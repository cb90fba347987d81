"""The job ticket: what the shop and the crew need to know about one board, as plain data."""
from __future__ import annotations

from typing import Any

from exhibit.cutout.board.compose import Board
from exhibit.cutout.cut.dieline import check_cut_rules
from exhibit.cutout.press.pdf import CUT_NAME

KG_PER_M2 = 5.0  # PVC foam 10 mm at 0.5 (exhibition.md 4)


def job_ticket(board: Board) -> dict[str, Any]:
    """Sizes in mm, area in square metres, mass in kg."""
    area_m2 = board.die.polygon.area / 1e6
    return {
        "scale": "1:1", "width_mm": round(board.width_mm, 1), "height_mm": round(board.height_mm, 1), "figure_height_mm": round(board.figure_height_mm, 1),
        "colours": ["Cyan", "Magenta", "Yellow", "Black", CUT_NAME], "cut_line": CUT_NAME, "cut_nodes": board.die.node_count, "fonts": "none, all text is outlines",
        "area_m2": round(area_m2, 3), "mass_kg_pvc_10mm": round(area_m2 * KG_PER_M2, 1), "sizes_pt": board.sizes_pt,
        "fire_note": "Ask the venue; C-s2,d0 or B1 with certificate is the usual demand at fairs.",
        "cut_checks": [{"name": check.name, "ok": check.ok, "sentence": check.sentence} for check in check_cut_rules(board.die)],
        "address": board.spec.url, "copy": list(board.spec.copy), "shown_until": board.spec.shown_until, "language": board.spec.language,
    }
