"""Files that appear whole or not at all: written beside their place, then moved there in one step."""
from __future__ import annotations

import json
import os
import shutil
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exhibit.errors import WrongUse

MANIFEST = "manifest.json"
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first a .zip can hold


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write beside the target, then move: a full disk or a power cut leaves what was there before. Raises OSError."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a pack is put together: `folder` for its files, `place` where the finished pack goes."""

    inside: Path
    place: Path

    @property
    def folder(self) -> Path:
        return self.inside / "files"

    @property
    def zipped(self) -> bool:
        return self.place.suffix == ".zip"

    def seal(self) -> None:
        """All that takes long or needs space, before the pack is handed over. No date goes in: the same files give the same bytes. Raises OSError on a full disk."""
        if self.zipped:
            with zipfile.ZipFile(self.inside / "pack.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for path in sorted(self.folder.iterdir()):
                    archive.writestr(zipfile.ZipInfo(path.name, NO_DATE), path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=1)

    def hand_over(self) -> None:
        """Move the finished pack into place. A folder's earlier pack goes; files that are not of a pack stay."""
        if self.zipped:
            os.replace(self.inside / "pack.zip", self.place)
            return
        old = _files_of_pack(self.place)
        new = {path.name for path in self.folder.iterdir()}
        self.place.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.iterdir(), key=lambda path: path.name == MANIFEST):  # the manifest last: it says that all is there
            os.replace(path, self.place / path.name)
        for name in old - new:
            (self.place / name).unlink(missing_ok=True)


@contextmanager
def room_beside(out: Path) -> Iterator[Room]:
    """A room on the same disk as `out`; whatever is left in it goes. Raises WrongUse where `out` cannot be a pack, OSError."""
    if out.suffix == ".zip" and out.is_dir():
        raise WrongUse(f"{out} is a folder: name a file that ends in .zip, or another folder.")
    if out.suffix != ".zip" and out.exists() and not out.is_dir():
        raise WrongUse(f"{out} is a file: name a folder, or a file that ends in .zip.")
    beside = out if out.is_dir() else out.parent  # a folder that is there may be a disk of its own
    inside = beside / f".{out.name}.{uuid.uuid4().hex[:8]}.part"
    (inside / "files").mkdir(parents=True)
    try:
        yield Room(inside, out)
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def _files_of_pack(folder: Path) -> set[str]:
    """Names of the files that an earlier pack in this folder says it holds."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = {name for entry in manifest["boards"] for name in entry["files"]} | set(manifest["papers"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {name for name in names | {"manifest.csv"} if name == Path(name).name}
