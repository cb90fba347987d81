"""Approval links: the person, or her caseworker beside her, reads her own texts as they will hang and read, and answers.

A link opens one testimony in chosen languages, until it ends or is revoked. Only a hash of its token is kept; an opening is written
down with its time and nothing else. A yes is written exactly as a caseworker would write it; a wish or a no carries its reason.
"""
from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from exhibit.actions import left_finds, margin_notes
from exhibit.actions.facts import newest_texts
from exhibit.actions.free_text import note_of_a_stop
from exhibit.actions.history import note
from exhibit.actions.meant_words import refuse_while_in_source
from exhibit.actions.testimonies import approve_inside, disapprove_inside
from exhibit.actions.ticks import ticks_on
from exhibit.consent.words import word
from exhibit.errors import Conflict, Refused, WrongUse
from exhibit.store import approvals, queries, transaction
from exhibit.store.codes import new_code
from exhibit.store.tables import ApprovalAnswer, ApprovalLink, ApprovalOpening, StoryVersion, Testimony
from exhibit.story.anonymise import found_in
from exhibit.story.sentences import sentences
from exhibit.story.ticks import Tick

DAYS, MOST_DAYS = 14, 60
ORDER = ("QUOTE", "CUTOUT", "ATTRIBUTION", "STORY", "EASY")
LONGEST = 2_000  # characters of a reason
YES, CHANGE, NO = "YES", "CHANGE", "NO"
METHOD = "APPROVAL_LINK"


class NotSent(Refused):
    """An answer that was not taken; `key` is the row of the words table that says why to the person."""

    def __init__(self, key: str):
        super().__init__(word("approve", "en", key))
        self.key = key


def make_link(testimony: Testimony, languages: Iterable[str], days: int, cutout_id: int | None, by: str, now: datetime) -> tuple[ApprovalLink, str]:
    """A new link and its token, which is shown once and kept nowhere. Raises WrongUse; Refused while something that identifies by itself
    stands in one of the texts to be read, or a note of a block rule in its margin."""
    chosen, written = sorted(set(languages)), {v.language for v in testimony.versions}
    if not chosen or set(chosen) - written:
        raise WrongUse("Choose the languages to be read, among those that have a text.")
    if not 1 <= days <= MOST_DAYS:
        raise WrongUse(f"A link lasts from 1 to {MOST_DAYS} days.")
    if cutout_id is not None and all(c.id != cutout_id for c in queries.cutouts_of_testimony(testimony)):
        raise WrongUse("Choose a board that shows this testimony.")
    looked_at = [v for v in newest_texts(testimony) if v.language in chosen and v.kind in ORDER]
    refuse_while_in_source(testimony, "The link was not made.")
    for version in looked_at:
        left_finds.refuse_while_blocking(version, "The link was not made.")
        margin_notes.refuse_while_blocking(version, "The link was not made.")
    token, numbers = secrets.token_urlsafe(24), {version.id for version in looked_at}
    with transaction() as session:
        if {v.id for v in newest_texts(testimony) if v.language in chosen and v.kind in ORDER} != numbers:
            raise Conflict("Somebody saved a text while the link was being made: look at the new words and make the link again. No link was made.")
        link = ApprovalLink(testimony=testimony, cutout_id=cutout_id, token_hash=_hash(token), mark=new_code(), languages=chosen, made_at=now, made_by=by,
                            expires_at=now + timedelta(days=days))
        session.add(link)
        note(METHOD, "made", by, now, testimony=testimony, details={"mark": link.mark, "languages": chosen, "until": link.expires_at.isoformat()})
    return link, token


def revoke_link(link_id: int, by: str, now: datetime) -> ApprovalLink:
    """Close a link at once; doing it again changes nothing."""
    with transaction():
        link = approvals.link(link_id)
        if link.revoked_at is None:
            link.revoked_at = now
            note(METHOD, "revoked", by, now, testimony=link.testimony, details={"mark": link.mark})
    return link


def _hash(token: str) -> str:
    """SHA-256: a token has 192 random bits, so that nobody finds it by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_live(link: ApprovalLink, now: datetime) -> bool:
    """Not ended, not revoked, and nothing on hold: on a hold somebody else may have the address."""
    return link.revoked_at is None and now < link.expires_at and link.testimony.hold == "NONE"


def find(token: str, now: datetime) -> ApprovalLink | None:
    """The live link of a token; None for unknown, ended and revoked ones alike."""
    link = approvals.link_with(_hash(token))
    return link if link and is_live(link, now) else None


def open_link(token: str, now: datetime) -> ApprovalLink | None:
    """The live link of a token, with this opening written down: when, and nothing about whom."""
    with transaction() as session:
        link = find(token, now)
        if link:
            session.add(ApprovalOpening(link=link, at=now))
    return link


def texts_to_read(link: ApprovalLink, language: str) -> list[StoryVersion]:
    """The newest texts of one language of the link that may be read, in the order in which they are read.

    Words written after the link was made were not looked at then: they are kept back until somebody has (second_eyes.py). The desk knows what
    stands in a text, the person's door only whether it was looked at: it reads neither keys nor worksheets.
    """
    named = link.testimony.pseudonym_in_source  # the name she reads there may be somebody's: nothing more is approved
    return [version for version in _texts_of(link, language)
            if version.approved_at or not named and (version.written_at < link.made_at or Tick.ANONYMITY in ticks_on(version))]


def keeps_back(link: ApprovalLink, language: str) -> bool:
    """Is there a text in this language that waits for a second pair of eyes before she reads it?"""
    return len(texts_to_read(link, language)) < len(_texts_of(link, language))


def _texts_of(link: ApprovalLink, language: str) -> list[StoryVersion]:
    if language not in link.languages:
        return []
    found = [v for v in newest_texts(link.testimony) if v.language == language and v.kind in ORDER]
    return sorted(found, key=lambda version: ORDER.index(version.kind))


def answer(token: str, version_id: int, said: str, passage: str, reason: str, now: datetime) -> ApprovalAnswer:
    """The person's answer to one text. Raises NotSent with the row of words that tells her why nothing was sent.

    `passage` is the number of a sentence, from 0, or empty for all of the text; it is kept as the sentence's words.
    """
    with transaction() as session:
        link = find(token, now)
        read = texts_to_read if said == YES else _texts_of  # a wish or a no counts also for words that are kept back meanwhile
        version = next((v for language in link.languages for v in read(link, language) if v.id == version_id), None) if link else None
        if link is None or said not in (YES, CHANGE, NO):
            raise NotSent("gone")
        if version is None:
            raise NotSent("meanwhile")
        facts = {"answer": said, "passage": _passage(version, passage) if said == CHANGE else "", "reason": _reason(said, reason)}
        before = approvals.answers_to(version)
        if before and all(getattr(before[-1], name) == value for name, value in facts.items()):
            return before[-1]  # the page was sent twice
        made = ApprovalAnswer(link=link, version=version, at=now, **facts)
        session.add(made)
        _write_down(made, version, now)
    return made


def _reason(said: str, reason: str) -> str:
    """A wish or a no has a reason. A wish is written without names; a no goes through whatever its reason says."""
    text = reason.strip()[:LONGEST]
    if said == YES:
        return ""
    if not text:
        raise NotSent("need_reason")
    if said == CHANGE and found_in(text):
        raise NotSent("no_names")
    return note_of_a_stop(text)


def _passage(version: StoryVersion, number: str) -> str:
    cut = sentences(version.body, version.language)
    return cut[int(number)].text if number.isdigit() and int(number) < len(cut) else ""


def _write_down(made: ApprovalAnswer, version: StoryVersion, now: datetime) -> None:
    """A yes approves exactly these words; a no also takes back what was approved of this text before; a wish leaves it as it is."""
    by = f"link {made.link.mark}"
    if made.answer == YES:
        return approve_inside(version, by, now, METHOD)
    note("ANSWER", made.answer, by, now, testimony=version.testimony, indicated_by="SUBJECT", method=METHOD, details={"text": version.id})
    if made.answer == NO:
        disapprove_inside(version, by, now, METHOD)


def settle(answer_id: int, by: str, now: datetime) -> ApprovalAnswer:
    """A wish or a no was dealt with, for example by a new text. Raises Conflict for a yes."""
    with transaction():
        made = approvals.answer(answer_id)
        if made.answer == YES:
            raise Conflict("A yes needs no settling.")
        if made.settled_at is None:
            made.settled_at = now
            note("ANSWER", "settled", by, now, testimony=made.version.testimony, details={"text": made.version_id})
    return made
