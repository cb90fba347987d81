"""The key of a testimony: which name stands for which, the same in all its texts and languages. Encrypted; it goes with the testimony."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from exhibit.actions.history import note
from exhibit.actions.lookers import check_not_alone
from exhibit.actions.meant_words import check_pseudonym
from exhibit.actions.sources import MAY_DECIDE, check_no_hold, check_role
from exhibit.errors import WrongUse
from exhibit.store import transaction
from exhibit.store import worksheets as found_by
from exhibit.store.anonymity_reviews import RENAMED
from exhibit.store.tables import PseudonymKey, Testimony, Worksheet
from exhibit.story.anonymise.plan import Named, Proposal, plan
from exhibit.story.anonymise.reading import read

GENDERS = ("", "woman", "man")
LONGEST = 80  # characters


def key_of(testimony: Testimony) -> tuple[Named, ...]:
    """The key as planning wants it."""
    return tuple(_named(row) for row in found_by.names(testimony))


def fingerprint(testimony: Testimony) -> str:
    """Of the key as it is now: another one when a pseudonym has changed."""
    return hashlib.sha256(repr(key_of(testimony)).encode()).hexdigest()


def _named(row: PseudonymKey) -> Named:
    return Named(row.kind, row.original, row.replacement, row.gender)


def remember(testimony: Testimony, names: Iterable[Named], by: str, now: datetime) -> None:
    """Put names that are new into the key; one that is there already keeps its pseudonym."""
    fresh = tuple(names)
    if not fresh:
        return
    with transaction() as session:
        known = {(row.kind, row.original) for row in found_by.names(testimony)}
        for row in fresh:
            if (row.kind, row.original) not in known:
                known.add((row.kind, row.original))
                session.add(PseudonymKey(testimony_id=testimony.id, kind=row.kind, original=row.original, replacement=row.replacement, gender=row.gender, at=now, by=by))


def change(key_id: int, replacement: str, gender: str, by: str, now: datetime) -> int:
    """Give a name another pseudonym, in every text of the testimony that is still worked on. Returns how many decisions follow it.

    Raises WrongUse for no words, Refused for a pseudonym that may be a real name. Whoever does it has worked on the texts; the history says so, without words.
    """
    row = found_by.name(key_id)
    testimony = found_by.testimony_by_id(row.testimony_id)
    words = unicodedata.normalize("NFC", " ".join(replacement.split()))
    check_role(testimony, by, MAY_DECIDE)
    check_not_alone(testimony.id, by)
    check_no_hold(testimony)
    if not words or len(words) > LONGEST or gender not in GENDERS:
        raise WrongUse(f"Give a pseudonym of at most {LONGEST} characters, and say whether it is a woman's or a man's name, or neither.")
    check_pseudonym(testimony, words, row.kind == "NAME")
    before = key_of(testimony)
    after = tuple(Named(one.kind, one.original, words, gender) if one == _named(row) else one for one in before)
    planned = {sheet.id: (_proposals(sheet, before), _proposals(sheet, after)) for sheet in _worked_on(testimony)}
    with transaction():
        row = found_by.name(key_id)
        old, row.replacement, row.gender = row.replacement, words, gender
        note("SOURCE", RENAMED, by, now, testimony=testimony, details={"kind": row.kind})
        return sum(_follow(sheet, *planned[sheet.id], old, words) for sheet in _worked_on(testimony) if sheet.id in planned)


def _worked_on(testimony: Testimony) -> list[Worksheet]:
    return [sheet for sheet in found_by.with_source(testimony) if sheet.closed_at is None]


def _proposals(sheet: Worksheet, key: tuple[Named, ...]) -> dict[tuple[int, int], Proposal]:
    finds = read(sheet.source or "", sheet.language, (sheet.testimony.pseudonym,))
    return {(p.find.start, p.find.end): p for p in plan(sheet.source or "", sheet.language, finds, key).proposals}


def _follow(sheet: Worksheet, before: dict[tuple[int, int], Proposal], after: dict[tuple[int, int], Proposal], old: str, new: str) -> int:
    """An accepted proposal goes on as the proposal does; own words in which the old pseudonym stands get the new one."""
    followed = 0
    for one in sheet.decisions:
        place, words = (one.start, one.end), one.replacement
        if one.action == "ACCEPT" and place in before and place in after and words == before[place].replacement:
            words = after[place].replacement
        elif one.action == "CHANGE" and words:
            words = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _found: new, words)
        if words != one.replacement:
            one.replacement = words
            followed += 1
    sheet.revision += bool(followed)
    return followed
