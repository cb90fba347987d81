"""Checks of a finished board's print file, from its bytes alone."""
from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from exhibit.cutout.press.pdf import CUT_NAME

MAX_PAGE_PT = 14_400  # 200 in: above that, viewers need UserUnit, which many ignore
MM_PER_PT = 25.4 / 72
BOXES = ("/TrimBox", "/BleedBox", "/CropBox")
_OTHER_COLOUR = {"rg", "RG", "g", "G", "sh", "Do", "BI", "INLINE IMAGE"}
_TEXT = {"Tf", "Tj", "TJ", "'", '"'}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}

Step = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: `sentence` says what is there."""

    name: str
    ok: bool
    sentence: str


def preflight(pdf: bytes) -> tuple[Check, ...]:
    """What a shop's own preflight looks at: size, boxes, colours, fonts, cut line, output intent."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        steps = list(_steps(page))
        return (*_sizes(document, page), *_colours(page, {name for name, _ in steps}), *_cut(page, steps),
                Check("output intent", "/OutputIntents" in document.Root, "FOGRA39"))


def _steps(page: pikepdf.Page) -> Iterator[Step]:
    """Operators of the page with their operands."""
    for instruction in pikepdf.parse_content_stream(page):
        yield str(instruction.operator), tuple(instruction.operands)


def _sizes(document: pikepdf.Pdf, page: pikepdf.Page) -> tuple[Check, ...]:
    media = [float(value) for value in page.MediaBox.as_list()]
    width, height = media[2] - media[0], media[3] - media[1]
    true_size = "/UserUnit" not in page and max(width, height) <= MAX_PAGE_PT and int(page.get("/Rotate", 0)) == 0
    missing = [name.lstrip("/") for name in BOXES if name not in page]
    return (
        Check("one page", len(document.pages) == 1, f"{len(document.pages)} page(s)"),
        Check("true size", true_size, f"{width * MM_PER_PT:.1f} x {height * MM_PER_PT:.1f} mm at 1:1"),
        Check("boxes", not missing, f"missing: {', '.join(missing)}" if missing else "trim, bleed and crop box"),
    )


def _colours(page: pikepdf.Page, operators: set[str]) -> tuple[Check, ...]:
    other, text = sorted(operators & _OTHER_COLOUR), sorted(operators & _TEXT)
    return (
        Check("CMYK and spot only", not other, f"other colours or pictures: {', '.join(other) or 'none'}"),
        Check("no fonts", "/Font" not in page.Resources and not text, "text is outlines" if not text else "text set in a font"),
        Check("no transparency", not any(map(_see_through, _states(page).values())), "no soft masks"),
    )


def _states(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    return dict(page.Resources.get("/ExtGState", pikepdf.Dictionary()).items())


def _see_through(state: pikepdf.Object) -> bool:
    """Does a graphics state let what is below shine through?"""
    opaque = all(float(state.get(name, 1)) == 1 for name in ("/CA", "/ca"))
    return not opaque or str(state.get("/SMask", "/None")) != "/None" or str(state.get("/BM", "/Normal")) != "/Normal"


def _cut(page: pikepdf.Page, steps: list[Step]) -> tuple[Check, ...]:
    """The page's separations, and how often a path is stroked in the cut line's own colour."""
    spaces = dict(page.Resources.get("/ColorSpace", pikepdf.Dictionary()).items())
    spots = {name: str(space[1]).lstrip("/") for name, space in spaces.items() if isinstance(space, pikepdf.Array) and str(space[0]) == "/Separation"}
    states = _states(page)
    colour, overprint = "", False
    kept: list[tuple[str, bool]] = []
    cuts: list[bool] = []
    for name, operands in steps:
        if name == "q":
            kept.append((colour, overprint))
        elif name == "Q":
            colour, overprint = kept.pop()
        elif name == "CS":
            colour = spots.get(str(operands[0]), "")
        elif name in ("K", "G", "RG"):
            colour = ""
        elif name == "gs":
            overprint = bool(states[str(operands[0])].get("/OP", overprint))
        elif name in _STROKES and colour == CUT_NAME:
            cuts.append(overprint)
    return (
        Check("cut line", sorted(spots.values()) == [CUT_NAME] and len(cuts) == 1,
              f"spot colours: {', '.join(sorted(spots.values())) or 'none'}; {len(cuts)} line(s) in {CUT_NAME}"),
        Check("cut overprints", bool(cuts) and all(cuts), "stroke overprint" if cuts and all(cuts) else "the cut line knocks out what is under it"),
    )
