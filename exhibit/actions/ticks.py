"""The four ticks on a text, by separate people, and how they go on with an edited text (exhibit/story/ticks.py has the table)."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.facts import marks
from exhibit.actions.history import note
from exhibit.errors import Refused, WrongUse
from exhibit.store import accounts, queries, raise_epoch, transaction
from exhibit.store.tables import StoryVersion, VersionTick
from exhibit.story import elements
from exhibit.story.ticks import Tick, ticks_after, ticks_of_translations_after

MAY_TICK: dict[Tick, tuple[str, ...]] = {  # tick -> roles; CONSENT comes with the person's own answer alone
    Tick.ANONYMITY: ("verifier",), Tick.LANGUAGE: ("curator", "caseworker", "verifier"), Tick.LAYOUT: ("curator",),
}


def ticks_on(version: StoryVersion) -> dict[str, VersionTick]:
    """Tick -> the row that holds it."""
    return {row.tick: row for row in version.ticks}


def set_tick(version_id: int, tick: str, by: str, now: datetime) -> StoryVersion:
    """One person's tick on a text. Each tick needs somebody else, and LANGUAGE somebody who did not write it. Raises WrongUse, Refused."""
    if tick not in tuple(MAY_TICK):
        raise WrongUse("Choose one of the ticks: anonymity, language or layout. Consent comes with the person's own answer.")
    with transaction():
        version = queries.version(version_id)
        if version.testimony.newest(version.kind, version.language).id != version.id:
            raise Refused("There is a newer version of this text: look at that one.")
        held = ticks_on(version)
        if tick in held:
            return version
        _check_who(version, Tick(tick), by, held)
        version.ticks.append(VersionTick(tick=tick, at=now, by=by))
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


def consent_tick(version: StoryVersion, by: str, now: datetime) -> None:
    """The person said yes to these words: the tick that goes with it."""
    if Tick.CONSENT not in ticks_on(version):
        version.ticks.append(VersionTick(tick=Tick.CONSENT, at=now, by=by))


def carry(old: StoryVersion | None, new: StoryVersion, by: str, now: datetime) -> None:
    """Inside the transaction that saves `new`: marks move along, ticks the edit does not touch go on, and translations of a changed
    original lose their language tick."""
    if old is None:
        return
    spans = marks(old)
    moved = None if spans is None else elements.moved(spans, old.body, new.body, new.language)
    new.spans = None if moved is None else elements.as_rows(moved)
    texts = (old.body, spans, new.body, moved)
    left = ticks_after(*texts, new.kind, new.language)
    for row in [row for row in old.ticks if row.tick in left]:
        new.ticks.append(VersionTick(tick=row.tick, at=row.at, by=row.by, carried_from=row.carried_from or old.id))
    if Tick.CONSENT in left and old.approved_at:
        new.approved_at, new.approved_by = old.approved_at, old.approved_by
        note("APPROVAL", "carried", by, now, testimony=new.testimony, details={"kind": new.kind, "language": new.language, "sha256": new.sha256, "from": old.id})
        raise_epoch()
    _clear_translations(new, ticks_of_translations_after(*texts, new.language, new.language != new.testimony.original_language), by, now)


def _clear_translations(new: StoryVersion, left: frozenset[Tick], by: str, now: datetime) -> None:
    testimony = new.testimony
    others = {v.language for v in testimony.versions if v.kind == new.kind and v.language != testimony.original_language}
    for translation in [testimony.newest(new.kind, language) for language in sorted(others)]:
        gone = [row for row in translation.ticks if row.tick not in left]
        for row in gone:
            translation.ticks.remove(row)
            note("TICK", f"{row.tick.lower()} cleared", by, now, testimony=testimony, details={"text": translation.id})
