"""What travels in which case: boards between foam, the heavy feet apart, every case within what a courier takes.

Lengths in mm, masses in kg. Figures lie in the order of their places: the first is taken out first.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exhibit.cutout.stand.feet import BRACKET_KG, Standing
from exhibit.cutout.stand.materials import Material
from exhibit.cutout.stand.split import ROLL, ROLL_MM, Split

FIGURES = 5  # in a case, at most
COURIER_KG, GIRTH_MM = 31.5, 3000.0  # length and girth together, what parcel services say
CARRIER_KG = 50.0  # a case two people lift
BALLAST_KG = 20.0
FOAM_MM, AIR_MM = 5.0, 20.0  # between two pieces; around all of them
WALL_MM, CASE_KG_M2, CASE_KG = 9.0, 4.5, 1.5  # plywood 9 mm light, battens and catches
BOX_KG = 1.0
CASSETTE_KG = 2.5


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick off. `what`: board, lower, upper, rollup, foot or bag; `number` of `of` feet."""

    place: int
    title: str
    what: str
    kg: float
    size_mm: tuple[float, float] = (0.0, 0.0)
    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Freight:
    """What one figure brings along: the board's pieces, and its feet."""

    place: int
    thickness_mm: float
    pieces: tuple[Item, ...]
    feet: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Crate:
    """One case (kind “boards”) or box (“feet”). `contents` from the top: what is taken out first stands first. `warnings` say what no courier takes."""

    number: int
    kind: str
    contents: tuple[Item, ...]
    size_mm: tuple[float, float, float]  # length, width, height outside; zeros for a box
    kg: float
    warnings: tuple[str, ...] = ()

    @property
    def girth_mm(self) -> float:
        """Length plus girth, as couriers count."""
        long, *others = sorted(self.size_mm, reverse=True)
        return long + 2 * sum(others)


def freight_of(place: int, title: str, parts: Split, standing: Standing | None, sheet: Material) -> Freight:
    """The freight of one board; `title` is how the crew tells it apart."""
    rolled = parts.pieces[0].name == ROLL
    pieces = tuple(Item(place, title, piece.name, piece.polygon.area / 1e6 * sheet.kg_m2 + (CASSETTE_KG if rolled else 0.0), (piece.width_mm, piece.height_mm)) for piece in parts.pieces)
    feet = standing.feet if standing else ()
    heavy = tuple(Item(place, title, "foot", foot.plate_kg + BRACKET_KG * len(foot.brackets_x_mm), number=at, of=len(feet)) for at, foot in enumerate(feet, 1))
    bags = tuple(Item(place, title, "bag", foot.bag_kg, number=at, of=len(feet)) for at, foot in enumerate(feet, 1) if foot.bag_kg)
    return Freight(place, ROLL_MM if rolled else sheet.thickness_mm, pieces, (*heavy, *bags))


def pack_crates(freights: Sequence[Freight]) -> tuple[Crate, ...]:
    """Cases of boards first, then boxes of feet, both in the order of the places."""
    ordered = sorted(freights, key=lambda freight: freight.place)
    cases = [_case(at, group) for at, group in enumerate(_groups(ordered), 1)]
    boxes = [_box(at, items) for at, items in enumerate(_boxes(item for freight in ordered for item in freight.feet), 1)]
    return (*cases, *boxes)


def _groups(freights: Sequence[Freight]) -> list[list[Freight]]:
    """Cases a courier takes, where that does not double their number; else five figures a case, for a carrier."""
    by_carrier = _filled(freights, CARRIER_KG, math.inf)
    by_courier = _filled(freights, COURIER_KG, GIRTH_MM)
    taken = all(_takes(_case(0, group), COURIER_KG, GIRTH_MM) for group in by_courier)
    return by_courier if taken and len(by_courier) <= 2 * len(by_carrier) else by_carrier


def _filled(freights: Sequence[Freight], most_kg: float, most_girth_mm: float) -> list[list[Freight]]:
    """In order; each case as full as the limits allow, with one figure at least."""
    groups: list[list[Freight]] = []
    for freight in freights:
        if groups and len(groups[-1]) < FIGURES and _takes(_case(0, [*groups[-1], freight]), most_kg, most_girth_mm):
            groups[-1].append(freight)
        else:
            groups.append([freight])
    return groups


def _takes(case: Crate, most_kg: float, most_girth_mm: float) -> bool:
    return case.kg <= most_kg and case.girth_mm <= most_girth_mm


def _case(number: int, group: Sequence[Freight]) -> Crate:
    items = tuple(item for freight in group for item in freight.pieces)
    sides = [sorted(item.size_mm, reverse=True) for item in items]
    long, wide = (max(side[at] for side in sides) + 2 * AIR_MM + 2 * WALL_MM for at in (0, 1))
    high = sum((freight.thickness_mm + FOAM_MM) * len(freight.pieces) for freight in group) + 2 * AIR_MM + 2 * WALL_MM
    shell_m2 = 2 * (long * wide + long * high + wide * high) / 1e6
    kg = sum(item.kg for item in items) + shell_m2 * CASE_KG_M2 + CASE_KG
    crate = Crate(number, "boards", items, (round(long), round(wide), round(high)), kg)
    return replace(crate, warnings=_warnings(crate))


def _warnings(crate: Crate) -> tuple[str, ...]:
    found = []
    if crate.girth_mm > GIRTH_MM:
        found.append(f"Length and girth are {crate.girth_mm / 1000:.2f} m; parcel services take {GIRTH_MM / 1000:.0f} m: send it by carrier.")
    if crate.kg > COURIER_KG:
        found.append(f"It weighs {crate.kg:.0f} kg; parcel services take {COURIER_KG:g} kg: send it by carrier.")
    return tuple(found)


def _boxes(items: Iterable[Item]) -> list[list[Item]]:
    """Feet in boxes one person can carry, in order."""
    boxes: list[list[Item]] = []
    for item in items:
        if boxes and sum(other.kg for other in boxes[-1]) + item.kg + BOX_KG <= BALLAST_KG:
            boxes[-1].append(item)
        else:
            boxes.append([item])
    return boxes


def _box(number: int, items: Sequence[Item]) -> Crate:
    kg = sum(item.kg for item in items) + BOX_KG
    over = (f"It weighs {kg:.0f} kg: two people carry it.",) if kg > BALLAST_KG else ()
    return Crate(number, "feet", tuple(items), (0, 0, 0), kg, over)
