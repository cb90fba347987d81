"""Own figures on file: named by what they are and whom they show, and the gate's question that follows."""
from __future__ import annotations

import pytest

from exhibit.actions import boards, exhibitions, own_figures
from exhibit.actions.gate import answer, cutout_decision
from exhibit.consent.requirements import IMAGES
from exhibit.cutout import NotASilhouette, figure_names
from exhibit.errors import Refused, WrongUse
from exhibit.store import erasing, files, queries
from exhibit.store.figure_files import DRAWN_HERE, FOLDER, SHOWABLE, image_of, saying

SHAPE = (b'<svg xmlns="http://www.w3.org/2000/svg"><circle cx="100" cy="60" r="45"/><rect x="40" y="98" width="120" height="330" rx="30"/>'
         b'<rect x="50" y="420" width="100" height="360"/></svg>')


@pytest.fixture
def board(demo_app):
    return queries.cutouts(queries.exhibition("demo"))[0]


def test_a_drawn_figure_shows_nobody(board):
    assert {image_of(name) for name in figure_names()} == {DRAWN_HERE}


@pytest.mark.parametrize("shows", SHOWABLE)
def test_an_own_figure_shows_what_was_said(board, now, shows):
    name = own_figures.upload(board, SHAPE, "shape.svg", shows, "curator", now)
    assert image_of(name) == shows and name in own_figures.names(board.testimony.code)
    decision = cutout_decision(board, now)
    assert decision == answer(board.testimony, board.copies[0], "CUTOUT_COPY", now)
    assert decision.allowed == (shows == "IMG_SILHOUETTE"), "the demo's people agreed to a drawn figure of nobody"
    assert decision.allowed or shows in decision.requires


def test_the_same_outline_of_somebody_else_is_another_figure(board, now):
    kept = {own_figures.upload(board, SHAPE, "a.svg", shows, "curator", now) for shows in SHOWABLE}
    again = own_figures.upload(board, SHAPE, "b.svg", SHOWABLE[0], "curator", now)
    assert len(kept) == len(SHOWABLE) and again in kept


def test_a_recognisable_picture_is_never_showable():
    assert set(IMAGES) - set(SHOWABLE) == {"IMG_OWN_OPEN"}


@pytest.mark.parametrize("shows", ["", "IMG_OWN_OPEN", 'x" onload="'])
def test_nothing_is_kept_before_it_is_said_whom_it_shows(board, now, shows):
    before = board.figure, own_figures.names(board.testimony.code)
    with pytest.raises(WrongUse, match="Say whom the figure shows"):
        own_figures.upload(board, SHAPE, "shape.svg", shows, "curator", now)
    assert (board.figure, own_figures.names(board.testimony.code)) == before


def test_a_refused_picture_leaves_nothing_behind(board, now):
    before = board.figure, own_figures.names(board.testimony.code)
    with pytest.raises(NotASilhouette):
        own_figures.upload(board, SHAPE.replace(b"<circle", b"<script/><circle"), "shape.svg", "IMG_DRAWN", "curator", now)
    assert (board.figure, own_figures.names(board.testimony.code)) == before


def test_a_drawing_from_before_the_question_counts_as_drawn(board):
    files.write(files.folder(FOLDER) / "own-00000001--none.svg", SHAPE)
    files.write(files.folder(FOLDER) / "own-00000002--none.svg", saying(SHAPE.decode(), "IMG_STANDIN", "T01").encode())
    assert [image_of(f"own-0000000{n}") for n in (1, 2, 3)] == [DRAWN_HERE, "IMG_STANDIN", DRAWN_HERE]


@pytest.mark.parametrize("shows", SHOWABLE)
def test_a_figure_of_a_person_stands_beside_no_other_story(board, now, shows):
    name = own_figures.upload(board, SHAPE, "shape.svg", shows, "curator", now)
    other = queries.cutouts(board.exhibition)[1]
    fields = {"figure": name, "language": other.language, "height_mm": other.height_mm}
    if shows in ("IMG_DRAWN", "IMG_OWN_HIDDEN"):
        assert name not in own_figures.names(other.testimony.code)
        with pytest.raises(WrongUse, match="the person of another story"):
            exhibitions.save_cutout(other, fields, "curator", now)
    else:
        assert name in own_figures.names(other.testimony.code)
        assert exhibitions.save_cutout(other, fields, "curator", now).figure == name


def test_a_figure_of_the_person_goes_with_the_story(board, now):
    mine = own_figures.upload(board, SHAPE, "shape.svg", "IMG_OWN_HIDDEN", "curator", now)
    nobodys = own_figures.upload(board, SHAPE, "shape.svg", "IMG_SILHOUETTE", "curator", now)
    doomed = {path.name for path in erasing.files_of(board.testimony)}
    assert f"{mine}--none.svg" in doomed and f"{nobodys}--none.svg" not in doomed


def test_a_preview_asks_for_the_figure_it_shows(board, now):
    """A figure that is only tried on is asked about as well; one of another person is not even shown."""
    name = own_figures.upload(board, SHAPE, "shape.svg", "IMG_OWN_HIDDEN", "curator", now)
    with pytest.raises(Refused):
        boards.preview_board(board, "http://127.0.0.1:8000", now, 80)
    assert boards.preview_board(board, "http://127.0.0.1:8000", now, 80, figure="standing-woman-2").startswith(b"\x89PNG")
    other = queries.cutouts(board.exhibition)[1]
    with pytest.raises((WrongUse, Refused)):
        boards.preview_board(other, "http://127.0.0.1:8000", now, 80, figure=name)
