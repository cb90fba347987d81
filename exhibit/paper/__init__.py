"""Paper in any script: plain blocks in, a PDF of office pages out. Lists for the crew, forms, receipts, a person's file.

Lengths in mm, sizes in points. Pure: no database, no framework, no clock; the same document gives the same bytes.
"""
from exhibit.paper.blocks import (
    A4,
    A6,
    Beside,
    Blanks,
    Block,
    Bullets,
    Code,
    Document,
    Drawing,
    Facts,
    Framed,
    Gap,
    Heading,
    PageBreak,
    PageSize,
    Paragraph,
    Picture,
    Rule,
    Table,
    TickRow,
    Ticks,
    Together,
)
from exhibit.paper.pdf import write_pdf

__all__ = [
    "A4", "A6", "Beside", "Blanks", "Block", "Bullets", "Code", "Document", "Drawing", "Facts", "Framed", "Gap", "Heading", "PageBreak", "PageSize", "Paragraph", "Picture",
    "Rule", "Table", "TickRow", "Ticks", "Together", "write_pdf",
]
