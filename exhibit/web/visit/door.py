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
from exhibit.web.visit.counting import Counting
from exhibit.web.visit.guesses import Guesses
from exhibit.web.visit.headers import HEADERS

OURS = "exhibit.visit"  # in app.extensions; in the environ of an answer that is the visitor's: its headers, and no others go out


@dataclass(slots=True)
class Kept:
    """What one application keeps for its visitors; never shared between applications."""

    watch: LedgerWatch
    counting: Counting
    headers: Headers = HEADERS
    pages: PageCache = field(default_factory=PageCache)
    guesses: Guesses = field(default_factory=Guesses)

    @property
    def quick(self) -> bool:
        return self.watch.quick

    def find(self, asking: Asking) -> Ready | None:
        """The kept page that answers this, if there is one of this epoch and this moment, and if whoever asks need not wait."""
        asked = read_path(asking.path, asking.query)
        if asked is None or self.guesses.anybody_waits and self.guesses.must_wait(asking.client()):
            return None
        try:
            epoch = asking.epoch = self.watch.epoch()
        except OUT_OF_REACH:
            return None  # the view asks again, and says so
        now = datetime.now(UTC)
        ready = self.pages.get(asked.address, wanted(asking.header("accept-language"), asked.language), epoch, now, asked.look)
        if ready is not None and ready.story and asking.method == "GET":
            self.counting.opened(*ready.story, asking.header("user-agent"), now)
        return ready


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
