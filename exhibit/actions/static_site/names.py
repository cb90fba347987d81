"""Which file of the folder an address of the site becomes, and how one file points at another. Pure."""
from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

HTML, PAGE_END = "text/html", ".html"
ENDINGS = {"application/pdf": ".pdf", "text/plain": ".txt", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/opus": ".opus", "audio/wav": ".wav",
           "video/mp4": ".mp4", "video/webm": ".webm", "text/vtt": ".vtt", "image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp",
           "text/css": ".css", "text/javascript": ".js", "font/woff2": ".woff2", "application/json": ".json", "application/xml": ".xml"}
STORY = re.compile(r"/([0-9A-Z]{6})(?:/([a-z]{2,3}(?:-[a-z]+)?)(?:/([a-z]+))?)?")
FILE = re.compile(r"([0-9A-Z]{6})/(?:([a-z]{2,3})/)?(?:(?:([a-z]+)/)?index[a-z.]*\.html|([a-z]+)\.[a-z0-9]+)")
SITE = re.compile(r"/e/([a-z0-9-]{1,40})(?:/([a-z]{4,20}))?(?:/([a-z]{2,3}))?")


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the site, taken apart: of a story by `code`, of the exhibition by `slug`; both "" for styles, scripts and pictures."""

    path: str
    look: str = ""
    code: str = ""
    slug: str = ""
    language: str = ""
    page: str = ""  # the form of a story, or the name of the exhibition's page

    @property
    def neutral(self) -> Address:
        """The same page for whoever has named no language: what the printed code opens."""
        if self.code:
            return Address(f"/{self.code}{f'/{self.page}' if self.page else ''}", self.look, self.code, "", "", self.page)
        return Address(f"/e/{self.slug}{f'/{self.page}' if self.page else ''}", self.look, "", self.slug, "", self.page)


def address(given: str) -> Address:
    """"/ABC234/fr/easy?look=dark" taken apart. The path is kept as it was given, but for a slash at its end."""
    path, _, query = given.partition("#")[0].partition("?")
    path = path.rstrip("/") or "/"
    look = next((part[5:] for part in query.split("&") if part.startswith("look=")), "")
    story, site = STORY.fullmatch(path), SITE.fullmatch(path)
    if story:
        return Address(path, look, code=story[1], language=story[2] or "", page=story[3] or "")
    if site:
        return Address(path, look, slug=site[1], page=site[2] or "", language=site[3] or "")
    return Address(path, look)


def file_of(path: str, kind: str, look: str = "") -> str:
    """The name in the folder: a page is the index of a folder of its own, everything else a file with the ending of its kind.

    Raises KeyError for a kind without an ending: such a file would be opened by nothing.
    """
    inside = path.strip("/")
    if kind == HTML:
        return posixpath.join(inside, f"index{f'.{look}' if look else ''}{PAGE_END}")
    if "." in posixpath.basename(inside):
        return inside
    return inside + ENDINGS[kind]


def from_to(source: str, target: str) -> str:
    """How a link in the file `source` names the file `target`, for a server and for a folder on a stick alike."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def shown_in(name: str) -> tuple[str, str, str] | None:
    """(code, language, form) of the story in a file of this name: "ABC234/fr/easy/index.dark.html" is ("ABC234", "fr", "easy"). None for what is no story."""
    found = FILE.fullmatch(name)
    return (found[1], found[2] or "", (found[3] or found[4] or "")) if found else None
