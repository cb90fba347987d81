"""Strips onto pages: heads repeated, nothing divided that belongs together, the footer with the page's number on each."""
from __future__ import annotations

from collections.abc import Sequence

from exhibit.paper.blocks import Document
from exhibit.paper.layout import strips_of
from exhibit.paper.lines import set_lines
from exhibit.paper.strips import Column, Mark, Strip, shifted, words
from exhibit.story.labels import number

LEFT_TO_RIGHT = "en"
Page = tuple[Mark, ...]
"""Marks in mm from the page's lower left corner."""


def pages_of(document: Document) -> list[Page]:
    """The pages of a document; at least one."""
    paper = document.page
    column = Column(paper.width_mm - 2 * paper.margin_mm, document.language, document.open_em)
    room = paper.height_mm - 2 * paper.margin_mm
    filled = fill([strip for block in document.blocks for strip in strips_of(block, column)], room)
    top = paper.height_mm - paper.margin_mm
    return [shifted(marks, paper.margin_mm, top) + footer_marks(document, column, at + 1, len(filled)) for at, marks in enumerate(filled)]


def fill(strips: Sequence[Strip], room_mm: float) -> list[list[Mark]]:
    """Groups of strips that must not be parted go onto a page whole, if a page can hold them at all."""
    pages: list[list[Mark]] = [[]]
    y = 0.0
    for group in _groups(strips):
        needed = sum(strip.height_mm + strip.before_mm for strip in group)
        if pages[-1] and (group[0].new_page or (y - needed < -room_mm and needed <= room_mm)):
            pages.append([])
            y = 0.0
        for strip in group:
            if pages[-1] and y - strip.before_mm - strip.height_mm < -room_mm:
                pages.append([])
                y = 0.0
            y = _set(pages[-1], strip, y, room_mm)
    return pages


def _set(page: list[Mark], strip: Strip, y: float, room_mm: float) -> float:
    """Put a strip below `y`; returns where it ends."""
    if page:
        y -= strip.before_mm
    else:
        if strip.height_mm + sum(head.height_mm for head in strip.head) > room_mm:
            raise ValueError(f"A block of {strip.height_mm:.0f} mm cannot stand on a page with {room_mm:.0f} mm of room.")
        for head in strip.head:
            page += shifted(head.marks, 0, y)
            y -= head.height_mm
    page += shifted(strip.marks, 0, y)
    return y - strip.height_mm


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    joined = False
    for strip in strips:
        if joined and not strip.new_page:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        joined = strip.keep_next
    return groups


def footer_marks(document: Document, column: Column, page: int, pages: int) -> Page:
    """The document's own line at the start, “2 / 5” at the end, in the lower margin."""
    low = document.page.margin_mm * 0.62
    count = f"{number(page, document.language)} / {number(pages, document.language)}" if document.numbered else ""
    at_end = set_lines(count, LEFT_TO_RIGHT, document.footer_pt, 30)  # in mirrored order “1 / 5” would read as page five
    room = column.width_mm - at_end.width_mm - 4
    own = set_lines(document.footer, document.language, document.footer_pt, room)
    marks = words(column, own, 0, room, own.height_mm - own.pitch_mm, grey=0.4)
    marks += words(column, at_end, column.width_mm - at_end.width_mm, at_end.width_mm, 0, grey=0.4)
    return shifted(marks, document.page.margin_mm, low)
