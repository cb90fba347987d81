"""Putting an exhibition together: its dates and words, its cutouts, their numbered copies."""
from __future__ import annotations

import re
from datetime import date, datetime

from flask import current_app

from exhibit.actions import own_figures
from exhibit.actions.exit_address import check_exit
from exhibit.actions.gate import decide
from exhibit.actions.shelf import shelf
from exhibit.actions.uses import follow_pages
from exhibit.cutout import face_names, figure_names, palette_names, profile_names, template_names
from exhibit.cutout.stand.loads import load_class_names
from exhibit.cutout.stand.materials import material_names
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import queries, raise_epoch, transaction
from exhibit.store.counts import copies_numbered, free_code, free_staff_code
from exhibit.store.tables import Copy, Cutout, Exhibition, Testimony

PLAIN = ("theme", "city", "venue", "country", "languages", "starts_on", "ends_on", "credits", "disclaimer", "exit_url", "print_profile", "material", "load_class", "print_contact")
HEIGHT_MM = (900, 2000)


def _check(fields: dict, slug: str) -> None:
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
    _check_printing(fields)
    if fields.get("exit_url"):
        check_exit(fields["exit_url"], current_app.config["EXHIBIT"].host, (slug, *fields["name"].values()))


def _check_printing(fields: dict) -> None:
    """Print shop, material and load class are rows of tables."""
    for key, what, known in (("print_profile", "print shop", profile_names()), ("material", "material", material_names(shelf())), ("load_class", "load class", load_class_names())):
        if fields.get(key) and fields[key] not in known:
            raise WrongUse(f"There is no {what} “{fields[key]}”. Choose one of: {', '.join(known)}.")


def create_exhibition(fields: dict, by: str, now: datetime) -> Exhibition:
    """A new exhibition without cutouts. Raises WrongUse, Conflict."""
    slug = (fields.get("slug") or "").strip().lower()
    _check(fields, slug)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,38}", slug):
        raise WrongUse("The short name may hold small letters, digits and hyphens, 2 to 39 characters.")
    with transaction() as session:
        if any(e.slug == slug for e in queries.exhibitions()):
            raise Conflict(f"There is already an exhibition called “{slug}”: choose another short name.")
        exhibition = Exhibition(slug=slug, name=fields["name"])
        _apply(exhibition, fields)
        session.add(exhibition)
        raise_epoch()
    return exhibition


def save_exhibition(exhibition: Exhibition, fields: dict, revision: int, by: str, now: datetime) -> Exhibition:
    """Change it, unless somebody else did since `revision`."""
    _check(fields, exhibition.slug)
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
    """One more figure at the end of the hall, with its first copy. Raises WrongUse, NotFound, Refused."""
    checked = _checked_cutout(fields)
    with transaction() as session:
        testimony = queries.testimony(fields.get("testimony_code") or "")
        own_figures.demand_own(checked["figure"], testimony)
        _check_copies(testimony, exhibition, checked["language"], now)
        position = max((c.position for c in exhibition.cutouts), default=0) + 1
        copy = Copy(code=free_code(), staff_code=free_staff_code(), number=1)
        cutout = Cutout(exhibition=exhibition, testimony=testimony, position=position, copies=[copy], **checked)
        session.add(cutout)
        session.flush()
        follow_pages(testimony, now, by)
        raise_epoch()
    return cutout


def save_cutout(cutout: Cutout, fields: dict, by: str, now: datetime) -> Cutout:
    """Change figure, language or colours of a cutout. Raises WrongUse, and Refused for another testimony once a copy was printed."""
    checked = _checked_cutout(fields)
    with transaction():
        if fields.get("testimony_code"):
            testimony = queries.testimony(fields["testimony_code"])
            if testimony.id != cutout.testimony_id and queries.copies_printed(cutout):
                raise Refused("A copy of this board was already printed: its code must keep opening the story printed on it. Add a new figure for the other testimony.")
            before, cutout.testimony = cutout.testimony, testimony
            for story in {before, testimony}:
                follow_pages(story, now, by)
        own_figures.demand_own(checked["figure"], cutout.testimony)
        for key, value in checked.items():
            setattr(cutout, key, value)
        raise_epoch()
    return cutout


def _check_copies(testimony: Testimony, exhibition: Exhibition, language: str, now: datetime) -> None:
    """One copy more may not be numbered than the person agreed to have printed."""
    numbered = copies_numbered(testimony)
    decision = decide(testimony, "CUTOUT_COPY", language, exhibition.country, exhibition, now, numbered, ("QUOTE", "CUTOUT"))
    if "MAX_COPIES" in decision.reasons:
        raise Refused(f"The person agreed to a number of copies, and {numbered} {'has' if numbered == 1 else 'have'} a number already. "
                      "More need a new permission of the person.", ("MAX_COPIES",))


def _checked_cutout(fields: dict) -> dict:
    if fields.get("figure") not in figure_names() and not own_figures.on_file(fields.get("figure") or ""):
        raise WrongUse("Choose a figure from the list.")
    if not fields.get("language"):
        raise WrongUse("Choose the language of the board.")
    checked = {"language": fields["language"], "figure": fields["figure"], "height_mm": _height_mm(fields.get("height_mm"))}
    for key, default, known in (("face", "none", face_names()), ("template", "panel", template_names()), ("palette", "amber", palette_names())):
        checked[key] = fields.get(key) or default
        if checked[key] not in known:
            raise WrongUse(f"There is no {key} “{checked[key]}”. Choose one of: {', '.join(known)}.")
    checked["panel_side"], checked["second_language"] = fields.get("panel_side") or "", fields.get("second_language") or ""
    if checked["panel_side"] not in ("", "left", "right"):
        raise WrongUse("The panel stands on the left or on the right of the figure.")
    if checked["second_language"] == checked["language"]:
        raise WrongUse("The second language is the same as the first: choose another, or none.")
    return checked


def _height_mm(given) -> int:
    try:
        height = int(round(float(given or 0), -1))
    except (TypeError, ValueError, OverflowError) as error:
        raise WrongUse("Give the height in millimetres as a number, for example 1650.") from error
    if not HEIGHT_MM[0] <= height <= HEIGHT_MM[1]:
        raise WrongUse(f"The height must lie between {HEIGHT_MM[0]} and {HEIGHT_MM[1]} mm.")
    return height


def add_copy(cutout: Cutout, by: str, now: datetime) -> Copy:
    """One more numbered copy with a code of its own. Raises Refused when the person agreed to fewer."""
    with transaction():
        _check_copies(cutout.testimony, cutout.exhibition, cutout.language, now)
        copy = Copy(code=free_code(), staff_code=free_staff_code(), number=max((c.number for c in cutout.copies), default=0) + 1)
        cutout.copies.append(copy)
        raise_epoch()
    return copy
