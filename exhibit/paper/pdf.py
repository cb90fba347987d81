"""Pages of marks as a PDF: each glyph an outline kept once in the file and used by all pages, no font, no metadata but the title.

Written with pikepdf alone: reportlab has no way to say “this outline again, there”, and a person's file would be ten times the size.
"""
from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from exhibit.cutout.paths import Path
from exhibit.cutout.type.fonts import FontFace, glyph_outline
from exhibit.cutout.type.typeset import MM_PER_PT
from exhibit.paper.blocks import Document
from exhibit.paper.flow import Page, pages_of
from exhibit.paper.photos import as_jpeg
from exhibit.paper.strips import Mark, Photo, Shape, Words

PT_PER_MM = 1 / MM_PER_PT
_OPERATORS = {"M": "%.4g %.4g m", "L": "%.4g %.4g l", "C": "%.4g %.4g %.4g %.4g %.4g %.4g c", "Z": "h"}
_MM = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}


def write_pdf(document: Document) -> bytes:
    """The document as a PDF. Same document, same bytes. Raises AddressTooLong, NotAnImage."""
    return write_pages(pages_of(document), document)


def write_pages(pages: Sequence[Page], document: Document) -> bytes:
    """Pages that were laid out one by one, with size, language and title of `document`. Raises NotAnImage."""
    with pikepdf.new() as pdf:
        store = _Store(pdf)
        for marks in pages:
            _add_page(pdf, store, marks, document)
        pdf.Root.Lang = document.language
        if document.title:
            pdf.docinfo["/Title"] = document.title
            pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        out = io.BytesIO()
        pdf.save(out, force_version="1.7", compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


@dataclass(slots=True)
class _Store:
    """What pages share: glyphs and pictures, each once."""

    pdf: pikepdf.Pdf
    names: dict[object, str] = field(default_factory=dict)
    objects: dict[str, pikepdf.Object] = field(default_factory=dict)

    def glyph(self, face: FontFace, glyph: int) -> str:
        """Name of the outline, "" for a blank."""
        key = (face.name, glyph)
        if key not in self.names:
            outline = glyph_outline(face, glyph)
            self.names[key] = self._keep("G", self._form(outline)) if outline else ""
        return self.names[key]

    def photo(self, content: bytes) -> str:
        if content not in self.names:
            jpeg, width, height = as_jpeg(content)
            stream = self.pdf.make_stream(jpeg, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceRGB,
                                          BitsPerComponent=8, Filter=Name.DCTDecode)
            self.names[content] = self._keep("P", stream)
        return self.names[content]

    def _form(self, outline: Path) -> pikepdf.Object:
        operators = " ".join(_OPERATORS[command[0]] % command[1:] for command in outline)
        return self.pdf.make_stream(f"{operators} f".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([-4, -4, 8, 4]))

    def _keep(self, kind: str, stream: pikepdf.Object) -> str:
        name = f"{kind}{len(self.objects)}"
        self.objects[name] = self.pdf.make_indirect(stream)
        return name


def _add_page(pdf: pikepdf.Pdf, store: _Store, marks: Page, document: Document) -> None:
    used: set[str] = set()
    operators = [f"{PT_PER_MM:.6f} 0 0 {PT_PER_MM:.6f} 0 0 cm 1 J 1 j"]
    operators += [_drawn(mark, store, used) for mark in marks]
    page = pdf.add_blank_page(page_size=(document.page.width_mm * PT_PER_MM, document.page.height_mm * PT_PER_MM))
    page.Contents = pdf.make_stream("\n".join(operators).encode())
    page.Resources = Dictionary(XObject=Dictionary({f"/{name}": store.objects[name] for name in sorted(used)}))


def _drawn(mark: Mark, store: _Store, used: set[str]) -> str:
    if isinstance(mark, Words):
        return _words(mark, store, used)
    if isinstance(mark, Photo):
        name = store.photo(mark.content)
        used.add(name)
        left, bottom, width, height = mark.box_mm
        return f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm /{name} Do Q"
    return shape_operators(mark)


def _words(mark: Words, store: _Store, used: set[str]) -> str:
    placed = [f"q {mark.grey:g} g"]
    for glyph in mark.line.glyphs:
        name = store.glyph(glyph.face, glyph.glyph)
        if name:
            used.add(name)
            x, y = mark.x_mm + glyph.x * mark.em_mm, mark.y_mm + glyph.y * mark.em_mm
            placed.append(f"q {mark.em_mm:.4f} 0 0 {mark.em_mm:.4f} {x:.3f} {y:.3f} cm /{name} Do Q")
    return " ".join([*placed, "Q"])


def shape_operators(mark: Shape) -> str:
    """A shape as operators, in mm."""
    path = " ".join(_MM[command[0]] % command[1:] for command in mark.path)
    if not mark.pen_mm:
        return f"{mark.grey:g} g {path} f"
    dash = f"[{mark.dash_mm:g} {mark.dash_mm * 1.5:g}] 0 d" if mark.dash_mm else "[] 0 d"
    return f"{mark.grey:g} G {mark.pen_mm:.3f} w {dash} {path} S"
