"""The cut line: is it there once, under the right name, closed, on top, and can a machine follow it?"""
from __future__ import annotations

import shapely

from exhibit.cutout.preflight.finding import Answer, Check, bad, good, listed
from exhibit.cutout.preflight.found import Mark, height, middle, width
from exhibit.cutout.preflight.lines import Line, flattened
from exhibit.cutout.preflight.measured import Cut, Measured

NONE = "There is no cut line to look at."
RADIUS_SLACK, GAP_SLACK_MM = 0.95, 0.2
WIDTH_SLACK_PT, HOLE_SLACK_MM = 0.05, 0.5
SAME_MM = 1.0  # a printed line this near the cut, all along, is a second drawing of it


def there(m: Measured) -> Answer:
    if m.comes_apart:
        return good(f"The cut line comes in a file of its own, as {m.shop.title} asks: check that one too.")
    if m.cut is None:
        named = f"in a spot colour called {m.shop.cut_name}" if m.shop.cut_spot else f"in {_mix(m)} ({m.shop.cut_name})"
        return bad(f"There is no cut line: this shop looks for one stroke {named}. Draw it, or give the line this colour.", page=m.cut_sheet.number)
    if not m.cut.exact:
        return bad(f"The cut line is called “{m.cut.name}”; this shop's machine looks for “{m.shop.cut_name}”. Rename the spot colour.", page=m.cut_sheet.number)
    outer = m.cut.outer
    if len(outer) > 1:
        return bad(f"There are {len(outer)} cut lines beside or on each other: one board has one outline. Join or remove the others.", middle(outer[1].box), m.cut_sheet.number)
    holes = len(m.cut.lines) - 1
    return good(f"One line in {m.cut.name}{f' with {holes} hole(s)' if holes else ''}.")


def apart(m: Measured) -> Answer:
    """Where the line has to stand: with the artwork, on a page before it, or in a second file."""
    if m.shop.cut_place == "file" and m.cut and not m.is_cut_alone:
        return bad("This shop wants the cut line in a second file; here it is on the artwork. Send two files.", page=m.cut_sheet.number)
    if m.shop.cut_place == "first-page" and len(m.found.sheets) > 1:
        mixed = next((mark for mark in m.cut_sheet.marks if not m.is_technical(mark)), None)
        return bad("This shop wants the cut line alone on the first page; something else is painted there.", middle(mixed.box)) if mixed else good("The cut line has the first page to itself.")
    return good("The cut line stands where this shop looks for it.")


def _mix(m: Measured) -> str:
    return " ".join(f"{letter}{share:.0%}".rstrip("%") for letter, share in zip("CMYK", m.shop.cut_cmyk, strict=True))


def closed(m: Measured) -> Answer:
    if m.cut is None:
        return good(NONE)
    for line in m.cut.lines:
        if not line.ring.closed:
            first, last = line.ring.points[0], line.ring.points[-1]
            gap = float(((first - last) ** 2).sum() ** 0.5)
            return bad(f"The cut line is open: its ends are {gap:.1f} mm apart{' and not joined' if gap < 0.1 else ''}. The board would hang on by that piece. Close the path.",
                       (float(last[0]), float(last[1])), m.cut_sheet.number)
    return good("Closed.")


def simple(m: Measured) -> Answer:
    for line in m.cut.lines if m.cut else ():
        if line.crossing:
            return bad("The cut line crosses itself: the machine would cut into the board. Untie the loop.", line.crossing, m.cut_sheet.number)
    return good("It does not cross itself." if m.cut else NONE)


def overprints(m: Measured) -> Answer:
    if m.cut is None or not m.shop.cut_spot or m.is_cut_alone:
        return good("Nothing can be knocked out." if m.cut else NONE)
    knocking = next((mark for mark in m.cut.marks if not mark.overprint_stroke), None)
    if knocking:
        return bad("The cut line knocks out what is under it: a cut that is a little off shows a white hairline. Set it to overprint.", middle(knocking.box), m.cut_sheet.number)
    return good("Stroke overprint is on.")


def on_top(m: Measured) -> Answer:
    if m.cut is None or m.cut_sheet is not m.art:
        return good(NONE if m.cut is None else "The cut line has a page of its own.")
    last, line = max(mark.order for mark in m.cut.marks), m.edge
    over = next((mark for mark in m.marks if mark.order > last and not m.is_technical(mark) and shapely.intersects(line, shapely.box(*mark.box))), None)
    return bad("Something is painted over the cut line. Bring the line to the front.", middle(over.box), m.art.number) if over else good("Nothing is painted over it.")


def style(m: Measured) -> Answer:
    if m.cut is None:
        return good(NONE)
    for mark in m.cut.marks:
        wrong = _style_fault(mark, m)
        if wrong:
            return bad(wrong, middle(mark.box), m.cut_sheet.number)
    filled = next((mark for mark in m.all_marks if mark.fill and m.cut.name in mark.fill.spots and not _is_drilled(mark, m.shop.hole_mm)), None)
    if filled:
        return bad("Something is filled in the cut's colour: that colour is only for the line. Take the filling away.", middle(filled.box))
    return good(f"A plain stroke of {m.cut.marks[0].width_pt:.2f} pt.")


def _is_drilled(mark: Mark, hole_mm: float) -> bool:
    """Only filled circles of the shop's own drill."""
    sides = [side for ring in mark.rings for side in (width(Line(ring).box), height(Line(ring).box))]
    return hole_mm > 0 and all(abs(side - hole_mm) < HOLE_SLACK_MM for side in sides)


def _style_fault(mark: Mark, m: Measured) -> str:
    if mark.fill:
        return "The cut line has a filling: it would be printed. Take the filling away."
    if mark.dashed:
        return "The cut line is dashed: some machines cut only the dashes. Make it solid."
    if mark.stroke and mark.stroke.space == "spot" and min(mark.stroke.values, default=1.0) < 0.99:
        return f"The cut line is in a tint of {min(mark.stroke.values):.0%}; it has to be in full tint."
    if abs(mark.width_pt - m.shop.cut_width_pt) > WIDTH_SLACK_PT:
        return f"The cut line is {mark.width_pt:.2f} pt wide; this shop asks for {m.shop.cut_width_pt:g} pt. Change the stroke."
    return ""


def printed_too(m: Measured) -> Answer:
    """A line along the cut in ink would stay on the board as a coloured rim."""
    if m.cut is None:
        return good(NONE)
    for mark in m.marks:
        if mark.kind == "path" and mark.stroke and not m.is_technical(mark) and _same_way(mark, m.cut):
            return bad(f"The cut line is also printed, in {mark.stroke.space}: part of it stays on the board as a rim. Remove that line.", middle(mark.box), m.art.number)
    return good("It is not printed in ink.")


def _same_way(mark: Mark, cut: Cut) -> bool:
    for ring in mark.rings:
        for line in cut.lines:
            if max(abs(a - b) for a, b in zip(Line(ring).box, line.box, strict=True)) < SAME_MM and shapely.hausdorff_distance(shapely.LineString(flattened(ring)), line.string) < SAME_MM:
                return True
    return False


def nodes(m: Measured) -> Answer:
    if m.cut is None:
        return good(NONE)
    most = max(line.nodes for line in m.cut.lines)
    if most > m.shop.nodes:
        return bad(f"The cut line has {most} nodes; this shop takes {m.shop.nodes}. Simplify the path: smooth curves need few.", page=m.cut_sheet.number)
    return good(f"{most} nodes.")


def corners(m: Measured) -> Answer:
    if m.cut is None:
        return good(NONE)
    bent = [line for line in m.cut.lines if not (line.ring.is_upright and line.nodes == 4)]
    if not bent:
        return good("A plain rectangle: it is cut along a ruler, and its corners may be sharp.")
    radius, place = min(line.tightest for line in bent)
    if radius < m.shop.corner_mm * RADIUS_SLACK:
        return bad(f"The tightest bend of the cut line has a radius of {radius:.1f} mm; this shop asks for {m.shop.corner_mm:g} mm. Round it.", place, m.cut_sheet.number)
    return good(f"No bend is tighter than {radius:.1f} mm.")


def gaps(m: Measured) -> Answer:
    if m.cut is None:
        return good(NONE)
    found = [line.narrowest for line in m.cut.lines]
    pairs = [(one.string, other.string) for at, one in enumerate(m.cut.lines) for other in m.cut.lines[at + 1:] if other not in m.cut.outer or one not in m.cut.outer]
    for one, other in pairs:
        near, _ = (shapely.get_point(shapely.shortest_line(one, other), at) for at in (0, 1))
        found.append((float(shapely.distance(one, other)), (float(near.x), float(near.y))))
    gap, place = min(found)
    if gap < m.shop.gap_mm - GAP_SLACK_MM:
        return bad(f"Two stretches of the cut line are {gap:.1f} mm apart; this shop asks for {m.shop.gap_mm:g} mm. Close the slit or widen the part.", place, m.cut_sheet.number)
    return good(f"No two stretches are nearer than {gap:.1f} mm." if gap < 1e6 else "No two stretches come near each other.")


def folds(m: Measured) -> Answer:
    """Fold lines that are asked for are there; none runs through a row of words or a code. A face is something only the designer knows."""
    if not m.folds:
        heights = [*m.shop.folds_mm, *(share * m.size_mm[1] for share in m.shop.fold_shares)]
        missing = heights and not m.comes_apart
        return bad(f"This shop folds at {listed([f'{at:.0f} mm' for at in heights])} from the floor; the file has no line in {m.shop.fold_name}. Draw it.") if missing else good("No fold lines.")
    for fold in m.folds:
        line = shapely.MultiLineString([flattened(ring) for ring in fold.rings])
        for what, around in (*(("a row of words", row.box) for row in m.rows), *(("the code", code.box) for code in m.codes)):
            if shapely.intersects(line, shapely.box(*around)):
                return bad(f"A fold line runs through {what}. Move the words or the fold.", middle(around), m.art.number)
    return good(f"{len(m.folds)} fold line(s), none through words or code.")


CHECKS = (
    Check("cut line", "One line, in the colour and under the name the machine looks for.", there),
    Check("cut line's place", "With the artwork, alone on the first page or in a second file, as the shop wants it.", apart),
    Check("cut closed", "A cutter follows a closed line; an open one leaves the board hanging.", closed),
    Check("cut does not cross", "A line that crosses itself cuts into the board.", simple),
    Check("cut overprints", "The picture under the line is not knocked out: a cut that is 1 mm off shows no white hairline.", overprints),
    Check("cut on top", "Nothing hides the line.", on_top),
    Check("cut style", "A solid stroke of the shop's own width, unfilled, in full tint.", style),
    Check("cut not printed", "The line is not drawn in ink as well.", printed_too),
    Check("cut nodes", "Few enough points for the cutter's controller.", nodes),
    Check("cut corners", "No bend tighter than the tool.", corners),
    Check("cut gaps", "No slit and no part too thin for the tool or for transport.", gaps),
    Check("folds", "Score lines are there where the shop folds, and go through no word and no code.", folds),
)
