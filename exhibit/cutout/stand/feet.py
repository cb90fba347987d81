"""Feet for a board: how deep, how heavy, where. The search asks for the shallowest steel plates that hold without loose ballast.

A foot is a bracket with an upright slot that grips the board's lower edge, screwed to a flat steel plate under it (docs/decisions/21-standing.md).
Lengths in mm, masses in kg; x from the board's left end.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.cutout.stand import physics
from exhibit.cutout.stand.body import Body
from exhibit.cutout.stand.loads import LoadClass
from exhibit.cutout.stand.materials import Material
from exhibit.cutout.stand.strength import Spines, section_warnings, spines_for

PLATE_MM = 5.0  # a higher edge is one to stumble over (exhibition.md 4)
WEB_MM = 30.0  # wood under the slot
LIFT_MM = PLATE_MM + WEB_MM  # so much higher the board stands than on the floor itself
STEEL_KG_M3, BRACKET_KG = 7850.0, 0.25
MIN_DEPTH_MM, MAX_DEPTH_MM, STEP_MM = 250.0, 1500.0, 10.0
MIN_PLATE_MM = 150.0  # narrower ones turn on their screws
BETWEEN_MM, OVERHANG_MM, BESIDE_MM = 20.0, 50.0, 30.0  # two plates apart; a single plate beyond the board; plate beside a bracket's middle
ONE_FOOT_MM, TWO_FEET_MM = 400.0, 1400.0  # lower edges up to these have one foot, two feet; wider ones three
BAG_KG, CARRIED_KG = 10.0, 20.0  # what may lie loose on one foot; what one person carries


@dataclass(frozen=True, slots=True)
class Foot:
    """One plate with its brackets. `bag_kg`: sand laid astride the bracket, half in front and half behind."""

    x_mm: float
    plate_mm: tuple[float, float, float]  # along the board, depth, thickness
    brackets_x_mm: tuple[float, ...]
    plate_kg: float
    bag_kg: float

    @property
    def ballast_kg(self) -> float:
        return self.plate_kg + self.bag_kg


@dataclass(frozen=True, slots=True)
class Check:
    """One load and the depth it asks for at the final mass."""

    name: str
    moment_nm: float
    depth_mm: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How one board stands. `governing` names the check that decides the depth; `spines` are tubes glued behind a board that bows too far."""

    depth_mm: float
    feet: tuple[Foot, ...]
    board_kg: float
    total_kg: float
    checks: tuple[Check, ...]
    governing: str
    slides_first: bool
    link: bool
    spines: Spines
    warnings: tuple[str, ...]

    @property
    def ballast_kg(self) -> float:
        return sum(foot.ballast_kg for foot in self.feet)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where feet may stand: their middles and how wide their plates may be."""

    middles_mm: tuple[float, ...]
    plate_mm: float
    least_mm: float
    brackets_mm: tuple[float, ...]  # from the foot's middle

    @property
    def brackets_kg(self) -> float:
        return len(self.middles_mm) * len(self.brackets_mm) * BRACKET_KG


@dataclass(frozen=True, slots=True)
class _Choice:
    depth_mm: float
    plate_mm: float
    bag_kg: float


def stand_up(body: Body, sheet: Material, load: LoadClass) -> Standing:
    """Feet and ballast for a board of this sheet under this load. Never refuses: what cannot be held is a warning."""
    board_kg = body.area_m2 * sheet.kg_m2
    body = body.lifted(LIFT_MM)
    layout = _layout(body)
    choice = _chosen(body, board_kg, load, layout)
    plate_kg = _plate_kg(choice.plate_mm, choice.depth_mm)
    feet = tuple(Foot(middle + aside, (choice.plate_mm, choice.depth_mm, PLATE_MM), tuple(middle + bracket for bracket in layout.brackets_mm), plate_kg, choice.bag_kg)
                 for middle, aside in zip(layout.middles_mm, _asides(body, layout, choice), strict=True))
    total = board_kg + layout.brackets_kg + sum(foot.ballast_kg for foot in feet)
    checks = _checks(body, board_kg, total, load)
    governing = max(checks, key=lambda check: check.depth_mm)
    spines = spines_for(body, sheet, load)
    slides = bool(load.push_n) and physics.slides_before_it_tips(choice.depth_mm, load.push_height_mm(body))
    warnings = (*_warnings(body, choice, feet, governing, load), *section_warnings(body, sheet, load), *spines.warnings)
    return Standing(choice.depth_mm, feet, board_kg, total, checks, governing.name, slides, load.link, spines, warnings)


def _layout(body: Body) -> _Layout:
    """Feet share the lower edge evenly; a narrow one has a single plate with two brackets."""
    left, width = body.foot_mm[0], body.foot_width_mm
    count = 1 if width <= ONE_FOOT_MM else 2 if width <= TWO_FEET_MM else 3
    middles = tuple(left + width * (2 * at + 1) / (2 * count) for at in range(count))
    widest = width + 2 * OVERHANG_MM if count == 1 else width / count - BETWEEN_MM
    brackets = (-width / 4, width / 4) if count == 1 else (0.0,)
    least = max(MIN_PLATE_MM, _up(2 * (brackets[-1] + BESIDE_MM), STEP_MM))
    return _Layout(middles, max(least, math.floor(widest / STEP_MM) * STEP_MM), least, brackets)


def _chosen(body: Body, board_kg: float, load: LoadClass, layout: _Layout) -> _Choice:
    """The shallowest plates that hold by themselves within the class's depth; else with bags; else deeper."""
    feet = len(layout.middles_mm)
    for depth in _depths(MIN_DEPTH_MM, load.depth_mm):
        needed = _ballast_kg(body, board_kg, load, depth, layout) / feet
        if _plate_kg(layout.plate_mm, depth) >= needed:
            narrowest = max(layout.least_mm, _up(needed / _plate_kg(1.0, depth), STEP_MM))
            return _Choice(depth, min(narrowest, layout.plate_mm), 0.0)
    for depth in _depths(load.depth_mm, MAX_DEPTH_MM):
        bag = max(0.0, _ballast_kg(body, board_kg, load, depth, layout) / feet - _plate_kg(layout.plate_mm, depth))
        if bag <= BAG_KG:
            return _Choice(depth, layout.plate_mm, _up(bag, 0.5))
    return _Choice(MAX_DEPTH_MM, layout.plate_mm, BAG_KG)


def _depths(first: float, last: float) -> Iterator[float]:
    return (first + STEP_MM * step for step in range(int((last - first) / STEP_MM) + 1))


def _up(value: float, step: float) -> float:
    return math.ceil(round(value / step, 6)) * step


def _plate_kg(along_mm: float, depth: float) -> float:
    return along_mm * depth * PLATE_MM / 1e9 * STEEL_KG_M3


def _ballast_kg(body: Body, board_kg: float, load: LoadClass, depth: float, layout: _Layout) -> float:
    """Mass on the floor, beyond board and brackets, that this depth needs under every load of the class."""
    own = board_kg + layout.brackets_kg
    tilt = board_kg * physics.tilt_depth_mm(body.centre_mm) / depth  # the whole's centre sinks with its mass
    return max(0.0, tilt - own, physics.mass_kg(load.moment_nm(body), depth) - own)


def _checks(body: Body, board_kg: float, total_kg: float, load: LoadClass) -> tuple[Check, ...]:
    tilt = Check("tilt", 0.0, physics.tilt_depth_mm(board_kg * body.centre_mm / total_kg))
    moment = load.moment_nm(body)
    return (tilt, Check(load.name, moment, physics.depth_mm(moment, total_kg))) if moment else (tilt,)


def _asides(body: Body, layout: _Layout, choice: _Choice) -> tuple[float, ...]:
    """How far each plate lies off its bracket: two plates move apart, both alike, under a board that leans out beyond its lower edge."""
    if len(layout.middles_mm) != 2:
        return (0.0,) * len(layout.middles_mm)
    lacking = physics.tilt_depth_mm(body.centre_mm) / 2 - _inside_mm(body, layout.middles_mm, choice.plate_mm)
    out = min(max(0.0, _up(lacking, STEP_MM)), choice.plate_mm / 2 - BESIDE_MM)
    return -out, out


def _inside_mm(body: Body, middles: tuple[float, ...], plate_mm: float) -> float:
    """From the centre of gravity to the nearer outer end of the plates; negative where it lies beyond."""
    return min(body.centre_x_mm - middles[0] + plate_mm / 2, middles[-1] + plate_mm / 2 - body.centre_x_mm)


def _warnings(body: Body, choice: _Choice, feet: tuple[Foot, ...], governing: Check, load: LoadClass) -> Iterator[str]:
    if governing.depth_mm > choice.depth_mm + 0.5:
        yield (f"Even feet of {choice.depth_mm:.0f} mm with {feet[0].ballast_kg:.0f} kg each do not hold class {load.name} ({governing.depth_mm:.0f} mm would): "
               "fasten this board to a wall or to the ceiling.")
    elif choice.depth_mm > load.depth_mm:
        yield f"The feet must be {choice.depth_mm:.0f} mm deep, more than the usual {load.depth_mm:.0f} mm of class {load.name}: better fasten this board to a wall."
    if load.link:
        yield f"Class {load.name} is not held by ballast alone: link the figures in a zig-zag, tether them, or stand them along a wall."
    heaviest = max(foot.ballast_kg for foot in feet)
    if heaviest > CARRIED_KG:
        yield f"A foot weighs {heaviest:.0f} kg: two people carry it."
    aside = _inside_mm(body, (feet[0].x_mm, feet[-1].x_mm), choice.plate_mm)
    if aside < physics.tilt_depth_mm(body.centre_mm) / 2:
        yield f"The board stands narrow for its height: its centre is only {aside:.0f} mm inside the outer foot. It tips sideways before it tilts 10 degrees; link it to a neighbour."
