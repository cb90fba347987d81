"""Labels beside the figures, four A6 to a page: the place, and of the board only what the board itself says."""
from __future__ import annotations

from exhibit.actions.papers.facts import Event, HungBoard, in_order
from exhibit.actions.papers.sheets import four_up
from exhibit.actions.papers.words import as_it_runs
from exhibit.cutout.board.labels import label, label_language, written_date
from exhibit.cutout.errors import CutoutError
from exhibit.paper import A6, Block, Document, Gap, Paragraph, Rule, write_pdf
from exhibit.paper.flow import pages_of
from exhibit.story.labels import language_name, number

NUMBER_PT, NAME_PT, NOTE_PT, ADDRESS_PT, SMALL_PT, CREDIT_PT = 44.0, 25.0, 17.0, 18.0, 12.0, 8.0
"""Captions are read at an arm's length: 24 pt for what everybody reads (exhibition.md 2), less for what only few look for."""
SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def label_sheet(boards: tuple[HungBoard, ...], event: Event) -> bytes:
    """A4 pages of four labels to be cut out, each in its board's language (and the board's second one). Raises WrongUse without a board.

    The words come from the board's own spec: what the gate let onto the board, and no more. Raises CutoutError for words that no label holds.
    """
    return four_up([write_pdf(_label(hung, event)) for hung in in_order(boards)])


def _label(hung: HungBoard, event: Event) -> Document:
    """As large as everything finds room on one A6."""
    for scale in SCALES:
        document = _document(hung, event, scale)
        if len(pages_of(document)) == 1:
            return document
    raise CutoutError(f"The label of place {hung.place} ({hung.code}) does not hold its words: shorten the line under the story, or the credits.")


def _document(hung: HungBoard, event: Event, scale: float) -> Document:
    spec = hung.board.spec
    language = label_language(spec.language)
    small = SMALL_PT * scale
    blocks: list[Block] = [Paragraph(number(hung.place, language), NUMBER_PT * scale, bold=True), *_words(spec.attribution, spec.note, spec.language, scale)]
    if spec.second:
        blocks += [Rule(), *_words(spec.second.attribution, spec.second.note, spec.second.language, scale)]
    blocks.append(Paragraph(_languages(hung), small, grey=0.3))
    if spec.url:
        blocks += [Gap(2), Paragraph(label(spec.language, "scan"), small), Paragraph(spec.url.split("//", 1)[-1], ADDRESS_PT * scale, bold=True)]
    if spec.shown_until:
        blocks.append(Paragraph(label(spec.language, "shown_until", date=written_date(spec.shown_until, language)), small, grey=0.3))
    blocks += [Paragraph(as_it_runs(credit), max(CREDIT_PT * scale, 6.5), grey=0.3) for credit in spec.credits]
    return Document(tuple(blocks), language=language, title="", page=A6, footer=as_it_runs(event.title), numbered=False)


def _words(attribution: str, note: str, language: str, scale: float) -> list[Block]:
    """Who it is, as the board says it, and that it is not the real name."""
    shown = [Paragraph(attribution, NAME_PT * scale, bold=True, language=language)] if attribution else []
    return [*shown, Paragraph(note or label(language, "not_real_name"), NOTE_PT * scale, language=language if note else label_language(language))]


def _languages(hung: HungBoard) -> str:
    spec = hung.board.spec
    return " · ".join(language_name(code) for code in (spec.language, *((spec.second.language,) if spec.second else ())))
