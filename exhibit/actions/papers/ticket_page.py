"""The job ticket as one page for the print shop, in English: a drawing with dimensions beside what is to be made."""
from __future__ import annotations

import re
from typing import Any

from exhibit.actions.papers.drawing import dimensioned_png
from exhibit.actions.papers.facts import Build, Event, HungBoard
from exhibit.cutout import job_ticket
from exhibit.cutout.stand.fire import rule_for
from exhibit.paper import (
    A4,
    Beside,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    PageSize,
    Paragraph,
    Picture,
    Table,
    write_pdf,
)
from exhibit.paper.flow import pages_of
from exhibit.story.labels import NAMES

DRAWING_MM = (80.0, 140.0)
SCALES = (1.0, 0.92, 0.84, 0.76, 0.7)
MARGIN_MM, LAST_MARGIN_MM = 15.0, 14.0
NO_BREAK = "\u2011"
SHORT_SUM = 12  # characters of a checksum a person compares by eye; the manifest has all


def job_ticket_pdf(hung: HungBoard, event: Event, build: Build | None = None) -> bytes:
    """One A4 page; smaller type where much is to be settled. Raises CutoutError for a material or load class that does not exist."""
    build = build or Build()
    board, standing = hung.board, build.standing(hung.board)
    ticket = job_ticket(board, build.material, build.load_class, event.country, event.ends_on, quantity=hung.quantity, contact=event.contact,
                        checksums=hung.checksums, shelf=build.shelf)
    parts = build.split(board) if _too_large(ticket) else None
    drawing = dimensioned_png(board, standing, parts.at_mm if parts else 0.0)
    documents = (_document(hung, event, ticket, drawing, scale) for scale in SCALES)
    return write_pdf(next(document for document in documents if len(pages_of(document)) == 1 or document.page.margin_mm == LAST_MARGIN_MM))


def _document(hung: HungBoard, event: Event, ticket: dict[str, Any], drawing: bytes, scale: float) -> Document:
    one, of = ticket["copy"]
    language = ticket["language"]
    picture = (Picture(drawing, DRAWING_MM[0], DRAWING_MM[1] * scale), Paragraph("Dimensions in mm, heights above the floor. Dashed: middle of the code, join.", 8.0 * scale, grey=0.35))
    blocks: tuple[Block, ...] = (
        Heading(f"Job ticket · place {hung.place}"), Paragraph(event.title, 13 * scale, bold=True),
        Paragraph(f"{hung.code} · copy {one} of {of} · {NAMES.get(language.split('-')[0], language)} ({language})", 11 * scale),
        Beside((picture, (Facts(_facts(ticket, event), 8.5 * scale, 0.34),)), (80, 94)),
        *_standing(ticket, scale), *_warnings(ticket, scale), *_sums(hung, scale))
    page = PageSize(A4.width_mm, A4.height_mm, LAST_MARGIN_MM if scale == SCALES[-1] else MARGIN_MM)
    return Document(blocks, language="en", title="Job ticket", page=page, footer=f"{hung.code} · {event.title}")


def _too_large(ticket: dict[str, Any]) -> bool:
    """Does the shop cut smaller pieces than this board?"""
    piece = sorted(ticket["shop"]["piece_mm"])
    short, long = sorted((ticket["width_mm"], ticket["height_mm"]))
    return bool(piece) and (short > piece[0] or long > piece[-1])


def _facts(ticket: dict[str, Any], event: Event) -> tuple[tuple[str, str], ...]:
    sheet, shop = ticket["material"], ticket["shop"]
    paper = sheet["certificate"]
    failed = [check["sentence"] for check in ticket["cut_checks"] if not check["ok"]]
    rows = (
        ("Size of the board", f"{ticket['width_mm']:.0f} x {ticket['height_mm']:.0f} mm, scale {ticket['scale']}"),
        ("Quantity", str(ticket["quantity"])),
        ("Material", sheet["title"]),
        ("Fire class", f"{sheet['fire_class'] or 'not known'}; {_paper(paper)}"),
        ("Class asked for", f"{rule_for(event.country).least} or better, with certificate"),
        ("Area, mass", f"{ticket['area_m2']:.2f} m², {ticket['mass_kg']:.1f} kg"),
        ("Colours", "CMYK and one spot colour, front only; text is outlines, no font"),
        ("Cut", f"{ticket['cut_line']}, {ticket['cut_nodes']} nodes; bleed {shop['bleed_mm']:g} mm"),
        ("Cut checks", " ".join(failed) if failed else f"{len(ticket['cut_checks'])} rules, all kept"),
        ("Print shop", f"{shop['title']}; {shop['standard']}"),
        ("Finishing", ticket["finishing"]),
        ("Code", "on the front: keep full black on white, no gloss, no structure" if ticket["address"] else "none, on purpose"),
        ("Shown until", ticket["shown_until"] or "–"),
        ("Contact", ticket["contact"] or "–"),
        ("Event", f"{event.days('en')}, {event.venue}".rstrip(", ")),
    )
    return tuple((label, _whole(words)) for label, words in rows)


def _whole(words: str) -> str:
    """Classes such as C-s2,d0 and PDF/X-1a keep on one line: no break at their hyphens."""
    return re.sub(r"(?<=[A-Z])-(?=[a-z0-9])", NO_BREAK, words)


def _paper(paper: dict[str, str] | None) -> str:
    return f"certificate {paper['number']}, {paper['issuer']}, until {paper['valid_until']}" if paper else "no certificate on file"


def _standing(ticket: dict[str, Any], scale: float) -> tuple[Block, ...]:
    stands = ticket["standing"]
    if stands is None:
        return (Heading("Standing", 3), Paragraph("Stands in its own cassette: no feet to be cut.", 9.0 * scale))
    plate = stands["plate_mm"]
    bags = f", {stands['bag_kg']:g} kg of loose ballast on each" if stands["bag_kg"] else ""
    return (Heading("Standing", 3),
            Paragraph(f"{stands['feet']} feet: steel plate {plate[0]:.0f} x {plate[1]:.0f} x {plate[2]:g} mm ({stands['plate_kg']:.1f} kg) with a slotted bracket of plywood{bags}; cut file of its own. "
                      f"The board stands {stands['lift_mm']:.0f} mm above the floor and weighs {stands['total_kg']:.1f} kg with its feet. Depth decided by: {stands['governing']}.", 9.0 * scale))


def _warnings(ticket: dict[str, Any], scale: float) -> tuple[Block, ...]:
    return (Heading("To be settled", 3), Bullets(tuple(map(_whole, ticket["warnings"])), size_pt=9.0 * scale)) if ticket["warnings"] else ()


def _sums(hung: HungBoard, scale: float) -> tuple[Block, ...]:
    """The files of this board, two beside each other."""
    rows = [(name, f"{value[:SHORT_SUM]}…") for name, value in sorted(hung.checksums.items())]
    halves = tuple(Table(("File", "SHA-256"), tuple(part), (5, 3), 7.5 * scale) for part in (rows[::2], rows[1::2]) if part)
    return (Beside(tuple((half,) for half in halves)),) if halves else ()
