"""True size, boxes, bleed."""
from __future__ import annotations

import re

import numpy as np
import shapely

from exhibit.cutout.preflight.finding import Answer, Check, bad, good
from exhibit.cutout.preflight.found import Box, height, holds, meet, middle, width
from exhibit.cutout.preflight.lines import Line
from exhibit.cutout.preflight.measured import Measured, frame

MM_PER_PT = 25.4 / 72
LONGEST_MM = 5080.0  # 200 in: beyond it a page needs UserUnit, which many programs ignore
SIZE_SLACK_MM, BOX_SLACK_MM = 0.5, 0.05
COMMON = {10.0: "ten times too large", 0.1: "a tenth of it: was it drawn 1:10?", 0.5: "half of it", 2.0: "twice of it", 25.4 / 72: "inches and points were mixed up", 1 / 2.54: "inches and centimetres were mixed up",
          2.54: "inches and centimetres were mixed up"}
SAMPLE_MM, RUN = 4.0, 3  # the rim is looked at every 4 mm; three times in a row make a fault
INSIDE_MM, WHITE, INKED = 1.0, 250, 244


def true_size(m: Measured) -> Answer:
    for sheet in m.found.sheets:
        if sheet.user_unit != 1:
            return bad(f"Page {sheet.number} is enlarged by UserUnit {sheet.user_unit:g}, which many programs ignore. Draw it at its real size.", page=sheet.number)
        if sheet.rotate:
            return bad(f"Page {sheet.number} is turned by {sheet.rotate} degrees when shown: some machines forget it. Save it upright.", page=sheet.number)
        longest = max(width(sheet.media), height(sheet.media)) / m.shop.scale
        if longest > LONGEST_MM:
            return bad(f"Page {sheet.number} is {longest:.0f} mm long; programs stop at {LONGEST_MM:.0f} mm (200 inches). Split the board.", page=sheet.number)
    return good(f"{width(m.art.media):.1f} x {height(m.art.media):.1f} mm at 1:{m.shop.scale}.")


def asked_size(m: Measured) -> Answer:
    measured, wanted = m.size_mm, (m.asked.width_mm, m.asked.height_mm)
    words = f"{measured[0]:.1f} x {measured[1]:.1f} mm"
    for what, is_mm, asked_mm in zip(("wide", "tall"), measured, wanted, strict=True):
        if asked_mm is not None and abs(is_mm - asked_mm) > SIZE_SLACK_MM:
            ratio = is_mm / asked_mm
            guess = next((said for share, said in COMMON.items() if abs(ratio / share - 1) < 0.01), f"{abs(ratio - 1):.1%} too {'large' if ratio > 1 else 'small'}")
            return bad(f"The board is {is_mm:.1f} mm {what}; {asked_mm:.1f} mm were asked ({guess}). Do not print it: export it at 1:{m.shop.scale}.")
    return good(f"The board is {words}." if any(wanted) else f"The board is {words}; no measure was asked.")


def scale_named(m: Measured) -> Answer:
    if m.shop.scale == 1 or not m.asked.file_name:
        return good(f"Drawn at 1:{m.shop.scale}.")
    named = re.search(rf"1\s*(?:[:_\-]|to|zu)\s*{m.shop.scale}(?!\d)", m.asked.file_name, re.I)
    return good(f"The name says 1:{m.shop.scale}.") if named else bad(
        f"This shop takes files at 1:{m.shop.scale} and asks for the scale in the name; “{m.asked.file_name}” does not say it. Add 1-{m.shop.scale} to the name.")


def boxes(m: Measured) -> Answer:
    for sheet in m.found.sheets:
        missing = [name for name in ("trim", "bleed") if name not in sheet.boxes]
        if missing:
            return bad(f"Page {sheet.number} has no {' and no '.join(missing)} box: the shop cannot tell where the board ends. Export it with them.", page=sheet.number)
        bleed, crop = sheet.boxes["bleed"], sheet.boxes.get("crop", sheet.media)
        for inner, outer, words in ((sheet.trim, bleed, "trim box is not inside the bleed box"), (bleed, sheet.media, "bleed box is not inside the page"),
                                    (bleed, crop, "crop box cuts into the bleed"), (crop, sheet.media, "crop box is larger than the page")):
            if not holds(outer, inner, BOX_SLACK_MM):
                return bad(f"On page {sheet.number} the {words}. Set the boxes anew.", page=sheet.number)
    return good("Trim inside bleed inside page.")


def bleed_box(m: Measured) -> Answer:
    if "bleed" not in m.art.boxes or "trim" not in m.art.boxes:
        return good("Without boxes there is no bleed to measure.")
    trim, bleed = m.art.trim, m.art.boxes["bleed"]
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    if least + BOX_SLACK_MM < m.shop.bleed_mm:
        return bad(f"The bleed box is {least:.1f} mm around the trim box; this shop asks for {m.shop.bleed_mm:g} mm.", page=m.art.number)
    return good(f"{least:.1f} mm of bleed.")


def bleed(m: Measured) -> Answer:
    """Along the rim: where colour reaches it from inside, it must go on outside (and must not, where the shop wants no bleed)."""
    if m.is_cut_alone:
        return good("No artwork in this file.")
    rim: Line = m.cut.outline if m.cut and m.cut.outline.area.area > 100 else frame(m.art.trim)
    where, inside, outside = _beside(m, rim)
    inked, white = (inside <= INKED).any(axis=1), (outside >= WHITE).all(axis=1)
    wanted = m.shop.bleed_mm > 0
    at = _run(np.asarray(inked & white if wanted else ~white))
    if at is None:
        return good(f"Wherever colour reaches the cut it goes on {m.shop.bleed_mm:g} mm beyond." if wanted else "Nothing is printed outside the cut.")
    place = (float(where[at][0]), float(where[at][1]))
    if not wanted:
        return bad("This shop wants nothing printed outside the cut, but colour goes on there. End the artwork at the cut.", place, m.art.number)
    return bad(f"Colour reaches the cut and ends there: a cut that is 1 mm off shows a white edge. Let it go on {m.shop.bleed_mm:g} mm beyond, or end it well inside.", place, m.art.number)


def _beside(m: Measured, rim: Line) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places along the rim, and the colours just inside and just outside of it."""
    points = shapely.get_coordinates(shapely.segmentize(shapely.simplify(rim.string, 0.05), SAMPLE_MM))
    ahead = np.roll(points, -1, axis=0) - points
    keep = np.hypot(*ahead.T) > 1e-6
    points, ahead = points[keep], ahead[keep]
    middle, normal = points + ahead / 2, np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) / np.hypot(*ahead.T)[:, None]
    if not shapely.is_ccw(rim.area.exterior if rim.area.geom_type == "Polygon" else shapely.LinearRing(points)):
        normal = -normal
    clear_mm = INSIDE_MM + max((mark.width_pt for mark in m.cut.marks), default=0.0) * MM_PER_PT * m.shop.scale / 2 if m.cut else INSIDE_MM  # beside the line, not on it
    beyond_mm = max(clear_mm, m.shop.bleed_mm * 0.7) if m.shop.bleed_mm else clear_mm + 2.0
    return middle, m.picture.colours_at(middle + clear_mm * normal), m.picture.colours_at(middle - beyond_mm * normal)


def _run(faulty: np.ndarray) -> int | None:
    """Index in the middle of the first RUN faults in a row."""
    row = 0
    for at, is_faulty in enumerate(faulty):
        row = row + 1 if is_faulty else 0
        if row == RUN:
            return at - RUN // 2
    return None


def margin(m: Measured) -> Answer:
    """Crop marks are there where the shop wants them and nowhere else; where it wants a blank margin, it is blank."""
    if m.is_cut_alone:
        return good("No artwork in this file.")
    trim = m.art.trim
    outside = [mark for mark in m.marks if mark.stroke and mark.kind == "path" and not m.is_technical(mark) and not meet(mark.box, trim)]
    if bool(outside) != m.shop.crop_marks:
        return bad("This shop asks for crop marks; there are none. Add them outside the bleed.", page=m.art.number) if m.shop.crop_marks else bad(
            "There are crop marks or lines outside the trim box; this shop adds its own. Take them out.", middle(outside[0].box), m.art.number)
    place = None if m.shop.slug else _ink_outside(m, trim)
    return bad("Something is printed in the margin; this shop needs it blank for its cutter's marks. Clear it.", place, m.art.number) if place else good("The margin is as this shop wants it.")


def _ink_outside(m: Measured, trim: Box) -> tuple[float, float] | None:
    """A printed place beyond the trim box and the bleed."""
    reach = m.shop.bleed_mm + 1.0
    inked = np.asarray((m.picture.rgb < WHITE).any(axis=2))
    x0, y1 = m.picture.pixel(trim[0] - reach, trim[1] - reach)
    x1, y0 = m.picture.pixel(trim[2] + reach, trim[3] + reach)
    inked[max(0, int(y0)):max(0, int(y1) + 1), max(0, int(x0)):max(0, int(x1) + 1)] = False
    found = np.argwhere(inked)
    return m.picture.place(float(found[0][1]), float(found[0][0])) if len(found) else None


def piece(m: Measured) -> Answer:
    if not m.shop.piece_mm:
        return good("This shop names no largest piece.")
    sides, most = sorted(m.size_mm), sorted(m.shop.piece_mm)
    if all(side <= limit + SIZE_SLACK_MM for side, limit in zip(sides, most, strict=False)):
        return good(f"{sides[0]:.0f} x {sides[1]:.0f} mm fits the shop's largest piece.")
    return bad(f"The board is {sides[0]:.0f} x {sides[1]:.0f} mm; this shop cuts up to {' x '.join(f'{side:.0f}' for side in most)} mm in one piece. Split it, or choose another shop.")


def trim_at_cut(m: Measured) -> Answer:
    if m.cut is None or "trim" not in m.cut_sheet.boxes:
        return good("No cut line and trim box to compare.")
    trim, around = m.cut_sheet.trim, m.cut.outline.box
    off = max(abs(a - b) for a, b in zip(trim, around, strict=True))
    return good(f"Within {off:.2f} mm.") if off <= SIZE_SLACK_MM else bad(f"{_which(trim, around)}; the board's size is not what the file says.", page=m.cut_sheet.number)


def _which(trim: Box, around: Box) -> str:
    return f"The trim box is {width(trim):.1f} x {height(trim):.1f} mm, the cut line {width(around):.1f} x {height(around):.1f} mm, and they do not lie on each other"


CHECKS = (
    Check("true size", "1:1, or the scale the shop asks for, without an enlargement that some programs ignore, and no side longer than every program can open.", true_size),
    Check("asked size", "The board is as tall and as wide as was asked, to half a millimetre.", asked_size),
    Check("scale in the name", "Where a shop takes files drawn 1:10, the name says so.", scale_named),
    Check("boxes", "Trim, bleed and crop box are there and lie inside each other: the shop's own program places the board by them.", boxes),
    Check("bleed box", "Room for the bleed the shop asks for.", bleed_box),
    Check("bleed", "Colour that reaches the cut goes on beyond it; or ends there, where the shop wants no bleed.", bleed),
    Check("margin", "Crop marks only where the shop wants them; a blank margin where its cutter needs one.", margin),
    Check("trim at the cut", "The trim box is the cut line's own box.", trim_at_cut),
    Check("largest piece", "The board is no larger than the shop cuts in one piece.", piece),
)
