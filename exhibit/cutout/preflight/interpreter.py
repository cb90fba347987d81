"""The operators of a page, forms and patterns inside it included, as marks in the order in which they are painted."""
from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pikepdf

from exhibit.cutout.preflight.fonts import note_fonts, use_font
from exhibit.cutout.preflight.found import CannotRead, Font, Ink, Mark, Points, Ring
from exhibit.cutout.preflight.inks import first_ink, ink_of
from exhibit.cutout.preflight.pictures import picture_of
from exhibit.cutout.preflight.state import (
    SAME,
    Matrix,
    State,
    changes_of,
    growth,
    joined,
    matrix_of,
)
from exhibit.cutout.preflight.streams import MOST_BYTES, TOO_LARGE, content_of

MOST_STEPS, MOST_WORDS = 1_000_000, 6_000_000  # operators of a page, forms counted as often as they are drawn; numbers and operators in its streams
TOO_MANY = f"The file paints a page in more than {MOST_STEPS:,} steps: it is not checked. Ask for a file with fewer points, or with the pattern placed as a picture."
WORD = re.compile(rb"\S+")
DEEPEST = 12  # forms inside forms
MM_PER_PT = 25.4 / 72
PAINT = {  # operator -> (close, fill, stroke)
    "S": (False, False, True), "s": (True, False, True), "f": (False, True, False), "F": (False, True, False), "f*": (False, True, False),
    "B": (False, True, True), "B*": (False, True, True), "b": (True, True, True), "b*": (True, True, True), "n": (False, False, False),
}
SHOW = ("Tj", "TJ", "'", '"')
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
Operands = list[pikepdf.Object]


@dataclass
class _Ring:
    """A stretch of the path under construction, in user space."""

    points: list[float]
    kinds: list[str] = field(default_factory=list)
    closed: bool = False


class Interpreter:
    """Reads one page. `marks`, `fonts` and `groups` are what it leaves behind."""

    def __init__(self, scale: float, layers: dict[object, str]):
        self.scale, self.layers = scale, layers
        self.marks: list[Mark] = []
        self.fonts: dict[str, Font] = {}
        self.groups: list[str] = []
        self.steps = self.words = 0
        self.bytes = 0

    def read(self, content: bytes, resources: pikepdf.Object, matrix: Matrix, depth: int = 0, layer: str = "", state: State | None = None) -> None:
        """Operators with their resources, under a matrix that leads to mm on the board."""
        if depth > DEEPEST:
            raise CannotRead(f"The file nests drawings in drawings more than {DEEPEST} deep: it is not checked. Ask for a flattened file.")
        self.bytes += len(content)
        if self.bytes > MOST_BYTES * 2:
            raise CannotRead(TOO_LARGE)
        note_fonts(resources, self.fonts)
        _Run(self, resources, replace(state or State(matrix), matrix=matrix), depth, layer).all(content)


class _Run:
    """One stream of operators."""

    def __init__(self, page: Interpreter, resources: pikepdf.Object, state: State, depth: int, layer: str):
        self.page, self.resources, self.state, self.depth = page, resources, state, depth
        self.kept: list[State] = []
        self.contents: list[str] = [layer]
        self.rings: list[_Ring] = []
        self.text_line: Matrix = SAME
        self.text: Matrix = SAME

    def all(self, content: bytes) -> None:
        self.page.words += len(WORD.findall(content)) if len(content) > MOST_WORDS else 0
        if self.page.words > MOST_WORDS:
            raise CannotRead(TOO_MANY)
        owner = pikepdf.new()  # must outlive the stream it owns
        for instruction in pikepdf.parse_content_stream(pikepdf.Stream(owner, content)):
            self.page.steps += 1
            if self.page.steps > MOST_STEPS:
                raise CannotRead(TOO_MANY)
            name = str(instruction.operator)
            act = ACTS.get(name)
            if act is not None:
                act(self, name, list(instruction.operands))

    # path

    def path(self, name: str, operands: Operands) -> None:
        numbers = [float(value) for value in operands]
        if name == "m" and len(numbers) == 2:
            self.rings.append(_Ring(numbers))
        elif name == "re" and len(numbers) == 4:
            x, y, w, h = numbers
            self.rings.append(_Ring([x, y, x + w, y, x + w, y + h, x, y + h, x, y], list("llll"), True))
        elif self.rings:
            self._extend(name, numbers)

    def _extend(self, name: str, numbers: list[float]) -> None:
        ring = self.rings[-1]
        if ring.closed and name != "h":  # a new stretch begins where the last one began
            self.rings.append(ring := _Ring(ring.points[:2]))
        if name == "h":
            _close(ring)
        elif name == "l" and len(numbers) == 2:
            ring.points += numbers
            ring.kinds.append("l")
        elif name in ("c", "v", "y") and len(numbers) == (6 if name == "c" else 4):
            ring.points += {"c": numbers, "v": ring.points[-2:] + numbers, "y": numbers + numbers[-2:]}[name]
            ring.kinds.append("c")

    def paint(self, name: str, _: Operands) -> None:
        close, fill, stroke = PAINT[name]
        if close and self.rings:
            _close(self.rings[-1])
        rings = tuple(self._placed(ring) for ring in self.rings if ring.kinds)
        self.rings = []
        if rings and (fill or stroke):
            self.mark("path", rings, fill, stroke)

    def _placed(self, ring: _Ring) -> Ring:
        return Ring(self.moved(np.array(ring.points, dtype=np.float64).reshape(-1, 2)), "".join(ring.kinds), ring.closed)

    def moved(self, points: Points) -> Points:
        a, b, c, d, e, f = self.state.matrix
        out = points @ np.array([[a, b], [c, d]]) + [e, f]
        if not np.isfinite(out).all() or np.abs(out).max() > 1e7:
            raise CannotRead("The file draws at positions no page has: it is damaged, or was never meant for paper. Export it anew.")
        return np.asarray(out)

    def mark(self, kind: str, rings: tuple[Ring, ...], fill: bool, stroke: bool, **more: object) -> None:
        state = self.state
        mark = Mark(
            len(self.page.marks), kind, rings, state.fill if fill else None, state.stroke if stroke else None,
            state.width * growth(state.matrix) / (MM_PER_PT * self.page.scale), state.dashed and stroke, state.overprint_fill, state.overprint_stroke, state.see_through,
            self.contents[-1], **more)  # type: ignore[arg-type]
        self.page.marks.append(mark)

    # state

    def keep(self, name: str, _: Operands) -> None:
        if name == "q":
            self.kept.append(self.state)
        elif self.kept:
            self.state = self.kept.pop()

    def turn(self, _: str, operands: Operands) -> None:
        self.set(matrix=joined(matrix_of(operands), self.state.matrix))

    def set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def line(self, name: str, operands: Operands) -> None:
        self.set(**({"width": float(operands[0])} if name == "w" else {"dashed": any(float(value) for value in operands[0])}))

    def extended(self, _: str, operands: Operands) -> None:
        state = self.resource("ExtGState", operands[0])
        if isinstance(state, pikepdf.Dictionary):
            self.set(**changes_of(state))

    # colour

    def device(self, name: str, operands: Operands) -> None:
        values = tuple(float(value) for value in operands)
        which = "stroke" if name.isupper() else "fill"
        space = DEVICE[name.lower()]
        self.set(**{which: ink_of(pikepdf.Name(f"/{space}"), values), f"{which}_space": pikepdf.Name(f"/{space}")})

    def space(self, name: str, operands: Operands) -> None:
        which = "stroke" if name == "CS" else "fill"
        self.set(**{which: first_ink(operands[0], self.spaces()), f"{which}_space": operands[0]})

    def colour(self, name: str, operands: Operands) -> None:
        which = "stroke" if name.isupper() else "fill"
        if operands and isinstance(operands[-1], pikepdf.Name):
            self.set(**{which: self.pattern(operands[-1])})
            return
        values = [float(value) for value in operands]
        self.set(**{which: ink_of(getattr(self.state, f"{which}_space"), values, self.spaces())})

    def pattern(self, name: pikepdf.Object) -> Ink:
        """A pattern counts with the colours it is made of: a shading by its space, tiles by painting one of them."""
        pattern = self.resource("Pattern", name)
        if isinstance(pattern, pikepdf.Stream):
            matrix = joined(matrix_of(pattern.get("/Matrix")), self.state.matrix)
            self.page.read(content_of(pattern), pattern.get("/Resources", self.resources), matrix, self.depth + 1, self.contents[-1], self.state)
            return Ink("pattern")
        shading = pattern.get("/Shading") if isinstance(pattern, pikepdf.Dictionary) else None
        return ink_of(shading.get("/ColorSpace"), (), self.spaces()) if isinstance(shading, pikepdf.Dictionary | pikepdf.Stream) else Ink("pattern")

    def shading(self, _: str, operands: Operands) -> None:
        shading = self.resource("Shading", operands[0])
        if isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
            self.set(fill=ink_of(shading.get("/ColorSpace"), (), self.spaces()))
            self.mark("shading", (self._unit(),), True, False)

    def spaces(self) -> pikepdf.Object | None:
        return self.resources.get("/ColorSpace") if isinstance(self.resources, pikepdf.Dictionary) else None

    def resource(self, kind: str, name: object) -> pikepdf.Object | None:
        table = self.resources.get(f"/{kind}") if isinstance(self.resources, pikepdf.Dictionary) else None
        return table.get(str(name)) if isinstance(table, pikepdf.Dictionary) and str(name).startswith("/") else None

    # text

    def text_state(self, name: str, operands: Operands) -> None:
        if name == "BT":
            self.text = self.text_line = SAME
        elif name == "Tf":
            self.set(font=str(operands[0]).lstrip("/"), font_size=float(operands[1]))
        elif name == "Tr":
            self.set(text_mode=int(operands[0]))
        elif name == "Tm":
            self.text = self.text_line = matrix_of(operands)
        elif name in ("Td", "TD"):
            self.text = self.text_line = joined((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.text_line)

    def show(self, _: str, operands: Operands) -> None:
        fill, stroke = self.state.text_mode in (0, 2, 4, 6), self.state.text_mode in (1, 2, 5, 6)
        if not fill and not stroke:
            return
        size = self.state.font_size or 0.0
        corners = np.array([[0, 0], [0, size]], dtype=np.float64)
        a, b, c, d, e, f = self.text
        ring = Ring(self.moved(corners @ np.array([[a, b], [c, d]]) + [e, f]), "l", False)
        name = use_font(self.resources, self.state.font, self.page.fonts)
        self.mark("text", (ring,), fill, stroke, font=name)

    # forms, pictures, layers

    def place(self, _: str, operands: Operands) -> None:
        thing = self.resource("XObject", operands[0])
        if not isinstance(thing, pikepdf.Stream):
            return
        layer = self.page.layers.get(thing.get("/OC").objgen, "a layer") if isinstance(thing.get("/OC"), pikepdf.Dictionary) else self.contents[-1]  # type: ignore[union-attr]
        if str(thing.get("/Subtype")) == "/Form":
            self._form(thing, layer)
        elif str(thing.get("/Subtype")) == "/Image":
            self.contents.append(layer)
            self.image(thing)
            self.contents.pop()

    def _form(self, form: pikepdf.Stream, layer: str) -> None:
        group, state = form.get("/Group"), self.state
        if isinstance(group, pikepdf.Dictionary):
            state = state.inside_group()
            self.page.groups.append(ink_of(group.get("/CS"), (), self.spaces()).space if "/CS" in group else "")
        matrix = joined(matrix_of(form.get("/Matrix")), self.state.matrix)
        self.page.read(content_of(form), form.get("/Resources", self.resources), matrix, self.depth + 1, layer, state)

    def image(self, picture: pikepdf.Object) -> None:
        ring = self._unit()
        sides = [math.dist(ring.points[0], ring.points[1]), math.dist(ring.points[0], ring.points[3])]
        found, see_through = picture_of(picture, self.spaces(), self.state.fill, (sides[0], sides[1]))
        before = self.state
        self.set(masked=before.masked or bool(see_through))
        self.mark("image", (ring,), False, False, picture=found)
        self.state = before

    def inline(self, _: str, operands: Operands) -> None:
        self.image(operands[0].obj if hasattr(operands[0], "obj") else operands[0])

    def _unit(self) -> Ring:
        return Ring(self.moved(np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], dtype=np.float64)), "llll", True)

    def layer(self, name: str, operands: Operands) -> None:
        if name == "EMC":
            if len(self.contents) > 1:
                self.contents.pop()
            return
        inside = self.contents[-1]
        if name == "BDC" and str(operands[0]) == "/OC":
            group = self.resource("Properties", operands[1])
            inside = self.page.layers.get(group.objgen, "a layer") if group is not None else inside
        self.contents.append(inside)


def _close(ring: _Ring) -> None:
    if ring.points[-2:] != ring.points[:2] and not ring.closed:
        ring.points += ring.points[:2]
        ring.kinds.append("l")
    ring.closed = True


Act = Callable[[_Run, str, Operands], None]
ACTS: dict[str, Act] = {
    **dict.fromkeys(("m", "l", "c", "v", "y", "h", "re"), _Run.path), **dict.fromkeys(PAINT, _Run.paint), **dict.fromkeys(("q", "Q"), _Run.keep), "cm": _Run.turn,
    **dict.fromkeys(("w", "d"), _Run.line), "gs": _Run.extended, **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _Run.device), **dict.fromkeys(("cs", "CS"), _Run.space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _Run.colour), "sh": _Run.shading, **dict.fromkeys(("BT", "Tf", "Tr", "Tm", "Td", "TD"), _Run.text_state),
    **dict.fromkeys(SHOW, _Run.show), "Do": _Run.place, "INLINE IMAGE": _Run.inline, **dict.fromkeys(("BDC", "BMC", "EMC"), _Run.layer),
}
