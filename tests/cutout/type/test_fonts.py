"""The faces: built, complete, and the same list in the build step and in the engine."""
import importlib.util

import pytest

from exhibit.cutout.paths import bounds
from exhibit.cutout.type.fonts import FAMILIES, FONT_DIR, PREFERRED, face, stack

BUILD = FONT_DIR.parents[1] / "tools" / "build_fonts.py"


def test_the_build_step_copies_every_family():
    spec = importlib.util.spec_from_file_location("build_fonts", BUILD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert set(module.FAMILIES) == set(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_without_bold_is_set_regular(family):
    regular, bold = face(family, False), face(family, True)
    assert regular.name == f"{family}-regular"
    assert bold.name in (f"{family}-bold", f"{family}-regular")


@pytest.mark.parametrize("language", PREFERRED)
def test_a_language_tries_its_own_faces_first_and_then_all_others(language):
    order = [found.name.removesuffix("-regular") for found in stack(language, False)]
    assert tuple(order[:len(PREFERRED[language])]) == PREFERRED[language]
    assert set(order) == set(FAMILIES)


@pytest.mark.parametrize(("family", "letter"), [("noto-sans", "H"), ("noto-sans-arabic", "ا"), ("noto-sans-lao", "ກ")])
def test_outlines_are_in_ems(family, letter):
    from exhibit.cutout.type.fonts import glyph_outline

    used = face(family, False)
    left, bottom, right, top = bounds(glyph_outline(used, used.font.get_nominal_glyph(ord(letter))), 0.001)
    assert -0.3 < bottom < top < 1.2 and 0 < right - left < 1.2
