"""What becomes of copies after a stop: those that can be reached are made anew without the story, the others wait for people.

Nothing here is a queue of its own. What has to be done stands in the database (a copy whose story may not go on, a task nobody has done), so whichever
process stopped it and whichever was down meanwhile, the next look finds it.
"""
from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from exhibit.actions.static_site.crawling import spoken_in
from exhibit.actions.static_site.making import Made, Order, make_site
from exhibit.actions.static_site.manifest import NAME, check_folder, read_manifest
from exhibit.actions.static_site.names import PAGE_END, shown_in
from exhibit.actions.static_site.pages import language_of_story
from exhibit.actions.static_site.reader import Reader
from exhibit.actions.static_site.selection import select_stories
from exhibit.actions.tasks import finish_inside
from exhibit.actions.uses import ask, close_use, may_still
from exhibit.errors import ExhibitError, NotFound, Refused
from exhibit.store import look_again, sites, transaction
from exhibit.store.tables import StaticBuild, UseRecord, WithdrawalTask

BY = "SYSTEM"
REBUILD = "REBUILD"
Readers = Callable[[], AbstractContextManager[Reader]]
SHRUNK = "No copy shows it any more."
CARRY = "The folder was made anew without the story. Bring the new copy to: {}."
AWAY = "The folder {} holds no such copy any more, or cannot be reached from here. Make the copy anew and replace it wherever it went."


def follow_copies(now: datetime, static: Path, readers: Readers) -> list[Made]:
    """Make anew every copy within reach that holds a story that may not go on. Returns those that were made.

    A copy that cannot be made stays as it is, its task open with the reason; the next look tries again.
    """
    look_again()
    made = []
    for build in sites.builds_out():
        stopped = _stopped(build, now)
        if stopped or _holds_too_much(build, now):
            made += _shrink(build, stopped, now, static, readers)
    _finish_what_is_gone(now)
    return made


def _stopped(build: StaticBuild, now: datetime) -> list[UseRecord]:
    return [use for use in sites.uses_of_build(build) if not may_still(use, now).allowed]


def _holds_too_much(build: StaticBuild, now: datetime) -> bool:
    """Does a file in the folder show what the gate would not let in today? So a reading that was ended is found as well, whose permissions still hold."""
    manifest = read_manifest(Path(build.folder)) if within_reach(build) else None
    if manifest is None:
        return False
    only = {(use.testimony_id, use.language) for use in sites.uses_of_build(build)}
    allowed = spoken_in(select_stories(build.exhibition, now, bool(manifest.get("kiosk")), only))
    shown = {found for name in manifest["files"] if (found := shown_in(name))}
    return any(code not in allowed or (language and form not in allowed[code].get(language, ())) for code, language, form in shown)


def within_reach(build: StaticBuild) -> bool:
    """Does the folder hold this very copy?"""
    try:
        return hashlib.sha256((Path(build.folder) / NAME).read_bytes()).hexdigest() == build.manifest_sha256
    except OSError:
        return False


def _shrink(build: StaticBuild, stopped: list[UseRecord], now: datetime, static: Path, readers: Readers) -> list[Made]:
    """The same copy with what may still be in it, and never with a story more. What it was asked to hold, how and where, is as before."""
    if not within_reach(build):
        _say(stopped, AWAY.format(build.folder))
        return []
    only = {(use.testimony_id, use.language) for use in sites.uses_of_build(build)}
    manifest = read_manifest(Path(build.folder)) or {}
    _take_out(build, stopped, now)
    try:
        with readers() as reader:
            made = make_site(build.exhibition, Order(Path(build.folder), BY, now, static, build.place, bool(manifest.get("kiosk")), only), reader)
    except ExhibitError as refusal:
        _say(stopped, refusal.sentence)
        return []
    if build.place:
        _say(stopped, CARRY.format(build.place))
    return [made]


def _take_out(build: StaticBuild, stopped: list[UseRecord], now: datetime) -> None:
    """The words themselves go first: a copy is made anew in half a minute, a file is gone in a moment. A code that opens nothing until then is the smaller harm."""
    gone = {use.id for use in stopped}
    staying = {use.testimony_id for use in sites.uses_of_build(build) if use.id not in gone}
    for use in stopped:
        if ask(use.testimony, use.kind, use.language, use.exhibition, now).allowed:
            continue  # the story may stay, something beside it was stopped
        for code in sites.codes_of(use.testimony):
            place = Path(build.folder) / code
            shutil.rmtree(place / use.language if use.testimony_id in staying else place, ignore_errors=True)
            first = place / f"index{PAGE_END}"
            if first.is_file() and language_of_story(first.read_text(encoding="utf-8")) == use.language:
                first.unlink(missing_ok=True)


def _finish_what_is_gone(now: datetime) -> None:
    """Tasks about copies that show nothing any more of what was stopped: made anew here, taken back by somebody, or replaced."""
    if not any(_is_over(task, now) for task in sites.open_tasks(REBUILD)):
        return
    with transaction():
        for task in sites.open_tasks(REBUILD):
            if _is_over(task, now):
                finish_inside(task, "DONE", BY, now, SHRUNK)


def _is_over(task: WithdrawalTask, now: datetime) -> bool:
    """A copy that went to another place is over there only when somebody says so."""
    if task.use is None:
        return False
    return task.use.status != "live" or (may_still(task.use, now).allowed and not sites.went_elsewhere(task.use))


def _say(stopped: list[UseRecord], sentence: str) -> None:
    """A note on the open tasks about these uses, written only where it says something new."""
    ids = {use.id for use in stopped}
    if all(task.note == sentence for task in sites.open_tasks(REBUILD) if task.use_id in ids):
        return
    with transaction():
        for task in sites.open_tasks(REBUILD):
            if task.use_id in ids:
                task.note = sentence


def may_hand_out(build: StaticBuild, now: datetime) -> Path:
    """The folder of a copy that may leave the house now. Asks the gate about everything in it.

    Raises Refused when it was replaced, a story in it was stopped, its time has passed or its files were changed; NotFound when it is gone.
    """
    look_again()
    if build.ended_at:
        raise Refused("This copy was taken back or replaced: hand out the newest one.")
    if not within_reach(build):
        raise NotFound("The folder of this copy is gone. Make the copy again.")
    reasons = tuple(dict.fromkeys(reason for use in sites.uses_of_build(build) for reason in may_still(use, now).reasons))
    if reasons:
        raise Refused("This copy holds a story that may not be shown any more. It is made anew in a moment: look again.", reasons)
    found = check_folder(Path(build.folder), now)
    if not found.whole:
        raise Refused(f"This copy must not be handed out: {' '.join(found.reasons)}")
    return Path(build.folder)


def take_back(uid: str, by: str, now: datetime, own: Path) -> StaticBuild:
    """Somebody says that this copy exists no more, wherever it went: its uses end, and the tasks about it with them. `own`: the house's folder
    of copies; one that lies there is deleted. Raises NotFound, Refused."""
    build = _end(uid, by, now)
    folder = Path(build.folder)
    if folder.is_relative_to(own):
        shutil.rmtree(folder, ignore_errors=True)
    return build


def _end(uid: str, by: str, now: datetime) -> StaticBuild:
    with transaction():
        build = sites.build(uid)
        if build.ended_at:
            raise Refused("This copy was taken back or replaced already.")
        build.ended_at = now
        for use in sites.uses_of_build(build):
            for task in sites.open_tasks(REBUILD):
                if task.use_id == use.id:
                    finish_inside(task, "DONE", by, now, "The copy was taken back.")
            if use.status == "live":
                close_use(use, by, now)
    return build
