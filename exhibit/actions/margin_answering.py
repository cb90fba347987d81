"""Answering a margin note, and saying how a text came about."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from exhibit.actions.free_text import note_of_a_stop
from exhibit.actions.history import note
from exhibit.actions.margin_notes import notes_for, notes_for_text
from exhibit.errors import Refused, WrongUse
from exhibit.store import accounts, margin_answers, queries, transaction
from exhibit.store.tables import MarginAnswer, StoryVersion
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import Severity
from exhibit.story.ethics import Note, Settled, Telling

SHORTEST, LONGEST = 10, 2_000  # characters of an answer
WRITERS, SECOND = ("curator", "caseworker"), ("verifier",)


def answer_note(version_id: int, rule: str, words_sha256: str, answer: str, by: str, now: datetime) -> MarginAnswer:
    """Keep an answer to a note of a text. Raises WrongUse for an empty one, Refused where no answer settles the note or it is another person's turn.

    An exact detail (E05) needs two answers: first whoever writes texts, then a verifier who is somebody else.
    """
    words = answer.strip()[:LONGEST]
    if len(words) < SHORTEST:
        raise WrongUse("Answer in a sentence: why may these words stand, or what will be done about them?")
    version = queries.version(version_id)
    found = next((margin.note for margin in notes_for(version) if (margin.note.rule, margin.note.sha256) == (rule, words_sha256)), None)
    if found is None:
        raise WrongUse("This note is not there any more: the text or its facts were changed. Nothing was saved.")
    _check_can_settle(found)
    with transaction() as session:
        version = queries.version(version_id)
        earlier = margin_answers.answers_to(version.testimony, version.kind, version.language, rule, words_sha256)
        _check_turn(found, earlier, by)
        row = MarginAnswer(testimony_id=version.testimony_id, kind=version.kind, language=version.language, rule=rule, words_sha256=words_sha256, answer=words, at=now, by=by)
        session.add(row)
        note("TICK", "margin note answered", by, now, testimony=version.testimony, details={"text": version.id, "rule": rule})
    return row


def answer_kept(version: StoryVersion, kept: Iterable[tuple[Find, str, str]], now: datetime) -> int:
    """Exact details of a version that its worksheet keeps: (the find in its words, the reason, who decided). Each reason is the first of the two answers,
    where nobody has answered yet; a reason that seems to hold a name or a number is left out, as in every note. Returns how many were kept."""
    told = {(find.start, find.end): (find, reason, by) for find, reason, by in kept}
    margins = notes_for_text(version.testimony, version.kind, version.language, version.body, version.telling, [find for find, _reason, _by in told.values()])
    first = [margin.note for margin in margins if margin.note.settled_by is Settled.TWO and margin.note.severity is not Severity.ALONE and not margin.answers]
    with transaction() as session:
        for found in first:
            _find, reason, by = told[found.start, found.end]
            session.add(MarginAnswer(testimony_id=version.testimony_id, kind=version.kind, language=version.language, rule=found.rule, words_sha256=found.sha256,
                                     answer=note_of_a_stop(reason), at=now, by=by))
            note("TICK", "margin note answered", by, now, testimony=version.testimony, details={"text": version.id, "rule": found.rule})
    return len(first)


def _check_can_settle(found: Note) -> None:
    if found.severity is Severity.ALONE:
        raise Refused("This identifies by itself: put other words there. If it leads to nobody, keep it with a reason on the worksheet, and the second pair of eyes must agree.")
    if found.settled_by not in (Settled.ANSWER, Settled.TWO):
        raise Refused("No answer settles this note: change the words or the facts, as it says.")


def _check_turn(found: Note, earlier: list[MarginAnswer], by: str) -> None:
    """Two people for an exact detail, in this order: a writer, and a verifier who is somebody else."""
    if found.settled_by is not Settled.TWO:
        return
    others = [row for row in earlier if row.by.casefold() != by.casefold()]
    if earlier and not others:
        raise Refused("You have answered this note: now a verifier says whether the detail may stay.")
    if not _holds(by, SECOND if others else WRITERS):
        raise Refused("The second answer to an exact detail is a verifier's." if others else "A curator or a caseworker answers first why the detail should stay; then a verifier.")


def _holds(by: str, roles: tuple[str, ...]) -> bool:
    account = accounts.user(by)
    return account is not None and account.active and bool({role.name for role in account.roles} & set(roles))


def say_how_told(version_id: int, telling: str, by: str, now: datetime) -> StoryVersion:
    """Say whose words a text has: word for word, edited with the person's approval, or composed. Raises WrongUse, Refused for an older version."""
    if telling not in tuple(Telling):
        raise WrongUse("Choose whose words these are: word for word, edited with her approval, or composed from several accounts.")
    with transaction():
        version = queries.version(version_id)
        if version.testimony.newest(version.kind, version.language).id != version.id:
            raise Refused("There is a newer version of this text: look at that one.")
        if version.telling != telling:
            version.telling = telling
            note("TICK", "telling said", by, now, testimony=version.testimony, details={"text": version.id, "telling": telling})
    return version
