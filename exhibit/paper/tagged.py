"""A PDF for eyes and for reading programs: text that is text, structure, languages, nothing read that is only decoration (PDF/UA-1, ISO 14289-1).

What a tagged file is: ISO 32000-1, 14.7 and 14.8. The letters: `letters`; the parts: `parts`.
"""
from __future__ import annotations

import io
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from exhibit.cutout.type.itemise import is_rtl
from exhibit.paper.blocks import Document
from exhibit.paper.flow import Page, fill, footer_marks
from exhibit.paper.letters import Fonts
from exhibit.paper.parts import FURNITURE, Part, tagged, tree
from exhibit.paper.pdf import PT_PER_MM, shape_operators
from exhibit.paper.strips import Column, Mark, Photo, Words, shifted

SAVED = {"force_version": "1.7", "compress_streams": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate, "deterministic_id": True}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def write_tagged(document: Document) -> bytes:
    """The document as a tagged PDF. Same document, same bytes. Raises NotTagged for a block that reading programs could not be told of."""
    paper = document.page
    column = Column(paper.width_mm - 2 * paper.margin_mm, document.language, document.open_em)
    found = tagged(document, column)
    filled = fill(found.strips, paper.height_mm - 2 * paper.margin_mm)
    pages = [shifted(marks, paper.margin_mm, paper.height_mm - paper.margin_mm) + footer_marks(document, column, at + 1, len(filled))
             for at, marks in enumerate(filled)]
    with pikepdf.new() as pdf:
        writer = _Writer(pdf, Fonts(pdf), document)
        for marks in pages:
            writer.add_page(marks)
        writer.finish(found.parts)
        out = io.BytesIO()
        pdf.save(out, **SAVED)
    return out.getvalue()


@dataclass(slots=True)
class _Writer:
    """Pages first, then fonts and structure, which point to them. `content`: for each part the page and number of each of its pieces."""

    pdf: pikepdf.Pdf
    fonts: Fonts
    document: Document
    content: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _used: list[set[int]] = field(default_factory=list)
    _pieces: list[list[int]] = field(default_factory=list)  # for each page the part of each of its pieces

    def add_page(self, marks: Page) -> None:
        """One page: neighbouring marks of a part are one marked piece; everything else is an artifact."""
        paper, number = self.document.page, len(self._pieces)
        self._used.append(set())
        self._pieces.append([])
        operators: list[str] = []
        groups = _grouped(marks)
        for part, group in groups:
            operators += [self._opened(part, number), *(self._drawn(mark, number) for mark in group), "EMC"]
        page = self.pdf.add_blank_page(page_size=(paper.width_mm * PT_PER_MM, paper.height_mm * PT_PER_MM))
        page.Contents = self.pdf.make_stream("\n".join(operators).encode())
        page.StructParents, page.Tabs = number, Name.S

    def _opened(self, part: int, page: int) -> str:
        if part == FURNITURE:
            return "/Artifact <</Type /Layout>> BDC"
        piece = len(self._pieces[page])
        self._pieces[page].append(part)
        self.content.setdefault(part, []).append((page, piece))
        return f"/Span <</MCID {piece}>> BDC"

    def _drawn(self, mark: Mark, page: int) -> str:
        if isinstance(mark, Words):
            shown = self.fonts.show(mark.line, mark.em_mm * PT_PER_MM, mark.x_mm * PT_PER_MM, mark.y_mm * PT_PER_MM, self._used[page], mark.blank_after, is_rtl(mark.language or self.document.language))
            return f"{mark.grey:g} g {shown}"
        if isinstance(mark, Photo):
            raise ValueError("A photograph in a tagged document needs words in its place; there are none.")
        return f"q {PT_PER_MM:.6f} 0 0 {PT_PER_MM:.6f} 0 0 cm {shape_operators(mark)} Q"

    def finish(self, parts: tuple[Part, ...]) -> None:
        fonts = self.fonts.objects()
        for page, used in zip(self.pdf.pages, self._used, strict=True):
            page.Resources = Dictionary(Font=Dictionary({f"/F{at}": fonts[at] for at in sorted(used)}))
        _Structure(self.pdf, self.document.language, self.content, self._pieces).write(parts)
        title = self.document.title
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.Lang = self.document.language
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.R2L if is_rtl(self.document.language) else Name.L2R)
        self.pdf.docinfo["/Title"] = title
        xmp = _XMP.format(title=escape(title), language=escape(self.document.language))
        self.pdf.Root.Metadata = self.pdf.make_indirect(self.pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML))


def _grouped(marks: Page) -> list[tuple[int, list[Mark]]]:
    """Runs of marks that belong to the same part, in the order of the page."""
    groups: list[tuple[int, list[Mark]]] = []
    for mark in marks:
        part = mark.part if isinstance(mark, Words) else FURNITURE
        if not groups or groups[-1][0] != part:
            groups.append((part, []))
        groups[-1][1].append(mark)
    return groups


@dataclass(slots=True)
class _Structure:
    """The structure tree (ISO 32000-1, 14.7): a document of headings, paragraphs and lists."""

    pdf: pikepdf.Pdf
    language: str
    content: dict[int, list[tuple[int, int]]]
    pieces: list[list[int]]
    _elements: dict[int, pikepdf.Object] = field(default_factory=dict)

    def write(self, parts: tuple[Part, ...]) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        whole = self._element("Document", root)
        whole.Lang = String(self.language)
        whole.K = Array([self._of_list(found, whole) if isinstance(found, list) else self._of_part(found, whole) for found in tree(parts)])
        root.K = whole
        parents = [self.pdf.make_indirect(Array([self._elements[part] for part in page])) for page in self.pieces]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array([value for at, page in enumerate(parents) for value in (at, page)])))
        root.ParentTreeNextKey = len(parents)
        self.pdf.Root.StructTreeRoot = root

    def _element(self, role: str, parent: pikepdf.Object) -> pikepdf.Object:
        return self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent))

    def _of_part(self, part: Part, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._elements[part.number] = self._element(part.role, parent)
        element.Lang = String(part.language)
        if part.spoken:
            element.ActualText = String(part.spoken)
        element.K = Array([Dictionary(Type=Name.MCR, Pg=self.pdf.pages[page].obj, MCID=piece) for page, piece in self.content.get(part.number, ())])
        return element

    def _of_list(self, items: list[list[Part]], parent: pikepdf.Object) -> pikepdf.Object:
        whole = self._element("L", parent)
        whole.A = Dictionary(O=Name.List, ListNumbering=Name.Disc)
        whole.K = Array([self._of_item(item, whole) for item in items])
        return whole

    def _of_item(self, item: list[Part], parent: pikepdf.Object) -> pikepdf.Object:
        element = self._element("LI", parent)
        element.K = Array([self._of_part(part, element) for part in item])
        return element
