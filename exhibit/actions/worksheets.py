"""Deciding about a source text, one piece at a time, and making a text of it. Each decision is saved at once; none is ever overwritten."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from exhibit.actions import erasure, sources
from exhibit.actions.facts import mark_text
from exhibit.actions.lookers import check_not_alone
from exhibit.actions.margin_answering import answer_kept
from exhibit.actions.meant_words import is_in_source
from exhibit.actions.sheets import opened, planned, ruling_of, rulings_of
from exhibit.actions.sources import MAY_DECIDE, check_role, check_there, note_of
from exhibit.actions.testimonies import KINDS as TEXTS
from exhibit.actions.testimonies import checked_text, save_text
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import db, transaction
from exhibit.store import worksheets as found_by
from exhibit.store.tables import SpanDecision, StoryVersion, Testimony, Worksheet
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.plan import Proposal
from exhibit.story.elements import moved
from exhibit.story.vocabulary import ELEMENTS
from exhibit.story.worksheet import (
    ABOUT_WORDS,
    ACTIONS,
    EDIT,
    Place,
    Ruling,
    counts,
    kept_in_result,
    occurrences,
    outcome,
    places,
    tags,
)

ORIGINS = {"PASTED": "pasted", "TXT": "a text file", "DOCX": "a DOCX file", "ODT": "an ODT file", "PDF": "a PDF file", "BATCH": "a folder or spreadsheet of many"}
LONGEST_WORDS, LONGEST_REASON = 2000, 500  # characters


class Overlapping(Conflict):
    """Somebody else decided about some of the same characters meanwhile; `theirs` is what was decided."""

    def __init__(self, theirs: Ruling, at: datetime):
        super().__init__(f"{theirs.by} decided about some of these words at {at:%H:%M} UTC, while you were looking at them. Both are shown. "
                         "Nothing was overwritten: yours is still in the field. Leave theirs, or send yours once more.")
        self.theirs = theirs


def begin(testimony: Testimony, kind: str, language: str, text: str, source_from: str, by: str, now: datetime) -> Worksheet:
    """Keep a source, encrypted, until the text made of it is approved, at most EXHIBIT_SOURCE_LONGEST_DAYS. Raises WrongUse, Refused."""
    source, pseudonym = _checked_source(testimony, kind, language, text, source_from, by), testimony.pseudonym
    named = is_in_source(pseudonym, source, language)  # read before the transaction, which keeps everybody else from writing
    with transaction() as session:
        if testimony.pseudonym != pseudonym:
            raise Conflict("Somebody changed the pseudonym at this very moment. Put the text in once more; nothing was saved.")
        row = begin_inside(testimony, kind, language, text, source_from, by, now, session, named)
    return row


def begin_inside(testimony: Testimony, kind: str, language: str, text: str, source_from: str, by: str, now: datetime, session, named: bool) -> Worksheet:
    """The same inside a transaction that is open already. `named`: the testimony's pseudonym stands in the text (`meant_words.is_in_source`). Raises WrongUse, Refused."""
    source = _checked_source(testimony, kind, language, text, source_from, by)
    _check_wanted(testimony, now)
    row = Worksheet(testimony=testimony, kind=kind, language=language, source=source, source_sha256=hashlib.sha256(source.encode()).hexdigest(),
                    source_from=source_from, opened_at=now, opened_by=by, delete_after=now + sources.longest())
    session.add(row)
    testimony.pseudonym_in_source = testimony.pseudonym_in_source or named
    session.flush()
    note_of(row, "PLACED", by, now, delete_after=row.delete_after.isoformat(), **({"pseudonym": "stands in it"} if named else {}))
    return row


def _checked_source(testimony: Testimony, kind: str, language: str, text: str, source_from: str, by: str) -> str:
    source = checked_text(text)
    if kind not in TEXTS:
        raise WrongUse("Choose what the text becomes: story, quote, cutout text, attribution or story in easy words.")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", language):
        raise WrongUse("Choose the language of the text.")
    if source_from not in ORIGINS:
        raise WrongUse("Say where the text comes from: pasted, or a file.")
    check_role(testimony, by, MAY_DECIDE)
    return source


def _check_wanted(testimony: Testimony, now: datetime) -> None:
    """Raises Refused for a text of somebody who has stopped everything, or whose erasure is asked for: it would go at once, or stay against her word."""
    if erasure.asked_by(testimony):
        raise Refused("The erasure of this testimony is asked for: no text is put in any more.")
    if found_by.all_stopped(testimony) and all(grant.state_at(now) not in erasure.LIVE for grant in testimony.grants):
        raise Refused("The person has stopped everything: no text of hers is put in. If she begins again, write down first what she was asked.")


def decide(worksheet_id: int, start: int, end: int, kind: str, action: str, replacement: str, reason: str, element: str,
           based_on_revision: int, by: str, now: datetime) -> SpanDecision:
    """Decide about [start, end) characters of the source: ACCEPT or CHANGE puts `replacement` there (nothing: the words go), KEEP leaves them for
    a `reason`, TAG says that they tell `element` (none: takes tags away). Raises Overlapping, Refused, WrongUse; then nothing was saved.
    """
    with transaction():
        row = workable(worksheet_id, by, now)
        _check(row, start, end, kind, action, reason, element)
        check_nobody_else(row, start, end, action, element, based_on_revision, by)
        row.revision += 1
        return add_inside(row, start, end, kind, action, checked_words(replacement), by, now, reason=reason, element=element)


def decide_words(worksheet_id: int, words: str, replacement: str, based_on_revision: int, by: str, now: datetime) -> int:
    """The same for every place where exactly these words stand, without a find: one decision a place. Returns how many. Raises as `decide`."""
    with transaction():
        row = workable(worksheet_id, by, now)
        found = occurrences(row.source, unicodedata.normalize("NFC", words.strip()))
        if not found:
            raise WrongUse("These words do not stand in the source, written exactly so. Copy them from there; nothing was changed.")
        row.revision += 1
        for start, end in found:
            check_nobody_else(row, start, end, "CHANGE", "", based_on_revision, by)
            add_inside(row, start, end, EDIT, "CHANGE", checked_words(replacement), by, now)
    return len(found)


def workable(worksheet_id: int, by: str, now: datetime) -> Worksheet:
    """Inside a transaction: a worksheet on which this person may decide now. Raises NotFound, Refused."""
    row = found_by.worksheet(worksheet_id)
    check_role(row.testimony, by, MAY_DECIDE)
    check_not_alone(row.testimony_id, by)
    check_there(row)
    if sources.goes_at(row) <= now:
        raise Refused("The time of this source is over: it is being deleted. What was made of it is on the testimony's page.")
    if row.closed_at:
        raise Refused("A text was made of this source already. Open it again first; the text that was saved stays as it is.")
    return row


def _check(row: Worksheet, start: int, end: int, kind: str, action: str, reason: str, element: str) -> None:
    if action not in ACTIONS:
        raise WrongUse("Accept the proposal, change it, keep the words, or say which fact they tell.")
    if kind != EDIT and kind not in KINDS:
        raise WrongUse("This is no kind of find. Load the page again; nothing was saved.")
    if not 0 <= start < end <= len(row.source or ""):
        raise WrongUse("These words are not in the source. Load the page again; nothing was saved.")
    if element and element not in ELEMENTS:
        raise WrongUse("There is no such fact. docs/facts-and-uniqueness.md lists all of them.")
    if action == "KEEP" and not reason.strip():
        raise WrongUse("Say in a few words why this may stay: whoever looks at the text next reads it.")
    if len(reason) > LONGEST_REASON:
        raise WrongUse(f"The reason is longer than {LONGEST_REASON} characters: make it shorter.")


def checked_words(words: str) -> str:
    """Words for the result, on one line unless they are a paragraph. Raises WrongUse."""
    kept = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(kept) > LONGEST_WORDS:
        raise WrongUse(f"The words are longer than {LONGEST_WORDS} characters: replace a shorter piece at a time.")
    if any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in kept):
        raise WrongUse("The words hold control characters. Write them again; nothing was saved.")
    return kept


def check_nobody_else(row: Worksheet, start: int, end: int, action: str, element: str, based_on_revision: int, by: str) -> None:
    """Raises Overlapping where somebody else decided about some of these characters since. Two tags meet only where they are about one fact."""
    for one in reversed(row.decisions):
        same = (one.action in ABOUT_WORDS) == (action in ABOUT_WORDS) and (action in ABOUT_WORDS or one.element == element or not (one.element and element))
        if same and one.undone_at is None and one.revision > based_on_revision and one.by.casefold() != by.casefold() and one.start < end and start < one.end:
            raise Overlapping(ruling_of(one), one.at)


def add_inside(row: Worksheet, start: int, end: int, kind: str, action: str, replacement: str, by: str, now: datetime, reason: str = "", element: str = "") -> SpanDecision:
    """Inside a transaction, under the worksheet's revision as it is now."""
    made = SpanDecision(start=start, end=end, kind=kind, action=action, replacement=replacement if action in ("ACCEPT", "CHANGE") else None, element=element,
                        reason=reason.strip() or None, revision=row.revision, at=now, by=by)
    row.decisions.append(made)
    db.session.flush()  # decisions are ordered by their numbers
    return made


def undo(worksheet_id: int, by: str, now: datetime) -> list[SpanDecision]:
    """Take back one's own last step: all that one press decided. Nobody undoes what somebody else decided. Raises Refused."""
    with transaction():
        row = workable(worksheet_id, by, now)
        own = [one for one in row.decisions if one.undone_at is None and one.by.casefold() == by.casefold()]
        if not own:
            raise Refused("There is nothing of yours to undo here. What somebody else decided you change by deciding about it yourself.")
        last = [one for one in own if one.revision == own[-1].revision]
        for one in last:
            one.undone_at, one.undone_by = now, by
        row.revision += 1
    return last


def accept_rest(worksheet_id: int, by: str, now: datetime) -> int:
    """Accept every proposal nobody has decided about, except where a find is only worth a look. One step to undo. Returns how many."""
    made = planned(opened(worksheet_id, by, now))
    with transaction():
        row = workable(worksheet_id, by, now)
        return len(_accept(row, made.proposals, by, now))


def _accept(row: Worksheet, proposals: Iterable[Proposal], by: str, now: datetime) -> list[Place]:
    left = [place for place in places(row.source, proposals, rulings_of(row)) if place.state == "open" and place.replaces]
    row.revision += bool(left)
    for place in left:
        add_inside(row, place.start, place.end, place.kind, "ACCEPT", place.words, by, now, element=place.element)
    return left


def finish(worksheet_id: int, based_on: int | None, by: str, now: datetime, rest: bool = False) -> StoryVersion:
    """Make a new version of the text from what was decided, with the facts marked on its words. `based_on`: the newest version the curator has seen.

    What identifies alone must have been decided about, or `rest` says that every such proposal is accepted; what identifies together
    is replaced as proposed. An exact age or date that is kept has the first of its two answers in the margin with that. Raises Refused naming how many are open, Conflict when a newer text was saved or
    something was decided meanwhile.
    """
    made = planned(opened(worksheet_id, by, now))
    with transaction():
        row = workable(worksheet_id, by, now)
        if not rest:
            _check_nothing_open(row, made.proposals)
        _accept(row, made.proposals, by, now)
        source, testimony = row.source, row.testimony
        marked = places(source, made.proposals, rulings_of(row))
        found, kept = outcome(source, marked, tags(rulings_of(row))), _kept(row, marked)
        decided = row.revision
    version = save_text(testimony, row.language, row.kind, found.text, based_on, by, now)
    if found.spans or version.spans:
        mark_text(version.id, found.spans if version.body == found.text else moved(found.spans, found.text, version.body, version.language), by, now)
    if version.body == found.text:
        answer_kept(version, kept, now)
    with transaction():
        row.version_id, row.closed_at = version.id, now if row.revision == decided else None
        note_of(row, "FINISHED", by, now, text=version.id, text_sha256=version.sha256)
    if row.closed_at is None:
        raise Conflict("Somebody decided about words of this source at the very moment when the text was made. The text is saved without that decision: look at it here, and make the text once more.")
    return version


def _kept(row: Worksheet, marked: tuple[Place, ...]) -> list[tuple[Find, str, str]]:
    """What stays in the text, each with the reason and who gave it."""
    reasons = {one.id: one.reason or "" for one in row.decisions}
    return [(find, reasons[ruling.number], ruling.by) for find, ruling in kept_in_result(row.source or "", marked) if reasons[ruling.number]]


def _check_nothing_open(row: Worksheet, proposals: Iterable[Proposal]) -> None:
    [alone] = [count for count in counts(places(row.source, proposals, rulings_of(row))) if count.severity is Severity.ALONE]
    if alone.left:
        raise Refused(f"{alone.left} {'detail identifies' if alone.left == 1 else 'details identify'} the person without any other, and nobody has decided about "
                      f"{'it' if alone.left == 1 else 'them'}. Decide one by one, or press “Accept all the rest”. No text was made.")


def reopen(worksheet_id: int, by: str, now: datetime) -> Worksheet:
    """Go on with a source of which a text was made; that text stays as it is. Raises Refused where the source is gone."""
    with transaction():
        row = found_by.worksheet(worksheet_id)
        check_role(row.testimony, by, MAY_DECIDE)
        check_there(row)
        row.closed_at = None
    return row
