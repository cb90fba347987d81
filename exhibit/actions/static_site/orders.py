"""Copies ordered at the desk and made by the queue: one small file each, beside the copy and never in it, says how far it is and what was left out."""
from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from exhibit.actions.free_text import OF_A_PLACE, checked_note
from exhibit.actions.static_site.making import Made
from exhibit.errors import NotFound, WrongUse
from exhibit.store.staging import write_whole
from exhibit.store.tables import Exhibition

TOKEN = re.compile(r"[0-9a-f]{16}")
OPEN = ("waiting", "running")
UNEXPECTED = "The copy could not be made because of a fault in the program ({}). Order it again; if it fails again, tell the administrator."


@dataclass(frozen=True, slots=True)
class Wish:
    """One ordered copy. `state`: waiting, running, ready, failed; `build`: the finished copy on file."""

    token: str
    exhibition: str
    place: str
    kiosk: bool
    by: str
    ordered_at: str
    state: str = "waiting"
    sentence: str = ""
    build: str = ""
    left_out: list[dict] = field(default_factory=list)

    @property
    def working(self) -> bool:
        return self.state in OPEN


def order_copy(exhibition: Exhibition, place: str, kiosk: bool, by: str, now: datetime, folder: Path) -> Wish:
    """A waiting copy; the queue makes it. Raises WrongUse without a place, Refused for one that seems to lead to a person, OSError."""
    words = checked_note(place, "Place", OF_A_PLACE)[:120]
    if not words:
        raise WrongUse("Say where the copy goes: a stick, a kiosk, a host. Whoever must replace it after a stop is told that.")
    wish = Wish(secrets.token_hex(8), exhibition.slug, words, kiosk, by, now.isoformat())
    keep(wish, folder)
    return wish


def keep(wish: Wish, folder: Path) -> None:
    """Write its file anew. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / f"{wish.token}.json", json.dumps(asdict(wish), ensure_ascii=False).encode(), 0o600)


def wish_of(token: str, folder: Path) -> Wish:
    """Raises NotFound."""
    path = folder / f"{token}.json"
    if not TOKEN.fullmatch(token) or not path.is_file():
        raise NotFound("There is no such order of a copy.")
    return Wish(**json.loads(path.read_text(encoding="utf-8")))


def wishes(folder: Path) -> list[Wish]:
    """All orders, the newest first."""
    found = [wish_of(path.stem, folder) for path in folder.glob("*.json") if TOKEN.fullmatch(path.stem)] if folder.is_dir() else []
    return sorted(found, key=lambda wish: wish.ordered_at, reverse=True)


def place_of(wish: Wish, folder: Path) -> Path:
    """Where its copy lies: the folder's own name is what stands on the stick."""
    return folder / wish.token / wish.exhibition


def began(wish: Wish, folder: Path) -> Wish:
    return _kept(replace(wish, state="running"), folder)


def finished(wish: Wish, made: Made, folder: Path) -> Wish:
    return _kept(replace(wish, state="ready", build=made.uid, left_out=[one.document() for one in made.left_out]), folder)


def failed(wish: Wish, sentence: str, folder: Path) -> Wish:
    return _kept(replace(wish, state="failed", sentence=sentence), folder)


def _kept(wish: Wish, folder: Path) -> Wish:
    keep(wish, folder)
    return wish
