"""The job ticket of an exhibition's board, as data and as a page, with its material, load class, country, last day and contact."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from exhibit.actions.boards import board_spec
from exhibit.actions.packs.papers import build_of, event_of
from exhibit.actions.papers import HungBoard, job_ticket_pdf
from exhibit.actions.shelf import shelf
from exhibit.cutout import Board, compose, job_ticket
from exhibit.store.tables import Copy, Exhibition


def ticket_of(exhibition: Exhibition, board: Board) -> dict[str, Any]:
    """Raises CutoutError for a material that is on the house's shelf no longer."""
    return job_ticket(board, exhibition.material, exhibition.load_class, exhibition.country, exhibition.ends_on, contact=exhibition.print_contact, shelf=shelf())


def ticket_page(copy: Copy, base_url: str, now: datetime) -> bytes:
    """One page for whoever prints and cuts this copy. The gate is asked: its drawing shows the board. Raises Refused, CutoutError."""
    exhibition = copy.cutout.exhibition
    hung = HungBoard(copy.cutout.position, copy.code, compose(board_spec(copy, base_url, now)))
    return job_ticket_pdf(hung, event_of(exhibition), build_of(exhibition, shelf()))
