"""Colours, inks, pictures, transparency."""
from __future__ import annotations

from collections.abc import Iterator

from exhibit.cutout.preflight.checks.file import is_flat
from exhibit.cutout.preflight.finding import Answer, Check, bad, good, listed
from exhibit.cutout.preflight.found import Mark, Sheet, middle
from exhibit.cutout.preflight.measured import Measured

ALLOWED = ("CMYK", "spot", "pattern")
MOST_INK = 3.0
HAIRLINE_PT, SLACK_PT = 0.25, 0.005
REGISTRATION = "All"
NO_INK = "None"
NEW_FORMATS = {"JPXDecode": "JPEG 2000"}


def _other(mark: Mark) -> Iterator[str]:
    """Colour spaces of a mark that are neither CMYK nor a spot colour over CMYK."""
    for ink in mark.inks:
        if ink.space not in ALLOWED:
            yield ink.space
        elif ink.space == "spot" and ink.mixed_in not in ("CMYK", ""):
            yield f"{'/'.join(ink.spots)} replaced in {ink.mixed_in}"
    if mark.picture and mark.picture.space not in ALLOWED:
        yield f"a picture in {mark.picture.space}"


def process_only(m: Measured) -> Answer:
    for sheet in m.found.sheets:
        other = [(words, mark) for mark in sheet.marks for words in _other(mark)]
        if other:
            return bad(f"Not in CMYK: {listed([words for words, _ in other])} ({len(other)} place{'s' if len(other) > 1 else ''}). The colours come out differently at every shop: convert them to CMYK.",
                       middle(other[0][1].box), sheet.number)
    return good("CMYK and spot colours only.")


def hidden_groups(m: Measured) -> Answer:
    """An RGB group that changes no colour by itself still makes a shop's program refuse an all-CMYK file (WeasyPrint issue 2723)."""
    for sheet in m.found.sheets:
        wrong = [space for space in sheet.groups if space and space not in ALLOWED]
        if wrong:
            return bad(f"Page {sheet.number} is blended in {listed(wrong)}, although its colours may be CMYK: shops refuse that. Set the blending space to CMYK, or flatten the page.",
                       page=sheet.number)
    return good("No blending in another colour space.")


def spots(m: Measured) -> Answer:
    known = {m.cut_name, m.shop.fold_name, REGISTRATION, NO_INK, "Cyan", "Magenta", "Yellow", "Black"}
    other = [(name, mark) for mark in m.all_marks for ink in mark.inks for name in ink.spots if name not in known]
    if other:
        return bad(f"Spot colours nobody asked for: {listed([name for name, _ in other])}. Each costs a plate or is left out: convert them to CMYK.", middle(other[0][1].box))
    return good(f"Only {listed([name for mark in m.all_marks for ink in mark.inks for name in ink.spots]) or 'process colours'}.")


def registration(m: Measured) -> Answer:
    used = [mark for mark in m.all_marks if any(REGISTRATION in ink.spots for ink in mark.inks)]
    if used and not m.shop.crop_marks:
        return bad("Something is printed in the registration colour (100 % of every ink); this shop adds its own marks. Take it out.", middle(used[0].box))
    inside = [mark for mark in used if _reaches_into(mark, m.art)]
    return bad("Something on the board is in the registration colour (100 % of every ink). Use black.", middle(inside[0].box)) if inside else good("No registration colour on the board.")


def _reaches_into(mark: Mark, sheet: Sheet) -> bool:
    trim, around = sheet.trim, mark.box
    return around[0] < trim[2] - 0.1 and around[2] > trim[0] + 0.1 and around[1] < trim[3] - 0.1 and around[3] > trim[1] + 0.1


def total_ink(m: Measured) -> Answer:
    most, place = 0.0, None
    for mark in m.all_marks:
        ink = max([*(found.total for found in mark.inks if found.space == "CMYK"), mark.picture.most_ink if mark.picture else 0.0], default=0.0)
        if ink > most:
            most, place = ink, middle(mark.box)
    if most > MOST_INK + 0.005:
        return bad(f"Up to {most:.0%} of ink in one place; over {MOST_INK:.0%} it does not dry and rubs off. Use a lighter mix, for example 60/50/40/100 for large black areas.", place)
    return good(f"At most {most:.0%} of ink.")


def hairlines(m: Measured) -> Answer:
    thin = [mark for mark in m.all_marks if mark.stroke and mark.kind == "path" and not m.is_technical(mark) and mark.width_pt * m.shop.scale < HAIRLINE_PT - SLACK_PT]
    if thin:
        return bad(f"{len(thin)} line(s) thinner than {HAIRLINE_PT} pt (the thinnest {min(mark.width_pt for mark in thin):.2f} pt): they break up in print. Make them {HAIRLINE_PT} pt or more.",
                   middle(thin[0].box))
    return good(f"No line under {HAIRLINE_PT} pt.")


def white_overprint(m: Measured) -> Answer:
    lost = [mark for mark in m.all_marks if mark.fill and mark.fill.is_white and mark.overprint_fill and not m.is_technical(mark)]
    return bad("Something white is set to overprint: it disappears in print. Switch overprint off for it.", middle(lost[0].box)) if lost else good("No white that overprints.")


def pictures(m: Measured) -> Answer:
    found = [(mark.picture, mark) for mark in m.marks if mark.picture and mark.picture.width_px > 1 and mark.picture.height_px > 1]
    if not found:
        return good("No pictures: everything is drawn.")
    picture, mark = min(found, key=lambda pair: pair[0].ppi)
    words = f"{len(found)} picture(s), the coarsest {picture.width_px} x {picture.height_px} pixels at {picture.ppi:.0f} ppi"
    return good(f"{words}.") if picture.ppi >= m.shop.min_ppi else bad(f"{words}; this shop asks for {m.shop.min_ppi} ppi at full size. Use a larger picture.", middle(mark.box))


def formats(m: Measured) -> Answer:
    new = [NEW_FORMATS[name] for mark in m.all_marks if mark.picture for name in mark.picture.filters if name in NEW_FORMATS]
    if new and is_flat(m.shop.standard):
        return bad(f"A picture is stored as {listed(new)}, which {m.shop.standard} does not know. Store it as JPEG or without loss.")
    return good("Every picture is stored in a way old machines know.")


def transparency(m: Measured) -> Answer:
    if not is_flat(m.shop.standard):
        return good(f"{m.shop.standard} allows transparency.")
    clear = [mark for mark in m.all_marks if mark.see_through]
    if clear:
        return bad(f"Something lets shine through what is below it ({listed([mark.see_through for mark in clear])}): old machines turn that into something else. Flatten it.", middle(clear[0].box))
    return good("No transparency.")


CHECKS = (
    Check("CMYK and spot only", "No RGB, no grey of another kind: colours come out as they were mixed.", process_only),
    Check("no hidden groups", "No blending in RGB behind CMYK colours, for which shops send files back.", hidden_groups),
    Check("spot colours", "No plate but those of cut and fold.", spots),
    Check("registration colour", "The colour of printer's marks is on no board, and in no file of a shop that adds its own marks.", registration),
    Check("total ink", "At most 300 %: more does not dry.", total_ink),
    Check("hairlines", "No line so thin that it breaks up.", hairlines),
    Check("white overprint", "White that overprints is not there in print.", white_overprint),
    Check("resolution", "Pictures are fine enough at their printed size.", pictures),
    Check("picture format", "Pictures are stored as the standard allows.", formats),
    Check("no transparency", "Old print machines turn transparency into something else; there is none.", transparency),
)
