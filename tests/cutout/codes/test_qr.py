"""The code: versions and levels by the rules, drawn as runs that read back."""
import numpy as np
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix, module_path, width_mm
from exhibit.cutout.codes.verify import read_wechat, read_zxing
from exhibit.cutout.errors import AddressTooLong
from exhibit.cutout.paths import flatten

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
LEVELS = {"Q": qrcode.constants.ERROR_CORRECT_Q, "H": qrcode.constants.ERROR_CORRECT_H}


def address(length):
    return "HTTPS://VOICES.EU/".ljust(length, "A")


@pytest.mark.parametrize(("length", "version", "level"), [
    (20, 2, "H"), (21, 2, "Q"), (29, 2, "Q"), (30, 3, "H"), (35, 3, "H"), (36, 3, "Q"), (47, 3, "Q"), (48, 4, "H"), (50, 4, "H"), (51, 4, "Q"), (67, 4, "Q")])
def test_the_version_is_the_smallest_at_level_q_and_h_where_it_is_free(length, version, level):
    """Capacities of ISO/IEC 18004, alphanumeric mode."""
    matrix = code_matrix(address(length))
    assert (matrix.version, matrix.level, matrix.modules) == (version, level, 17 + 4 * version)


@pytest.mark.parametrize("length", [68, 90, 400, 5000])
def test_an_address_too_long_is_refused_with_what_to_do(length):
    with pytest.raises(AddressTooLong, match=f"is {length} characters long: its code would be denser than version 4 .* Use a shorter host"):
        code_matrix(address(length))


def test_characters_that_make_the_code_denser_are_named():
    with pytest.raises(AddressTooLong, match=r"holds characters that are none of 0-9 A-Z"):
        code_matrix("https://voices.example.org/story?id=abc&utm_source=board&utm_medium=qr")


@settings(max_examples=30, deadline=None)
@given(st.text(ALPHANUMERIC, min_size=1, max_size=49))
def test_the_matrix_is_what_qrcode_makes(tail):
    matrix = code_matrix("HTTPS://VOICES.EU/" + tail)
    own = qrcode.QRCode(version=matrix.version, error_correction=LEVELS[matrix.level], border=0)
    own.add_data("HTTPS://VOICES.EU/" + tail)
    own.make(fit=False)
    assert [list(row) for row in matrix.rows] == own.get_matrix()


def drawn(matrix, module_px=4):
    """The vector path filled, with its quiet zone."""
    side = (matrix.modules + 2 * QUIET_MODULES) * module_px
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    quiet = QUIET_MODULES * module_px
    for ring in flatten(module_path(matrix, quiet, side - quiet, module_px), 0.1):
        xs, ys = [x for x, _ in ring], [side - y for _, y in ring]
        pen.rectangle((min(xs), min(ys), max(xs) - 1, max(ys) - 1), fill=0)
    return np.asarray(picture)


@settings(max_examples=25, deadline=None)
@given(st.text(ALPHANUMERIC, min_size=1, max_size=49))
def test_the_drawn_path_reads_back(tail):
    picture = drawn(code_matrix("HTTPS://VOICES.EU/" + tail))
    assert read_zxing(picture) == {"HTTPS://VOICES.EU/" + tail}
    assert read_wechat(picture) == {"HTTPS://VOICES.EU/" + tail}


def test_the_path_covers_exactly_the_dark_modules():
    matrix = code_matrix(address(29))
    picture = drawn(matrix, 4)[16:-16:4, 16:-16:4]
    assert np.array_equal(picture == 0, np.array(matrix.rows))


@pytest.mark.parametrize(("modules", "distance_mm", "width"), [(25, 500, 90), (25, 1000, 90), (25, 1500, 131), (25, 2000, 174), (29, 1000, 101), (33, 1000, 115)])
def test_the_width_follows_the_scan_distance(modules, distance_mm, width):
    assert width_mm(modules, distance_mm) == width
