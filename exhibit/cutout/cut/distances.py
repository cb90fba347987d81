"""How near words and code come to the cut. Takes plain boxes, so that a board can be measured without being known here."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapely.geometry import Polygon, box
from shapely.ops import nearest_points

from exhibit.cutout.cut.rules import CutCheck
from exhibit.cutout.paths import Point

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in mm."""


@dataclass(frozen=True, slots=True)
class TextDistance:
    """The thing nearest to the cut: what it is, how many mm are between (0 where the cut goes through it or leaves it outside), and where."""

    what: str
    distance_mm: float
    place: Point


def smallest_text_distance(die: Polygon, boxes: Iterable[tuple[str, Box]]) -> TextDistance | None:
    """The nearest of the named boxes (lines of text, the code), or None without any."""
    return min((_distance(die, what, sides) for what, sides in boxes), key=lambda found: found.distance_mm, default=None)


def smallest_text_distance_mm(die: Polygon, boxes: Iterable[tuple[str, Box]]) -> float | None:
    """Millimetres between the cut and the nearest box, for a job ticket or a preflight sheet."""
    nearest = smallest_text_distance(die, boxes)
    return nearest.distance_mm if nearest else None


def _distance(die: Polygon, what: str, sides: Box) -> TextDistance:
    shape = box(*sides)
    if not die.contains(shape):
        outside = shape.difference(die).representative_point()
        return TextDistance(what, 0.0, (float(outside.x), float(outside.y)))
    on_cut, _ = nearest_points(die.exterior, shape)
    return TextDistance(what, float(die.exterior.distance(shape)), (float(on_cut.x), float(on_cut.y)))


def check_text_distance(die: Polygon, boxes: Iterable[tuple[str, Box]], safe_mm: float) -> CutCheck:
    """Every line of text and the code keep safe_mm from the cut: a cutter may be off by a millimetre or two."""
    nearest = smallest_text_distance(die, boxes)
    if nearest is None:
        return CutCheck("text_distance", True, "There are no words and no code on this board.")
    ok = nearest.distance_mm >= safe_mm
    said = f"The {nearest.what} is {nearest.distance_mm:.1f} mm from the cut" if nearest.distance_mm else f"The cut goes through the {nearest.what}"
    sentence = f"{said}, the nearest of all; {safe_mm:.0f} mm is the least." if ok else f"{said}; {safe_mm:.0f} mm is the least. Shorten it, or choose a wider panel."
    return CutCheck("text_distance", ok, sentence, None if ok else nearest.place)
