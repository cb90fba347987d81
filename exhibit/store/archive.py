"""The sealed container of a backup: a zip, written through encryption piece by piece, so that nothing of it ever lies in the clear on a disk.

First a line that says what it is, then one line a piece: a Fernet token (see `vault`) of the piece's number, whether it is the last, and
at most one MiB of the zip. A piece that is missing, moved or cut off is found.
"""
from __future__ import annotations

import io
import struct
import tempfile
from pathlib import Path
from typing import IO

from exhibit.errors import ExhibitError, WrongUse
from exhibit.store.vault import seal_bytes, unseal_bytes

MAGIC = b"exhibit backup 1\n"
PIECE = 1 << 20
HEAD = struct.Struct(">Q?")


class SealedWriter(io.RawIOBase):
    """A file to write a zip into; what reaches `target` is encrypted."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(MAGIC)

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def _piece(self, content: bytes, last: bool) -> None:
        self._target.write(seal_bytes(HEAD.pack(self._number, last) + content) + b"\n")
        self._number += 1

    def finish(self) -> None:
        """The last piece; without it the backup counts as cut off."""
        self._piece(bytes(self._waiting), last=True)


def opened(path: Path, beside: Path) -> IO[bytes]:
    """The zip inside a backup, in a file without a name beside the database that is gone when closed.

    Raises WrongUse for a file that is no backup, ExhibitError for one that is incomplete or opens with none of the keys.
    """
    plain = tempfile.TemporaryFile(dir=beside)
    try:
        with path.open("rb") as source:
            if source.readline(len(MAGIC)) != MAGIC:
                raise WrongUse(f"{path} is no backup of Exhibit.")
            _unseal(source, plain, path)
    except OSError as error:
        plain.close()
        raise ExhibitError(f"The backup {path} cannot be read ({error.strerror}).") from error
    except BaseException:
        plain.close()
        raise
    plain.seek(0)
    return plain


def _unseal(source: IO[bytes], plain: IO[bytes], path: Path) -> None:
    last = False
    for number, line in enumerate(source):
        content = unseal_bytes(line.rstrip(b"\n"))
        found, is_last = HEAD.unpack_from(content)
        if found != number or last:
            raise ExhibitError(f"The backup {path} is not as it was written: its parts are in another order. Use another copy.")
        plain.write(content[HEAD.size:])
        last = is_last
    if not last:
        raise ExhibitError(f"The backup {path} was cut off: its end is missing. Use another copy.")
