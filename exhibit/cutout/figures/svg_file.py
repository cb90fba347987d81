"""Reads an uploaded SVG as the file of a stranger: shapes come out, or a sentence; nothing is run, fetched, repeated or left unread.

Refused are document types and entities, programs, links, pictures, letters, style sheets, repeated parts, clipping and masks, and whatever
this reader does not know: what it cannot see it would cut wrongly. SVG 1.1 and 2, chapters on paths, basic shapes, transforms and painting.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from exhibit.cutout.errors import NotAnImage, NotASilhouette
from exhibit.cutout.figures.svg_data import MAX_NUMBER, Matrix, length, matrix_of, path_of_shape, times
from exhibit.cutout.paths import Path, transform

MAX_BYTES, MAX_ELEMENTS, MAX_DEPTH, MAX_NODES = 2_000_000, 3_000, 60, 20_000
SVG = "http://www.w3.org/2000/svg"

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GROUPS = frozenset({"svg", "g"})
UNSEEN = frozenset({  # never painted by themselves; what they hold is read for what is refused, and left out
    "defs", "title", "desc", "metadata", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "marker", "pattern", "filter", "view"})
REFUSED = {
    "script": "a program", "handler": "a program", "listener": "a program", "foreignObject": "a web page", "iframe": "a web page", "a": "a link",
    "image": "a picture (a photograph can be recognised)", "use": "repeated parts (unlink the clones)", "symbol": "repeated parts (unlink the clones)",
    "text": "letters (turn them into paths or take them out)", "tspan": "letters", "textPath": "letters", "style": "a style sheet (export with presentation attributes)",
    "animate": "an animation", "animateMotion": "an animation", "animateTransform": "an animation", "set": "an animation", "switch": "alternatives",
}
INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "visibility", "fill-opacity", "stroke-opacity")
NAMING = frozenset({"id", "class", "label", "aria-label", "title", "alt"})
_OUTSIDE = re.compile(r"url\(\s*(?!['\"]?\s*#)|expression\(|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted shape, in units of the file with y down. `stroke` is the width of its line, 0 without one."""

    path: Path
    filled: bool
    even_odd: bool
    stroke: float


@dataclass(frozen=True, slots=True)
class SvgFile:
    """What is painted, and every word the file says about it."""

    shapes: tuple[Shape, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands on to those inside it."""

    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    paint: dict[str, str] = field(default_factory=dict)
    unseen: bool = False


def looks_like_svg(content: bytes, filename: str) -> bool:
    """By its name or its first letters; a compressed .svgz too, so that it can be refused in words."""
    head = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return filename.lower().endswith((".svg", ".svgz")) or head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--"))


def read_svg(content: bytes, name: str) -> SvgFile:
    """Raises NotAnImage for what is no SVG of a sensible size, NotASilhouette for one that holds more than shapes. `name` begins the sentence."""
    if content[:2] == b"\x1f\x8b":
        raise NotAnImage(f"{name} is a compressed SVG: save it as plain SVG.")
    if len(content) > MAX_BYTES:
        raise NotAnImage(f"{name} has {len(content) / 1e6:.1f} MB; an SVG may have {MAX_BYTES / 1e6:.0f} MB. Simplify its paths.")
    reader = _Reader(name)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotAnImage(f"{name} is no SVG that can be read to its end (line {error.lineno}): save it again as plain SVG.") from error
    except (LookupError, ValueError) as error:  # an encoding nobody knows
        raise NotAnImage(f"{name} is written in an encoding that is not known: save it as UTF-8.") from error
    if not reader.shapes:
        raise NotASilhouette(f"There is no shape in {name}: upload one filled figure.")
    return SvgFile(tuple(reader.shapes), tuple(reader.words))


class _Reader:
    """Handlers of one parse; what is refused is raised out of them, at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shapes: list[Shape] = []
        self.words: list[str] = []
        self.states = [_State()]
        self.elements = self.nodes = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def refuse(self, held: str) -> NotASilhouette:
        return NotASilhouette(f"{self.name} holds {held}: save it as plain SVG with nothing but filled shapes.")

    def _doctype(self, *_: object) -> None:
        raise self.refuse("a document type or entities")

    def _instruction(self, target: str, _: str) -> None:
        raise self.refuse(f"an instruction to other programs ({target[:40]})")

    def _text(self, words: str) -> None:
        if words.strip():
            self.words.append(words)

    def _end(self, _: str) -> None:
        self.states.pop()

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS or len(self.states) > MAX_DEPTH:
            raise NotAnImage(f"{self.name} has more than {MAX_ELEMENTS:,} elements, or {MAX_DEPTH} inside each other: join the shapes to one and save again.")
        space, _, tag = qualified.rpartition(" ")
        if self.elements == 1 and (tag != "svg" or space not in ("", SVG)):
            raise NotAnImage(f"{self.name} is no SVG: it begins with <{tag[:40]}>.")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.words.extend(value for key, value in plain.items() if key in NAMING)
        foreign = space not in ("", SVG)
        if not foreign:
            self._demand_harmless(tag, plain)
        self.states.append(self._entered(tag, plain, foreign))
        if tag in SHAPES and not self.states[-1].unseen:
            self._add(tag, plain, self.states[-1])

    def _demand_harmless(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in REFUSED:
            raise self.refuse(REFUSED[tag])
        if tag not in SHAPES | GROUPS | UNSEEN and not tag.startswith("fe"):
            raise self.refuse(f"<{tag[:40]}>, which is not read here")
        for key, value in attributes.items():
            if key.lower().startswith("on"):
                raise self.refuse("a program")
            if key in ("href", "src", "base") and not value.startswith("#") or _OUTSIDE.search(value):
                raise self.refuse("a link to another file")

    def _entered(self, tag: str, attributes: dict[str, str], foreign: bool) -> _State:
        above = self.states[-1]
        if above.unseen or foreign or tag in UNSEEN:
            return replace(above, unseen=True)
        own = {**attributes, **_declarations(attributes.get("style", ""))}
        if own.get("clip-path", "none") != "none" or own.get("mask", "none") != "none":
            raise self.refuse("a clipping path or mask")
        paint = {**above.paint, **{key: own[key].strip() for key in INHERITED if own.get(key, "inherit").strip() != "inherit"}}
        hidden = own.get("display", "").strip() == "none" or _is_zero(own.get("opacity", ""))
        matrix = times(above.matrix, matrix_of(own.get("transform", ""), self.name)) if tag in SHAPES | GROUPS else above.matrix
        return _State(matrix, paint, hidden)

    def _add(self, tag: str, attributes: dict[str, str], state: _State) -> None:
        paint = state.paint
        if paint.get("visibility") in ("hidden", "collapse"):
            return
        path = path_of_shape(tag, attributes, self.name)
        self.nodes += len(path)
        if self.nodes > MAX_NODES:
            raise NotAnImage(f"{self.name} has more than {MAX_NODES:,} points: simplify its paths.")
        filled = paint.get("fill") not in ("none", "transparent") and not _is_zero(paint.get("fill-opacity", "")) and tag != "line"
        stroked = paint.get("stroke", "none") not in ("none", "transparent") and not _is_zero(paint.get("stroke-opacity", ""))
        a, b, c, d, *_ = state.matrix
        width = length(paint.get("stroke-width", "1"), self.name) * abs(a * d - b * c) ** 0.5 if stroked else 0.0
        if path and (filled or width > 0):
            placed = transform(path, *state.matrix)
            if not all(abs(value) <= MAX_NUMBER for value in _numbers(placed)) or not width <= MAX_NUMBER:
                raise NotAnImage(f"{self.name} places its shapes too far away: draw them within {MAX_NUMBER:,.0f} units.")
            self.shapes.append(Shape(placed, filled, paint.get("fill-rule") == "evenodd", width))


def _numbers(path: Path) -> Iterator[float]:
    return (value for command in path for value in command[1:])


def _declarations(style: str) -> dict[str, str]:
    """A style attribute's properties."""
    pairs = (part.partition(":") for part in style.split(";"))
    return {key.strip().lower(): value.replace("!important", "").strip() for key, _, value in pairs if value.strip()}


def _is_zero(opacity: str) -> bool:
    return re.fullmatch(r"\s*0*\.?0+%?\s*", opacity) is not None
