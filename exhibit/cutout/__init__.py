"""The print engine, pure geometry: `CutoutSpec -> compose() -> Board -> write_pdf() / tile() / preview_png() / job_ticket()`.

Lengths in mm, y up from the floor; sizes in points. No database, no framework, no clock. A room is opened when something of it is
asked for: sheets of a finished file need neither the figures nor the readers of codes, which is half the memory.
"""
from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exhibit.cutout.board.compose import Board, compose
    from exhibit.cutout.board.palettes import palette_names
    from exhibit.cutout.board.templates import template_names
    from exhibit.cutout.codes.verify import verify_codes, verify_sheets
    from exhibit.cutout.errors import (
        AddressTooLong,
        CodeNotReadable,
        CutoutError,
        NotAnImage,
        NotASilhouette,
        TextTooLong,
        UnknownCharacter,
        UnknownFigure,
    )
    from exhibit.cutout.figures.drawn import face_names, figure_info, figure_names
    from exhibit.cutout.figures.silhouette import trace_silhouette
    from exhibit.cutout.preflight import preflight
    from exhibit.cutout.press.files import print_files
    from exhibit.cutout.press.folds import fold_findings
    from exhibit.cutout.press.lineup import contact_sheet, line_up
    from exhibit.cutout.press.pdf import write_pdf
    from exhibit.cutout.press.profiles import profile_names
    from exhibit.cutout.press.raster import part_png, preview_png
    from exhibit.cutout.press.watermark import watermarked_png
    from exhibit.cutout.sheets.plan import code_page
    from exhibit.cutout.sheets.tiling import tile
    from exhibit.cutout.spec import CutoutSpec, Words
    from exhibit.cutout.ticket import job_ticket

__all__ = [
    "AddressTooLong", "Board", "CodeNotReadable", "CutoutError", "CutoutSpec", "NotASilhouette", "NotAnImage", "TextTooLong", "UnknownCharacter", "UnknownFigure", "Words", "code_page",
    "compose", "contact_sheet", "face_names", "figure_info", "figure_names", "fold_findings", "job_ticket", "line_up", "palette_names", "part_png", "preflight", "preview_png", "print_files",
    "profile_names", "template_names", "tile", "trace_silhouette", "verify_codes", "verify_sheets", "watermarked_png", "write_pdf",
]

_ROOMS = {
    "board.compose": ("Board", "compose",),
    "board.palettes": ("palette_names",),
    "board.templates": ("template_names",),
    "codes.verify": ("verify_codes", "verify_sheets",),
    "errors": ("AddressTooLong", "CodeNotReadable", "CutoutError", "NotAnImage", "NotASilhouette", "TextTooLong", "UnknownCharacter", "UnknownFigure",),
    "figures.drawn": ("face_names", "figure_info", "figure_names",),
    "figures.silhouette": ("trace_silhouette",),
    "preflight": ("preflight",),
    "press.files": ("print_files",),
    "press.folds": ("fold_findings",),
    "press.lineup": ("contact_sheet", "line_up",),
    "press.pdf": ("write_pdf",),
    "press.profiles": ("profile_names",),
    "press.raster": ("part_png", "preview_png",),
    "press.watermark": ("watermarked_png",),
    "sheets.plan": ("code_page",),
    "sheets.tiling": ("tile",),
    "spec": ("CutoutSpec", "Words",),
    "ticket": ("job_ticket",),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


class _Engine(ModuleType):
    """The package as a module whose names are fetched once, when they are first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{self.__name__}.{_HOMES[name]}"), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        """`preflight` is a room and what it exports: whichever module loads the room first, the name means the function."""
        if isinstance(value, ModuleType) and _HOMES.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Engine
