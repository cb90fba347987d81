"""Raster pictures inside a file: how fine they are at their size, what they are made of, how much ink they need."""
from __future__ import annotations

import numpy as np
import pikepdf

from exhibit.cutout.preflight.found import Ink, Picture
from exhibit.cutout.preflight.inks import space_name
from exhibit.cutout.preflight.streams import filters_of

MM_PER_INCH = 25.4
MOST_PIXELS = 60_000_000  # larger pictures are not opened: their ink is not told
SHORT = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/F": "/Filter"}  # names of inline pictures


def picture_of(entry: pikepdf.Object, spaces: pikepdf.Object | None, fill: Ink, sides_mm: tuple[float, float]) -> tuple[Picture, str]:
    """The picture at its printed size, and why it is not opaque ("" when it is)."""
    across, down = (int(_value(entry, name) or 0) for name in ("/Width", "/Height"))
    stencil = bool(_value(entry, "/ImageMask") or False)
    space = fill.space if stencil else space_name(_value(entry, "/ColorSpace"), spaces)
    inches = [side / MM_PER_INCH for side in sides_mm]
    ppi = min(across / inches[0] if inches[0] else 0.0, down / inches[1] if inches[1] else 0.0)
    filters = filters_of(entry) if isinstance(entry, pikepdf.Stream) else ()
    ink = _most_ink(entry) if isinstance(entry, pikepdf.Stream) and space == "CMYK" and "/SMask" not in entry and not stencil and across * down <= MOST_PIXELS else 0.0
    return Picture(across, down, ppi, space, filters, ink), "soft mask" if "/SMask" in entry else ""


def _value(entry: pikepdf.Object, name: str) -> pikepdf.Object | None:
    if name in entry:
        return entry[name]
    return next((entry[short] for short, long in SHORT.items() if long == name and short in entry), None)


def _most_ink(entry: pikepdf.Stream) -> float:
    """The 99.9th percentile of the sum of inks, 0 to 4: a few wild pixels print nothing. 0 for a picture that cannot be opened here."""
    try:
        opened = pikepdf.PdfImage(entry).as_pil_image()
    except (pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError, ValueError, TypeError, OSError, NotImplementedError):
        return 0.0  # the picture's format is a finding of its own; pikepdf raises NotImplementedError for those it does not know
    return float(np.percentile(np.asarray(opened).astype(np.uint16).sum(axis=2), 99.9)) / 255 if opened.mode == "CMYK" else 0.0
