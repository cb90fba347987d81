"""The hall's papers in a pack: what the crew and the shop read before they touch a board."""
from __future__ import annotations

from collections.abc import Callable

from exhibit.actions.packs.order import Order
from exhibit.actions.packs.shelf import Files
from exhibit.actions.papers import (
    Build,
    Event,
    HungBoard,
    crate_list,
    floor_labels,
    help_sheet,
    install_sheet,
    label_sheet,
)
from exhibit.cutout import CutoutError
from exhibit.cutout.stand import Library
from exhibit.errors import Refused, WrongUse
from exhibit.store.tables import Exhibition

Paper = Callable[[], bytes]


def event_of(exhibition: Exhibition) -> Event:
    venue = ", ".join(part for part in (exhibition.venue, exhibition.city) if part)
    return Event(exhibition.title(exhibition.languages[0]), exhibition.country, exhibition.starts_on, exhibition.ends_on, venue, exhibition.print_contact)


def build_of(exhibition: Exhibition, shelf: Library) -> Build:
    return Build(exhibition.material, exhibition.load_class, shelf)


def hall_papers(exhibition: Exhibition, hung: tuple[HungBoard, ...], event: Event, build: Build, order: Order) -> tuple[Files, list[dict]]:
    """Papers by file name, and those that could not be made with the reason: a help poster without a verified number stays out, the boards do not."""
    language, languages = exhibition.languages[0], tuple(exhibition.languages)
    wanted: dict[str, Paper] = {
        "00-install-sheet.pdf": lambda: install_sheet(hung, event, build, language),
        "00-packing-list.pdf": lambda: crate_list(hung, event, build, language),
        "00-labels.pdf": lambda: label_sheet(hung, event),
        "00-floor-labels.pdf": lambda: floor_labels(tuple(dict.fromkeys(each.place for each in hung)), languages),
        "00-help-poster.pdf": lambda: help_sheet(exhibition.country, languages, order.now.date(), "a3"),
    }
    made: Files = {}
    missing: list[dict] = []
    for name, paper in wanted.items():
        try:
            made[name] = paper()
        except (CutoutError, Refused, WrongUse) as refusal:
            missing.append({"file": name, "sentence": refusal.sentence})
    return made, missing
