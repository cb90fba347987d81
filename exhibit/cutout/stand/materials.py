"""What boards are made of: a table of sheets, checked on load, and the certificates of the batches a house has bought.

A library is a plain mapping from name to Material; `library(path)` reads a house's own table over the one that comes along.
"""
from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout.errors import CutoutError
from exhibit.cutout.stand.fire_classes import FireClass, fire_class

TABLE = Path(__file__).with_name("materials.toml")
KINDS = ("pvc", "aluminium", "cardboard", "polystyrene", "polypropylene", "wood", "film", "other")
LIMITS = {"kg_m2": (0.1, 60.0), "thickness_mm": (0.1, 60.0), "e_mpa": (10.0, 250_000.0), "sigma_mpa": (0.1, 500.0)}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A laboratory's paper for one batch: who signed it, under which number, until when it may be shown to a hall."""

    number: str
    issuer: str
    valid_until: date

    def holds_on(self, day: date) -> bool:
        return day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Material:
    """One kind of sheet; see materials.toml for what each entry means."""

    name: str
    title: str
    kg_m2: float
    thickness_mm: float
    e_mpa: float
    sigma_mpa: float
    fire_class: str
    kind: str
    source: str
    certificate: Certificate | None = None

    @property
    def fire(self) -> FireClass | None:
        """Its class as something that can be compared; None where nobody states one."""
        return fire_class(self.fire_class) if self.fire_class else None


Library = Mapping[str, Material]


@cache
def _shipped() -> dict[str, Material]:
    return _read(TABLE.read_text(encoding="utf-8"), "materials.toml", {})


def library(own: Path | None = None) -> Library:
    """The materials that come along, and those of a house's own table over them. Raises CutoutError with the row and what is wrong with it."""
    if own is None:
        return _shipped()
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CutoutError(f"The table of materials {own.name} cannot be read: check EXHIBIT_MATERIALS.") from error
    return {**_shipped(), **_read(text, own.name, _shipped())}


def _read(text: str, table: str, known: Library) -> dict[str, Material]:
    try:
        rows: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CutoutError(f"{table} is no TOML table: {error}.") from error
    return {name: _row(name, row, table, known) for name, row in rows.items()}


def _row(name: str, row: Any, table: str, known: Library) -> Material:
    """One row. A name that is known already keeps what the row does not say, so that a certificate alone is enough."""
    if not isinstance(row, dict):
        raise CutoutError(f"{table}: “{name}” stands outside a table. Write [{name}] and its entries below it.")
    base = {key: value for key, value in asdict(known[name]).items() if key not in ("name", "certificate")} if name in known else {}
    values: dict[str, Any] = {**base, **row}
    wanted = {field.name for field in fields(Material)} - {"name", "certificate"}
    missing, unknown = sorted(wanted - set(values)), sorted(set(values) - wanted - {"certificate"})
    if missing or unknown:
        raise CutoutError(f"{table}, {name}: " + "; ".join(part for part in (missing and f"missing {', '.join(missing)}", unknown and f"unknown {', '.join(unknown)}") if part) + ".")
    certificate = _certificate(values.pop("certificate", None), f"{table}, {name}")
    return _checked(Material(name=name, certificate=certificate, **values), f"{table}, {name}")


def _checked(row: Material, where: str) -> Material:
    for entry, (least, most) in LIMITS.items():
        value = getattr(row, entry)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise CutoutError(f"{where}: {entry} is {value!r}; give a number between {least:g} and {most:g}.")
    if row.kind not in KINDS:
        raise CutoutError(f"{where}: the kind “{row.kind}” is not known. Known: {', '.join(KINDS)}.")
    if row.fire_class:
        fire_class(row.fire_class)
    return row


def _certificate(entry: Any, where: str) -> Certificate | None:
    if entry is None:
        return None
    if not isinstance(entry, dict) or set(entry) != {"number", "issuer", "valid_until"} or type(entry["valid_until"]) is not date:
        raise CutoutError(f"{where}: a certificate has number, issuer and valid_until (a date such as 2027-10-31).")
    return Certificate(str(entry["number"]), str(entry["issuer"]), entry["valid_until"])


def material_names(shelf: Library | None = None) -> tuple[str, ...]:
    """What figures can be cut from: everything but film, which only roll-ups are made of."""
    return tuple(name for name, row in (shelf or _shipped()).items() if row.kind != "film")


def material(name: str, shelf: Library | None = None) -> Material:
    """Raises CutoutError for a name that is on no shelf."""
    known = shelf or _shipped()
    if name not in known:
        raise CutoutError(f"There is no material “{name}”. Known: {', '.join(material_names(known))}.")
    return known[name]
