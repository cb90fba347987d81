"""What a row of the print shops' table must keep; each fault is a sentence for whoever writes a row."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from exhibit.cutout.press.standards import CONDITIONS, STANDARDS

PLACES = ("page", "file", "first-page")
RANGES: Mapping[str, tuple[float, float]] = {
    "cut_width_pt": (0.1, 3), "halo_mm": (5, 40), "bleed_mm": (0, 20), "frame_mm": (3, 60), "safe_mm": (0, 40), "corner_mm": (0, 50), "gap_mm": (0, 100),
    "nodes": (8, 10_000), "scale": (1, 20), "hole_mm": (0, 40), "min_ppi": (30, 600)}
WORDS = ("title", "cut_name", "fold_name", "cut_place", "standard", "condition")
WHOLE = ("nodes", "scale", "min_ppi")
SWITCHES = ("cut_spot", "slug", "crop_marks")
PROCESS_INKS = {"cyan", "magenta", "yellow", "black", "all", "none"}
MIN_HOLE_MM = 5.0  # the smallest drill a shop named
UNSAID = {"title", "sources", "said"}  # what needs no words of the shop


def faults(row: Mapping[str, Any], known: set[str], own: set[str]) -> list[str]:
    """What is wrong with a shop's row; `own` are the entries it does not take from the plain one. The kinds first, then what they mean together."""
    kinds = [sentence for rule in _KINDS for sentence in rule(row, known)]
    return kinds or [sentence for sentence in (*(rule(row) for rule in _TOGETHER), _said(row, own)) if sentence]


def _entries(row: Mapping[str, Any], known: set[str]) -> list[str]:
    unknown, missing = sorted(set(row) - known), sorted(known - set(row))
    return [f"there is no entry {name}: correct its name or take it out." for name in unknown] + [f"the entry {name} is missing." for name in missing]


def _texts(row: Mapping[str, Any], _: set[str]) -> list[str]:
    return [f"{name} must be words, not empty." for name in WORDS if name in row and not (isinstance(row[name], str) and row[name].strip())] + (
        [] if isinstance(row.get("layer", ""), str) else ["layer must be words, or empty for none."])


def _switches(row: Mapping[str, Any], _: set[str]) -> list[str]:
    return [f"{name} must be true or false." for name in SWITCHES if name in row and not isinstance(row[name], bool)]


def _numbers(row: Mapping[str, Any], _: set[str]) -> list[str]:
    found = []
    for name, (low, high) in RANGES.items():
        value = row.get(name, low)
        kinds = (int,) if name in WHOLE else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
            found.append(f"{name} is {value!r}: choose {'a whole number' if name in WHOLE else 'a number'} from {low:g} to {high:g}.")
    return found


def _lists(row: Mapping[str, Any], _: set[str]) -> list[str]:
    found = [f"{name} must be four shares of ink from 0 to 1." for name in ("cut_cmyk", "fold_cmyk") if name in row and not _shares(row[name], (4,))]
    piece = row.get("piece_mm", [])
    if not (_of(piece, 100, 5000) and len(piece) in (0, 2)):
        found.append("piece_mm must be [short, long] in millimetres, or empty for any size.")
    if not _of(row.get("folds_mm", []), 50, 5000):
        found.append("folds_mm must be heights from the floor in millimetres.")
    if not _shares(row.get("fold_shares", []), range(10)):
        found.append("fold_shares must be shares of the height from 0 to 1.")
    if not (isinstance(row.get("sources", []), list) and all(isinstance(source, str) for source in row.get("sources", []))):
        found.append("sources must be a list of addresses, each with the month it was read.")
    if not (isinstance(row.get("said", {}), Mapping) and all(isinstance(words, str) and words.strip() for words in row.get("said", {}).values())):
        found.append("said must name entries, each with the shop's words for it.")
    return found


def _shares(values: Any, counts: range | tuple[int, ...]) -> bool:
    return _of(values, 0, 1) and len(values) in counts


def _of(values: Any, low: float, high: float) -> bool:
    """A list of numbers within limits?"""
    return isinstance(values, list) and all(isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high for value in values)


_KINDS: tuple[Callable[[Mapping[str, Any], set[str]], list[str]], ...] = (_entries, _texts, _switches, _numbers, _lists)


def _place(row: Mapping[str, Any]) -> str:
    return "" if row["cut_place"] in PLACES else f"cut_place is “{row['cut_place']}”: choose {', '.join(PLACES)}."


def _standard(row: Mapping[str, Any]) -> str:
    return "" if row["standard"] in STANDARDS else f"standard is “{row['standard']}”: choose {', '.join(STANDARDS)}."


def _condition(row: Mapping[str, Any]) -> str:
    return "" if row["condition"] in CONDITIONS else f"condition is “{row['condition']}”: choose {', '.join(CONDITIONS)}."


def _layer(row: Mapping[str, Any]) -> str:
    standard = STANDARDS.get(row["standard"])
    return f"{row['standard']} has no layers: leave layer empty or choose another standard." if row["layer"] and standard and not standard.layers else ""


def _frame(row: Mapping[str, Any]) -> str:
    return f"frame_mm is {row['frame_mm']:g} and the bleed {row['bleed_mm']:g} mm: the frame must hold the bleed." if row["frame_mm"] < row["bleed_mm"] else ""


def _inks(row: Mapping[str, Any]) -> str:
    names = [row["fold_name"].lower()] + ([row["cut_name"].lower()] if row["cut_spot"] else [])
    taken = [name for name in names if name in PROCESS_INKS]
    if taken:
        return f"“{taken[0]}” is a printer's ink: give cut and fold names of their own, or set cut_spot to false."
    return "cut_name and fold_name are the same: the cutter could not tell a fold from a cut." if len(set(names)) < len(names) else ""


def _hole(row: Mapping[str, Any]) -> str:
    return f"hole_mm is {row['hole_mm']:g}: choose 0 for none or {MIN_HOLE_MM:g} and more." if 0 < row["hole_mm"] < MIN_HOLE_MM else ""


def _said(row: Mapping[str, Any], own: set[str]) -> str:
    """Every value of a shop has the shop's words, and a source with the year it was read."""
    unsaid, extra = sorted(own - UNSAID - set(row["said"])), sorted(set(row["said"]) - own)
    if unsaid or extra:
        return f"said and values do not match: {', '.join(unsaid or extra)} {'has no words of the shop' if unsaid else 'is said but not set'}."
    undated = [source for source in row["sources"] if not re.search(r"\b20\d\d\b", source)]
    if own - UNSAID and not row["sources"] or undated:
        return "sources must say where the shop's words were read, and when."
    return ""


_TOGETHER: tuple[Callable[[Mapping[str, Any]], str], ...] = (_place, _standard, _condition, _layer, _frame, _inks, _hole)
