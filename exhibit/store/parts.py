"""A large file kept encrypted in parts, so that any stretch of it is read without opening the rest, and nothing lies in the clear."""
from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from exhibit.errors import ExhibitError
from exhibit.store.vault import seal_bytes, unseal_bytes

PART_BYTES = 192 * 1024  # of the content; half a second of film
MARK = struct.Struct(">16sI")  # which file, which part of it: parts cannot change places unseen
GONE = "The file of this recording is not in the instance folder, or was changed. Restore it from a backup, or add the recording again."


def sealed_in_parts(content: bytes, uid: str) -> bytes:
    """One token a line; all lines but the last have the same length."""
    name = UUID(uid).bytes
    parts = range(0, max(len(content), 1), PART_BYTES)
    return b"\n".join(seal_bytes(MARK.pack(name, number) + content[at:at + PART_BYTES]) for number, at in enumerate(parts))


def stretch(path: Path, uid: str, first: int, last: int) -> Iterator[bytes]:
    """Bytes `first` to `last` of the content, part by part. Raises ExhibitError when the file is gone or no key fits."""
    try:
        with path.open("rb") as file:
            line = len(file.readline())
            for number in range(first // PART_BYTES, last // PART_BYTES + 1):
                file.seek(number * line)
                content = _part(file.readline().rstrip(b"\n"), uid, number)
                begin = number * PART_BYTES
                yield content[max(0, first - begin):last + 1 - begin]
    except OSError as error:
        raise ExhibitError(GONE) from error


def _part(token: bytes, uid: str, number: int) -> bytes:
    plain = unseal_bytes(token)
    if plain[:MARK.size] != MARK.pack(UUID(uid).bytes, number):
        raise ExhibitError(GONE)
    return plain[MARK.size:]
