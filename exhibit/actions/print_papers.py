"""From rows on file to what the papers are made from: the house's materials, how an exhibition is built, the event, a printed copy in its place."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app

from exhibit.actions.papers import Build, Event, HungBoard
from exhibit.cutout import Board, job_ticket
from exhibit.cutout.stand import Library, library
from exhibit.store.tables import Copy, Exhibition
from exhibit.story.labels import FALLBACK


def shelf() -> Library:
    """The materials that come along, with the house's own table (setting EXHIBIT_MATERIALS) over them. Raises CutoutError for a table with a mistake."""
    return library(current_app.config["EXHIBIT"].materials_file)


def build_of(exhibition: Exhibition) -> Build:
    """What its boards are made of, and how hard they may be pushed."""
    return Build(exhibition.material, exhibition.load_class, shelf())


def event_of(exhibition: Exhibition, language: str = FALLBACK, contact: str = "") -> Event:
    """`contact`: whom shop and crew ask; a house's number, never a person's name."""
    place = ", ".join(part for part in (exhibition.venue, exhibition.city) if part)
    return Event(exhibition.title(language), exhibition.country, exhibition.starts_on, exhibition.ends_on, place, contact)


def hung(copy: Copy, board: Board, checksums: Mapping[str, str] | None = None) -> HungBoard:
    """A printed copy in its place. `checksums`: file name -> SHA-256."""
    return HungBoard(copy.cutout.position, copy.code, board, 1, dict(checksums or {}))


def ticket_of(exhibition: Exhibition, board: Board, checksums: Mapping[str, str] | None = None, contact: str = "") -> dict[str, Any]:
    """The job ticket as data, for this exhibition's material, load class, country and last day."""
    return job_ticket(board, exhibition.material, exhibition.load_class, exhibition.country, exhibition.ends_on, contact=contact, checksums=checksums, shelf=shelf())
