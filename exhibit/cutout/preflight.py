"""Checks of a finished print file, from its bytes alone."""
from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

from exhibit.cutout.pdf import CUT_NAME

MAX_PAGE_PT = 14_400  # 200 in: above that, viewers need UserUnit, which many ignore
_OTHER_COLOUR = {"rg", "RG", "g", "G", "sh"}


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
        media = [float(v) for v in page.MediaBox]
        operators = {str(op) for _, op in pikepdf.parse_content_stream(page)}
        spots = [str(space[1]) for space in page.Resources.get("/ColorSpace", {}).values() if isinstance(space, pikepdf.Array) and str(space[0]) == "/Separation"]
        states = page.Resources.get("/ExtGState", {})
        return (
            Check("one page", len(document.pages) == 1, f"{len(document.pages)} page(s)"),
            Check("true size", "/UserUnit" not in page and max(media) <= MAX_PAGE_PT, f"{media[2] * 25.4 / 72:.1f} x {media[3] * 25.4 / 72:.1f} mm at 1:1"),
            Check("boxes", all(name in page for name in ("/TrimBox", "/BleedBox", "/CropBox")), "trim, bleed and crop box"),
            Check("CMYK and spot only", not operators & _OTHER_COLOUR, "other colour operators: " + (", ".join(sorted(operators & _OTHER_COLOUR)) or "none")),
            Check("no fonts", "/Font" not in page.Resources and "Tf" not in operators, "text is outlines"),
            Check("cut line", spots == [f"/{CUT_NAME}"], f"spot colours: {', '.join(spots) or 'none'}"),
            Check("cut overprints", any(bool(state.get("/OP")) for state in states.values()), "stroke overprint"),
            Check("no transparency", not re.search(rb"/SMask|/CA 0|/ca 0", pdf), "no soft masks"),
            Check("output intent", "/OutputIntents" in document.Root, "FOGRA39"),
        )
