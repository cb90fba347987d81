"""Reading the visitor's pages through the application itself, as a telephone would, but within this process."""
from __future__ import annotations

from contextvars import Context
from dataclasses import dataclass
from typing import Protocol

from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from exhibit.actions.static_site.names import HTML


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application said. `kind` without its parameters: "text/html"."""

    status: int
    kind: str
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.kind == HTML

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader(Protocol):
    """Whoever can say what a visitor sees at an address."""

    def read(self, path: str, look: str = "", language: str = "") -> Answer: ...


@dataclass(frozen=True, slots=True)
class OwnPages:
    """The pages of an application of this process. `wsgi`: its way in, with everything that stands before the framework."""

    wsgi: object

    def read(self, path: str, look: str = "", language: str = "") -> Answer:
        """In a context of its own: whose request this is while we ask, the pages must not know."""
        return Context().run(self._read, path, look, language)

    def _read(self, path: str, look: str, language: str) -> Answer:
        told = {"Accept-Language": language} if language else {}
        status, headers, body = self._asked(path, look, told)
        while status == 200 and len(body) < int(headers.get("Content-Length", 0)):  # a recording comes in stretches
            going_on, _, more = self._asked(path, look, {**told, "Range": f"bytes={len(body)}-"})
            if going_on != 206 or not more:
                return Answer(going_on if going_on != 206 else 503, "", b"")
            body += more
        return Answer(status, headers.get("Content-Type", "").split(";")[0].strip(), body)

    def _asked(self, path: str, look: str, told: dict[str, str]) -> tuple[int, Headers, bytes]:
        environ = EnvironBuilder(path=path, query_string=f"look={look}" if look else "", headers=told).get_environ()
        chunks, status, headers = run_wsgi_app(self.wsgi, environ, buffered=True)  # type: ignore[arg-type]
        return int(status.split()[0]), headers, b"".join(chunks)
