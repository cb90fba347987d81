"""The few formulas by which a thin upright board stands, tips, slides, bends and buckles.

Lengths in mm, forces in N, moments in N m, masses in kg, stresses in MPa (N/mm2), pressures in Pa.
A rigid board on a hard level floor; carpet and climbing children are not covered (docs/standing.md says so).
"""
from __future__ import annotations

import math

GRAVITY_M_S2 = 9.81
AIR_KG_M3 = 1.25  # EN 1991-1-4, 4.5: the recommended value
SHAPE_FACTOR = 1.3  # Cf of a flat plate across the wind, length to height about one to three
SAFETY = 1.5  # gamma: holding moment over overturning moment
TILT_DEG = 10.0  # the usual test of appliances
FRICTION = 0.4  # steel or wood on a smooth floor, the low side
MM_PER_M = 1000.0


def gust_pressure_pa(speed_m_s: float) -> float:
    """q = 1/2 rho v^2."""
    return 0.5 * AIR_KG_M3 * speed_m_s ** 2


def push_moment_nm(force_n: float, height_mm: float) -> float:
    """M = F h."""
    return force_n * height_mm / MM_PER_M


def wind_moment_nm(pressure_pa: float, area_m2: float, centre_mm: float, factor: float = 1.0) -> float:
    """M = q Cf A h_cg; for a pressure that a rule gives, `factor` is 1."""
    return pressure_pa * factor * area_m2 * centre_mm / MM_PER_M


def depth_mm(moment_nm: float, mass_kg: float) -> float:
    """Total depth of a base that is alike in front and behind: B = 2 gamma M / (m g)."""
    return 2 * SAFETY * moment_nm / (mass_kg * GRAVITY_M_S2) * MM_PER_M


def mass_kg(moment_nm: float, base_mm: float) -> float:
    """The same, solved for the mass that a base of this depth needs."""
    return 2 * SAFETY * moment_nm / (GRAVITY_M_S2 * base_mm / MM_PER_M)


def tilt_depth_mm(centre_mm: float, tilt_deg: float = TILT_DEG) -> float:
    """Depth at which the whole still comes back from a tilt: B / 2 >= h_cg tan(tilt)."""
    return 2 * centre_mm * math.tan(math.radians(tilt_deg))


def slides_before_it_tips(base_mm: float, push_at_mm: float, friction: float = FRICTION) -> bool:
    """B / 2 > mu h: the push moves it along the floor before it can turn it over."""
    return base_mm / 2 > friction * push_at_mm


def section_width_mm(moment_nm: float, stress_mpa: float, thickness_mm: float) -> float:
    """Least width of a cross section: w >= 6 M / (sigma t^2)."""
    return 6 * moment_nm * MM_PER_M / (stress_mpa * thickness_mm ** 2)


def bending_stress_mpa(moment_nm: float, width_mm: float, thickness_mm: float) -> float:
    """sigma = 6 M / (w t^2)."""
    return 6 * moment_nm * MM_PER_M / (width_mm * thickness_mm ** 2)


def stiffness_nmm2(modulus_mpa: float, width_mm: float, thickness_mm: float) -> float:
    """E I of a rectangular section, N mm2."""
    return modulus_mpa * width_mm * thickness_mm ** 3 / 12


def buckling_height_mm(stiffness: float, weight_n_per_mm: float) -> float:
    """Height at which an upright strip gives way under its own weight: h^3 = 7.84 E I / w (Greenhill 1881)."""
    return float((7.84 * stiffness / weight_n_per_mm) ** (1 / 3))
