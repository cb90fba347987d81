"""Does the sheet hold itself: the ankles, the bow, the own weight."""
import pytest
from shapely.geometry import Polygon, box

from exhibit.cutout.stand import body_of, load_class, material
from exhibit.cutout.stand.physics import buckling_height_mm, stiffness_nmm2
from exhibit.cutout.stand.strength import BOW_SHARE, bow_mm, section_warnings, spines_for, weakest_section

PVC = material("pvc-foam-10")
N20, D5, T10 = load_class("N20"), load_class("D5"), load_class("T10")


def on_ankles(ankle_mm):
    """A board 500 mm wide on a neck of the given width, from 150 to 350 mm of height."""
    side = (500 - ankle_mm) / 2
    return body_of(Polygon([(0, 0), (500, 0), (500, 150), (500 - side, 150), (500 - side, 350), (500, 350), (500, 1800), (0, 1800), (0, 350), (side, 350), (side, 150), (0, 150)]))


@pytest.mark.parametrize(("ankle_mm", "holds"), [(70, False), (250, True)])
def test_ankles_of_pvc_foam_under_a_push(ankle_mm, holds):
    section = weakest_section(on_ankles(ankle_mm), PVC, N20)
    assert section.holds == holds
    if not holds:
        assert section.width_mm == pytest.approx(ankle_mm) and 150 <= section.height_mm <= 190
        (warning,) = section_warnings(on_ankles(ankle_mm), PVC, N20)
        assert "70 mm wide" in warning and "Choose a stronger sheet" in warning


def test_the_bow_is_that_of_a_beam_held_below():
    """F a^2 (3 L - a) / 6 E I at the top, for a push at a over the slot."""
    body = body_of(box(0, 0, 900, 1800))
    stiff = stiffness_nmm2(PVC.e_mpa, 900, 10)
    arm, length = 1500 - 100, 1800 - 100
    assert bow_mm(body, PVC, N20) == pytest.approx(20 * arm ** 2 * (3 * length - arm) / (6 * stiff), rel=0.03)


def test_tubes_take_the_bow_away():
    body = body_of(box(0, 0, 900, 1650))
    spines = spines_for(body, PVC, D5)
    assert spines.count >= 1 and bow_mm(body, PVC, D5, spines.count) <= BOW_SHARE * 1650 < spines.bow_mm
    assert "glue" in spines.warnings[0] and f"{spines.length_mm:.0f} mm long" in spines.warnings[0]


def test_a_stiff_board_needs_none():
    spines = spines_for(body_of(box(0, 0, 900, 1000)), material("fr-core-4"), D5)
    assert (spines.count, spines.length_mm, spines.warnings) == (0, 0.0, ())


def test_a_thin_sheet_gives_way_under_its_own_weight():
    assert spines_for(body_of(box(0, 0, 900, 1000)), material("pvc-foam-5"), T10).count == 0
    (warning,) = spines_for(body_of(box(0, 0, 900, 1650)), material("pvc-foam-5"), T10).warnings
    assert "gives way under its own weight from about 1419 mm" in warning


def test_buckling_follows_greenhill():
    assert buckling_height_mm(7.84, 1.0) == pytest.approx(7.84 ** (2 / 3))
