"""Fonts among the resources of a page: named, used, and whether their shapes are inside."""
from __future__ import annotations

from dataclasses import replace

import pikepdf

from exhibit.cutout.preflight.found import Font


def note_fonts(resources: pikepdf.Object, fonts: dict[str, Font]) -> None:
    """Every font among the resources, whether or not something is set in it."""
    table = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    for name in table.keys() if isinstance(table, pikepdf.Dictionary) else ():
        found = font_of(table[name]) if table is not None else None
        if found is not None:
            fonts.setdefault(found.name, found)


def use_font(resources: pikepdf.Object, name: str, fonts: dict[str, Font]) -> str:
    """Mark a font as used; one that is named and not there counts as a font that is missing."""
    table = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    entry = table.get(f"/{name}") if name and isinstance(table, pikepdf.Dictionary) else None
    found = font_of(entry) or Font(name or "no font", "missing", False, True)
    fonts[found.name] = replace(found, used=True)
    return found.name


def font_of(entry: pikepdf.Object | None) -> Font | None:
    """A font dictionary: its name, kind, and whether its shapes are in the file."""
    if not isinstance(entry, pikepdf.Dictionary):
        return None
    kind = str(entry.get("/Subtype", "")).lstrip("/")
    base: pikepdf.Object = entry
    if kind == "Type0" and isinstance(entry.get("/DescendantFonts"), pikepdf.Array):
        base = entry["/DescendantFonts"][0]
    described = base.get("/FontDescriptor")
    embedded = kind == "Type3" or isinstance(described, pikepdf.Dictionary) and any(f"/{key}" in described for key in ("FontFile", "FontFile2", "FontFile3"))
    return Font(str(entry.get("/BaseFont", "/a font without a name")).lstrip("/"), kind, embedded, False)
