"""Printing: every code is read back from the very file, the gate is asked twice, and a use is written only for a file handed out."""
from __future__ import annotations

import threading

import pytest
from flask import current_app

from exhibit.actions import boards
from exhibit.actions.boards import preview_board, print_copy
from exhibit.actions.consent import withdraw
from exhibit.actions.exhibitions import add_copy, save_cutout
from exhibit.actions.holds import set_hold
from exhibit.actions.overview import copies_of
from exhibit.cutout import CodeNotReadable, CutoutError
from exhibit.cutout.codes.verify import read_zxing
from exhibit.cutout.press.raster import grey, page_count, render
from exhibit.errors import Refused
from exhibit.store import db, queries
from exhibit.store import tables as rows
from tests.support.rooms import another_session, opened, print_board
from tests.support.scenes import BASE, CASEWORKER, CURATOR, FIGURE, NOW, VERIFIER, a_cutout, a_testimony, permitted


@pytest.fixture
def cutout(databases, tmp_path):
    with opened(databases, tmp_path, "figure"):
        yield queries.cutouts(queries.exhibition("autumn"))[0]


def uses() -> int:
    return db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY").count()


def test_a_file_handed_out_stands_on_its_grants(cutout):
    printed = print_board(cutout, BASE, CURATOR, NOW)
    use = db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY").one()
    assert use.grant_ids == list(printed.decision.grant_ids) and use.by == CURATOR and use.language == "en" and use.copy_id == cutout.copies[0].id
    assert printed.file_name == f"autumn-01-{cutout.copies[0].code}-en.pdf"
    assert read_zxing(grey(render(printed.pdf, 0, 0.8))) == {f"HTTPS://VOICES.EU/{cutout.copies[0].code}"}


def test_printing_again_is_in_the_history_but_no_further_copy(cutout):
    print_board(cutout, BASE, CURATOR, NOW)
    print_board(cutout, BASE, CURATOR, NOW, sheet="a3")
    files = [event.details for event in db.session.query(rows.ConsentEvent).filter_by(kind="USE", state="printed")]
    assert uses() == 1 and len(files) == 2 and files[1]["again"] and queries.copies_printed(cutout) == 1
    second = add_copy(cutout, CURATOR, NOW)
    printed = print_copy(second, BASE, CURATOR, NOW)
    assert queries.copies_printed(cutout) == 2 and printed.board.spec.copy == (2, 2)


def test_sheets_are_read_back_from_the_sheet_itself(cutout, monkeypatch):
    tiled = print_board(cutout, BASE, CURATOR, NOW, sheet="a4")
    codes = [read_zxing(grey(render(tiled.pdf, page, 2))) for page in range(1, page_count(tiled.pdf))]
    assert codes.count({f"HTTPS://VOICES.EU/{cutout.copies[0].code}"}) == 1 and tiled.file_name.endswith("-a4.pdf")
    blank = boards.tile

    def without_the_code(board, sheet, overlap_mm, full):
        return blank(boards.compose(boards.replace(board.spec, url=None)), sheet, overlap_mm)

    monkeypatch.setattr(boards, "tile", without_the_code)
    before = uses()
    with pytest.raises(CodeNotReadable, match="the file is not handed out"):
        print_board(cutout, BASE, CURATOR, NOW, sheet="a4")
    assert uses() == before


def test_a_board_whose_code_does_not_read_is_refused(cutout, monkeypatch):
    monkeypatch.setattr(boards, "write_pdf", lambda board, draw=boards.write_pdf: draw(boards.compose(boards.replace(board.spec, url="HTTPS://OTHER.EU/AAAAAA"))))
    with pytest.raises(CodeNotReadable):
        print_board(cutout, BASE, CURATOR, NOW)
    assert uses() == 0


def in_another_session(app, action) -> None:
    """What somebody else does at the same time, over a connection of its own."""
    def run() -> None:
        with another_session(app):
            action()

    somebody = threading.Thread(target=run)
    somebody.start()
    somebody.join(20)
    assert not somebody.is_alive()


@pytest.mark.parametrize(("action", "reason"), [
    (lambda code: withdraw(queries.testimony(code), CASEWORKER, NOW), "WITHDRAWN"),
    (lambda code: set_hold(queries.testimony(code), "SAFETY", "a threat", VERIFIER, NOW), "HOLD"),
])
def test_a_stop_while_the_board_is_drawn_is_seen_at_hand_over(cutout, monkeypatch, action, reason):
    app, code, drawn = current_app._get_current_object(), cutout.testimony.code, boards.write_pdf

    def meanwhile(board):
        in_another_session(app, lambda: action(code))
        return drawn(board)

    monkeypatch.setattr(boards, "write_pdf", meanwhile)
    with pytest.raises(Refused) as refused:
        print_board(cutout, BASE, CURATOR, NOW)
    assert refused.value.reasons == (reason,) and uses() == 0


def test_a_web_permission_stopped_while_the_board_is_drawn(cutout, monkeypatch):
    app, code, drawn = current_app._get_current_object(), cutout.testimony.code, boards.write_pdf
    web = next(g.id for g in cutout.testimony.grants if g.permission == "WEB_STORY")

    def meanwhile(board):
        in_another_session(app, lambda: withdraw(queries.testimony(code), CASEWORKER, NOW, grant_id=web))
        return drawn(board)

    monkeypatch.setattr(boards, "write_pdf", meanwhile)
    with pytest.raises(Refused):
        print_board(cutout, BASE, CURATOR, NOW)
    assert uses() == 0
    monkeypatch.undo()
    assert print_board(cutout, BASE, CURATOR, NOW).board.spec.url is None, "the next board prints without a code"


def test_when_the_file_cannot_be_delivered_nothing_was_used(cutout):
    def full(_pdf):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError):
        print_copy(cutout.copies[0], BASE, CURATOR, NOW, deliver=full)
    assert uses() == 0 and queries.copies_printed(cutout) == 0


def test_no_more_copies_than_the_person_agreed_to(app):
    cutout = a_cutout(permitted(a_testimony(), max_copies=2))
    add_copy(cutout, CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        add_copy(cutout, CURATOR, NOW)
    assert refused.value.sentence == "The person agreed to a number of copies, and 2 have a number already. More need a new permission of the person."
    for copy in list(cutout.copies) * 2:  # the same two boards may be printed again, as sheets for example
        print_copy(copy, BASE, CURATOR, NOW)
    assert queries.copies_printed(cutout) == 2 and [row["allowed"] for row in copies_of(cutout.exhibition, BASE, NOW)] == [True, True]


def test_a_copy_numbered_before_the_limit_is_not_printed(app):
    testimony = permitted(a_testimony(), max_copies=1)
    cutout = a_cutout(testimony)
    db.session.add(rows.Copy(cutout_id=cutout.id, code="ZZZZZ2", number=2))
    db.session.commit()
    print_board(cutout, BASE, CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        print_copy(queries.copy("ZZZZZ2"), BASE, CURATOR, NOW)
    assert refused.value.reasons == ("MAX_COPIES",)
    assert [row["reasons"] for row in copies_of(cutout.exhibition, BASE, NOW)] == [[], ["MAX_COPIES"]]


def test_a_printed_code_keeps_opening_the_story_printed_on_its_board(cutout):
    other = a_testimony(pseudonym="Marta")
    print_board(cutout, BASE, CURATOR, NOW)
    with pytest.raises(Refused, match="its code must keep opening the story printed on it"):
        save_cutout(cutout, {**FIGURE, "testimony_code": other.code}, CURATOR, NOW)
    assert save_cutout(cutout, {**FIGURE, "testimony_code": cutout.testimony.code, "palette": "amber"}, CURATOR, NOW).testimony.pseudonym == "Rosa"


def test_a_host_too_long_for_the_code_is_said_when_printing(cutout):
    with pytest.raises(CutoutError, match="takes version 5 .37 modules, 129 mm wide to be read from 1 m.; 29 characters take version 2"):
        print_board(cutout, "https://" + "very-" * 12 + "long.example", CURATOR, NOW)
    assert uses() == 0


def test_the_preview_asks_the_gate_too(cutout):
    assert preview_board(cutout, BASE, NOW, 200, palette="amber")[:4] == b"\x89PNG"
    withdraw(cutout.testimony, CASEWORKER, NOW)
    with pytest.raises(Refused):
        preview_board(cutout, BASE, NOW)
    with pytest.raises(Refused, match="^None of the boards may be printed now: the list says why.$"):
        boards.contact_sheet(cutout.exhibition, BASE, NOW)
    assert uses() == 0
