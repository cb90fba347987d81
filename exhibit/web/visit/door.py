"""The threshold: pages already rendered are handed out before the framework wakes, and nothing goes out but our own headers."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from exhibit.front.early import Asking
from exhibit.front.rendered import Headers, Ready
from exhibit.store import OUT_OF_REACH
from exhibit.store.watch import LedgerWatch
from exhibit.web.visit.addresses import read_path, wanted
from exhibit.web.visit.cache import PageCache

OURS = "exhibit.visit"  # in app.extensions; in the environ of an answer that is the visitor's: its headers, and no others go out
HEADERS: Headers = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, noarchive"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; "
                                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("Vary", "Accept-Language, Accept-Encoding"),
)


@dataclass(slots=True)
class Kept:
    """What one application keeps for its visitors; never shared between applications."""

    watch: LedgerWatch
    pages: PageCache = field(default_factory=PageCache)
    headers: Headers = HEADERS

    def find(self, asking: Asking) -> Ready | None:
        """The kept page that answers this, if there is one of this epoch and this moment."""
        asked = read_path(asking.path, asking.query)
        if asked is None:
            return None
        try:
            epoch = asking.epoch = self.watch.epoch()
        except OUT_OF_REACH:
            return None  # the view asks again, and says so
        return self.pages.get(asked.address, wanted(asking.header("accept-language"), asked.language), epoch, datetime.now(UTC), asked.look)


class OnlyOurs:
    """WSGI around the application: no cookie in and no cookie out. Sessions, sign-in and limits of other doors may add
    headers to any answer; from a visitor's answer they are taken off."""

    def __init__(self, inside: Callable) -> None:
        self._inside = inside

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if read_path(environ.get("PATH_INFO", "")):
            environ.pop("HTTP_COOKIE", None)  # who is signed in at the desk is no business of this door

        def start(status: str, headers: list[tuple[str, str]], exc_info=None):
            own = environ.get(OURS)
            if own is not None:
                headers = list(own)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return self._inside(environ, start)
