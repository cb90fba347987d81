"""What a paper document is made of: frozen values that say what stands there, never where.

Every block takes the document's language unless it names its own; right-to-left documents are mirrored as a whole.
"""
from __future__ import annotations

from dataclasses import dataclass

from exhibit.cutout.paths import Path


@dataclass(frozen=True, slots=True)
class PageSize:
    """Paper in mm, with one margin on all sides; the footer stands in the lower one."""

    width_mm: float
    height_mm: float
    margin_mm: float


A4 = PageSize(210, 297, 18)
A6 = PageSize(105, 148, 9)


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 (the document's title) to 3; never left alone at the foot of a page. `size_pt` 0: as its level says."""

    text: str
    level: int = 1
    language: str = ""
    size_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line ends in it are kept. `align` is "start", "end" (of the paragraph's own language) or "center"; `grey` runs from 0 (black) to 1 (white)."""

    text: str
    size_pt: float = 10.5
    bold: bool = False
    align: str = "start"
    grey: float = 0.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with dots or with numbers."""

    items: tuple[str, ...]
    numbered: bool = False
    size_pt: float = 10.5
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space; it vanishes at the top of a page."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class TickRow:
    """One question: its pictogram (a name from `consent.pictograms`, or ""), its words, small print below, and what is ticked already."""

    label: str
    note: str = ""
    pictogram: str = ""
    ticked: int | None = None


@dataclass(frozen=True, slots=True)
class Ticks:
    """Rows with one box for each of the `options` ("yes", "no", "later"); the options stand again at the top of each page."""

    options: tuple[str, ...]
    rows: tuple[TickRow, ...]
    size_pt: float = 10.5


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of text; the head is set again on each page. `weights` share out the width, all columns alike without them.

    A cell that is True or False is an empty box or none: for lists that are ticked off by hand.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | bool, ...], ...]
    weights: tuple[float, ...] = ()
    size_pt: float = 9.0


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what is on file."""

    rows: tuple[tuple[str, str], ...]
    size_pt: float = 10.0
    label_share: float = 0.34


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of an address (set in upper case, as on boards) with words beside it. Raises AddressTooLong in `write_pdf`."""

    address: str
    side_mm: float = 30.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, as large as fits; it is drawn anew, so that nothing a camera wrote into the file (place, time) goes along."""

    content: bytes
    width_mm: float = 80.0
    height_mm: float = 80.0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A filled outline, in mm from its lower left corner, y up: a figure's silhouette. Fill by the non-zero rule."""

    path: Path
    width_mm: float
    height_mm: float
    grey: float = 0.25


@dataclass(frozen=True, slots=True)
class Blanks:
    """Room to write, sign or press a thumb: a line (or a box) over each label."""

    labels: tuple[str, ...]
    height_mm: float = 12.0
    per_row: int = 2
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where they fit on one; `and_next`: together with the beginning of what follows."""

    blocks: tuple[Block, ...]
    and_next: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """Blocks in a box of their own, kept whole; `dashed` for cutting out, `middle` to set them halfway up. Without a width it fills the column."""

    blocks: tuple[Block, ...]
    width_mm: float | None = None
    height_mm: float = 0.0
    padding_mm: float = 4.0
    dashed: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Parts next to each other, each a stack of blocks in its share of the width, kept whole; the first stands where reading starts."""

    parts: tuple[tuple[Block, ...], ...]
    weights: tuple[float, ...] = ()
    gap_mm: float = 6.0


Block = Heading | Paragraph | Bullets | Rule | Gap | PageBreak | Ticks | Table | Facts | Code | Picture | Drawing | Blanks | Together | Framed | Beside


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `footer` stands at the foot of each page, beside the page's number; `title` is what viewers show, keep it neutral.

    `open_em`: more air between the lines of headings, paragraphs and lists than office paper has.
    """

    blocks: tuple[Block, ...]
    language: str = "en"
    title: str = ""
    page: PageSize = A4
    footer: str = ""
    numbered: bool = True
    footer_pt: float = 8.0
    open_em: float = 0.0
