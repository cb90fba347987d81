"""A second pair of eyes on one text, in steps of which none can be left out or come before another.

1. The text alone: who could this be, and three attempts at search terms, each with what it led to. Written once, kept encrypted.
2. Only then the comparison: with the source while it is there (the history says who read it), else with the version before, else the original.
3. The verdict: it passes, which sets the tick for anonymity, or it goes back to the curator with a reason.

Who may do what: lookers.py. What stands in the way of passing: left_finds.py.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exhibit.actions import left_finds, lookers, margin_notes, sources
from exhibit.actions.history import note
from exhibit.actions.lookers import reads_alone
from exhibit.actions.meant_words import refuse_while_in_source
from exhibit.actions.sent_back import checked_reason
from exhibit.actions.ticks import ticks_on
from exhibit.errors import Refused, WrongUse
from exhibit.store import anonymity_reviews, queries, raise_epoch, transaction
from exhibit.store.anonymity_reviews import PASSED, SENT_BACK, versions_of_text
from exhibit.store.tables import AnonymityReview, StoryVersion, VersionTick, Worksheet
from exhibit.story.ticks import Tick
from exhibit.story.word_diff import Part, word_diff

ATTEMPTS = 3
LED_TO: dict[str, str] = {"NOBODY": "led to nobody", "SOMEBODY": "could lead to somebody", "FOUND": "found the person or the case"}
LONGEST, LONGEST_TERMS, SHORTEST = 2_000, 300, 10  # characters of a guess or a reason, of search terms; of a reason at least
SOURCE, EARLIER, ORIGINAL, NOTHING = "SOURCE", "EARLIER", "ORIGINAL", "NOTHING"
__all__ = ["ATTEMPTS", "LED_TO", "Comparison", "attempts", "begin", "comparison", "open_comparison", "pass_text", "reads_alone", "send_back", "version_before", "write_attempts"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the text is compared with: `parts` word by word; of an original in another language `text` beside it; of nothing neither."""

    beside: str
    parts: tuple[Part, ...] = ()
    text: str = ""
    language: str = ""


def begin(version_id: int, by: str, now: datetime) -> AnonymityReview:
    """Begin to look at a text, or go on with the look this account has begun. Raises Refused for whoever wrote the text or worked on its source."""
    with transaction() as session:
        version = queries.version(version_id)
        lookers.check_newest(version)
        if Tick.ANONYMITY in ticks_on(version):
            raise Refused("Somebody has looked at this text already, and it has not changed since.")
        lookers.check_may_look(version, by)
        review = anonymity_reviews.open_review(version, by)
        if review is None:
            review = AnonymityReview(version=version, by=by, started_at=now, agreed=[])
            session.add(review)
    return review


def write_attempts(review_id: int, guess: str, searches: Sequence[tuple[str, str]], by: str, now: datetime) -> AnonymityReview:
    """Who could this be, and three attempts: (search terms, a key of LED_TO). Written once, kept encrypted. Raises WrongUse, Refused."""
    who, tried = _checked_guess(guess), _checked_attempts(searches)
    with transaction():
        review = _own(review_id, by)
        if review.attempted_at is not None:
            raise Refused("Your attempts are on file already: they are written once, before the comparison.")
        review.guess, review.searches, review.attempted_at = who, tried, now
    return review


def _checked_guess(guess: str) -> str:
    who = guess.strip()[:LONGEST]
    if not who:
        raise WrongUse("Write who this could be, as a reader who knows somebody like that would guess; or that nobody comes to mind.")
    return who


def _checked_attempts(searches: Sequence[tuple[str, str]]) -> str:
    tried = [(" ".join(terms.split())[:LONGEST_TERMS], led_to) for terms, led_to in searches]
    if len(tried) != ATTEMPTS or any(not terms or led_to not in LED_TO for terms, led_to in tried):
        raise WrongUse("Write three attempts, each with its search terms and what it led to.")
    if len({terms.casefold() for terms, _ in tried}) < ATTEMPTS:
        raise WrongUse("Try three different sets of words: two of the attempts are the same.")
    return json.dumps([{"terms": terms, "led_to": led_to} for terms, led_to in tried], ensure_ascii=False)


def attempts(review: AnonymityReview) -> list[dict[str, str]]:
    """The attempts as written: terms and led_to."""
    return json.loads(review.searches) if review.searches else []


def open_comparison(review_id: int, by: str, now: datetime) -> AnonymityReview:
    """The second step; that the source is read is noted in the history. Raises Refused before the attempts are written."""
    sources.delete_due(now)
    with transaction():
        review = _own(review_id, by)
        _check_attempted(review)
        if review.compared_at is None:
            review.compared_at = now
            _note_reading(review, _source_of(review.version, by), now)
    return review


def _note_reading(review: AnonymityReview, sheet: Worksheet | None, now: datetime) -> None:
    """Inside a transaction: that this look shows this source, once."""
    if sheet is not None and not anonymity_reviews.has_compared(review, sheet):
        note("READ", "SOURCE", review.by, now, testimony=review.version.testimony, details={"worksheet": sheet.id, "sha256": sheet.source_sha256, "review": review.id})


def comparison(review: AnonymityReview, now: datetime) -> Comparison:
    """What the second step shows. A source that came in since the step was opened is noted as read, too. Raises Refused until it was opened, and once the verdict is given."""
    _check_compared(review)
    if review.verdict:
        raise Refused("The comparison is open until your verdict, and no longer.")
    sources.delete_due(now)
    version = review.version
    sheet, before = _source_of(version, review.by), version_before(version)
    if sheet is not None:
        with transaction():
            _note_reading(review, sheet, now)
        return Comparison(SOURCE, word_diff(sheet.source or "", version.body, version.language))
    if before is not None:
        return Comparison(EARLIER, word_diff(before.body, version.body, version.language))
    original = version.testimony.newest(version.kind, version.testimony.original_language)
    if original is not None and original.language != version.language:
        return Comparison(ORIGINAL, text=original.body, language=original.language)
    return Comparison(NOTHING)


def version_before(version: StoryVersion) -> StoryVersion | None:
    """The version of the same kind and language that this one took the place of."""
    earlier = [other for other in versions_of_text(version) if other.id < version.id]
    return earlier[-1] if earlier else None


def pass_text(review_id: int, agreed: Iterable[str], by: str, now: datetime) -> AnonymityReview:
    """Nobody can be recognised: sets the tick for anonymity. `agreed`: finds kept by the curator that are none to this account either,
    by their keys (`left_finds.Kept`). Raises Refused while something that identifies stands in the text or an attempt has found somebody.
    """
    looked_at = _own(review_id, by)
    _check_compared(looked_at)
    spans = _agreed_spans(looked_at.version, agreed)
    _check_clear(looked_at, spans)
    with transaction():
        review = _own(review_id, by)
        _check_compared(review)
        version = review.version
        lookers.check_may_pass(version, by)
        review.verdict, review.verdict_at, review.agreed = PASSED, now, spans
        if Tick.ANONYMITY not in ticks_on(version):
            version.ticks.append(VersionTick(tick=Tick.ANONYMITY, at=now, by=by))
        version.marks_checked = True
        raise_epoch()
        note("TICK", "anonymity", by, now, testimony=version.testimony, details={"text": version.id, "review": review.id})
    return review


def send_back(review_id: int, reason: str, by: str, now: datetime) -> AnonymityReview:
    """The text goes back to the curator with a reason, which is kept as the source is (sent_back.py). Raises WrongUse, Refused."""
    why = reason.strip()[:LONGEST]
    if len(why) < SHORTEST:
        raise WrongUse("Say in a sentence what still leads to the person, so that the curator knows what to change.")
    sources.delete_due(now)
    with transaction():
        review = _own(review_id, by)
        _check_compared(review)
        review.verdict, review.verdict_at, review.reason = SENT_BACK, now, checked_reason(review.version.testimony, why, by, now)
        note("TICK", "anonymity sent back", by, now, testimony=review.version.testimony, details={"text": review.version_id, "review": review.id})
    return review


def _own(review_id: int, by: str) -> AnonymityReview:
    review = anonymity_reviews.review(review_id)
    if review.by.casefold() != by.casefold():
        raise Refused("Somebody else has begun this look: begin one of your own.")
    if review.verdict:
        raise Refused("Your verdict on this text is on file already.")
    lookers.check_newest(review.version)
    return review


def _check_attempted(review: AnonymityReview) -> None:
    if review.attempted_at is None:
        raise Refused("First read the text alone and write who this could be and your three attempts. The comparison comes after that.")


def _check_compared(review: AnonymityReview) -> None:
    _check_attempted(review)
    if review.compared_at is None:
        raise Refused("Look at the comparison before you give your verdict.")


def _source_of(version: StoryVersion, by: str) -> Worksheet | None:
    """The newest worksheet of this text whose source is still there and may be read by this account."""
    if not sources.may_read(version.testimony, by):
        return None
    return next((sheet for sheet in reversed(anonymity_reviews.worksheets_of(version)) if sheet.source is not None), None)


def _agreed_spans(version: StoryVersion, agreed: Iterable[str]) -> list[list]:
    chosen = list(dict.fromkeys(agreed))
    offered = {row.key: row.find for row in left_finds.left_in(version).kept} if chosen else {}
    if set(chosen) - set(offered):
        raise WrongUse("You can agree only to words the curator keeps with a reason. Load the page again; nothing was saved.")
    return [[offered[key].start, offered[key].end, offered[key].kind] for key in chosen]


def _check_clear(review: AnonymityReview, spans: list[list]) -> None:
    if any(row["led_to"] == "FOUND" for row in attempts(review)):
        raise Refused("One of your attempts found the person or the case: this text cannot pass. Send it back with the reason.")
    version = review.version
    refuse_while_in_source(version.testimony, "This text cannot pass.")
    left = left_finds.left_in(version, [version.body[start:end] for start, end, _kind in spans]).blocking
    if left:
        raise Refused(f"This text cannot pass: it still holds {left_finds.where(version, left)}. Send it back; words that are none of these must be kept by the "
                      "curator with a reason, and you must agree.")
    margin_notes.refuse_while_blocking(version, "This text cannot pass.")
