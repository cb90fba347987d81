"""A WSGI application with one address for each way an application may answer, behind the bridge: what tests/front/test_rsgi.py talks to."""
from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from hashlib import sha256

from exhibit.front.bodies import SentFile
from exhibit.front.rsgi import FromGranian

SEEN: ContextVar[str] = ContextVar("seen", default="nobody")
CLOSED: list[str] = []
TEXT = [("Content-Type", "text/plain; charset=utf-8")]
TOLD = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "REMOTE_ADDR", "SERVER_PORT", "SERVER_NAME", "wsgi.url_scheme", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_HOST",
        "HTTP_COOKIE", "HTTP_X_SAID", "HTTP_X_FORWARDED_FOR", "HTTP_SECRET")


class Pieces:
    """An iterable that notes that it was closed."""

    def __init__(self, name: str, pieces: Iterable[bytes]) -> None:
        self._name, self._pieces = name, iter(pieces)

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        CLOSED.append(self._name)


def echo(environ: dict, start: Callable) -> list[bytes]:
    body = environ["wsgi.input"].read()
    told = {name: environ[name] for name in TOLD if name in environ}
    before = SEEN.get()
    SEEN.set(environ["PATH_INFO"])
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({**told, "length": len(body), "digest": sha256(body).hexdigest(), "before": before, "own": "PATH" in environ}).encode()]


def cookies(_environ: dict, start: Callable) -> list[bytes]:
    start("201 Created", [*TEXT, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; Path=/")])
    return [b"two ", b"cookies"]


def stream(_environ: dict, start: Callable) -> Pieces:
    start("200 OK", TEXT)
    return Pieces("stream", (b"%d;" % number for number in range(1_000)))


def late(_environ: dict, start: Callable) -> Iterator[bytes]:
    """Says its status only when it is asked for the first piece, as PEP 3333 allows."""
    start("418 I'm a teapot", TEXT)
    yield b""
    yield b"short and stout"


def written(_environ: dict, start: Callable) -> list[bytes]:
    write = start("200 OK", TEXT)
    write(b"first ")
    write(b"second ")
    return [b"third"]


def file(environ: dict, start: Callable) -> SentFile:
    path = os.environ["SERVED_FILE"]
    opened = open(path, "rb")
    first = int(environ["QUERY_STRING"] or 0)
    opened.seek(first)
    start("200 OK", [*TEXT, ("Content-Length", str(os.path.getsize(path) - first))])
    return environ["wsgi.file_wrapper"](opened)


def fails(_environ: dict, _start: Callable) -> list[bytes]:
    raise ValueError("a fault of the application")


def fails_late(_environ: dict, start: Callable) -> Pieces:
    def pieces():
        yield b"one"
        raise ValueError("a fault in the second piece")

    start("200 OK", TEXT)
    return Pieces("fails_late", pieces())


def breaks(_environ: dict, start: Callable) -> Pieces:
    def pieces():
        yield from (b"one", b"two", b"three")
        raise ValueError("a fault after the third piece")

    start("200 OK", [*TEXT, ("Content-Length", "100")])
    return Pieces("breaks", pieces())


def changes_its_mind(_environ: dict, start: Callable) -> list[bytes]:
    start("200 OK", TEXT)
    try:
        raise ValueError("no")
    except ValueError as fault:
        start("503 Service Unavailable", TEXT, (type(fault), fault, None))
    return [b"later"]


def silent(_environ: dict, _start: Callable) -> list[bytes]:
    return [b"no status"]


def nothing(_environ: dict, start: Callable) -> list[bytes]:
    start("204 No Content", [])
    return []


def first_line(environ: dict, start: Callable) -> list[bytes]:
    """Reads no more than a line of what is sent."""
    line = environ["wsgi.input"].readline()
    start("200 OK", TEXT)
    return [line]


def closed(_environ: dict, start: Callable) -> list[bytes]:
    start("200 OK", TEXT)
    return [",".join(CLOSED).encode()]


def memory(_environ: dict, start: Callable) -> list[bytes]:
    with open("/proc/self/status") as status:
        [peak] = [line.split()[1] for line in status if line.startswith("VmHWM")]
    start("200 OK", TEXT)
    return [peak.encode()]


def endless(_environ: dict, start: Callable) -> Pieces:
    def pieces():
        while True:
            time.sleep(0.01)
            yield b"x" * 1_000

    start("200 OK", TEXT)
    return Pieces("endless", pieces())


ROOMS = {name: room for name, room in globals().items() if callable(room) and getattr(room, "__module__", "") == __name__ and not isinstance(room, type)}


def application(environ: dict, start: Callable) -> Iterable[bytes]:
    return ROOMS.get(environ["PATH_INFO"].split("/")[1], echo)(environ, start)


def rsgi() -> FromGranian:
    return FromGranian(application, (), threads=4)


if __name__ == "__main__":
    import sys

    from granian import Granian

    Granian("tests.front.served:rsgi", port=int(sys.argv[1]), workers=1, interface="rsgi", factory=True, websockets=False, log_level="error").serve()
