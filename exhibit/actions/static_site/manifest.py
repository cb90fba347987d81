"""What a copy says of itself, signed by the house: every file with its hash, when it was made, until when it may show anything. And the check of it.

The check needs the folder alone: no database, no network, no key of ours but the public one.
"""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exhibit.actions.static_site.pages import Span
from exhibit.consent.signature import SignatureRefused, check, signed
from exhibit.errors import WrongUse

NAME = "manifest.json"
FORMAT = "exhibit-static-1"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has found. Whole exactly when there are no reasons."""

    reasons: tuple[str, ...]
    manifest: dict[str, Any]

    @property
    def whole(self) -> bool:
        return not self.reasons

    def document(self) -> dict[str, Any]:
        told = {name: self.manifest.get(name, "") for name in ("build", "exhibition", "built_at", "not_after", "public_key")}
        return {"whole": self.whole, "reasons": list(self.reasons), "files": len(self.manifest.get("files", ())), **told}


def manifest_of(uid: str, slug: str, span: Span, epoch: int, kiosk: bool, files: dict[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The signed manifest as it lies in the folder. It tells what is in the copy and never what is not."""
    told = {name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} for name, content in sorted(files.items())}
    document = {"format": FORMAT, "build": uid, "exhibition": slug, "built_at": span.built_at.isoformat(), "not_after": span.not_after.isoformat(),
                "epoch": epoch, "kiosk": kiosk, "files": told}
    return json.dumps(signed(document, key), ensure_ascii=False, indent=1).encode()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a copy that lies in this folder; None where there is none of ours."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT and isinstance(found.get("files"), dict) else None


def names_in(folder: Path) -> set[str]:
    """Every file in a folder, by its name from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def check_folder(folder: Path, now: datetime, public_key: str = "") -> Checked:
    """Is this the copy the house made, whole, and may it still be shown? Raises WrongUse for a folder that holds no copy."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise WrongUse(f"There is no copy of a site in {folder}: it has no {NAME} of ours.")
    reasons = [*_signature(manifest, public_key), *_files(folder, manifest["files"]), *_time(manifest, now)]
    return Checked(tuple(reasons), manifest)


def _signature(manifest: dict[str, Any], public_key: str) -> list[str]:
    try:
        check(manifest, public_key)
    except SignatureRefused as refusal:
        return [refusal.sentence]
    return []


def _files(folder: Path, told: dict[str, Any]) -> list[str]:
    there, reasons = names_in(folder) - {NAME}, []
    for name, row in sorted(told.items()):
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            reasons.append(f"The list names {name}, which lies outside the folder.")
        elif name not in there:
            reasons.append(f"{name} is missing.")
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != (row.get("sha256") if isinstance(row, dict) else ""):
            reasons.append(f"{name} was changed.")
    return reasons + [f"{name} does not belong to this copy." for name in sorted(there - set(told))]


def _time(manifest: dict[str, Any], now: datetime) -> list[str]:
    try:
        built_at, not_after = (datetime.fromisoformat(str(manifest[name])) for name in ("built_at", "not_after"))
        if now < built_at:
            return ["The clock here stands before the moment at which the copy was made: it cannot be said whether it may be shown."]
        return [f"It may not be shown any more: its time ended on {not_after:%d %B %Y, %H:%M} UTC. Make a new one."] if now >= not_after else []
    except (KeyError, ValueError, TypeError):
        return ["It does not say from when until when it may be shown."]
