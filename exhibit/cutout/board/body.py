"""Arrangement `body`: the figure as a silhouette of one colour, the words inside it, every line as wide as the body is there.

The code stands inside where the body is wide enough at its height, else on a small plaque fused beside it.
"""
from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from exhibit.cutout.board.body_words import NARROW, fill_body
from exhibit.cutout.board.code import SizedCode, is_low, sized_code
from exhibit.cutout.board.drawing import face_of, figure_of, ground
from exhibit.cutout.board.layout import BESIDE_MM, GAP_MM, stacked
from exhibit.cutout.board.measures import BodyMeasures
from exhibit.cutout.board.notes import NOTE_SIZES_PT, Cell, address_cell, help_cell, scan_cell, who_cell
from exhibit.cutout.board.outline import STEP_MM, Inside, inside
from exhibit.cutout.board.palettes import PAPER, WORDS, ink, panel_colour
from exhibit.cutout.board.placed import Box, Draft, PlacedCode, SetBlock
from exhibit.cutout.board.voices import Voice, voices_of
from exhibit.cutout.board.words import first_that_fits
from exhibit.cutout.cut.dieline import die_line, polygons
from exhibit.cutout.cut.limits import CutLimits
from exhibit.cutout.errors import CutoutError
from exhibit.cutout.press.profiles import profile
from exhibit.cutout.spec import CutoutSpec

CHIN_SHARE, SHOULDER_SHARE = 0.87, 0.80  # of the stature (Winter 2009): no words above the chin, no gap is closed above the shoulders
SCAN_MM = (120.0, 260.0)  # least and most width of the words beside a code inside the body
PLAQUE_TUCK_MM = 12.0
PLAQUE_WORDS = 1.4  # width of the words on a plaque against the code's
LOW = "This figure is too low for a code inside it or beside it: choose the template panel or plinth."


@dataclass(frozen=True, slots=True)
class CodePlace:
    """A code with its words in their places, perhaps on a plaque; `notes` says whether who speaks and where help is stand there too."""

    code: PlacedCode | None
    words: tuple[SetBlock, ...]
    plaque: Polygon
    between_mm: tuple[float, float] | None  # where story and notes part: (lowest edge of the story, highest of the notes)
    notes: bool = False


def arrange(spec: CutoutSpec, form: BodyMeasures) -> Draft:
    """Raises TextTooLong, or CutoutError where this figure's body is too narrow."""
    if spec.second is not None:
        raise CutoutError("Two languages do not fit inside one outline: choose the template panel, plinth or banner for a board in two languages.")
    (voice,) = voices_of(spec)
    figure = figure_of(spec, spec.height_mm, looks_left=voice.rtl)
    shape = silhouette(figure.outline, form.close_mm)
    room = _room(shape, form)
    places = _places(spec, form, voice, shape, room)
    place, text = first_that_fits(places, lambda found: (found, fill_body(spec, voice, room, form, found.between_mm, found.notes)))
    whole = max(polygons(unary_union([shape, place.plaque])), key=lambda part: part.area)
    die = die_line(shape, place.plaque, CutLimits.of(profile(spec.profile)))
    dark = form.ground == "ink"
    fill, words = (ink(), PAPER) if dark else (panel_colour(spec.palette), WORDS)
    return Draft((ground(whole, fill),), (*text.blocks, *place.words), words, place.code, die, figure.outline.bounds, face_of(figure),
                 _panel_box(room, place), text.sizes_pt, form.foot_mm, form.easel_mm)


def silhouette(outline: Polygon, close_mm: float) -> Polygon:
    """The outline filled, with narrow gaps below the shoulders closed."""
    left, bottom, right, top = outline.bounds
    solid = Polygon(outline.exterior)
    below = box(left, bottom, right, bottom + (top - bottom) * SHOULDER_SHARE)
    closed = solid.buffer(close_mm).buffer(-close_mm).intersection(below)
    return max(polygons(unary_union([solid, closed])), key=lambda part: part.area)


def _room(shape: Polygon, form: BodyMeasures) -> Inside:
    """Where words may stand: inside the margin, from the chin to the foot."""
    inset = polygons(shape.buffer(-form.margin_mm))
    if not inset:
        raise CutoutError(NARROW)
    room = inside(max(inset, key=lambda part: part.area), shape.bounds[3] * CHIN_SHARE, form.foot_mm + 2 * STEP_MM)
    if not len(room.left):
        raise CutoutError(NARROW)
    return room


def _panel_box(room: Inside, place: CodePlace) -> Box:
    left, right = float(room.left.min()), float(room.right.max())
    if not place.plaque.is_empty:
        left, right = min(left, place.plaque.bounds[0]), max(right, place.plaque.bounds[2])
    return left, room.bottom_mm, right, room.top_mm


def _places(spec: CutoutSpec, form: BodyMeasures, voice: Voice, shape: Polygon, room: Inside) -> list[CodePlace]:
    """Where the code could stand, best first: inside at each height, then on a plaque."""
    tall = shape.bounds[3]
    sized = sized_code(spec, is_low(tall))
    if sized is None:
        return [CodePlace(None, (), Polygon(), None)]
    centres = form.code_centre_low_mm if is_low(tall) else form.code_centre_mm
    within = [_within(spec, voice, sized, room, centre) for centre in centres]
    beside = [_on_plaque(spec, form, voice, sized, shape, centre, notes) for notes in (False, True) for centre in centres]
    places = [place for place in (*within, *beside) if place]
    if not places:
        raise CutoutError(LOW)
    return places


def _within(spec: CutoutSpec, voice: Voice, sized: SizedCode, room: Inside, centre_mm: float) -> CodePlace | None:
    """The code and its words side by side in the middle of the body; None where it is too narrow."""
    side = sized.side_mm
    slot = room.slot(centre_mm + side / 2, centre_mm - side / 2)
    if slot is None or slot.width_mm < side + BESIDE_MM + SCAN_MM[0]:
        return None
    cell = _largest(spec, voice, min(SCAN_MM[1], slot.width_mm - side - BESIDE_MM), side - 4)
    if cell is None:
        return None
    width = side + BESIDE_MM + max(text.block.width_mm for text in cell.texts)
    left = (slot.left_mm + slot.right_mm - width) / 2
    x_code, x_words = (left + width - side, left) if voice.rtl else (left, left + side + BESIDE_MM)
    code = sized.placed(x_code, centre_mm)
    top = code.box_mm[3] - 2
    return CodePlace(code, tuple(cell.placed(x_words, top)), Polygon(), (code.box_mm[3] + GAP_MM, code.box_mm[1] - GAP_MM))


def _largest(spec: CutoutSpec, voice: Voice, width_mm: float, height_mm: float) -> Cell | None:
    """What the code is for and the address, as large as they fit; None where they do not."""
    for size_pt in NOTE_SIZES_PT:
        try:
            cell = stacked([scan_cell(voice, width_mm, size_pt), address_cell(spec.url or "", voice, width_mm, size_pt)], 0.45 * size_pt)
        except CutoutError:
            continue
        if cell.height_mm <= height_mm:
            return cell
    return None


def _on_plaque(spec: CutoutSpec, form: BodyMeasures, voice: Voice, sized: SizedCode, shape: Polygon, centre_mm: float, notes: bool) -> CodePlace | None:
    """The code on a plaque that grows out of the body, its words under it; on the left for a language that runs from the right.

    None where the plaque would stand beside the face or on the floor.
    """
    side, margin = sized.side_mm, form.plaque_mm
    cell = _under_code(spec, voice, max(side, PLAQUE_WORDS * side), notes)
    wide = max(side, *(text.block.width_mm for text in cell.texts))
    low, high = centre_mm - side / 2 - GAP_MM / 2 - cell.height_mm - margin, centre_mm + side / 2 + margin
    if high > shape.bounds[3] * CHIN_SHARE or low < form.foot_mm:
        return None
    band, edge = shape.intersection(box(shape.bounds[0], low, shape.bounds[2], high)), inside(shape, high, low)
    code = sized.placed(0.0, centre_mm)
    words = cell.placed(0.0, code.box_mm[1] - GAP_MM / 2)
    if voice.rtl:
        left = band.bounds[0] - margin - wide
        frame = box(left - margin, low, float(edge.left.max()) + PLAQUE_TUCK_MM, high)
        code = code.moved(wide - side)
    else:
        left = band.bounds[2] + margin
        frame = box(float(edge.right.min()) - PLAQUE_TUCK_MM, low, left + wide + margin, high)
    plaque = frame.buffer(-form.corner_mm).buffer(form.corner_mm, quad_segs=24)
    return CodePlace(code.moved(left), tuple(block.moved(left) for block in words), plaque, None, notes)


def _under_code(spec: CutoutSpec, voice: Voice, width_mm: float, notes: bool) -> Cell:
    """What stands under the code on a plaque, in the smallest of the sizes: a plaque is small."""
    size_pt = NOTE_SIZES_PT[-1]
    cell = stacked([scan_cell(voice, width_mm, size_pt), address_cell(spec.url or "", voice, width_mm, size_pt)], 0.45 * size_pt)
    if not notes:
        return cell
    return stacked([cell, who_cell(voice, width_mm, size_pt), help_cell(voice, spec.helpline, width_mm, size_pt)], size_pt)
