"""From a cutout on file to the board's bytes. The gate is asked here, at the moment of use."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.actions.helplines import help_line
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import Decision
from exhibit.cutout import Board, CutoutSpec, compose, preview_png, tile, verify_codes, write_pdf
from exhibit.cutout import contact_sheet as draw_contact_sheet
from exhibit.errors import Refused
from exhibit.store import queries, transaction
from exhibit.store.tables import Copy, Cutout, Exhibition, UseRecord


@dataclass(frozen=True, slots=True)
class PrintedBoard:
    """A board handed out: its file, and what it stands on."""

    pdf: bytes
    file_name: str
    decision: Decision
    board: Board


def in_words(reasons: tuple[str, ...]) -> str:
    return " ".join(SENTENCES[reason] for reason in reasons)


def demand(decision: Decision) -> Decision:
    """The decision, or Refused with the reasons in words. There is no way round it."""
    if not decision.allowed:
        raise Refused(in_words(decision.reasons), decision.reasons)
    return decision


def copy_url(copy: Copy, base_url: str) -> str:
    """The address in the code, upper case so that it stays in the alphanumeric mode."""
    return f"{base_url}/{copy.code}".upper()


def board_spec(copy: Copy, base_url: str, now: datetime, language: str | None = None) -> CutoutSpec:
    """The board of one copy. A story without a web permission gets no code. Asks the gate; raises Refused."""
    cutout = copy.cutout
    language = language or cutout.language
    decision = demand(cutout_decision(cutout, now, language))
    testimony, exhibition = cutout.testimony, cutout.exhibition
    web = page_decision(testimony, language, now, country=exhibition.country)
    attribution = testimony.approved("ATTRIBUTION", language)
    last_day = (decision.valid_until - timedelta(seconds=1)).date() if decision.valid_until else exhibition.ends_on
    return CutoutSpec(
        quote=testimony.approved("QUOTE", language).body,
        testimony=testimony.approved("CUTOUT", language).body,
        language=language,
        url=copy_url(copy, base_url) if web.allowed else None,
        attribution=attribution.body if attribution else testimony.pseudonym,
        figure=cutout.figure, face=cutout.face, template=cutout.template, palette=cutout.palette,
        height_mm=float(cutout.height_mm),
        helpline=help_line(exhibition.country, now.date()),
        credits=tuple(exhibition.credits),
        copy=(copy.number, len(cutout.copies)),
        shown_until=last_day.isoformat(),
        slug=f"{exhibition.slug} {cutout.position:02d} {copy.code} copy {copy.number} of {len(cutout.copies)}",
    )


def print_copy(copy: Copy, base_url: str, by: str, now: datetime, sheet: str = "full", overlap_mm: float = 10.0,
               language: str | None = None) -> PrintedBoard:
    """The print file of one numbered copy, its code read back before it is handed out, and the use written down."""
    spec = board_spec(copy, base_url, now, language)
    board = compose(spec)
    pdf = write_pdf(board)
    verify_codes(pdf, [spec.url])
    if sheet != "full":
        pdf = tile(board, sheet=sheet, overlap_mm=overlap_mm)
    decision = demand(cutout_decision(copy.cutout, now, spec.language))
    _note_use(copy, spec.language, decision, by, now, pdf)
    name = f"{copy.cutout.exhibition.slug}-{copy.cutout.position:02d}-{copy.code}-{spec.language}{'' if sheet == 'full' else '-' + sheet}.pdf"
    return PrintedBoard(pdf, name, decision, board)


def _note_use(copy: Copy, language: str, decision: Decision, by: str, now: datetime, pdf: bytes) -> None:
    with transaction() as session:
        session.add(UseRecord(copy_id=copy.id, testimony_id=copy.cutout.testimony_id, kind="CUTOUT_COPY", language=language,
                              grant_ids=list(decision.grant_ids), at=now, by=by, file_sha256=hashlib.sha256(pdf).hexdigest()))


def print_board(cutout: Cutout, base_url: str, by: str, now: datetime, sheet: str = "full", overlap_mm: float = 10.0,
                language: str | None = None) -> PrintedBoard:
    """The print file of a cutout's first copy."""
    return print_copy(cutout.copies[0], base_url, by, now, sheet, overlap_mm, language)


def preview_board(cutout: Cutout, base_url: str, now: datetime, width_px: int = 500, **changes) -> bytes:
    """PNG of the board with unsaved form values: the very PDF, rasterised. Raises Refused where the gate says no."""
    spec = board_spec(cutout.copies[0], base_url, now, changes.pop("language", None))
    spec = replace(spec, slug="preview, not for printing", **changes)
    return preview_png(write_pdf(compose(spec)), width_px)


def contact_sheet(exhibition: Exhibition, base_url: str, now: datetime) -> bytes:
    """PNG of every board that may be printed, side by side at one scale."""
    pdfs, labels = [], []
    for cutout in queries.cutouts(exhibition):
        if cutout_decision(cutout, now).allowed:
            pdfs.append(write_pdf(compose(board_spec(cutout.copies[0], base_url, now))))
            labels.append(f"{cutout.position} {cutout.language}")
    if not pdfs:
        raise Refused("None of the boards may be printed now: the list says why.")
    return draw_contact_sheet(pdfs, labels)


def utc_now() -> datetime:
    """The clock, for doors only."""
    return datetime.now(UTC)
