"""Labels beside the figures, four A6 to a page: the place, and of the board only what the board itself says."""
from __future__ import annotations

from exhibit.actions.papers.facts import Event, HungBoard, in_order
from exhibit.actions.papers.sheets import four_up
from exhibit.actions.papers.words import as_it_runs
from exhibit.cutout.board.labels import label, label_language, written_date
from exhibit.paper import A6, Block, Document, Gap, Paragraph, Rule, write_pdf
from exhibit.story.labels import language_name, number

NUMBER_PT, NAME_PT, NOTE_PT, ADDRESS_PT, SMALL_PT = 44.0, 25.0, 17.0, 18.0, 12.0
"""Captions are read at an arm's length: 24 pt for what everybody reads (exhibition.md 2), less for what only few look for."""


def label_sheet(boards: tuple[HungBoard, ...], event: Event) -> bytes:
    """A4 pages of four labels to be cut out, each in its board's language (and the board's second one). Raises WrongUse without a board.

    The words come from the board's own spec: what the gate let onto the board, and no more.
    """
    return four_up([_label(hung, event) for hung in in_order(boards)])


def _label(hung: HungBoard, event: Event) -> bytes:
    spec = hung.board.spec
    language = label_language(spec.language)
    blocks: list[Block] = [Paragraph(number(hung.place, language), NUMBER_PT, bold=True), *_words(spec.attribution, spec.note, spec.language)]
    if spec.second:
        blocks += [Rule(), *_words(spec.second.attribution, spec.second.note, spec.second.language)]
    blocks.append(Paragraph(_languages(hung), SMALL_PT, grey=0.3))
    if spec.url:
        blocks += [Gap(2), Paragraph(label(spec.language, "scan"), SMALL_PT), Paragraph(spec.url.split("//", 1)[-1], ADDRESS_PT, bold=True)]
    if spec.shown_until:
        blocks.append(Paragraph(label(spec.language, "shown_until", date=written_date(spec.shown_until, language)), SMALL_PT, grey=0.3))
    blocks += [Paragraph(as_it_runs(credit), 8.0, grey=0.3) for credit in spec.credits]
    return write_pdf(Document(tuple(blocks), language=language, title="", page=A6, footer=event.title, numbered=False))


def _words(attribution: str, note: str, language: str) -> list[Block]:
    """Who it is, as the board says it, and that it is not the real name."""
    shown = [Paragraph(attribution, NAME_PT, bold=True, language=language)] if attribution else []
    return [*shown, Paragraph(note or label(language, "not_real_name"), NOTE_PT, language=language if note else label_language(language))]


def _languages(hung: HungBoard) -> str:
    spec = hung.board.spec
    return " · ".join(language_name(code) for code in (spec.language, *((spec.second.language,) if spec.second else ())))
