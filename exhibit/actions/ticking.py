"""Setting one of the ticks on a text: each by another person, and none by whom it does not belong to.

The tick for anonymity is not set here: it comes with passing the second look (second_eyes.py)."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.history import note
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused, WrongUse
from exhibit.store import accounts, queries, raise_epoch, transaction
from exhibit.store.tables import StoryVersion, VersionTick
from exhibit.story.ticks import Tick

MAY_TICK: dict[Tick, tuple[str, ...]] = {  # tick -> roles; CONSENT comes with the person's own answer alone, ANONYMITY with the second look
    Tick.LANGUAGE: ("curator", "caseworker", "verifier"), Tick.LAYOUT: ("curator",),
}


def set_tick(version_id: int, tick: str, by: str, now: datetime) -> StoryVersion:
    """One person's tick on a text. Each tick needs somebody else, and LANGUAGE somebody who did not write it. Raises WrongUse, Refused."""
    if tick not in tuple(MAY_TICK):
        raise WrongUse("Choose one of the ticks: language or layout. Consent comes with the person's own answer, anonymity with the second look.")
    with transaction():
        version = queries.version(version_id)
        if version.testimony.newest(version.kind, version.language).id != version.id:
            raise Refused("There is a newer version of this text: look at that one.")
        held = ticks_on(version)
        if tick in held:
            return version
        _check_who(version, Tick(tick), by, held)
        version.ticks.append(VersionTick(tick=tick, at=now, by=by))
        raise_epoch()
        note("TICK", tick.lower(), by, now, testimony=version.testimony, details={"text": version.id})
    return version


def _check_who(version: StoryVersion, tick: Tick, by: str, held: dict[str, VersionTick]) -> None:
    account = accounts.user(by)
    if account is None or not account.active or not {role.name for role in account.roles} & set(MAY_TICK[tick]):
        raise Refused(f"The tick for {tick.lower()} is set by a {' or '.join(MAY_TICK[tick])}.")
    if tick is Tick.LANGUAGE and version.written_by.casefold() == by.casefold():
        raise Refused("You wrote this text: somebody else reads it and ticks the language.")
    if any(row.by.casefold() == by.casefold() for name, row in held.items() if name != Tick.CONSENT):
        raise Refused("You have set another tick on this text: each tick needs another person.")
