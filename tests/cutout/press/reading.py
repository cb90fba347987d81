"""A reader of print files for the tests, sharing no code with the writer: what each painting operator paints, in which ink, and how."""
from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf

MM = 25.4 / 72


@dataclass(frozen=True)
class Painted:
    """`ink`: name of a separation, or the four process parts; `path`: (operator, numbers); `layer`: name of the optional content it is in."""

    operator: str
    ink: object
    path: tuple
    width_pt: float
    overprint: bool
    mode: int
    layer: str

    @property
    def stroked(self):
        return self.operator in ("S", "s")

    @property
    def closed(self):
        """One subpath that ends where it began."""
        return [name for name, _ in self.path].count("m") == 1 and self.path[-1][0] == "h"

    @property
    def nodes(self):
        """As a drawing program counts them: a last point on the first one is the same node."""
        points = self.points()
        return len(points) - (points[0] == points[-1])

    def points(self):
        return [(float(numbers[-2]), float(numbers[-1])) for name, numbers in self.path if name in ("m", "l", "c")]


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def painted(page):
    """Everything the page paints, in order; path points in points of the page."""
    state = {"fill": (0, 0, 0, 1), "stroke": (0, 0, 0, 1), "width": 1.0, "OP": False, "op": False, "OPM": 0, "matrix": (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)}
    kept, path, layers, out = [], [], [], []
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), list(step.operands)
        if name == "q":
            kept.append(dict(state))
        elif name == "Q":
            state = kept.pop()
        elif name == "cm":
            state["matrix"] = _times(tuple(map(float, operands)), state["matrix"])
        elif name in ("k", "K"):
            state["fill" if name == "k" else "stroke"] = tuple(map(float, operands))
        elif name in ("cs", "CS"):
            space = page.Resources.ColorSpace[str(operands[0])]
            state["fill" if name == "cs" else "stroke"] = str(space[1]).lstrip("/")
        elif name == "w":
            state["width"] = float(operands[0])
        elif name == "gs":
            entries = page.Resources.ExtGState[str(operands[0])]
            state.update({key: bool(entries[f"/{key}"]) for key in ("OP", "op") if f"/{key}" in entries})
            state["OPM"] = int(entries.get("/OPM", 0))
        elif name in ("BDC", "BMC"):
            layers.append(str(page.Resources.Properties[str(operands[1])].Name) if name == "BDC" and str(operands[0]) == "/OC" else "")
        elif name == "EMC":
            layers.pop()
        elif name in ("m", "l", "c", "h"):
            path.append((name, _moved(operands, state["matrix"])))
        elif name in ("f", "f*", "S", "s"):
            stroked = name in ("S", "s")
            out.append(Painted(name, state["stroke" if stroked else "fill"], tuple(path), state["width"] * state["matrix"][0],
                               state["OP" if stroked else "op"], state["OPM"], next((layer for layer in reversed(layers) if layer), "")))
            path = []
        elif name == "n":
            path = []
        else:
            assert name in ("re", "W", "W*", "scn", "SCN", "d", "j", "J"), f"{name} has no place in a board"
    return out


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(numbers, matrix):
    a, b, c, d, e, f = matrix
    values = list(map(float, numbers))
    return [part for x, y in zip(values[::2], values[1::2], strict=True) for part in (a * x + c * y + e, b * x + d * y + f)]


@dataclass(frozen=True)
class Read:
    """One page: its boxes in points by name, its separations with their colours, everything painted."""

    boxes: dict
    separations: dict
    painted: list
    keys: frozenset


@lru_cache(maxsize=80)
def read(pdf):
    """The pages of a file. Kept, because many shops take the same bytes."""
    with opened(pdf) as document:
        return tuple(Read({name: [float(value) for value in page[name].as_list()] for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")},
                          separations(page), painted(page), frozenset(page.keys())) for page in document.pages)


def box_mm(page, name):
    return [value * MM for value in page.boxes[name]]


def separations(page):
    return {str(space[1]).lstrip("/"): [float(part) for part in space[3].C1] for space in page.Resources.get("/ColorSpace", {}).values()}
