"""The table of section 4, from its formulas: a silhouette of 1.8 m, 0.60 m2, 3.0 kg of PVC foam, feet of 0.8 kg."""
import pytest

from exhibit.cutout.stand import physics

AREA_M2, HEIGHT_MM, BOARD_KG, FEET_KG = 0.60, 1800.0, 3.0, 0.8
CENTRE_MM = 0.515 * HEIGHT_MM
BALLAST_LIES_AT_MM = 20.0
GUST = {speed: physics.wind_moment_nm(physics.gust_pressure_pa(speed), AREA_M2, CENTRE_MM, physics.SHAPE_FACTOR) for speed in (3.0, 5.0)}
PUSH = {force: physics.push_moment_nm(force, 1500.0) for force in (20.0, 50.0)}
TABLE = {  # ballast: tilt, 3 m/s, 5 m/s, 20 N, 125 Pa, 50 N
    0: (260, 327, 909, 2414, 5595, 6036), 5: (116, 141, 393, 1043, 2416, 2606), 10: (77, 90, 250, 665, 1541, 1662), 20: (47, 52, 145, 385, 893, 964)}


def centre_of_all_mm(ballast_kg):
    return (BOARD_KG * CENTRE_MM + (FEET_KG + ballast_kg) * BALLAST_LIES_AT_MM) / (BOARD_KG + FEET_KG + ballast_kg)


@pytest.mark.parametrize(("ballast_kg", "row"), TABLE.items())
def test_depths_of_the_table(ballast_kg, row):
    total = BOARD_KG + FEET_KG + ballast_kg
    moments = (GUST[3.0], GUST[5.0], PUSH[20.0], physics.wind_moment_nm(125.0, AREA_M2, CENTRE_MM), PUSH[50.0])
    found = (physics.tilt_depth_mm(centre_of_all_mm(ballast_kg)), *(physics.depth_mm(moment, total) for moment in moments))
    assert found == pytest.approx(row, rel=0.02)


@pytest.mark.parametrize(("ballast_kg", "depth_mm"), [(20, 385), (15, 488)])
def test_the_mass_for_a_depth_is_the_same_formula_read_backwards(ballast_kg, depth_mm):
    assert physics.mass_kg(PUSH[20.0], depth_mm) == pytest.approx(BOARD_KG + FEET_KG + ballast_kg, rel=0.01)


@pytest.mark.parametrize(("width_mm", "stress_mpa"), [(70, 25.7), (250, 7.2)])
def test_ankles(width_mm, stress_mpa):
    assert physics.bending_stress_mpa(PUSH[20.0], width_mm, 10.0) == pytest.approx(stress_mpa, abs=0.05)
    assert physics.section_width_mm(PUSH[20.0], stress_mpa, 10.0) == pytest.approx(width_mm, rel=0.01)


def test_it_tips_before_it_slides_unless_the_base_is_deep():
    assert not physics.slides_before_it_tips(450, 1500) and physics.slides_before_it_tips(1300, 1500)


def test_a_plate_of_steel_weighs_what_it_says():
    from exhibit.cutout.stand.feet import STEEL_KG_M3
    assert 0.5 * 0.6 * 0.004 * STEEL_KG_M3 == pytest.approx(9.4, abs=0.05)
