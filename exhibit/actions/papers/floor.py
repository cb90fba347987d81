"""Floor labels: the number of a place and an arrow, A5, and nothing of any story."""
from __future__ import annotations

from collections.abc import Sequence

from exhibit.actions.papers.drawing import arrow_png
from exhibit.actions.papers.install import FRONT_MM
from exhibit.actions.papers.words import word, words_language
from exhibit.errors import WrongUse
from exhibit.paper import Beside, Block, Document, Gap, PageBreak, PageSize, Paragraph, Picture, write_pdf
from exhibit.story.labels import number

A5 = PageSize(148, 210, 12)
SIZES = {4: (190.0, 44.0, 10.0), 99: (150.0, 36.0, 8.0)}
"""Up to so many languages: type of the number, the arrow in mm, type of the sentences; all of it on one page."""


def floor_labels(places: Sequence[int], languages: Sequence[str] = ("en",)) -> bytes:
    """A5 pages, one a place; the sentence below in each of the crew's languages. Raises WrongUse without a place."""
    if not places:
        raise WrongUse("There is no place to label: add a figure first.")
    readers = list(dict.fromkeys(words_language(code) for code in languages)) or ["en"]
    arrow = arrow_png()
    blocks: list[Block] = []
    for at, place in enumerate(sorted(set(places))):
        blocks += [*([PageBreak()] if at else []), *_label(place, readers, arrow)]
    return write_pdf(Document(tuple(blocks), language="en", title="", page=A5, numbered=False))


def _label(place: int, readers: Sequence[str], arrow: bytes) -> list[Block]:
    number_pt, arrow_mm, words_pt = next(sizes for most, sizes in SIZES.items() if len(readers) <= most)
    side = (A5.width_mm - 2 * A5.margin_mm - arrow_mm) / 2
    sentences = (Paragraph(word(language, "floor_help", front=number(FRONT_MM[0], language), deep=number(FRONT_MM[1], language)), words_pt, language=language) for language in readers)
    return [Beside(((Gap(1),), (Picture(arrow, arrow_mm, arrow_mm),), (Gap(1),)), (side, arrow_mm, side), gap_mm=0),
            Paragraph(str(place), number_pt, bold=True, align="center"), *sentences]
