"""A copy's folder appears whole or not at all: made beside its place, then changed for what was there."""
from __future__ import annotations

import os
import shutil
import time
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from exhibit.actions.static_site.manifest import NAME, names_in, read_manifest
from exhibit.errors import Refused, WrongUse
from exhibit.store.staging import NO_DATE

LEFT_S = 3600.0  # no copy takes as long


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished copy beside its place."""

    inside: Path
    place: Path

    def change_places(self) -> None:
        """The new folder stands where the old one stood. What a reader sees is one or the other, for an instant none, never a mixture. Raises OSError."""
        old = self.inside / "before"
        if self.place.exists():
            os.rename(self.place, old)
        try:
            os.rename(self.inside / "site", self.place)
        except OSError:
            if old.exists():
                os.rename(old, self.place)
            raise


@contextmanager
def beside(place: Path, files: dict[str, bytes]) -> Iterator[Staged]:
    """Every file written beside `place` and on the disk; whatever is left there goes. Raises OSError."""
    _clear_after_a_crash(place)
    inside = place.parent / f".{place.name}.{uuid.uuid4().hex[:8]}.part"
    site = inside / "site"
    try:
        for name, content in files.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        os.sync()
        yield Staged(inside, place)
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def _clear_after_a_crash(place: Path) -> None:
    """What a process that was killed left beside its place."""
    for left in place.parent.glob(f".{place.name}.*.part"):
        if time.time() - left.stat().st_mtime > LEFT_S:
            shutil.rmtree(left, ignore_errors=True)


def check_place(place: Path) -> None:
    """May a copy go here? Raises WrongUse for a file or a disk itself, Refused for a folder that holds anything else than an earlier copy."""
    if place.exists() and not place.is_dir():
        raise WrongUse(f"{place} is a file: name a folder.")
    if place.is_mount():
        raise WrongUse(f"{place} is a disk of its own: name a folder on it, for example {place / 'site'}.")
    if not place.parent.is_dir():
        raise WrongUse(f"There is no folder {place.parent}: make it first, or name another.")
    strangers = _strangers(place)
    if strangers:
        raise Refused(f"{place} holds something that is no copy of a site ({', '.join(strangers[:3])}{'…' if len(strangers) > 3 else ''}). "
                      "It would be lost: name another folder, or empty this one. Nothing was changed.")


def _strangers(place: Path) -> list[str]:
    """Files that do not belong to an earlier copy."""
    if not place.exists():
        return []
    manifest = read_manifest(place)
    return sorted(names_in(place) - {NAME} - set(manifest["files"]) if manifest else names_in(place))


def archive(place: Path, out: IO[bytes]) -> None:
    """The folder as one file for carrying; the same folder gives the same bytes. Raises OSError."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(names_in(place)):
            packed.writestr(zipfile.ZipInfo(f"{place.name}/{name}", NO_DATE), (place / name).read_bytes(), zipfile.ZIP_DEFLATED)
