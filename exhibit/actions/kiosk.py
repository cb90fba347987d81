"""What a screen in the hall may show, and where its links may lead: to its start, to stories on its list, to the program's own files."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exhibit.actions import site_pages
from exhibit.actions.static_site.names import address
from exhibit.store import queries

FILES = "/static/"


@dataclass(frozen=True, slots=True)
class Screen:
    """One exhibition's screen at one moment. `codes`: language -> codes that may be listed in it."""

    start: str
    codes: dict[str, tuple[str, ...]]
    until: datetime

    def lead(self, given: str) -> str | None:
        """The same place on the screen; "" for a number to read; None for anything that leads off it: other sites, other pages, files to take along."""
        if given.startswith("tel:"):
            return ""
        asked = address(given)
        if asked.path.startswith((self.start, FILES)):
            return given
        if asked.code in self.codes.get(asked.language, ()) and asked.page in ("", "kiosk"):
            return f"/{asked.code}/{asked.language}/kiosk{f'?look={asked.look}' if asked.look else ''}"
        return None


def start_of(slug: str) -> str:
    """Where the screen of an exhibition begins."""
    return f"/e/{slug}/kiosk"


def screen_of(code: str, now: datetime) -> Screen | None:
    """The screen on which the figure with this code would stand; None for a code that is none."""
    copy = queries.find_copy(code)
    if copy is None:
        return None
    listing = site_pages.listing(copy.cutout.exhibition, now)
    return Screen(start_of(copy.cutout.exhibition.slug), {language: tuple(one.code for one in figures) for language, figures in listing.by_language.items()}, listing.until)
