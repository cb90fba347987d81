"""The file itself: pages, standard, fonts, what no print machine can use."""
from __future__ import annotations

from exhibit.cutout.preflight.finding import ASK, Answer, Check, bad, good, listed
from exhibit.cutout.preflight.measured import Measured

NEWEST = {"PDF/X-1a:2001": "1.3", "PDF/X-1a:2003": "1.4", "PDF/X-3:2002": "1.3", "PDF/X-3:2003": "1.4", "PDF/X-4": "1.6"}
"""Highest PDF version of each standard (ISO 15930-1, -4, -3, -6, -7)."""
FLAT = ("PDF/X-1a", "PDF/X-3")  # standards without transparency and layers
KEYS = ("True", "False")


def is_x(standard: str) -> bool:
    return standard.startswith("PDF/X")


def is_flat(standard: str) -> bool:
    """Neither transparency nor layers; a shop that names no standard is taken to have an old machine."""
    return not is_x(standard) or standard.startswith(FLAT)


def one_page(m: Measured) -> Answer:
    pages, wanted = len(m.found.sheets), 2 if m.shop.cut_place == "first-page" else 1
    if pages == wanted:
        return good(f"{pages} page{'s' if pages > 1 else ''}.")
    cut_first = "the cut line on a page of its own, then the artwork" if wanted == 2 else "one page: one board"
    return bad(f"The file has {pages} page{'s' if pages > 1 else ''}; asked for is {cut_first}.", page=min(pages, 2))


def not_blank(m: Measured) -> Answer:
    for sheet in m.found.sheets:
        if not any(mark.kind == "image" or any(not ink.is_white for ink in mark.inks) for mark in sheet.marks):
            return bad(f"Page {sheet.number} is blank: nothing is painted on it. Export the board again.", page=sheet.number)
    return good(f"{len(m.all_marks)} things are painted.")


def version(m: Measured) -> Answer:
    newest = next((most for name, most in NEWEST.items() if m.shop.standard.startswith(name)), m.shop.standard.removeprefix("PDF ") if not is_x(m.shop.standard) else "1.7")
    if tuple(map(int, m.found.version.split("."))) <= tuple(map(int, newest.split("."))):
        return good(f"PDF {m.found.version}.")
    return bad(f"The file is PDF {m.found.version}; {m.shop.standard} allows {newest} at most. Export it as {m.shop.standard}.")


def standard(m: Measured) -> Answer:
    """The marks by which a shop's program knows PDF/X: the claim, Trapped, identifiers, a title (ISO 15930-4, 6.1 to 6.4)."""
    if not is_x(m.shop.standard):
        return good(f"This shop asks for {m.shop.standard}; the file says {m.found.standard or 'nothing about PDF/X'}.")
    family = m.shop.standard.split(":")[0]
    if not m.found.standard.startswith(family):
        return bad(f"The file says {m.found.standard or 'nothing about PDF/X'}; asked for is {m.shop.standard}. Export it as {m.shop.standard}.")
    missing = [words for words, there in (("whether it is trapped (Trapped must be True or False)", m.found.trapped in KEYS), ("its identifiers (ID)", m.found.has_ids),
                                          ("a title", m.found.has_title)) if not there]
    return bad(f"The file says {m.found.standard}, but not {listed(missing)}, which the standard demands.") if missing else good(f"{m.found.standard}.")


def intent(m: Measured) -> Answer:
    if not is_x(m.shop.standard):
        return good("This shop does not ask for an output intent.")
    entry = next((found for found in m.found.intents if found.kind == "GTS_PDFX"), None)
    if entry is None or not (entry.condition or entry.has_profile):
        return bad("The file does not say for which printing condition its colours were made (no output intent). Export it with one, for example FOGRA39.")
    return good(f"Made for {entry.condition or 'the profile inside it'}.")


def fonts(m: Measured) -> Answer:
    every = [font for sheet in m.found.sheets for font in sheet.fonts]
    missing = [f"{font.name}{'' if font.used else ' (listed, though nothing is set in it)'}" for font in every if not font.embedded]
    if missing:
        return bad(f"Not in the file: {listed(missing)}. The shop would print another font: turn text into outlines, or embed the font.", page=_page_of_text(m))
    type3 = [font.name for font in every if font.kind == "Type3"]
    if type3:
        return bad(f"A font made of drawings (Type 3): {listed(type3)}. Shops refuse them: turn the text into outlines.", page=_page_of_text(m))
    return good(f"Embedded: {listed([font.name for font in every])}." if every else "No font: text is outlines.")


def _page_of_text(m: Measured) -> int:
    return next((sheet.number for sheet in m.found.sheets if sheet.fonts), 1)


def extras(m: Measured) -> Answer:
    found = [*m.found.extras, *(f"a note on the page ({kind})" for sheet in m.found.sheets for kind in sheet.annotations)]
    return bad(f"The file holds what cannot be printed: {listed(found)}. Take it out.") if found else good("No notes, scripts, attachments or form fields.")


def unlocked(m: Measured) -> Answer:
    return bad("The file is encrypted; PDF/X forbids it and many print machines refuse it. Save it without protection.") if m.found.locked else good("Not encrypted.")


def layers(m: Measured) -> Answer:
    """One for the cut where the shop asks for it; none at all where the standard forbids them."""
    names = list(m.found.layers)
    if names and is_flat(m.shop.standard) and not m.shop.layer:
        return bad(f"The file has layers ({listed(names)}): {m.shop.standard} forbids them, and what a hidden one does is left to chance. Flatten the layers.")
    if m.shop.layer and m.cut and any(mark.layer != m.shop.layer for mark in m.cut.marks):
        return bad(f"This shop asks for the cut line on a layer called {m.shop.layer}; it is on {m.cut.marks[0].layer or 'none'}. Move it there.", page=m.cut_sheet.number)
    return good(f"Layers: {listed(names)}." if names else "No layers.")


def print_scaling(m: Measured) -> Answer:
    if m.found.print_scaling == "None":
        return good("Print dialogs are told not to scale.")
    return bad("The file does not tell print dialogs to leave its size alone (PrintScaling none): somebody who prints it from a viewer gets it fitted to the paper.")


CHECKS = (
    Check("one page", "One board is one page; nobody has to guess which page to print.", one_page),
    Check("not blank", "Something is painted on each page.", not_blank),
    Check("PDF version", "No newer than the standard allows: old machines skip what they do not know.", version),
    Check("standard", "The claim of PDF/X with all that belongs to it, so that the shop's own program takes it for what it is.", standard),
    Check("output intent", "The file says which printing condition its colours were made for.", intent),
    Check("fonts", "Text is outlines, or its fonts are inside: no other font is printed in their place.", fonts),
    Check("nothing but print", "No notes, scripts, attachments or form fields.", extras),
    Check("not encrypted", "Print machines refuse protected files.", unlocked),
    Check("layers", "No hidden parts; or the cut line on a layer, where the shop asks for it.", layers),
    Check("print scaling", "A print dialog leaves the size alone.", print_scaling, ASK),
)
