"""The job ticket of an exhibition's board as data, with its material, load class, country, last day and contact."""
from __future__ import annotations

from typing import Any

from exhibit.actions.shelf import shelf
from exhibit.cutout import Board, job_ticket
from exhibit.store.tables import Exhibition


def ticket_of(exhibition: Exhibition, board: Board) -> dict[str, Any]:
    """Raises CutoutError for a material that is on the house's shelf no longer."""
    return job_ticket(board, exhibition.material, exhibition.load_class, exhibition.country, exhibition.ends_on, contact=exhibition.print_contact, shelf=shelf())
