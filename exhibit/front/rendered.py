"""Answers as they go over the wire: bytes compressed once, headers listed once, nothing worked out again while somebody waits."""
from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One answer, plain and compressed. `headers`: what differs from those every answer of its door has.

    `packed` is empty where compressing gains nothing: a PDF, a font.
    """

    status: int
    plain: bytes
    packed: bytes
    kind: str = HTML
    headers: Headers = ()

    @classmethod
    def of(cls, status: int, text: str, kind: str = HTML, headers: Headers = ()) -> Rendered:
        plain = text.encode()
        return cls(status, plain, gzip.compress(plain, 9, mtime=0), kind, headers)

    @classmethod
    def file(cls, content: bytes, kind: str, headers: Headers = ()) -> Rendered:
        """Bytes that are compressed already."""
        return cls(200, content, b"", kind, headers)

    def ready(self, doors: Iterable[tuple[str, str]] = ()) -> Ready:
        """With the door's headers, its own in their place."""
        named = [*{**dict(doors), **dict(self.headers)}.items(), ("Content-Type", self.kind)]
        plain = Body((*named, ("Content-Length", str(len(self.plain)))), self.plain)
        packed = Body((*named, ("Content-Length", str(len(self.packed))), ("Content-Encoding", "gzip")), self.packed) if self.packed else plain
        return Ready(self.status, plain, packed)


@dataclass(frozen=True, slots=True)
class Body:
    """One form of an answer, with all its headers."""

    headers: Headers
    content: bytes


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer that needs nothing more than to be sent."""

    status: int
    plain: Body
    packed: Body

    def fitting(self, accept_encoding: str) -> Body:
        return self.packed if "gzip" in accept_encoding else self.plain
