"""What answers before the framework wakes: one function finds an answer that is ready, and both ways in from a server hand out what it found."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Protocol

from exhibit.front.rendered import Ready

EARLY = "exhibit.early"  # in app.extensions: what may have an answer ready, asked in order
ASKING = "exhibit.asking"  # in the environ: what was asked, for the application
READS = ("GET", "HEAD")


class Asking(Protocol):
    """What of a request decides about a ready answer. The rest is read only when somebody asks for it."""

    method: str
    path: str
    query: str
    epoch: int | None  # the ledger's, noted by whoever looked before anything else was read
    in_step: bool  # the answer goes out on a step of the clock, so that its time tells nothing about what was looked up

    def header(self, name: str) -> str:
        """The header of this name, in small letters; "" when it was not sent."""

    def client(self) -> str:
        """The address that asks: the visitor's, as far as the proxies of the house tell it."""


class WSGIAsking:
    """A request as WSGI hands it over."""

    __slots__ = ("method", "path", "query", "epoch", "in_step", "_environ")

    def __init__(self, environ: dict) -> None:
        self._environ, self.epoch, self.in_step = environ, None, False
        self.method, self.path, self.query = environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")

    def header(self, name: str) -> str:
        return self._environ.get(f"HTTP_{name.upper().replace('-', '_')}", "")

    def client(self) -> str:
        return self._environ.get("REMOTE_ADDR") or ""


class Early(Protocol):
    """Something that may have answers ready. `quick`: it never waits, so an event loop may ask it."""

    quick: bool

    def find(self, asking: Asking) -> Ready | None:
        """The answer, or None."""


def find(early: Iterable[Early], asking: Asking) -> Ready | None:
    """The first answer that is ready, or None: then the application is asked."""
    for place in early:
        ready = place.find(asking)
        if ready is not None:
            return ready
    return None


def status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"


class BeforeWSGI:
    """The way in for the tests' servers and for any server that speaks WSGI."""

    def __init__(self, inside: Callable, early: tuple[Early, ...]) -> None:
        self._inside, self._early = inside, early

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if ASKING in environ:  # the server's own way in has looked
            return self._inside(environ, start_response)
        asking = environ[ASKING] = WSGIAsking(environ)
        ready = find(self._early, asking) if asking.method in READS else None
        if ready is None:
            return self._inside(environ, start_response)
        body = ready.fitting(asking.header("accept-encoding"))
        start_response(status_line(ready.status), list(body.headers))
        return [] if asking.method == "HEAD" else [body.content]
