"""The print engine, pure geometry: `CutoutSpec -> compose() -> Board -> write_pdf() / tile() / preview_png() / job_ticket()`.

Lengths in mm, y up from the floor; sizes in points. No database, no framework, no clock.
"""
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
    "compose", "contact_sheet", "face_names", "figure_info", "figure_names", "job_ticket", "line_up", "palette_names", "part_png", "preflight", "profile_names", "preview_png",
    "template_names", "tile", "trace_silhouette", "verify_codes", "verify_sheets", "watermarked_png", "write_pdf",
]
