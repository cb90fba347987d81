"""The print form of a copy: how many sheets it will be is said before there are any."""
import io

import pikepdf
import pytest

from exhibit.cutout.sheets.options import paper_names
from exhibit.store import queries
from exhibit.web.desk.words import SHEETS

pytestmark = pytest.mark.looks


@pytest.fixture
def board(demo_app):
    return queries.cutouts(queries.exhibition("demo"))[0]


def count_of(desk, code, **asked):
    return desk.client.get(f"/desk/copies/{code}/sheets", query_string=asked).get_data(as_text=True)


def test_every_named_paper_can_be_chosen():
    assert [name for name in SHEETS if name not in ("full", "own")] == list(paper_names())


@pytest.mark.parametrize(("asked", "said"), [
    ({"sheet": "full"}, "One page, true size, for a print shop."),
    ({"sheet": "a3"}, "and an assembly map. The code is whole on sheet"),
    ({"sheet": "own", "own_size": "400x600", "joint": "gap", "overlap_mm": "3"}, "and an assembly map. The code is whole on sheet"),
    ({"sheet": "own", "own_size": "tiny"}, "There is no sheet size “tiny”."),
    ({"sheet": "a4", "overlap_mm": "400"}, "Give an overlap between 0 and 50 mm."),
    ({"sheet": "a4", "margin_mm": "1"}, "Give a white edge between 3 and 40 mm."),
])
def test_the_number_of_sheets_is_said_before(sign_in, board, asked, said):
    assert said in count_of(sign_in("curator"), board.copies[0].code, **asked)


def test_what_was_said_is_what_is_printed(sign_in, board):
    desk, code = sign_in("curator"), board.copies[0].code
    wishes = {"sheet": "a3", "joint": "overlap", "overlap_mm": "15", "orientation": "portrait", "order": "down", "without_marks": "y", "two_sided": "y"}
    token = desk.page(f"/desk/cutouts/{board.id}").select_one('form[action$="/print"] [name="csrf_token"]')["value"]
    answer = desk.client.post(f"/desk/copies/{code}/print", data={"csrf_token": token, **wishes})
    with pikepdf.open(io.BytesIO(answer.get_data())) as document:
        sheets = len(document.pages) - 2
        assert float(document.pages[2].MediaBox[2]) < float(document.pages[2].MediaBox[3])
    assert f"Sheets: {sheets}, and an assembly map." in count_of(desk, code, **wishes)


def test_only_curators_ask(sign_in, board):
    assert sign_in("verifier").client.get(f"/desk/copies/{board.copies[0].code}/sheets?sheet=a4").status_code == 403
