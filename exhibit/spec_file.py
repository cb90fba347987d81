"""SPEC.json: a board described in a file, for the engine alone, without any database."""
from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from exhibit.cutout import CutoutSpec, Words, face_names, figure_names, palette_names, profile_names, template_names
from exhibit.errors import WrongUse

NEEDED = ("quote", "testimony", "language", "url")
TEXTS = ("quote", "testimony", "language", "url", "attribution", "note", "figure", "face", "template", "panel_side", "palette", "profile", "helpline", "shown_until")
NUMBERS = ("height_mm", "scan_distance_mm")
SECOND_NEEDED, SECOND_TEXTS = ("quote", "testimony", "language"), ("quote", "testimony", "language", "attribution", "note")
SLUG = "design proof, no consent on file"
LARGEST = 1_000_000  # bytes; a board holds some hundred words


def read_spec(path: Path, language: str | None = None) -> CutoutSpec:
    """CutoutSpec of a SPEC.json. Raises WrongUse naming what is missing, unknown or of the wrong kind."""
    values = {**_object_in(path), **({"language": language} if language else {})}
    known = [field.name for field in fields(CutoutSpec)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise WrongUse(f"{path} has unknown entries: {', '.join(unknown)}. Known: {', '.join(known)}.")
    missing = [key for key in NEEDED if key not in values or values[key] == ""]
    if missing:
        raise WrongUse(f"{path} lacks: {', '.join(missing)}.")
    values = {key: value for key, value in values.items() if value is not None or key == "url"}
    _check_kinds(path, values)
    _check_names(path, values)
    if values["url"]:
        values["url"] = values["url"].strip().upper()  # the code's alphanumeric mode; hosts do not mind
    return CutoutSpec(**{**values, "slug": SLUG, "credits": _credits(values), "copy": _copy(path, values), "second": _second(path, values)})


def _object_in(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise WrongUse(f"{path} is {path.stat().st_size // 1000} kB large; a SPEC.json holds a few kB.")
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path} is not in UTF-8 (byte {error.start + 1} cannot be read). Save it again as “Plain text, UTF-8”.") from error
    except json.JSONDecodeError as error:
        raise WrongUse(f"{path} is no JSON: line {error.lineno}, {error.msg}.") from error
    except RecursionError as error:
        raise WrongUse(f"{path} is nested too deeply to be a SPEC.json.") from error
    except OSError as error:
        raise WrongUse(f"{path} cannot be read ({error.strerror}).") from error
    if not isinstance(given, dict):
        raise WrongUse(f"{path} must hold one JSON object.")
    return given


def _check_kinds(path: Path, values: dict[str, Any]) -> None:
    for key in TEXTS:
        if values.get(key) is not None and not isinstance(values[key], str):
            raise WrongUse(f"{path}: {key} must be text.")
    for key in NUMBERS:
        if key in values and (isinstance(values[key], bool) or not isinstance(values[key], int | float)):
            raise WrongUse(f"{path}: {key} must be a number of millimetres.")
    if values.get("scan_distance_mm", 1) <= 0:
        raise WrongUse(f"{path}: scan_distance_mm must be more than 0.")
    if values.get("panel_side", "") not in ("", "left", "right"):
        raise WrongUse(f"{path}: panel_side is left or right.")
    if values.get("shown_until"):
        try:
            date.fromisoformat(values["shown_until"])
        except ValueError as error:
            raise WrongUse(f"{path}: shown_until must be a day, for example 2027-01-31.") from error


def _check_names(path: Path, values: dict[str, Any]) -> None:
    for key, known in (("figure", figure_names()), ("face", face_names()), ("template", template_names()), ("palette", palette_names()),
                       ("profile", profile_names())):
        if key in values and values[key] not in known:
            raise WrongUse(f"{path}: there is no {key} “{values[key]}”. Known: {', '.join(known)}.")


def _credits(values: dict[str, Any]) -> tuple[str, ...]:
    credits = values.get("credits", [])
    return tuple([credits] if isinstance(credits, str) else map(str, credits) if isinstance(credits, list) else [str(credits)])


def _copy(path: Path, values: dict[str, Any]) -> tuple[int, int]:
    copy = values.get("copy", [1, 1])
    whole = isinstance(copy, list) and len(copy) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in copy)
    if not whole or not 1 <= copy[0] <= copy[1]:
        raise WrongUse(f"{path}: copy must be two whole numbers, the copy and how many there are, for example [1, 3].")
    return copy[0], copy[1]


def _second(path: Path, values: dict[str, Any]) -> Words | None:
    """The words in a second language, None without them."""
    second = values.get("second")
    if second is None:
        return None
    if not isinstance(second, dict):
        raise WrongUse(f"{path}: second must be an object with {', '.join(SECOND_NEEDED)}.")
    unknown = sorted(set(second) - set(SECOND_TEXTS))
    if unknown:
        raise WrongUse(f"{path}: second has unknown entries: {', '.join(unknown)}. Known: {', '.join(SECOND_TEXTS)}.")
    for key in SECOND_TEXTS:
        if not isinstance(second.get(key, ""), str):
            raise WrongUse(f"{path}: {key} of second must be text.")
    missing = [key for key in SECOND_NEEDED if not second.get(key, "").strip()]
    if missing:
        raise WrongUse(f"{path}: second lacks: {', '.join(missing)}.")
    return Words(**second)
