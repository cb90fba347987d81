"""Lists for the crew as paper: what to take down now, and the list of a walk with room to sign. They name boards, never stories."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_babel import format_datetime
from flask_babel import gettext as _

from exhibit.actions.walks import WalkList
from exhibit.paper import Blanks, Block, Document, Heading, Paragraph, Table
from exhibit.store.tables import Exhibition, UseRecord, Walk


def take_down_paper(exhibition: Exhibition, uses: Iterable[UseRecord], now: datetime, language: str) -> Document:
    """One row a board, a box to tick, and room to sign."""
    rows = tuple((True, str(use.copy.cutout.position) if use.copy else "", str(use.copy.number) if use.copy else "", use.copy.staff_code or "" if use.copy else "", use.place, use.holder)
                 for use in uses)
    return Document((
        Heading(_("Take down now")), Paragraph(f"{exhibition.title(language)} · {_('as of %(when)s', when=format_datetime(now))}"),
        *_rows(rows, (_("Down"), _("Place"), _("Copy"), _("Code on the back"), _("Where"), _("Who has it")), (0.8, 0.8, 0.8, 1.8, 2.4, 2.4)),
        Paragraph(_("Put each board where visitors cannot see it, scan the code on its back and send the photo it asks for. No reason is given here.")),
        *_signed(),
    ), language=language, title=_("Take down now"), footer=exhibition.title(language))


def walk_paper(walk: Walk, found: WalkList, language: str, verdict_word) -> Document:
    """The list of a walk as it was signed, with its hash."""
    met = tuple((str(line.position), str(line.number), line.staff_code, str(verdict_word(line.verdict)), line.place) for line in found.met)
    missed = tuple((str(line.position), str(line.number), line.staff_code, line.place) for line in found.not_met)
    signed: tuple[Block, ...] = (Paragraph(f"{_('Signed by %(who)s', who=walk.signed_by)} · {format_datetime(walk.signed_at)}"), Paragraph(f"SHA-256 {walk.list_sha256}", size_pt=8)) if walk.signed_at else ()
    return Document((
        Heading(_("Walk through the hall")), Paragraph(f"{walk.exhibition.title(language)} · {format_datetime(walk.started_at)}"),
        Heading(_("Boards met"), 2), *_rows(met, (_("Place"), _("Copy"), _("Code on the back"), _("What the crew was told"), _("Where")), (0.8, 0.8, 1.8, 2, 2.4)),
        Heading(_("Boards that should stand and were not met"), 2), *_rows(missed, (_("Place"), _("Copy"), _("Code on the back"), _("Where")), (0.8, 0.8, 1.8, 4.4)),
        *signed, *_signed(),
    ), language=language, title=_("Walk through the hall"), footer=walk.exhibition.title(language))


def _rows(rows: tuple, head: tuple[str, ...], weights: tuple[float, ...]) -> tuple[Block, ...]:
    return (Table(head, rows, weights),) if rows else (Paragraph(_("None.")),)


def _signed() -> tuple[Block, ...]:
    return (Blanks((_("Date and time"), _("Signature of the one who did it"), _("Signature of a second person")), per_row=3),)
