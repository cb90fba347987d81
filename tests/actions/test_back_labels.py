"""The label on a board's back: readable by both readers, right to left where the hall reads so, and silent about the story."""
from __future__ import annotations

import pytest

from exhibit.actions.back_labels import back_label, staff_url
from exhibit.actions.boards import print_copy
from exhibit.actions.consent import withdraw
from exhibit.cutout.codes.verify import read_wechat, read_zxing
from exhibit.cutout.press.raster import grey, page_count, render
from exhibit.errors import Refused
from exhibit.store import queries
from tests.support.rooms import opened
from tests.support.scenes import BASE, CASEWORKER, NOW


@pytest.fixture
def copy(databases, tmp_path):
    with opened(databases, tmp_path, "demo"):
        yield queries.cutouts(queries.exhibition("demo"))[0].copies[0]


def test_both_readers_read_the_crews_address(copy):
    pdf = back_label(copy, BASE, NOW)
    assert page_count(pdf) == 1 and b"/Font" not in pdf
    picture = grey(render(pdf, 0, 6))
    assert read_zxing(picture) == read_wechat(picture) == {f"HTTPS://VOICES.EU/H/{copy.staff_code}"} == {staff_url(copy, BASE)}


def test_a_label_belongs_to_a_board_that_may_be_printed(copy):
    withdraw(copy.cutout.testimony, CASEWORKER, NOW)
    for draw in (back_label, lambda *facts: print_copy(facts[0], facts[1], CASEWORKER, NOW)):
        with pytest.raises(Refused, match="stopped this use"):
            draw(copy, BASE, NOW)
