"""The four ticks on a text, and how they go on with an edited text (exhibit/story/ticks.py has the table, ticking.py who sets them)."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.facts import marks
from exhibit.actions.history import note
from exhibit.store import raise_epoch
from exhibit.store.tables import StoryVersion, VersionTick
from exhibit.story import elements
from exhibit.story.ticks import Tick, ticks_after, ticks_of_translations_after


def ticks_on(version: StoryVersion) -> dict[str, VersionTick]:
    """Tick -> the row that holds it."""
    return {row.tick: row for row in version.ticks}


def consent_tick(version: StoryVersion, by: str, now: datetime) -> None:
    """The person said yes to these words: the tick that goes with it."""
    if Tick.CONSENT not in ticks_on(version):
        version.ticks.append(VersionTick(tick=Tick.CONSENT, at=now, by=by))


def drop_tick(version: StoryVersion, tick: Tick) -> None:
    """Take a tick off a text, where it is on it."""
    for row in [row for row in version.ticks if row.tick == tick]:
        version.ticks.remove(row)


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
    new.marks_checked = old.marks_checked and Tick.ANONYMITY in left
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
