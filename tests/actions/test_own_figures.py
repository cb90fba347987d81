"""Own figures on file: named by what they are and whom they show, and the gate's question that follows."""
from __future__ import annotations

import pytest

from exhibit.actions import own_figures
from exhibit.actions.figure_images import DRAWN_HERE, FOLDER, SHOWABLE, image_of, saying
from exhibit.actions.gate import answer, cutout_decision
from exhibit.consent.requirements import IMAGES
from exhibit.cutout import NotASilhouette, figure_names
from exhibit.errors import WrongUse
from exhibit.store import files, queries

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
    assert image_of(name) == shows and name in own_figures.names()
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
    before = board.figure, own_figures.names()
    with pytest.raises(WrongUse, match="Say whom the figure shows"):
        own_figures.upload(board, SHAPE, "shape.svg", shows, "curator", now)
    assert (board.figure, own_figures.names()) == before


def test_a_refused_picture_leaves_nothing_behind(board, now):
    before = board.figure, own_figures.names()
    with pytest.raises(NotASilhouette):
        own_figures.upload(board, SHAPE.replace(b"<circle", b"<script/><circle"), "shape.svg", "IMG_DRAWN", "curator", now)
    assert (board.figure, own_figures.names()) == before


def test_a_drawing_from_before_the_question_counts_as_drawn(board):
    files.write(files.folder(FOLDER) / "own-00000001--none.svg", SHAPE)
    files.write(files.folder(FOLDER) / "own-00000002--none.svg", saying(SHAPE.decode(), "IMG_STANDIN").encode())
    assert [image_of(f"own-0000000{n}") for n in (1, 2, 3)] == [DRAWN_HERE, "IMG_STANDIN", DRAWN_HERE]
