"""The threshold: pages already rendered are handed out before the framework wakes, and nothing goes out but our own headers."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from exhibit.store import OUT_OF_REACH
from exhibit.store.watch import LedgerWatch
from exhibit.web.visit.addresses import Asked, read_path, wanted
from exhibit.web.visit.cache import PageCache, Rendered

OURS = "exhibit.visit"  # in app.extensions; in the environ of an answer that is the visitor's: its headers, and no others go out
EPOCH = "exhibit.epoch"  # in the environ: the ledger's epoch before anything was read for this request
STATUS = {200: "200 OK", 404: "404 Not Found", 503: "503 Service Unavailable"}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Vary": "Accept-Language, Accept-Encoding",
}
ASSETS = {"visit.css": "text/css; charset=utf-8", "exit.js": "text/javascript; charset=utf-8"}


@dataclass(slots=True)
class Kept:
    """What one application keeps for its visitors; never shared between applications."""

    watch: LedgerWatch
    pages: PageCache = field(default_factory=PageCache)


def load_assets(folder: Path) -> dict[str, Rendered]:
    """The visitor's style and script by path, compressed once."""
    return {f"/static/{name}": Rendered.of(200, (folder / name).read_text(encoding="utf-8"), kind) for name, kind in ASSETS.items()}


def wire(page: Rendered, environ: dict) -> tuple[str, list[tuple[str, str]], bytes]:
    """(status line, headers, body) of a page for this request."""
    packed = bool(page.packed) and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    body = page.packed if packed else page.plain
    headers = [*{**HEADERS, **dict(page.headers)}.items(), ("Content-Type", page.kind), ("Content-Length", str(len(body)))]
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    return STATUS[page.status], headers, body


class FrontDoor:
    """WSGI before the application: kept pages, the two assets, no cookie in and no cookie out."""

    def __init__(self, inside: Callable, kept: Kept, assets: dict[str, Rendered]) -> None:
        self._inside, self._kept, self._assets = inside, kept, assets

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path, reads = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if reads and path in self._assets:
            return self._hand_out(self._assets[path], environ, start_response)
        asked = read_path(path, environ.get("QUERY_STRING", ""))
        if asked:
            environ.pop("HTTP_COOKIE", None)  # who is signed in at the desk is no business of this door
        page = self._find(asked, environ) if reads and asked else None
        if page:
            return self._hand_out(page, environ, start_response)
        return self._inside(environ, self._only_ours(environ, start_response))

    def _find(self, asked: Asked, environ: dict) -> Rendered | None:
        try:
            epoch = environ[EPOCH] = self._kept.watch.epoch()
        except OUT_OF_REACH:
            return None  # the view asks again, and says so
        return self._kept.pages.get(asked.address, wanted(environ, asked.language), epoch, datetime.now(UTC), asked.look)

    @staticmethod
    def _hand_out(page: Rendered, environ: dict, start_response: Callable) -> list[bytes]:
        status, headers, body = wire(page, environ)
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    @staticmethod
    def _only_ours(environ: dict, start_response: Callable) -> Callable:
        """Sessions, sign-in and limits of other doors may add headers to any answer; from a visitor's answer they are taken off."""

        def start(status: str, headers: list[tuple[str, str]], exc_info=None):
            own = environ.get(OURS)
            if own:
                headers = list(own)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return start
