"""From what the application answered to files: links that work from a folder, and pages that open only while their time has not passed."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exhibit.actions.static_site.crawling import KIOSK, STYLE, Key, Site
from exhibit.actions.static_site.markup import addresses_in, style_with_links, with_links
from exhibit.actions.static_site.names import HTML, Address, address, file_of, from_to
from exhibit.actions.static_site.reader import Answer

OWN = ("static/copy/copy.css", "static/copy/copy.js")
STOP = "stop"  # nothing can be stopped in a folder: that link leads to the house itself
LISTING = ("figures", KIOSK, "leaflet")
CSP = ("default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; media-src 'self' file:; "
       "base-uri 'none'; form-action 'none'")  # file: is where a folder on a stick is opened from; on a web server it allows nothing
NEUTRAL_PAGE = "404.html"
AHEAD = re.compile(r'<link rel="preload"[^>]*>\n?')  # of a font: fetched as if from another host, which a browser refuses in a folder


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a copy may show stories."""

    built_at: datetime
    not_after: datetime

    def attributes(self) -> str:
        return f'data-built="{self.built_at.isoformat()}" data-ends="{self.not_after.isoformat()}"'


def files_of(site: Site, span: Span, notices: dict[str, str], static: Path, neutral_page: Answer) -> dict[str, bytes]:
    """Every file of the copy by its name. `notices`: what a page says by language while it shows no story; `static`: the folder of our own files."""
    files = {name: (static.parent / name).read_bytes() if static.name == "static" else (static / name.removeprefix("static/")).read_bytes() for name in OWN}
    for key, answer in site.pages.items():
        for name in names_of(site, key, answer):
            files[name] = _content(site, key, answer, name, span, notices)
    files[NEUTRAL_PAGE] = _with_policy(neutral_page.text).encode()
    return files


def names_of(site: Site, key: Key, answer: Answer) -> tuple[str, ...]:
    """Files a page is found under. The home page is also what opens first."""
    path, look = key
    own = file_of(path, answer.kind, look)
    return tuple(dict.fromkeys((file_of("/", HTML, look), own))) if path == site.home else (own,)


def _content(site: Site, key: Key, answer: Answer, name: str, span: Span, notices: dict[str, str]) -> bytes:
    def lead(given: str) -> str | None:
        if not given.startswith("/") or given.startswith("//"):
            return given
        found = site.find(given)
        if found is None:
            return site.house + address(given).path if address(given).page == STOP else None
        _, mark, fragment = given.partition("#")
        return from_to(name, names_of(site, found, site.pages[found])[0]) + mark + fragment

    if answer.kind == STYLE:
        return style_with_links(answer.text, lead).encode()
    if not answer.is_page:
        return answer.body
    asked = address(key[0])
    page = with_links(answer.text, lead)
    picks = _picks(site, Address(asked.path, key[1], asked.code, asked.slug, asked.language, asked.page), name)
    notice = notices[language_of(page)] if rests_on_stories(asked, answer.text) else ""
    return _closed(_with_policy(page), name, span, _to_read(notice) if asked.page == KIOSK else notice, picks).encode()


def _to_read(notice: str) -> str:
    """On a screen in a hall nobody can call: the numbers stand there to be read."""
    return with_links(notice, lambda given: "" if given.startswith("tel:") else given)


def rests_on_stories(asked: Address, page: str) -> bool:
    """A story, a list of them, or anything that leads to one: it must not be read when its time has passed."""
    return bool(asked.code) or asked.page in LISTING or any(address(one).code for one in addresses_in(page) if one.startswith("/"))


def language_of(page: str) -> str:
    """The language of a page's own words."""
    found = re.search(r'<html[^>]*\slang="([^"]+)"', page)
    return found[1] if found else "en"


def language_of_story(page: str) -> str:
    """The language a story's own words are in, which may not be the page's."""
    found = re.search(r'<main hidden[^>]*\slang="([^"]+)"', page)
    return found[1] if found else language_of(page)


def _picks(site: Site, asked: Address, name: str) -> str:
    """For a page that names no language: where its other languages are, for the script that reads the telephone's wish."""
    if asked.language or not (asked.code or asked.slug):
        return ""
    places = {language: (path, asked.look) for language, path in site.languages_at(asked).items()}
    return " ".join(f"{language}={from_to(name, names_of(site, key, site.pages[key])[0])}" for language, key in places.items() if key in site.pages)


def _with_policy(page: str) -> str:
    """What a server would have said in its headers, in the page itself."""
    return AHEAD.sub("", page).replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{CSP}">\n<meta name="referrer" content="no-referrer">', 1)


def _closed(page: str, name: str, span: Span, notice: str, picks: str) -> str:
    """The page as it lies in the folder: what it tells is hidden in the markup itself, until the script has looked at the clock."""
    style, script = (from_to(name, own) for own in OWN)
    page = page.replace("</head>", f'<link rel="stylesheet" href="{style}">\n<script src="{script}"></script>\n</head>', 1)
    attributes = " ".join(part for part in (span.attributes() if notice else "", f'data-pick="{picks}"' if picks else "") if part)
    if attributes:
        page = page.replace("<html ", f"<html {attributes} ", 1)
    if notice:
        page = page.replace("<main", f"{notice}\n<main hidden", 1)
    return page
