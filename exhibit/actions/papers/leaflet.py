"""“Know their stories”: a booklet of A5 pages. Cover, what it is, one story a page, what one can do, help, and on its back who made it and until when.

Everything that is printed comes in frozen facts from whoever asked the gate (`actions.leaflets`); nothing is looked up here.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shapely.geometry.polygon import orient

from exhibit.actions.papers.words import as_it_runs
from exhibit.actions.visiting import Help, Phrase
from exhibit.cutout import CutoutError
from exhibit.cutout.figures.drawn import PlacedFigure
from exhibit.cutout.paths import Path, polygon_path, transform
from exhibit.cutout.type.typeset import quotation_marks
from exhibit.paper import (
    Beside,
    Block,
    Bullets,
    Code,
    Document,
    Drawing,
    Gap,
    Heading,
    PageSize,
    Paragraph,
    Rule,
    Together,
)
from exhibit.paper.booklet import ON_A_SHEET
from exhibit.paper.flow import Page, pages_of
from exhibit.paper.lines import set_lines
from exhibit.paper.pdf import write_pages
from exhibit.paper.strips import Column, Mark, Shape, words
from exhibit.story import labels

A5 = PageSize(148.5, 210, 15)
QUOTE_PT, TEXT_PT, NAME_PT, NOTE_PT, SMALL_PT = 17.0, 12.0, 12.5, 9.0, 8.5
SCALES = (1.25, 1.1, 1.0, 0.9, 0.83)  # words of a story are never under 10 pt
FIGURE_SHARE, ROW_SHARE = 0.034, 0.048  # of a figure's height in the hall: beside its story, and in the row on the cover
CODE_MM = 30.0  # read from 20 cm, a booklet in the hand
LATIN = "en"
LISTS = (("act_signs", "act_sign", "act_careful"), ("act_ask", "act_ask", "act_support"))
ITEMS = 4


@dataclass(frozen=True, slots=True)
class ToldStory:
    """One story as it is printed. `figure` None: no picture may stand beside it; `url` "": it has no page."""

    place: int
    quote: str
    text: str
    attribution: str
    composed: bool
    figure: PlacedFigure | None
    url: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on the cover and on the back. `back_to`: who takes what is left over; `until`: the last day on which it may be given out."""

    language: str
    exhibition: Phrase
    theme: str
    place: str
    starts_on: date
    ends_on: date
    credits: tuple[Phrase, ...]
    disclaimer: Phrase
    help: Help
    printed_on: date
    until: date
    copies: int
    back_to: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """Pages in the order in which they are read; `urls`: the code on each, None for none."""

    pdf: bytes
    urls: tuple[str | None, ...]


def booklet(stories: Sequence[ToldStory], imprint: Imprint) -> Booklet:
    """A multiple of four pages, in reading order. Raises CutoutError for a story that does not fit on two pages."""
    told = [(page, story.url or None if at == 0 else None) for story in stories for at, page in enumerate(_story(story, imprint.language))]
    front, lead, act, back = ([(page, None) for page in pages] for pages in (_cover(stories, imprint), _lead(stories, imprint), _act(imprint), _back(imprint)))
    help_pages: list[tuple[Page, str | None]] = [(page, None) for page in _help(imprint)]
    before, after, last = _blanks(len(told) + len(front) + len(lead) + len(act) + len(help_pages) + len(back))
    pages = [*front, *before, *lead, *told, *after, *act, *last, *help_pages, *back]
    numbered = [page + _number(at, imprint.language) if page and 1 < at < len(pages) else page for at, (page, _) in enumerate(pages, 1)]
    paper = Document((), imprint.language, labels.label(imprint.language, "leaflet_title"), A5)
    return Booklet(write_pages(numbered, paper), tuple(url for _, url in pages))


def _blanks(pages: int) -> tuple[list[tuple[Page, None]], ...]:
    """Empty pages that fill the sheets: first inside the front cover, then after the stories, then before the help numbers."""
    missing = -pages % ON_A_SHEET
    empty: list[tuple[Page, None]] = [((), None)]
    return tuple(empty if missing > at else [] for at in range(3))


def _set(blocks: Sequence[Block], language: str) -> list[Page]:
    return pages_of(Document(tuple(blocks), language, page=A5, numbered=False))


def _number(page: int, language: str) -> Page:
    """The page's number at the outer edge of the foot."""
    column = Column(A5.width_mm - 2 * A5.margin_mm, LATIN)
    lines = set_lines(labels.number(page, language), LATIN, NOTE_PT, column.width_mm)
    on_the_right = (page % 2 == 1) != (labels.direction(language) == "rtl")
    marks = words(column, lines, 0, column.width_mm, 0, "end" if on_the_right else "start", 0.4)
    return tuple(replace(mark, x_mm=mark.x_mm + A5.margin_mm, y_mm=mark.y_mm + 0.62 * A5.margin_mm) for mark in marks)  # type: ignore[call-arg, union-attr]


def _cover(stories: Sequence[ToldStory], imprint: Imprint) -> list[Page]:
    """Title, exhibition, place and days; below, the figures of those who tell, standing in a row."""
    language = imprint.language
    days = f"{labels.day(imprint.starts_on, language)} – {labels.day(imprint.ends_on, language)}"
    page, *_ = _set((
        Gap(8), Heading(labels.label(language, "leaflet_title"), 1, size_pt=30), Gap(3),
        _phrase(imprint.exhibition, language, 15, bold=True),
        *((_phrase(Phrase(imprint.theme, LATIN), language, 12),) if imprint.theme and imprint.theme != imprint.exhibition.text else ()),
        Gap(2), Paragraph(as_it_runs(imprint.place), 11, grey=0.25), Paragraph(days, 11, grey=0.25)), language)
    return [page + tuple(_row([story.figure for story in stories if story.figure]))]


def _row(figures: Sequence[PlacedFigure]) -> list[Mark]:
    """Silhouettes on one floor line, at one scale, as large as all of them find room side by side."""
    if not figures:
        return []
    room, floor, gap = A5.width_mm - 2 * A5.margin_mm, A5.margin_mm + 8, 2.5
    share = min(ROW_SHARE, (room - gap * (len(figures) - 1)) / sum(figure.width_mm for figure in figures))
    x = A5.margin_mm + (room - sum(figure.width_mm * share + gap for figure in figures) + gap) / 2
    marks: list[Mark] = [Shape((("M", A5.margin_mm, floor), ("L", A5.width_mm - A5.margin_mm, floor)), 0.25, 0.35)]
    for at, figure in enumerate(figures):
        marks.append(Shape(transform(silhouette(figure), share, 0, 0, share, x, floor), 0.2 + 0.12 * (at % 3)))
        x += figure.width_mm * share + gap
    return marks


def _phrase(phrase: Phrase, language: str, size_pt: float, bold: bool = False) -> Paragraph:
    """Words in a language of their own, beginning on the side on which the booklet's lines begin."""
    turned = labels.direction(phrase.language) != labels.direction(language)
    return Paragraph(phrase.text, size_pt, bold, "end" if turned else "start", language=phrase.language)


def silhouette(figure: PlacedFigure) -> Path:
    """The figure's outline as one path, its holes turned against it."""
    outline = orient(figure.outline)
    return polygon_path([ring.coords for ring in (outline.exterior, *outline.interiors)])


def _lead(stories: Sequence[ToldStory], imprint: Imprint) -> list[Page]:
    composed = any(story.composed for story in stories)
    keys = ("composed",) if composed else ("leaflet_agreed",)
    return _set((Gap(10), *(Paragraph(labels.label(imprint.language, key), TEXT_PT) for key in ("leaflet_lead", *keys, "leaflet_please"))), imprint.language)


def _story(story: ToldStory, language: str) -> list[Page]:
    """As large as fits on one page; a long one on two. Raises CutoutError for one that is longer still."""
    laid = [_set(_told(story, language, scale), language) for scale in SCALES]
    fitting = next((pages for pages in laid if len(pages) == 1), laid[-1])
    if len(fitting) > 2:
        raise CutoutError(f"The text of place {story.place} is too long for the booklet: it would need {len(fitting)} pages, two are the most. Shorten the text of its board.")
    return fitting


def _told(story: ToldStory, language: str, scale: float) -> list[Block]:
    opening, closing = quotation_marks(language)
    beside = (Heading(f"{opening}{story.quote}{closing}", 2, size_pt=QUOTE_PT * scale), Paragraph(story.attribution, NAME_PT * scale, bold=True),
              Paragraph(labels.label(language, "not_real_name"), NOTE_PT, grey=0.3))
    top: Block = Together(beside)
    if story.figure:
        share = FIGURE_SHARE * scale
        drawing = Drawing(transform(silhouette(story.figure), share, 0, 0, share, 0, 0), story.figure.width_mm * share, story.figure.outline.bounds[3] * share)
        width = A5.width_mm - 2 * A5.margin_mm - 6
        own = max(0.18, drawing.width_mm / width)
        top = Beside(((drawing,), beside), (own, 1 - own))
    marked = (Paragraph(labels.label(language, "composed"), NOTE_PT, grey=0.3),) if story.composed else ()
    text = [Paragraph(part.strip(), TEXT_PT * scale) for part in story.text.split("\n") if part.strip()]
    address = story.url.split("//", 1)[-1]
    code = (Gap(4), Code(story.url, CODE_MM, f"{labels.label(language, 'leaflet_read')}\n{_left_to_right(address, language)}")) if story.url else ()
    return [top, Gap(2), *text, *marked, *code]


def _left_to_right(address: str, language: str) -> str:
    return f"\u2066{address}\u2069" if labels.direction(language) == "rtl" else address


def _act(imprint: Imprint) -> list[Page]:
    language = imprint.language
    blocks: list[Block] = [Heading(labels.label(language, "act"), 2), Paragraph(labels.label(language, "act_today"), 11, bold=True)]
    for title, items, after in LISTS:
        blocks += [Heading(labels.label(language, title), 3), Bullets(tuple(labels.label(language, f"{items}_{n}") for n in range(1, ITEMS + 1)), size_pt=11),
                   Paragraph(labels.label(language, after), 11)]
    return _set(blocks, language)


def _help(imprint: Imprint) -> list[Page]:
    """Current numbers, and what the two words mean. A number is in a line of its own."""
    language, lines = imprint.language, imprint.help.lines
    side = "end" if labels.direction(language) == "rtl" else "start"
    blocks: list[Block] = [Heading(labels.label(language, "help"), 2)]
    for line in lines:
        blocks.append(Together((Paragraph(line.name, 11, align=side, language=LATIN), Paragraph(line.number, 17, bold=True, align=side, language=LATIN))))
    blocks.append(Paragraph(labels.label(language, "emergency", number=imprint.help.emergency), 13, bold=True))
    checked = [line.verified_on for line in lines if line.verified_on]
    note = labels.label(language, "paper_checked", date=labels.day(min(checked), language)) if checked else labels.label(language, "unverified")
    blocks += [Paragraph(note, NOTE_PT, grey=0.3), Rule(), Heading(labels.label(language, "apart"), 2), Paragraph(labels.label(language, "tip"), 11), Paragraph(labels.label(language, "som"), 11)]
    return _set(blocks, language)


def _back(imprint: Imprint) -> list[Page]:
    """Who made it, and what becomes of it."""
    language = imprint.language
    said = {"leaflet_printed": {"date": labels.day(imprint.printed_on, language)}, "leaflet_copies": {"n": imprint.copies},
            "leaflet_valid": {"date": labels.day(imprint.until, language)}, "leaflet_back": {"place": ""}}
    phrases = [phrase for phrase in (imprint.exhibition, *imprint.credits, imprint.disclaimer) if phrase.text]
    return _set((
        Heading(labels.label(language, "about"), 2), *(_phrase(phrase, language, 10) for phrase in phrases), Rule(),
        *(Paragraph(labels.label(language, key, **values).strip(), 10, bold=key in ("leaflet_valid", "leaflet_back")) for key, values in said.items()),
        _phrase(Phrase(imprint.back_to, LATIN), language, 11, bold=True)), language)
