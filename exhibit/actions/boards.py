"""From a cutout on file to the board's bytes. The gate is asked here, at the moment of use."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from exhibit.actions.facts import ON_A_BOARD
from exhibit.actions.gate import board_languages, cutout_decision, page_decision
from exhibit.actions.helplines import help_line
from exhibit.actions.margin_notes import refuse_to_print
from exhibit.actions.own_figures import demand_own
from exhibit.actions.uses import board_handed_over
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import Decision
from exhibit.cutout import (
    Board,
    CutoutSpec,
    Words,
    code_page,
    compose,
    preview_png,
    tile,
    verify_codes,
    verify_sheets,
    write_pdf,
)
from exhibit.cutout import contact_sheet as draw_contact_sheet
from exhibit.cutout.sheets.options import SheetOptions
from exhibit.errors import Refused
from exhibit.store import files, queries, transaction
from exhibit.store.tables import Copy, Cutout, Exhibition, StoryVersion


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


def board_spec(copy: Copy, base_url: str, now: datetime, language: str | None = None, second: str | None = None, figure: str | None = None) -> CutoutSpec:
    """The board of one copy, in one language or two. A story without a web permission gets no code. Asks the gate; raises Refused."""
    cutout = copy.cutout
    languages = board_languages(cutout, language, second)
    decision = demand(cutout_decision(cutout, now, language, copy, second=second, figure=figure))
    exhibition = cutout.exhibition
    last_day = (decision.valid_until - timedelta(seconds=1)).date() if decision.valid_until else exhibition.ends_on
    return laid_out(
        cutout, *(_approved(cutout, spoken) for spoken in languages), now=now, url=copy_url(copy, base_url) if opens_a_page(cutout, languages, now) else None,
        copy=(copy.number, len(cutout.copies)), shown_until=last_day.isoformat(),
        slug=f"{exhibition.slug} {cutout.position:02d} {copy.code} copy {copy.number} of {len(cutout.copies)}")


def opens_a_page(cutout: Cutout, languages: tuple[str, ...], now: datetime) -> bool:
    """May the story be read on the web in one of the board's languages? Only then it carries a code."""
    return any(page_decision(cutout.testimony, language, now, country=cutout.exhibition.country).allowed for language in languages)


def _approved(cutout: Cutout, language: str) -> Words:
    return words_of(cutout, {kind: version.body for kind in ON_A_BOARD if (version := cutout.testimony.approved(kind, language))}, language)


def texts_on(cutout: Cutout, languages: Iterable[str]) -> list[StoryVersion]:
    """The approved texts that a board carries in these languages."""
    return [version for language in languages for kind in sorted(ON_A_BOARD) if (version := cutout.testimony.approved(kind, language))]


def words_of(cutout: Cutout, texts: Mapping[str, str], language: str) -> Words:
    """What a figure's board says in a language (kind of text -> words)."""
    return Words(quote=texts["QUOTE"], testimony=texts["CUTOUT"], attribution=texts.get("ATTRIBUTION") or cutout.testimony.pseudonym, language=language)


def laid_out(cutout: Cutout, words: Words, second: Words | None = None, *, now: datetime, **more: Any) -> CutoutSpec:
    """The board of a figure with these words. Asks nobody: whoever calls it has asked, or shows it to the person alone."""
    exhibition = cutout.exhibition
    return CutoutSpec(
        quote=words.quote, testimony=words.testimony, attribution=words.attribution, language=words.language, second=second,
        figure=cutout.figure, figure_dir=str(files.folder("figures")), face=cutout.face, template=cutout.template, palette=cutout.palette,
        panel_side=cutout.panel_side, profile=exhibition.print_profile, height_mm=float(cutout.height_mm), helpline=help_line(exhibition.country, now.date()), credits=tuple(exhibition.credits), **more)


def draw_copy(copy: Copy, base_url: str, now: datetime, sheet: str | SheetOptions = "full", overlap_mm: float | None = None, language: str | None = None) -> PrintedBoard:
    """The file of one copy, its code read back from that very file. Nothing is handed out yet.
    Raises Refused where the gate or a block rule in the margin of its texts says no; CutoutError."""
    cutout = copy.cutout
    spec = board_spec(copy, base_url, now, language)
    refuse_to_print(texts_on(cutout, said_in(spec)))
    board, pdf = checked_board(spec)
    if sheet != "full":
        pdf = checked_sheets(board, pdf, sheet, overlap_mm)
    stem = f"{cutout.exhibition.slug}-{cutout.position:02d}-{copy.code}-{spec.language}"
    decision = demand(cutout_decision(cutout, now, spec.language, copy, second=spec.second.language if spec.second else ""))
    return PrintedBoard(pdf, f"{stem}{'' if sheet == 'full' else f'-{sheet}'}.pdf", decision, board)


def checked_board(spec: CutoutSpec, board: Board | None = None) -> tuple[Board, bytes]:
    """A board and its true-size file, the code read back from the file. `board`, if it is composed already. Raises CutoutError; CodeNotReadable refuses the file."""
    board = board or compose(spec)
    pdf = write_pdf(board)
    verify_codes(pdf, [board.spec.url])
    return board, pdf


def checked_sheets(board: Board, pdf: bytes, sheet: str | SheetOptions, overlap_mm: float | None = None) -> bytes:
    """The board's file on sheets, the code read back from the sheet that holds it."""
    tiles = tile(board, sheet, overlap_mm, full=pdf)
    verify_sheets(tiles, board.spec.url, code_page(board, sheet, overlap_mm))
    return tiles


def hand_over(copy_code: str, printed: PrintedBoard, file: bytes, by: str, now: datetime, session) -> Decision:
    """Inside the transaction that hands a file out: ask the gate again, as things stand now, and write the use down.

    Raises Refused when the answer has changed since the file was drawn, NotFound when the copy is gone.
    """
    copy, spec = queries.copy(copy_code), printed.board.spec
    second = spec.second.language if spec.second else ""
    decision = demand(cutout_decision(copy.cutout, now, spec.language, copy, second=second))
    if spec.url and not opens_a_page(copy.cutout, said_in(spec), now):
        demand(page_decision(copy.cutout.testimony, spec.language, now, country=copy.cutout.exhibition.country))
    if any(_approved(copy.cutout, words.language) != words for words in said_by(spec)):
        raise Refused("The words of this board were changed while it was drawn. Print it again.")
    board_handed_over(copy, spec.language, decision, hashlib.sha256(file).hexdigest(), by, now, second)
    return decision


def said_by(spec: CutoutSpec) -> tuple[Words, ...]:
    """What a board says, a language each."""
    first = Words(spec.quote, spec.testimony, spec.language, spec.attribution)
    return (first, replace(spec.second, note="")) if spec.second else (first,)


def said_in(spec: CutoutSpec) -> tuple[str, ...]:
    return tuple(words.language for words in said_by(spec))


def print_copy(copy: Copy, base_url: str, by: str, now: datetime, sheet: str | SheetOptions = "full", overlap_mm: float | None = None,
               language: str | None = None, deliver: Callable[[bytes], None] | None = None) -> PrintedBoard:
    """The print file of one numbered copy, read back and asked for twice; the use is written down only with a file handed out.

    `deliver` puts the file where it is wanted: when it fails, nothing was used. Raises Refused, CutoutError, and what `deliver` raises.
    """
    code = copy.code
    printed = draw_copy(copy, base_url, now, sheet, overlap_mm, language)
    with transaction() as session:
        decision = hand_over(code, printed, printed.pdf, by, now, session)
        session.flush()
        if deliver:
            deliver(printed.pdf)
    return replace(printed, decision=decision)


def first_copy(cutout: Cutout) -> Copy:
    if not cutout.copies:
        raise Refused("This cutout has no numbered copy: add one first.")
    return cutout.copies[0]


def preview_board(cutout: Cutout, base_url: str, now: datetime, width_px: int = 500, **changes) -> bytes:
    """PNG of the board with unsaved form values: the very PDF, rasterised. Raises Refused where the gate says no."""
    spec = board_spec(first_copy(cutout), base_url, now, changes.pop("language", None), changes.pop("second_language", None), changes.get("figure"))
    demand_own(changes.get("figure", cutout.figure), cutout.testimony)
    spec = replace(spec, slug="preview, not for printing", **changes)
    return preview_png(write_pdf(compose(spec)), width_px)


def contact_sheet(exhibition: Exhibition, base_url: str, now: datetime) -> bytes:
    """PNG of every board that may be printed, side by side at one scale."""
    pdfs, labels = [], []
    for cutout in queries.cutouts(exhibition):
        if cutout_decision(cutout, now).allowed:
            pdfs.append(write_pdf(compose(board_spec(first_copy(cutout), base_url, now))))
            labels.append(f"{cutout.position} {cutout.language}")
    if not pdfs:
        raise Refused("None of the boards may be printed now: the list says why.")
    return draw_contact_sheet(pdfs, labels)
