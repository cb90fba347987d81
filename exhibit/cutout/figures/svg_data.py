"""The small languages inside an SVG: path data, points, transforms and lengths. Whatever breaks their grammar is a sentence, not a guess.

SVG 1.1: 8.3.9 (path data), 7.6 (transform), 4.2 (length), 9 (basic shapes). Curves are cut into M, L, C and Z by svgelements, which only
ever sees data that has passed this grammar.
"""
from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

import svgelements

from exhibit.cutout.errors import NotAnImage
from exhibit.cutout.figures.svg_paths import path_of
from exhibit.cutout.paths import Command, Path, transform

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) of SVG: x' = a x + c y + e, y' = b x + d y + f."""

MAX_NUMBER = 1e6
MAX_NUMBERS = 60_000
UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_FUNCTION = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")


def length(text: str, name: str) -> float:
    """A length in units of the file. Raises NotAnImage for percentages and other measures that depend on something else."""
    found = _LENGTH.fullmatch(text)
    if not found or not abs(float(found[1])) <= MAX_NUMBER:
        raise NotAnImage(f"{name} has a measure that is not read here (“{text[:20]}”): save it as plain SVG.")
    return float(found[1]) * UNITS[found[2] or ""]


def numbers(text: str, name: str) -> list[float]:
    """A list of numbers with blanks or commas between them."""
    values, at = [], 0
    while found := _NUMBER.match(text, at):
        values.append(_within(found[1], name))
        at = found.end()
    if text[at:].strip(" \t\r\n,"):
        raise NotAnImage(f"{name} has numbers that cannot be read (“{text[at:at + 20]}”): save it again as plain SVG.")
    return values


def _within(text: str, name: str) -> float:
    value = float(text)
    if not abs(value) <= MAX_NUMBER:
        raise NotAnImage(f"{name} has numbers beyond {MAX_NUMBER:,.0f}: draw the figure at a smaller scale.")
    return value


def times(one: Matrix, other: Matrix) -> Matrix:
    """`other` first, then `one`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f


def matrix_of(text: str, name: str) -> Matrix:
    """A transform attribute. Raises NotAnImage for what it does not know."""
    result, at = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0
    while found := _FUNCTION.match(text, at):
        values = numbers(found[2], name)
        makers = _TRANSFORMS[found[1]]
        if len(values) not in makers:
            raise NotAnImage(f"{name} has a transform that cannot be read (“{found[0].strip()[:40]}”): save it again as plain SVG.")
        result, at = times(result, makers[len(values)](*values)), found.end()
    if text[at:].strip(" \t\r\n,"):
        raise NotAnImage(f"{name} has a transform that cannot be read (“{text[at:at + 40].strip()}”): save it again as plain SVG.")
    return result


def _rotation(degrees: float) -> Matrix:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return cosine, sine, -sine, cosine, 0.0, 0.0


def _translation(x: float, y: float = 0.0) -> Matrix:
    return 1.0, 0.0, 0.0, 1.0, x, y


_TRANSFORMS: dict[str, dict[int, Callable[..., Matrix]]] = {
    "matrix": {6: lambda *m: m},
    "translate": {1: _translation, 2: _translation},
    "scale": {1: lambda k: (k, 0.0, 0.0, k, 0.0, 0.0), 2: lambda x, y: (x, 0.0, 0.0, y, 0.0, 0.0)},
    "rotate": {1: _rotation, 3: lambda a, x, y: times(times(_translation(x, y), _rotation(a)), _translation(-x, -y))},
    "skewX": {1: lambda a: (1.0, 0.0, math.tan(math.radians(a)), 1.0, 0.0, 0.0)},
    "skewY": {1: lambda a: (1.0, math.tan(math.radians(a)), 0.0, 1.0, 0.0, 0.0)},
}


def path_of_shape(tag: str, attributes: dict[str, str], name: str) -> Path:
    """The outline of a shape element, y down. Raises NotAnImage."""
    return path_of_data(_DATA[tag](attributes, name), name)


def path_of_data(data: str, name: str) -> Path:
    """Path data as M, L, C and Z, y down; empty where nothing is drawn."""
    clean = " ".join(_clean(data, name))
    if not clean:
        return ()
    return _restarted(transform(path_of(svgelements.Path(clean)), 1, 0, 0, -1, 0, 0))


def _restarted(path: Path) -> Path:
    """What goes on after a Z begins a subpath of its own where the closed one began."""
    commands: list[Command] = []
    start: Command = ("M", 0.0, 0.0)
    for command in path:
        if command[0] == "M":
            start = command
        elif commands and commands[-1][0] == "Z":
            commands.append(start)
        commands.append(command)
    return tuple(commands)


def _clean(data: str, name: str) -> Iterator[str]:
    """Commands with the right number of numbers, written out; arcs without a radius are lines (SVG 1.1, F.6.2)."""
    at = count = 0
    for found in _COMMAND.finditer(data):
        kind, values = found[1], _arguments(found[1], found[2], name)
        size = ARITY[kind.upper()]
        count += len(values) + 1
        if data[at:found.start()].strip() or (at == 0 and kind not in "Mm") or (size and (not values or len(values) % size)) or (not size and values):
            raise NotAnImage(f"{name} has path data that cannot be read (“{found[0][:30]}”): save it again as plain SVG.")
        if count > MAX_NUMBERS:
            raise NotAnImage(f"{name} has a path with more than {MAX_NUMBERS // 3:,} points: simplify its paths.")
        at = found.end()
        yield from _written(kind, values, size)
    if data[at:].strip():
        raise NotAnImage(f"{name} has path data that cannot be read (“{data[at:].strip()[:30]}”): save it again as plain SVG.")


def _written(kind: str, values: list[float], size: int) -> Iterator[str]:
    if kind not in "Aa":
        yield kind + " ".join(map(repr, values))
        return
    for start in range(0, len(values), size):
        rx, ry, turn, large, sweep, x, y = values[start:start + size]
        if min(abs(rx), abs(ry)) < 1e-9:
            yield f"{'L' if kind == 'A' else 'l'}{x!r} {y!r}"
        else:
            yield f"{kind}{abs(rx)!r} {abs(ry)!r} {turn!r} {int(large)} {int(sweep)} {x!r} {y!r}"


def _arguments(kind: str, text: str, name: str) -> list[float]:
    """The numbers of a command; the two flags of an arc may stand without anything between them."""
    if kind not in "Aa":
        return numbers(text, name)
    values: list[float] = []
    at = 0
    while found := (_FLAG if len(values) % 7 in (3, 4) else _NUMBER).match(text, at):
        values.append(_within(found[1], name))
        at = found.end()
    return [*values, *numbers(text[at:], name)]


def _measures(attributes: dict[str, str], name: str, *keys: str) -> list[float]:
    return [length(attributes.get(key, "0"), name) for key in keys]


def _rect(attributes: dict[str, str], name: str) -> str:
    x, y, w, h = _measures(attributes, name, "x", "y", "width", "height")
    if w <= 0 or h <= 0:
        return ""
    given = [attributes.get(key, "auto") for key in ("rx", "ry")]
    rx, ry = (length(next((r for r in order if r != "auto"), "0"), name) for order in (given, given[::-1]))
    rx, ry = min(max(rx, 0.0), w / 2), min(max(ry, 0.0), h / 2)
    return (f"M{x + rx!r} {y!r}h{w - 2 * rx!r}a{rx!r} {ry!r} 0 0 1 {rx!r} {ry!r}v{h - 2 * ry!r}a{rx!r} {ry!r} 0 0 1 {-rx!r} {ry!r}"
            f"h{2 * rx - w!r}a{rx!r} {ry!r} 0 0 1 {-rx!r} {-ry!r}v{2 * ry - h!r}a{rx!r} {ry!r} 0 0 1 {rx!r} {-ry!r}Z")


def _oval(cx: float, cy: float, rx: float, ry: float) -> str:
    if rx <= 0 or ry <= 0:
        return ""
    return f"M{cx - rx!r} {cy!r}a{rx!r} {ry!r} 0 1 0 {2 * rx!r} 0a{rx!r} {ry!r} 0 1 0 {-2 * rx!r} 0Z"


def _circle(attributes: dict[str, str], name: str) -> str:
    cx, cy, r = _measures(attributes, name, "cx", "cy", "r")
    return _oval(cx, cy, r, r)


def _ellipse(attributes: dict[str, str], name: str) -> str:
    return _oval(*_measures(attributes, name, "cx", "cy", "rx", "ry"))


def _line(attributes: dict[str, str], name: str) -> str:
    x1, y1, x2, y2 = _measures(attributes, name, "x1", "y1", "x2", "y2")
    return f"M{x1!r} {y1!r}L{x2!r} {y2!r}"


def _polyline(attributes: dict[str, str], name: str) -> str:
    values = numbers(attributes.get("points", ""), name)
    pairs = [f"{x!r} {y!r}" for x, y in zip(values[::2], values[1::2], strict=False)]
    return "M" + "L".join(pairs) if pairs else ""


def _polygon(attributes: dict[str, str], name: str) -> str:
    drawn = _polyline(attributes, name)
    return f"{drawn}Z" if drawn else ""


_DATA: dict[str, Callable[[dict[str, str], str], str]] = {
    "path": lambda attributes, _: attributes.get("d", ""), "rect": _rect, "circle": _circle, "ellipse": _ellipse,
    "line": _line, "polyline": _polyline, "polygon": _polygon,
}
