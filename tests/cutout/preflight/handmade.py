"""A small clean board made here by hand, operator by operator, so that one thing at a time can be wrong with it; and damage done to finished files."""
from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache

import pikepdf
import qrcode

from exhibit.cutout.preflight import Asked, Report, examine
from exhibit.cutout.press.profiles import Profile, profile
from exhibit.cutout.type.typeset import set_text

MM = 72 / 25.4
FRAME, WIDE, TALL, ROUND = 20.0, 500.0, 1200.0, 30.0
HANDLE = ROUND * 0.4477
ADDRESS = "HTTPS://VOICES.EU/ABC234"


@dataclass(frozen=True)
class Parts:
    """Operators in mm from the trim box's lower left, in the order in which they are painted."""

    ground: str
    words: str
    code: str
    cut: str
    extra: str = ""  # between code and cut
    last: str = ""  # after the cut

    def all(self) -> str:
        return "\n".join((self.ground, self.words, self.code, self.extra, self.cut, self.last))


def rounded(x0: float, y0: float, x1: float, y1: float, r: float = ROUND) -> str:
    """A rounded rectangle as a closed path of eight nodes."""
    k = r * 0.4477
    return (f"{x0 + r} {y0} m {x1 - r} {y0} l {x1 - k} {y0} {x1} {y0 + k} {x1} {y0 + r} c {x1} {y1 - r} l {x1} {y1 - k} {x1 - k} {y1} {x1 - r} {y1} c "
            f"{x0 + r} {y1} l {x0 + k} {y1} {x0} {y1 - k} {x0} {y1 - r} c {x0} {y0 + r} l {x0} {y0 + k} {x0 + k} {y0} {x0 + r} {y0} c h")


@cache
def outlines(text: str, size_pt: float, left: float, top: float, wide: float = 400.0) -> str:
    """Words as filled glyph outlines."""
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    block = set_text(text, "en", size_pt, wide)
    paths = (" ".join(" ".join([*(f"{value:.3f}" for value in command[1:]), letters[command[0]]]) for command in path) + " f" for path in block.paths(left, top))
    return "\n".join(paths)


@cache
def modules(address: str, left: float, bottom: float, side: float, light_on_dark: bool = False) -> str:
    """Modules of a code as one path of boxes."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    made.add_data(address)
    made.make(fit=True)
    rows = made.get_matrix()
    step = side / len(rows)
    boxes = [f"{left + x * step:.4f} {bottom + side - (y + 1) * step:.4f} {step:.4f} {step:.4f} re" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark != light_on_dark]
    return " ".join(boxes) + " f"


def code(side: float = 100.0, left: float = 60.0, bottom: float = 300.0, address: str = ADDRESS, ink: str = "0 0 0 1 k", paper: str = "0 0 0 0 k", quiet: float = 4.0) -> str:
    around = side / 25 * quiet
    return f"{paper} {left - around} {bottom - around} {side + 2 * around} {side + 2 * around} re f {ink} {modules(address, left, bottom, side)}"


QUOTE, BODY = "Now I carry my passport with me.", "I answered an advertisement for hotel work. There was no hotel. I wrote down every hour in a small notebook."
CLEAN = Parts(
    f"0 0.28 0.88 0 k -3 -3 {WIDE + 6} {TALL + 6} re f",
    f"1 0.75 0.2 0.65 k\n{outlines(QUOTE, 90, 50, 1150)}\n{outlines(BODY, 36, 50, 900)}",
    code(), f"q /Over gs /Cut CS 1 SCN {0.75 / MM:.5f} w {rounded(0, 0, WIDE, TALL)} S Q")


def page(parts: Parts = CLEAN, **resources: object) -> bytes:
    """The board as a PDF/X-1a file. `resources`: more entries, e.g. ExtGState={...}."""
    with pikepdf.new() as pdf:
        size = [(WIDE + 2 * FRAME) * MM, (TALL + 2 * FRAME) * MM]
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
        held = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Over=pikepdf.Dictionary(OP=True, op=True, OPM=1)),
                                  ColorSpace=pikepdf.Dictionary(Cut=pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.CutContour, pikepdf.Name.DeviceCMYK, tint])))
        content = f"q {MM} 0 0 {MM} {FRAME * MM} {FRAME * MM} cm\n{parts.all()}\nQ"
        trim = [FRAME * MM, FRAME * MM, size[0] - FRAME * MM, size[1] - FRAME * MM]
        bleed = [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 3 * MM, trim[3] + 3 * MM]
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, *size], CropBox=[0, 0, *size], BleedBox=bleed, TrimBox=trim, Resources=held, Contents=pdf.make_stream(content.encode())))))
        pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39")])
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
        pdf.docinfo["/Title"], pdf.docinfo["/GTS_PDFXVersion"] = "A board", "PDF/X-1a:2003"
        pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, version: str = "1.4", **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, min_version=version, force_version=version, **{"deterministic_id": True, **how})
    return out.getvalue()


def damaged(change, version: str = "1.4", pdf: bytes | None = None, **how: object) -> bytes:
    """A finished file after `change(document)`."""
    with pikepdf.open(io.BytesIO(pdf or page())) as document:
        change(document)
        return saved(document, version, **how)


def drawn(**changes: str) -> bytes:
    """The board with some of its parts drawn otherwise."""
    return page(replace(CLEAN, **changes))


def report(pdf: bytes, shop: str | Profile = "plain", **asked: object) -> Report:
    return examine(pdf, Asked(profile(shop) if isinstance(shop, str) else shop, **asked))


def failing(pdf: bytes, shop: str | Profile = "plain", **asked: object) -> list[str]:
    return [finding.name for finding in report(pdf, shop, **asked).findings if not finding.ok]
