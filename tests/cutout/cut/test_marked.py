"""The picture of what fails: a numbered ring at each place, on the plain line or on the board's own print file."""
import io

import numpy as np
import pytest
from PIL import Image
from shapely.geometry import Polygon, box

from exhibit.cutout.cut.dieline import CutCheck, die_line
from exhibit.cutout.cut.marked import MARGIN_MM, MOST_HEIGHT_PX, WIDTH_PX, marked_picture

RED = (190, 20, 20)


def picture(die, checks, pdf=None):
    return Image.open(io.BytesIO(marked_picture(die, checks, pdf))).convert("RGB")


def red_middle(image):
    """Middle of the one ring, in pixels; the number stands outside it."""
    rows, columns = np.nonzero((np.asarray(image) == RED).all(axis=2))
    left, bottom = columns.min(), rows.max()
    return left + 17, bottom - 17


def on_picture(die, place):
    left, _, right, top = die.polygon.bounds
    scale = min(WIDTH_PX / (right - left + 2 * MARGIN_MM), MOST_HEIGHT_PX / (top + 2 * MARGIN_MM))
    return WIDTH_PX / 2 + (place[0] - (left + right) / 2) * scale, (top + MARGIN_MM - place[1]) * scale


@pytest.mark.parametrize("place", [(100.0, 1200.0), (250.0, 700.0), (0.0, 300.0)])
def test_a_ring_is_drawn_around_the_place(place):
    die = die_line(box(0.0, 0.0, 400.0, 1500.0), Polygon())
    found = red_middle(picture(die, [CutCheck("gap", False, "Too near.", place)]))
    assert found == pytest.approx(on_picture(die, place), abs=3)


def test_sentences_stand_below_in_order_and_kept_rules_are_not_listed():
    die = die_line(box(0.0, 0.0, 400.0, 1500.0), Polygon())
    fault = CutCheck("nodes", False, "The cut has 41 nodes; this print shop takes 40.")
    heights = [picture(die, [fault] * count + [CutCheck("feet", True, "Wide enough.")]).height for count in (1, 2, 3)]
    assert heights[1] - heights[0] == heights[2] - heights[1] > 20


def test_the_same_checks_give_the_same_bytes():
    die = die_line(box(0.0, 0.0, 400.0, 1500.0), Polygon())
    checks = [CutCheck("gap", False, "Too near.", (100.0, 100.0))]
    assert marked_picture(die, checks) == marked_picture(die, checks)


def test_on_a_print_file_the_cut_lies_on_the_files_own_cut():
    from exhibit.cutout import CutoutSpec, compose, write_pdf

    board = compose(CutoutSpec("I asked every week.", "I wrote down every hour.", "en", None))
    image = picture(board.die, [], write_pdf(board))
    left, bottom, right, top = board.die.polygon.bounds
    inside = on_picture(board.die, ((left + right) / 2, bottom + 400.0))
    assert image.getpixel(tuple(round(value) for value in inside)) != (238, 236, 232)  # the plain ground is not drawn
    colours = {image.getpixel((round(x), round(y))) for x, y in (on_picture(board.die, (right - 60.0, height)) for height in range(200, 1300, 50))}
    assert len(colours) >= 1 and (255, 255, 255) not in colours  # the panel's colour
