"""Does the sheet hold itself: the weakest section between feet and push, how far a thin board bows, and the tubes that stiffen it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.cutout.stand import physics
from exhibit.cutout.stand.body import Body, Slice
from exhibit.cutout.stand.loads import LoadClass
from exhibit.cutout.stand.materials import Material

BOW_SHARE = 1 / 30  # of the height: more is seen, and feared
FAR_SHARE = 0.2
TUBE = "aluminium tube 40 x 20 x 2 mm"
TUBE_STIFFNESS_NMM2 = 70_000 * (40 * 20 ** 3 - 36 * 16 ** 3) / 12  # flat side on the board
TUBE_FROM_MM, TUBE_TO = 110.0, 0.85  # above the bracket; share of the height
MOST_TUBES = 4


@dataclass(frozen=True, slots=True)
class Section:
    """The weakest place: what is there, and what the load asks for."""

    height_mm: float
    width_mm: float
    needed_mm: float

    @property
    def holds(self) -> bool:
        return self.width_mm >= self.needed_mm


@dataclass(frozen=True, slots=True)
class Spines:
    """Tubes glued upright behind a board. `bow_mm`: how far its top gives way under the load without them."""

    count: int
    length_mm: float
    bow_mm: float
    warnings: tuple[str, ...] = ()


def moment_at_nm(body: Body, load: LoadClass, at: Slice) -> float:
    """Bending moment in the board at one height, from all that pushes above it."""
    arm = at.centre_above_mm - at.height_mm
    gust = physics.wind_moment_nm(physics.gust_pressure_pa(load.gust_m_s), at.area_above_m2, arm, physics.SHAPE_FACTOR)
    pressed = physics.wind_moment_nm(load.pressure_pa, at.area_above_m2, arm)
    return max(gust, pressed, physics.push_moment_nm(load.push_n, max(0.0, load.push_height_mm(body) - at.height_mm)))


def weakest_section(body: Body, sheet: Material, load: LoadClass) -> Section:
    """Of all heights above the slot, the one with least to spare; w >= 6 M / (sigma t^2)."""
    sections = [Section(at.height_mm, at.width_mm, physics.section_width_mm(moment_at_nm(body, load, at), sheet.sigma_mpa, sheet.thickness_mm)) for at in body.slices]
    return max(sections, key=lambda section: section.needed_mm / section.width_mm)


def section_warnings(body: Body, sheet: Material, load: LoadClass) -> Iterator[str]:
    weakest = weakest_section(body, sheet, load)
    if not weakest.holds:
        yield (f"At {weakest.height_mm:.0f} mm above the floor the board is {weakest.width_mm:.0f} mm wide; class {load.name} asks for {weakest.needed_mm:.0f} mm of {sheet.title}. "
               "Choose a stronger sheet.")


def bow_mm(body: Body, sheet: Material, load: LoadClass, tubes: int = 0) -> float:
    """How far the top gives way under the load: each step's bend, times its distance from the top."""
    step = body.slices[1].height_mm - body.slices[0].height_mm
    tube_top = TUBE_TO * body.height_mm
    bend = 0.0
    for at in body.slices:
        stiff = physics.stiffness_nmm2(sheet.e_mpa, at.width_mm, sheet.thickness_mm) + (tubes * TUBE_STIFFNESS_NMM2 if at.height_mm < tube_top else 0.0)
        bend += moment_at_nm(body, load, at) * physics.MM_PER_M / stiff * (body.height_mm - at.height_mm - step / 2) * step
    return bend


def spines_for(body: Body, sheet: Material, load: LoadClass) -> Spines:
    """As many tubes as keep the bow small; none for a stiff board."""
    bare, most = bow_mm(body, sheet, load), BOW_SHARE * body.height_mm
    buckles = _buckling_height_mm(body, sheet)
    count = next((tubes for tubes in range(MOST_TUBES) if bow_mm(body, sheet, load, tubes) <= most), MOST_TUBES)
    if buckles < body.height_mm:
        count = max(count, 1)
    length = round(TUBE_TO * body.height_mm - TUBE_FROM_MM, -1) if count else 0.0
    return Spines(count, length, bare, tuple(_spine_warnings(body, sheet, load, count, length, bare, buckles)))


def _buckling_height_mm(body: Body, sheet: Material) -> float:
    width = body.area_m2 * 1e6 / body.height_mm
    weight_n_per_mm = sheet.kg_m2 * physics.GRAVITY_M_S2 * width / 1e6
    return physics.buckling_height_mm(physics.stiffness_nmm2(sheet.e_mpa, width, sheet.thickness_mm), weight_n_per_mm)


def _spine_warnings(body: Body, sheet: Material, load: LoadClass, count: int, length: float, bow: float, buckles: float) -> Iterator[str]:
    if not count:
        return
    tubes = f"glue {count}\u00a0×\u00a0{TUBE}, {length:.0f} mm long, upright to the back"
    if buckles < body.height_mm:
        yield f"{sheet.title} gives way under its own weight from about {buckles:.0f} mm of height: {tubes}, or choose a thicker sheet."
    else:
        most = FAR_SHARE * body.height_mm  # beyond, the formula of small bends no longer tells a number
        far = f"more than {most:.0f} mm" if bow > most else f"about {bow:.0f} mm"
        yield f"{sheet.title} bows by {far} at the top under class {load.name}: {tubes}, or choose a stiffer sheet."
