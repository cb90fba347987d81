"""From the bytes of any PDF to what is in it."""
from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from exhibit.cutout.preflight.found import Box, CannotRead, Found, Intent, Sheet
from exhibit.cutout.preflight.inks import ink_of
from exhibit.cutout.preflight.interpreter import Interpreter
from exhibit.cutout.preflight.streams import content_of

MM_PER_PT = 25.4 / 72
LARGEST_BYTES = 200_000_000
MOST_PAGES = 200
NO_PRINT = ("/PrinterMark", "/TrapNet")  # annotations that PDF/X allows
DAMAGED = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, NotImplementedError, RuntimeError, RecursionError)  # pikepdf raises NotImplementedError for what it does not know
"""What pikepdf and arithmetic raise on nonsense in a file; each becomes one sentence."""
_SAVE = "Ask for the file again, or open it in the program that made it and export it anew as PDF."


def read(pdf: bytes, scale: float = 1.0) -> Found:
    """Everything in a file, lengths multiplied by `scale` (10 for a file drawn 1:10). Raises CannotRead."""
    if not pdf.strip():
        raise CannotRead("The file is empty. Choose a PDF.")
    if len(pdf) > LARGEST_BYTES:
        raise CannotRead(f"The file has {len(pdf) / 1e6:.0f} MB; up to {LARGEST_BYTES / 1e6:.0f} MB are checked. Ask for a file with smaller pictures.")
    if b"%PDF-" not in pdf[:1024]:
        raise CannotRead("This is no PDF: it does not begin like one. Choose the print file itself.")
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _document(document, scale)
    except pikepdf.PasswordError as error:
        raise CannotRead("The file is locked with a password: no shop can print it. Ask for a file without one.") from error
    except DAMAGED as error:
        raise CannotRead(f"The file is damaged and cannot be read. {_SAVE}") from error


def _document(document: pikepdf.Pdf, scale: float) -> Found:
    if not document.pages:
        raise CannotRead(f"The file has no page. {_SAVE}")
    if len(document.pages) > MOST_PAGES:
        raise CannotRead(f"The file has {len(document.pages)} pages; a board is one. Choose the file of one board.")
    layers = _layers(document)
    sheets = tuple(_sheet(page, at + 1, scale, layers) for at, page in enumerate(document.pages))
    root, info = document.Root, document.trailer.get("/Info", pikepdf.Dictionary())
    wishes = root.get("/ViewerPreferences", pikepdf.Dictionary())
    return Found(
        sheets, document.pdf_version, _standard(document, info), str(info.get("/Trapped", "")).lstrip("/"), "/ID" in document.trailer, bool(str(info.get("/Title", ""))),
        document.is_encrypted, str(wishes.get("/PrintScaling", "")).lstrip("/"), _intents(root), tuple(dict.fromkeys(layers.values())), tuple(_extras(root)))


def _sheet(page: pikepdf.Page, number: int, scale: float, layers: dict[object, str]) -> Sheet:
    media = _box(page.mediabox, scale, (0.0, 0.0))
    if media is None or media[2] - media[0] < 0.1 or media[3] - media[1] < 0.1:
        raise CannotRead(f"Page {number} has no size. {_SAVE}")
    origin = (media[0], media[1])
    named = {"trim": "/TrimBox", "bleed": "/BleedBox", "crop": "/CropBox", "art": "/ArtBox"}
    boxes = {name: box for name, key in named.items() if (box := _box(_inherited(page.obj, key), scale, origin)) is not None}
    mm = MM_PER_PT * scale
    reading = Interpreter(scale, layers)
    group = page.obj.get("/Group")
    resources = _inherited(page.obj, "/Resources") or pikepdf.Dictionary()
    if isinstance(group, pikepdf.Dictionary):
        reading.groups.append(ink_of(group.get("/CS"), (), resources.get("/ColorSpace")).space if "/CS" in group else "")
    reading.read(content_of(page.obj.get("/Contents", pikepdf.Array())), resources, (mm, 0.0, 0.0, mm, -origin[0], -origin[1]))
    return Sheet(number, (0.0, 0.0, media[2] - media[0], media[3] - media[1]), boxes, float(page.obj.get("/UserUnit", 1)), int(_inherited(page.obj, "/Rotate") or 0) % 360,
                 _annotations(page.obj), tuple(reading.groups), tuple(reading.fonts.values()), tuple(reading.marks))


def _inherited(node: pikepdf.Object | None, key: str) -> pikepdf.Object | None:
    """An entry of a page, or of the pages above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _box(values: object, scale: float, origin: tuple[float, float]) -> Box | None:
    """A box in mm from an origin, its corners put in order; None for anything that is no box."""
    if not isinstance(values, pikepdf.Array | list) or len(values) != 4:
        return None
    x0, y0, x1, y1 = (float(value) * MM_PER_PT * scale for value in values)
    return min(x0, x1) - origin[0], min(y0, y1) - origin[1], max(x0, x1) - origin[0], max(y0, y1) - origin[1]


def _layers(document: pikepdf.Pdf) -> dict[object, str]:
    groups = document.Root.get("/OCProperties", pikepdf.Dictionary()).get("/OCGs", pikepdf.Array())
    return {group.objgen: str(group.get("/Name", "a layer without a name")) for group in groups}


def _standard(document: pikepdf.Pdf, info: pikepdf.Object) -> str:
    """PDF/X as claimed in the information dictionary or, from X-4 on, in the XMP metadata (ISO 15930-7)."""
    claimed = str(info.get("/GTS_PDFXConformance", "") or info.get("/GTS_PDFXVersion", ""))
    metadata = document.Root.get("/Metadata")
    if claimed or not isinstance(metadata, pikepdf.Stream):
        return claimed
    words = content_of(metadata).decode("utf-8", "replace")
    start = words.find("GTS_PDFXVersion")
    return words[start:].split("PDF/X", 1)[1].join(("PDF/X", ""))[:20].split("<")[0].split('"')[0].split("'")[0] if start >= 0 and "PDF/X" in words[start:] else ""


def _intents(root: pikepdf.Object) -> tuple[Intent, ...]:
    entries = root.get("/OutputIntents", pikepdf.Array())
    return tuple(Intent(str(entry.get("/S", "")).lstrip("/"), str(entry.get("/OutputConditionIdentifier", "") or entry.get("/OutputCondition", "")), "/DestOutputProfile" in entry)
                 for entry in entries)


def _annotations(page: pikepdf.Object) -> tuple[str, ...]:
    kinds = [str(entry.get("/Subtype", "/Unknown")) for entry in page.get("/Annots", pikepdf.Array()) if isinstance(entry, pikepdf.Dictionary)]
    return tuple(kind.lstrip("/") for kind in kinds if kind not in NO_PRINT)


def _extras(root: pikepdf.Object) -> Iterator[str]:
    """What a printed board cannot have: scripts, attachments, form fields, things that happen on opening."""
    names = root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        yield "JavaScript"
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "attached files"
    if "/AcroForm" in root and len(root["/AcroForm"].get("/Fields", pikepdf.Array())):
        yield "form fields"
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary) or "/AA" in root:
        yield "an action on opening"
