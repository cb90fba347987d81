"""Streams of a PDF, unpacked within bounds: a small file may not grow into gigabytes."""
from __future__ import annotations

import zlib

import pikepdf

from exhibit.cutout.preflight.found import CannotRead

MOST_BYTES = 32_000_000  # of one page's drawing, unpacked; a board of ours has 0.6 MB
MOST_RAW_BYTES = 2_000_000  # of a stream packed in a way whose growth cannot be watched
TOO_LARGE = "The file unpacks to more than 32 MB of drawing on one page: it is not checked. Ask for a file with fewer points, or with the pattern placed as a picture."


def content_of(thing: pikepdf.Object) -> bytes:
    """The operators of a page's /Contents (a stream or a list of them) or of a form. Raises CannotRead over MOST_BYTES."""
    if isinstance(thing, pikepdf.Array):
        parts: list[bytes] = []
        for part in thing:
            parts.append(content_of(part))
            if sum(map(len, parts)) > MOST_BYTES:
                raise CannotRead(TOO_LARGE)
        return b"\n".join(parts)
    return unpacked(thing) if isinstance(thing, pikepdf.Stream) else b""


def unpacked(stream: pikepdf.Stream) -> bytes:
    """A stream's bytes. Raises CannotRead where it grows beyond MOST_BYTES."""
    filters, raw = filters_of(stream), stream.read_raw_bytes()
    if not filters or not raw:
        return raw
    if set(filters) == {"FlateDecode"} and "/DecodeParms" not in stream:
        for _ in filters:
            raw = _inflated(raw)
        return raw
    if len(raw) > MOST_RAW_BYTES or len(filters) > 2:
        raise CannotRead(TOO_LARGE)
    return stream.read_bytes()


def filters_of(stream: pikepdf.Stream) -> tuple[str, ...]:
    """Names of its filters, in the order in which they are undone."""
    entry = stream.get("/Filter")
    if entry is None:
        return ()
    return tuple(str(name).lstrip("/") for name in (entry if isinstance(entry, pikepdf.Array) else [entry]))


def _inflated(raw: bytes) -> bytes:
    """What is whole of a flate stream, as viewers take it; nothing more than MOST_BYTES."""
    unpacker = zlib.decompressobj()
    out = bytearray()
    try:
        for start in range(0, len(raw), 65536):
            out += unpacker.decompress(raw[start:start + 65536], MOST_BYTES + 1 - len(out))
            if len(out) > MOST_BYTES or unpacker.unconsumed_tail:
                raise CannotRead(TOO_LARGE)
    except zlib.error as error:
        raise CannotRead("The file is damaged: part of its drawing cannot be unpacked. Ask for the file again, or export it anew.") from error
    if not unpacker.eof:
        raise CannotRead("The file is damaged: part of its drawing is cut off. Ask for the file again, or export it anew.")
    return bytes(out)
