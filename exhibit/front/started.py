"""An answer that a WSGI application has begun: its status, its headers and what is to come of its body (PEP 3333)."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from exhibit.front.bodies import SentFile


class StartedTwice(RuntimeError):
    """The application began a second answer without an error to tell."""


@dataclass(slots=True)
class Started:
    """Status and headers are those of the moment the first piece of the body is known: until then the application may change its mind."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterable[bytes] = ()
    whole: bytes | None = None
    _written: list[bytes] = field(default_factory=list)
    _rest: Iterator[bytes] = iter(())

    @classmethod
    def by(cls, application: Callable, environ: dict) -> Started:
        """Call the application and wait for the first piece. Raises what the application raised; its body is closed then."""
        started = cls()
        started.body = application(environ, started.begin)
        try:
            started._first_piece()
        except BaseException:
            started.close()
            raise
        return started

    def begin(self, status: str, headers: list[tuple[str, str]], exc_info=None) -> Callable[[bytes], None]:
        """WSGI's start_response. Nothing was sent yet whenever this is called, so an error may always take the answer's place."""
        if self.status and not exc_info:
            raise StartedTwice("start_response was called twice.")
        self.status, self.headers = int(status.split(" ", 1)[0]), list(headers)
        return self._written.append

    def _first_piece(self) -> None:
        if isinstance(self.body, (list, tuple)):
            self.whole = b"".join((*self._written, *self.body))
        elif not isinstance(self.body, SentFile) or not self.body.on_disk():
            self._rest = iter(self.body)
            first, second = next(self._rest, None), None
            if first is not None:
                self._written.append(first)
                second = next(self._rest, None)
            if second is None:
                self.whole = b"".join(self._written)
            else:
                self._written.append(second)
        if not self.status:
            raise RuntimeError("The application did not call start_response.")

    def on_disk(self) -> tuple[Path, int, int] | None:
        return self.body.on_disk() if isinstance(self.body, SentFile) and self.whole is None else None

    def next_piece(self) -> bytes | None:
        """The next piece that is not empty; None at the end."""
        while self._written:
            if piece := self._written.pop(0):
                return piece
        return next((piece for piece in self._rest if piece), None)

    def close(self) -> None:
        """Let the application clear up, whatever became of its answer."""
        close = getattr(self.body, "close", None)
        if close:
            close()
