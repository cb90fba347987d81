"""Boards finished before: in an interrupted pack, or in the last one. What has the same fingerprint need not be made again.

The fingerprint is over all a board's files are made from: words, figure, sheets, shop, material, the program itself. A file whose hash is not the
one written down when it was made is not taken.
"""
from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.cutout import CutoutSpec
from exhibit.settings import ROOT
from exhibit.store.staging import write_whole

MANIFEST = "manifest.json"
ENTRY_END = ".entry.json"
Files = dict[str, bytes]


@cache
def engine_hash() -> str:
    """Of the program text that draws: another version draws anew."""
    folder = ROOT / "exhibit"
    sources = sorted(path for room in ("cutout", "paper", "actions/papers", "actions/packs") for path in (folder / room).rglob("*") if path.suffix in (".py", ".toml"))
    told = hashlib.sha256()
    for path in sources:
        told.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return told.hexdigest()


def fingerprint(spec: CutoutSpec, **more: Any) -> str:
    """Of everything that a board's files are made from. The folder of own figures counts by the figure's own bytes."""
    own = Path(spec.figure_dir) / f"{spec.figure}--none.svg"
    drawing = hashlib.sha256(own.read_bytes()).hexdigest() if spec.figure_dir and own.is_file() else ""
    told = json.dumps({**asdict(spec), "figure_dir": drawing, "engine": engine_hash(), **more}, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder in which a pack's boards are put down as they are finished, so that an interrupted pack goes on where it stopped."""

    folder: Path

    def put(self, mark: str, files: Files) -> None:
        """Keep a finished board's files; what says that they are all there comes last. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(self.folder / name, content, 0o600)
        write_whole(self.folder / f"{mark}{ENTRY_END}", json.dumps(hashes(files)).encode(), 0o600)

    def find(self, mark: str) -> Files | None:
        try:
            wanted = json.loads((self.folder / f"{mark}{ENTRY_END}").read_text(encoding="utf-8"))
            return unspoilt({name: (self.folder / name).read_bytes() for name in wanted}, wanted)
        except (OSError, ValueError):
            return None

    def clear(self) -> None:
        """Throw everything away. Raises OSError."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                path.unlink(missing_ok=True)
            self.folder.rmdir()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finished pack, as a folder or a .zip: its manifest says which board has which fingerprint and files."""

    place: Path

    def find(self, mark: str) -> Files | None:
        try:
            wanted = self._boards().get(mark)
            return unspoilt(dict(self._read(tuple(wanted))), wanted) if wanted else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):
            return None  # not a pack, or none of ours: everything is made anew

    def _boards(self) -> dict[str, dict[str, str]]:
        ((_, manifest),) = self._read((MANIFEST,))
        return {board["fingerprint"]: board["files"] for board in json.loads(manifest)["boards"]}

    def _read(self, names: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        if self.place.suffix == ".zip":
            with zipfile.ZipFile(self.place) as archive:
                yield from ((name, archive.read(name)) for name in names)
        else:
            yield from ((name, (self.place / Path(name).name).read_bytes()) for name in names)


def hashes(files: Files) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def unspoilt(files: Files, wanted: dict[str, str]) -> Files | None:
    """The files, if each is what it was when it was made."""
    return files if hashes(files) == wanted else None
