"""Pages to bytes: a PDF with nothing in it but what is said here, so that there is no font, no picture and no RGB to take out again.

Info keys, output intent and identifiers as ISO 15930-4 (PDF/X-1a:2003) asks; the dates are fixed, so that the same board gives the same bytes.
"""
from __future__ import annotations

import io

import pikepdf

from exhibit.cutout.board.compose import Board
from exhibit.cutout.press.pages import Ink, Page, boxes_pt, content, inks
from exhibit.cutout.press.standards import CONDITIONS, REGISTRY, STANDARDS, Standard

MADE = "D:20000101000000Z"
pikepdf.settings.set_flate_compression_level(3)  # a tenth larger than level 6, in two thirds of the time: previews write the file too


def document(board: Board, pages: tuple[Page, ...], standard_name: str) -> bytes:
    """The pages as one file. Raises CutoutError for what cannot be printed."""
    standard = STANDARDS[standard_name]
    layered = standard.layers and bool(board.profile.layer)
    with pikepdf.new() as pdf:
        layers = _layers(pdf, board.profile.layer) if layered else None
        for page in pages:
            _add(pdf, board, page, layers)
        _intent(pdf, board.profile.condition)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
        _info(pdf, board, standard)
        out = io.BytesIO()
        pdf.save(out, min_version=standard.version, force_version=standard.version, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def _add(pdf: pikepdf.Pdf, board: Board, page: Page, layers: pikepdf.Dictionary | None) -> None:
    resources = pikepdf.Dictionary()
    if page.lines:
        resources.ExtGState = pikepdf.Dictionary(Over=pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=True, op=True, OPM=1))
        separations = {f"/{ink.key}": _separation(ink) for ink in inks(board, page)}
        if separations:
            resources.ColorSpace = pikepdf.Dictionary(separations)
    if layers is not None:
        resources.Properties = layers
    boxes = {name: pikepdf.Array([round(value, 4) for value in box]) for name, box in boxes_pt(board, page).items()}
    stream = pdf.make_stream(content(board, page, layers is not None).encode("ascii"))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Page, **boxes, "/Resources": resources, "/Contents": stream}))))


def _separation(ink: Ink) -> pikepdf.Array:
    """An ink by name; what it looks like where there is no such ink."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(ink.colour), N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name(f"/{ink.name}"), pikepdf.Name.DeviceCMYK, tint])


def _layers(pdf: pikepdf.Pdf, lines: str) -> pikepdf.Dictionary:
    """Two layers, both on: the artwork, and the lines under the shop's own name for them."""
    art, cut = (pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("Artwork", lines))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[art, cut], D=pikepdf.Dictionary(Order=[art, cut], ON=[art, cut]))
    return pikepdf.Dictionary(Artwork=art, Lines=cut)


def _intent(pdf: pikepdf.Pdf, condition: str) -> None:
    """The printing condition, by its name in the ICC's registry: no profile has to be embedded for it."""
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=condition, OutputCondition=CONDITIONS[condition],
        RegistryName=REGISTRY, Info=CONDITIONS[condition]))])


def _info(pdf: pikepdf.Pdf, board: Board, standard: Standard) -> None:
    title = f"Exhibit board: {board.spec.slug.strip() or board.spec.figure}"
    for key, value in (("Title", title), ("Creator", "Exhibit"), ("Producer", "Exhibit"), ("CreationDate", MADE), ("ModDate", MADE)):
        pdf.docinfo[f"/{key}"] = value
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    if standard.is_x:
        pdf.docinfo["/GTS_PDFXVersion"] = standard.name
