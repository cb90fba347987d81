"""Answers as they go over the wire: bytes compressed once, headers listed once, nothing worked out again while somebody waits."""
from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
Headers = tuple[tuple[str, str], ...]
OWN_BYTES = 2_000  # headers and places in tables


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

    def ready(self, door: Iterable[tuple[str, str]] = (), story: tuple[str, str] | None = None) -> Ready:
        """With the door's headers, its own in their place. `story`: the code and the language it opens, if it is a story's page."""
        named = tuple({**dict(door), **dict(self.headers)}.items()) + ((("Content-Type", self.kind),) if self.plain else ())
        plain = (*named, ("Content-Length", str(len(self.plain))))
        if not self.packed:
            return Ready(self.status, plain, self.plain, plain, self.plain, story)
        packed = (*named, ("Content-Length", str(len(self.packed))), ("Content-Encoding", "gzip"))
        return Ready(self.status, plain, None, packed, self.packed, story)


@dataclass(frozen=True, slots=True)
class Body:
    """One form of an answer, with all its headers."""

    headers: Headers
    content: bytes


class Ready:
    """An answer that needs nothing more than to be sent. Kept compressed only: the few who cannot read that have it unpacked."""

    __slots__ = ("status", "story", "_packed", "_headers", "_plain")

    def __init__(self, status: int, headers: Headers, plain: bytes | None, packed_headers: Headers, packed: bytes, story: tuple[str, str] | None) -> None:
        self.status, self.story = status, story
        self._headers, self._plain, self._packed = headers, plain, Body(packed_headers, packed)

    def fitting(self, accept_encoding: str) -> Body:
        if "gzip" in accept_encoding:
            return self._packed
        return Body(self._headers, gzip.decompress(self._packed.content) if self._plain is None else self._plain)

    def weight_bytes(self) -> int:
        """What keeping it takes, about: the headers are shared or short."""
        return len(self._packed.content) + OWN_BYTES
