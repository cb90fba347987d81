"""Load classes: how hard a board may be pushed, as a table. Which one applies is the curator's choice, or the hall's demand."""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand.body import Body
from exhibit.cutout.stand.physics import SHAPE_FACTOR, gust_pressure_pa, push_moment_nm, wind_moment_nm

HIGHEST_PUSH_MM = 1500.0  # the elbow of an adult who stumbles
PUSH_SHARE = 0.85  # of the height, for boards a push at 1.5 m would miss


@dataclass(frozen=True, slots=True)
class LoadClass:
    """One class. Every class includes the tilt by ten degrees. `depth_mm`: how deep its feet may be before we think of something else."""

    name: str
    title: str
    source: str
    depth_mm: float
    gust_m_s: float = 0.0
    push_n: float = 0.0
    pressure_pa: float = 0.0
    link: bool = False  # ballast alone is not enough: figures are linked, tethered or stand along a wall

    def push_height_mm(self, body: Body) -> float:
        return min(HIGHEST_PUSH_MM, PUSH_SHARE * body.height_mm)

    def moment_nm(self, body: Body) -> float:
        """Overturning moment about the floor; 0 for a class that is the tilt alone."""
        gust = wind_moment_nm(gust_pressure_pa(self.gust_m_s), body.area_m2, body.centre_mm, SHAPE_FACTOR)
        pressed = wind_moment_nm(self.pressure_pa, body.area_m2, body.centre_mm)
        return max(gust, pressed, push_moment_nm(self.push_n, self.push_height_mm(body)))


CLASSES = {each.name: each for each in (
    LoadClass("T10", "comes back from a tilt by 10 degrees", "usual appliance test", 400),
    LoadClass("D5", "gust of 5 m/s from an open door; a hall with staff", "exhibition.md 4", 400, gust_m_s=5.0),
    LoadClass("N20", "push of 20 N at 1.5 m; a hall without staff", "IS 13089 / ISO 7171, unloaded units", 500, push_n=20.0, link=True),
    LoadClass("F125", "125 N on each square metre; fair halls", "Messe Düsseldorf, walls up to 4 m", 900, pressure_pa=125.0, link=True),
)}


def load_class_names() -> tuple[str, ...]:
    return tuple(CLASSES)


def load_class(name: str) -> LoadClass:
    """Raises CutoutError for a class nobody has described."""
    if name not in CLASSES:
        raise CutoutError(f"There is no load class “{name}”. Known: {', '.join(CLASSES)}.")
    return CLASSES[name]
