"""What answers before the framework wakes: one function finds an answer that is ready, and both servers' ways in hand out what it found."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from exhibit.front.rendered import Ready

EARLY = "exhibit.early"  # in app.extensions: the functions that may have an answer ready, asked in order
ASKING = "exhibit.asking"  # in the environ: what was asked, for the application
READS = ("GET", "HEAD")


@dataclass(slots=True)
class Asking:
    """What of a request decides about a ready answer; nothing else of it is looked at."""

    path: str
    query: str = ""
    languages: str = ""  # Accept-Language as sent
    epoch: int | None = None  # the ledger's, noted by whoever looked before anything else was read


Early = Callable[[Asking], Ready | None]


def find(early: Iterable[Early], asking: Asking) -> Ready | None:
    """The first answer that is ready, or None: then the application is asked."""
    for look in early:
        ready = look(asking)
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
        if environ["REQUEST_METHOD"] not in READS:
            return self._inside(environ, start_response)
        asking = environ[ASKING] = Asking(environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        ready = find(self._early, asking)
        if ready is None:
            return self._inside(environ, start_response)
        body = ready.fitting(environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response(status_line(ready.status), list(body.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body.content]
