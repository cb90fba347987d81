"""Putting an exhibition together: its dates and words, its cutouts, their numbered copies."""
from __future__ import annotations

import re
from datetime import date, datetime

from exhibit.actions import own_figures
from exhibit.cutout import figure_names
from exhibit.errors import Conflict, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.codes import new_code
from exhibit.store.tables import Copy, Cutout, Exhibition

PLAIN = ("theme", "city", "venue", "country", "languages", "starts_on", "ends_on", "credits", "disclaimer", "exit_url")
HEIGHT_MM = (900, 2000)


def _check(fields: dict) -> None:
    if not any((fields.get("name") or {}).values()):
        raise WrongUse("Give the exhibition a name in at least one language.")
    if not fields.get("languages"):
        raise WrongUse("Choose at least one language for the exhibition.")
    starts, ends = fields.get("starts_on"), fields.get("ends_on")
    if not isinstance(starts, date) or not isinstance(ends, date):
        raise WrongUse("Give the first and the last day, for example 2026-10-18.")
    if ends < starts:
        raise WrongUse(f"The exhibition ends ({ends}) before it starts ({starts}): check the two dates.")
    if not re.fullmatch(r"[A-Za-z]{2}", fields.get("country") or ""):
        raise WrongUse("Give the country as its two letters, for example BE.")
    if not (fields.get("exit_url") or "https://").startswith("https://"):
        raise WrongUse("The exit address must start with https://.")


def create_exhibition(fields: dict, by: str, now: datetime) -> Exhibition:
    """A new exhibition without cutouts. Raises WrongUse, Conflict."""
    _check(fields)
    slug = (fields.get("slug") or "").strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,38}", slug):
        raise WrongUse("The short name may hold small letters, digits and hyphens, 2 to 39 characters.")
    if any(e.slug == slug for e in queries.exhibitions()):
        raise Conflict(f"There is already an exhibition called “{slug}”: choose another short name.")
    with transaction() as session:
        exhibition = Exhibition(slug=slug, name=fields["name"])
        _apply(exhibition, fields)
        session.add(exhibition)
        raise_epoch()
    return exhibition


def save_exhibition(exhibition: Exhibition, fields: dict, revision: int, by: str, now: datetime) -> Exhibition:
    """Change it, unless somebody else did since `revision`."""
    _check(fields)
    with transaction():
        if exhibition.revision != revision:
            raise Conflict("Somebody else saved this exhibition while you were editing. Compare with what is there now and save again.")
        exhibition.name = fields["name"]
        _apply(exhibition, fields)
        exhibition.revision += 1
        raise_epoch()
    return exhibition


def _apply(exhibition: Exhibition, fields: dict) -> None:
    for key in PLAIN:
        if key in fields:
            setattr(exhibition, key, fields[key].upper() if key == "country" else fields[key])


def add_cutout(exhibition: Exhibition, fields: dict, by: str, now: datetime) -> Cutout:
    """One more figure at the end of the hall, with its first copy."""
    testimony = queries.testimony(fields.get("testimony_code") or "")
    checked = _checked_cutout(fields)
    with transaction() as session:
        position = max((c.position for c in exhibition.cutouts), default=0) + 1
        cutout = Cutout(exhibition=exhibition, testimony=testimony, position=position, **checked)
        cutout.copies.append(Copy(code=new_code(), number=1))
        session.add(cutout)
        raise_epoch()
    return cutout


def save_cutout(cutout: Cutout, fields: dict, by: str, now: datetime) -> Cutout:
    """Change figure, language or colours of a cutout."""
    checked = _checked_cutout(fields)
    with transaction():
        if fields.get("testimony_code"):
            cutout.testimony = queries.testimony(fields["testimony_code"])
        for key, value in checked.items():
            setattr(cutout, key, value)
        raise_epoch()
    return cutout


def _checked_cutout(fields: dict) -> dict:
    if fields.get("figure") not in (*figure_names(), *own_figures.names()):
        raise WrongUse("Choose a figure from the list.")
    try:
        height = round(float(fields.get("height_mm") or 0), -1)
    except ValueError as error:
        raise WrongUse("Give the height in millimetres as a number, for example 1650.") from error
    if not HEIGHT_MM[0] <= height <= HEIGHT_MM[1]:
        raise WrongUse(f"The height must lie between {HEIGHT_MM[0]} and {HEIGHT_MM[1]} mm.")
    if not fields.get("language"):
        raise WrongUse("Choose the language of the board.")
    return {"language": fields["language"], "figure": fields["figure"], "face": fields.get("face") or "none", "height_mm": int(height),
            "template": fields.get("template") or "panel", "palette": fields.get("palette") or "amber"}


def add_copy(cutout: Cutout, by: str, now: datetime) -> Copy:
    """One more numbered copy with a code of its own."""
    with transaction():
        copy = Copy(code=new_code(), number=len(cutout.copies) + 1)
        cutout.copies.append(copy)
        raise_epoch()
    return copy
