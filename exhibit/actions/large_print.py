"""A story's page as paper in large print: the same approved text, 18 pt and more, for eyes and for reading programs alike.

Made from what the page itself shows (`visiting.story_page`), so the gate has been asked and nothing else of the testimony is known here.
Clear print (UK Association for Accessible Formats): at least 16 to 18 pt, set to one side, air between lines, no words over pictures.
"""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from exhibit.actions.gate import page_decision
from exhibit.actions.visiting import Phrase, StoryPage
from exhibit.cutout.type.typeset import quotation_marks
from exhibit.paper import Block, Bullets, Document, Gap, Heading, PageSize, Paragraph, Rule, Together
from exhibit.paper.letters import HAIR_SPACE
from exhibit.paper.tagged import write_tagged
from exhibit.store import queries
from exhibit.story import labels

BODY_PT, QUOTE_PT, HEADING_PT, SUBHEADING_PT, NUMBER_PT, PAGE_NUMBER_PT = 18.0, 26.0, 22.0, 19.0, 26.0, 18.0
OPEN_EM = 0.16  # with the usual line box: lines about one and a half times the size apart
PAGE = PageSize(210, 297, 24)
LATIN = "en"  # numbers and names of services stand in Latin letters and run from the left on every page
LISTS = (("act_signs", "act_sign", "act_careful"), ("act_ask", "act_ask", "act_support"))  # title, items, and what is said after them
ITEMS = 4


def large_print(found: StoryPage, now: datetime) -> bytes:
    """The page as a tagged PDF (A4). The same page on the same day gives the same bytes."""
    words = labels.words_language(found.language)
    blocks = (*_words_of_the_person(found, words), *_help(found, words), *_what_to_do(found, words), *_about(found, words, now))
    return write_tagged(Document(
        blocks, language=found.language, title=labels.label(words, "title"), page=PAGE, footer_pt=PAGE_NUMBER_PT, open_em=OPEN_EM))


def last_day(found: StoryPage, now: datetime) -> date | None:
    """The last day on which the story may be shown in this language; None where no end was agreed."""
    copy = queries.nearest_copy(found.code)
    decision = page_decision(copy.cutout.testimony, found.language, now, country=copy.cutout.exhibition.country) if copy else None
    return (decision.valid_until - timedelta(seconds=1)).date() if decision and decision.valid_until else None


def _words_of_the_person(found: StoryPage, words: str) -> Iterator[Block]:
    opening, closing = quotation_marks(found.language)
    someone = labels.label(words, "someone")
    yield Heading(f"{opening}{found.quote}{closing}" if found.quote else found.speaker.line or someone, 1, size_pt=QUOTE_PT)
    if found.quote:
        yield Paragraph(found.speaker.line or someone, BODY_PT, bold=True, language="" if found.speaker.line else words)
    if found.speaker.age_band:
        yield _said(words, f"age_{found.speaker.age_band.lower()}")
    marks = {"not_real_name": found.speaker.named, "composed": found.composed, "several": found.speaker.several}
    for key in (key for key, true in marks.items() if true):
        yield _said(words, key)
    topics = " · ".join(found.topics_in_words)
    yield Paragraph(f"{labels.label(words, 'note', topics=topics)} {labels.label(words, 'note_choice')}", BODY_PT, language=words)
    yield _heading(words, "paper_story")
    yield _said(words, "opening_composed" if found.composed or found.speaker.several else "opening")
    for paragraph in found.paragraphs:
        for part in paragraph.parts:
            yield Paragraph(part, BODY_PT)
    if not found.composed:
        yield _said(words, "consent")


def _help(found: StoryPage, words: str) -> Iterator[Block]:
    """Current numbers as on the page. A number stands in a line of its own: whoever reads it aloud or copies it gets its groups in order."""
    side, apart = ("end", HAIR_SPACE) if labels.direction(found.language) == "rtl" else ("start", " ")
    yield _heading(words, "help")
    for line in found.help.lines:
        note = (Paragraph(line.note, BODY_PT, align=side, language=LATIN),) if line.note else ()
        yield Together((Paragraph(line.name, BODY_PT, bold=True, align=side, language=LATIN), Paragraph(apart.join(line.number.split()), NUMBER_PT, bold=True, align=side, language=LATIN), *note))
    yield Paragraph(labels.label(words, "emergency", number=found.help.emergency), BODY_PT, bold=True, language=words)
    checked = [line.verified_on for line in found.help.lines if line.verified_on]
    yield _said(words, "paper_checked", date=labels.day(min(checked), words)) if checked else _said(words, "unverified")


def _what_to_do(found: StoryPage, words: str) -> Iterator[Block]:
    yield _heading(words, "act")
    yield Paragraph(labels.label(words, "act_today"), BODY_PT, bold=True, language=words)
    for title, items, after in LISTS:
        yield Heading(labels.label(words, title), 3, words, SUBHEADING_PT)
        yield Bullets(tuple(labels.label(words, f"{items}_{n}") for n in range(1, ITEMS + 1)), size_pt=BODY_PT, language=words)
        yield _said(words, after)
    if found.experience:
        yield _heading(words, "apart")
        yield Paragraph(labels.label(words, f"story_{found.experience}"), BODY_PT, bold=True, language=words)
        yield _said(words, "tip")
        yield _said(words, "som")


def _about(found: StoryPage, words: str, now: datetime) -> Iterator[Block]:
    yield Gap(4)
    yield Rule()
    yield Heading(labels.label(words, "about"), 2, words, HEADING_PT)
    for phrase in (found.exhibition, *found.credits, found.disclaimer):
        if phrase.text:
            yield _phrase(phrase, found.language)
    until = last_day(found, now)
    yield _said(words, "paper_made", date=labels.day(now.date(), words))
    if until:
        yield _said(words, "paper_until", date=labels.day(until, words))


def _heading(words: str, key: str) -> Heading:
    return Heading(labels.label(words, key), 2, words, HEADING_PT)


def _said(words: str, key: str, **values: object) -> Paragraph:
    return Paragraph(labels.label(words, key, **values), BODY_PT, language=words)


def _phrase(phrase: Phrase, language: str) -> Paragraph:
    """Words in a language of their own, beginning on the side on which the page's lines begin."""
    turned = labels.direction(phrase.language) != labels.direction(language)
    return Paragraph(phrase.text, BODY_PT, align="end" if turned else "start", language=phrase.language)
