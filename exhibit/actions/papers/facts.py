"""What the papers are made from: the event, and the boards as they were printed. Nothing here knows a story that is not on a board."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from exhibit.cutout import Board, CutoutError
from exhibit.cutout.stand import Library, Material, Split, Standing, material, split_board
from exhibit.cutout.stand.split import rolled, whole
from exhibit.cutout.ticket import DEFAULT_LOAD, DEFAULT_MATERIAL, STANDS_ITSELF, sheet_of, standing_of
from exhibit.errors import WrongUse
from exhibit.story.labels import day


@dataclass(frozen=True, slots=True)
class Event:
    """Where and when; `country` as two letters. `contact` is whom shop and crew ask, a place and a number of the house."""

    title: str
    country: str
    starts_on: date
    ends_on: date
    venue: str = ""
    contact: str = ""

    def days(self, language: str) -> str:
        return f"{day(self.starts_on, language)} – {day(self.ends_on, language)}"


@dataclass(frozen=True, slots=True)
class HungBoard:
    """One printed copy in its place. `checksums`: file name -> SHA-256, for the ticket."""

    place: int
    code: str
    board: Board
    quantity: int = 1
    checksums: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """How the crew tells it apart: the words under the story as they stand on the board, nothing more."""
        return self.board.spec.attribution or self.code


@dataclass(frozen=True, slots=True)
class Build:
    """How the boards of an exhibition are made: sheet, load class, and the shelf the sheet is taken from."""

    material: str = DEFAULT_MATERIAL
    load_class: str = DEFAULT_LOAD
    shelf: Library | None = None

    @property
    def sheet(self) -> Material:
        """What figures are cut from."""
        return material(self.material, self.shelf)

    def sheet_for(self, board: Board) -> Material:
        """The same, or film for a roll-up."""
        return sheet_of(board, self.material, self.shelf)

    def standing(self, board: Board) -> Standing | None:
        return standing_of(board, self.sheet, self.load_class)

    def split(self, board: Board) -> Split:
        """In two pieces for the road, or whole where no join is possible; its sentence says which and why."""
        if board.spec.template in STANDS_ITSELF:
            return rolled(board)
        try:
            return split_board(board, self.sheet)
        except CutoutError as no_join:
            return whole(board, no_join.sentence)


def in_order(boards: tuple[HungBoard, ...]) -> tuple[HungBoard, ...]:
    """By place. Raises WrongUse without a board: a paper about nothing helps nobody."""
    if not boards:
        raise WrongUse("There is no board to make papers for: print one first.")
    return tuple(sorted(boards, key=lambda hung: (hung.place, hung.code)))
