"""The feet as a cut file of their own: plates and brackets, true size, one page a part, closed paths in the shop's cut colour.

The bracket's slot is as wide as the board and TOLERANCE_MM more; its inner corners are relieved so that a bit of 6 mm reaches them.
"""
from __future__ import annotations

import io
import math
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from exhibit.cutout.paths import Command, Path
from exhibit.cutout.press.profiles import Profile
from exhibit.cutout.spec import CMYK
from exhibit.cutout.stand.body import GRIP_MM
from exhibit.cutout.stand.feet import WEB_MM, Foot, Standing
from exhibit.cutout.stand.materials import Material
from exhibit.cutout.type.typeset import MM_PER_PT, set_text

TOLERANCE_MM = 0.5
BRACKET_MM = 18.0  # birch plywood
BASE_MM, TOP_MM, HEEL_MM = 180.0, 60.0, 20.0  # bracket: length on the plate, wood left at the top beside the slot (both sides together), height of its ends
RELIEF_MM = 3.0  # radius of the bit
CORNER_MM = 20.0  # of the plate: no sharp corner at ankle height
SCREW_MM, SCREWS_APART_MM = 5.5, 120.0
BAND_MM = 30.0
BAND: CMYK = (0.0, 0.12, 0.95, 0.0)  # a yellow that is seen on grey floors and on dark ones
BLACK: CMYK = (0.0, 0.0, 0.0, 1.0)
MARGIN_MM, NOTE_MM, NOTE_PT = 20.0, 26.0, 11.0
_ARC = 4 / 3 * math.tan(math.pi / 8)  # control points of a quarter circle


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to cut: its closed paths (outline first), what is coloured under them, how many are needed."""

    title: str
    width_mm: float
    height_mm: float
    cuts: tuple[Path, ...]
    band: Path
    count: int


def foot_parts(standing: Standing, sheet: Material) -> tuple[Part, ...]:
    """Plates and brackets of one board."""
    foot, feet = standing.feet[0], standing.feet
    plate, bracket = _plate(foot, len(feet)), _bracket(sheet, sum(len(each.brackets_x_mm) for each in feet))
    return plate, bracket


def foot_pattern(standing: Standing, sheet: Material, shop: Profile) -> bytes:
    """The cut file (PDF, a page for each part). Same standing, same bytes."""
    with pikepdf.new() as pdf:
        for part in foot_parts(standing, sheet):
            _add_page(pdf, part, shop)
        pdf.docinfo["/Title"] = "Feet"
        pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
        out = io.BytesIO()
        pdf.save(out, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, deterministic_id=True)
    return out.getvalue()


def slot_mm(sheet: Material) -> float:
    return sheet.thickness_mm + TOLERANCE_MM


def _plate(foot: Foot, count: int) -> Part:
    width, depth, thick = foot.plate_mm
    holes = tuple(_circle(x, depth / 2 + side * SCREWS_APART_MM / 2, SCREW_MM / 2) for x in _bracket_places(foot) for side in (-1, 1))
    outline = _rounded(0, 0, width, depth, CORNER_MM)
    inner = _rounded(BAND_MM, BAND_MM, width - BAND_MM, depth - BAND_MM, CORNER_MM / 2)
    words = (f"Foot plate, steel {thick:g} mm, {foot.plate_kg:.1f} kg. Deburr; countersink the holes from below for 5 mm screws. "
             f"Paint or tape the edge {BAND_MM:.0f} mm wide in a colour that stands out from the floor."
             + (" The holes are off the middle: turn the second plate round, so that both reach outwards." if _off_middle(foot) else ""))
    return Part(words, width, depth, (outline, *holes), (*outline, *inner), count)


def _off_middle(foot: Foot) -> bool:
    return abs(sum(foot.brackets_x_mm) / len(foot.brackets_x_mm) - foot.x_mm) > 0.5


def _bracket_places(foot: Foot) -> tuple[float, ...]:
    """Middles of the brackets from the plate's left end."""
    return tuple(x - foot.x_mm + foot.plate_mm[0] / 2 for x in foot.brackets_x_mm)


def _bracket(sheet: Material, count: int) -> Part:
    slot = slot_mm(sheet)
    words = (f"Bracket, birch plywood {BRACKET_MM:g} mm. Slot {slot:g} mm for a board of {sheet.thickness_mm:g} mm. Screw to the plate from below, "
             f"two wood screws 5 x 50, {SCREWS_APART_MM:.0f} mm apart, drilled first.")
    return Part(words, BASE_MM, WEB_MM + GRIP_MM, (_bracket_path(slot),), (), count)


def _bracket_path(slot: float) -> Path:
    """Counter-clockwise from the lower left corner; y up from the plate."""
    middle, top = BASE_MM / 2, WEB_MM + GRIP_MM
    left, right, shoulder = middle - slot / 2, middle + slot / 2, (TOP_MM + slot) / 2
    radius = min(RELIEF_MM, slot / (2 * math.sqrt(2)))
    inset, chord = radius / math.sqrt(2), radius * math.sqrt(2)
    return (
        ("M", 0.0, 0.0), ("L", BASE_MM, 0.0), ("L", BASE_MM, HEEL_MM), ("L", middle + shoulder, top), ("L", right, top), ("L", right, WEB_MM + chord),
        *_half_turn(right - inset, WEB_MM + inset, radius, math.pi / 4), ("L", left + chord, WEB_MM),
        *_half_turn(left + inset, WEB_MM + inset, radius, -math.pi / 4), ("L", left, top), ("L", middle - shoulder, top), ("L", 0.0, HEEL_MM), ("Z",))


def _half_turn(x: float, y: float, radius: float, start: float) -> tuple[Command, ...]:
    """Two quarter circles, clockwise from an angle."""
    return tuple(_quarter(x, y, radius, start - quarter * math.pi / 2, -1) for quarter in (0, 1))


def _quarter(x: float, y: float, radius: float, start: float, turn: int) -> Command:
    """A quarter circle as one Bézier; `turn` 1 is counter-clockwise."""
    end, reach = start + turn * math.pi / 2, radius * _ARC * turn
    x0, y0, x3, y3 = x + radius * math.cos(start), y + radius * math.sin(start), x + radius * math.cos(end), y + radius * math.sin(end)
    return ("C", x0 - reach * math.sin(start), y0 + reach * math.cos(start), x3 + reach * math.sin(end), y3 - reach * math.cos(end), x3, y3)


def _circle(x: float, y: float, radius: float) -> Path:
    return (("M", x + radius, y), *(_quarter(x, y, radius, at * math.pi / 2, 1) for at in range(4)), ("Z",))


def _rounded(left: float, bottom: float, right: float, top: float, radius: float) -> Path:
    return (("M", left + radius, bottom), ("L", right - radius, bottom), _quarter(right - radius, bottom + radius, radius, -math.pi / 2, 1),
            ("L", right, top - radius), _quarter(right - radius, top - radius, radius, 0.0, 1), ("L", left + radius, top),
            _quarter(left + radius, top - radius, radius, math.pi / 2, 1), ("L", left, bottom + radius), _quarter(left + radius, bottom + radius, radius, math.pi, 1), ("Z",))


def _add_page(pdf: pikepdf.Pdf, part: Part, shop: Profile) -> None:
    width, height = max(part.width_mm, 160.0) + 2 * MARGIN_MM, part.height_mm + 2 * MARGIN_MM + NOTE_MM
    lines = [f"{1 / MM_PER_PT:.6f} 0 0 {1 / MM_PER_PT:.6f} {MARGIN_MM / MM_PER_PT:.4f} {(MARGIN_MM + NOTE_MM) / MM_PER_PT:.4f} cm"]
    if part.band:
        lines.append(f"{_colour(BAND)} k {_operators(part.band)} f*")
    words = set_text(f"{part.count} × {part.title}", "en", NOTE_PT, width - 2 * MARGIN_MM)
    lines += [f"{_colour(BLACK)} k {_operators(path)} f" for path in words.paths(0, -6)]
    lines.append(f"/Cut CS 1 SCN /Over gs {shop.cut_width_pt * MM_PER_PT:.4f} w")
    lines += [f"{_operators(path)} S" for path in part.cuts]
    page = pdf.add_blank_page(page_size=(width / MM_PER_PT, height / MM_PER_PT))
    page.Contents = pdf.make_stream("\n".join(lines).encode())
    page.Resources = Dictionary(ColorSpace=Dictionary(Cut=_cut_colour(shop)), ExtGState=Dictionary(Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)))
    low = (MARGIN_MM + NOTE_MM) / MM_PER_PT
    page.TrimBox = Array([round(value, 4) for value in (MARGIN_MM / MM_PER_PT, low, (MARGIN_MM + part.width_mm) / MM_PER_PT, low + part.height_mm / MM_PER_PT)])


def _cut_colour(shop: Profile) -> Array:
    """The shop's spot colour (Separation, PDF 32000-1, 8.6.6.4) with its CMYK beside it."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(list(shop.cut_cmyk)), N=1)
    return Array([Name.Separation, Name(f"/{shop.cut_name}"), Name.DeviceCMYK, tint])


def _colour(colour: CMYK) -> str:
    return " ".join(f"{part:g}" for part in colour)


_FORMATS = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}


def _operators(path: Path) -> str:
    return " ".join(_FORMATS[command[0]] % command[1:] for command in path)
