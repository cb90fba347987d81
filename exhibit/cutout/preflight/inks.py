"""Colour spaces of a PDF (ISO 32000-1, 8.6), down to what a print shop asks: which inks?"""
from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from exhibit.cutout.preflight.found import Ink

DEVICE = {"DeviceCMYK": "CMYK", "CMYK": "CMYK", "DeviceGray": "grey", "G": "grey", "DeviceRGB": "RGB", "RGB": "RGB", "CalRGB": "calibrated RGB", "CalGray": "calibrated grey",
          "Lab": "Lab", "Pattern": "pattern"}
ICC = {1: "ICC grey", 3: "ICC RGB", 4: "ICC CMYK"}
DEEPEST = 6  # spaces inside spaces
WHITE_START = {"CMYK": (0.0, 0.0, 0.0, 1.0)}


def space_name(space: object, spaces: pikepdf.Object | None = None, depth: int = 0) -> str:
    """In words: CMYK, grey, RGB, ICC RGB, spot, pattern..., an indexed space by what it is made of."""
    ink = ink_of(space, (), spaces, depth)
    return ink.space


def ink_of(space: object, values: Sequence[float], spaces: pikepdf.Object | None = None, depth: int = 0) -> Ink:
    """A colour in a space, given as a name (looked up in `spaces`) or as an array."""
    if depth > DEEPEST or space is None:
        return Ink("unknown", tuple(values))
    if isinstance(space, pikepdf.Array) and len(space):
        return _array_ink(space, values, spaces, depth)
    name = str(space).lstrip("/")
    if name in DEVICE:
        return Ink(DEVICE[name], tuple(values))
    if isinstance(spaces, pikepdf.Dictionary) and f"/{name}" in spaces:
        return ink_of(spaces[f"/{name}"], values, spaces, depth + 1)
    return Ink("unknown", tuple(values))


def _array_ink(space: pikepdf.Array, values: Sequence[float], spaces: pikepdf.Object | None, depth: int) -> Ink:
    kind = str(space[0]).lstrip("/")
    if kind in ("Separation", "DeviceN") and len(space) > 2:
        names = tuple(_spot(name) for name in (space[1] if kind == "DeviceN" else [space[1]]))
        return Ink("spot", tuple(values), names, ink_of(space[2], (), spaces, depth + 1).space, _full_tint(space))
    if kind == "ICCBased" and len(space) > 1:
        return Ink(ICC.get(int(space[1].get("/N", 0)), "ICC"), tuple(values))
    if kind in ("Indexed", "I") and len(space) > 1:
        return Ink(ink_of(space[1], (), spaces, depth + 1).space)
    return Ink(DEVICE.get(kind, "unknown"), tuple(values))


def _spot(name: object) -> str:
    return str(name).lstrip("/")


def _full_tint(space: pikepdf.Array) -> tuple[float, ...]:
    """The replacement of a spot at full tint, where its function is a plain ramp (type 2)."""
    function = space[3] if len(space) > 3 else None
    if isinstance(function, pikepdf.Dictionary | pikepdf.Stream) and "/C1" in function:
        return tuple(float(value) for value in function["/C1"])
    return ()


def first_ink(space: object, spaces: pikepdf.Object | None) -> Ink:
    """The colour a space begins with when it is chosen: black, or full tint of a spot."""
    ink = ink_of(space, (), spaces)
    if ink.space == "spot":
        return Ink("spot", (1.0,) * len(ink.spots), ink.spots, ink.mixed_in, ink.alternate)
    return Ink(ink.space, WHITE_START.get(ink.space, ()))
