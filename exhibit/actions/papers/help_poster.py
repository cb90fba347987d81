"""The help poster: numbers of the event's country that a named person has verified lately, in every language of the exhibition."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exhibit.actions.helplines import VERIFIED_FOR, current_numbers
from exhibit.actions.papers.words import measured
from exhibit.errors import Refused, WrongUse
from exhibit.paper import A4, Beside, Block, Document, Gap, PageSize, Paragraph, Rule, Together, write_pdf
from exhibit.store.tables import Helpline
from exhibit.story import labels

A3 = PageSize(297, 420, 24)
PAPERS = {"a4": (A4, 1.0), "a3": (A3, 1.42)}
ROOMY = 2.6  # numbers that stand on a poster in full size


def help_sheet(country: str, languages: Sequence[str], today: date, paper: str = "a4") -> bytes:
    """A poster (A4 or A3). Raises Refused while no number of the country is verified: an unchecked number is worse than none; WrongUse for another paper."""
    current, emergency = current_numbers(country, today)
    if not current:
        raise Refused(f"No help number of {country} was verified in the last {VERIFIED_FOR.days} days by somebody named: call one, mark it as verified, then print the poster. "
                      f"Until then the emergency number {emergency} is on the boards.")
    if paper not in PAPERS:
        raise WrongUse(f"A poster comes on {' or '.join(PAPERS)}, not on “{paper}”.")
    page, scale = PAPERS[paper]
    first, *others = _readers(languages)
    blocks = (Paragraph(labels.label(first, "help"), 30 * scale, bold=True), *_numbers(current, emergency, first, scale),
              *_pairs([_other(language, emergency, scale) for language in others]))
    oldest = min(row.verified_on for row in current)
    footer = measured(first, f"Numbers checked on {oldest.isoformat()}; print this again by {(oldest + VERIFIED_FOR).isoformat()}.")
    return write_pdf(Document(blocks, language=first, title=labels.label(first, "help"), page=page, footer=footer, numbered=False))


def _readers(languages: Sequence[str]) -> list[str]:
    """Each language the words come in, once, in the given order; English where none is given."""
    return list(dict.fromkeys(labels.words_language(code) for code in languages)) or [labels.FALLBACK]


def _numbers(current: Sequence[Helpline], emergency: str, language: str, scale: float) -> list[Block]:
    blocks: list[Block] = []
    size = scale * min(1, ROOMY / len(current))  # more numbers, smaller ones: all of them and all languages stay on one page
    for row in current:
        blocks += [Together((Paragraph(row.name, 16 * size, align="center", language="en"), Paragraph(row.number, 40 * size, bold=True, align="center", language="en"),
                             *((Paragraph(row.note, 12 * size, align="center", grey=0.3, language="en"),) if row.note else ())))]
    return [*blocks, Rule(), Paragraph(labels.label(language, "emergency", number=emergency), 20 * scale, bold=True), Rule()]


def _other(language: str, emergency: str, scale: float) -> tuple[Block, ...]:
    """The same call in a further language."""
    return (Paragraph(labels.label(language, "help"), 13 * scale, bold=True, language=language),
            Paragraph(labels.label(language, "emergency", number=emergency), 11 * scale, language=language))


def _pairs(calls: Sequence[tuple[Block, ...]]) -> list[Block]:
    """Two languages beside each other, so that all find room on one page."""
    return [Beside((*calls[at:at + 2], *([(Gap(0),)] if at + 1 == len(calls) else []))) for at in range(0, len(calls), 2)]
