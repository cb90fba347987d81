"""Making a copy: the gate before, the gate again when it is handed over, and everything written down before anybody has it."""
from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from exhibit.actions.free_text import OF_A_PLACE, checked_note
from exhibit.actions.static_site.crawling import read_site
from exhibit.actions.static_site.folder import Staged, beside, check_place
from exhibit.actions.static_site.manifest import NAME, manifest_of
from exhibit.actions.static_site.notices import notices_in
from exhibit.actions.static_site.pages import Span, files_of
from exhibit.actions.static_site.reader import Reader
from exhibit.actions.static_site.selection import COPY, LeftOut, Selection, not_after, select_stories
from exhibit.actions.uses import Whereabouts, close_use, copy_made_anew, write_down
from exhibit.errors import Conflict, ExhibitError, Refused
from exhibit.store import epoch, look_again, sites, transaction
from exhibit.store.signing import signing_key
from exhibit.store.tables import Exhibition, StaticBuild

TRIES = 3
NO_SUCH_CODE = "/ZZZZZZ"
MOVED = "Something about the stories changed while the copy was made, three times over. Nothing was handed out: try again in a moment."


@dataclass(frozen=True, slots=True)
class Order:
    """How a copy is wanted. `place`: where it goes from the folder, in words; `only`: (testimony, language) pairs, when a copy shrinks and may not grow."""

    out: Path
    by: str
    now: datetime
    static: Path  # the program's own styles and scripts
    place: str = ""
    kiosk: bool = False
    only: Collection[tuple[int, str]] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A finished copy. `left_out` is for whoever made it and lies nowhere in the folder."""

    uid: str
    folder: Path
    span: Span
    stories: int
    files: int
    bytes: int
    left_out: tuple[LeftOut, ...]

    def document(self) -> dict:
        return {"build": self.uid, "folder": str(self.folder), "built_at": self.span.built_at.isoformat(), "not_after": self.span.not_after.isoformat(),
                "stories": self.stories, "files": self.files, "bytes": self.bytes, "left_out": [one.document() for one in self.left_out]}


class _Moved(Exception):
    """Between the first page and the hand-over something changed: what was read may be out of date."""


def make_site(exhibition: Exhibition, order: Order, reader: Reader) -> Made:
    """Make the copy and put it in its place. All or nothing: a failure leaves what was there before, and nothing in the ledger.

    Raises WrongUse and Refused for a place that cannot be, Refused when not one story may go in, Conflict, ExhibitError when the disk is full.
    """
    place = checked_note(order.place, "Place", OF_A_PLACE)[:120]
    check_place(order.out)
    for _ in range(TRIES):
        look_again()
        try:
            return _make(exhibition, order, place, reader)
        except _Moved:
            continue
        except OSError as error:
            raise ExhibitError(f"The copy could not be written ({error.strerror or error}). Free some space or choose another folder; what was there before is untouched.") from error
    raise Conflict(MOVED)


def _make(exhibition: Exhibition, order: Order, place: str, reader: Reader) -> Made:
    began = epoch()
    selection = select_stories(exhibition, order.now, order.kiosk, order.only)
    if not selection.parts and order.only is None:
        told = tuple(dict.fromkeys(reason for one in selection.left_out for reason in one.reasons))
        raise Refused("Not one story may go into a copy of the site now. " + " ".join(dict.fromkeys(one.sentences for one in selection.left_out)), told)
    span = Span(order.now, not_after(selection, exhibition, order.now))
    site = read_site(reader, exhibition, selection, order.kiosk, current_app.config["EXHIBIT"].base_url)
    files = files_of(site, span, notices_in(site, order.now), order.static, reader.read(NO_SUCH_CODE, "", exhibition.languages[0]))
    uid = str(uuid.uuid4())
    files[NAME] = manifest_of(uid, exhibition.slug, span, began, order.kiosk, files, signing_key())
    with beside(order.out, files) as staged:
        _hand_over(exhibition, order, place, began, selection, span, StaticBuild(
            uid=uid, exhibition=exhibition, folder=str(order.out), place=place, built_at=span.built_at, built_by=order.by, not_after=span.not_after,
            manifest_sha256=hashlib.sha256(files[NAME]).hexdigest(), epoch=began), staged)
    return Made(uid, order.out, span, len(selection.parts), len(files), sum(map(len, files.values())), selection.left_out)


def _hand_over(exhibition: Exhibition, order: Order, place: str, began: int, selection: Selection, span: Span, build: StaticBuild, staged: Staged) -> None:
    """Ask once more, write everything down, and change the folders as the last thing before it is saved. Raises _Moved."""
    with transaction() as session:
        if epoch() != began or select_stories(exhibition, order.now, order.kiosk, order.only).relied() != selection.relied():
            raise _Moved
        for earlier in sites.builds_in_folder(build.folder):
            earlier.ended_at = order.now
        known = {(use.testimony_id, use.language): use for use in sites.uses_of_folder(exhibition, build.folder)}
        session.add(build)
        where = place or build.folder[-120:]
        for part in selection.parts:
            use = known.pop(part.key, None)
            if use:
                copy_made_anew(use, part.decision, where, build.manifest_sha256, order.by, order.now)
            else:
                write_down(part.testimony, COPY, part.language, part.decision, order.by, order.now, exhibition=exhibition,
                           where=Whereabouts(where), file_sha256=build.manifest_sha256)
        for use in known.values():
            if not place:  # what went to another place is still there: somebody takes the new copy to it and says so
                close_use(use, order.by, order.now)
        session.flush()
        staged.change_places()


