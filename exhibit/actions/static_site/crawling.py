"""Fetching every page of the copy: from the addresses that are known, along the links that stand on them, never past what the gate has allowed."""
from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from exhibit.actions.static_site.markup import addresses_in, addresses_in_style
from exhibit.actions.static_site.names import Address, address
from exhibit.actions.static_site.reader import Answer, Reader
from exhibit.actions.static_site.selection import FILM, Selection
from exhibit.errors import ExhibitError
from exhibit.store.tables import Exhibition

KIOSK = "kiosk"
READ = ("", "easy")  # forms of a story that can be had in every look
STYLE = "text/css"
Key = tuple[str, str]  # path and look


@dataclass(slots=True)
class Site:
    """What was found: answers by path and look. `home` is the path of the exhibition's own page."""

    exhibition: Exhibition
    home: str
    kiosk: bool
    house: str  # address of the house itself, for what a folder cannot do
    spoken: dict[str, dict[str, tuple[str, ...]]]  # code -> language -> forms
    pages: dict[Key, Answer] = field(default_factory=dict)

    def find(self, given: str) -> Key | None:
        """Which page of the copy an address means; the page without its look where that look was not made; None when it is not in the copy."""
        asked = address(given)
        path = self.home if asked.path == "/" else asked.path
        return next((key for key in ((path, asked.look), (path, "")) if key in self.pages), None)

    def may_hold(self, asked: Address) -> bool:
        """Does this address belong to the copy, as far as can be said before it is asked for? A story only as its part allows.

        Looks are made of what is read for minutes alone: sixteen of every page would be most of the copy.
        """
        if asked.look and not (asked.code and asked.language and asked.page in READ):
            return False
        if asked.code:
            languages = self.spoken.get(asked.code, {})
            return asked.page in languages.get(asked.language, ()) if asked.language else bool(languages) and not asked.page
        if asked.slug:
            return asked.slug == self.exhibition.slug and (self.kiosk or asked.page != KIOSK)
        return asked.path == self.home or "." in asked.path.rsplit("/", 1)[-1]  # a file; other doors of the house are no part of a copy

    def languages_at(self, asked: Address) -> dict[str, str]:
        """Paths of one page by the language in which they show it."""
        found = (address(path) for path, look in self.pages if look == asked.look)
        return {one.language: one.path for one in found if one.language and (one.code or one.slug) and one.neutral.path == asked.path}

    def first_language(self, asked: Address) -> str:
        """What is shown to whoever has named no language: the exhibition's first where it is there, else the first there is."""
        spoken = self.spoken.get(asked.code, {})
        return next((code for code in self.exhibition.languages if not spoken or code in spoken), next(iter(spoken), ""))


def read_site(reader: Reader, exhibition: Exhibition, selection: Selection, kiosk: bool, house: str) -> Site:
    """Ask for everything. Raises ExhibitError where a page of ours names something that is not there."""
    site = Site(exhibition, f"/e/{exhibition.slug}", kiosk, house, spoken_in(selection))
    if reader.read(site.home).status != 200:
        site.home = "/"
    waiting = deque(_first_addresses(site))
    seen = set(waiting)
    while waiting:
        given = waiting.popleft()
        asked = address(given)
        answer = reader.read(asked.path, asked.look, asked.language or site.first_language(asked))
        if answer.status == 404 and not _must_be_there(asked):
            continue
        if answer.status != 200:
            raise ExhibitError(f"The page {asked.path} could not be read (status {answer.status}). Nothing was handed out: try again, and tell the administrator if it stays.")
        site.pages[asked.path, asked.look] = answer
        for one in (also for named in _named(answer) for also in _with_neutral(address(named))):
            told = one.path + (f"?look={one.look}" if one.look else "")
            if told not in seen and site.may_hold(one):
                seen.add(told)
                waiting.append(told)
    return site


def spoken_in(selection: Selection) -> dict[str, dict[str, tuple[str, ...]]]:
    """code -> language -> forms that may go in; a film under its sign language."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for part in selection.parts:
        for code in part.codes:
            found.setdefault(code, {})[part.language] = part.forms
    for part in selection.parts:
        for code in part.codes:
            for signed in part.signed:
                found[code].setdefault(signed, (FILM,))
    return found


def _with_neutral(asked: Address) -> tuple[Address, ...]:
    """Pages of the exhibition name a language in every link; the address without one is what people type and write down."""
    return (asked, asked.neutral) if asked.slug and asked.language else (asked,)


def _must_be_there(asked: Address) -> bool:
    """The gate has said yes to this story in this language: its page cannot be missing in silence."""
    return bool(asked.code) and not asked.page


def _first_addresses(site: Site) -> Iterator[str]:
    """What no page may lead to: a story stands in no list unless its person said so. Everything else is found by the links."""
    yield from (site.home, "/robots.txt")
    if site.kiosk:
        yield f"/e/{site.exhibition.slug}/{KIOSK}"
    for code, languages in site.spoken.items():
        yield f"/{code}"
        yield from (f"/{code}/{language}" for language, forms in languages.items() if "" in forms)


def _named(answer: Answer) -> list[str]:
    """Addresses of our own that an answer names; those of others are no part of a copy."""
    if answer.is_page:
        named = addresses_in(answer.text)
    elif answer.kind == STYLE:
        named = addresses_in_style(answer.text)
    else:
        return []
    return [one for one in named if one.startswith("/") and not one.startswith("//")]

