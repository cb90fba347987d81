"""Text a machine can read: each character of a line as one code of a small font of outlines (Type 3), in the order in which it stands on paper.

A shaped cluster (a ligature, a syllable of Devanagari, a Nastaliq word's skeleton with its dots) is drawn whole by the first of its characters;
the others draw nothing and share its width. So every code means exactly one character, whatever the script makes of it: programs that read a page
aloud, search it or copy from it need no table of shapes, and the caret can stand between any two characters.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from exhibit.cutout.paths import Command, Path, translate
from exhibit.cutout.type.bidi import bidi_class
from exhibit.cutout.type.fonts import FontFace, glyph_outline
from exhibit.cutout.type.itemise import PlacedGlyph, ShapedLine

UNITS = 1_000
FIRST, LAST = 33, 255  # codes of one font; 32 would be stretched as a word space by some programs
HAIR_SPACE = "\u200a"
"""Keeps the groups of a number apart for the eye. It is no character of the file: where text runs from the right, programs would read the groups in reverse."""
HAIR_EM = 0.1  # a tenth of the size is seen; from an eighth on PDFium takes the gap for a space
SYMBOLIC = 4
BLANK_HEIGHT = 500  # of the box of a code without ink: one of no size PDFium does not read at all
MIRRORED = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "‹": "›"}
MIRRORED |= {closing: opening for opening, closing in MIRRORED.items()}
_OPERATORS = {"M": "%d %d m", "L": "%d %d l", "C": "%d %d %d %d %d %d c", "Z": "h"}

Key = tuple[FontFace, str, "Ink", int]
"""What tells one code from another: face, character, ink, width."""
Forms = dict[tuple[FontFace, int], pikepdf.Object]
"""Outlines that are in the file once, by face and glyph."""
Ink = tuple[tuple[int, int, int], ...]
"""Glyphs with the place of each in units of the font: (glyph, x, y)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One character as it is drawn: what it says, in which face, its ink (none for the second of a ligature), its width in units.

    `moved`: how much further than its width the pen goes, in em (kerning).
    """

    says: str
    face: FontFace
    ink: Ink
    width: int
    moved: float

    @property
    def key(self) -> Key:
        return self.face, self.says, self.ink, self.width


def letters_of(line: ShapedLine) -> list[Letter]:
    """The characters of a line from left to right. In text that runs from the right, a bracket says what it looks like, as every reader of such pages expects."""
    starts = sorted({glyph.cluster for glyph in line.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(line.text)], strict=True))
    found: list[Letter] = []
    pen = 0.0
    for glyphs in _clusters(line.glyphs):
        start = glyphs[0].cluster
        own = _letters(glyphs, line.text[start:ends[start]], pen, _runs_left(line, glyphs))
        found = _spread(found, own[0]) if found and own[0].says == HAIR_SPACE else found + own
        pen += sum(glyph.advance for glyph in glyphs)
    return found


def _spread(letters: list[Letter], room: Letter) -> list[Letter]:
    """A hair space is room after the last letter, and says nothing."""
    return [*letters[:-1], replace(letters[-1], moved=letters[-1].moved + max(HAIR_EM, room.moved + room.width / UNITS))]


def _clusters(glyphs: tuple[PlacedGlyph, ...]) -> Iterator[list[PlacedGlyph]]:
    """Neighbours of one cluster and one face."""
    group: list[PlacedGlyph] = []
    for glyph in glyphs:
        if group and glyph.cluster != group[0].cluster:
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _runs_left(line: ShapedLine, glyphs: list[PlacedGlyph]) -> bool:
    """Does the text run from the right at this cluster? A bracket is asked by its neighbours: the one after it in the text stands on its left."""
    start = glyphs[0].cluster
    if line.text[start] not in MIRRORED:
        return bidi_class(line.text[start]) in ("R", "AL")
    places = {glyph.cluster: at for at, glyph in enumerate(line.glyphs)}
    before, after = (places.get(start + step) for step in (-1, 1))
    here = places[start]
    return (after is not None and after < here) or (after is None and before is not None and before > here)


def _letters(glyphs: list[PlacedGlyph], text: str, pen: float, leftwards: bool) -> list[Letter]:
    face, advance = glyphs[0].face, sum(glyph.advance for glyph in glyphs)
    ink = tuple((glyph.glyph, round((glyph.x - pen) * UNITS), round(glyph.y * UNITS)) for glyph in glyphs if glyph_outline(glyph.face, glyph.glyph))
    usual = face.font.get_glyph_h_advance(glyphs[0].glyph) / face.upem if len(glyphs) == 1 else advance
    said = [MIRRORED.get(char, char) for char in reversed(text)] if leftwards else list(text)
    width = round(usual / len(said) * UNITS)
    letters = [Letter(char, face, ink if at == 0 else (), width, 0.0) for at, char in enumerate(said)]
    rest = advance - width * len(said) / UNITS
    return [*letters[:-1], Letter(said[-1], face, letters[-1].ink, width, rest)]


@dataclass(slots=True)
class _Font:
    """Codes of one font in the making, whatever faces their outlines are from."""

    bold: bool
    codes: dict[Key, int] = field(default_factory=dict)

    def room_for(self, letters: Iterable[Letter]) -> bool:
        return len(self.codes.keys() | {letter.key for letter in letters}) <= LAST - FIRST + 1

    def code(self, letter: Letter) -> int:
        return self.codes.setdefault(letter.key, FIRST + len(self.codes))


@dataclass(slots=True)
class Fonts:
    """The fonts of one document. A line is set in one font whole: PDFium takes a change of fonts in it for a change of lines."""

    pdf: pikepdf.Pdf
    made: list[_Font] = field(default_factory=list)

    def show(self, line: ShapedLine, size_pt: float, x_pt: float, y_pt: float, used: set[int], space_after: bool, leftwards: bool) -> str:
        """Operators that show a line, left end of its baseline at (x, y). `space_after`: a blank follows it in the text, and is there to be read."""
        letters, x_pt = _with_space(letters_of(line), size_pt, x_pt, leftwards) if space_after else (letters_of(line), x_pt)
        if not letters:
            return ""
        at = self._font_of(letters)
        used.add(at)
        codes = "".join(f"<{self.made[at].code(letter):02x}>" + (f"{-letter.moved * UNITS:.0f}" if abs(letter.moved) * UNITS >= 0.5 else "") for letter in letters)
        return f"BT /F{at} {size_pt:g} Tf 1 0 0 1 {x_pt:.3f} {y_pt:.3f} Tm [{codes}] TJ ET".replace("><", "")

    def _font_of(self, letters: list[Letter]) -> int:
        """The newest font of the weight, if it has all these letters or room for them; else a new one."""
        bold = any(letter.face.name.endswith("bold") for letter in letters)
        at = next((at for at in range(len(self.made) - 1, -1, -1) if self.made[at].bold == bold), None)
        if at is None or not self.made[at].room_for(letters):
            self.made.append(_Font(bold))
            at = len(self.made) - 1
        return at

    def objects(self) -> dict[int, pikepdf.Object]:
        """Each font as an object of the file, by its number. What is drawn alike is in the file once, whichever fonts and codes draw it."""
        drawings = {(face, ink, width) for font in self.made for face, _, ink, width in font.codes}
        ordered = sorted(drawings, key=lambda drawing: (drawing[0].name, drawing[1:]))
        counted = Counter((face, glyph) for face, ink, _ in ordered for glyph, _, _ in ink)
        shared = {key: self._form(*key) for key, count in counted.items() if count > 1}
        drawn = {drawing: self._procedure(drawing, shared) for drawing in ordered}
        return {at: self.pdf.make_indirect(_font_object(self.pdf, font, drawn, shared)) for at, font in enumerate(self.made)}

    def _form(self, face: FontFace, glyph: int) -> pikepdf.Object:
        outline = _outline(face, glyph)
        content = " ".join([*(_OPERATORS[command[0]] % command[1:] for command in outline), "f"])
        return self.pdf.make_indirect(self.pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array(_box(outline))))

    def _procedure(self, drawing: tuple[FontFace, Ink, int], shared: Forms) -> tuple[pikepdf.Object, list[int]]:
        content, box = _procedure(*drawing, shared)
        return self.pdf.make_indirect(self.pdf.make_stream(content.encode())), box


def _with_space(letters: list[Letter], size_pt: float, x_pt: float, leftwards: bool) -> tuple[list[Letter], float]:
    """The blank between this line and the next, at the end of the line as it is read. It has no ink."""
    if not letters:
        return letters, x_pt
    face = letters[0 if leftwards else -1].face
    width = round(face.font.get_glyph_h_advance(face.font.get_nominal_glyph(0x20) or 0) / face.upem * UNITS) or 250
    blank = Letter(" ", face, (), width, 0.0)
    return ([blank, *letters], x_pt - width / UNITS * size_pt) if leftwards else ([*letters, blank], x_pt)


def _font_object(pdf: pikepdf.Pdf, font: _Font, drawn: dict[tuple[FontFace, Ink, int], tuple[pikepdf.Object, list[int]]], shared: Forms) -> Dictionary:
    boxes: list[list[int]] = []
    procedures, names, widths, meanings = {}, [], [], []
    for (face, says, ink, width), code in font.codes.items():
        procedures[f"/c{code}"], box = drawn[face, ink, width]
        names.append(Name(f"/c{code}"))
        widths.append(width)
        meanings.append((code, says))
        boxes.append(box)
    whole = [*(min(box[at] for box in boxes) for at in (0, 1)), *(max(box[at] for box in boxes) for at in (2, 3))]
    used = {(face, glyph) for face, _, ink, _ in font.codes for glyph, _, _ in ink}
    forms = {_name(*key): shared[key] for key in sorted(used & shared.keys(), key=lambda key: _name(*key))}
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array(whole), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(procedures),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([FIRST, *names])), FirstChar=FIRST, LastChar=FIRST + len(names) - 1, Widths=Array(widths),
        Resources=Dictionary(XObject=Dictionary(forms)) if forms else Dictionary(), ToUnicode=pdf.make_stream(_meanings(meanings).encode()), FontDescriptor=pdf.make_indirect(_described(font.bold, whole)))


def _name(face: FontFace, glyph: int) -> str:
    return f"/{face.name}-{glyph}"


def _described(bold: bool, box: list[int]) -> Dictionary:
    """What a program that reflows the page wants to know of a font that is not in the file (ISO 32000-1, 9.6.5: needed in tagged files)."""
    return Dictionary(Type=Name.FontDescriptor, FontName=Name.NotoBold if bold else Name.Noto, FontBBox=Array(box), Flags=SYMBOLIC, ItalicAngle=0, FontWeight=700 if bold else 400)


def _procedure(face: FontFace, ink: Ink, width: int, shared: Forms) -> tuple[str, list[int]]:
    """(operators, box) of one code; the width says the same as the font's table."""
    placed = [(glyph, x, y, translate(_outline(face, glyph), x, y)) for glyph, x, y in ink]
    box = _box(command for *_, outline in placed for command in outline) if ink else [0, 0, max(width, 1), BLANK_HEIGHT]
    drawn = [f"q 1 0 0 1 {x} {y} cm {_name(face, glyph)} Do Q" if (face, glyph) in shared else " ".join([*(_OPERATORS[command[0]] % command[1:] for command in outline), "f"])
             for glyph, x, y, outline in placed]
    return " ".join([f"{width} 0 {box[0]} {box[1]} {box[2]} {box[3]} d1", *drawn]), box


def _outline(face: FontFace, glyph: int) -> Path:
    return tuple((command[0], *(round(value * UNITS) for value in command[1:])) for command in glyph_outline(face, glyph))


def _box(commands: Iterable[Command]) -> list[int]:
    """Left, bottom, right and top of the points of some outlines, those that pull a curve included; nothing for no ink."""
    points = [command[1:] for command in commands]
    xs, ys = [value for point in points for value in point[::2]] or [0], [value for point in points for value in point[1::2]] or [0]
    return [min(xs), min(ys), max(xs), max(ys)]


def _meanings(pairs: list[tuple[int, str]]) -> str:
    """A ToUnicode map (ISO 32000-1, 9.10.3), at most a hundred entries a block."""
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap", "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
             "/CMapName /Adobe-Identity-UCS def /CMapType 2 def", "1 begincodespacerange <00> <ff> endcodespacerange"]
    for start in range(0, len(pairs), 100):
        block = pairs[start:start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02x}> <{says.encode('utf-16-be').hex()}>" for code, says in block]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])
