"""Bodies between the event loop and the threads of the application: what comes in is never read ahead of need, what goes out from a file never into memory."""
from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from granian.rsgi import ProtocolClosed

CHUNK_BYTES = 262_144
SMALL_BYTES = 1_000_000  # a body of this size is waited for before a thread is taken: slow telephones keep no thread
DRAINED_BYTES = 100_000_000
PATIENCE_S = 30  # how long a thread waits for the next piece of a large one


class ClientGone(OSError):
    """Whoever sent this stopped in the middle of it."""


async def whole_body(protocol, length: int) -> io.BytesIO:
    """A small body, read by the event loop. Raises ClientGone when less came than was announced."""
    try:
        content = await protocol() if length else b""
    except ProtocolClosed:
        content = b""
    if len(content) < length:
        raise ClientGone("The request ended before its body.")
    return io.BytesIO(content)


class Incoming(io.RawIOBase):
    """A large body, read piece by piece from a thread while the event loop fetches it. Raises ClientGone, also after PATIENCE_S without a piece."""

    def __init__(self, protocol, length: int, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces, self._left, self._loop = aiter(protocol), length, loop
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if not self._piece and self._left:
            self._piece = memoryview(self._fetch())[:self._left]
            self._left -= len(self._piece)
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size

    async def drain(self) -> None:
        """Take in what nobody read, up to DRAINED_BYTES: a browser that is still sending does not see the answer to what it sent."""
        drained = 0
        with suppress(TimeoutError):
            while self._left and drained < DRAINED_BYTES:
                async with asyncio.timeout(PATIENCE_S):
                    piece = await anext(self._pieces, b"")
                if not piece:
                    return
                self._left -= len(piece)
                drained += len(piece)

    def _fetch(self) -> bytes:
        asked = asyncio.run_coroutine_threadsafe(anext(self._pieces, b""), self._loop)
        try:
            piece = asked.result(PATIENCE_S)
        except TimeoutError:
            asked.cancel()
            raise ClientGone("Nothing more came of the request's body.") from None
        if not piece:
            raise ClientGone("The request ended before its body.")
        return piece


class SentFile:
    """`wsgi.file_wrapper`: what the application sends from an open file. The server reads a file on the disk itself, by its path."""

    def __init__(self, file, chunk_bytes: int = CHUNK_BYTES) -> None:
        self._file, self._chunk_bytes = file, chunk_bytes
        for name in ("read", "seek", "seekable", "tell", "close"):  # frameworks ask for these
            if hasattr(file, name):
                setattr(self, name, getattr(file, name))

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if piece := self._file.read(self._chunk_bytes):
            return piece
        raise StopIteration

    def on_disk(self) -> tuple[Path, int, int] | None:
        """(path, first byte, byte after the last) when this is a file that still lies where it was opened; else None."""
        try:
            path, opened = Path(self._file.name), os.fstat(self._file.fileno())
            if path.is_absolute() and os.path.samestat(opened, path.stat()):
                return path, self._file.tell(), opened.st_size
        except (AttributeError, TypeError, OSError, ValueError):
            pass
        return None
