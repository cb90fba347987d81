"""Board templates, read from templates.toml and checked on load: each names its arrangement and gives the measures that one needs."""
from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.board.measures import MEASURES, Measures
from exhibit.cutout.codes.place import CENTRE_MM, LOW_CENTRE_MM
from exhibit.cutout.errors import CutoutError

TABLE = Path(__file__).with_name("templates.toml")
GROUNDS = ("colour", "ink")
REACH_MM = {"code_centre_mm": CENTRE_MM, "code_centre_above_mm": CENTRE_MM, "code_centre_low_mm": LOW_CENTRE_MM}
KINDS = {"float": "a number", "str": f"one of {', '.join(GROUNDS)}", "tuple[float, ...]": "a list of numbers"}


@dataclass(frozen=True, slots=True)
class Template:
    """One row: its name, what arranges it, and the measures of that arrangement."""

    name: str
    arrangement: str
    measures: Measures


@cache
def _templates() -> dict[str, Template]:
    return read_templates(TABLE.read_text(encoding="utf-8"))


def read_templates(toml: str) -> dict[str, Template]:
    """Every template of a file by its name. Raises CutoutError for a measure that is missing, unknown, of the wrong kind or out of reach."""
    return {name: _template(name, row) for name, row in tomllib.loads(toml).items()}


def _template(name: str, row: Mapping[str, Any]) -> Template:
    arrangement = row.get("arrangement")
    if arrangement not in MEASURES:
        raise CutoutError(f"The template “{name}” has no arrangement that is known: write arrangement = one of {', '.join(MEASURES)}.")
    form = MEASURES[arrangement]
    given = {key: value for key, value in row.items() if key != "arrangement"}
    known = {field.name: str(field.type) for field in fields(form)}
    for fault, keys in (("lacks", known.keys() - given.keys()), ("has unknown measures:", given.keys() - known.keys())):
        if keys:
            raise CutoutError(f"The template “{name}” {fault} {', '.join(sorted(keys))}. A {arrangement} takes {', '.join(known)}.")
    return Template(name, arrangement, form(**{key: _value(name, key, given[key], kind) for key, kind in known.items()}))


def _value(name: str, key: str, value: Any, kind: str) -> Any:
    """The measure in its type, within what can be reached and read."""
    read = READERS[kind](value)
    if read is None:
        raise CutoutError(f"The template “{name}”: {key} must be {KINDS[kind]}.")
    low, high = REACH_MM.get(key, (0.0, math.inf))
    if isinstance(read, tuple) and not all(low <= number <= high for number in read):
        raise CutoutError(f"The template “{name}”: {key} must lie between {low:.0f} and {high:.0f} mm, where a standing and a seated person reach.")
    return read


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None


def _word(value: Any) -> str | None:
    return value if value in GROUNDS else None


def _numbers(value: Any) -> tuple[float, ...] | None:
    numbers = [_number(part) for part in value] if isinstance(value, list) else []
    known = tuple(number for number in numbers if number is not None)
    return known if known and len(known) == len(numbers) else None


READERS: dict[str, Callable[[Any], float | str | tuple[float, ...] | None]] = {"float": _number, "str": _word, "tuple[float, ...]": _numbers}


def template_names() -> tuple[str, ...]:
    return tuple(_templates())


def template(name: str) -> Template:
    """Raises CutoutError for an unknown template."""
    if name not in _templates():
        raise CutoutError(f"There is no template “{name}”. Known: {', '.join(template_names())}.")
    return _templates()[name]
