"""The job ticket: what the shop and the crew need to know about one board, as plain data."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from exhibit.cutout.board.compose import Board
from exhibit.cutout.cut.dieline import check_cut_rules
from exhibit.cutout.press.folds import fold_findings, fold_heights_mm
from exhibit.cutout.stand.body import body_of
from exhibit.cutout.stand.feet import LIFT_MM, Standing, stand_up
from exhibit.cutout.stand.fire import fire_warnings, rule_for
from exhibit.cutout.stand.keep_free import free_warnings
from exhibit.cutout.stand.loads import load_class
from exhibit.cutout.stand.materials import Library, Material
from exhibit.cutout.stand.materials import material as material_named

DEFAULT_MATERIAL, DEFAULT_LOAD = "pvc-foam-10", "D5"
KG_PER_M2 = 5.0  # PVC foam 10 mm at 0.5 (exhibition.md 4)
FINISHING = "matt film on the front, no gloss, no structure; edges sanded; back clean for the crew's label"
STANDS_ITSELF = frozenset({"banner"})  # templates that bring their own stand
FILM = "roll-up"  # what those are printed on, whatever the exhibition's boards are made of


def sheet_of(board: Board, material: str, shelf: Library | None = None) -> Material:
    """What a board is made of: the exhibition's material, or film for a roll-up. Raises CutoutError for an unknown material."""
    chosen, film = material_named(material, shelf), material_named(FILM, shelf)
    return film if board.spec.template in STANDS_ITSELF else chosen


def standing_of(board: Board, sheet: Material, load_class_name: str = DEFAULT_LOAD) -> Standing | None:
    """Feet and ballast of a board; None for a roll-up, which stands in its cassette. Raises CutoutError for an unknown load class."""
    load = load_class(load_class_name)
    return None if board.spec.template in STANDS_ITSELF else stand_up(body_of(board.die.polygon), sheet, load)


def job_ticket(board: Board, material: str = DEFAULT_MATERIAL, load_class: str = DEFAULT_LOAD, country: str = "", on: date | None = None, *,
               quantity: int = 1, contact: str = "", checksums: Mapping[str, str] | None = None, shelf: Library | None = None) -> dict[str, Any]:
    """Sizes in mm, area in square metres, mass in kg. `on`: the event's last day; `checksums`: file name -> SHA-256.

    Raises CutoutError for a material or load class that does not exist.
    """
    sheet, shop = sheet_of(board, material, shelf), board.profile
    area_m2 = board.die.polygon.area / 1e6
    standing = standing_of(board, sheet, load_class)
    free = tuple(free_warnings(board, standing)) if standing else ()
    return {
        "scale": f"1:{shop.scale}", "width_mm": round(board.width_mm, 1), "height_mm": round(board.height_mm, 1), "figure_height_mm": round(board.figure_height_mm, 1),
        "quantity": quantity, "colours": ["Cyan", "Magenta", "Yellow", "Black", shop.cut_name], "cut_line": shop.cut_name, "cut_nodes": board.die.node_count,
        "fonts": "none, all text is outlines", "finishing": FINISHING,
        "area_m2": round(area_m2, 3), "mass_kg": round(area_m2 * sheet.kg_m2, 1), "mass_kg_pvc_10mm": round(area_m2 * KG_PER_M2, 1), "sizes_pt": board.sizes_pt,
        "material": _material_entry(sheet), "fire_note": _fire_note(country), "standing": _standing_entry(standing) if standing else None,
        "warnings": [*(standing.warnings if standing else ()), *free, *fire_warnings(sheet, area_m2, country, on),
                     *(finding.sentence for finding in fold_findings(board))],
        "cut_checks": [{"name": check.name, "ok": check.ok, "sentence": check.sentence} for check in check_cut_rules(board.die)],
        "shop": _shop_entry(board), "address": board.spec.url, "copy": list(board.spec.copy), "shown_until": board.spec.shown_until, "language": board.spec.language,
        "contact": contact, "checksums": dict(checksums or {}),
    }


def _fire_note(country: str) -> str:
    rule = rule_for(country)
    return f"{rule.who}. Class {rule.least} or better, with certificate."


def _material_entry(sheet: Material) -> dict[str, Any]:
    paper = sheet.certificate
    return {
        "name": sheet.name, "title": sheet.title, "thickness_mm": sheet.thickness_mm, "kg_m2": sheet.kg_m2, "fire_class": sheet.fire_class,
        "certificate": {"number": paper.number, "issuer": paper.issuer, "valid_until": paper.valid_until.isoformat()} if paper else None,
    }


def _standing_entry(standing: Standing) -> dict[str, Any]:
    foot = standing.feet[0]
    return {
        "depth_mm": standing.depth_mm, "feet": len(standing.feet), "feet_x_mm": [round(each.x_mm, 1) for each in standing.feet],
        "plate_mm": list(foot.plate_mm), "plate_kg": round(foot.plate_kg, 1), "bag_kg": foot.bag_kg, "ballast_kg": round(standing.ballast_kg, 1),
        "total_kg": round(standing.total_kg, 1), "governing": standing.governing, "lift_mm": LIFT_MM, "link": standing.link,
        "spines": standing.spines.count, "spine_mm": standing.spines.length_mm,
    }


def _shop_entry(board: Board) -> dict[str, Any]:
    """What the chosen print shop asks of the file, in its own names."""
    shop = board.profile
    return {
        "name": shop.name, "title": shop.title, "standard": shop.standard, "cut_place": shop.cut_place, "cut_width_pt": shop.cut_width_pt, "bleed_mm": shop.bleed_mm,
        "frame_mm": shop.frame_mm, "safe_mm": shop.safe_mm, "corner_mm": shop.corner_mm, "gap_mm": shop.gap_mm, "nodes": shop.nodes, "piece_mm": list(shop.piece_mm),
        "folds_mm": list(fold_heights_mm(board)), "hole_mm": shop.hole_mm,
    }
