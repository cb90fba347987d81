"""Country panels of the public site: a few sentences about law and help, never about a person, and never without a dated source."""
from __future__ import annotations

from datetime import datetime

from babel import Locale

from exhibit.actions.free_text import checked_note
from exhibit.actions.site import LATER, checked_link
from exhibit.errors import Conflict, NotFound, WrongUse
from exhibit.store import raise_epoch, transaction
from exhibit.store import site as reads
from exhibit.store.tables import CountryPanel, Exhibition
from exhibit.story.labels import NAMES
from exhibit.story.public_site import MOST_SOURCES, PANEL_LENGTH, first_day


def save_panel(exhibition: Exhibition, country: str, language: str, body: str, sources: list[dict], revision: int, by: str, now: datetime) -> CountryPanel:
    """Write it, or write it anew. `revision`: what the form began with, 0 for a new one. Raises WrongUse, Refused, Conflict."""
    country, text, checked = checked_panel(country, language, body, sources, now)
    with transaction() as session:
        found = reads.panel(exhibition, country, language)
        if (found.revision if found else 0) != revision:
            raise Conflict(LATER)
        if found is None:
            found = CountryPanel(exhibition_id=exhibition.id, country=country, language=language, revision=0)
            session.add(found)
        found.body, found.sources, found.written_by, found.written_at, found.revision = text, checked, by, now, revision + 1
        raise_epoch()
    return found


def remove_panel(exhibition: Exhibition, country: str, language: str, by: str, now: datetime) -> str:
    """Take it off the site; returns the country. Raises NotFound."""
    with transaction() as session:
        found = reads.panel(exhibition, country.upper(), language)
        if found is None:
            raise NotFound("There is no such panel any more.")
        session.delete(found)
        raise_epoch()
    return country.upper()


def checked_panel(country: str, language: str, body: str, sources: list[dict], now: datetime) -> tuple[str, str, list[dict]]:
    """(country, sentences, sources) as they are kept. Raises WrongUse, Refused for what leads to a person."""
    code = demand_country(country)
    if language not in NAMES:
        raise WrongUse("Choose one of the languages in the list.")
    text = _checked_body(body)
    checked = [_checked_source(row, now) for row in sources if any((value or "").strip() for value in row.values())]
    if not checked:
        raise WrongUse("Give at least one source: what it is called, where it can be read, and its date. Nothing is shown without one.")
    if len(checked) > MOST_SOURCES:
        raise WrongUse(f"At most {MOST_SOURCES} sources: choose the best.")
    return code, text, checked


def demand_country(given: str | None) -> str:
    """Two letters of a country there is. Raises WrongUse."""
    code = (given or "").strip().upper()
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code in Locale("en").territories):
        raise WrongUse("Choose the country from the list.")
    return code


def _checked_body(given: str | None) -> str:
    text = (given or "").replace("\r\n", "\n").strip()
    if not text:
        raise WrongUse("Write at least one sentence about the country.")
    if len(text) > PANEL_LENGTH:
        raise WrongUse(f"{len(text)} characters, and {PANEL_LENGTH} fit: a panel is a few sentences. Take {len(text) - PANEL_LENGTH} out.")
    return checked_note(text, "About the country")


def _checked_source(row: dict, now: datetime) -> dict:
    title, written = (row.get("title") or "").strip(), (row.get("date") or "").strip()
    if not title or len(title) > 200:
        raise WrongUse("Each source needs its title, in at most 200 characters.")
    link = checked_link(row.get("url"), f"Source “{title}”")
    if not link:
        raise WrongUse(f"Source “{title}”: give the web address where it can be read.")
    try:
        begins = first_day(written)
    except ValueError:
        raise WrongUse(f"Source “{title}”: give its date as 2024, 2024-05 or 2024-05-17.") from None
    if begins > now.date() or begins.year < 1800:
        raise WrongUse(f"Source “{title}”: {written} lies in the future or too far back. Give the day it was published.")
    return {"title": title, "url": link, "date": written}
