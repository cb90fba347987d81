"""Everything of one copy: its board, what the shop wants, sheets, feet, back label and ticket, in one archive."""
from __future__ import annotations

import io
import zipfile

from exhibit.actions import boards
from exhibit.actions.packs.contents import Made, make_board, stem_of
from exhibit.actions.packs.order import Order
from exhibit.actions.packs.papers import build_of, event_of
from exhibit.actions.shelf import shelf
from exhibit.errors import Refused
from exhibit.store import transaction
from exhibit.store.staging import NO_DATE
from exhibit.store.tables import Copy


def everything_of(copy: Copy, order: Order) -> tuple[str, bytes]:
    """(name of the file, a .zip). The gate is asked before drawing and when it is handed over; the use is written down. Raises Refused."""
    exhibition, code, name = copy.cutout.exhibition, copy.code, f"{stem_of(copy)}.zip"
    made = make_board(copy, order, event_of(exhibition), build_of(exhibition, shelf()), (), None)
    if not isinstance(made, Made):
        raise Refused(made["sentences"], tuple(reason for reason in made["reasons"] if reason != "PRINT"))
    with transaction() as session:
        boards.hand_over(code, made.printed, made.printed.pdf, order.by, order.now, session)
    return name, _archive(made)


def _archive(made: Made) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(made.files.items()):
            archive.writestr(zipfile.ZipInfo(name, NO_DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
