"""The package's own names: each is fetched when it is asked for, and nothing heavy before."""
import subprocess
import sys

import pytest

import exhibit.cutout as engine

HEAVY = ("cv2", "zxingcpp", "pypdfium2", "svgelements", "potrace", "icu4py")


def fresh(code):
    """What a new Python says."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120).stdout.strip()


def test_every_name_has_a_room_and_is_there():
    assert sorted(engine._HOMES) == sorted(engine.__all__)
    assert all(callable(getattr(engine, name)) for name in engine.__all__)


def test_a_name_nobody_knows_is_an_error():
    with pytest.raises(AttributeError, match="has no attribute 'draw_money'"):
        _ = engine.draw_money


@pytest.mark.parametrize("room", ["sheets.tiling", "sheets.plan", "sheets.options"])
def test_sheets_of_a_finished_file_open_no_other_room(room):
    assert fresh(f"import sys, exhibit.cutout.{room}; print([name for name in {HEAVY} if name in sys.modules])") == "[]"


@pytest.mark.parametrize("first", ["import exhibit.cutout.preflight.codes", "from exhibit.cutout import preflight", "from exhibit.cutout import *"])
def test_preflight_means_the_function_whoever_comes_first(first):
    assert fresh(f"{first}\nfrom exhibit.cutout import preflight\nprint(callable(preflight))") == "True"


@pytest.mark.parametrize("room", sorted(engine._ROOMS))
def test_every_room_can_be_the_first(room):
    assert fresh(f"import exhibit.cutout.{room}\nprint('open')") == "open"
