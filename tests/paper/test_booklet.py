"""Pages on sheets, folded: what lies beside what, in either direction of reading."""
from __future__ import annotations

import numpy as np
import pytest

from exhibit.cutout.press.raster import page_count, render
from exhibit.paper import Document, Gap, PageBreak, PageSize, Paragraph, write_pdf
from exhibit.paper.booklet import imposed, sides

A5 = PageSize(148.5, 210, 15)


def test_eight_pages_lie_on_two_sheets():
    assert sides(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert sides(8, rightwards=True) == [(1, 8), (7, 2), (3, 6), (5, 4)]


@pytest.mark.parametrize("pages", [4, 12, 24])
@pytest.mark.parametrize("rightwards", [False, True])
def test_folded_and_stapled_the_pages_follow_one_another(pages, rightwards):
    """Opened at any place, left and right are neighbours: the sheets lie in one another, each fold shows two pages in order."""
    found = sides(pages, rightwards)
    assert sorted(page for side in found for page in side) == list(range(1, pages + 1))
    middle = found[-1]
    assert abs(middle[0] - middle[1]) == 1, "the innermost side is a spread"
    for front, back in zip(found[::2], found[1::2], strict=True):  # turned over the short edge, what was on the left is on the right: one leaf has two pages in order
        assert {front[1], back[0]} == {min(front[1], back[0]), min(front[1], back[0]) + 1}
        assert {front[0], back[1]} == {min(front[0], back[1]), min(front[0], back[1]) + 1}


@pytest.mark.parametrize("pages", [0, 2, 6, 9])
def test_a_number_that_fills_no_sheets_is_refused(pages):
    with pytest.raises(ValueError, match="multiple of 4"):
        sides(pages)


def numbered(pages: int) -> bytes:
    """Page n has n lines at its head."""
    blocks = [block for page in range(1, pages + 1) for block in ([PageBreak()] if page > 1 else []) + [Paragraph("\n".join(["||||||||"] * page), 12), Gap(1)]]
    return write_pdf(Document(tuple(blocks), page=A5, numbered=False))


def lines_on(half: np.ndarray) -> int:
    dark = (half < 128).any(axis=1)
    dark[:30] = False  # the mark of the fold
    return int((np.diff(dark.astype(int)) == 1).sum())


@pytest.mark.parametrize("rightwards", [False, True])
def test_the_sheets_are_a4_and_hold_the_pages_as_the_plan_says(rightwards):
    sheets = imposed(numbered(8), rightwards)
    assert sheets == imposed(numbered(8), rightwards) and page_count(sheets) == 4
    for at, side in enumerate(sides(8, rightwards)):
        picture = np.asarray(render(sheets, at, 3).convert("L"))
        assert picture.shape[0] == 630 and 891 <= picture.shape[1] <= 892, "A4, lying"
        assert tuple(lines_on(half) for half in (picture[:, :440], picture[:, 451:])) == side


def test_pages_further_in_are_moved_towards_the_fold():
    sheets = imposed(numbered(24))
    outer, inner = (np.asarray(render(sheets, at, 20).convert("L"))[:1200, 2980:] < 128 for at in (0, 10))
    first = [int(np.flatnonzero(ink.any(axis=0))[0]) for ink in (outer, inner)]
    assert 8 <= first[0] - first[1] <= 14, "five sheets of a tenth of a millimetre, at 20 px/mm"
