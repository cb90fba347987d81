"""The faces: built, complete, and the same list in the build step and in the engine."""
import importlib.util
import json
import os
import shutil
import subprocess
import sys

import pytest

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.paths import bounds
from exhibit.cutout.type import fonts
from exhibit.cutout.type.fonts import FAMILIES, FONT_DIR, PREFERRED, face, stack
from exhibit.cutout.type.itemise import shape_line
from tests.cutout.samples import QUOTES, TESTIMONIES

BUILD = FONT_DIR.parents[1] / "tools" / "build_fonts.py"


def test_the_build_step_copies_every_family():
    spec = importlib.util.spec_from_file_location("build_fonts", BUILD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert set(module.FAMILIES) == set(FAMILIES) and set(module.ONLY_REGULAR) == fonts.ONLY_REGULAR


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


@pytest.fixture
def fonts_in(tmp_path, monkeypatch):
    """The engine with the fonts of another folder: a copy to take files from."""
    folder = tmp_path / "build" / "fonts"
    shutil.copytree(FONT_DIR, folder)
    monkeypatch.setattr(fonts, "FONT_DIR", folder)
    for kept in (fonts.face, fonts.stack, shape_line):
        kept.cache_clear()
    yield folder
    for kept in (fonts.face, fonts.stack, shape_line):
        kept.cache_clear()


@pytest.mark.parametrize(("missing", "language", "bold", "sentence"), [
    ("noto-nastaliq-urdu-regular", "ur", False, "The font noto-nastaliq-urdu-regular.ttf, in which boards in ur are set, is missing from build/fonts: run `make setup` to build it."),
    ("noto-sans-arabic-bold", "ar", True, "The font noto-sans-arabic-bold.ttf, in which boards in ar, fa, ur are set, is missing"),
    ("noto-sans-bold", "ky", True, "The font noto-sans-bold.ttf, in which all boards are set, is missing"),
    ("noto-sans-regular", "lo", False, "The font noto-sans-regular.ttf, in which all boards are set, is missing")])
def test_a_missing_font_that_a_language_needs_is_named(fonts_in, missing, language, bold, sentence):
    (fonts_in / f"{missing}.ttf").unlink()
    with pytest.raises(CutoutError) as refusal:
        stack(language, bold)
    assert refusal.value.sentence.startswith(sentence)


def test_a_missing_font_that_a_language_does_not_need_is_no_trouble(fonts_in):
    (fonts_in / "noto-sans-lao-regular.ttf").unlink()
    assert stack("en", False) and shape_line("Hello", "en", False).width > 0


def test_a_damaged_font_is_named(fonts_in):
    (fonts_in / "noto-sans-lao-regular.ttf").write_bytes(b"")
    with pytest.raises(CutoutError, match="noto-sans-lao-regular.ttf in build/fonts is damaged: delete it and run `make setup`"):
        stack("lo", False)


def test_a_folder_of_fonts_that_was_never_built_is_said(fonts_in):
    shutil.rmtree(fonts_in)
    with pytest.raises(CutoutError, match="The fonts are not built yet: run `make setup`."):
        stack("en", False)


COMMAND = """
import sys, pathlib
from exhibit.cutout.type import fonts
fonts.FONT_DIR = pathlib.Path(sys.argv.pop(1))
from exhibit.cli import main
main()
"""


def test_the_command_line_says_it_and_leaves_no_file(fonts_in, tmp_path):
    (fonts_in / "noto-sans-lao-bold.ttf").unlink()
    (tmp_path / "SPEC.json").write_text(json.dumps({"quote": QUOTES["lo"], "testimony": TESTIMONIES["lo"], "language": "lo", "url": "HTTPS://VOICES.EU/ABC234"}))
    out = tmp_path / "board.pdf"
    asked = [sys.executable, "-c", COMMAND, str(fonts_in), "cutout", "--spec", str(tmp_path / "SPEC.json"), "--out", str(out)]
    said = subprocess.run(asked, capture_output=True, text=True, env={**os.environ, "EXHIBIT_INSTANCE": str(tmp_path)}, check=False)
    assert said.returncode == 1
    assert "The font noto-sans-lao-bold.ttf, in which boards in lo are set, is missing from build/fonts: run `make setup`" in said.stderr
    assert not out.exists() and "Traceback" not in said.stderr
